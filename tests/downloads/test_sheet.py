"""Prepared rows are read back by another program as they were meant, whatever stands in a cell."""

from __future__ import annotations

import io
import re
from decimal import Decimal

import openpyxl
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from yusuan.downloads.sheet import PreparedSheet, boolean, number, row_of, style_of, text
from yusuan.downloads.xlsx import _width

HOSTILE = (
    "=1+1",
    "＝1+1",
    " =1+1",
    "@SUM(1)",
    "-1+1",
    "_x0041_",
    "<b>&amp;",
    "\x07",
    "两\n行",
    " 前后 ",
    "\u3000",
    "007",
)


def written(rows: list[list[str]]) -> openpyxl.worksheet.worksheet.Worksheet:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    style = style_of(book.add_format({"num_format": "@"}))
    sheet = book.add_worksheet("表", PreparedSheet)
    sheet.write_string(0, 0, "栏")
    sheet.lay([row_of([text(column, said, style) for column, said in enumerate(row) if said]) for row in rows], 3)
    book.close()
    return openpyxl.load_workbook(out)["表"]


def as_excel_reads(cell: str | None) -> str:
    """openpyxl leaves Excel's way to write control characters as it stands in the file."""
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda match: chr(int(match[1], 16)), cell or "")


def test_no_text_becomes_a_formula_a_number_or_markup() -> None:
    sheet = written([[said] for said in HOSTILE])
    for row, said in enumerate(HOSTILE, 2):
        cell = sheet.cell(row, 1)
        assert (cell.data_type, as_excel_reads(cell.value)) == ("s", said)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=20), max_size=3),
        max_size=4,
    )
)
def test_every_text_comes_back_in_its_place(rows: list[list[str]]) -> None:
    sheet = written(rows)
    for row, cells in enumerate(rows, 2):
        for column, said in enumerate(cells, 1):
            assert as_excel_reads(sheet.cell(row, column).value) == said


def test_numbers_and_truths_are_what_they_are() -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    two = style_of(book.add_format({"num_format": "#,##0.00"}))
    sheet = book.add_worksheet("表", PreparedSheet)
    sheet.lay([row_of([number(0, "-107.90", two), boolean(1, value=True)]), row_of([boolean(1, value=False)])], 2, 0)
    book.close()
    read = openpyxl.load_workbook(out)["表"]
    assert (Decimal(str(read["A1"].value)), read["A1"].number_format, read["B1"].value) == (
        Decimal("-107.9"),
        "#,##0.00",
        True,
    )
    assert (read["A2"].value, read["B2"].value, read.dimensions) == (None, False, "A1:B2")


@given(st.sets(st.text("预算ab1，", max_size=70), min_size=1, max_size=6))
def test_a_column_is_as_wide_as_its_longest_text_a_chinese_character_counting_two(texts: set[str]) -> None:
    longest = max(sum(2 if char in "预算，" else 1 for char in said[:60]) for said in texts)
    assert _width(texts) == min(max(longest + 2, 8), 60)
