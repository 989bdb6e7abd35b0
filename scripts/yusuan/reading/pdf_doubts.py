"""Takes the words off a PDF page that are struck out, or are part of a watermark, before its tables are read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from yusuan.document import Flag
from yusuan.place import Place
from yusuan.reading.pdf_glyphs import Glyph
from yusuan.reading.pdf_grid import joined
from yusuan.reading.pdf_page import Page
from yusuan.reading.pdf_rules import Rule
from yusuan.reading.pdf_words import Word, words

# A line that runs this near to the middle of a figure, in letter heights, and along most of it, goes through it.
_MIDDLE = 0.12
_ALONG = 0.7
# A line no longer than the figure by this share is drawn for it, and no rule of a table.
_OWN = 1.6
# Letters so many times larger than those of the page, drawn over others of it, are a watermark.
_LARGE = 2.2

STRUCK = "a line goes through it; it was not read"
WATERMARK = "it is a part of a watermark; it was not read"


def without_struck(page: Page) -> tuple[Page, list[Flag]]:
    """The page without the words that do not stand, and without the lines through them; those with figures listed."""
    found = words(page.glyphs)
    lines = joined(page.across)
    gone: set[Glyph] = set()
    flags: list[Flag] = []
    own: list[Rule] = []
    usual = median(word.size for word in found) if found else 0.0
    for word in found:
        through = [line for line in lines if _goes_through(line, word)] if re.search(r"\d", word.text) else []
        noted = any(_holds(box, word) for box in page.struck)
        if through or noted:
            own += [line for line in through if line.end - line.start <= _OWN * (word.x1 - word.x0)]
            reason = STRUCK
        elif word.size > _LARGE * usual and _lies_over(word, found):
            reason = WATERMARK
        else:
            continue
        gone |= {glyph for glyph in page.glyphs if _is_of(glyph, word)}
        if re.search(r"\d", word.text):
            flags.append(Flag(str(Place(page=page.number)), word.text, reason))
    if not gone:
        return page, []
    across = tuple(rule for rule in page.across if not any(_is_part(rule, line) for line in own))
    return replace(page, glyphs=tuple(g for g in page.glyphs if g not in gone), across=across), flags


def _goes_through(line: Rule, word: Word) -> bool:
    along = min(line.end, word.x1) - max(line.start, word.x0)
    return abs(line.at - word.middle) < _MIDDLE * word.size and along > _ALONG * (word.x1 - word.x0)


def _holds(box: tuple[float, float, float, float], word: Word) -> bool:
    return box[0] <= (word.x0 + word.x1) / 2 <= box[2] and box[1] <= word.middle <= box[3]


def _lies_over(word: Word, found: Sequence[Word]) -> bool:
    """Whether smaller words stand where the word does."""
    top, bottom = word.baseline - 0.9 * word.size, word.baseline + 0.1 * word.size
    return any(
        other.size * _LARGE < word.size and top < other.middle < bottom and other.x0 < word.x1 and other.x1 > word.x0
        for other in found
    )


def _is_of(glyph: Glyph, word: Word) -> bool:
    return (
        abs(glyph.baseline - word.baseline) < 0.3 * word.size
        and word.x0 - 0.01 <= glyph.x0
        and glyph.x1 <= word.x1 + 0.01
        and glyph.size <= word.size < glyph.size * _LARGE
    )


def _is_part(rule: Rule, line: Rule) -> bool:
    return abs(rule.at - line.at) < 1 and line.start - 0.1 <= rule.start and rule.end <= line.end + 0.1
