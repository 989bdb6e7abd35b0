"""Tells which texts of a PDF page can be seen: some have no ink, or the colour of their ground; some may be covered."""

from __future__ import annotations

import ctypes
from collections import defaultdict
from enum import Enum
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from yusuan.reading.looks import BLACK, WHITE, Colour, same
from yusuan.reading.pdf_rules import THIN, bounds_of
from yusuan.reading.pdf_space import Matrix, objects

# Less ink than this of 255 is none.
FAINT = 10
_NO_INK = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)
_FILLED = (pdfium.FPDF_TEXTRENDERMODE_FILL, pdfium.FPDF_TEXTRENDERMODE_FILL_CLIP)
# The page is parted into bands of so many points, to find fast what may lie over a text.
_BAND = 20.0

Box = tuple[float, float, float, float]


class Seen(Enum):
    """Whether a text can be seen; of some only a look at the drawn page tells."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    TRY = "try"


class Looks(NamedTuple):
    """What the objects of a page say of its texts, by the address of each: `seen` where not YES, `colours` of all.

    `texts` are the texts themselves, each with the form that it is part of, or None.
    """

    seen: dict[int | None, Seen]
    colours: dict[int | None, Colour]
    texts: dict[int | None, tuple[Any, Any]]


class Shape(NamedTuple):
    """A filled shape, a picture or a shading, and when it was drawn."""

    order: int
    box: Box
    thing: Any
    kind: int


Shapes = defaultdict[int, list[Shape]]
"""The shapes in each band of a page, in the order drawn."""


def looks(page: Any, layers: bool = True) -> Looks:
    """How the texts of an open page look; `layers` says whether the document has any."""
    found = Looks({}, {}, {})
    shapes: Shapes = defaultdict(list)
    boxes: list[tuple[int, int | None, Box]] = []
    for order, (thing, matrix, form) in enumerate(objects(page.raw)):
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind != pdfium.FPDF_PAGEOBJ_TEXT:
            if (box := _filled_box(thing, matrix, kind)) is not None:
                for band in _bands(box):
                    shapes[band].append(Shape(order, box, thing, kind))
            continue
        address, box = address_of(thing), bounds_of(thing, matrix)
        found.texts[address] = thing, form
        boxes.append((order, address, box))
        found.colours[address], seen = _look(thing, box, shapes)
        if seen is Seen.YES and layers and (form is not None or _in_layer(thing)):
            seen = Seen.TRY
        if seen is not Seen.YES:
            found.seen[address] = seen
    for order, address, box in boxes:
        if address not in found.seen and _may_be_covered(order, box, shapes):
            found.seen[address] = Seen.TRY
    return found


def _look(text: Any, box: Box, shapes: Shapes) -> tuple[Colour, Seen]:
    """The colour of a text, and whether it can be seen on what is drawn below it."""
    mode = pdfium.FPDFTextObj_GetTextRenderMode(text)
    colour, ink = _fill(text)
    if mode in _NO_INK or (mode in _FILLED and ink <= FAINT):
        return colour, Seen.NO
    if mode in _FILLED and (colour != BLACK or shapes):
        return colour, _on_ground(box, shapes, colour)
    return colour, Seen.YES


def address_of(thing: Any) -> int | None:
    """What tells one drawn thing from another."""
    return ctypes.cast(thing, ctypes.c_void_p).value


def _filled_box(thing: Any, matrix: Matrix, kind: int) -> Box | None:
    """The box of what fills a place of the page; None for lines, and for shapes without ink."""
    box = bounds_of(thing, matrix)
    if min(box[2] - box[0], box[3] - box[1]) <= THIN:
        return None
    if kind != pdfium.FPDF_PAGEOBJ_PATH:
        return box
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(thing, mode, stroke)
    return box if mode.value and _fill(thing)[1] > FAINT else None


def _bands(box: Box) -> range:
    # What is drawn far outside the page covers nothing on it.
    low, high = max(box[1], -20_000.0), min(box[3], 20_000.0)
    return range(int(low // _BAND), int(high // _BAND) + 1)


def _may_be_covered(order: int, box: Box, shapes: Shapes) -> bool:
    return any(
        shape.order > order
        and shape.box[0] < box[2]
        and shape.box[2] > box[0]
        and shape.box[1] < box[3]
        and shape.box[3] > box[1]
        for band in _bands(box)
        for shape in shapes.get(band, ())
    )


def _in_layer(thing: Any) -> bool:
    """Whether a text is part of a layer, which may be switched off."""
    for number in range(max(pdfium.FPDFPageObj_CountMarks(thing), 0)):
        mark = pdfium.FPDFPageObj_GetMark(thing, number)
        buffer, length = (ctypes.c_ushort * 8)(), ctypes.c_ulong()
        pdfium.FPDFPageObjMark_GetName(mark, buffer, 16, length)
        if bytes(buffer)[: max(length.value - 2, 0)].decode("utf-16-le", "replace") == "OC":
            return True
    return False


def _fill(thing: Any) -> tuple[Colour, int]:
    """The colour of the inside of a thing, and how much ink it has; black where nothing is said."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFPageObj_GetFillColor(thing, red, green, blue, alpha):
        return BLACK, 255
    return (red.value, green.value, blue.value), alpha.value


def _on_ground(text: Box, shapes: Shapes, colour: Colour) -> Seen:
    """Whether a text can be seen on what was last drawn below its middle; paper is white."""
    x, y = (text[0] + text[2]) / 2, (text[1] + text[3]) / 2
    is_white = same(colour, WHITE)
    for shape in reversed(shapes.get(int(y // _BAND), ())):
        left, bottom, right, top = shape.box
        if not (left <= x <= right and bottom <= y <= top):
            continue
        if shape.kind != pdfium.FPDF_PAGEOBJ_PATH or pdfium.FPDFPath_CountSegments(shape.thing) > 6:
            return Seen.UNKNOWN if is_white else Seen.YES
        return Seen.NO if same(_fill(shape.thing)[0], colour) else Seen.YES
    return Seen.NO if is_white else Seen.YES
