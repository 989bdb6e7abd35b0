"""Typesets the manuscript as a workbook: a sheet for each table under its caption, the text on sheets between them or
all of it on one sheet.

Amounts are numbers, shown with the decimals that are printed; codes such as 02 are text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter
from manuscript import Grid, GridCell, Piece, Text
from xlsxwriter.utility import xl_rowcol_to_cell

_AMOUNT = re.compile(r"\d+\.(\d+)")


def write_xlsx(pieces: Sequence[Piece], path: Path, apart: str = "") -> dict[str, str]:
    """Write the workbook; returns the locator that each of the text's locators has in it.

    `apart` puts all text on one sheet, `before` or `after` those of the tables.
    """
    book = _Book(path)
    for texts, grid, notes in _apart(pieces, apart) if apart else _sheets(pieces):
        book.sheet(texts, grid, notes)
    book.book.close()
    return book.places


_Sheet = tuple[list[Text], Grid | None, list[Text]]
"""What a sheet holds: text above, a table, and notes on it below."""


def _sheets(pieces: Sequence[Piece]) -> list[_Sheet]:
    """Sheets of text alone, or of a table with its caption above it."""
    done: list[_Sheet] = []
    texts: list[Text] = []
    for piece in [*pieces, None]:
        if isinstance(piece, Text):
            texts.append(piece)
            continue
        caption = next((i for i, text in enumerate(texts) if text.kind == "caption"), len(texts))
        if texts[:caption]:
            done.append((texts[:caption], None, []))
        if piece is not None:
            done.append((texts[caption:], piece, []))
        texts = []
    return done


def _apart(pieces: Sequence[Piece], where: str) -> list[_Sheet]:
    """All text on one sheet; what is said right below an official table stays on its sheet."""
    sheets = _sheets(pieces)
    text: list[Text] = []
    tables: list[_Sheet] = []
    for texts, grid, _ in sheets:
        if grid:
            tables.append((texts, grid, []))
            continue
        own = next((i for i, piece in enumerate(texts) if piece.kind != "paragraph"), len(texts))
        notes = tables[-1][2] if tables and tables[-1][1] and tables[-1][1].name.startswith("表") else text
        notes.extend(texts[:own])
        text.extend(texts[own:])
    sheet: _Sheet = (text, None, [])
    return [sheet, *tables] if where == "before" else [*tables, sheet]


class _Book:
    """The workbook as it grows, and the places of what is in it."""

    def __init__(self, path: Path) -> None:
        self.book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
        self.places: dict[str, str] = {}
        self.formats: dict[str, Any] = {}
        self.count = 0

    def sheet(self, texts: Sequence[Text], grid: Grid | None, notes: Sequence[Text]) -> None:
        """Add a sheet: its texts one below the other, then its table, then the notes on it."""
        self.count += 1
        name = grid.name if grid else f"文字{self.count}"
        sheet = self.book.add_worksheet(name)
        for row, text in enumerate(texts):
            sheet.write_string(row, 0, text.text)
            self.places[text.places[0]] = f"{name}!A{row + 1}"
        for cell in grid.cells if grid else ():
            row = cell.row + len(texts)
            self._write(sheet, row, cell)
            self.places[cell.place] = f"{name}!{xl_rowcol_to_cell(row, cell.column)}"
        below = len(texts) + (grid.height if grid else 0)
        for row, text in enumerate(notes, start=below):
            sheet.write_string(row, 0, text.text)
            self.places[text.places[0]] = f"{name}!A{row + 1}"

    def _write(self, sheet: Any, row: int, cell: GridCell) -> None:
        amount = _AMOUNT.fullmatch(cell.text)
        shown = self._format("0." + "0" * len(amount[1]) if amount else "@")
        if cell.rows * cell.columns > 1:
            sheet.merge_range(
                row, cell.column, row + cell.rows - 1, cell.column + cell.columns - 1, cell.text, shown
            )  # fmt: skip
        elif amount:
            sheet.write_number(row, cell.column, float(cell.text), shown)
        elif cell.text:
            sheet.write_string(row, cell.column, cell.text, shown)
        else:
            sheet.write_blank(row, cell.column, None, shown)

    def _format(self, number: str) -> Any:
        if number not in self.formats:
            self.formats[number] = self.book.add_format({"border": 1, "num_format": number, "text_wrap": True})
        return self.formats[number]
