"""Printed words: how they are compared, and how they are kept."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LAYOUT_SPACE = re.compile(r"(?<=[^\x21-\x7e])\s+|\s+(?=[^\x21-\x7e])")
_QUOTES = str.maketrans("", "", "“”\"‘’'「」")
# Only these are other forms of the same characters: ① and ² are marks beside a number, not its digits.
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {ord("−"): "-"}
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>")


@lru_cache(maxsize=1 << 16)
def key(text: str) -> str:
    """The form in which printed words are compared: no white space, quotes or full-width variants."""
    bare = "".join(unicodedata.normalize("NFKC", text).translate(_QUOTES).split())
    # Without a space between them two characters may have become one.
    return unicodedata.normalize("NFKC", bare)


def name(text: str) -> str:
    """A printed name without layout spaces: `收 入 总 计` is 收入总计, `GB 18030` keeps its space."""
    return _LAYOUT_SPACE.sub("", text.strip())


def prose(text: str) -> str:
    """Running text without markup such as `<p>` and without layout spaces."""
    return name(_MARKUP.sub("", text))


def plain(text: str) -> str:
    """Printed characters without white space and full-width variants; unlike in a key, ① and ² stay what they are."""
    return "".join(narrow(text).split())


def narrow(text: str) -> str:
    """The same text with full-width letters, digits and marks as their usual forms."""
    return text.translate(_FULL_WIDTH)
