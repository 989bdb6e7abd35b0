"""Reads a DOCX: paragraphs and tables in order, tracked changes as accepted, numbers of lists as printed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from yusuan.document import Block, Cell, Document, Flag, Line, Table
from yusuan.errors import CannotRead
from yusuan.place import Place
from yusuan.reading.cells import mend
from yusuan.reading.docx_around import Around, may_show_a_table, pictures_in
from yusuan.reading.docx_numbers import Numbering
from yusuan.reading.docx_runs import LEFT_OUT, all_text, is_on, signed, text_of
from yusuan.reading.docx_styles import Styles
from yusuan.reading.html import walk_page
from yusuan.reading.limits import MAX_COLUMNS
from yusuan.reading.looks import Dropped
from yusuan.reading.office_package import OPEN_AND_SAVE, Package
from yusuan.reading.spans import span_of, too_wide
from yusuan.reading.table_places import PICTURE, UNIT, in_place_of_a_table, place_after

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


def read_docx(path: Path) -> Document:
    """Read a DOCX file; raises CannotRead when it is damaged or contains no text."""
    with Package(path) as package:
        _, main = package.main()
        root = package.root(main) if main else None
        body = root.find(_W + "body") if root is not None else None
        if body is None:
            raise CannotRead(str(path), "contains no Word document.", OPEN_AND_SAVE)
        styles = package.related(main, "styles")
        numbering = package.related(main, "numbering")
        walk = _Walk(
            Numbering(numbering, styles), Styles(styles, package.related(main, "theme")), Around(package, main, body)
        )
        walk.blocks_of(body)
    if not walk.blocks:
        raise CannotRead(str(path), *walk.around.why_empty(body))
    flags = (*walk.flags, *walk.around.flags(walk.blocks[-1].place))
    return Document(
        "docx", hashlib.sha256(path.read_bytes()).hexdigest(), tuple(walk.blocks), flags, tuple(walk.pictures)
    )


class _Walk:
    """Gathers lines and tables, and numbers them from 1."""

    def __init__(self, numbering: Numbering, styles: Styles, around: Around) -> None:
        self.numbering, self.styles, self.around = numbering, styles, around
        self.blocks: list[Block] = []
        self.flags: list[Flag] = []
        self.pictures: list[str] = []
        self.lines = 0
        self.tables = 0

    def blocks_of(self, container: Any) -> None:
        """Add what a body, a text box or a layout cell holds, in order."""
        for element in _children(container):
            if element.tag == _W + "tbl":
                self.table(element)
            elif element.tag == _W + "altChunk":
                self.embedded(element.get(_R + "id", ""))
            elif element.tag == _W + "p":
                dropped: Dropped = []
                for text in self.paragraph(element, dropped):
                    self.line(text)
                self.flag(Place(line=max(self.lines, 1)), dropped)
                if pictures := pictures_in(element):
                    self.flags += in_place_of_a_table(self.blocks, PICTURE)
                    self.pictures += [place_after(self.blocks)] * any(map(may_show_a_table, pictures))
                for box in _text_boxes(element):
                    self.blocks_of(box)

    def embedded(self, name: str) -> None:
        """Add a web page that the document holds as a file of its own; another kind of file is listed."""
        if name not in self.around.pages:
            kind = self.around.files.get(name, "missing")
            at = str(Place(line=max(self.lines, 1)))
            self.flags.append(Flag(at, kind, "an embedded file stands here; it was not read"))
            self.pictures.append(place_after(self.blocks))
            return
        page = walk_page(self.around.pages[name], self.lines, self.tables)
        self.blocks += page.blocks
        self.flags += page.flags
        self.pictures += page.pictures
        self.lines, self.tables = page.lines, page.tables

    def header(self, table: Any) -> None:
        """Add the unit that the page header names, where no line above the table does."""
        above = [block for block in self.blocks[-4:] if isinstance(block, Line)]
        for text in self.around.units(table):
            if not any(UNIT.search(line.text) for line in above):
                self.line(text)

    def line(self, text: str) -> None:
        """Add a line of text, if there is any."""
        if text.strip():
            self.lines += 1
            self.blocks.append(Line(text.strip(), str(Place(line=self.lines))))

    def flag(self, place: Place, dropped: Dropped) -> None:
        """List what was left out at a place."""
        self.flags += [Flag(str(place), text, reason) for text, reason in dropped]

    def paragraph(self, element: Any, dropped: Dropped) -> list[str]:
        """The printed lines of a paragraph: more than one only where it holds line breaks."""
        return (self.numbering.label(element) + signed("".join(text_of(element, self.styles, dropped)))).split("\n")

    def table(self, element: Any) -> None:
        """Add a table, then those nested in its cells; a table of one cell is only a frame."""
        gone: Dropped = []
        rows = [row for row in _children(element) if row.tag == _W + "tr" and _is_row_shown(row, gone)]
        cells = [[cell for cell in _children(row) if cell.tag == _W + "tc"] for row in rows]
        if sum(map(len, cells)) == 1:
            self.blocks_of(cells[0][0] if cells[0] else next(row[0] for row in cells if row))
            return
        if element.getparent().tag == _W + "body":
            self.header(element)
        self.tables += 1
        place = Place(table=self.tables)
        self.flag(place, gone)
        nested: list[Any] = []
        grid: list[dict[int, Cell]] = []
        for r, (row, found) in enumerate(zip(rows, cells, strict=True)):
            grid.append(self.row(row, found, place.at(r + 1), grid, nested))
        width = max((c + cell.columns for row in grid for c, cell in row.items()), default=0)
        if width:
            laid = [
                tuple(row.get(c) or Cell("", str(place.at(r, c + 1))) for c in range(width))
                for r, row in enumerate(grid, start=1)
            ]
            self.blocks.append(Table(tuple(laid), str(place)))
        for inner in nested:
            self.table(inner)

    def row(
        self, row: Any, cells: list[Any], place: Place, above: list[dict[int, Cell]], nested: list[Any]
    ) -> dict[int, Cell]:
        """Cells of one row by grid column (from 0); a cell merged into the one above makes that one longer."""
        done: dict[int, Cell] = {}
        before = row.find(f"{_W}trPr/{_W}gridBefore")
        column = span_of(before.get(_W + "val"), str(place)) if before is not None else 0
        for cell in cells:
            span = cell.find(f"{_W}tcPr/{_W}gridSpan")
            wide = span_of(span.get(_W + "val"), str(place.cell_at(column + 1))) if span is not None else 1
            merge = cell.find(f"{_W}tcPr/{_W}vMerge")
            if merge is not None and merge.get(_W + "val", "continue") != "restart":
                for earlier in reversed(above):
                    if column in earlier:
                        top = earlier[column]
                        earlier[column] = Cell(top.text, top.place, top.rows + 1, top.columns)
                        break
            else:
                at = place.cell_at(column + 1)
                done[column] = Cell(self.cell(cell, at), str(at), 1, wide)
                nested += [child for child in _children(cell) if child.tag == _W + "tbl"]
            column += wide
            if column > MAX_COLUMNS:
                raise too_wide(column, str(place.cell_at(column - wide + 1)))
        return done

    def cell(self, cell: Any, place: Place) -> str:
        """The text of a cell; what stands in it and is no text of it is listed."""
        dropped: Dropped = []
        if cell.find(f"{_W}tcPr/{_W}cellDel") is not None:
            self.flag(place, [(all_text(cell), "a tracked change deletes the cell; it was not read")])
            return ""
        text = mend((line for p in _paragraphs(cell) for line in self.paragraph(p, dropped)), printed=False)
        boxes = [all_text(box) for p in _paragraphs(cell) for box in _text_boxes(p)]
        dropped += [(box, "a text box stands in the cell; it was not read") for box in boxes if box.strip()]
        if not text and any(pictures_in(p) for p in _paragraphs(cell)):
            dropped.append(("", "a picture stands in the cell; what it shows was not read"))
        self.flag(place, dropped)
        return text


def _is_row_shown(row: Any, gone: Dropped) -> bool:
    properties = row.find(_W + "trPr")
    if properties is None:
        return True
    text = " ".join(filter(None, (all_text(cell) for cell in row.iter(_W + "tc"))))
    if properties.find(_W + "del") is not None:
        gone += [(text, "a tracked change deletes the row; it was not read")] * bool(text)
        return False
    if is_on(properties, "hidden"):
        gone += [(text, "the row is hidden; it was not read")] * bool(text)
        return False
    return True


def _children(element: Any) -> Iterator[Any]:
    """What an element holds, looking through the wrappers of content controls and accepted changes."""
    for child in element:
        if child.tag in {_W + name for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")}:
            yield from _children(child)
        elif isinstance(child.tag, str) and child.tag not in LEFT_OUT:
            yield child


def _paragraphs(cell: Any) -> list[Any]:
    return [child for child in _children(cell) if child.tag == _W + "p"]


def _text_boxes(paragraph: Any) -> list[Any]:
    """Text boxes anchored in a paragraph; each is written twice in the file, the second time for old programs."""
    found = paragraph.iter(_W + "txbxContent")
    return [box for box in found if not any(up.tag == _MC + "Fallback" for up in box.iterancestors())]
