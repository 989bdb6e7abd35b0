"""Joins the glyphs of a PDF page into words, and words into lines, as the eye does.

An amount that was wrapped inside a cell becomes one amount again; two amounts are never made one.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from yusuan.numbers import FIGURE
from yusuan.reading.cells import raised
from yusuan.reading.looks import BLACK, Colour, same
from yusuan.reading.pdf_glyphs import UNKNOWN, Glyph

# Gaps, in letter heights: within a number or a Latin word; between Chinese characters, which stand free.
GAP_LATIN = 0.3
GAP_HAN = 0.9
# Word leaves this much, in points, between the text of a cell and its two walls.
PADDING = 12.0
_FIGURES = re.compile(r"[-−－(（]?[\d.,．，]+")
_UNBROKEN = re.compile(r"[（《“(]*(?:[!-'*-~]{1,20}|.)[，。、；：！？）》”％%,.;:!?)]*")
# Characters of one amount have one size, but for rounding; what is this much smaller is a mark beside it.
_ONE_SIZE = 1.15
_MARK = 0.8
# Characters that begin nearer to one another than this share of their height lie over one another. Where they end is
# not asked: fonts that are squeezed say it wrong.
_NEAREST = 0.18
_LATIN = re.compile(r"[0-9A-Za-z.,%]")


@dataclass(frozen=True, slots=True)
class Word:
    """Neighbouring characters on one base line that were drawn together."""

    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    # Where its last character begins, and the colour of its first.
    last: float
    colour: Colour = BLACK

    @property
    def middle(self) -> float:
        """Height of the middle of its characters."""
        return self.baseline - 0.36 * self.size

    @property
    def is_amount(self) -> bool:
        """Whether it is one whole number as budgets print them."""
        return FIGURE.fullmatch(self.text) is not None


def words(glyphs: Sequence[Glyph], walls: Sequence[float] = ()) -> list[Word]:
    """Words in the order drawn. Characters of different runs on two sides of a wall are never one word."""
    found: list[Word] = []
    part: list[Glyph] = []
    for glyph in glyphs:
        if part and not _together(part[-1], glyph, walls):
            found += _words(part, walls)
            part = []
        part.append(glyph)
    return found + (_words(part, walls) if part else [])


def _words(part: list[Glyph], walls: Sequence[float]) -> list[Word]:
    """The part as one word, or, where it would be two amounts that touch at a wall, as the two."""
    whole = _word(part)
    if whole.is_amount or not _FIGURES.fullmatch(whole.text):
        return [whole]
    for index in range(1, len(part)):
        a, b = part[index - 1], part[index]
        if any((a.x0 + a.x1) / 2 < wall < (b.x0 + b.x1) / 2 for wall in walls):
            two = [_word(part[:index]), *_words(part[index:], walls)]
            if all(word.is_amount for word in two):
                return two
    return [whole]


def _together(a: Glyph, b: Glyph, walls: Sequence[float]) -> bool:
    size = max(a.size, b.size)
    if abs(a.baseline - b.baseline) > 0.3 * size or b.x0 < a.x0:
        return False
    gap = b.x0 - a.x1
    # A point or a comma never begins an amount: where it stands apart, the print only spaces it loosely.
    loose = a.text.isdigit() and b.text in ".,"
    if gap > (2 if loose else 1) * GAP_LATIN * size or gap < -size:
        return False
    if gap < 0.1 * size and (a.run == b.run or gap > -0.1 * size):
        # An amount wider than its column hangs over the wall in one piece.
        return True
    return not any((a.x0 + a.x1) / 2 < wall < (b.x0 + b.x1) / 2 for wall in walls)


def _word(part: list[Glyph]) -> Word:
    return Word(
        _text(part),
        part[0].x0,
        max(glyph.x1 for glyph in part),
        part[0].baseline,
        max(glyph.size for glyph in part),
        part[-1].x0,
        part[0].colour,
    )


def _text(part: list[Glyph]) -> str:
    """The characters as text, a raised mark behind a figure as one; what is no one figure begins with UNKNOWN."""
    text = "".join(glyph.text for glyph in part)
    if len(part) < 2 or not any(glyph.text.isdigit() for glyph in part):
        return text
    size = max(glyph.size for glyph in part)
    small = [index for index, glyph in enumerate(part) if glyph.size < _MARK * size]
    if small and small == list(range(small[0], len(part))) and small[0] > 0:
        # Letters of two sizes are common; only behind a figure would a mark become a part of it.
        return _text(part[: small[0]]) + raised(text[small[0] :]) if text[small[0] - 1].isdigit() else text
    return UNKNOWN + text if _FIGURES.fullmatch(text) and not _is_one(part) else text


def _is_one(part: list[Glyph]) -> bool:
    """Whether the characters of a figure have one size and colour, and do not overlap."""
    sizes = [glyph.size for glyph in part]
    if max(sizes) > _ONE_SIZE * min(sizes) or any(not same(glyph.colour, part[0].colour) for glyph in part):
        return False
    return all(b.x0 - a.x0 >= _NEAREST * max(sizes) for a, b in itertools.pairwise(part))


def lines(found: Iterable[Word]) -> list[list[Word]]:
    """Words gathered into printed lines, top to bottom, each from left to right."""
    rows: list[list[Word]] = []
    for word in sorted(found, key=lambda word: (word.middle, word.x0)):
        row = next((row for row in reversed(rows[-3:]) if _level(row[0], word)), None)
        if row is None:
            rows.append([word])
        else:
            row.append(word)
    for row in rows:
        row.sort(key=lambda word: word.x0)
    return rows


def _level(a: Word, b: Word) -> bool:
    return abs(a.middle - b.middle) <= 0.4 * max(min(a.size, b.size), 4)


def line_text(row: Sequence[Word]) -> str:
    """Text of one line; a space where the print leaves one that means something.

    Where words with figures lie over one another, or touch and are no one figure, it begins with UNKNOWN.
    """
    text = row[0].text
    doubtful = False
    for a, b in itertools.pairwise(row):
        latin = _LATIN.match(a.text[-1]) and _LATIN.match(b.text[0])
        gap = GAP_LATIN if latin else GAP_HAN
        if a.text.isdigit() and re.match(r"[.]\d", b.text):
            # A point never begins an amount.
            gap = GAP_HAN
        space = " " if b.x0 - a.x1 > gap * max(a.size, b.size) else ""
        is_mark = a.text[-1].isdigit() and b.text.isdigit() and b.size < _MARK * a.size
        doubtful = doubtful or _lie_over(a, b) or (not space and not is_mark and not _of_one_figure(a, b))
        text += space + (raised(b.text) if is_mark else b.text)
    return UNKNOWN + text if doubtful else text


def _lie_over(a: Word, b: Word) -> bool:
    """Whether two words lie over one another, and one of them has figures."""
    return b.x0 < a.last + _NEAREST * a.size and any(character.isdigit() for character in a.text + b.text)


def _of_one_figure(a: Word, b: Word) -> bool:
    """Whether two words that touch may be read as one: where both have figures there, of one size and colour."""
    if not (_LATIN.match(a.text[-1]) and b.text[0].isdigit() and re.search(r"\d", a.text)):
        return True
    return max(a.size, b.size) <= _ONE_SIZE * min(a.size, b.size) and same(a.colour, b.colour)


def cell_text(found: Iterable[Word], width: float) -> str:
    """Text of a cell `width` points wide. Lines of one text are joined; what may be two figures stays on two lines."""
    rows = lines(found)
    if not rows:
        return ""
    text = line_text(rows[0])
    for number, (above, row) in enumerate(itertools.pairwise(rows), start=2):
        rest = "".join(line_text(row) for row in rows[number : number + 2])
        text += _joint(text.rpartition("\n")[2], above, row, width, rest) + line_text(row)
    return text


def room(found: Iterable[Word], width: float) -> float:
    """How many more letters have room on the last line of a cell's text, which may be `width` points wide."""
    rows = lines(found)
    last = rows[-1] if rows else []
    return (width - (last[-1].x1 - last[0].x0)) / max(word.size for word in last) if last else 99.0


def lead(text: str) -> float:
    """How wide what begins the text is that the end of a line never cuts, in letter heights.

    Figures and Latin words are set whole, and nothing is parted from the comma or bracket after it.
    """
    match = _UNBROKEN.match(text)
    return sum(0.5 if character < "\x7f" else 1 for character in match[0]) if match else 1


def _joint(before: str, above: Sequence[Word], row: Sequence[Word], width: float, rest: str) -> str:
    after = line_text(row)
    if re.search(r"[A-Za-z]$", before) and re.match(r"[A-Za-z]", after):
        return " "
    if not (_FIGURES.fullmatch(before) and re.match(r"[\d.,．，]", after)):
        return ""
    # Between two runs of digits: one amount wrapped if the first line is full and the whole is well formed.
    full = above[-1].x1 - above[0].x0 + 0.6 * above[-1].size + PADDING >= width
    open_ended = re.search(r"([.,．，]|[.．]\d)$", before) or re.match(r"[.,．，]", after)
    # One wrapped over three lines is well formed only with its end: 14 | 7. | 16
    well_formed = FIGURE.fullmatch(before + after) or (full and FIGURE.fullmatch(before + after + rest))
    if well_formed and (full or open_ended):
        return ""
    return "\n"
