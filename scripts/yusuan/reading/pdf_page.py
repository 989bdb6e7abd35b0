"""Takes the glyphs and the ruling lines off one PDF page, upright and measured from its top left, in points.

Geometry is kept as found; what it means (words, cells, tables) is for the other `pdf_` modules.
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

# A filled shape no thicker than this is a ruling line: Word and Excel draw borders as thin rectangles.
THIN = 3.0
# Anything this near to white is not seen on paper, so it rules nothing.
WHITE = 245
MAX_FORM_DEPTH = 8
_EVERYWHERE = (-math.inf, -math.inf, math.inf, math.inf)


class Glyph(NamedTuple):
    """One printed character: from `x0` to `x1` on its base line, and the drawn run it is part of."""

    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    run: int

    @property
    def middle(self) -> float:
        """Height of the character's middle; the same for `.` and `一`, unlike their inked boxes."""
        return self.baseline - 0.36 * self.size


class Rule(NamedTuple):
    """A straight horizontal or vertical line: `at` across its direction, `start` to `end` along it."""

    at: float
    start: float
    end: float


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


class _Frame(NamedTuple):
    """The visible box of the page, and how many quarter turns its text stands from upright."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int

    def place(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page's own space as distance from the left and from the top, text being upright."""
        if self.turns == 1:
            return y - self.bottom, x - self.left
        if self.turns == 2:
            return self.right - x, y - self.bottom
        if self.turns == 3:
            return self.top - y, self.right - x
        return x - self.left, self.top - y

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """A box as x0, y0, x1, y1 with the origin at the top left."""
        a, b = self.place(left, bottom)
        c, d = self.place(right, top)
        return min(a, c), min(b, d), max(a, c), max(b, d)


class _Raw(NamedTuple):
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


def take_page(document: Any, index: int) -> Page:
    """Glyphs and rules of page `index` (from 0) of an open pdfium document."""
    page = document[index]
    try:
        raw, unmapped = _raw_glyphs(page)
        turns = Counter(glyph.turns for glyph in raw).most_common(1)[0][0] if raw else page.get_rotation() // 90 * 3 % 4
        left, bottom, right, top = page.get_bbox()
        frame = _Frame(left, bottom, right, top, turns)
        across, down, pictures = _rules(page, frame)
        width, height = (right - left, top - bottom) if turns % 2 == 0 else (top - bottom, right - left)
        glyphs = tuple(_glyph(glyph, frame) for glyph in raw if glyph.turns == turns)
        # What stands outside the page, or at another angle (a stamp, a watermark), is not part of the text.
        glyphs = tuple(g for g in glyphs if -2 <= g.x0 <= width + 2 and -2 <= g.middle <= height + 2)
        return Page(index + 1, width, height, glyphs, tuple(across), tuple(down), pictures, unmapped)
    finally:
        page.close()


def _glyph(raw: _Raw, frame: _Frame) -> Glyph:
    _, baseline = frame.place(raw.x, raw.y)
    x0, _, x1, _ = frame.box(raw.left, raw.bottom, raw.right, raw.top)
    return Glyph(raw.text, x0, x1, baseline, raw.size, raw.run)


