"""Figures in running text: where in a paragraph each of them stands, to the character."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from yusuan import place
from yusuan.place import Place
from yusuan.site.anchors import Key
from yusuan.site.source import Row

_IN_PROSE = ("statements", "key-figures")


@dataclass(frozen=True)
class Found:
    """A printed figure: its locator, its text as printed, and what a person calls it."""

    source: str
    printed: str
    place: str


@dataclass(frozen=True)
class Placed:
    """A figure and the characters of its paragraph's text that it takes, from 0, the end not included."""

    start: int
    end: int
    key: Key


def place_figures(
    paragraphs: list[Row], figures: Mapping[Key, Found], texts: Mapping[int, str]
) -> dict[int, tuple[Placed, ...]]:
    """Paragraph's row → its figures in order. A figure that is not found with certainty is left out.

    A paragraph has lost the layout spaces of its lines, so where the text of its file is here (`texts`, by the number
    of the file) its other characters are laid beside the paragraph's; else a figure is found by its digits, one after
    another.
    """
    lines_of = {number: text.split("\n") for number, text in texts.items()}
    located = {
        key: found for key, figure in figures.items() if key[0] in _IN_PROSE and (found := place.find(figure.source))
    }
    ordered = sorted(
        (key for key, found in located.items() if found.is_text), key=lambda key: (located[key].order, key)
    )
    placed = {}
    for row in paragraphs:
        around = place.find(row["source"])
        if not around or not around.is_text:
            continue
        mine = [(key, located[key]) for key in ordered if around.contains(located[key])]
        text = str(row["text"])
        last = around.end or around
        lines = lines_of.get(around.file, [])
        where = _aligned(text, lines, around.line, last.line) if lines and not around.page else {}
        placed[int(row["row"])] = tuple(_place(text, mine, figures, where))
    return placed


def _aligned(text: str, lines: list[str], first: int, last: int) -> dict[tuple[int, int], int]:
    """(line, character) from 1 → index in `text`, for all but spaces; empty where the two do not say the same."""
    source = [
        (number, position, character)
        for number in range(first, min(last, len(lines)) + 1)
        for position, character in enumerate(lines[number - 1], start=1)
        if not character.isspace()
    ]
    target = [index for index, character in enumerate(text) if not character.isspace()]
    begin = "".join(c for _, _, c in source).find("".join(text[i] for i in target))
    if begin < 0:
        return {}
    return {(n, p): index for (n, p, _), index in zip(source[begin:], target, strict=False)}


def _place(
    text: str,
    figures: list[tuple[Key, Place]],
    known: Mapping[Key, Found],
    where: Mapping[tuple[int, int], int],
) -> list[Placed]:
    placed: list[Placed] = []
    position = 0
    for key, found in figures:
        printed = known[key].printed
        start = where.get((found.line, found.character), -1)
        if start < position or not text.startswith(printed, start):
            match = re.compile(rf"(?<![\d.]){re.escape(printed)}(?![\d.]*\d)").search(text, position)
            start = match.start() if match else -1
        if start >= 0 and printed:
            position = start + len(printed)
            placed.append(Placed(start, position, key))
    return placed
