"""Reads an XLSX: each shown sheet's tables and the lines above and below them, values as the sheet displays them."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import openpyxl
from openpyxl.utils import get_column_letter

from yusuan.document import Block, Cell, Document, Flag, Line, Table
from yusuan.errors import CannotRead
from yusuan.reading.cells import mend
from yusuan.reading.xlsx_values import NotShown, displayed

# A sheet may be formatted down to its last row; more than this is no printed table.
MAX_CELLS = 2_000_000
# Rows and columns of fewer points show no text. A column's width is written in digits.
THIN = 1.0
POINTS = 5.25


def read_xlsx(path: Path) -> Document:
    """Read an XLSX file; raises CannotRead when it is damaged or no sheet that is shown holds anything."""
    try:
        shown = openpyxl.load_workbook(path, data_only=True, keep_links=False)
        formulas = openpyxl.load_workbook(path, data_only=False, keep_links=False)
    except (BadZipFile, KeyError, ValueError, TypeError, AttributeError, SyntaxError) as error:
        raise CannotRead(str(path), "is damaged: Excel's parts are missing from it.", "Download it again.") from error
    blocks: list[Block] = []
    flags: list[Flag] = []
    for sheet in shown.worksheets:
        if sheet.sheet_state != "visible":
            flags.append(Flag(f"{sheet.title}!A1", sheet.title, "the sheet is hidden; it was not read"))
            continue
        if sheet.max_row * sheet.max_column > MAX_CELLS:
            raise CannotRead(
                str(path), f"sheet {sheet.title} has {sheet.max_row:,} rows.", "Remove what is not the table."
            )
        reader = _Sheet(sheet, formulas[sheet.title])
        blocks += reader.blocks()
        flags += reader.flags
    if not blocks:
        raise CannotRead(str(path), "holds nothing on any sheet that is shown.", "Is it the right file?")
    return Document("xlsx", hashlib.sha256(path.read_bytes()).hexdigest(), tuple(blocks), tuple(flags))


class _Sheet:
    """The cells of one sheet as displayed, and which of them have borders."""

    def __init__(self, sheet: Any, formulas: Any) -> None:
        self.title = sheet.title
        self.flags: list[Flag] = []
        self.spans: dict[tuple[int, int], tuple[int, int]] = {}
        covered: set[tuple[int, int]] = set()
        for merged in sheet.merged_cells.ranges:
            top = (merged.min_row, merged.min_col)
            self.spans[top] = (merged.max_row - merged.min_row + 1, merged.max_col - merged.min_col + 1)
            covered |= {
                (r, c) for r in range(merged.min_row, merged.max_row + 1) for c in range(top[1], merged.max_col + 1)
            }
            covered.discard(top)
        hidden_rows = {r for r, size in sheet.row_dimensions.items() if size.hidden or _is_thin(size.height)}
        hidden_columns = _hidden_columns(sheet)
        self.texts: dict[tuple[int, int], str] = {}
        self.bordered: set[int] = set()
        self.used: set[int] = set()
        for row in sheet.iter_rows():
            for cell in row:
                at = (cell.row, cell.column)
                if cell.row in hidden_rows or cell.column in hidden_columns:
                    if cell.value is not None and at not in covered:
                        self._flag(at, cell.value, "the cell is hidden; it was not read")
                    continue
                # A border may have been written without any of its sides.
                sides = (cell.border.top, cell.border.bottom) if cell.has_style and cell.border else ()
                if any(side is not None and side.style for side in sides):
                    self.bordered.add(cell.row)
                if at not in covered and (text := self._text(cell, formulas)):
                    self.texts[at] = text
        self.hidden, self.hidden_rows = hidden_columns, hidden_rows
        cells = Counter(row for row, _ in self.texts)
        self.wide = sorted(row for row, number in cells.items() if number > 2)
        while not self.bordered and self.wide and self._heads(self.wide[0] - 1, self.wide[0]):
            self.wide.insert(0, self.wide[0] - 1)

    def _text(self, cell: Any, formulas: Any) -> str:
        at = (cell.row, cell.column)
        if cell.value is None:
            formula = formulas.cell(*at).value
            if formula is not None and formula != "":
                # The formula of an array is not a text but an object that holds it; that of a data table has none.
                written = formula if isinstance(formula, str) else getattr(formula, "text", None)
                self._flag(at, written or "=", "a formula without its result; open the file in Excel and save it")
            return ""
        if cell.data_type == "e":
            self._flag(at, cell.value, "the sheet shows an error here")
        try:
            return mend(displayed(cell.value, cell.number_format).split("\n"), printed=False)
        except NotShown as unknown:
            self._flag(at, cell.value, f"{unknown}; it was not read")
            return ""

    def _flag(self, at: tuple[int, int], value: object, reason: str) -> None:
        self.flags.append(Flag(self.place(*at), str(value), reason))

    def place(self, row: int, column: int) -> str:
        """Locator of a cell, such as `收支总表!E8`."""
        return f"{self.title}!{get_column_letter(column)}{row}"

    def blocks(self) -> Iterator[Block]:
        """Lines and tables from top to bottom."""
        run: list[int] = []
        for row in [*sorted({r for r, _ in self.texts}), None]:
            if run and (row is None or not self._in_table(row) or self._gap(run[-1], row)):
                yield self._table(run)
                run = []
            if row is not None and self._in_table(row):
                run.append(row)
            elif row is not None:
                yield self._line(row)

    def _in_table(self, row: int) -> bool:
        """With borders, tables are what has them; else the rows from the first to the last of several cells."""
        if self.bordered:
            return row in self.bordered
        return bool(self.wide) and self.wide[0] <= row <= self.wide[-1]

    def _heads(self, row: int, below: int) -> bool:
        """Whether a row of few cells is the first of a header: side by side, they reach over those below."""
        columns = sorted(c for r, c in self.texts if r == row)
        ends = [c + self.spans.get((row, c), (1, 1))[1] for c in columns]
        under = sorted(c for r, c in self.texts if r == below)
        return (
            len(columns) > 1
            and any(end - c > 1 for c, end in zip(columns, ends, strict=True))
            and ends[:-1] == columns[1:]
            and (columns[0], ends[-1] - 1) == (under[0], under[-1])
            and not any(mark in self.texts[row, c] for c in columns for mark in "：:")
        )

    def _gap(self, above: int, row: int) -> bool:
        """Whether rows without border lie between two rows of tables, so that these are two."""
        return bool(self.bordered) and any(
            r not in self.bordered and r not in self.hidden_rows for r in range(above + 1, row)
        )

    def _line(self, row: int) -> Line:
        cells = sorted((c, text) for (r, c), text in self.texts.items() if r == row)
        return Line(" ".join(text.replace("\n", " ") for _, text in cells), self.place(row, cells[0][0]))

    def _table(self, rows: list[int]) -> Table:
        span = range(rows[0], rows[-1] + 1)
        ends = {c: c + self.spans.get((r, c), (1, 1))[1] - 1 for r, c in self.texts if r in span}
        columns = [c for c in range(min(ends), max(ends.values()) + 1) if c not in self.hidden]
        # A row in the middle without any text is a printed, empty row.
        return Table(
            tuple(tuple(self._cell(r, c) for c in columns) for r in span if r not in self.hidden_rows),
            f"{self.title}!{self._corner(rows[0], columns)}",
        )

    def _corner(self, row: int, columns: list[int]) -> str:
        return f"{get_column_letter(columns[0])}{row}"

    def _cell(self, row: int, column: int) -> Cell:
        rows, columns = self.spans.get((row, column), (1, 1))
        # What is hidden takes no room.
        rows = sum(r not in self.hidden_rows for r in range(row, row + rows))
        columns = sum(c not in self.hidden for c in range(column, column + columns))
        return Cell(self.texts.get((row, column), ""), self.place(row, column), rows, columns)


def _is_thin(points: float | None) -> bool:
    return points is not None and points < THIN


def _hidden_columns(sheet: Any) -> set[int]:
    hidden: set[int] = set()
    for size in sheet.column_dimensions.values():
        if (size.hidden or _is_thin(size.width * POINTS)) and size.min and size.max:
            hidden |= set(range(size.min, min(size.max, sheet.max_column) + 1))
    return hidden
