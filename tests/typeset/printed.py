"""What a document that was read prints at a locator, and what is read from it whatever its places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from yusuan.document import Cell, Document, Line
from yusuan.package.schemas import TABLES
from yusuan.recognise import Findings, Known

_CHARACTER = re.compile(r"(?P<place>.+)@(?P<character>\d+)")

KNOWN = Known({name: number for number, name in enumerate(TABLES, start=1)})
"""As much as an import knows of a department that is new to it."""


def data(findings: Findings) -> dict[str, list[dict[str, Any]]]:
    """All that was read, without places and white space."""
    return {
        resource: [{k: "".join(str(v).split()) for k, v in row.items() if k != "source"} for row in rows]
        for resource, rows in findings.resources.items()
    }


class Printed:
    """The words of a document by their places. Raises AssertionError where two stand at one place."""

    def __init__(self, document: Document) -> None:
        self.lines = [block for block in document.blocks if isinstance(block, Line)]
        self.rows = [row for block in document.blocks if not isinstance(block, Line) for row in block.rows]
        self.at: dict[str, str] = {}
        for piece in self._pieces():
            # A place that a merged cell covers is empty, and may be so more than once.
            assert not self.at.get(piece.place), piece.place
            self.at[piece.place] = piece.text

    def _pieces(self) -> Iterator[Line | Cell]:
        yield from self.lines
        yield from (cell for row in self.rows for cell in row)

    def text(self, locator: str, length: int = 0) -> str:
        """The text at a locator; at a character, `length` characters from there on, spaces not counted."""
        if match := _CHARACTER.fullmatch(locator):
            return self._from(match["place"], int(match["character"]), length)
        if locator in self.at:
            return self.at[locator]
        first, _, last = locator.partition(":")
        return self._cells(first, last) if last and not re.match(r"(P\d+)?L", last) else self._lines(first, last)

    def _from(self, place: str, character: int, length: int) -> str:
        places = [line.place for line in self.lines]
        following = self.lines[places.index(place) + 1 :] if place in places else []
        words = self.at[place][character - 1 :] + "".join(line.text for line in following[: 1 + length // 10])
        return "".join(words.split())[:length]

    def _cells(self, first: str, last: str) -> str:
        row = next(row for row in self.rows if any(cell.place == first for cell in row))
        places = [cell.place for cell in row]
        end = next(i for i, place in enumerate(places) if place.endswith(last) and i >= places.index(first))
        return "\t".join(cell.text for cell in row[places.index(first) : end + 1])

    def _lines(self, first: str, last: str) -> str:
        places = [line.place for line in self.lines]
        return "".join(line.text.strip() for line in self.lines[places.index(first) : places.index(last) + 1])
