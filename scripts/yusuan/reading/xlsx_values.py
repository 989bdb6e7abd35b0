"""Shows a spreadsheet value as its number format does: decimals, thousands separators, percent, dates."""

from __future__ import annotations

import datetime
import operator
import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from openpyxl.styles.numbers import is_date_format

_QUOTED = re.compile(r'"([^"]*)"|[\\!](.)|_.|\*.|\[[^\]]*\]')
_DIGITS = re.compile(r"(?:[#0?][#0?,]*(?:\.[#0?]*)?|\.[#0?]+),*")
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)\]")
_COMPARE = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "<>": operator.ne,
}
_SIGNED = re.compile(r"[^0-9]*[-−－(（负△▲]|.*[-−－]$", re.DOTALL)
# A number format may show zeros, say, in white: on a white page they cannot be seen.
_UNSEEN = re.compile(r"\[(?:White|白色|COLOR ?2)\]", re.IGNORECASE)
_RED = re.compile(r"\[(?:Red|红色|COLOR ?3)\]", re.IGNORECASE)


class NotShown(ValueError):
    """A number whose format hides it, or does not say for certain how it is shown; the message says which."""


def displayed(value: object, form: str | None) -> str:
    """The text a cell shows for `value` in the number format `form`; raises NotShown where that cannot be told."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return _date(value)
    if isinstance(value, int | float | Decimal):
        try:
            return _number(_exact(value), form or "General")
        except InvalidOperation:  # beyond all numbers, or with more digits than are counted with
            raise NotShown("the number, or the format of the cell, has more digits than any amount") from None
    return str(value)


def _exact(value: float | Decimal) -> Decimal:
    """The number as typed: Excel keeps 15 digits, and 107.90000000000001 is 107.9."""
    return Decimal(format(value, ".15g")) if isinstance(value, float) else Decimal(value)


def _number(value: Decimal, form: str) -> str:
    sections = _sections(form)
    section = _section(value, sections)
    negative, magnitude = value < 0, abs(value)
    pieces = _QUOTED.sub(lambda m: (m[1] or m[2] or "").translate(_SAFE), section)
    if not re.search("[#0]", pieces):
        # `?` only holds the place of a digit, as in the "-"?? that stands for nothing.
        pieces = pieces.replace("?", "")
    if "General" in pieces or "@" in pieces or "E+" in pieces or "/" in pieces or is_date_format(section):
        return _plain(value)
    text = "" if _UNSEEN.search(section) else _filled(magnitude, pieces).translate(_BACK).strip()
    if value and not text:
        raise NotShown("the format of the cell hides this number")
    if not negative or not re.search("[1-9]", text):
        return text
    # Only a section for negative numbers says itself how it marks the sign; red alone says that there is one.
    marks_sign = len(sections) > 1 and _SIGNED.match(text)
    if not marks_sign and len(sections) > 1 and not (_RED.search(section) or _CONDITION.search(form)):
        raise NotShown("the number is negative, and its format shows it without a sign")
    return text if marks_sign else "-" + text


def _section(value: Decimal, sections: list[str]) -> str:
    """The part of a format that is for this value: by the conditions that it states, else by the sign."""
    conditions = [_CONDITION.search(section) for section in sections[:3]]
    if not any(conditions):
        if value < 0 and len(sections) > 1:
            return sections[1]
        return sections[2] if value == 0 and len(sections) > 2 else sections[0]
    for condition, section in zip(conditions, sections, strict=False):
        if condition and _COMPARE[condition[1]](value, Decimal(condition[2])):
            return section
    others = [section for condition, section in zip(conditions, sections, strict=False) if not condition]
    if len(others) != 1:
        raise NotShown("no condition in the number format of the cell fits this number")
    return others[0]


def _filled(value: Decimal, pieces: str) -> str:
    """The digits of an amount (not negative) where a section has room for them, and the words around them."""
    found = _DIGITS.search(pieces)
    if found is None:
        return pieces
    value *= 100 ** pieces.count("%")
    if re.search("[#0]", pieces[found.end() :]):
        return _spread(value, pieces)
    return pieces[: found.start()] + _digits(value, found[0]) + pieces[found.end() :]


def _spread(value: Decimal, pieces: str) -> str:
    r"""Digits with words between them: `0\\.0000` shows 1471600 yuan as 147.1600, in 10,000 yuan."""
    end = max(index for index, sign in enumerate(pieces) if sign in "#0?,") + 1
    bare = pieces[:end].rstrip(",")
    scale = end - len(bare)
    if "," in bare:
        raise NotShown("the format of the cell has words between digits that it groups")
    value /= Decimal(1000) ** scale
    whole, point, decimals = bare.partition(".")
    places = len(re.findall("[#0?]", decimals))
    if re.search("[#?]", decimals):
        raise NotShown("the format of the cell has words between decimals that may be left out")
    front, _, rest = f"{value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP):f}".partition(".")
    left = list("" if front == "0" else front)
    shown: list[str] = []
    room = len(re.findall("[#0?]", whole))
    for sign in reversed(whole):
        if sign not in "#0?":
            shown.append(sign)
            continue
        room -= 1
        if room == 0:
            shown += reversed(left or ["0"] * (sign == "0"))
        else:
            shown.append(left.pop() if left else "0" * (sign == "0"))
    behind = iter(rest)
    after = "".join(next(behind) if sign == "0" else sign for sign in decimals)
    return "".join(reversed(shown)) + point + after + pieces[end:]


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
    bare = pattern.rstrip(",")
    whole, _, decimals = bare.partition(".")
    # Commas after the last digit sign, on either side of the point, show the number in thousands.
    scale = len(pattern) - len(bare) + len(whole) - len(whole.rstrip(","))
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
    front, point, rest = text.partition(".")
    if required == 0 and front == "0" and "0" in pattern:
        front = ""
    return front.zfill(required) + point + rest


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
