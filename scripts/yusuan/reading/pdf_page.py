"""One PDF page as geometry: its glyphs and ruling lines, upright and measured from its top left, in points.

What the geometry means (words, cells, tables) is for the other `pdf_` modules.
"""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from yusuan.document import Flag
from yusuan.place import Place
from yusuan.reading.pdf_glyphs import UNKNOWN, Glyph, Raw, Taken, raw_glyphs, upright
from yusuan.reading.pdf_margins import is_page_number
from yusuan.reading.pdf_notes import flatten
from yusuan.reading.pdf_rules import Box, Rule, take_rules
from yusuan.reading.pdf_space import Frame


@dataclass(frozen=True, slots=True)
class Page:
    """What is printed on a page: `number` from 1; sizes in points as the page is read, not as it is stored.

    `flags` lists figures that were not taken, or may not be seen; `struck` are boxes that a note strikes out.
    """

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    across: tuple[Rule, ...]
    down: tuple[Rule, ...]
    pictures: tuple[Box, ...]
    unmapped: int
    flags: tuple[Flag, ...] = ()
    struck: tuple[tuple[float, float, float, float], ...] = ()
    # How many quarter turns clockwise bring what is stored upright.
    turns: int = 0


_YEAR = re.compile(r"20\d\d\s*年")
_UNDRAWN = "it is in a form field or a note, and nothing in the file draws it; it was not read"
# Page numbers stand no further than this share of the page from its edge.
EDGE = 0.12
LARGE = 0.08
"""The share of a page from which on a picture may show a table; a logo, a seal or a code to scan is smaller."""


def take_page(document: Any, index: int, layers: bool = True) -> Page:
    """Glyphs and rules of page `index` (from 0) of an open pdfium document; `layers` says whether it has any."""
    page, notes = flatten(document, index)
    try:
        taken = raw_glyphs(page, layers)
        raw = list(_with_signs(taken.glyphs))
        turns = Counter(glyph.turns for glyph in raw).most_common(1)[0][0] if raw else page.get_rotation() // 90
        left, bottom, right, top = page.get_bbox()
        frame = Frame(left, bottom, right, top, turns)
        across, down, pictures = take_rules(page, frame)
        width, height = (right - left, top - bottom) if turns % 2 == 0 else (top - bottom, right - left)
        glyphs = tuple(upright(glyph, frame) for glyph in raw if glyph.turns == turns)
        # What stands outside the page, or at another angle (a stamp, a watermark), is not part of the text.
        glyphs = tuple(g for g in glyphs if -2 <= g.x0 <= width + 2 and -2 <= g.middle <= height + 2)
        turned = _turned((glyph for glyph in raw if glyph.turns != turns), left, bottom, right, top)
        place = str(Place(page=index + 1))
        flags = tuple(_flags(taken, " ".join(turned), place))
        flags += tuple(Flag(place, text, _UNDRAWN) for text in notes.undrawn)
        struck = tuple(frame.box(*box) for box in notes.struck)
        ruled = tuple(across), tuple(down), tuple(pictures)
        return Page(index + 1, width, height, glyphs, *ruled, taken.unmapped, flags, struck, turns)
    finally:
        page.close()


def _with_signs(glyphs: list[Raw]) -> Iterator[Raw]:
    """The characters, of those that are not known only the ones right before a figure: any may be its minus."""
    for glyph, after in itertools.zip_longest(glyphs, glyphs[1:]):
        if glyph.text != UNKNOWN or (
            after is not None
            and after.text.isdigit()
            and math.hypot(after.x - glyph.x, after.y - glyph.y) < 1.2 * glyph.size
        ):
            yield glyph


def _turned(glyphs: Iterable[Raw], left: float, bottom: float, right: float, top: float) -> Iterator[str]:
    """Lines that stand at a right angle to the text, but for numbers of pages near the edge: wide pages are turned."""
    rows: dict[tuple[int, int], list[Raw]] = defaultdict(list)
    for glyph in glyphs:
        rows[glyph.turns, round(glyph.x if glyph.turns % 2 else glyph.y)].append(glyph)
    for row in rows.values():
        text = "".join(glyph.text for glyph in row)
        x, y = (row[0].x - left) / (right - left), (row[0].y - bottom) / (top - bottom)
        if not (is_page_number(text) and (min(x, y) < EDGE or max(x, y) > 1 - EDGE)):
            yield text


def tops_of_pictures(page: Page) -> list[float]:
    """How far down the page its large pictures begin; one with text on it is the ground that the text stands on."""
    least = LARGE * page.width * page.height
    return [
        top
        for left, top, right, bottom in page.pictures
        if (right - left) * (bottom - top) >= least
        and not any(left < (g.x0 + g.x1) / 2 < right and top < g.middle < bottom for g in page.glyphs)
    ]


def _flags(taken: Taken, turned: str, place: str) -> Iterator[Flag]:
    """What holds figures and is not read, or may not be seen."""
    for text, reason in (
        (taken.unseen, "it is drawn so that it cannot be seen; it was not read"),
        (taken.partly, "a part of it is covered; it was not read"),
        (taken.doubtful, "it is white on a picture or a shape; whether it can be seen is not known"),
        (taken.aslant, "it stands at an angle to the page; it was not read"),
        (turned, "it stands at a right angle to the rest of the page; it was not read"),
    ):
        # A year says nothing that could be missed; where each character is drawn alone, spaces stand between them.
        if re.search(r"\d", _YEAR.sub("", "".join(text.split()))):
            yield Flag(place, text, reason)
    if taken.lost:
        yield Flag(place, "", f"{taken.lost} characters are set in a font that the file lacks; they were not read")
