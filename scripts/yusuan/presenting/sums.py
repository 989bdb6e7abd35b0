"""Do printed parts make up their printed total? Judged by what the figures may have been before they were rounded."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from yusuan.intervals import Outcome, Printed, compare_sum
from yusuan.presenting import words


def step(amounts: Sequence[Decimal]) -> Decimal:
    """The step of the last digit that a table keeps."""
    return Decimal(1).scaleb(-words.places(amounts))


def agrees(total: Decimal, parts: Sequence[Decimal], unit: Decimal) -> Outcome:
    """Whether printed parts make up a printed total; a total of nothing agrees with no parts."""
    if not parts:
        return Outcome.PASS if total == 0 else Outcome.DISCREPANCY
    return compare_sum(Printed(total, unit), [(1, Printed(part, unit)) for part in parts])


def off_by(total: Decimal, parts: Sequence[Decimal]) -> str:
    """A note for readers where printed parts do not add up to their printed total; nothing where they do."""
    difference = sum(parts, Decimal(0)) - total
    if difference == 0:
        return ""
    amount = words.exact(abs(difference), min(words.places([total, *parts]), words.MAX_LABEL_PLACES))
    said = f"印出的各项之和比合计{'多' if difference > 0 else '少'}{amount}万元"
    rounded = agrees(total, parts, step([total, *parts])) is Outcome.ROUNDING
    return f"{said}，是四舍五入的尾差" if rounded else said
