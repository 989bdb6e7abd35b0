"""A span that no table has is told in one line with the cell that has it, or is read as its format's standard says."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from yusuan.document import Table
from yusuan.errors import CannotRead
from yusuan.reading import read
from yusuan.reading.spans import span_of

Write = Callable[[Path, str], Path]


def html(folder: Path, span: str) -> Path:
    path = folder / "a.html"
    cells = f"<tr><td>项目</td><td colspan='{span}'>合计</td></tr><tr><td>收入</td><td>1.00</td></tr>"
    path.write_text(f"<html><body><table>{cells}</table></body></html>", encoding="utf-8")
    return path


def word(folder: Path, span: str) -> Path:
    path = folder / "a.docx"
    document = docx.Document()
    table = document.add_table(2, 2)
    for number, text in enumerate(["项目", "合计", "收入", "1.00"]):
        table.cell(number // 2, number % 2).text = text
    properties = table.cell(0, 1)._tc.get_or_add_tcPr()
    properties.append(properties.makeelement(qn("w:gridSpan"), {qn("w:val"): span}))
    document.save(str(path))
    return path


def odt(folder: Path, span: str) -> Path:
    path = folder / "a.odt"
    spaces = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "table", "text"))
    cell = "<table:table-cell{}><text:p>{}</text:p></table:table-cell>"
    rows = "".join(
        f"<table:table-row>{cell.format('', a)}{cell.format(s, b)}</table:table-row>"
        for a, b, s in (("项目", "合计", f' table:number-columns-spanned="{span}"'), ("收入", "1.00", ""))
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        body = f"<office:body><office:text><table:table>{rows}</table:table></office:text></office:body>"
        archive.writestr("content.xml", f"<office:document-content {spaces}>{body}</office:document-content>")
    return path


def refusal(path: Path) -> str:
    with pytest.raises(CannotRead) as caught:
        read(path)
    assert (caught.value.place, caught.value.remedy) == (str(path), "Mend the table in the document, or save it anew.")
    return caught.value.problem


@pytest.mark.parametrize("write", [html, word, odt])
@pytest.mark.parametrize("span", ["501", "65535", "999999999"])
def test_a_span_wider_than_any_table_is_refused_with_its_cell(tmp_path: Path, write: Write, span: str) -> None:
    assert refusal(write(tmp_path, span)) == f"has a cell T1R1C2 that reaches column {int(span) + 1:,}; 500 are read."


@pytest.mark.parametrize("write", [word, odt])
@pytest.mark.parametrize("span", ["-3", "abc", "0", "²", "9" * 40, ""])
def test_a_span_that_is_no_number_of_columns_is_refused_with_its_cell(tmp_path: Path, write: Write, span: str) -> None:
    assert f"has an invalid span “{span[:20]}” in cell" in refusal(write(tmp_path, span))


@pytest.mark.parametrize("span", ["-3", "abc", "0", "²", ""])
def test_a_web_page_is_read_as_the_standard_of_the_web_says(tmp_path: Path, span: str) -> None:
    (table,) = read(html(tmp_path, span)).blocks
    assert isinstance(table, Table)
    assert [[cell.text for cell in row] for row in table.rows] == [["项目", "合计"], ["收入", "1.00"]]


def test_spans_that_fill_millions_of_cells_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    row = "<tr>" + "<td rowspan='0' colspan='400'>1</td></tr>" + "<tr></tr>" * 6_000
    path.write_text(f"<html><body><table>{row}<tr><td>2</td></tr></table></body></html>", encoding="utf-8")
    assert refusal(path) == "has a table T1 of more than 2,000,000 cells."


def test_a_cell_of_several_lines_is_named_in_one() -> None:
    with pytest.raises(CannotRead) as error:
        span_of("two\nor three", "“基本\n支出”")
    assert error.value.problem == "has an invalid span “two or three” in cell “基本 支出”."
