"""Text that remembers where in the source each of its characters was printed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from yusuan.document.model import Cell, Line
from yusuan.document.wrapped import WrappedLine
from yusuan.place import parse


@dataclass(frozen=True, slots=True)
class Placed:
    """A string and, for each character, the place and the character (from 1) it was printed at."""

    text: str
    marks: tuple[tuple[str, int], ...]

    @classmethod
    def of(cls, printed: Line | Cell) -> Placed:
        """The text of a printed line or cell, without the white space around it."""
        if isinstance(printed, WrappedLine):
            return cls.join(cls.of(part) for part in printed.parts)
        start = len(printed.text) - len(printed.text.lstrip())
        text = printed.text.strip()
        return cls(text, tuple((printed.place, start + i + 1) for i in range(len(text))))

    @classmethod
    def join(cls, parts: Iterable[Placed]) -> Placed:
        """The parts one after the other, as when a page break had cut a paragraph."""
        parts = tuple(parts)
        return cls("".join(p.text for p in parts), tuple(mark for p in parts for mark in p.marks))

    def part(self, start: int, end: int | None = None) -> Placed:
        """The characters from `start` up to `end`."""
        return Placed(self.text[start:end], self.marks[start:end])

    def without_spaces(self) -> Placed:
        """The same text without any white space; places are kept."""
        kept = [i for i, character in enumerate(self.text) if not character.isspace()]
        return Placed("".join(self.text[i] for i in kept), tuple(self.marks[i] for i in kept))

    def at(self, offset: int) -> str:
        """Locator of one character, such as `L366@17`."""
        place, character = self.marks[offset]
        return str(parse(place).at_character(character))

    @property
    def place(self) -> str:
        """Locator of the whole: `L366`, or `L366:L368` where it runs over several lines."""
        return str(parse(self.marks[0][0]).to(parse(self.marks[-1][0])))
