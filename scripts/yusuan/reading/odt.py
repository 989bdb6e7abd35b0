"""Reads an ODT, which is what LibreOffice makes of DOC and RTF: paragraphs and tables in order, spans laid out."""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from yusuan.document import Block, Document, Flag, Line
from yusuan.errors import CannotRead
from yusuan.place import Place
from yusuan.reading.cells import mend
from yusuan.reading.docx_styles import PICTURES
from yusuan.reading.looks import HIDDEN, Dropped, shown
from yusuan.reading.odt_styles import OFFICE, STYLE, TABLE, TEXT, Styles
from yusuan.reading.office_package import CANNOT_UNPACK, names_of
from yusuan.reading.spans import Spanning, lay_out, span_of
from yusuan.reading.table_places import OBJECT, PICTURE, UNIT, in_place_of_a_table, is_large, place_after
from yusuan.reading.written import whole

_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_LENGTH = re.compile(r"(\d+(?:\.\d+)?)(in|cm|mm|pt)")
_TO_AN_INCH = {"in": 1, "cm": 2.54, "mm": 25.4, "pt": 72}
_LEFT_OUT = {TEXT + "tracked-changes", TEXT + "note", OFFICE + "annotation", TEXT + "sequence-decls"}
_LEFT_OUT |= {TEXT + "ruby-text", OFFICE + "annotation-end", OFFICE + "forms", TEXT + "table-of-content-source"}
_OFF = ("collapse", "filter")
_MOST_REPEATS = 500
_ANOTHER_PROGRAM = "An unusual program wrote this: open it in LibreOffice or Word and save it again."


