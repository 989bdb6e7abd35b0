"""Takes a document apart: its cover, its contents page, and its parts under their headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from yusuan.document import Block, Document, Line, Placed, Table
from yusuan.forms import Vocabulary
from yusuan.recognise.contents import Entry, contents_lines, entries_of, read_entries, tables_of_contents
from yusuan.words import key, name

__all__ = ["Entry", "Heading", "Outline", "Part", "heading_of", "mended_heading", "read_outline"]


@dataclass
class Part:
    """One part of the body: its name (tables, narrative, …), its printed title, its blocks."""

    name: str
    title: str
    blocks: list[Block] = field(default_factory=list)


@dataclass
class Outline:
    """A document taken apart. What stands before the contents page is the cover.

    `listings` are tables that list the document's tables, as a second contents page.
    """

    cover: list[Line]
    contents: list[Line]
    entries: list[Entry]
    headings: frozenset[str]
    parts: list[Part]
    stray: list[Block]
    listings: list[Table] = field(default_factory=list)
    part_headings: frozenset[str] = frozenset()
    """Where the headings of the parts stand."""


def read_outline(document: Document, vocabulary: Vocabulary) -> Outline:
    """Split a document at its contents page and the headings of its parts.

    Where the contents page ends, the body begins.
    """
    blocks = list(document.blocks)
    start = next((i for i, b in enumerate(blocks) if isinstance(b, Line) and key(b.text) in vocabulary.contents), None)
    if start is None:
        cover: list[Block] = list(_until_part(blocks, vocabulary.patterns["part"]))
        contents: list[Line] = []
        body = blocks[len(cover) :]
    else:
        cover = blocks[:start]
        contents = contents_lines(blocks[start + 1 :], vocabulary)
        body = blocks[start + 1 + len(contents) :]
    entries = read_entries(contents, vocabulary)
    parts: list[Part] = []
    part_headings: set[str] = set()
    stray: list[Block] = [block for block in cover if not isinstance(block, Line)]
    for block in body:
        opened = _part(block, vocabulary)
        if opened:
            parts.append(opened)
            part_headings.add(block.place)
        else:
            (parts[-1].blocks if parts else stray).append(block)
    headings = frozenset(key(line.text) for line in contents)
    listings = tables_of_contents(blocks, vocabulary)
    entries += [entry for table in listings for entry in entries_of(table, vocabulary)]
    cover_lines = [b for b in cover if isinstance(b, Line)]
    return Outline(cover_lines, contents, entries, headings, parts, stray, listings, frozenset(part_headings))


def _until_part(blocks: Sequence[Block], part: re.Pattern[str]) -> Sequence[Block]:
    end = next((i for i, b in enumerate(blocks) if isinstance(b, Line) and part.fullmatch(b.text.strip())), 0)
    return blocks[:end]


def _part(block: Block, vocabulary: Vocabulary) -> Part | None:
    match = vocabulary.patterns["part"].fullmatch(block.text.strip()) if isinstance(block, Line) else None
    if match is None:
        return None
    title = name(match["title"])
    return Part(vocabulary.part_titled(title) or title, f"第{match['number']}部分 {title}".strip())


@dataclass(frozen=True)
class Heading:
    """A heading or subheading with its ordinal."""

    level: int
    title: str


def heading_of(text: str, vocabulary: Vocabulary) -> Heading | None:
    """The heading that a line of body text is, if it is one: an ordinal, and no sentence after it."""
    for level, pattern in ((1, "heading"), (2, "subheading")):
        match = vocabulary.patterns[pattern].fullmatch(text.strip())
        if match and not vocabulary.patterns["sentence_mark"].search(match["title"]):
            return Heading(level, name(text))
    return None


def mended_heading(line: Line, following: Block | None, headings: frozenset[str]) -> Placed | None:
    """A heading that a page break cut in two: alone it is the beginning of an entry of the contents page,
    and with the next line it is that entry."""
    if not isinstance(following, Line) or key(line.text) in headings:
        return None
    both = Placed.join([Placed.of(line), Placed.of(following)])
    return both if key(both.text) in headings else None
