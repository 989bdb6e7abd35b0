"""Tells which lines of running text go on from the line before: that one is full, and they are not indented."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from statistics import median

from yusuan.place import parse
from yusuan.reading.pdf_join import Item
from yusuan.reading.pdf_margins import PrintedLine
from yusuan.reading.pdf_words import lead

# Entries of a contents page are all full, by their dots.
_ENTRY = re.compile(r".*(?:…|[.．·]{3})\s*\d+")


# A numbered line begins, however full the line before.
_NUMBERED = re.compile(
    r"[（(]?[一二三四五六七八九十]+[、）)]|[（(]?\d{1,2}([、）)]|[.．](?!\d))|第[一二三四五六七八九十]+部分"
)
# So many lines show where the text of a page begins and ends.
_ENOUGH = 5
_SEVERAL = 3


def continuing(items: Sequence[Item], widths: Mapping[int, float]) -> set[str]:
    """Places of the lines that continue a paragraph, within a page and over page breaks.

    `widths` gives the width of each page in points, by its number.
    """
    margins = _margins([item for item in items if isinstance(item, PrintedLine)], widths)
    found: set[str] = set()
    for a, b in itertools.pairwise(items):
        if not isinstance(a, PrintedLine) or not isinstance(b, PrintedLine):
            continue
        (_, right), (left, _) = margins[_page(a)], margins[_page(b)]
        full = a.x1 + lead(b.text) * a.size >= right - 0.8 * a.size
        indented = b.x0 > left + 1.2 * b.size
        alike = abs(a.size - b.size) <= 0.12 * a.size
        if full and alike and not indented and not _ENTRY.fullmatch(a.text) and not _NUMBERED.match(b.text):
            found.add(b.place)
    return found


def _margins(lines: Sequence[PrintedLine], widths: Mapping[int, float]) -> dict[int, tuple[float, float]]:
    """Left and right edge of the running text on each page; a page that does not show them has those of its like."""
    pages: defaultdict[int, list[PrintedLine]] = defaultdict(list)
    for line in lines:
        pages[_page(line)].append(line)
    own = {page: (min(line.x0 for line in held), max(line.x1 for line in held)) for page, held in pages.items()}
    shown = {page for page, held in pages.items() if len(held) >= _ENOUGH and _shows_edge(held, widths[page])}
    done = {}
    for page, held in pages.items():
        alike = [own[p] for p in shown if abs(widths[p] - widths[page]) < 1]
        left, right = own[page]
        if page not in shown:
            # Where no page shows it, text is taken to stand in the middle, and a few lines to be no running text.
            right = median(x1 for _, x1 in alike) if alike else widths[page] - left
            left = left if len(held) >= _ENOUGH else median(x0 for x0, _ in alike) if alike else 0.0
        done[page] = left, right
    return done


def _shows_edge(lines: Sequence[PrintedLine], width: float) -> bool:
    """Whether the longest line is a full one: it leaves no wider a margin than on the left, or several end with it."""
    longest = max(lines, key=lambda line: line.x1)
    left = min(line.x0 for line in lines)
    # One caption over several tables shows nothing.
    ends = {line.text for line in lines if line.x1 >= longest.x1 - longest.size}
    return width - longest.x1 <= left + 2.5 * longest.size or len(ends) >= _SEVERAL


def _page(line: PrintedLine) -> int:
    return parse(line.place).page
