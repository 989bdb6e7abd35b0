"""Typesets the manuscript as a workbook: a sheet for each table under its caption, the text on sheets between them.

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


def write_xlsx(pieces: Sequence[Piece], path: Path) -> dict[str, str]:
    """Write the workbook; returns the locator that each of the text's locators has in it."""
    book = _Book(path)
    for texts, grid in _sheets(pieces):
        book.sheet(texts, grid)
    book.book.close()
    return book.places


def _sheets(pieces: Sequence[Piece]) -> list[tuple[list[Text], Grid | None]]:
    """What each sheet holds: text alone, or a table with its caption above it."""
    done: list[tuple[list[Text], Grid | None]] = []
    texts: list[Text] = []
    for piece in [*pieces, None]:
        if isinstance(piece, Text):
            texts.append(piece)
            continue
        caption = next((i for i, text in enumerate(texts) if text.kind == "caption"), len(texts))
        if texts[:caption]:
            done.append((texts[:caption], None))
        if piece is not None:
            done.append((texts[caption:], piece))
        texts = []
    return done


class _Book:
    """The workbook as it grows, and the places of what is in it."""

    def __init__(self, path: Path) -> None:
        self.book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
        self.places: dict[str, str] = {}
        self.formats: dict[str, Any] = {}
        self.count = 0

    def sheet(self, texts: Sequence[Text], grid: Grid | None) -> None:
        """Add a sheet: its texts one below the other, then its table."""
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
