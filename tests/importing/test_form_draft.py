"""`yusuan forms --draft`: what a document prints that no form knows becomes a file whose words a person mends."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from yusuan.document import Cell, Document, Line, Table
from yusuan.forms import load_forms
from yusuan.importing import apart, form_draft
from yusuan.importing.form_draft import Unknown, draft_form, find_unknown, unknown_in
from yusuan.importing.importer import import_document
from yusuan.package.layout import PackageId, Packages


def table(place: str, *rows: str) -> Table:
    return Table(
        tuple(
            tuple(Cell(text, f"{place}R{r}C{c}") for c, text in enumerate(row.split("|"), 1))
            for r, row in enumerate(rows, 1)
        ),
        place,
    )


@pytest.fixture
def document() -> Document:
    """One known title with a header and a label that are new, and one new title."""
    return Document(
        "pdf",
        "0" * 64,
        (
            Line("某市某局2023年支出总体情况表", "P7L1"),
            Line("单位：万元", "P7L2"),
            table("P7T1", "类|款|项|功能分类科目名称|合计|基本支出金额|彩票公益金", "201|13|50|事业运行|3|2|1"),
            Line("某市某局跨年度安排情况表", "P8L1"),
            table("P8T1", "某某某|项目|合计", "张三|7|7"),
        ),
    )


@pytest.fixture
def form():
    return next(form for form in load_forms() if form.name == "xinjiang-2023")


def test_a_new_header_is_told_with_its_place_and_what_it_is_most_like(document: Document, form) -> None:
    headers = {one.text: one for one in find_unknown(document, form) if one.kind == "header"}
    assert {text: (one.place, one.table) for text, one in headers.items()} == {
        "基本支出金额": ("P7T1R1C6", "expenditure"),
        "彩票公益金": ("P7T1R1C7", "expenditure"),
    }
    assert headers["基本支出金额"].match.target == "basic_expenditure"
    assert headers["彩票公益金"].match is None


def test_a_new_title_is_told_with_its_place_and_the_known_headers_below_it_and_no_other_words(
    document: Document, form
) -> None:
    (title,) = [one for one in find_unknown(document, form) if one.kind == "title"]
    assert (title.text, title.place, title.below) == ("某市某局跨年度安排情况表", "P8L1", ("项目", "合计"))
    # Which table it is, a person says: 收入 and 支出 differ by one character.
    assert title.match is None


def test_a_draft_is_a_form_as_it_stands_and_fills_in_only_what_is_much_like_a_known_word(
    document: Document, form, tmp_path: Path
) -> None:
    text = draft_form(find_unknown(document, form), "某局\x07.pdf", form.name)
    assert tomllib.loads(text)["tables"] == [
        {"table_name": "expenditure", "columns": [{"field": "basic_expenditure", "headers": ["基本支出金额"]}]}
    ]
    assert '# { field = "?", headers = ["彩票公益金"] },  # P7T1R1C7' in text
    assert '# "某市某局跨年度安排情况表"  at P8L1' in text
    (tmp_path / "draft.toml").write_text(text, "utf-8")
    draft = next(form for form in load_forms(tmp_path) if form.name == "draft")
    assert [one.text for one in find_unknown(document, draft, tmp_path)] == ["彩票公益金", "某市某局跨年度安排情况表"]


def test_a_document_whose_form_is_known_has_nothing_to_draft(source: Path, yusuan: Callable) -> None:
    ended = yusuan("forms", "--draft", str(source))
    assert ended.code == 0
    assert "tables" not in tomllib.loads(ended.out)
    assert ended.err == f"{source}: 0 words are not known; 0 of them similar to a known word.\n"


def test_a_draft_that_was_mended_reads_what_could_not_be_read(source: Path, repository: Path, yusuan: Callable) -> None:
    packages, package = Packages(repository / "datapackages"), PackageId("changji-sme", 2023)
    text = source.read_text("utf-8")
    source.write_text(text.replace("单位资金\t财政拨款结转", "彩票公益金\t财政拨款结转"), "utf-8")
    assert not import_document(source, package, packages).whole
    draft = yusuan("forms", "--draft", str(source)).out
    line = '    # { field = "?", headers = ["彩票公益金"] },'
    assert line in draft
    (repository / "forms").mkdir()
    mended = draft.replace(line, '    { field = "unit_funds", headers = ["彩票公益金"] },')
    (repository / "forms/changji.toml").write_text(mended, "utf-8")
    assert import_document(source, package, packages, forms_dir=repository / "forms").whole


def test_what_cannot_be_read_has_no_draft(yusuan: Callable) -> None:
    ended = yusuan("forms", "--draft", "missing.pdf")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("yusuan: missing.pdf")


@pytest.mark.skipif(apart.METHOD != "fork", reason="a child that is no fork does not see what is put in its place")
def test_what_a_draft_needs_is_looked_for_in_a_child_with_limits(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = lambda *_: [Unknown("title", str(os.getpid()), "L1", "", ())]  # noqa: E731
    monkeypatch.setattr(form_draft, "find_unknown", said)
    _, (found,) = unknown_in(source)
    assert found.text != str(os.getpid())
