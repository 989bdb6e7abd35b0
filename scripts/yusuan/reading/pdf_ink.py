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
SCALE = 1.5
# A page larger than this many points on a side is drawn smaller.
_LARGEST = 3_000
# Less of 255 is no difference to see.
_DIFFERENT = 24
# Boxes of fewer pixels are looked at with one more around.
_THIN = 3
# Two points this far apart on the page say exactly enough how it lies in the picture.
_FAR = 10_000.0


class Ink:
    """Where some texts of a page can be seen."""

    def __init__(self, page: Any, texts: Sequence[Any]) -> None:
        self._page = page
        width, height = page.get_size()
        scale = SCALE * min(1.0, _LARGEST / max(width, height, 1))
        self._size = max(1, round(width * scale)), max(1, round(height * scale))
        inks = [_inks(text) for text in texts]
        drawn = []
        for shade in (0, 255):
            for text, (fill, stroke) in zip(texts, inks, strict=True):
                pdfium.FPDFPageObj_SetFillColor(text, shade, shade, shade, fill[3])
                pdfium.FPDFPageObj_SetStrokeColor(text, shade, shade, shade, stroke[3])
            drawn.append(self._draw())
        for text, (fill, stroke) in zip(texts, inks, strict=True):
            pdfium.FPDFPageObj_SetFillColor(text, *fill)
            pdfium.FPDFPageObj_SetStrokeColor(text, *stroke)
        self._corners = self._device(0, 0), self._device(_FAR, 0), self._device(0, _FAR)
        self._difference = ImageChops.difference(*drawn)

    def is_seen(self, left: float, bottom: float, right: float, top: float) -> bool:
        """Whether a text leaves ink in a box of the page's own space."""
        (a, b), (c, d) = self._pixel(left, bottom), self._pixel(right, top)
        # The ink of a hyphen may lie just beside the box that its font gives it.
        more = 1 if min(abs(a - c), abs(b - d)) < _THIN else 0
        # A damaged page may give a text a box of a thousand pages: what lies off the page has no ink.
        x0, y0 = max(min(a, c) - more, 0), max(min(b, d) - more, 0)
        x1, y1 = min(max(a, c) + 1 + more, self._size[0]), min(max(b, d) + 1 + more, self._size[1])
        if x0 >= x1 or y0 >= y1:
            return False
        # From the first shade that differs on, the histogram counts the pixels that do.
        return any(self._difference.crop((x0, y0, x1, y1)).histogram()[_DIFFERENT:])

    def _pixel(self, x: float, y: float) -> tuple[int, int]:
        (a, b), (c, d), (e, f) = self._corners
        return round(a + (c - a) * x / _FAR + (e - a) * y / _FAR), round(b + (d - b) * x / _FAR + (f - b) * y / _FAR)

    def _device(self, x: float, y: float) -> tuple[int, int]:
        across, down = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDF_PageToDevice(self._page.raw, 0, 0, *self._size, 0, x, y, across, down)
        return across.value, down.value

    def _draw(self) -> Image.Image:
        width, height = self._size
        bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_Gray, None, 0)
        try:
            pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFF808080)
            pdfium.FPDF_RenderPageBitmap(bitmap, self._page.raw, 0, 0, width, height, 0, 0)
            stride = pdfium.FPDFBitmap_GetStride(bitmap)
            data = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * height)
            return Image.frombytes("L", (width, height), data, "raw", "L", stride)
        finally:
            pdfium.FPDFBitmap_Destroy(bitmap)


def _inks(text: Any) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Red, green, blue and ink of the inside of letters, and of their outline; black where nothing is said."""
    found = []
    for take in (pdfium.FPDFPageObj_GetFillColor, pdfium.FPDFPageObj_GetStrokeColor):
        parts = [ctypes.c_uint() for _ in range(4)]
        found.append(tuple(part.value for part in parts) if take(text, *parts) else (0, 0, 0, 255))
    return found[0], found[1]
