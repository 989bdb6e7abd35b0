"""Tries whether texts of a PDF page leave ink on it: draws them black, then white, and looks where the page differs.

So it does not matter what hides a text: a layer that is off, a cover drawn over it, a picture, a clip.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import Any

import pypdfium2.raw as pdfium
from PIL import Image, ImageChops

# Pixels of the picture for each point of the page.
SCALE = 2.0
# A page larger than this many points on a side is drawn smaller.
_LARGEST = 3_000
# Less of 255 is no difference to see.
_DIFFERENT = 24


class Ink:
    """Where some texts of a page can be seen."""

    def __init__(self, page: Any, texts: Sequence[Any]) -> None:
        self._page = page
        width, height = page.get_size()
        scale = SCALE * min(1.0, _LARGEST / max(width, height, 1))
        self._size = max(1, round(width * scale)), max(1, round(height * scale))
        colours = [_colour(text) for text in texts]
        drawn = []
        for shade in (0, 255):
            for text, (_, _, _, ink) in zip(texts, colours, strict=True):
                pdfium.FPDFPageObj_SetFillColor(text, shade, shade, shade, ink)
            drawn.append(self._draw())
        for text, (red, green, blue, ink) in zip(texts, colours, strict=True):
            pdfium.FPDFPageObj_SetFillColor(text, red, green, blue, ink)
        self._difference = ImageChops.difference(*drawn)

    def is_seen(self, left: float, bottom: float, right: float, top: float) -> bool:
        """Whether a text leaves ink in a box of the page's own space."""
        (a, b), (c, d) = self._pixel(left, bottom), self._pixel(right, top)
        box = min(a, c), min(b, d), max(a, c) + 1, max(b, d) + 1
        # From the first shade that differs on, the histogram counts the pixels that do.
        return any(self._difference.crop(box).histogram()[_DIFFERENT:])

    def _pixel(self, x: float, y: float) -> tuple[int, int]:
        across, down = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDF_PageToDevice(self._page.raw, 0, 0, *self._size, 0, x, y, across, down)
        return across.value, down.value

    def _draw(self) -> Image.Image:
        width, height = self._size
        bitmap = pdfium.FPDFBitmap_Create(width, height, 0)
        try:
            pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFF808080)
            pdfium.FPDF_RenderPageBitmap(bitmap, self._page.raw, 0, 0, width, height, 0, 0)
            stride = pdfium.FPDFBitmap_GetStride(bitmap)
            data = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * height)
            return Image.frombytes("RGB", (width, height), data, "raw", "BGRX", stride).convert("L")
        finally:
            pdfium.FPDFBitmap_Destroy(bitmap)


def _colour(text: Any) -> tuple[int, int, int, int]:
    red, green, blue, ink = (ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFPageObj_GetFillColor(text, red, green, blue, ink):
        return 0, 0, 0, 255
    return red.value, green.value, blue.value, ink.value
