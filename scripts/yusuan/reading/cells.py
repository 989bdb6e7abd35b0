"""Cell text from several printed lines: one text is joined, a wrapped amount mended, two figures left apart."""

from __future__ import annotations

import re
from collections.abc import Iterable

from yusuan.numbers import FIGURE

_OPEN = re.compile(r"[-−－+(（]?[\d,]*(?:[,.]|\.\d)")
_UNFINISHED = re.compile(r"[-−－+(（]?[\d,]*[,.]")
_GOES_ON = re.compile(r"[,.]?\d")


_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def raised(text: str) -> str:
    """Text that stands above or below its line: a footnote's mark after an amount is none of the amount's digits."""
    return text.translate(_RAISED)


def mend(lines: Iterable[str], *, printed: bool = True) -> str:
    """The lines of one cell as one text. Lines stay apart (by a line feed), but for an amount that was cut in two.

    An amount is cut where its first line is unfinished (it ends in a comma, a point, or one decimal of two).
    Only where lines are `printed` ones may the last be: paragraphs `12.3` and `4` may be two figures, and stay apart.
    """
    unfinished = _OPEN if printed else _UNFINISHED
    text = ""
    for line in (line.strip() for line in lines):
        if not line:
            continue
        last = text.rpartition("\n")[2]
        cut = (unfinished.fullmatch(last) and _GOES_ON.match(line)) or (last.isdigit() and re.match(r"[,.]\d", line))
        text += ("\n" if text and not (cut and FIGURE.fullmatch(last + line)) else "") + line
    return text
