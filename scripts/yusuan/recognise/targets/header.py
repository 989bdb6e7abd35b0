"""Finds the header of the indicators, projects or tasks of a target table, and the field of each of its columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from yusuan.forms import TargetColumn
from yusuan.numbers import number
from yusuan.recognise.targets.grid import Anchor, Grid
from yusuan.words import key

DEEPEST_HEADER = 4
_BRACKETS = re.compile(r"\([^()]*\)$")
_YEAR = re.compile(r"^\d{4}年度?")


@dataclass(frozen=True)
class Header:
    """`fields` gives the columns (first, and one past the last) of each field.

    `cells` are all of its cells, `lowest` those at the foot of a column, `unknown` those of them that fit no field.
    """

    row: int
    depth: int
    fields: dict[str, tuple[int, int]]
    cells: tuple[Anchor, ...]
    lowest: tuple[Anchor, ...]
    unknown: tuple[Anchor, ...]


def find_header(grid: Grid, row: int, forms: Sequence[TargetColumn], grouped: bool = True) -> Header | None:
    """The header that begins in a row, of as many rows as explain most columns; None where nothing fits.

    With `grouped`, its first row may hold only what stands above groups of columns.
    """
    best: Header | None = None
    for depth in range(1, min(DEEPEST_HEADER, grid.height - row) + 1):
        if any(number(anchor.text.rstrip("亿万元")) is not None for anchor in grid.filled(row + depth - 1)):
            break
        found = _match(grid, row, depth, forms)
        begins = grouped or any(anchor.row == row and anchor not in found.unknown for anchor in found.lowest)
        if begins and found.fields and (best is None or len(found.fields) > len(best.fields)):
            best = found
    return best


def header_in_row(grid: Grid, row: int, forms: Sequence[TargetColumn]) -> Header:
    """What a row says as a header of one row, whatever stands beside its words."""
    return _match(grid, row, 1, forms)


def words_of_header(text: str) -> tuple[str, ...]:
    """The forms in which a printed header may be known: as it stands, without brackets, without its year."""
    printed = key(text).rstrip(":.。")
    bare = _BRACKETS.sub("", printed)
    return printed, bare, _YEAR.sub("", bare)


def _match(grid: Grid, row: int, depth: int, forms: Sequence[TargetColumn]) -> Header:
    cells = tuple(anchor for i in range(row, row + depth) for anchor in grid.filled(i))
    lowest = [_lowest(grid, row, depth, column) for column in range(grid.width)]
    own = tuple(anchor for anchor in dict.fromkeys(lowest) if anchor is not None)
    named = [(anchor, frozenset(words_of_header(anchor.text))) for anchor in own]
    fields: dict[str, tuple[int, int]] = {}
    taken: set[Anchor] = set()
    for form in forms:
        if form.field in fields:
            continue
        for anchor, words in named:
            if (
                form.headers & words
                and anchor not in taken
                and (not form.under or form.under & _above(grid, row, anchor))
            ):
                fields[form.field] = (anchor.column, anchor.end)
                taken.add(anchor)
                break
    unknown = tuple(anchor for anchor in own if anchor not in taken)
    return Header(row, depth, _widened(grid, fields, lowest), cells, own, unknown)


def _above(grid: Grid, row: int, anchor: Anchor) -> set[str]:
    """The words of the header above a cell of it."""
    return {word for i in range(row, anchor.row) for word in words_of_header(grid.at(i, anchor.column).text)}


def _lowest(grid: Grid, row: int, depth: int, column: int) -> Anchor | None:
    """The lowest cell of the header in a column; a heading that reaches on below the header is not of it."""
    for i in range(row + depth - 1, row - 1, -1):
        anchor = grid.at(i, column)
        if anchor.text and anchor.row >= row and anchor.row + anchor.rows <= row + depth:
            return anchor
    return None


def _widened(
    grid: Grid, fields: dict[str, tuple[int, int]], lowest: Sequence[Anchor | None]
) -> dict[str, tuple[int, int]]:
    """Where a format knows no spans, a column reaches over the blanks to its right."""
    if grid.spanned:
        return fields
    wide = {}
    for field, (start, end) in fields.items():
        reach = end
        while reach < grid.width and lowest[reach] is None:
            reach += 1
        wide[field] = (start, reach)
    return wide
