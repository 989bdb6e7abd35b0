"""Lays tables out the one way in which they are read: one block, a column for each measure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from yusuan.document import Cell, Table
from yusuan.forms import Vocabulary
from yusuan.numbers import number
from yusuan.recognise.columns import Columns
from yusuan.recognise.row_codes import PARTS
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
        starts = range(0, width, part)
        heads = [
            tuple(tuple(key(cell.text) for cell in row[start : start + part]) for row in table.rows[:depth])
            for start in starts
        ]
        # What the blocks have in common stands in the last row of the header: 人员经费 and 公用经费 may stand above it.
        if (len(set(heads)) == 1 and any(any(row) for row in heads[0])) or _same_below(heads):
            body = [_filled_up(row, part, starts) for row in table.rows[depth:]]
            rows = [row[start : start + part] for start in starts for row in body]
            return replace(table, rows=(*(row[:part] for row in table.rows[:depth]), *rows))
    return None


def _same_below(heads: Sequence[tuple[tuple[str, ...], ...]]) -> bool:
    """Whether the last rows of these headers are the same and complete, and those above name groups alone."""
    last = {head[-1] for head in heads}
    return len(last) == 1 and all(next(iter(last))) and all(not any(row[1:]) for head in heads for row in head[:-1])


def _filled_up(row: Sequence[Cell], part: int, starts: range) -> tuple[Cell, ...]:
    """The row with the label of a total that reaches over two blocks in the second of them: its amount stands there."""
    cells = list(row)
    for start in starts[:-1]:
        label, *rest = cells[start : start + part]
        below = cells[start + part : start + 2 * part]
        if key(label.text) and key(below[-1].text) and not any(key(cell.text) for cell in (*rest, *below[:-1])):
            cells[start], cells[start + part] = below[0], label
    return tuple(cells)


def other_way_round(table: Table, vocabulary: Vocabulary) -> Table:
    """The table with its rows as columns: for one that prints below each other what others print side by side.

    The header of its amounts says nothing of the one row that they become, and is left out; so is what numbers the
    labels: 一、 （一） 其中：.
    """
    columns = tuple(zip(*table.rows, strict=True))
    if sum(any(number(cell.text) for cell in column) for column in columns) == 1:
        columns = tuple(column[1:] for column in columns)
    if not columns:
        return replace(table, rows=columns)
    return replace(table, rows=(tuple(_unnumbered(cell, vocabulary) for cell in columns[0]), *columns[1:]))


def _unnumbered(cell: Cell, vocabulary: Vocabulary) -> Cell:
    text = cell.text.strip()
    for marker in (vocabulary.of_which, *vocabulary.levels):
        if match := marker.match(text):
            text = text[match.end() :].strip()
    return replace(cell, text=text)


def with_code_parts(table: Table, columns: Columns) -> Columns:
    """The columns where one header of codes stands over several: over the parts of a code, or over a name as well."""
    code, fields = columns.fields.get("code"), dict(columns.fields)
    if code is None or not columns.depth:
        return columns
    used = set(fields.values())
    spread = [code]
    while (column := spread[-1] + 1) < table.width and column not in used:
        if any(key(cells[column].text) for cells in table.rows[: columns.depth]):
            break
        spread.append(column)
    body = table.rows[columns.depth :]
    words = {key(cells[column].text) for cells in body for column in spread[1:]} - {"", "类", "款", "项"}
    if len(spread) == 1 or not words:
        return columns
    if len(spread) <= len(PARTS) and all(word.isdigit() and len(word) == 2 for word in words):
        del fields["code"]
        return replace(columns, fields=fields | dict(zip(PARTS, spread, strict=False)))
    named = fields.get("name")
    if len(spread) == 2 and (named is None or not any(key(cells[named].text) for cells in body)):
        return replace(columns, fields=fields | {"name": spread[1]})
    return columns
