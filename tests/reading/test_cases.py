"""Small documents that people who read budgets have met, each with the right reading (`cases/`).

All are one document with invented figures: row 201 of table 3 reads 345.60, 245.60 and 100.00, whatever stands around it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from yusuan.document import Document, Line, Table
from yusuan.errors import CannotRead
from yusuan.reading import read as read_apart

CASES = Path(__file__).parent / "cases"
read = cache(read_apart)
RIGHT = ["345.60", "245.60", "100.00"]


def table_3(document: Document) -> list[list[str]]:
    """The rows of the table that has 支出预算 in its first row."""
    tables = (block for block in document.blocks if isinstance(block, Table))
    (table,) = (table for table in tables if any("支出预算" in cell.text for cell in table.rows[0]))
    return [[cell.text for cell in row] for row in table.rows]


def row(document: Document, *code: str) -> list[str]:
    """Total, basic and project expenditure in the row of a code in three parts."""
    (found,) = (cells for cells in table_3(document) if cells[:3] == [*code, "", ""][:3])
    return found[4:7]


def listed(document: Document) -> list[str]:
    return [flag.text for flag in document.flags]


@pytest.mark.parametrize(
    "name",
    [
        "d2.docx", "d3.docx", "d5.docx", "d6.docx", "d8.docx", "d10.docx", "d11.docx", "d13.docx", "n1.docx", "x2.xlsx",
        "x3.xlsx", "x5.xlsx", "x6.xlsx", "x8.xlsx", "x12.xlsx", "x16.xlsx", "h7.html", "h8.html", "h14.html", "h15.html",
        "odt6.odt", "p1.pdf", "p3.pdf", "p10.pdf",
    ],
)  # fmt: skip
def test_the_row_of_a_class_reads_as_a_reader_sees_it(name: str) -> None:
    assert row(read(CASES / name), "201") == RIGHT


@pytest.mark.parametrize("name", ["d1.docx", "x1.xlsx", "h6.html"])
def test_a_raised_mark_is_no_digit_of_the_figure_before_it(name: str) -> None:
    assert row(read(CASES / name), "201") == ["345.60¹", "245.60", "100.00"]


@pytest.mark.parametrize(
    ("name", "what"),
    [("d2.docx", "9"), ("h7.html", "9"), ("x16.xlsx", "9"), ("d3.docx", "55.50"), ("p1.pdf", "55.50"),
     ("p3.pdf", "300.00 55.50")],
)  # fmt: skip
def test_a_figure_that_nobody_sees_is_listed(name: str, what: str) -> None:
    assert what in listed(read(CASES / name))


@pytest.mark.parametrize("name", ["d3.docx", "p1.pdf", "p3.pdf", "x3.xlsx"])
def test_the_cell_of_a_figure_that_nobody_sees_is_blank(name: str) -> None:
    assert row(read(CASES / name), "201", "03", "01") == ["245.60", "245.60", ""]


def test_a_row_struck_out_in_a_workbook_is_not_read_and_listed() -> None:
    document = read(CASES / "x2.xlsx")
    assert ["201", "03", "02"] not in [cells[:3] for cells in table_3(document)]
    assert {"201", "03", "02", "一般行政管理事务", "100.00"} <= set(listed(document))


def test_a_sign_that_is_not_known_keeps_its_figure_from_being_read() -> None:
    total, _, project = row(read(CASES / "d13.docx"), "201", "03", "02")
    assert (total, project) == ("\ufffd100.00", "–100.00")


@pytest.mark.parametrize("name", ["d7.docx", "x17.xlsx"])
def test_a_picture_in_the_place_of_a_table_is_listed_by_the_title_above_it(name: str) -> None:
    (flag,) = read(CASES / name).flags
    assert (flag.text, "picture" in flag.reason) == ("支出总体情况表", True)


@pytest.mark.parametrize("name", ["d8.docx", "x8.xlsx"])
def test_a_unit_that_only_the_page_header_prints_stands_above_each_table(name: str) -> None:
    lines = [block.text for block in read(CASES / name).blocks if isinstance(block, Line)]
    assert lines.count("单位：元") == 2


def test_a_form_field_is_read_and_a_note_that_nothing_draws_is_listed() -> None:
    document = read(CASES / "p2.pdf")
    assert row(document, "201") == ["345.60", "", "100.00"]
    assert listed(document) == ["245.60"]


def test_a_second_copy_of_a_table_for_phones_is_not_read() -> None:
    assert len(table_3(read(CASES / "h15.html"))) == 11


def test_a_comment_is_no_part_of_the_label_of_its_cell() -> None:
    assert "行政运行" in [cells[3] for cells in table_3(read(CASES / "odt6.odt"))]


def test_a_page_that_only_links_to_its_tables_says_so() -> None:
    with pytest.raises(CannotRead, match=r"attachments or frames \(部门预算公开表.pdf, "):
        read(CASES / "h21.html")


def test_contents_entries_are_read_without_the_codes_of_word() -> None:
    lines = [block.text for block in read(CASES / "t1.txt").blocks if isinstance(block, Line)]
    assert "第二部分 2024年部门预算公开表 4" in lines
    assert not any("PAGEREF" in line for line in lines)
