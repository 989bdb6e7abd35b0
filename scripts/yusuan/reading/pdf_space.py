"""The space of a PDF page: points turned upright, and the things drawn on it with the matrices they are drawn by."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

MAX_FORM_DEPTH = 8

Matrix = tuple[float, float, float, float, float, float]
PLAIN: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
EVERYWHERE = (-math.inf, -math.inf, math.inf, math.inf)


class Frame(NamedTuple):
    """The visible box of the page, and how many quarter turns its text stands from upright."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int

    @property
    def height(self) -> float:
        """How high the page is, text being upright."""
        return self.top - self.bottom if self.turns % 2 == 0 else self.right - self.left

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


def objects(page: Any, matrix: Matrix = PLAIN, depth: int = 0, form: Any = None) -> Iterator[tuple[Any, Matrix, Any]]:
    """Everything drawn on a page, with the matrix of the forms around it, and the innermost of them, or None."""
    count = pdfium.FPDFPage_CountObjects(page) if form is None else pdfium.FPDFFormObj_CountObjects(form)
    for i in range(max(count, 0)):
        thing = pdfium.FPDFPage_GetObject(page, i) if form is None else pdfium.FPDFFormObj_GetObject(form, i)
        if pdfium.FPDFPageObj_GetType(thing) == pdfium.FPDF_PAGEOBJ_FORM and depth < MAX_FORM_DEPTH:
            yield from objects(page, times(matrix_of(thing), matrix), depth + 1, thing)
        else:
            yield thing, matrix, form


def matrix_of(thing: Any) -> Matrix:
    """The matrix a path or a form is itself drawn by."""
    m = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(thing, m)
    return m.a, m.b, m.c, m.d, m.e, m.f


def times(p: Matrix, q: Matrix) -> Matrix:
    """First `p`, then `q`."""
    return (
        p[0] * q[0] + p[1] * q[2],
        p[0] * q[1] + p[1] * q[3],
        p[2] * q[0] + p[3] * q[2],
        p[2] * q[1] + p[3] * q[3],
        p[4] * q[0] + p[5] * q[2] + q[4],
        p[4] * q[1] + p[5] * q[3] + q[5],
    )


def apply(m: Matrix, x: float, y: float) -> tuple[float, float]:
    """The point that `m` takes (x, y) to."""
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]


def clip_box(thing: Any) -> tuple[float, float, float, float]:
    """The box outside which a thing is cut off: a cell cut by a page break is drawn whole on both pages."""
    left, bottom, right, top = EVERYWHERE
    path = pdfium.FPDFPageObj_GetClipPath(thing)
    x, y = ctypes.c_float(), ctypes.c_float()
    for i in range(max(pdfium.FPDFClipPath_CountPaths(path), 0)):
        count = pdfium.FPDFClipPath_CountPathSegments(path, i)
        points = []
        # Two opposite corners tell of a rectangle all that there is to know.
        for j in (0, 2) if count in (4, 5) else range(max(count, 0)):
            pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFClipPath_GetPathSegment(path, i, j), x, y)
            points.append((x.value, y.value))
        if points:
            left, bottom = max(left, min(p[0] for p in points)), max(bottom, min(p[1] for p in points))
            right, top = min(right, max(p[0] for p in points)), min(top, max(p[1] for p in points))
    return left, bottom, right, top
