"""What a number is: as documents print it, as a package keeps it, and as pages show it again.

A document prints `1,234.50`, `１２.5` or `−3.2`; a package keeps `1234.50`, `12.5` and `-3.2`, digit for digit, with
the zeros at the end. `(3.2)`, as accountants print what is below zero, looks like a figure and is not read as one: it
may be a note. Digits raised behind an amount are the mark of a footnote, and none of its digits.
"""

from __future__ import annotations

import re
from decimal import Decimal

from yusuan.words import narrow

WHOLE_DIGITS, DECIMALS = 14, 6
"""What an amount can have before and after its point: together a decimal(20, 6)."""
COUNT_DIGITS = 9
"""What a count can have."""

KEPT = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
"""A number as a package keeps it."""
KEPT_COUNT = re.compile(r"-?[0-9]+")
"""A whole number as a package keeps it."""
FIGURE = re.compile(r"[-−－+(（]?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:[.．]\d+)?%?[)）]?")
"""The shape of one whole figure of a table, whether or not it is read as a number."""
IN_TEXT = re.compile(r"(?:(?<![\d%％])[\-−－])?\d[\d,]*(?:\.\d+)?")
"""A number within other words."""

_PRINTED = re.compile(r"-?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?", re.ASCII)
# A mark after an amount of two decimals; `5²` may be a power.
_FOOTNOTE_MARK = re.compile(r"(?<=\.\d\d)[⁰¹²³⁴⁵⁶⁷⁸⁹]+$")


def number(text: str) -> str | None:
    """The digits of a printed number without its thousands separators, or None if it is not one.

    >>> number("1,234.50"), number("１２.5"), number("345.60¹"), number("(3.2)")
    ('1234.50', '12.5', '345.60', None)
    """
    digits = _FOOTNOTE_MARK.sub("", narrow(text).strip())
    return digits.replace(",", "") if _PRINTED.fullmatch(digits) else None


def value(text: str) -> Decimal | None:
    """What a printed or kept number comes to; None for any other text."""
    digits = number(text)
    return None if digits is None else Decimal(digits)


def fits(kept: str) -> bool:
    """Whether a kept number has no more digits than an amount can have."""
    whole, _, decimals = kept.lstrip("-").partition(".")
    return len(whole) <= WHOLE_DIGITS and len(decimals) <= DECIMALS


def separated(kept: str, like: str = "") -> str:
    """A kept number as documents print it, in thousands; zeros beyond the decimals of `like` are left out.

    >>> separated("1234567.5000", "1.00"), separated("-1234"), separated("—")
    ('1,234,567.50', '-1,234', '—')
    """
    if not KEPT.fullmatch(kept):
        return kept
    whole, point, decimals = kept.partition(".")
    wanted = len(like.partition(".")[2])
    decimals = decimals[:wanted] + decimals[wanted:].rstrip("0")
    sign = "-" if whole.startswith("-") else ""
    return f"{sign}{int(whole.removeprefix('-')):,}" + (f"{point}{decimals}" if decimals else "")
