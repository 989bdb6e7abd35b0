"""How many people work in the units that a document lists as its own, where its list of units says so."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from yusuan.site.source import Row

_TOTALS = ("合计", "总计")


def people(rows: Sequence[Row], field: str = "staff") -> Decimal | None:
    """The sum of a column of the table `units`, or its printed total; None where a unit has none.

    `field` is `staff`, people at work as 在职人数 or 实有人数, or `posts`, 编制数: posts may be vacant, so neither
    stands for the other.
    """
    whole = [row for row in rows if str(row["name"] or "").strip() in _TOTALS]
    counted = [_number(row.get(field)) for row in whole or rows]
    known = [count for count in counted if count is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(counted) else None


def _number(text: object) -> Decimal | None:
    digits = str(text or "").strip().removesuffix("人").strip()
    return Decimal(digits) if digits.isascii() and digits.isdecimal() else None
