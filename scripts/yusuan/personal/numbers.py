"""Identity numbers, telephones, accounts and e-mail addresses: what their form alone shows, or the word before them.

A figure of money is never one of them: it has decimals, separators, a sign or a unit, or an amount's word before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from yusuan.personal.masking import Kind, Span
from yusuan.personal.words import words
from yusuan.words import narrow

# A figure goes on before or behind: 1.38…, ￥138…, 138….50.
_BEFORE = r"(?<![\dA-Za-z.,\-¥￥$€])"
_BEHIND = r"(?![\dA-Za-z]|[.,]\d)"
_REGION = "(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[123])"
_DAY = r"(?:0[1-9]|1[0-2])[ \-]?(?:0[1-9]|[12]\d|3[01])"
_IDENTITY = re.compile(rf"{_BEFORE}{_REGION}\d{{4}}[ \-]?(?:19|20)\d\d[ \-]?{_DAY}[ \-]?\d{{3}}[\dXx]{_BEHIND}")
_OLD_IDENTITY = re.compile(rf"{_BEFORE}{_REGION}(?!0000)\d{{4}}\d\d{_DAY}\d{{3}}{_BEHIND}")
_MOBILE_DIGITS = r"1[3-9]\d[ \-]?\d{4}[ \-]?\d{4}"
_MOBILE = re.compile(rf"(?:(?<!\d)\+?86[ \-]?|{_BEFORE}){_MOBILE_DIGITS}{_BEHIND}")
_LINE = r"(?:[(]?0\d{2,3}[)]?[ \-—–－]{0,3})?\d{7,8}(?:[\-—–转]\d{1,5})?|[48]00[ \-]?\d{3}[ \-]?\d{4}"
_NUMBER = rf"(?:(?:\+?86[ \-]?)?{_MOBILE_DIGITS}|{_LINE})(?!\d|[.,]\d)"
_CARD = re.compile(
    rf"{_BEFORE}(?:62|4\d|5[1-5]|35|37|60|9\d)\d{{2}}(?:[ \-]?\d{{4}}){{3}}(?:[ \-]?\d{{1,3}})?{_BEHIND}"
)
_EMAIL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._%+\-]{0,63}@[A-Za-z0-9\-]{1,63}(?:\.[A-Za-z0-9\-]{1,63}){1,4}")
_BEHIND_NAME = re.compile(rf"[\s(,:;/、]{{0,3}}(?P<number>{_NUMBER})")
_OF_KIND: dict[Kind, re.Pattern[str]] = {
    "telephone": re.compile(rf"{_NUMBER}(?:[、,/;\s]+{_NUMBER})*"),
    "identity-number": re.compile(r"\d{14,17}[\dXx]|\d{6} ?\d{8} ?\d{3}[\dXx]"),
    "account": re.compile(r"\d(?:[ \-]?\d){7,29}"),
    "e-mail": _EMAIL,
}
_AMOUNT_BEFORE = 12
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def find_numbers(text: str) -> Iterator[Span]:
    """Every number and address of a person in a text; spans may overlap."""
    plain = narrow(text)
    labelled = _labelled()
    if "@" in plain:
        yield from (Span(m.start(), m.end(), "e-mail") for m in _EMAIL.finditer(plain))
    for kind, pattern in labelled:
        yield from (
            Span(m.start("number"), m.end("number"), kind)
            for m in pattern.finditer(plain)
            if not (_is_figure(plain, m.end("number")) or _is_code(plain, m.start("number")))
        )
    for match in _IDENTITY.finditer(plain):
        if is_identity_number(match[0]) and not _is_code(plain, match.start()):
            yield Span(match.start(), match.end(), "identity-number")
    for match in _OLD_IDENTITY.finditer(plain):
        if not (_is_code(plain, match.start()) or _is_amount(plain, match)):
            yield Span(match.start(), match.end(), "identity-number")
    for match in _MOBILE.finditer(plain):
        if not _is_amount(plain, match):
            yield Span(match.start(), match.end(), "telephone")
    for match in _CARD.finditer(plain):
        if is_card_number(match[0]) and not (_is_code(plain, match.start()) or _is_amount(plain, match)):
            yield Span(match.start(), match.end(), "account")


def telephones_behind(text: str, ends: Iterable[int]) -> Iterator[Span]:
    """The telephone right behind each of these places, where a name ends: 张三 0994-2345678."""
    plain = narrow(text)
    for end in ends:
        match = _BEHIND_NAME.match(plain, end)
        if match and not _is_figure(plain, match.end()):
            yield Span(match.start("number"), match.end("number"), "telephone")


def is_identity_number(text: str) -> bool:
    """Whether 18 digits (the last may be X) have the check digit of GB 11643; separators are passed over.

    >>> is_identity_number("11010519491231002X"), is_identity_number("110105194912310021")
    (True, False)
    """
    digits = re.sub(r"[ \-]", "", text).upper()
    if not re.fullmatch(r"\d{17}[\dX]", digits, re.ASCII):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=False))
    return "10X98765432"[total % 11] == digits[-1]


def is_card_number(text: str) -> bool:
    """Whether 16 to 19 digits pass the Luhn test; separators are passed over.

    >>> is_card_number("6222 0212 3456 7894"), is_card_number("6222021234567890")
    (False, False)
    """
    digits = [int(digit) for digit in text if digit.isdigit()]
    if not 16 <= len(digits) <= 19 or len(set(digits)) == 1:
        return False
    doubled = (sum(divmod(2 * digit, 10)) for digit in digits[-2::-2])
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


def is_mobile(text: str) -> bool:
    """Whether a text is nothing but the number of a mobile telephone."""
    return _MOBILE.fullmatch(narrow(text).strip()) is not None


def numbers_of_kind(text: str, kind: Kind) -> bool:
    """Whether all of a text, whose label says what it is, can be that: one or more numbers or addresses.

    >>> numbers_of_kind("023-62661253、13912345678", "telephone"), numbers_of_kind("1234567.00", "telephone")
    (True, False)
    """
    plain = narrow(text).strip()
    pattern = _OF_KIND.get(kind)
    return pattern is not None and pattern.fullmatch(plain) is not None


@cache
def _labelled() -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    stated, gap = words(), r"(?:[(][^()]{0,8}[)])?\s*[:：]?\s*(?:为|是)?\s*"
    return (
        ("identity-number", stated.pattern(rf"<identity_label>{gap}(?P<number>\d{{14,17}}[\dXx])(?![\d.])")),
        ("account", stated.pattern(rf"<account_label>{gap}(?P<number>\d(?:[ \-]?\d){{7,29}})(?!\d|[.,]\d)")),
        (
            "account",
            stated.pattern(
                r"<account_label>[^\d。；;]{1,24}?(?P<number>(?<![\d.,])\d(?:[ \-]?\d){11,29})(?!\d|[.,]\d)"
            ),
        ),
        ("telephone", stated.pattern(rf"<telephone_label>{gap}(?P<number>{_NUMBER}(?:[、,/; ]+(?:{_NUMBER}))*)")),
    )


@cache
def _around() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    stated = words()
    return (
        stated.pattern(r"<unit_behind>"),
        stated.pattern(r"<amount_words>\s*(?:共计?|约|为|是|达|计)?\s*[:：]?\s*$"),
        stated.pattern(r"<code_label>\s*[:：]?\s*(?:为|是)?\s*$"),
    )


def _is_figure(plain: str, end: int) -> bool:
    """Whether a unit stands behind a number."""
    return _around()[0].match(plain, end) is not None


def _is_amount(plain: str, match: re.Match[str]) -> bool:
    before = plain[max(0, match.start() - _AMOUNT_BEFORE) : match.start()]
    separated = re.search(r"[ \-]|^\+", match[0]) is not None
    return _is_figure(plain, match.end()) or (not separated and _around()[1].search(before) is not None)


def _is_code(plain: str, start: int) -> bool:
    return _around()[2].search(plain[max(0, start - 2 * _AMOUNT_BEFORE) : start]) is not None
