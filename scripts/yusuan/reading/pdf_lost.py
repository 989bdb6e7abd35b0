"""Counts characters of a PDF page of which nothing can be read: the file lacks their font, and no other gives them."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterable
from typing import Any

import pypdfium2.raw as pdfium

from yusuan.reading.pdf_space import matrix_of

# Spaces give no character either. They are narrower than a Chinese character, or each follows one that is read.
LEAST = 3
_PITCH = (0.8, 1.3)


def lost_characters(texts: Iterable[tuple[Any, bool]]) -> int:
    """How many texts that gave no character are characters of a line: one after another, as far apart as Chinese ones.

    `texts` are those of the page in the order drawn, and whether each gave nothing. Each character of a font that the
    file lacks is a text of its own.
    """
    found = run = 0
    before: tuple[float, float] | None = None
    for thing, is_silent in texts:
        if not is_silent or pdfium.FPDFFont_GetIsEmbedded(pdfium.FPDFTextObj_GetFont(thing)) != 0:
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
