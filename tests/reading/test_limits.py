"""Lines without end, millions of cells and control characters are refused or listed where they stand."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from yusuan.document import Cell, Document, Flag, Line, Table
from yusuan.errors import CannotRead
from yusuan.reading import read
from yusuan.reading.limits import within_limits
from yusuan.reading.pdf import read_pdf

if TYPE_CHECKING:
    from tests.reading.conftest import Pdf


def refused(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8", newline="")
    begun = time.process_time()
    with pytest.raises(CannotRead) as caught:
        read(path)
    assert time.process_time() - begun < 20
    assert caught.value.place == str(path)
    assert caught.value.remedy
    return caught.value.problem


@pytest.mark.parametrize(("text", "says"), [
    ("收支总表\n" + "预" * 131_073, "has 131,073 characters in L2; a line or a cell may have 10,000."),
    ("a\t" + "1" * 10_001 + "\tb\n", "has 10,001 characters in L1C2; a line or a cell may have 10,000."),
    ("a\n" * 500_000, "has 500,001 lines; a text may have 500,000."),
    ("a\t" * 1_000, "has a table of 1,001 columns and 1 or more rows up to L1"),
    ("\t" * 499 + "\n" + "1\t2\n" * 4_000, "has a table of 500 columns and 4,001 or more rows up to L4001"),
], ids=["a line", "a cell", "lines", "columns", "cells"])  # fmt: skip
def test_a_text_beyond_what_any_document_has_is_refused_with_the_place(tmp_path: Path, text: str, says: str) -> None:
    assert refused(tmp_path / "document.txt", text).startswith(says)


def test_the_limits_hold_for_every_format(tmp_path: Path) -> None:
    page = tmp_path / "document.html"
    assert "has 20,000 characters in L1" in refused(page, "<html><body><p>" + "预" * 20_000 + "</p></body></html>")


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x7f", "\x9f", "\u202e", "\u2066", "\ud800", "\uffff"])
def test_a_character_that_no_text_holds_is_replaced_and_listed_with_its_place(character: str) -> None:
    cells = ((Cell("收入", "L2C1"), Cell(f"1{character}2", "L2C2")),)
    found = within_limits(Document("text", "", (Line("收支总表", "L1"), Table(cells, "L2"))), "document.txt")
    table = found.blocks[1]
    assert isinstance(table, Table)
    assert table.rows[0][1] == Cell("1\ufffd2", "L2C2")
    reason = f"Character 2 is U+{ord(character):04X}, which is not text."
    assert found.flags == (Flag("L2C2", "1\ufffd2", reason),)


@pytest.mark.parametrize("space", ["\x0b", "\x0c", "\r", "\u2028", "\x85"])
def test_the_layout_that_printers_leave_behind_is_white_space(space: str) -> None:
    found = within_limits(Document("text", "", (Line(f"{space}第二部分{space}收支", "L1"),)), "document.txt")
    assert found.blocks == (Line(" 第二部分 收支", "L1"),)
    assert found.flags == ()


def test_text_in_any_language_is_left_as_it_is() -> None:
    document = Document("text", "", (Line("收\u3000入 “1,234.50”\u200b é 𠮷 ①", "L1"),))
    assert within_limits(document, "document.txt") == document


def test_a_file_full_of_control_characters_is_refused(tmp_path: Path) -> None:
    assert "more than 100 lines contain control characters, first L1." in refused(tmp_path / "a.txt", "a\x07\n" * 200)


def test_a_pdf_of_more_pages_than_any_disclosure_is_refused(
    pdf: Pdf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("yusuan.reading.pdf.MAX_PAGES", 2)
    for number in range(3):
        pdf.page().text(50, 60, f"部门预算 {number}")
    path = pdf.save(tmp_path / "a.pdf")
    with pytest.raises(CannotRead, match="has 3 pages; 1 to 2 can be read"):
        read_pdf(path)
