"""Recognises page numbers, running headers and running footers, which are not part of the document's text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from yusuan.reading.pdf_words import Word

if TYPE_CHECKING:
    from yusuan.reading.pdf_table import PageTable

# A running line stands at the same height on at least this share of the pages.
RUNNING = 0.4
# What stands above a table, no further from it than this many times its own size, is said of the table.
_NEAR = 1.5
# So many pages without a number of their own may stand between pages that are counted.
_LEFT_OUT = 2
_AMOUNT = re.compile(r"\d\.\d|\d\s*(?:[万亿]|元|%)")
_NUMBER = re.compile(
    r"[-—–－―─~·.\s]*(?:第\s*)?(\d[\d ]*|[ivxIVX]+)\s*(?:页)?(?:\s*[/,，]?\s*共?\s*\d+\s*页?)?[-—–－―─~·.\s]*"
)


@dataclass(slots=True)
class PrintedLine:
    """A line outside tables: text, extent and height on its page in points, locator, and the words it is made of."""

    text: str
    x0: float
    x1: float
    middle: float
    size: float
    place: str
    words: tuple[Word, ...] = ()


def is_page_number(text: str) -> bool:
    """Whether a line says nothing but a number, as a page's."""
    return _NUMBER.fullmatch(text) is not None


def furniture(read: Sequence[Sequence[PrintedLine | PageTable]], heights: Sequence[float]) -> set[str]:
    """Places of the lines that belong to the page and not to the text, over all pages of a document.

    A title, a unit or the head of a form right above a table belongs to the table, however many pages print it; and a
    line with an amount belongs to the text.
    """
    found: set[str] = set()
    pages = [[item for item in items if isinstance(item, PrintedLine)] for items in read]
    captions = {line.place for items in read for line in _captions(items)}
    numbers: defaultdict[tuple[bool, int], list[str]] = defaultdict(list)
    running: Counter[tuple[bool, int, str]] = Counter()
    edges = [_edge_lines(lines, height) for lines, height in zip(pages, heights, strict=True)]
    for index, page in enumerate(edges):
        for low, line, height in page:
            running[low, round(height / 6), re.sub(r"\s+", "", line.text)] += 1
            if match := _NUMBER.fullmatch(line.text):
                numbers[low, _value(match[1]) - index].append(line.place)
    # Numbers that count the pages are page numbers, wherever the count begins; a lone figure is not one.
    counted = {of for of, places in numbers.items() if len(places) >= min(3, max(2, len(pages) // 3))}
    for of in counted:
        found.update(numbers[of])
    # Where the text ends high on its page, so may the number; a page before it may have none.
    ends: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    for index, lines in enumerate(pages):
        last = max(lines, key=lambda line: line.middle, default=None)
        if last and (match := _NUMBER.fullmatch(last.text)):
            ends[_value(match[1]) - index].append((index, last.place))
    for offset, last_lines in ends.items():
        beside = any(foot and abs(offset - other) <= _LEFT_OUT for foot, other in counted)
        in_turn = any(after == before + 1 for (before, _), (after, _) in pairwise(last_lines))
        if (True, offset) in counted or (beside and in_turn):
            found.update(place for _, place in last_lines)
    for page in edges:
        for low, line, height in page:
            near = sum(running[low, round(height / 6) + step, re.sub(r"\s+", "", line.text)] for step in (-1, 0, 1))
            is_text = line.place in captions or _AMOUNT.search(line.text)
            if near >= max(3, RUNNING * len(pages)) and not is_text:
                found.add(line.place)
    return found


def _captions(items: Sequence[PrintedLine | PageTable]) -> Iterator[PrintedLine]:
    """The lines right above a table, one above the other."""
    top: float | None = None
    for item in reversed(items):
        if not isinstance(item, PrintedLine):
            top = item.top
        elif top is not None and top - (item.middle + item.size / 2) <= _NEAR * item.size:
            yield item
            top = item.middle - item.size / 2
        else:
            top = None


def _edge_lines(lines: Sequence[PrintedLine], height: float) -> list[tuple[bool, PrintedLine, float]]:
    """The two highest and two lowest lines in the margins, as (at the foot?, line, distance from that edge)."""
    ordered = sorted(lines, key=lambda line: line.middle)
    top = [(False, line, line.middle) for line in ordered[:2] if line.middle < 0.13 * height]
    foot = [(True, line, height - line.middle) for line in ordered[-2:] if line.middle > 0.87 * height]
    return top + foot


def _value(text: str) -> int:
    if text[0].isdigit():
        return int(text.replace(" ", ""))
    value = 0
    digits = [{"i": 1, "v": 5, "x": 10}[character] for character in text.lower()]
    for here, after in zip(digits, [*digits[1:], 0], strict=True):
        value += -here if here < after else here
    # Pages in Roman numerals are counted apart from those in figures.
    return value + 10_000
