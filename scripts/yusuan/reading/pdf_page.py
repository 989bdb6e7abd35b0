"""One PDF page as geometry: its glyphs and ruling lines, upright and measured from its top left, in points.

What the geometry means (words, cells, tables) is for the other `pdf_` modules.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from yusuan.reading.pdf_glyphs import Glyph, raw_glyphs, upright
from yusuan.reading.pdf_rules import Rule, take_rules
from yusuan.reading.pdf_space import Frame


@dataclass(frozen=True, slots=True)
class Page:
    """What is printed on a page: `number` from 1; sizes in points as the page is read, not as it is stored."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    across: tuple[Rule, ...]
    down: tuple[Rule, ...]
    pictures: int
    unmapped: int


def take_page(document: Any, index: int) -> Page:
    """Glyphs and rules of page `index` (from 0) of an open pdfium document."""
    page = document[index]
    try:
        raw, unmapped = raw_glyphs(page)
        turns = Counter(glyph.turns for glyph in raw).most_common(1)[0][0] if raw else page.get_rotation() // 90 * 3 % 4
        left, bottom, right, top = page.get_bbox()
        frame = Frame(left, bottom, right, top, turns)
        across, down, pictures = take_rules(page, frame)
        width, height = (right - left, top - bottom) if turns % 2 == 0 else (top - bottom, right - left)
        glyphs = tuple(upright(glyph, frame) for glyph in raw if glyph.turns == turns)
        # What stands outside the page, or at another angle (a stamp, a watermark), is not part of the text.
        glyphs = tuple(g for g in glyphs if -2 <= g.x0 <= width + 2 and -2 <= g.middle <= height + 2)
        return Page(index + 1, width, height, glyphs, tuple(across), tuple(down), pictures, unmapped)
    finally:
        page.close()
