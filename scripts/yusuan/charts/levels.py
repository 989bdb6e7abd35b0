"""Which rows of a classification to show: one level, so that nothing is counted twice, and no more than fit."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from yusuan.charts.model import Row
from yusuan.intervals import Outcome
from yusuan.presenting import sums

MOST = 14
ADDED = "added"
"""Set in a row that stands for several printed ones of the same code."""


def leaves(rows: Sequence[Row]) -> list[Row]:
    """The coded rows that no other row is a part of."""
    codes = {str(row["code"]) for row in rows if row["code"]}
    inner = {code[:long] for code in codes for long in range(3, len(code))}
    return [row for row in rows if row["code"] and str(row["code"]) not in inner]


def grand_total(rows: Sequence[Row]) -> Row | None:
    """The row of the grand total: the one total of level 0. A sub-total is of something, and so is one of several."""
    totals = [row for row in rows if row["is_total"] and row["level"] == 0]
    return totals[0] if len(totals) == 1 else None


def fitting(rows: Sequence[Row], total: Decimal, most: int = MOST) -> list[Row]:
    """The most detailed level with at most `most` rows; the highest level where every one has more.

    Only a level that makes up `total`, within rounding, is one: any other shows a part of the money, or some twice.
    Rows of one code are one row (a table may divide each by something else, too); rows of no code and one name are of
    something else, and their level is none. No level at all: an empty list.
    """
    parts = [row for row in rows if not row["is_total"] and row["level"] and row["total"]]
    unit = sums.step([total, *(row["total"] for row in parts)])
    choices = [leaves(parts)]
    choices += [
        [row for row in parts if row["level"] == level] for level in sorted({row["level"] for row in parts})[::-1]
    ]
    whole = [
        _one_a_code(choice)
        for choice in choices
        if choice and sums.agrees(total, [row["total"] for row in choice], unit) is not Outcome.DISCREPANCY
    ]
    whole = [choice for choice in whole if len({row["code"] or row["label"] for row in choice}) == len(choice)]
    return next((choice for choice in whole if len(choice) <= most), whole[-1] if whole else [])


def note(shown: Sequence[Row]) -> str:
    """What a reader has to know of rows that were added up."""
    return "同一科目印了几行的，各行已相加" if any(row.get(ADDED) for row in shown) else ""


def _one_a_code(rows: Sequence[Row]) -> list[Row]:
    """The rows with those of one code added up: a blank adds nothing, and blanks alone stay blank."""
    found: dict[object, dict[str, Any]] = {}
    for number, row in enumerate(rows):
        key = row["code"] or number
        if key not in found:
            found[key] = dict(row)
            continue
        sum_of = found[key]
        sum_of[ADDED] = True
        for name, amount in row.items():
            if isinstance(amount, Decimal):
                sum_of[name] = (sum_of.get(name) or Decimal(0)) + amount
    return list(found.values())
