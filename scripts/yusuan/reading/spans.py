"""Lays cells that span rows and columns out on a rectangle, as Word, OpenDocument and HTML need."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from yusuan.document import Cell, Flag, Table
from yusuan.errors import CannotRead
from yusuan.place import Place
from yusuan.reading.limits import MAX_CELLS, MAX_COLUMNS

_MEND = "Mend the table in the document, or save it anew."


@dataclass(frozen=True, slots=True)
class Spanning:
    """A cell as the file holds it: its text, how many rows and columns it covers, and words left out, each with why."""

    text: str
    rows: int = 1
    columns: int = 1
    dropped: tuple[tuple[str, str], ...] = ()


def span_of(written: str | None, cell: str) -> int:
    """The span that a file gives a cell, 1 where it gives none; raises CannotRead for what is no such number."""
    if written is None:
        return 1
    if not re.fullmatch(r"[0-9]{1,9}", written, re.ASCII) or int(written) == 0:
        # Either may be of several lines.
        shown, place = " ".join(written.split())[:20], " ".join(cell.split())
        raise CannotRead("", f"has an invalid span “{shown}” in cell {place}.", _MEND)
    return int(written)


def too_wide(columns: int, cell: str) -> CannotRead:
    """The refusal of a table with more columns than any has."""
    return CannotRead("", f"has a cell {cell} that reaches column {columns:,}; {MAX_COLUMNS} are read.", _MEND)


def lay_out(rows: Sequence[Sequence[Spanning]], table: Place, flags: list[Flag]) -> Table | None:
    """The cells, given row by row as in the file, on a full rectangle; None when there is no cell at all.

    What was left out of cells is added to `flags`, with its place.
    Raises CannotRead for a table that is wider or larger than any is.
    """
    taken: dict[tuple[int, int], Cell | None] = {}
    for r, row in enumerate(rows):
        c = 0
        for cell in row:
            while (r, c) in taken:
                c += 1
            down = max(1, min(cell.rows, len(rows) - r))
            wide = max(1, cell.columns)
            if c + wide > MAX_COLUMNS:
                raise too_wide(c + wide, str(table.at(r + 1, c + 1)))
            if len(taken) + down * wide > MAX_CELLS:
                raise CannotRead("", f"has a table {table} of more than {MAX_CELLS:,} cells.", _MEND)
            for i in range(r, r + down):
                for j in range(c, c + wide):
                    taken.setdefault((i, j), None)
            place = str(table.at(r + 1, c + 1))
            taken[r, c] = Cell(cell.text, place, down, wide)
            flags += [Flag(place, text, reason) for text, reason in cell.dropped]
            c += wide
    if not taken:
        return None
    width = 1 + max(c for _, c in taken)
    height = 1 + max(r for r, _ in taken)
    return Table(
        tuple(
            tuple(taken.get((r, c)) or Cell("", str(table.at(r + 1, c + 1))) for c in range(width))
            for r in range(height)
        ),
        str(table),
    )
