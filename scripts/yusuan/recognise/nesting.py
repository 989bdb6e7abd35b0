"""Finds which rows of a list are parts of which: every row that has parts stands before them and is their sum.

Units that head what each of them buys, below goods, works and services: no column says so, but the sums do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction
from math import lcm

from yusuan.intervals import Printed

MOST_STEPS = 300_000
"""How many ways to go on are tried before a list counts as unclear."""


def nested_levels(amounts: Sequence[Printed], whole: Printed, columns: Sequence[int]) -> list[int] | None:
    """The level of each row, from 1, so that every row is exactly the sum of its parts, and the whole that of level 1.

    `columns` says in which column each row begins: a part never begins further left than the row that it belongs to.
    None where there is no way to read the list so, or more than one. All amounts have to be positive.

    >>> nested_levels([Printed(n) for n in (9, 7, 3, 4, 2, 2)], Printed(9), [0] * 6)
    [1, 2, 3, 3, 2, 3]
    >>> nested_levels([Printed(n) for n in (1, 1, 1)], Printed(2), [0] * 3) is None  # which of them has a part?
    True
    """
    exact = [Fraction(amount.value) for amount in (*amounts, whole)]
    if not amounts or any(amount <= 0 for amount in exact):
        return None
    unit = lcm(*(amount.denominator for amount in exact))
    *values, total = (int(amount * unit) for amount in exact)
    search = _Search(values, columns)
    try:
        for root in reversed(range(len(values))):
            search.find_ends(root)
        top = search.ways(0, total, 0)
    except _TooManySteps:
        return None
    return search.levels(top) if top.count(len(values)) == 1 else None


class _TooManySteps(Exception):
    """There are more ways to read a list than are tried out."""


class _Ways:
    """In how many ways (2: several) rows from one on make up an amount, by where they end and what is left of it."""

    def __init__(self, start: int, amount: int) -> None:
        self.start = start
        self.counts: dict[int, dict[int, int]] = defaultdict(dict)
        self.before: dict[tuple[int, int], int] = {}
        self.counts[start][amount] = 1

    def count(self, end: int) -> int:
        return self.counts[end].get(0, 0) if end in self.counts else 0


class _Search:
    """All ways to read a list of rows: for each row, where the rows that belong to it may end."""

    def __init__(self, values: Sequence[int], columns: Sequence[int]) -> None:
        self._values, self._columns = values, columns
        self._ends: dict[int, dict[int, int]] = {}
        self._steps = 0

    def find_ends(self, root: int) -> None:
        """Find where the rows that belong to `root` may end; those of all later rows have been found."""
        below = self.ways(root + 1, self._values[root], self._columns[root])
        self._ends[root] = {root + 1: 1} | {end: below.count(end) for end in below.counts if below.count(end)}

    def ways(self, start: int, amount: int, column: int) -> _Ways:
        """In how many ways rows from `start` on, none further left than `column`, make up an amount."""
        found = _Ways(start, amount)
        row, furthest = start, start
        while row <= furthest and row < len(self._values):
            for left, count in found.counts.get(row, {}).items():
                if left < self._values[row] or self._columns[row] < column:
                    continue
                rest = left - self._values[row]
                for end, many in self._ends[row].items():
                    self._steps += 1
                    if self._steps > MOST_STEPS:
                        raise _TooManySteps
                    found.counts[end][rest] = min(2, found.counts[end].get(rest, 0) + count * many)
                    found.before[end, rest] = row
                    furthest = max(furthest, end)
            row += 1
        return found

    def levels(self, top: _Ways) -> list[int]:
        """The level of each row where there is one way only."""
        self._steps = 0  # what is done again here has been tried out within the limit
        levels = [0] * len(self._values)
        open_parts = [(top, len(levels), 1)]
        while open_parts:
            ways, end, level = open_parts.pop()
            left = 0
            while end > ways.start:
                row = ways.before[end, left]
                levels[row] = level
                if end > row + 1:
                    open_parts.append((self.ways(row + 1, self._values[row], self._columns[row]), end, level + 1))
                left += self._values[row]
                end = row
        return levels
