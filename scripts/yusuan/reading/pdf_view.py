"""The pages of a PDF as pictures, and where on them every line, cell and amount stands: for a person who compares."""

from __future__ import annotations

import base64
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pypdfium2

from yusuan.place import Place, parse
from yusuan.reading.pdf import Layout, lay_out
from yusuan.reading.pdf_extent import Extent, extent_of
from yusuan.reading.pdf_join import LongTable, extents
from yusuan.reading.pdf_margins import PrintedLine
from yusuan.reading.pdf_notes import flatten
from yusuan.reading.pdf_page import Page
from yusuan.reading.pdf_words import Word, words

MEDIA_TYPE = "image/jpeg"
# Dots in a point, enough to read the smallest print of a wide table, and the most in width and height.
SCALE, WIDEST, HIGHEST, QUALITY = 2.0, 2000, 4000, 60
# A page becomes no smaller than so many dots in width, however long the document.
LEAST_WIDTH = 500
# What all pictures of a document may have together, in bytes.
MAX_BYTES = 18_000_000
_SMALLER = 0.75
# How wide Latin letters and digits are beside Han characters.
_NARROW = 0.5
# What can only be an amount: 1.1 may number a heading, 2024.01.05 is a date.
_AMOUNT = re.compile(r"(?<![\d.,])(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d{2,}|\d+\.\d(?=[万亿元%％]))(?![\d,]|\.\d)")


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as a picture, in base 64: what it is called, and its size in points as it is read."""

    page: int
    width: float
    height: float
    data: str


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring characters of a line: the first of them, counted from 1, how many, and from where to where."""

    first: int
    count: int
    x0: float
    x1: float


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount with decimals or thousands, as it is printed on a page."""

    page: int
    text: str
    extent: Extent


@dataclass(frozen=True, slots=True)
class PdfView:
    """The pages of a PDF; the box of each place (page and extent in points), the runs of each line, all amounts."""

    pictures: tuple[Picture, ...]
    extents: dict[str, tuple[int, Extent]]
    runs: dict[str, tuple[Run, ...]] = field(default_factory=dict)
    amounts: tuple[Amount, ...] = ()


def view_pdf(path: Path) -> PdfView:
    """Draw a PDF and find its places. Raises CannotRead as `read_pdf` does."""
    layout = lay_out(path)
    lines = [item for items in layout.read for item in items if isinstance(item, PrintedLine)]
    return PdfView(
        tuple(_pictures(path, layout.pages)),
        {str(place): (place.page, extent) for place, extent in _extents(layout, lines)},
        {line.place: tuple(_runs(line)) for line in lines},
        tuple(_amounts(layout.pages)),
    )


def _pictures(path: Path, pages: list[Page]) -> Iterator[Picture]:
    document = pypdfium2.PdfDocument(path)
    most = MAX_BYTES // len(pages)
    try:
        for page in pages:
            opened, _ = flatten(document, page.number - 1)
            try:
                data = _picture(opened, page, most)
            finally:
                opened.close()
            yield Picture(page.number, page.width, page.height, base64.b64encode(data).decode())
    finally:
        document.close()


def _picture(opened: Any, page: Page, most: int) -> bytes:
    """The page upright, as large as fits into so many bytes."""
    width, height = max(page.width, 1.0), max(page.height, 1.0)
    turn = (page.turns * 90 - opened.get_rotation()) % 360
    scale = min(SCALE, WIDEST / width, HIGHEST / height)
    while True:
        drawn = opened.render(scale=scale, rotation=turn, draw_annots=False).to_pil().convert("RGB")
        data = io.BytesIO()
        drawn.save(data, "JPEG", quality=QUALITY)
        if data.tell() <= most or scale * width * _SMALLER < LEAST_WIDTH:
            return data.getvalue()
        scale *= _SMALLER


def _extents(layout: Layout, lines: list[PrintedLine]) -> Iterator[tuple[Place, Extent]]:
    for line in lines:
        if (extent := extent_of(line.words)) is not None:
            yield parse(line.place), extent
    for item in layout.joined:
        if isinstance(item, LongTable):
            yield from extents(item)


def _runs(line: PrintedLine) -> Iterator[Run]:
    """The words of a line among its characters; one that the text spells another way is left out."""
    at = 0
    for word in line.words:
        found = line.text.find(word.text, at)
        if found >= 0:
            for start, end, x0, x1 in _even_parts(word):
                yield Run(found + start + 1, end - start, x0, x1)
            at = found + len(word.text)


def _even_parts(word: Word) -> Iterator[tuple[int, int, float, float]]:
    """The parts of a word whose characters are equally wide, as far as their script says: start, end, from, to."""
    widths = [_NARROW if character < "\u2000" else 1.0 for character in word.text]
    unit = (word.x1 - word.x0) / (sum(widths) or 1.0)
    start, x = 0, word.x0
    for end in range(1, len(widths) + 1):
        if end == len(widths) or widths[end] != widths[start]:
            right = x + unit * widths[start] * (end - start)
            yield start, end, x, right
            start, x = end, right


def _amounts(pages: list[Page]) -> Iterator[Amount]:
    for page in pages:
        for word in words(page.glyphs):
            for found in _AMOUNT.finditer(word.text):
                # A figure is one script: it stands in one of the even parts.
                for start, end, x0, x1 in _even_parts(word):
                    if start <= found.start() and found.end() <= end and (whole := extent_of([word])):
                        step = (x1 - x0) / (end - start)
                        left, right = x0 + step * (found.start() - start), x0 + step * (found.end() - start)
                        yield Amount(page.number, found[0], (left, whole[1], right, whole[3]))


def pack_view(view: PdfView) -> bytes:
    """The view as JSON, to carry it from the child process that made it."""
    return json.dumps(
        [
            [[p.page, p.width, p.height, p.data] for p in view.pictures],
            {place: [page, _rounded(extent)] for place, (page, extent) in view.extents.items()},
            {
                place: [[run.first, run.count, *_rounded((run.x0, run.x1))] for run in runs]
                for place, runs in view.runs.items()
            },
            [[amount.page, amount.text, _rounded(amount.extent)] for amount in view.amounts],
        ]
    ).encode()


def unpack_view(data: bytes) -> PdfView:
    """The view that `pack_view` made `data` of."""
    pictures, places, runs, amounts = json.loads(data)
    return PdfView(
        tuple(Picture(*picture) for picture in pictures),
        {place: (page, tuple(extent)) for place, (page, extent) in places.items()},
        {place: tuple(Run(*run) for run in found) for place, found in runs.items()},
        tuple(Amount(page, text, tuple(extent)) for page, text, extent in amounts),
    )


def _rounded(numbers: tuple[float, ...]) -> list[float]:
    return [round(number, 1) for number in numbers]
