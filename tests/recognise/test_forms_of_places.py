"""The form of a document: by its parts, by the region of its issuer, or, said so, by the words of all places."""

from __future__ import annotations

import pytest

from yusuan.document import Cell, Document, Line, Table
from yusuan.forms import load_forms
from yusuan.package.schemas import TABLES
from yusuan.recognise import Known, recognise
from yusuan.recognise.recognition import Recognition, form_of_place

REGIONS = {"苏州市数据局": "320500", "上海市普陀区财政局": "310107", "天山县图书馆": ""}


def recognised(issuer: str) -> Recognition:
    rows = (("科目编码", "科目名称", "合计"), ("", "合计", "1.00"), ("201", "一般公共服务支出", "1.00"))
    cells = tuple(tuple(Cell(text, f"P2T1R{r}C{c}") for c, text in enumerate(row, 1)) for r, row in enumerate(rows, 1))
    lines = (f"{issuer}2026年部门预算", "支出总表", "单位：万元")
    blocks = (*(Line(text, f"P1L{n}") for n, text in enumerate(lines, 1)), Table(cells, "P2T1"))
    numbers = {name: number for number, name in enumerate(TABLES, 1)}
    return recognise(Document("pdf", "", blocks), Known(numbers, region_of=lambda name: REGIONS[name]))


@pytest.mark.parametrize(
    ("issuer", "form"), [("苏州市数据局", "jiangsu-2017"), ("上海市普陀区财政局", "shanghai-2025")]
)
def test_a_document_is_read_by_the_form_of_its_issuers_region(issuer, form):
    found = recognised(issuer)
    assert found.form.name == form
    assert found.findings.unread == []


def test_a_document_of_a_place_without_a_form_is_read_by_the_words_of_all():
    found = recognised("天山县图书馆")
    assert found.form.name == "common"
    assert found.findings.unread == []
    assert [row["name"] for row in found.findings.resources["expenditure"]] == ["合计", "一般公共服务支出"]


def test_the_form_of_a_city_comes_before_that_of_its_province():
    forms = load_forms()
    assert form_of_place("440300", forms).name == "shenzhen-2026"
    assert form_of_place("440500", forms) is None
