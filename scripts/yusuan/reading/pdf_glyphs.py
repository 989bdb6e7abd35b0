"""Takes the characters off a PDF page: which they are, where they stand, and only those that can be seen."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from yusuan.reading.looks import BLACK, Colour
from yusuan.reading.pdf_hidden import take_off
from yusuan.reading.pdf_lost import lost_characters
from yusuan.reading.pdf_seen import Seen, address_of
from yusuan.reading.pdf_space import EVERYWHERE, Frame, clip_box

UNKNOWN = "\ufffd"
"""Stands for a character of which no font says what it is."""


class Glyph(NamedTuple):
    """One printed character: from `x0` to `x1` on its base line, and the drawn run it is part of."""

    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    run: int
    colour: Colour = BLACK

    @property
    def middle(self) -> float:
        """Height of the character's middle; the same for `.` and `一`, unlike their inked boxes."""
        return self.baseline - 0.36 * self.size


class Raw(NamedTuple):
    """One character in the page's own space: origin, box, size, quarter turns, and the drawn run it is part of."""

    text: str
    x: float
    y: float
    left: float
    bottom: float
    right: float
    top: float
    size: float
    turns: int
    run: int
    colour: Colour = BLACK


class Taken(NamedTuple):
    """Characters of a page as stored, those that can be seen, and how many there are whose meaning no font tells.

    `unseen` cannot be seen, `partly` only in part, of `doubtful` that cannot be told (they are among the characters),
    `aslant` stands at an angle; each is text, with a space between drawn runs. `lost` counts characters that are set in
    a font which is not in the file, and of which nothing can be read.
    """

    glyphs: list[Raw]
    unmapped: int
    unseen: str
    partly: str
    doubtful: str
    aslant: str
    lost: int


def raw_glyphs(page: Any, layers: bool = True) -> Taken:
    """The characters of an open page."""
    hidden = take_off(page, layers)
    look = hidden.looks
    textpage = page.get_textpage()
    text = textpage.raw
    found: list[Raw] = []
    unmapped = 0
    x, y, box, matrix = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    aside: dict[str, dict[int, str]] = {"doubtful": {}, "aslant": {}, "flat": {}}
    met: set[int | None] = set()
    run, run_address, size, turns, clip = 0, None, 0.0, 0, EVERYWHERE
    for i in range(pdfium.FPDFText_CountChars(text)):
        if pdfium.FPDFText_IsGenerated(text, i) == 1:
            continue
        # A hyphen that ends a line is given as a control character.
        is_hyphen = pdfium.FPDFText_IsHyphen(text, i) == 1
        character = "-" if is_hyphen else _character(pdfium.FPDFText_GetUnicode(text, i))
        thing = pdfium.FPDFText_GetTextObject(text, i)
        address = address_of(thing)
        if address != run_address:
            run, run_address = run + 1, address
            met.add(address)
            pdfium.FPDFText_GetMatrix(text, i, matrix)
            size = pdfium.FPDFText_GetFontSize(text, i) * math.hypot(matrix.c, matrix.d)
            # What a form clips is measured in the form's own space; those texts (legends of charts) are taken whole.
            clip = EVERYWHERE if look.texts.get(address, (None, None))[1] is not None else clip_box(thing)
            # Only the direction of the base line counts: slanted type leans its letters, not its lines.
            turns = round(math.atan2(matrix.b, matrix.a) / (math.pi / 2) * 4) % 16
        # Of what has no height nothing is drawn, so nothing may be measured by it.
        doubt = look.seen.get(address) is Seen.UNKNOWN
        if kind := "flat" if not size else "doubtful" if doubt else "aslant" if turns % 4 else "":
            aside[kind][run] = aside[kind].get(run, "") + (character or "")
        if character is None or pdfium.FPDFText_HasUnicodeMapError(text, i) == 1:
            unmapped += 1
            # A minus sign may be drawn so: without it, the figure beside it is another.
            character = UNKNOWN
        if character.isspace() or turns % 4 or not size:
            continue
        pdfium.FPDFText_GetCharOrigin(text, i, x, y)
        pdfium.FPDFText_GetLooseCharBox(text, i, box)
        # A line outside the box is hidden; one that only runs out of it sideways is an amount too wide for its cell.
        middle, low, high = (
            ((box.left + box.right) / 2, clip[0], clip[2])
            if turns % 8
            else ((box.bottom + box.top) / 2, clip[1], clip[3])
        )
        if not low <= middle <= high:
            continue
        sides = box.left, box.bottom, box.right, box.top
        found.append(Raw(character, x.value, y.value, *sides, size, turns // 4, run, look.colours.get(address, BLACK)))
    textpage.close()
    # What was taken off the page is no thing any more.
    still = [(thing, address not in met) for address, (thing, _) in look.texts.items() if address not in look.seen]
    doubtful, aslant, flat = (" ".join(" ".join(runs.values()).split()) for runs in aside.values())
    unseen = f"{hidden.unseen} {flat}".strip()
    return Taken(found, unmapped, unseen, hidden.partly, doubtful, aslant, lost_characters(still))


def upright(raw: Raw, frame: Frame) -> Glyph:
    """The character on the page as it is read."""
    _, baseline = frame.place(raw.x, raw.y)
    x0, _, x1, _ = frame.box(raw.left, raw.bottom, raw.right, raw.top)
    return Glyph(raw.text, x0, x1, baseline, raw.size, raw.run, raw.colour)


def _character(code: int) -> str | None:
    """The character, or None where the font does not say which it is (and a reader would have to guess)."""
    if code == 0 or 0xE000 <= code <= 0xF8FF or code in (0xFFFD, 0xFFFE, 0xFFFF) or 0xD800 <= code <= 0xDFFF:
        return None
    if code < 0x20 or code == 0x7F:
        return " "
    character = chr(code)
    # Radicals and compatibility ideographs look like the common character and stand for it: ⽀ is 支.
    if 0x2E80 <= code <= 0x2FDF or 0xF900 <= code <= 0xFAFF:
        return unicodedata.normalize("NFKC", character)
    return " " if code in (0x200B, 0xFEFF) else character
