"""The short forms by which people know a name: 江苏高院 is 江苏省高级人民法院. The rules are data, of no one place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

_MARKS = re.compile(r"[^\w]+|_")


def plain(name: str) -> str:
    """A name as names are compared: no marks, one width, small letters.

    >>> plain("“三公”经费（Ａ）")
    '三公经费a'
    """
    return _MARKS.sub("", unicodedata.normalize("NFKC", name).lower())


def aliases(name: str, short: Iterable[Sequence[str]]) -> list[str]:
    """The name with its long parts in their `short` forms, (long, short), each used where its long form stands.

    >>> aliases("江苏省高级人民法院", [("高级人民法院", "高院"), ("人民法院", "法院")])
    ['江苏省高院', '江苏省高级法院']
    """
    known = [plain(name)]
    for long, brief in short:
        known.extend([one.replace(long, brief) for one in known if long in one and one != brief])
    # What is only a beginning or an end of another form finds nothing more.
    others = [one for one in dict.fromkeys(known) if one != known[0]]
    return [one for one in others if not any(one in other for other in known if other != one)]
