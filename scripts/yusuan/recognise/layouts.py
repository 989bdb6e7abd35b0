"""Lays tables out the one way in which they are read: one block, a column for each measure."""

from __future__ import annotations

from dataclasses import replace

from yusuan.document import Table
from yusuan.words import key


def stacked(table: Table, depth: int) -> Table | None:
    """Blocks with the same header side by side, one below the other; None for a table that is one block.

    `depth` is the number of rows of the header.
    """
    width = table.width
    if not depth or not any(key(cell.text) for cell in table.rows[depth - 1]):
        return None
    for blocks in range(2, 5):
        part = width // blocks
        if width % blocks or part < 2:
            continue
        heads = {
            tuple(tuple(key(cell.text) for cell in row[start : start + part]) for row in table.rows[:depth])
            for start in range(0, width, part)
        }
        if len(heads) == 1 and any(any(row) for row in next(iter(heads))):
            rows = [row[start : start + part] for start in range(0, width, part) for row in table.rows[depth:]]
            return replace(table, rows=(*(row[:part] for row in table.rows[:depth]), *rows))
    return None


def other_way_round(table: Table) -> Table:
    """The table with its rows as columns: for one that prints below each other what others print side by side."""
    return replace(table, rows=tuple(zip(*table.rows, strict=True)))
