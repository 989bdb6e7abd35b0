"""A locator in plain words: `L128C5` is 第 128 行第 5 格."""

from __future__ import annotations

import re

_TEXT = re.compile(r"L(?P<line>\d+)(?:C(?P<cell>\d+))?(?:@(?P<character>\d+))?")
_PAGE = re.compile(
    r"P(?P<page>\d+)(?:T(?P<table>\d+)R(?P<row>\d+)C(?P<cell>\d+)|L(?P<line>\d+)(?:@(?P<character>\d+))?)"
)
_TABLE = re.compile(r"T(?P<table>\d+)R(?P<row>\d+)C(?P<cell>\d+)")
_SHEET = re.compile(r"(?P<sheet>.+)!(?P<place>[A-Z]+\d+)")

_PARTS = (
    ("page", "第 {} 页"),
    ("table", "第 {} 张表"),
    ("row", "第 {} 行"),
    ("line", "第 {} 行"),
    ("cell", "第 {} 格"),
    ("character", "第 {} 字"),
)


def in_words(locator: str) -> str:
    """Where a locator points, for a reader; a locator of an unknown shape is shown as it is.

    >>> in_words("L128C5"), in_words("L366@17"), in_words("L366:L368")
    ('第 128 行第 5 格', '第 366 行第 17 字', '第 366 行至第 368 行')
    """
    first, colon, last = locator.partition(":")
    start = _one(first)
    if not colon or not start:
        return start or locator
    # `C1:C3` names cells of the line that the range began with, `表2!A3:C3` those of its sheet.
    begun = f"{first.rpartition('!')[0]}!" if "!" in first else re.sub(r"C[0-9]+$", "", first)
    end = _one(last) or _one(f"{begun}{last}")
    return f"{start}至{end}" if end else locator


def _one(locator: str) -> str:
    sheet = _SHEET.fullmatch(locator)
    if sheet:
        return f"工作表“{sheet['sheet']}”{sheet['place']}"
    for shape in (_TEXT, _PAGE, _TABLE):
        match = shape.fullmatch(locator)
        if match:
            found = match.groupdict()
            return "".join(words.format(found[part]) for part, words in _PARTS if found.get(part))
    return ""
