"""The title of a table as it may be printed: with what kind of classification its rows follow behind it, or without."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yusuan.words import key

_BEHIND = re.compile(r"\((?P<words>[^()]*)\)?$")
_NUMBER_BEHIND = re.compile(r"(?:续表?|\(续\)|[-—]?\d{1,2})$")
_KINDS = (("经济", "(经济)", True), ("功能", "(功能)", False))


def title_readings(title: str) -> Iterator[tuple[str, bool | None]]:
    """The readings of a printed title, the closest first.

    Each is the title as it is compared, and whether the rows of the table have to be economic classes (None: either).

    >>> list(title_readings("2021年一般公共预算支出表（按支出经济分类科目）"))[1:]
    [('2021年一般公共预算支出表(经济)', None), ('2021年一般公共预算支出表', True)]
    """
    printed = key(title)
    yield printed, None
    bare = _NUMBER_BEHIND.sub("", printed)
    match = _BEHIND.search(bare)
    if match is None:
        yield bare, None
        return
    before = bare[: match.start()]
    for word, mark, economic in _KINDS:
        if word in match["words"]:
            yield before + mark, None
            yield before, economic
            return
    yield before, None
