"""Brings what stands in form fields, notes and other annotations of a PDF onto its page, as a viewer shows it."""

from __future__ import annotations

import ctypes
import re
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

_SHOWN = {
    pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_STAMP, pdfium.FPDF_ANNOT_LINE,
    pdfium.FPDF_ANNOT_SQUARE, pdfium.FPDF_ANNOT_CIRCLE, pdfium.FPDF_ANNOT_POLYGON, pdfium.FPDF_ANNOT_POLYLINE,
    pdfium.FPDF_ANNOT_HIGHLIGHT, pdfium.FPDF_ANNOT_UNDERLINE, pdfium.FPDF_ANNOT_STRIKEOUT, pdfium.FPDF_ANNOT_INK,
    pdfium.FPDF_ANNOT_CARET, pdfium.FPDF_ANNOT_REDACT,
}  # fmt: skip
_HIDDEN = pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW
Box = tuple[float, float, float, float]


class Notes(NamedTuple):
    """Texts that a viewer may show and no drawing in the file does, and boxes (left, bottom, right, top) struck out."""

    undrawn: tuple[str, ...] = ()
    struck: tuple[Box, ...] = ()


def flatten(document: Any, index: int) -> tuple[Any, Notes]:
    """The page of that number (from 0), open, with its annotations made a part of it."""
    page = document[index]
    undrawn: list[str] = []
    struck: list[Box] = []
    drawn = False
    for number in range(max(pdfium.FPDFPage_GetAnnotCount(page.raw), 0)):
        note = pdfium.FPDFPage_GetAnnot(page.raw, number)
        kind = pdfium.FPDFAnnot_GetSubtype(note)
        if kind in _SHOWN and not pdfium.FPDFAnnot_GetFlags(note) & _HIDDEN:
            has_look = pdfium.FPDFAnnot_GetAP(note, pdfium.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0) > 2
            drawn = drawn or has_look
            if kind == pdfium.FPDF_ANNOT_STRIKEOUT:
                struck.append(_box(note))
            elif not has_look and kind in (pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_FREETEXT):
                undrawn.append(_text(note, "V") or _text(note, "Contents"))
        pdfium.FPDFPage_CloseAnnot(note)
    if drawn and pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_SUCCESS:
        page.close()
        page = document[index]
    return page, Notes(tuple(text for text in undrawn if re.search(r"\d", text)), tuple(struck))


def _text(note: Any, name: str) -> str:
    length = pdfium.FPDFAnnot_GetStringValue(note, name.encode(), None, 0)
    buffer = (ctypes.c_ushort * (length // 2 + 1))()
    pdfium.FPDFAnnot_GetStringValue(note, name.encode(), buffer, length)
    return bytes(buffer)[: max(length - 2, 0)].decode("utf-16-le", "replace")


def _box(note: Any) -> Box:
    found = pdfium.FS_RECTF()
    pdfium.FPDFAnnot_GetRect(note, found)
    return found.left, min(found.bottom, found.top), found.right, max(found.bottom, found.top)
