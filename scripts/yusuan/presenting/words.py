"""Amounts, shares and lists as charts print them in Chinese. All arithmetic is exact; only the last step rounds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from yusuan.units import YUAN

MAX_LABEL_PLACES = 2
LISTED = 8

Parts = Sequence[tuple[str, Decimal]]


def places(amounts: Iterable[Decimal]) -> int:
    """How many decimals it takes to write every amount exactly (trailing zeros aside)."""
    exponents = [amount.normalize().as_tuple().exponent for amount in amounts]
    return max((-int(exponent) for exponent in exponents if int(exponent) < 0), default=0)


def exact(amount: Decimal | None, decimals: int) -> str:
    """An amount for a data table: all its digits, at least `decimals` of them after the point, no separators."""
    if amount is None:
        return ""
    return f"{amount:.{max(decimals, places([amount]))}f}"


def money(amount: Decimal, decimals: int) -> str:
    """An amount for a reader: thousands separated, no more than two decimals. Half a cent rounds up, as print does.

    What would round to nothing is written in full.
    """
    rounded = amount.quantize(Decimal(1).scaleb(-min(decimals, MAX_LABEL_PLACES)), ROUND_HALF_UP)
    return f"{rounded:,}" if rounded or not amount else exact(amount, 0)


def readable(yuan: Decimal) -> tuple[str, str]:
    """An amount in the largest unit of which it is at least one, with two decimals, and that unit: 40.44, 亿元.

    One rule for every page, so that amounts of documents that print in different units can be sized at a glance.
    """
    unit = next((u for u in sorted(YUAN, key=YUAN.__getitem__, reverse=True) if abs(yuan) >= YUAN[u]), "元")
    return money(yuan / YUAN[unit], MAX_LABEL_PLACES), unit


def rounding_note(decimals: int) -> str:
    """What to say where `money` rounds."""
    return "图中金额四舍五入至0.01万元，精确数见数据表" if decimals > MAX_LABEL_PLACES else ""


def share(part: Decimal, whole: Decimal) -> str:
    """A part of a whole in percent, one decimal; never 0.0% or 100.0% of what is not nothing or all.

    What is more than the whole is no share of it, and gets none; by no more than rounding does to it, it is all.
    """
    if whole == 0:
        return ""
    rounded = (part * 100 / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)
    if rounded > 100:
        return ""
    if rounded == 0 and part != 0:
        return "<0.1%"
    if rounded == 100 and abs(part) < abs(whole):
        return ">99.9%"
    return f"{rounded}%"


def takes(part: Decimal, whole: Decimal) -> str:
    """占35.7%, 占不足0.1%, 占超过99.9%: a share as part of a sentence; 多于合计 of what is no share."""
    text = share(part, whole)
    if not text:
        return "多于合计" if whole else "合计为0"
    return {"<": "占不足", ">": "占超过"}.get(text[:1], "占") + text.lstrip("<>")


def listing(parts: Parts, decimals: int, whole: Decimal) -> str:
    """Name, amount and share of each part; beyond the eighth they are summed up, and the sentence says so."""
    shown = parts if len(parts) <= LISTED + 1 else parts[:LISTED]
    rest = parts[len(shown) :]
    said = [f"{name}{money(amount, decimals)}万元，{takes(amount, whole)}" for name, amount in shown]
    if rest:
        total = sum((amount for _, amount in rest), Decimal(0))
        said.append(f"其余{len(rest)}项合计{money(total, decimals)}万元，{takes(total, whole)}")
    return "；".join(said)


def notes(*said: str) -> str:
    """What there is to note, as one line."""
    return "；".join(note for note in said if note)
