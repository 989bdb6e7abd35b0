"""Which rows of a classification to show: one level, so that nothing is counted twice, and no more than fit."""

from __future__ import annotations

from collections.abc import Sequence

from yusuan.charts.model import Row

MOST = 14


def leaves(rows: Sequence[Row]) -> list[Row]:
    """The coded rows that no other row is a part of."""
    codes = {str(row["code"]) for row in rows if row["code"]}
    inner = {code[:long] for code in codes for long in range(3, len(code))}
    return [row for row in rows if row["code"] and str(row["code"]) not in inner]


def grand_total(rows: Sequence[Row]) -> Row | None:
    """The row of the grand total; where none has level 0, the last that is a total of anything."""
    totals = [row for row in rows if row["is_total"]]
    return next((row for row in totals if row["level"] == 0), totals[-1] if totals else None)


def fitting(rows: Sequence[Row], most: int = MOST) -> list[Row]:
    """The most detailed level with at most `most` rows; the highest level where every one has more.

    A level that names a code or a name more than once is none: its rows are parts of something else.
    """
    parts = [row for row in rows if not row["is_total"] and row["level"]]
    choices = [leaves(parts)]
    choices += [
        [row for row in parts if row["level"] == level] for level in sorted({row["level"] for row in parts})[::-1]
    ]
    choices = [choice for choice in choices if len({row["code"] or row["label"] for row in choice}) == len(choice)]
    fit = [choice for choice in choices if 0 < len(choice) <= most]
    return fit[0] if fit else next((choice for choice in reversed(choices) if choice), [])
