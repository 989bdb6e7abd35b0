"""Takes charts off a PDF page before its tables are read: their grid lines rule no table, their labels are no cells.

A chart is known by its axis: numbers in equal steps, one below the other, each at the end of a line of its own height.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from typing import NamedTuple

from yusuan.document import IN_CHART, Flag
from yusuan.numbers import value
from yusuan.place import Place
from yusuan.reading.pdf_grid import joined
from yusuan.reading.pdf_page import Page
from yusuan.reading.pdf_rules import Box, Rule
from yusuan.reading.pdf_words import Word, words

_FEWEST_TICKS = 4
# How far from the middle of its number, in letter heights, a grid line runs, and how far from it, in points, it begins.
_LEVEL = 0.4
_NEAR = 12.0
# A frame around the chart is no further from it than this share of its height.
_FRAME = 1.0


class _Tick(NamedTuple):
    """A number of the axis and the grid line that begins at it."""

    word: Word
    line: Rule


def without_charts(page: Page) -> tuple[Page, list[Flag]]:
    """The page with a picture in place of each chart, and the numbers drawn in it but for those of the axis."""
    flags: list[Flag] = []
    for axis in _axes(page):
        box = _extent(page, axis)
        inside = [word for word in words(page.glyphs) if _holds(box, (word.x0 + word.x1) / 2, word.middle)]
        ticks = {(tick.word.x0, tick.word.baseline) for tick in axis}
        flags += [
            Flag(str(Place(page=page.number)), part, IN_CHART)
            for word in inside
            if (word.x0, word.baseline) not in ticks
            for part in word.text.split()
            if value(part) is not None
        ]
        page = replace(
            page,
            glyphs=tuple(g for g in page.glyphs if not _holds(box, (g.x0 + g.x1) / 2, g.middle)),
            across=tuple(r for r in page.across if not _holds(box, (r.start + r.end) / 2, r.at)),
            down=tuple(r for r in page.down if not _holds(box, r.at, (r.start + r.end) / 2)),
            pictures=(*page.pictures, box),
        )
    return page, flags


def _axes(page: Page) -> Iterator[list[_Tick]]:
    """The axes of the page, each with its ticks from the top down."""
    lines = joined(page.across)
    if len(lines) < _FEWEST_TICKS:
        return
    ticks = [
        _Tick(word, line)
        for word in words(page.glyphs)
        if value(word.text) is not None
        for line in lines
        if abs(line.at - word.middle) < _LEVEL * word.size and -1 <= line.start - word.x1 < _NEAR
    ]
    while len(ticks) >= _FEWEST_TICKS:
        first = ticks[0]
        column = [tick for tick in ticks if abs(tick.word.x1 - first.word.x1) < 2 and _alike(tick.line, first.line)]
        column.sort(key=lambda tick: tick.line.at)
        axis = max((_in_steps(column, a, b) for a, b in combinations(column, 2)), key=len, default=[])
        if len(axis) >= _FEWEST_TICKS:
            yield axis
        ticks = [tick for tick in ticks if tick not in column]


def _alike(line: Rule, other: Rule) -> bool:
    return abs(line.start - other.start) < 2 and abs(line.end - other.end) < 2


def _in_steps(column: Sequence[_Tick], a: _Tick, b: _Tick) -> list[_Tick]:
    """The ticks whose numbers fall with their heights as those of two of them do."""
    high, low = _amount(a), _amount(b)
    if b.line.at - a.line.at < 1 or high <= low:
        return []
    slope = (high - low) / (b.line.at - a.line.at)
    return [tick for tick in column if abs(high - slope * (tick.line.at - a.line.at) - _amount(tick)) <= slope]


def _amount(tick: _Tick) -> float:
    return float(value(tick.word.text) or 0)


def _extent(page: Page, axis: Sequence[_Tick]) -> Box:
    """What the chart covers: its frame, or else its axis, its grid lines and the numbers above the highest."""
    left = min(tick.word.x0 for tick in axis)
    lines = [rule for rule in joined(page.across) if _alike(rule, axis[0].line)]
    right = max(rule.end for rule in lines)
    size = axis[0].word.size
    top, bottom = min(tick.line.at for tick in axis) - 1.5 * size, max(rule.at for rule in lines) + size
    reach = _FRAME * (bottom - top)
    walls = [rule for rule in joined(page.across) if rule.start <= left and rule.end >= right - 1]
    above = [rule for rule in walls if top - reach < rule.at < top + size]
    below = [rule for rule in walls if bottom - size < rule.at < bottom + reach and not _alike(rule, axis[0].line)]
    if above and below:
        roof, floor = max(above, key=lambda rule: rule.at), min(below, key=lambda rule: rule.at)
        if _alike(roof, floor):
            return roof.start - 1, roof.at - 1, roof.end + 1, floor.at + 1
    return left - 1, top, right + 1, bottom


def _holds(box: Box, x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]
