"""Takes the ruling lines off a PDF page: drawn as lines, as outlines of boxes, or as thin filled shapes."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from yusuan.reading.pdf_space import PLAIN, Frame, Matrix, apply, clip_box, matrix_of, objects, times

# A filled shape no thicker than this is a ruling line: Word and Excel draw borders as thin rectangles.
THIN = 3.0
# Anything this near to white is not seen on paper, so it rules nothing.
WHITE = 245
# A page's content may end in the upper and lower parts of it of this height.
MARGIN = 0.15

Box = tuple[float, float, float, float]


class Rule(NamedTuple):
    """A straight horizontal or vertical line: `at` across its direction, `start` to `end` along it."""

    at: float
    start: float
    end: float


def take_rules(page: Any, frame: Frame) -> tuple[list[Rule], list[Rule], list[Box]]:
    """Horizontal rules, vertical rules, and where the pictures of the page stand."""
    across: list[Rule] = []
    down: list[Rule] = []
    pictures: list[Box] = []
    for thing, matrix, _ in objects(page.raw):
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            pictures.append(frame.box(*bounds_of(thing, matrix)))
        if kind != pdfium.FPDF_PAGEOBJ_PATH or not (paint := _paint(thing)):
            continue
        x0, y0, x1, y1 = frame.box(*bounds_of(thing, matrix))
        thin = min(x1 - x0, y1 - y0) <= THIN
        pieces = [(x0, y0, x1, y1)] if thin else _edges(thing, matrix, frame, paint)
        # Telling what is cut off takes time, and matters where a page ends; what a form cuts off is in its own space.
        if matrix is PLAIN and (y0 < MARGIN * frame.height or y1 > (1 - MARGIN) * frame.height):
            pieces = _within(pieces, frame.box(*clip_box(thing)))
        for a, b, c, d in pieces:
            # A dot is part of whichever dotted line it lies on; alone it is dropped when rules are joined.
            if d - b <= THIN:
                across.append(Rule((b + d) / 2, a, c))
            if c - a <= THIN:
                down.append(Rule((a + c) / 2, b, d))
    return across, down, pictures


def _within(pieces: Iterable[Box], clip: Box) -> Iterator[Box]:
    """What of the pieces is not cut off."""
    for x0, y0, x1, y1 in pieces:
        shown = max(x0, clip[0]), max(y0, clip[1]), min(x1, clip[2]), min(y1, clip[3])
        if shown[0] <= shown[2] and shown[1] <= shown[3]:
            yield shown


def bounds_of(thing: Any, matrix: Matrix) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of a thing in the page's own space."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(thing, left, bottom, right, top)
    a, b = apply(matrix, left.value, bottom.value)
    c, d = apply(matrix, right.value, top.value)
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


def _edges(thing: Any, matrix: Matrix, frame: Frame, paint: str) -> Iterator[Box]:
    """Straight upright pieces of a larger outline; the edge of a mere coloured area is not a rule."""
    if paint != "stroke":
        return
    own = times(matrix_of(thing), matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    start = previous = (0.0, 0.0)
    for i in range(pdfium.FPDFPath_CountSegments(thing)):
        segment = pdfium.FPDFPath_GetPathSegment(thing, i)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = frame.place(*apply(own, x.value, y.value))
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
