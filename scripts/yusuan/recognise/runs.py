"""Finds the rows of a list that head the rows below them: each is the sum of those that follow it, up to the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from yusuan import intervals
from yusuan.intervals import Outcome, Printed


def heads(amounts: Sequence[Printed], whole: Printed) -> list[int]:
    """Which of the amounts, by index, are sums of those after them, and together make up the whole; empty if unclear.

    There has to be one way only to divide the list so: exactly, or else but for rounding.

    >>> heads([Printed(n) for n in (7, 4, 3, 5, 5)], Printed(12))
    [0, 3]
    """
    for is_exact in (True, False):
        ways = _ways(amounts, is_exact=is_exact)
        if ways[0] > 1:
            return []
        if ways[0] == 1:
            found = list(_chosen(amounts, ways, is_exact=is_exact))
            outcome = intervals.compare_sum(whole, [(1, amounts[number]) for number in found])
            return found if outcome in (Outcome.PASS, Outcome.ROUNDING) else []
    return []


def _ways(amounts: Sequence[Printed], *, is_exact: bool) -> list[int]:
    """In how many ways the rows from each one on can be divided; 2 stands for several."""
    ways = [0] * len(amounts) + [1]
    for start in reversed(range(len(amounts))):
        ways[start] = min(2, sum(ways[end] for end in _ends(amounts, start, is_exact=is_exact)))
    return ways


def _ends(amounts: Sequence[Printed], head: int, *, is_exact: bool) -> Iterator[int]:
    """Where a run of rows after the head, at least one, adds up to it."""
    total, slack = Fraction(0), Fraction(amounts[head].step)
    for number in range(head + 1, len(amounts)):
        total += Fraction(amounts[number].value)
        slack += Fraction(amounts[number].step)
        away = abs(total - Fraction(amounts[head].value))
        if away == 0 or (not is_exact and 2 * away <= slack):
            yield number + 1


def _chosen(amounts: Sequence[Printed], ways: Sequence[int], *, is_exact: bool) -> Iterator[int]:
    start = 0
    while start < len(amounts):
        yield start
        start = next(end for end in _ends(amounts, start, is_exact=is_exact) if ways[end])
