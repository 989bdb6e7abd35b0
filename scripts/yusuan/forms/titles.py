"""The title of a table as it may be printed: with what kind of classification its rows follow behind it, or without."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from yusuan.words import key

Named = tuple[str, bool | None]
"""A known title, and whether the rows of its table have to be economic classes (None: either)."""
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


@dataclass(frozen=True)
class KnownTitles:
    """Titles that a printed one may end with. `lengths` are theirs, longest first, `ends` their last characters."""

    titles: frozenset[str]
    lengths: tuple[int, ...]
    ends: frozenset[str]

    @classmethod
    def of(cls, titles: Iterable[str]) -> KnownTitles:
        """These titles, in the form in which they are compared."""
        known = frozenset(titles)
        lengths = sorted({len(title) for title in known}, reverse=True)
        return cls(known, tuple(lengths), frozenset(title[-1:] for title in known))

    def named(self, title: str, is_part_of: Callable[[str, str], bool]) -> Iterator[Named]:
        """The known titles that a printed one names, the best first; `is_part_of` tells those of another table.

        The cost is that of the lengths, not of the titles: a document may have a hundred thousand lines.
        """
        for printed, economic in title_readings(title):
            if printed[-1:] not in self.ends:
                continue
            for length in self.lengths:
                known = printed[-length:]
                if known in self.titles and not is_part_of(known, printed[:-length]):
                    yield known, economic
