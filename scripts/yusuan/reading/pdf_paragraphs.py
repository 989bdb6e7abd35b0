"""Tells which lines of running text go on from the line before: that one is full, and they are not indented."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Sequence

from yusuan.reading.pdf_join import Item
from yusuan.reading.pdf_margins import PrintedLine

# Entries of a contents page are all full, by their dots.
_ENTRY = re.compile(r".*(…|[.．·]{3,})\s*\d+")


def continuing(items: Sequence[Item]) -> set[str]:
    """Places of the lines that continue a paragraph, within a page and over page breaks."""
    pages: defaultdict[str, list[PrintedLine]] = defaultdict(list)
    for item in items:
        if isinstance(item, PrintedLine):
            pages[_page(item)].append(item)
    left = {page: min(line.x0 for line in lines) for page, lines in pages.items()}
    right = {page: max(line.x1 for line in lines) for page, lines in pages.items()}
    found: set[str] = set()
    for a, b in itertools.pairwise(items):
        if not isinstance(a, PrintedLine) or not isinstance(b, PrintedLine):
            continue
        full = a.x1 >= right[_page(a)] - 1.8 * a.size
        indented = b.x0 > left[_page(b)] + 1.2 * b.size
        alike = abs(a.size - b.size) <= 0.12 * a.size
        if full and alike and not indented and not _ENTRY.fullmatch(a.text):
            found.add(b.place)
    return found


def _page(line: PrintedLine) -> str:
    return line.place.partition("L")[0]
