"""Counts characters of a PDF page of which nothing can be read: the file lacks their font, and no other gives them."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterable
from typing import Any

import pypdfium2.raw as pdfium

from yusuan.reading.pdf_space import matrix_of

# Spaces give no character either. They are narrower than a Chinese character, and stand alone.
LEAST = 3
_PITCH = (0.8, 1.3)


def lost_characters(silent: Iterable[Any]) -> int:
    """How many texts, of those that gave no character, are characters of a line: as wide apart as Chinese ones are.

    `silent` are texts in the order drawn; each character of such a font is a text of its own.
    """
    found = run = 0
    before: tuple[float, float] | None = None
    for thing in silent:
        if pdfium.FPDFFont_GetIsEmbedded(pdfium.FPDFTextObj_GetFont(thing)) != 0:
            before, run = None, 0
            continue
        size = ctypes.c_float()
        pdfium.FPDFTextObj_GetFontSize(thing, size)
        _, _, c, d, x, y = matrix_of(thing)
        width = size.value * math.hypot(c, d)
        near = before is not None and abs(y - before[1]) < 1 and _PITCH[0] * width < x - before[0] < _PITCH[1] * width
        run = run + 1 if near else 1
        before = x, y
        if run >= LEAST:
            found += LEAST if run == LEAST else 1
    return found