def _raw_glyphs(page: Any) -> tuple[list[_Raw], int]:
    textpage = page.get_textpage()
    text = textpage.raw
    found: list[_Raw] = []
    unmapped = 0
    x, y, box, matrix = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    in_forms = {_address(thing) for thing, matrix in _objects(page.raw, _UPRIGHT, 0) if matrix is not _UPRIGHT}
    run, run_address, size, turns, clip = 0, None, 0.0, 0, _EVERYWHERE
    for i in range(pdfium.FPDFText_CountChars(text)):
        if pdfium.FPDFText_IsGenerated(text, i) == 1:
            continue
        character = _character(pdfium.FPDFText_GetUnicode(text, i))
        thing = pdfium.FPDFText_GetTextObject(text, i)
        address = _address(thing)
        if address != run_address:
            run, run_address = run + 1, address
            pdfium.FPDFText_GetMatrix(text, i, matrix)
            size = pdfium.FPDFText_GetFontSize(text, i) * math.hypot(matrix.c, matrix.d)
            # Only the direction of the base line counts: slanted type leans its letters, not its lines.
            # What a form clips is measured in the form's own space; those texts (legends of charts) are taken whole.
            clip = _EVERYWHERE if address in in_forms else _clip(thing)
            turns = round(math.atan2(matrix.b, matrix.a) / (math.pi / 2) * 4) % 16
        if character is None or pdfium.FPDFText_HasUnicodeMapError(text, i) == 1:
            unmapped += 1
            continue
        if character.isspace() or turns % 4:
            continue
        pdfium.FPDFText_GetCharOrigin(text, i, x, y)
        pdfium.FPDFText_GetLooseCharBox(text, i, box)
        middle = ((box.left + box.right) / 2, (box.bottom + box.top) / 2)
        if not (clip[0] <= middle[0] <= clip[2] and clip[1] <= middle[1] <= clip[3]):
            continue
        found.append(_Raw(character, x.value, y.value, box.left, box.bottom, box.right, box.top, size, turns // 4, run))
    textpage.close()
    return found, unmapped


def _address(thing: Any) -> int | None:
    return ctypes.cast(thing, ctypes.c_void_p).value


def _clip(thing: Any) -> tuple[float, float, float, float]:
    """The box outside which a text is cut off: a cell that runs over two pages is drawn whole on both, and half seen."""
    left, bottom, right, top = _EVERYWHERE
    path = pdfium.FPDFPageObj_GetClipPath(thing)
    x, y = ctypes.c_float(), ctypes.c_float()
    for i in range(max(pdfium.FPDFClipPath_CountPaths(path), 0)):
        points = []
        for j in range(max(pdfium.FPDFClipPath_CountPathSegments(path, i), 0)):
            pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFClipPath_GetPathSegment(path, i, j), x, y)
            points.append((x.value, y.value))
        if points:
            left, bottom = max(left, min(p[0] for p in points)), max(bottom, min(p[1] for p in points))
            right, top = min(right, max(p[0] for p in points)), min(top, max(p[1] for p in points))
    return left, bottom, right, top


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


_Matrix = tuple[float, float, float, float, float, float]
_UPRIGHT: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def _rules(page: Any, frame: _Frame) -> tuple[list[Rule], list[Rule], int]:
    across: list[Rule] = []
    down: list[Rule] = []
    pictures = 0
    for thing, matrix in _objects(page.raw, _UPRIGHT, 0):
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            pictures += 1
        if kind != pdfium.FPDF_PAGEOBJ_PATH or not (paint := _paint(thing)):
            continue
        x0, y0, x1, y1 = frame.box(*_bounds(thing, matrix))
        thin = min(x1 - x0, y1 - y0) <= THIN
        for a, b, c, d in [(x0, y0, x1, y1)] if thin else _edges(thing, matrix, frame, paint):
            # A dot is part of whichever dotted line it lies on; alone it is dropped when rules are joined.
            if d - b <= THIN:
                across.append(Rule((b + d) / 2, a, c))
            if c - a <= THIN:
                down.append(Rule((a + c) / 2, b, d))
    return across, down, pictures


def _objects(page: Any, matrix: _Matrix, depth: int, form: Any = None) -> Iterator[tuple[Any, _Matrix]]:
    count = pdfium.FPDFPage_CountObjects(page) if form is None else pdfium.FPDFFormObj_CountObjects(form)
    for i in range(max(count, 0)):
        thing = pdfium.FPDFPage_GetObject(page, i) if form is None else pdfium.FPDFFormObj_GetObject(form, i)
        if pdfium.FPDFPageObj_GetType(thing) == pdfium.FPDF_PAGEOBJ_FORM and depth < MAX_FORM_DEPTH:
            yield from _objects(page, _times(_matrix(thing), matrix), depth + 1, thing)
        else:
            yield thing, matrix


def _matrix(thing: Any) -> _Matrix:
    m = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(thing, m)
    return m.a, m.b, m.c, m.d, m.e, m.f


def _times(p: _Matrix, q: _Matrix) -> _Matrix:
    return (
        p[0] * q[0] + p[1] * q[2],
        p[0] * q[1] + p[1] * q[3],
        p[2] * q[0] + p[3] * q[2],
        p[2] * q[1] + p[3] * q[3],
        p[4] * q[0] + p[5] * q[2] + q[4],
        p[4] * q[1] + p[5] * q[3] + q[5],
    )


def _apply(m: _Matrix, x: float, y: float) -> tuple[float, float]:
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]


def _bounds(thing: Any, matrix: _Matrix) -> tuple[float, float, float, float]:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(thing, left, bottom, right, top)
    a, b = _apply(matrix, left.value, bottom.value)
    c, d = _apply(matrix, right.value, top.value)
    return min(a, c), min(b, d), max(a, c), max(b, d)


def _paint(thing: Any) -> str:
    """`stroke` where the outline is drawn, `fill` where only the inside is, nothing where neither can be seen."""
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(thing, mode, stroke)
    if stroke.value and _visible(thing, pdfium.FPDFPageObj_GetStrokeColor):
        return "stroke"
    return "fill" if mode.value and _visible(thing, pdfium.FPDFPageObj_GetFillColor) else ""


def _visible(thing: Any, colour: Any) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not colour(thing, red, green, blue, alpha):
        return True
    return alpha.value > 10 and min(red.value, green.value, blue.value) < WHITE


def _edges(thing: Any, matrix: _Matrix, frame: _Frame, paint: str) -> Iterator[tuple[float, float, float, float]]:
    """Straight upright pieces of a larger outline; the edge of a mere coloured area is not a rule."""
    if paint != "stroke":
        return
    own = _times(_matrix(thing), matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    start = previous = (0.0, 0.0)
    for i in range(pdfium.FPDFPath_CountSegments(thing)):
        segment = pdfium.FPDFPath_GetPathSegment(thing, i)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = frame.place(*_apply(own, x.value, y.value))
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_LINETO:
            yield _span(previous, point)
        elif kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield _span(point, start)
        previous = point


def _span(p: tuple[float, float], q: tuple[float, float]) -> tuple[float, float, float, float]:
    return min(p[0], q[0]), min(p[1], q[1]), max(p[0], q[0]), max(p[1], q[1])
