"""Reads a PDF: lines of text and ruled tables in reading order, tables that run over pages joined."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from yusuan.document import Block, Document, Flag, Line
from yusuan.errors import CannotRead
from yusuan.place import Place
from yusuan.reading.pdf_charts import without_charts
from yusuan.reading.pdf_doubts import without_struck
from yusuan.reading.pdf_glyphs import UNKNOWN
from yusuan.reading.pdf_grid import find_grids
from yusuan.reading.pdf_join import Item, LongTable, PageItem, as_table, join_pages
from yusuan.reading.pdf_layers import has_layers
from yusuan.reading.pdf_margins import PrintedLine, furniture
from yusuan.reading.pdf_page import Page, take_page, tops_of_pictures
from yusuan.reading.pdf_paragraphs import continuing
from yusuan.reading.pdf_table import fill
from yusuan.reading.pdf_unruled import unruled_tables
from yusuan.reading.pdf_words import Word, line_text, lines, words

# The longest disclosures have some hundred pages.
MAX_PAGES = 2_000
# More glyphs of unknown meaning than this share, and what could be read would be misread.
MAX_UNMAPPED = 0.02
_DOUBT = "characters of a figure overlap, differ in size or colour, or a sign of it is not known"


def read_pdf(path: Path) -> Document:
    """Read a PDF file.

    Raises CannotRead when it is damaged, encrypted, a scan without text, or set in fonts that do not say
    which characters they draw.
    """
    pages, flags, read, joined, margins = lay_out(path)
    flags += [flag for item in joined if isinstance(item, LongTable) for flag in item.flags]
    flags += [flag for page in pages for flag in page.flags]
    flags += [
        Flag(str(Place(page=page.number)), "", "the page is a picture; nothing could be read from it")
        for page in pages
        if page.pictures and not page.glyphs
    ]
    blocks = _blocks(joined, pages)
    # In a table the cell itself is listed: what begins so is no amount.
    flags += [Flag(b.place, b.text, _DOUBT) for b in blocks if isinstance(b, Line) and UNKNOWN in b.text]
    pictures = tuple(
        place for page, items in zip(pages, read, strict=True) if page.glyphs for place in _above_pictures(page, items)
    )
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    return Document("pdf", sha256, tuple(blocks), tuple(flags), pictures, margins)


class Layout(NamedTuple):
    """A PDF as geometry: its pages, figures left out, what stands on each page, the whole in reading order, and the
    lines of the pages' margins."""

    pages: list[Page]
    flags: list[Flag]
    read: list[list[PageItem]]
    joined: list[Item]
    margins: tuple[Line, ...]


def lay_out(path: Path) -> Layout:
    """Lines and tables of a PDF where they stand, tables that run over pages joined. Raises as `read_pdf` does."""
    pages = _pages(path)
    _refuse_unreadable(path, pages)
    pages, flags = _settled(pages)
    read = [_read_page(page) for page in pages]
    heights = [page.height for page in pages]
    places = furniture(read, heights)
    aside = [[item for item in items if isinstance(item, PrintedLine) and item.place in places] for items in read]
    kept = [[item for item in items if not (isinstance(item, PrintedLine) and item.place in places)] for items in read]
    margins = tuple(Line(line.text, line.place) for lines in aside for line in lines)
    return Layout(pages, flags, read, join_pages(kept, heights), margins)


def _settled(pages: Sequence[Page]) -> tuple[list[Page], list[Flag]]:
    """The pages without charts and what is struck out or a watermark, and what of that has figures."""
    charts = [without_charts(page) for page in pages]
    settled = [without_struck(page) for page, _ in charts]
    return [page for page, _ in settled], [flag for _, flags in (*charts, *settled) for flag in flags]


def _pages(path: Path) -> list[Page]:
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            raise CannotRead(str(path), "is encrypted.", "Save a copy without a password.") from error
        raise CannotRead(str(path), "is damaged: it is not a readable PDF.", "Download it again.") from error
    try:
        if not 0 < len(document) <= MAX_PAGES:
            raise CannotRead(
                str(path), f"has {len(document)} pages; 1 to {MAX_PAGES:,} can be read.", "Is it the right file?"
            )
        layers = has_layers(path.read_bytes())
        return [take_page(document, index, layers) for index in range(len(document))]
    except pypdfium2.PdfiumError as error:
        raise CannotRead(str(path), "is damaged: a page cannot be opened.", "Download it again.") from error
    finally:
        document.close()


def _refuse_unreadable(path: Path, pages: Sequence[Page]) -> None:
    glyphs = sum(len(page.glyphs) for page in pages)
    unmapped = sum(page.unmapped for page in pages)
    if unmapped > MAX_UNMAPPED * (glyphs + unmapped):
        raise CannotRead(
            str(path),
            f"is set in fonts that do not say which characters they draw ({unmapped:,} of {glyphs + unmapped:,}).",
            "Ask the publisher for another file, or for the Word or Excel original.",
        )
    # A scanner's pages hold one picture each, and at most a number or a stamp as text.
    if 2 * sum(bool(page.pictures) for page in pages) >= len(pages) and glyphs < 15 * len(pages):
        raise CannotRead(
            str(path), "is a scan: it contains pictures of pages, no text.", "Ask for the original, or type it as text."
        )
    if not glyphs:
        raise CannotRead(str(path), "contains no text.", "Is it the right file?")


def _read_page(page: Page) -> list[PageItem]:
    """Lines and tables of one page, top to bottom."""
    grids = find_grids(page)
    found = words(page.glyphs, sorted({x for grid in grids for x in grid.xs}))
    inside: list[list[Word]] = [[] for _ in grids]
    outside: list[Word] = []
    for word in found:
        centre = (word.x0 + word.x1) / 2
        home = next((i for i, grid in enumerate(grids) if grid.holds(centre, word.middle)), None)
        (outside if home is None else inside[home]).append(word)
    # Ruled boxes without a word in them are ornament.
    tables = [fill(grid, held, page.number) for grid, held in zip(grids, inside, strict=True) if held]
    rows = lines(outside)
    unruled = unruled_tables(rows, page.number)
    tables += [table for table, _ in unruled]
    rows = [row for index, row in enumerate(rows) if not any(index in used for _, used in unruled)]
    tables.sort(key=lambda table: table.top)
    for number, table in enumerate(tables, start=1):
        table.give_places(number)
    placed: list[tuple[float, PageItem]] = [(table.top, table) for table in tables]
    for index, row in enumerate(rows, start=1):
        placed.append((row[0].middle, _line(row, str(Place(page=page.number, line=index)))))
    placed.sort(key=lambda pair: pair[0])
    return [item for _, item in placed]


def _above_pictures(page: Page, items: Sequence[PageItem]) -> Iterator[str]:
    """For each large picture the line right above it, or the page where none is."""
    found = [(item.middle, item.place) for item in items if isinstance(item, PrintedLine)]
    for top in tops_of_pictures(page):
        yield max((line for line in found if line[0] < top), default=(0.0, str(Place(page=page.number))))[1]


def _line(row: Sequence[Word], place: str) -> PrintedLine:
    size = max(word.size for word in row)
    return PrintedLine(line_text(row), row[0].x0, row[-1].x1, row[0].middle, size, place, tuple(row))


def _blocks(items: Sequence[Item], pages: Sequence[Page]) -> list[Block]:
    flowing = continuing(items, {page.number: page.width for page in pages})
    return [
        as_table(item) if isinstance(item, LongTable) else Line(item.text, item.place, item.place in flowing)
        for item in items
    ]
