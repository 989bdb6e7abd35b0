"""Text as the search index wants it: every Han character a word of its own, so that any part of a word is found.

Punctuation stays with the character beside it: it is shown in excerpts, is no word, and so breaks no phrase
(“三公”经费 is found as 三公经费). `site_src/scripts/search.js` treats queries the same way.
"""

from __future__ import annotations

import re

_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_OPENING = r"“‘（《〈「『【〔(\["
_WORD = rf"[^\W{_HAN}]+(?:[.,:/@-][^\W{_HAN}]+)*"
_TOKEN = re.compile(rf"[^\w\s]*(?:[{_HAN}]|{_WORD})(?:\s*[^\w\s{_OPENING}]+)*")


def spaced(text: str) -> str:
    """Every Han character and every other word, with its punctuation, parted by single spaces.

    >>> spaced("财政拨款“三公”经费147.16万元，30108")
    '财 政 拨 款 “三 公” 经 费 147.16 万 元， 30108'
    """
    return "".join("\0".join(_TOKEN.findall(text)).split()).replace("\0", " ")
