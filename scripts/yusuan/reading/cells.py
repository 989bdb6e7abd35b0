"""Cell text from several printed lines: one text is joined, a wrapped amount mended, two figures left apart."""

from __future__ import annotations

import re
from collections.abc import Iterable

_AMOUNT = re.compile(r"[-−－+(（]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?%?[)）]?")
_OPEN = re.compile(r"[-−－+(（]?[\d,]*(?:[,.]|\.\d)")
_GOES_ON = re.compile(r"[,.]?\d")


def mend(lines: Iterable[str]) -> str:
    """The lines of one cell as one text. Lines stay apart (by a line feed), but for an amount that was cut in two.

    An amount is cut where its first line is unfinished (it ends in a comma, a point, or one decimal of two).
    """
    text = ""
    for line in (line.strip() for line in lines):
        if not line:
            continue
        last = text.rpartition("\n")[2]
        cut = (_OPEN.fullmatch(last) and _GOES_ON.match(line)) or (last.isdigit() and re.match(r"[,.]\d", line))
        text += ("\n" if text and not (cut and _AMOUNT.fullmatch(last + line)) else "") + line
    return text
