"""Tells which texts of a PDF page can be seen: some are drawn with no ink, some white on white paper."""

from __future__ import annotations

import ctypes
from enum import Enum
from typing import Any

import pypdfium2.raw as pdfium

from yusuan.reading.pdf_rules import WHITE, bounds_of
from yusuan.reading.pdf_space import PLAIN, Matrix, objects

# Less ink than this of 255 is none.
FAINT = 10
_NO_INK = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)
_FILLED = (pdfium.FPDF_TEXTRENDERMODE_FILL, pdfium.FPDF_TEXTRENDERMODE_FILL_CLIP)


class Seen(Enum):
    """Whether a text can be seen."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


def looks(page: Any) -> tuple[dict[int | None, Seen], set[int | None]]:
    """By the address of each text of a page whether it can be seen, where not YES; and what is part of forms."""
    found: dict[int | None, Seen] = {}
    in_forms: set[int | None] = set()
    below: list[tuple[Any, Matrix, int]] = []
    for thing, matrix in objects(page.raw):
        address = address_of(thing)
        if matrix is not PLAIN:
            in_forms.add(address)
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind != pdfium.FPDF_PAGEOBJ_TEXT:
            below.append((thing, matrix, kind))
            continue
        mode = pdfium.FPDFTextObj_GetTextRenderMode(thing)
        shade, ink = _fill(thing)
        if mode in _NO_INK or (mode in _FILLED and ink <= FAINT):
            found[address] = Seen.NO
        elif mode in _FILLED and shade >= WHITE:
            found[address] = _on_ground(thing, matrix, below)
    return {address: seen for address, seen in found.items() if seen is not Seen.YES}, in_forms


def address_of(thing: Any) -> int | None:
    """What tells one drawn thing from another."""
    return ctypes.cast(thing, ctypes.c_void_p).value


def _fill(thing: Any) -> tuple[int, int]:
    """How light the inside of a thing is (its darkest colour), and how much ink it has; black where nothing is said."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFPageObj_GetFillColor(thing, red, green, blue, alpha):
        return 0, 255
    return min(red.value, green.value, blue.value), alpha.value


def _on_ground(text: Any, matrix: Matrix, below: list[tuple[Any, Matrix, int]]) -> Seen:
    """Whether a white text can be seen on what was last drawn below its middle; paper is white."""
    left, bottom, right, top = bounds_of(text, matrix)
    x, y = (left + right) / 2, (bottom + top) / 2
    for thing, around, kind in reversed(below):
        left, bottom, right, top = bounds_of(thing, around)
        if not (left <= x <= right and bottom <= y <= top):
            continue
        if kind != pdfium.FPDF_PAGEOBJ_PATH:
            return Seen.UNKNOWN
        mode, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(thing, mode, stroke)
        shade, ink = _fill(thing)
        if not mode.value or ink <= FAINT:
            continue
        if pdfium.FPDFPath_CountSegments(thing) > 6:
            return Seen.UNKNOWN
        return Seen.NO if shade >= WHITE else Seen.YES
    return Seen.NO
