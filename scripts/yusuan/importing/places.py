"""Finds the table of a document that a place belongs to, so that long lists can be read table by table."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from yusuan import place
from yusuan.document import Document, Table
from yusuan.words import name

TEXT = ""


class Places:
    """The tables of a disclosure by the places of their cells.

    `documents` are its files by their number, from 1; `provenance` is the rows of that resource: a printed table
    belongs to the resource that most of its cells fill.
    """

    def __init__(self, documents: Mapping[int, Document], provenance: Iterable[Mapping[str, Any]]) -> None:
        self._blocks: dict[str, int] = {}
        self._tables: dict[int, Table] = {}
        self._at: dict[int, str] = {}
        blocks = ((file, block) for file, document in documents.items() for block in document.blocks)
        for number, (file, block) in enumerate(blocks):
            self._blocks[place.in_file(block.place, file)] = number
            if isinstance(block, Table):
                self._tables[number] = block
                self._at[number] = place.in_file(block.place, file)
                self._blocks.update((place.in_file(cell.place, file), number) for row in block.rows for cell in row)
        filled: dict[int, Counter[str]] = defaultdict(Counter)
        for row in provenance:
            around = self._block(str(row["source"]))
            if around in self._tables:
                filled[around][str(row["resource"])] += 1
        self._resources = {block: found.most_common(1)[0][0] for block, found in filled.items()}

    def belongs_to(self, source: str) -> str:
        """The resource that the table around this place fills, the table's own place where it fills none,
        or `TEXT` for running text."""
        block = self._block(source)
        if block not in self._tables:
            return TEXT
        return self._resources.get(block) or self._at[block]

    def first_words(self, source: str) -> str:
        """The first words printed in the table at this place; blank where there is none."""
        table = self._tables.get(self._block(source))
        words = (name(cell.text) for row in table.rows for cell in row) if table else iter(())
        return next((word for word in words if word), "")

    def _block(self, source: str) -> int:
        found = place.find(source)
        if not found:
            return -1
        # Where cells are not known one by one, those of a text table stand in one of its lines.
        around = self._blocks.get(str(found.row_around), -1)
        return self._blocks.get(str(found.cell), around)
