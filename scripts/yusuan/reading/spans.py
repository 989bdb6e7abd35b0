"""Lays cells that span rows and columns out on a rectangle, as Word, OpenDocument and HTML need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yusuan.document import Cell, Table

# Beyond these a span is a mistake of the file, and would only fill memory.
MAX_ROWS = 20_000
MAX_COLUMNS = 500


@dataclass(frozen=True, slots=True)
class Spanning:
    """A cell as the file holds it: its text, and how many rows and columns it covers."""

    text: str
    rows: int = 1
    columns: int = 1


def lay_out(rows: Sequence[Sequence[Spanning]], place: str) -> Table | None:
    """The cells, given row by row as in the file, on a full rectangle; None when there is no cell at all."""
    taken: dict[tuple[int, int], Cell | None] = {}
    for r, row in enumerate(rows[:MAX_ROWS]):
        c = 0
        for cell in row:
            while (r, c) in taken:
                c += 1
            if c >= MAX_COLUMNS:
                break
            down = max(1, min(cell.rows, len(rows) - r))
            wide = max(1, min(cell.columns, MAX_COLUMNS - c))
            for i in range(r, r + down):
                for j in range(c, c + wide):
                    taken.setdefault((i, j), None)
            taken[r, c] = Cell(cell.text, f"{place}R{r + 1}C{c + 1}", down, wide)
            c += wide
    if not taken:
        return None
    width = 1 + max(c for _, c in taken)
    height = 1 + max(r for r, _ in taken)
    return Table(
        tuple(
            tuple(taken.get((r, c)) or Cell("", f"{place}R{r + 1}C{c + 1}") for c in range(width))
            for r in range(height)
        ),
        place,
    )
