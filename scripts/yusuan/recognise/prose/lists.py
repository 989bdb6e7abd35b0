"""Keeps the lists of parts that go on over several paragraphs: …其中： and what is enumerated below it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from yusuan.recognise.prose.passages import PLAIN, Passage
from yusuan.recognise.prose.scope import Group
from yusuan.recognise.prose.words import Base


@dataclass
class _Open:
    group: Group
    level: float
    heading: str
    parts: float | None = None
    ending: str = ""
    over: bool = False


@dataclass
class OpenLists:
    """The lists that are open, the outermost first."""

    numbers: Iterator[int]
    lists: list[_Open] = field(default_factory=list)

    def open(self, passage: Passage, whole: str, base: Base | None) -> None:
        """A passage ends with 其中： or its like: what comes below are the parts of `whole`."""
        self.lists.append(_Open(Group(next(self.numbers), whole, base=base), _level(passage), passage.heading))

    def enter(self, passage: Passage) -> Group | None:
        """A passage begins: closes the lists that it is no part of, returns the innermost that it is a part of."""
        level = _level(passage)
        while self.lists:
            innermost = self.lists[-1]
            if innermost.over or not passage.heading.startswith(innermost.heading):
                self.lists.pop()
                continue
            if passage.level != PLAIN and level > innermost.level and innermost.parts in (None, level):
                innermost.parts = level
                return innermost.group
            if passage.level == PLAIN and innermost.parts in (None, PLAIN) and level <= innermost.level:
                innermost.parts = PLAIN
                # Parts that end with a semicolon: the first that does not is the last.
                innermost.ending = innermost.ending or passage.text.text[-1:]
                innermost.over = passage.text.text[-1:] != innermost.ending
                return innermost.group
            if passage.level != PLAIN and innermost.parts is not None and level > innermost.parts != PLAIN:
                # Something that is told below a part.
                return None
            self.lists.pop()
        return None


def _level(passage: Passage) -> float:
    """How deep a passage stands; one without an enumerator just below the heading above it."""
    if passage.level != PLAIN:
        return passage.level
    return max((step.level for step in passage.steps if step.heading), default=0) + 0.1
