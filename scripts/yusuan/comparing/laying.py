"""Lays the rows of two versions of a table together by what they are about, not by where they stand."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher

Row = dict[str, str]
Pair = tuple[int | None, int | None]

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
    pairs: list[tuple[int, int]] = []
    spots: list[tuple[range, range]] = []
    about_old, about_new = [_about(row) for row in old], [_about(row) for row in new]
    for tag, i, i_end, j, j_end in SequenceMatcher(None, about_old, about_new, autojunk=False).get_opcodes():
        if tag == "equal":
            pairs += zip(range(i, i_end), range(j, j_end), strict=True)
        else:
            spots.append((range(i, i_end), range(j, j_end)))
    for sameness in (_about, _codes, _labels):
        pairs += _left_over(old, new, pairs, sameness)
    gone, come = {i for i, _ in pairs}, {j for _, j in pairs}
    for went, came in spots if by_position else ():
        left, right = [i for i in went if i not in gone], [j for j in came if j not in come]
        if len(left) == len(right):
            pairs += zip(left, right, strict=True)
    return _in_order(pairs, len(old), len(new))


def _left_over(
    old: Sequence[Row], new: Sequence[Row], pairs: Sequence[tuple[int, int]], sameness: Callable[[Row], tuple[str, ...]]
) -> list[tuple[int, int]]:
    taken_old, taken_new = {i for i, _ in pairs}, {j for _, j in pairs}
    free: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for j, row in enumerate(new):
        if j not in taken_new and any(sameness(row)):
            free[sameness(row)].append(j)
    return [
        (i, free[sameness(row)].pop(0)) for i, row in enumerate(old) if i not in taken_old and free.get(sameness(row))
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
