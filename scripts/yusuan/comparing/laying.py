"""Lays the rows of two versions of a table together by what they are about, not by where they stand."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher

Row = dict[str, str]
Pair = tuple[int | None, int | None]
_About = tuple[str, ...]
_Aligned = tuple[list[tuple[int, int]], list[tuple[range, range]]]
"""Pairs of rows that are the same, and the spots between them where they differ."""

_MOST_COMPARED = 4_000_000
"""So many rows of one table times rows of the other are compared with each other: the largest tables known, but for
those of places, which are not laid together, have some two thousand."""

_WORDED = frozenset(
    {
        *("item", "topic", "kind", "quantity", "level_1", "level_2"),
        *("part", "heading", "subheading", "subject", "period", "term"),
    }
)
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


def lay_together(old: Sequence[Row], new: Sequence[Row], *, by_position: bool = True) -> list[Pair]:
    """Pairs of row numbers from 0 (None where there is no such row), in the order of `new`.

    Rows are the same when their codes and labels are, a year in a label aside; what is left over is paired when only
    its code or only its label stayed; and with `by_position` also where as many rows went as came in one spot.
    """
    about_old, about_new = [_about(row) for row in old], [_about(row) for row in new]
    align = _by_longest_runs if len(old) * len(new) <= _MOST_COMPARED else _by_single_ones
    pairs, spots = align(about_old, about_new)
    for sameness in (_about, _codes, _labels):
        pairs += _left_over(old, new, pairs, sameness)
    gone, come = {i for i, _ in pairs}, {j for _, j in pairs}
    for went, came in spots if by_position else ():
        left, right = [i for i in went if i not in gone], [j for j in came if j not in come]
        if len(left) == len(right):
            pairs += zip(left, right, strict=True)
    return _in_order(pairs, len(old), len(new))


def _by_longest_runs(old: Sequence[_About], new: Sequence[_About]) -> _Aligned:
    pairs: list[tuple[int, int]] = []
    spots: list[tuple[range, range]] = []
    for tag, i, i_end, j, j_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pairs += zip(range(i, i_end), range(j, j_end), strict=True)
        else:
            spots.append((range(i, i_end), range(j, j_end)))
    return pairs, spots


def _by_single_ones(old: Sequence[_About], new: Sequence[_About]) -> _Aligned:
    """The same for tables of many rows, in a time that grows with the rows, not with their product: what occurs once in
    both, in the same order, and what is equal before and behind it."""
    places = [{about: at for at, about in enumerate(side)} for side in (old, new)]
    often = [Counter(side) for side in (old, new)]
    single = [(i, places[1][a]) for i, a in enumerate(old) if often[0][a] == 1 == often[1].get(a)]
    pairs: list[tuple[int, int]] = []
    spots: list[tuple[range, range]] = []
    before_i = before_j = -1
    for i, j in [*_rising(single), (len(old), len(new))]:
        start_i, start_j, end_i, end_j = before_i + 1, before_j + 1, i, j
        while start_i < end_i and start_j < end_j and old[start_i] == new[start_j]:
            pairs.append((start_i, start_j))
            start_i, start_j = start_i + 1, start_j + 1
        while start_i < end_i and start_j < end_j and old[end_i - 1] == new[end_j - 1]:
            end_i, end_j = end_i - 1, end_j - 1
            pairs.append((end_i, end_j))
        if start_i < end_i or start_j < end_j:
            spots.append((range(start_i, end_i), range(start_j, end_j)))
        if i < len(old):
            pairs.append((i, j))
        before_i, before_j = i, j
    return pairs, spots


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The most of these pairs, which are in the order of their first numbers, whose second numbers rise, too."""
    ends: list[int] = []
    held: list[int] = []
    before: list[int] = []
    for at, (_, j) in enumerate(pairs):
        length = bisect_left(ends, j)
        ends[length : length + 1] = [j]
        held[length : length + 1] = [at]
        before.append(held[length - 1] if length else -1)
    found: list[tuple[int, int]] = []
    at = held[-1] if held else -1
    while at >= 0:
        found.append(pairs[at])
        at = before[at]
    return found[::-1]


def _left_over(
    old: Sequence[Row], new: Sequence[Row], pairs: Sequence[tuple[int, int]], sameness: Callable[[Row], tuple[str, ...]]
) -> list[tuple[int, int]]:
    taken_old, taken_new = {i for i, _ in pairs}, {j for _, j in pairs}
    free: dict[tuple[str, ...], deque[int]] = defaultdict(deque)
    for j, row in enumerate(new):
        if j not in taken_new and any(sameness(row)):
            free[sameness(row)].append(j)
    return [
        (i, free[sameness(row)].popleft())
        for i, row in enumerate(old)
        if i not in taken_old and free.get(sameness(row))
    ]


def _in_order(pairs: Sequence[tuple[int, int]], old: int, new: int) -> list[Pair]:
    to_new = dict(pairs)
    after = -1
    placed: list[tuple[tuple[int, int, int], Pair]] = []
    for i in range(old):
        if i in to_new:
            after = to_new[i]
            placed.append(((after, 1, 0), (i, after)))
        else:
            placed.append(((after, 2, i), (i, None)))
    placed += [((j, 1, 0), (None, j)) for j in set(range(new)) - set(to_new.values())]
    return [pair for _, pair in sorted(placed, key=lambda entry: entry[0])]


def what_it_is(row: Row) -> str:
    """A row's codes and labels, as a person names it."""
    return " ".join(dict.fromkeys(word for word in (*_codes(row), *_labels(row)) if word))


def _codes(row: Row) -> tuple[str, ...]:
    return tuple(value for field, value in row.items() if field.endswith("code"))


def _labels(row: Row) -> tuple[str, ...]:
    named = (value for field, value in row.items() if field.endswith(("name", "label")) or field in _WORDED)
    return tuple(_YEAR.sub("", value) for value in named)


def _about(row: Row) -> tuple[str, ...]:
    return (*_codes(row), *_labels(row))
