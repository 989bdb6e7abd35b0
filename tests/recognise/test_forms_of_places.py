"""The form of a document: by the headings of its parts, by the region of its issuer, or by the words of all places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from yusuan.document import Cell, Document, Line, Table
from yusuan.forms import Form, load_forms
from yusuan.package.schemas import TABLES
from yusuan.recognise import Known, recognise
from yusuan.recognise.recognition import Recognition, form_of_place

REGIONS = {"苏州市数据局": "320500", "上海市普陀区财政局": "310107", "天山县图书馆": ""}


def recognised(issuer: str, forms: Sequence[Form] = ()) -> Recognition:
    rows = (("科目编码", "科目名称", "合计"), ("", "合计", "1.00"), ("201", "一般公共服务支出", "1.00"))
    cells = tuple(tuple(Cell(text, f"P2T1R{r}C{c}") for c, text in enumerate(row, 1)) for r, row in enumerate(rows, 1))
    lines = (f"{issuer}2026年部门预算", "支出总表", "单位：万元")
    blocks = (*(Line(text, f"P1L{n}") for n, text in enumerate(lines, 1)), Table(cells, "P2T1"))
    numbers = {name: number for number, name in enumerate(TABLES, 1)}
    return recognise(Document("pdf", "", blocks), Known(numbers, forms=forms, region_of=lambda name: REGIONS[name]))


def of_place(name: str, *places: str) -> Form:
    common = next(form for form in load_forms() if form.name == "common")
    return replace(common, name=name, places=places)


def test_a_document_is_read_by_the_form_of_its_issuers_region() -> None:
    forms = (*load_forms(), of_place("suzhou-2026", "320500"))
    assert recognised("苏州市数据局", forms).form.name == "suzhou-2026"
    assert recognised("上海市普陀区财政局", forms).form.name == "common"


def test_a_document_of_a_place_without_a_form_is_read_by_the_words_of_all() -> None:
    found = recognised("天山县图书馆")
    assert found.form.name == "common"
    assert found.findings.unread == []
    assert [row["name"] for row in found.findings.resources["expenditure"]] == ["合计", "一般公共服务支出"]


def test_the_form_of_a_city_comes_before_that_of_its_province() -> None:
    forms = (of_place("guangdong-2026", "44"), of_place("shenzhen-2026", "4403"))
    assert form_of_place("440300", forms) == forms[1]
    assert form_of_place("440500", forms) == forms[0]
    assert form_of_place("320500", forms) is None
