"""What the document itself says has changed since the year before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from yusuan.site.disclosure import Disclosure

_COMPARES = re.compile(r"比\s*上\s*年|较\s*上\s*年|与\s*上\s*年")
_MOVED = re.compile(r"(增加|减少|增长|下降)\s*([0-9][0-9,]*(?:\.[0-9]+)?)\s*(?:万元|亿元|元|%)")
_ORDINAL = re.compile(r"^[一二三四五六七八九十]+、|^（[一二三四五六七八九十]+）")


@dataclass(frozen=True)
class Change:
    """One paragraph that compares with the year before, with the row that it is in and the way it points.

    `trend` is `increase`, `decrease`, `unchanged`, or `mixed` where one paragraph says several things.
    """

    heading: str
    row: int
    text: str
    trend: str


def changes(disclosure: Disclosure) -> list[Change]:
    """The paragraphs that compare with the year before, in the document's order and in its own words."""
    found = []
    for row in disclosure.rows["paragraphs"]:
        text = str(row["text"])
        if _COMPARES.search(text):
            heading = _ORDINAL.sub("", str(row["heading"] or row["part"] or ""))
            found.append(Change(heading, int(row["row"]), text, _trend(text)))
    return found


def _trend(text: str) -> str:
    trends = set()
    for word, amount in _MOVED.findall(text):
        if Decimal(amount.replace(",", "")) == 0:
            trends.add("unchanged")
        else:
            trends.add("increase" if word in ("增加", "增长") else "decrease")
    if len(trends) == 1:
        return trends.pop()
    return "mixed" if trends else "unchanged"
