"""Rows of a worksheet as XML, made in one pass over a table; XlsxWriter writes the workbook around them.

XlsxWriter takes some twenty microseconds for each cell, nearly all of it for possibilities that these cells do not
have. A row here is a piece of XML with its number left open (`ROW`), so that rows which many workbooks share, as
those of the data dictionary, are made once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

ROW = "\x00"
"""Stands for the number of the row; no text can contain it, since XML knows no such character."""

_ESCAPED = re.compile(r"[&<>\x00-\x08\x0b-\x1f\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")
_SPECIAL = re.compile(rf"{_ESCAPED.pattern}|^\s|\s$")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_name = cache(xl_col_to_name)


class PreparedSheet(Worksheet):  # type: ignore[misc]
    """A worksheet whose first rows are written as usual, and whose other rows are prepared."""

    def __init__(self) -> None:
        super().__init__()
        self._prepared: Iterable[str] = ()
        self._first = 1

    def lay(self, rows: Sequence[str], columns: int, first: int = 1) -> None:
        """Put prepared `rows` of at most `columns` cells from row `first` (from 0) on, below all that are written."""
        self._prepared, self._first = rows, first
        if rows:
            self._check_dimensions(first + len(rows) - 1, columns - 1)

    def _write_rows(self) -> None:
        super()._write_rows()
        for number, row in enumerate(self._prepared, self._first + 1):
            self.fh.write(row.replace(ROW, str(number)))


def row_of(cells: Iterable[str]) -> str:
    """A row of cells that `text`, `number` and `boolean` made."""
    return f'<row r="{ROW}">{"".join(cells)}</row>'


def text(column: int, said: str, style: int) -> str:
    """A cell of text (at most 32,767 characters), whatever it looks like."""
    kept = ""
    if _SPECIAL.search(said):
        kept = ' xml:space="preserve"' if said[0].isspace() or said[-1].isspace() else ""
        said = _ESCAPED.sub(_escaped, said)
    return f'<c r="{_name(column)}{ROW}" s="{style}" t="inlineStr"><is><t{kept}>{said}</t></is></c>'


def number(column: int, printed: str, style: int) -> str:
    """A cell with a number, in digits as printed."""
    return f'<c r="{_name(column)}{ROW}" s="{style}"><v>{printed}</v></c>'


def boolean(column: int, *, value: bool) -> str:
    """A cell that is true or false."""
    return f'<c r="{_name(column)}{ROW}" t="b"><v>{int(value)}</v></c>'


def style_of(format_: Any) -> int:
    """The number by which cells name a format of the workbook."""
    return int(format_._get_xf_index())


def _escaped(match: re.Match[str]) -> str:
    """Excel writes a character that XML lacks as _x0007_, and a text that looks like that with its underscore so."""
    found = match[0]
    if len(found) > 1:
        return f"_x005F{found}"
    return _ENTITIES.get(found) or f"_x{ord(found):04X}_"
