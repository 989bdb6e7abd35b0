"""Figures in running text: where in a paragraph each of them stands, to the character."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from yusuan.site.anchors import Key, spot
from yusuan.site.source import Row

_TOLD = ("statements", "key-figures")


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
    paragraphs: list[Row], figures: Mapping[Key, Found], document: str | None
) -> dict[int, tuple[Placed, ...]]:
    """Paragraph's row → its figures in order. A figure that is not found with certainty is left out.

    A paragraph has lost the layout spaces of its lines, so where the document's text is here its other characters
    are laid beside the paragraph's; else a figure is found by its digits, one after another.
    """
    lines = document.split("\n") if document is not None else []
    known: dict[tuple[int, int], list[tuple[int, Key]]] = defaultdict(list)
    for key, figure in figures.items():
        place = spot(figure.source)
        if place and key[0] in _TOLD:
            known[place[:2]].append((place[2], key))
    ordered = sorted((line, character, key) for line, found in known.items() for character, key in found)
    placed = {}
    for row in paragraphs:
        first, _, last = (row["source"] or "").partition(":")
        start, end = spot(first), spot(last or first)
        if not start or not end:
            continue
        mine = [entry for entry in ordered if start[:2] <= entry[0] <= end[:2]]
        text = str(row["text"])
        where = _aligned(text, lines, start[1], end[1]) if lines and not start[0] else {}
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
    figures: list[tuple[tuple[int, int], int, Key]],
    known: Mapping[Key, Found],
    where: Mapping[tuple[int, int], int],
) -> list[Placed]:
    placed: list[Placed] = []
    position = 0
    for (_, line), character, key in figures:
        printed = known[key].printed
        start = where.get((line, character), -1)
        if start < position or not text.startswith(printed, start):
            match = re.compile(rf"(?<![\d.]){re.escape(printed)}(?![\d.]*\d)").search(text, position)
            start = match.start() if match else -1
        if start >= 0 and printed:
            position = start + len(printed)
            placed.append(Placed(start, position, key))
    return placed