def read_odt(path: Path) -> Document:
    """Read an ODT file; raises CannotRead when it is damaged or contains no text."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = names_of(archive)
            root = _root(archive.read(names["content.xml"]))
            named = _root(archive.read(names["styles.xml"])) if "styles.xml" in names else None
    except KeyError as error:
        raise CannotRead(str(path), "has no part content.xml.", _ANOTHER_PROGRAM) from error
    except CANNOT_UNPACK as error:
        raise CannotRead(str(path), "is damaged: it cannot be unpacked.", "Download it again.") from error
    except etree.XMLSyntaxError as error:
        raise CannotRead(str(path), "has a part that cannot be read as XML.", _ANOTHER_PROGRAM) from error
    walk = _Walk(Styles(*(part for part in (named, root) if part is not None)), _units(named))
    for body in root.iter(OFFICE + "text"):
        walk.blocks_of(body)
    if not walk.blocks:
        if next(root.iter(_DRAW + "image"), None) is not None:
            raise CannotRead(
                str(path),
                "is a scan: it contains pictures of pages, no text.",
                "Ask for the original, or type it as text.",
            )
        raise CannotRead(str(path), "contains no text.", "Is it the right file?")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return Document("odt", digest, tuple(walk.blocks), tuple(walk.flags), tuple(walk.pictures))


def _root(data: bytes) -> Any:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def _units(styles: Any) -> list[str]:
    """What the page header says of the unit."""
    headers = list(styles.iter(STYLE + "header")) if styles is not None else []
    texts = ["".join(paragraph.itertext()).strip() for header in headers for paragraph in header.iter(TEXT + "p")]
    return list(dict.fromkeys(text for text in texts if UNIT.search(text)))


class _Walk:
    def __init__(self, styles: Styles, units: list[str]) -> None:
        self.styles, self.units = styles, units
        self.blocks: list[Block] = []
        self.flags: list[Flag] = []
        self.pictures: list[str] = []
        self.lines = 0
        self.tables = 0

    def blocks_of(self, container: Any) -> None:
        for element in container:
            if element.tag in (TEXT + "p", TEXT + "h"):
                self.lines_of(element)
            elif element.tag == TABLE + "table":
                self.table(element)
            elif element.tag == TEXT + "section" and element.get(TEXT + "display") == "none":
                self.drop(_all_text(element))
            elif isinstance(element.tag, str) and element.tag not in _LEFT_OUT:
                # Sections, lists, frames: what they hold stands where they stand.
                self.blocks_of(element)

    def drop(self, text: str) -> None:
        if text:
            self.flags.append(Flag(str(Place(line=max(self.lines, 1))), text, HIDDEN))

    def line(self, text: str) -> None:
        if text.strip():
            self.lines += 1
            self.blocks.append(Line(text.strip(), str(Place(line=self.lines))))

    def lines_of(self, element: Any) -> None:
        dropped: Dropped = []
        for text in "".join(_pieces(element, self.styles, dropped)).split("\n"):
            self.line(text)
        self.flags += [Flag(str(Place(line=max(self.lines, 1))), text, reason) for text, reason in dropped]
        for frame in _frames(element):
            if next(frame.iter(_DRAW + "object", _DRAW + "object-ole"), None) is not None:
                self.flags += in_place_of_a_table(self.blocks, OBJECT)
                self.pictures.append(place_after(self.blocks))
            elif next(frame.iter(_DRAW + "image"), None) is not None:
                self.flags += in_place_of_a_table(self.blocks, PICTURE)
                if is_large(_inches(frame, "width"), _inches(frame, "height")):
                    self.pictures.append(place_after(self.blocks))
            for box in frame.iter(_DRAW + "text-box"):
                self.blocks_of(box)

    def table(self, element: Any) -> None:
        if not self.styles.is_shown(element):
            self.drop(_all_text(element))
            return
        rows = [row for row in element.iter(TABLE + "table-row") if _owner(row) is element]
        if sum(len(row.findall(TABLE + "table-cell")) for row in rows) == 1:
            self.blocks_of(next(cell for row in rows if (cell := row.find(TABLE + "table-cell")) is not None))
            return
        above = [block for block in self.blocks[-4:] if isinstance(block, Line)]
        if _owner(element) is None and not any(UNIT.search(line.text) for line in above):
            for unit in self.units:
                self.line(unit)
        self.tables += 1
        place = Place(table=self.tables)
        gone = [row for row in rows if row.get(TABLE + "visibility") in _OFF]
        for row in gone:
            if text := _all_text(row):
                self.flags.append(Flag(str(place), text, "the row is hidden; it was not read"))
        rows = [row for row in rows if row not in gone]
        thin = _thin_columns(element)
        table = lay_out([[self.cell(cell) for cell in self.cells(row, thin, place)] for row in rows], place, self.flags)
        if table is not None:
            self.blocks.append(table)
        for row in rows:
            for nested in row.iter(TABLE + "table"):
                if _owner(nested) is element:
                    self.table(nested)

    def cells(self, row: Any, thin: set[int], place: Place) -> Iterator[Any]:
        """Cells that hold something; the places they cover are written as covered cells, which spans account for."""
        column = 0
        for cell in row:
            if cell.tag not in (TABLE + "table-cell", TABLE + "covered-table-cell"):
                continue
            for _ in range(_repeats(cell)):
                if column in thin:
                    if text := _all_text(cell):
                        self.flags.append(Flag(str(place), text, "the column is hidden; it was not read"))
                elif cell.tag == TABLE + "table-cell":
                    yield cell
                column += 1

    def cell(self, cell: Any) -> Spanning:
        dropped: Dropped = []
        paragraphs = list(_paragraphs(cell))
        lines = [line for p in paragraphs for line in "".join(_pieces(p, self.styles, dropped)).split("\n")]
        frames = [frame for p in paragraphs for frame in _frames(p)]
        text = mend(lines, printed=False)
        for frame in frames:
            if words := " ".join(_all_text(box) for box in frame.iter(_DRAW + "text-box")):
                dropped.append((words, "a text box stands in the cell; it was not read"))
            elif not text and next(frame.iter(_DRAW + "image"), None) is not None:
                dropped.append(("", "a picture stands in the cell; what it shows was not read"))
        rows, columns = (
            span_of(cell.get(TABLE + f"number-{what}-spanned"), f"“{text[:20]}”") for what in ("rows", "columns")
        )
        return Spanning(text, rows, columns, tuple(dropped))


def _owner(element: Any) -> Any:
    return next((up for up in element.iterancestors(TABLE + "table")), None)


def _repeats(element: Any) -> int:
    written = element.get(TABLE + "number-columns-repeated", "1")
    return min(whole(written, 1), _MOST_REPEATS)


def _thin_columns(table: Any) -> set[int]:
    """Numbers (from 0) of the columns that are hidden."""
    hidden: set[int] = set()
    number = 0
    for column in table.iter(TABLE + "table-column"):
        if _owner(column) is table:
            many = _repeats(column)
            if column.get(TABLE + "visibility") in _OFF:
                hidden |= set(range(number, number + many))
            number += many
    return hidden


def _paragraphs(container: Any) -> Iterator[Any]:
    """The paragraphs of a cell, in lists and sections, too; not those of comments, of boxes, of tables in it."""
    for child in container:
        if child.tag in (TEXT + "p", TEXT + "h"):
            yield child
        elif isinstance(child.tag, str) and child.tag not in _LEFT_OUT and not child.tag.startswith((_DRAW, TABLE)):
            yield from _paragraphs(child)


def _frames(paragraph: Any) -> Iterator[Any]:
    """What is drawn at a paragraph: pictures, boxes of text, objects."""
    for child in paragraph:
        if isinstance(child.tag, str) and child.tag.startswith(_DRAW) and child.tag != _DRAW + "a":
            yield child
        elif isinstance(child.tag, str) and child.tag not in _LEFT_OUT:
            yield from _frames(child)


def _inches(frame: Any, size: str) -> float | None:
    """The width or height of a frame, where the file says it in a known unit."""
    match = _LENGTH.fullmatch(frame.get(_SVG + size, ""))
    return float(match[1]) / _TO_AN_INCH[match[2]] if match else None


def _pieces(element: Any, styles: Styles, dropped: Dropped) -> Iterator[str]:
    """The text that an element shows; what it leaves out is added to `dropped`, with the reason."""
    if any(mark.get(TEXT + "is-hidden") == "true" for mark in element.findall(TEXT + "hidden-paragraph")):
        dropped += [(text, HIDDEN)] if (text := _all_text(element)) else []
        return
    look = styles.look(element)
    is_pictures = styles.font(element) in PICTURES

    def said(text: str | None) -> str:
        if text and is_pictures and re.search(r"[0-9A-Za-z]", text):
            dropped.append((text.strip(), "it is drawn in a font of pictures; it was not read"))
            return ""
        return shown(text or "", look, dropped)

    yield said(element.text)
    for child in element:
        tag = child.tag
        if tag == TEXT + "s" or tag == TEXT + "tab":
            yield " "
        elif tag == TEXT + "line-break":
            yield "\n"
        elif tag == TEXT + "hidden-text" and child.get(TEXT + "is-hidden") == "true":
            dropped += [(text, HIDDEN)] if (text := _all_text(child)) else []
        elif tag == TEXT + "note":
            note = _all_text(child)
            dropped += [(note, "it is a footnote; it was not read")] if re.search(r"\d\D*\d", note) else []
        elif isinstance(tag, str) and tag not in _LEFT_OUT and (not tag.startswith(_DRAW) or tag == _DRAW + "a"):
            yield from _pieces(child, styles, dropped)
        yield said(child.tail)


def _all_text(element: Any) -> str:
    texts = ("".join(p.itertext()) for p in element.iter(TEXT + "p", TEXT + "h"))
    words = " ".join(texts) if element.tag not in (TEXT + "p", TEXT + "h", TEXT + "hidden-text") else ""
    return " ".join((words or "".join(element.itertext())).split())
