"""The pages of a document as a person looks at them, and where on them a place is.

A PDF has its pages as pictures. Other formats are shown as the lines and cells that were read from them, in parts of
a handy length; a workbook sheet by sheet.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import takewhile
from pathlib import Path

from yusuan.document import Block, Cell, Document, Line, Table
from yusuan.place import NotAPlace, Order, Place, parse
from yusuan.reading import read, view
from yusuan.reading.pdf_extent import Extent
from yusuan.reading.pdf_view import PdfView, Picture
from yusuan.reading.sniff import kind_of

# A part of a document without pages ends with the block that fills it.
_LINES = 40


@dataclass(frozen=True)
class Spot:
    """Where something is shown: number of the sheet (from 0), and a box on its picture or characters of an element.

    `box` is left, top, width and height as shares of the picture. `element` is the number of a line or cell; of its
    characters those from `first` (from 1; 0: all), `count` of them.
    """

    sheet: int
    box: tuple[float, float, float, float] | None = None
    element: int = -1
    first: int = 0
    count: int = 0


@dataclass(frozen=True)
class Shown:
    """A line or a cell with the number by which the page knows it, and what it spans."""

    number: int
    text: str
    place: str
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True)
class Grid:
    """A table as it is shown: for each row where it is and its cells, without those that others cover."""

    rows: tuple[tuple[str, tuple[Shown, ...]], ...]


@dataclass(frozen=True)
class Sheet:
    """A page to look at: of which file it is, its place there, and a picture of it or its lines and tables."""

    file: int
    place: str
    picture: Picture | None = None
    parts: tuple[Shown | Grid, ...] = ()


@dataclass
class Sheets:
    """Every page of all files in order; `find` says where on them a place is."""

    sheets: list[Sheet] = field(default_factory=list)
    amounts: list[tuple[Spot, str]] = field(default_factory=list)
    _views: dict[int, _View] = field(default_factory=dict)
    _elements: int = 0

    def add(self, number: int, read_file: PdfView | Document) -> None:
        """Add the pages of the file of that number."""
        if isinstance(read_file, PdfView):
            drawn = _Drawn(read_file, len(self.sheets))
            self._views[number] = drawn
            self.sheets += [Sheet(number, str(Place(page=p.page)), p) for p in read_file.pictures]
            self.amounts += [(drawn.box(a.page, a.extent), a.text) for a in read_file.amounts]
            return
        written = _Written()
        for blocks in _parted(read_file.blocks):
            parts = tuple(self._part(block, written) for block in blocks)
            self.sheets.append(Sheet(number, _begins(blocks), None, parts))
        self._views[number] = written

    def find(self, locator: str, length: int = 0, *, row: bool = False) -> list[Spot]:
        """Where a place is, or the `row` around it; `length` is how many characters are meant of a line.

        Empty for what no file at hand has.
        """
        try:
            place = parse(locator)
        except NotAPlace:
            return []
        shown = self._views.get(place.file)
        return shown.find(_local(place.row_around if row else place), length) if shown else []

    def _part(self, block: Block, written: _Written) -> Shown | Grid:
        if isinstance(block, Line):
            return self._show(block, written)
        return Grid(tuple(self._row(row, written) for row in _uncovered(block)))

    def _row(self, row: Sequence[Cell], written: _Written) -> tuple[str, tuple[Shown, ...]]:
        place = str(parse(row[0].place).row_around) if row else ""
        return place, tuple(self._show(cell, written) for cell in row)

    def _show(self, printed: Line | Cell, written: _Written) -> Shown:
        self._elements += 1
        written.elements[printed.place] = (len(self.sheets), self._elements)
        spans = (printed.rows, printed.columns) if isinstance(printed, Cell) else (1, 1)
        return Shown(self._elements, printed.text, printed.place, *spans)


def open_sheets(paths: Mapping[int, PdfView | Document]) -> Sheets:
    """The pages of these files, by the numbers that places give them."""
    sheets = Sheets()
    for number, found in sorted(paths.items()):
        sheets.add(number, found)
    return sheets


def look_at(path: Path) -> PdfView | Document:
    """What there is to be shown of a document. Raises `CannotRead`."""
    return view(path) if kind_of(path) == "pdf" else read(path)


class _View:
    """The pages of one file. Places given to it are of the first file."""

    def find(self, place: Place, length: int) -> list[Spot]:
        raise NotImplementedError


class _Drawn(_View):
    """A PDF: pictures, and boxes on them in points."""

    def __init__(self, found: PdfView, first: int) -> None:
        self._found = found
        self._sheets = {picture.page: (first + n, picture) for n, picture in enumerate(found.pictures)}

    @cached_property
    def _places(self) -> dict[int, list[tuple[Place, Extent]]]:
        places: dict[int, list[tuple[Place, Extent]]] = {}
        for text, (page, extent) in self._found.extents.items():
            places.setdefault(page, []).append((parse(text), extent))
        return places

    def find(self, place: Place, length: int) -> list[Spot]:
        exact = self._found.extents.get(str(place.cell)) if place.end is None else None
        if exact:
            page, extent = exact
            if place.character and (run := self._characters(str(place.cell), place.character, max(length, 1))):
                extent = run[0], extent[1], run[1], extent[3]
            return [self.box(page, extent)]
        return next(filter(None, map(self._inside, _ever_wider(place))), [])

    def _inside(self, place: Place) -> list[Spot]:
        """Lines one by one, cells of a table as one box on each page."""
        pages = range(place.page, (place.end or place).page + 1)
        held = [(p, e) for page in pages for p, e in self._places.get(page, ()) if place.contains(p)]
        lines = [self.box(p.page, extent) for p, extent in held if p.is_text]
        spots = lines if place.is_text else []
        for page in pages if not place.is_text else ():
            extents = [extent for p, extent in held if p.page == page]
            if not (place.table or place.line) and page in self._sheets:
                spots.append(Spot(self._sheets[page][0], (0.0, 0.0, 1.0, 1.0)))
            elif extents:
                spots.append(self.box(page, _around(extents)))
        return spots

    def _characters(self, line: str, first: int, count: int) -> tuple[float, float] | None:
        """From where to where those characters of a line stand."""
        ends = [
            _inside_run(run.x0, run.x1, run.count, first - run.first, first + count - run.first)
            for run in self._found.runs.get(line, ())
            if run.first < first + count and first < run.first + run.count
        ]
        return (min(end[0] for end in ends), max(end[1] for end in ends)) if ends else None

    def box(self, page: int, extent: Extent) -> Spot:
        """A box in points as shares of the picture of its page."""
        sheet, picture = self._sheets[page]
        x0, y0, x1, y1 = extent
        width, height = picture.width or 1, picture.height or 1
        return Spot(sheet, (x0 / width, y0 / height, (x1 - x0) / width, (y1 - y0) / height))


class _Written(_View):
    """A document that is shown as its lines and cells."""

    def __init__(self) -> None:
        self.elements: dict[str, tuple[int, int]] = {}

    @cached_property
    def _places(self) -> list[tuple[Order, Place, Spot]]:
        return sorted(
            ((p.order, p, Spot(sheet, None, element)) for p, (sheet, element) in self._parsed()),
            key=lambda each: each[0],
        )

    def _parsed(self) -> Iterator[tuple[Place, tuple[int, int]]]:
        return ((parse(text), shown) for text, shown in self.elements.items())

    def find(self, place: Place, length: int) -> list[Spot]:
        if place.end is None and (exact := self.elements.get(str(place.cell))):
            return [Spot(exact[0], None, exact[1], place.character, length if place.character else 0)]
        return next(filter(None, map(self._inside, _ever_wider(place))), [])

    def _inside(self, place: Place) -> list[Spot]:
        # All that a place contains stands together in the order of places.
        first = bisect_left(self._places, place.order, key=lambda each: each[0])
        return [spot for _, _, spot in takewhile(lambda each: place.contains(each[1]), self._places[first:])]


def _ever_wider(place: Place) -> Iterator[Place]:
    """The place, then what is around it where nothing stands at it: its cell, its row, its table, its page."""
    yield place
    page = Place(page=place.page) if place.page else None
    for around in (place.cell, place.row_around, place.table_around, page):
        if around is not None and around != place:
            yield around


def _local(place: Place) -> Place:
    return replace(place, file=1, end=replace(place.end, file=1) if place.end else None)


def _around(extents: Iterable[Extent]) -> Extent:
    x0, y0, x1, y1 = zip(*extents, strict=True)
    return min(x0), min(y0), max(x1), max(y1)


def _inside_run(x0: float, x1: float, count: int, start: int, end: int) -> tuple[float, float]:
    """From where to where the characters `start` to `end` (excluded) of a word stand that has `count` of them."""
    step = (x1 - x0) / count
    return x0 + step * max(start, 0), x0 + step * min(end, count)


def _parted(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    part: list[Block] = []
    length = 0
    for block in blocks:
        sheet = parse(block.place).sheet
        if part and (parse(part[0].place).sheet != sheet or (length >= _LINES and not sheet)):
            yield part
            part, length = [], 0
        part.append(block)
        length += len(block.rows) if isinstance(block, Table) else 1
    if part:
        yield part


def _begins(blocks: Sequence[Block]) -> str:
    """Where a part of a document is: its sheet, or from where to where."""
    first, last = blocks[0], blocks[-1]
    start = parse(first.place)
    if start.sheet:
        return str(Place(sheet=start.sheet))
    end = last.rows[-1][0] if isinstance(last, Table) and last.rows and last.rows[-1] else last
    return str(start.to(parse(end.place).row_around))


def _uncovered(table: Table) -> Iterator[list[Cell]]:
    """The rows of a table without the cells that another covers."""
    covered: set[tuple[int, int]] = set()
    for r, row in enumerate(table.rows):
        kept = []
        for c, cell in enumerate(row):
            if (r, c) in covered:
                continue
            kept.append(cell)
            if cell.rows > 1 or cell.columns > 1:
                covered |= {(r + i, c + j) for i in range(cell.rows) for j in range(cell.columns)} - {(r, c)}
        yield kept
