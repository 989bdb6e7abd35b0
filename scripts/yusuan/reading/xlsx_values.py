"""Shows a spreadsheet value as its number format does: decimals, thousands separators, percent, dates."""

from __future__ import annotations

import datetime
import re
from decimal import ROUND_HALF_UP, Decimal

from openpyxl.styles.numbers import is_date_format

_QUOTED = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]')
_DIGITS = re.compile(r"[#0?][#0?,]*(?:\.[#0?]*)?|\.[#0?]+")


def displayed(value: object, form: str | None) -> str:
    """The text a cell shows for `value` in the number format `form`."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return _date(value)
    if isinstance(value, int | float | Decimal):
        return _number(_exact(value), form or "General")
    return str(value)


def _exact(value: float | Decimal) -> Decimal:
    """The number as typed: Excel keeps 15 digits, and 107.90000000000001 is 107.9."""
    return Decimal(format(value, ".15g")) if isinstance(value, float) else Decimal(value)


def _number(value: Decimal, form: str) -> str:
    sections = _sections(form)
    section = sections[0]
    if len(sections) > 1 and value < 0:
        # A negative section says itself how it marks the sign.
        section, value = sections[1], -value
    elif len(sections) > 2 and value == 0:
        section = sections[2]
    pieces = _QUOTED.sub(lambda m: (m[1] or m[2] or "").translate(_SAFE), section)
    if not re.search("[#0]", pieces):
        # `?` only holds the place of a digit, as in the "-"?? that stands for nothing.
        pieces = pieces.replace("?", "")
    if "General" in pieces or "@" in pieces or is_date_format(section):
        return _plain(value)
    found = _DIGITS.search(pieces)
    if found is None:
        return pieces.translate(_BACK).strip()
    if "E+" in pieces or "/" in pieces:
        return _plain(value)
    pattern = found[0]
    percent = pieces.count("%")
    number = _digits(value * 100**percent, pattern)
    text = pieces[: found.start()] + number + pieces[found.end() :]
    if number.startswith("-"):
        text = "-" + pieces[: found.start()] + number[1:] + pieces[found.end() :]
    return text.translate(_BACK).strip()


# Characters of literal text that would be taken for digits or signs of the format are set apart meanwhile.
_SAFE = {ord(character): 0xE100 + index for index, character in enumerate("#0?.,%E@/")}
_BACK = {stand_in: character for character, stand_in in _SAFE.items()}


def _sections(form: str) -> list[str]:
    parts: list[str] = [""]
    for piece in re.findall(r'"[^"]*"|\\.|;|[^;"\\]+', form):
        if piece == ";":
            parts.append("")
        else:
            parts[-1] += piece
    return parts


def _digits(value: Decimal, pattern: str) -> str:
    whole, _, decimals = pattern.partition(".")
    # Commas after the last digit sign show the number in thousands.
    scale = len(whole) - len(whole.rstrip(","))
    value = value / Decimal(1000) ** scale
    rounded = value.quantize(Decimal(1).scaleb(-len(decimals)), rounding=ROUND_HALF_UP)
    text = f"{rounded:,f}" if "," in whole.rstrip(",") else f"{rounded:f}"
    # Optional decimals (#) are not shown when they are zeros at the end.
    optional = len(decimals) - len(decimals.rstrip("#"))
    while optional and text.endswith("0") and "." in text:
        text, optional = text[:-1], optional - 1
    if "." in text and not text.rpartition(".")[2]:
        text = text[:-1]
    required = whole.replace(",", "").count("0")
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
    front, point, rest = digits.partition(".")
    if required == 0 and front == "0" and "0" in pattern:
        front = ""
    if rounded == 0:
        sign = ""
    return sign + front.zfill(required) + point + rest


def _plain(value: Decimal) -> str:
    """General format: eleven digits at most, no zeros at the end."""
    places = max(0, 10 - max(value.adjusted(), 0))
    rounded = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP) if value.as_tuple().exponent else value
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _date(value: datetime.datetime | datetime.date | datetime.time) -> str:
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ")
    return value.isoformat()
