"""Rebuilds tables that no vertical rule divides, from figures that stand in clear columns; else they stay lines."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from yusuan.place import Place
from yusuan.reading.pdf_extent import NOWHERE, extent_of
from yusuan.reading.pdf_table import Box, PageTable
from yusuan.reading.pdf_words import Word, line_text

# Fewer rows than this may stand in columns by chance.
FEWEST_ROWS = 3
# A gap of this many letter heights parts two columns.
GAP = 1.0
# Rows of one table are no further apart than this many letter heights.
LEADING = 3.5
MOST_HEADER_LINES = 3
_FIGURE = re.compile(r"[-−－(（]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?%?[)）]?|[-—–/]")
_AMOUNT = re.compile(r"[-−－(（]?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+)[)）]?")


@dataclass(frozen=True, slots=True)
class _Part:
    """Words of one line that stand together."""

    text: str
    x0: float
    x1: float


_Line = list[_Part]


def unruled_tables(rows: Sequence[list[Word]], page: int) -> list[tuple[PageTable, set[int]]]:
    """Tables among the lines of a page, each with the indices of its lines. Their numbers are left to the caller."""
    parted = [_parts(row) for row in rows]
    found: list[tuple[PageTable, set[int]]] = []
    index = 0
    while index < len(rows):
        end = index
        while end < len(rows) and _is_data(parted[end]) and (end == index or _near(rows[end - 1], rows[end])):
            end += 1
        if end - index >= FEWEST_ROWS and (columns := _columns(parted[index:end])):
            start = _header_start(rows, parted, index, max([0, *(last + 1 for _, used in found for last in used)]))
            if (table := _table(rows, parted, (start, index, end), columns, page)) is not None:
                found.append((table, set(range(start, end))))
        index = max(end, index + 1)
    return found


def _parts(row: Sequence[Word]) -> _Line:
    groups: list[list[Word]] = [[row[0]]]
    for word in row[1:]:
        if word.x0 - groups[-1][-1].x1 > GAP * max(word.size, groups[-1][-1].size):
            groups.append([word])
        else:
            groups[-1].append(word)
    return [_Part(line_text(group), group[0].x0, group[-1].x1) for group in groups]


def _is_data(line: _Line) -> bool:
    return len(line) > 1 and any(_AMOUNT.fullmatch(part.text) for part in line)


def _near(above: Sequence[Word], row: Sequence[Word]) -> bool:
    return row[0].middle - above[0].middle <= LEADING * max(row[0].size, above[0].size)


def _columns(lines: Sequence[_Line]) -> list[tuple[float, float]] | None:
    """Extents of the columns; None where parts of one line share one, or where figures and words do."""
    columns: list[tuple[float, float]] = []
    for part in sorted((part for line in lines for part in line), key=lambda part: part.x0):
        if columns and part.x0 <= columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], part.x1))
        else:
            columns.append((part.x0, part.x1))
    for line in lines:
        if len({_column(part, columns) for part in line}) < len(line):
            return None
    for number in range(1, len(columns)):
        texts = [part.text for line in lines for part in line if _column(part, columns) == number]
        figures = sum(_FIGURE.fullmatch(text) is not None for text in texts)
        # A table may have several columns of words, but none of both.
        if 0 < figures < len(texts):
            return None
    return columns


def _column(part: _Part, columns: Sequence[tuple[float, float]]) -> int:
    return max(range(len(columns)), key=lambda c: min(part.x1, columns[c][1]) - max(part.x0, columns[c][0]))


def _header_start(rows: Sequence[list[Word]], parted: Sequence[_Line], first: int, free: int) -> int:
    """Index of the first line above the figures that heads their columns: several parts, close above."""
    start = first
    while start > free and first - start < MOST_HEADER_LINES and len(parted[start - 1]) > 2:
        if not _near(rows[start - 1], rows[start]):
            break
        start -= 1
    return start


def _table(
    rows: Sequence[list[Word]],
    parted: Sequence[_Line],
    span: tuple[int, int, int],
    columns: list[tuple[float, float]],
    page: int,
) -> PageTable | None:
    start, first, end = span
    walls = [(a[1] + b[0]) / 2 for a, b in itertools.pairwise(columns)]
    xs = (columns[0][0] - 1, *walls, columns[-1][1] + 1)
    boxes: list[list[Box]] = []
    for index in range(start, end):
        held: dict[int, _Part] = {}
        for part in parted[index]:
            column = _column(part, columns)
            if column in held:
                # Two headings over one column: which figures are whose cannot be told.
                if index < first:
                    return None
                continue
            held[column] = part
        _, top, _, bottom = extent_of(rows[index]) or NOWHERE
        line = []
        for column, (left, right) in enumerate(columns):
            part = held.get(column) or _Part("", left, right)
            line.append(Box(column, column + 1, 1, part.text, Place(), extent=(part.x0, top, part.x1, bottom)))
        boxes.append(line)
    top = rows[start][0].baseline - rows[start][0].size
    return PageTable(page, 0, xs, top, rows[end - 1][0].baseline, boxes)
