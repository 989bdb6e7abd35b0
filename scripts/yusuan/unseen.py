"""Characters that nobody sees: which of them no text can hold, and how a message shows them."""

from __future__ import annotations

import re

# Controls, halves of characters, and the marks that turn the order of what follows around: text with one of these does
# not show what it holds.
NOT_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")

HALF = re.compile(r"[\ud800-\udfff]")
"""Half a character: what JSON can spell, and how Python has the bytes of a file name that are no UTF-8."""

# A form feed and its like are white space that printers and word processors leave behind.
_LAYOUT = re.compile(r"[\x0b\x0c\r\x1c-\x1f\x85\u2028\u2029]")
_UNSEEN = re.compile(NOT_TEXT.pattern[:-1] + r"\t\n\u00ad\u061c\u200b-\u200f\u2028\u2029\u2060-\u2065\ufeff]")
_UNSEEN_IN_LINES = re.compile(_UNSEEN.pattern.replace(r"\t\n", ""))


def as_text(printed: str) -> str:
    """What was printed as text of the same length: layout as a space, what no text can hold as U+FFFD."""
    return NOT_TEXT.sub("\ufffd", _LAYOUT.sub(" ", printed))


def escaped(text: str) -> str:
    """The text on one line, with every character that cannot be seen as its number.

    >>> escaped("1\\u202e23")
    '1\\\\u202e23'
    """
    return _UNSEEN.sub(_number, text)


def escaped_lines(text: str) -> str:
    """The text as `escaped` gives it, but for its line feeds and tabs, which stay."""
    return _UNSEEN_IN_LINES.sub(_number, text)


def _number(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"
