"""Says how deep the rows of a list stand: by how far in they begin, and by what adds up."""

from __future__ import annotations

from collections.abc import Sequence

from yusuan import intervals
from yusuan.intervals import Outcome, Printed
from yusuan.recognise.nesting import nested_levels
from yusuan.recognise.runs import heads

Depth = tuple[int, int]
"""How far in a row stands: its leftmost filled column of words, and the digits of its codes."""


def listed_levels(depths: Sequence[Depth | None], totals: Sequence[str]) -> list[int | None]:
    """The level of each row: 0 for the total, whose depth is None, and one deeper for each step further in.

    A depth counts only where the figures say so: where at each row above the rows below it add up to it. Where
    rows that head others begin no further left than these, the sums alone say what belongs to what.
    """
    levels = [0 if depth is None else None for depth in depths]
    if levels.count(0) != 1:
        return levels
    amounts = intervals.printed_together(totals)
    _place_depths(levels, depths, amounts)
    if None in levels and not _place_nested(levels, depths, amounts) and all(level in (0, None) for level in levels):
        _place_runs(levels, amounts)
    return levels


def _place_depths(levels: list[int | None], depths: Sequence[Depth | None], amounts: Sequence[Printed]) -> None:
    for level, depth in enumerate(sorted({depth for depth in depths if depth}), start=1):
        # The total may stand first or last; a row above stands before its parts.
        parts: dict[int, list[int]] = {number: [] for number, above in enumerate(levels) if above == level - 1}
        above = next(iter(parts), None) if level == 1 else None
        for number, own in enumerate(depths):
            if number in parts:
                above = number
            elif own == depth and above is not None:
                parts[above].append(number)
        sums = (intervals.compare_sum(amounts[n], [(1, amounts[p]) for p in below]) for n, below in parts.items())
        if not all(outcome in (Outcome.PASS, Outcome.ROUNDING) for outcome in sums):
            break
        for below in parts.values():
            for number in below:
                levels[number] = level


def _place_nested(levels: list[int | None], depths: Sequence[Depth | None], amounts: Sequence[Printed]) -> bool:
    """Give levels to a list whose rows head one another by their sums alone. A row without an amount gets none."""
    listed = [(number, depth[0]) for number, depth in enumerate(depths) if depth and amounts[number].value != 0]
    whole = amounts[levels.index(0)]
    found = nested_levels([amounts[number] for number, _ in listed], whole, [column for _, column in listed])
    for (number, _), level in zip(listed, found or (), strict=False):
        levels[number] = level
    return found is not None


def _place_runs(levels: list[int | None], amounts: Sequence[Printed]) -> None:
    """Give levels to a list whose rows stand no further in than those that head them: units, and what each spends."""
    listed = [number for number, level in enumerate(levels) if level is None]
    at_head = {listed[n] for n in heads([amounts[n] for n in listed], amounts[levels.index(0)])}
    if at_head:
        for number in listed:
            levels[number] = 1 if number in at_head else 2
