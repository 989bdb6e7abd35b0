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
from yusuan.reading.cells import mend, raised
from yusuan.reading.spans import Spanning, lay_out, span_of

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_LEFT_OUT = {_TEXT + "tracked-changes", _TEXT + "note", _OFFICE + "annotation", _TEXT + "sequence-decls"}
_MOST_REPEATS = 500


def read_odt(path: Path) -> Document:
    """Read an ODT file; raises CannotRead when it is damaged or holds no text."""
    try:
        with zipfile.ZipFile(path) as archive:
            content = archive.read("content.xml")
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    except (zipfile.BadZipFile, KeyError, RuntimeError, etree.XMLSyntaxError) as error:
        raise CannotRead(str(path), "is damaged: its text is missing.", "Download it again.") from error
    walk = _Walk(_Styles(root))
    for body in root.iter(_OFFICE + "text"):
        walk.blocks_of(body)
    if not walk.blocks:
        raise CannotRead(str(path), "holds no text.", "If it shows pictures of pages, ask for the original.")
    return Document("odt", hashlib.sha256(path.read_bytes()).hexdigest(), tuple(walk.blocks), tuple(walk.flags))


class _Styles:
    """By their names the styles that strike text out, hide it, or set it above or below the line."""

    def __init__(self, root: Any) -> None:
        self.struck: set[str | None] = set()
        self.hidden: set[str | None] = set()
        self.raised: set[str | None] = set()
        for style in root.iter(_STYLE + "style"):
            name = style.get(_STYLE + "name")
            for properties in style.iter(_STYLE + "text-properties"):
                if properties.get(_STYLE + "text-line-through-style", "none") != "none":
                    self.struck.add(name)
                if properties.get(_TEXT + "display") == "none":
                    self.hidden.add(name)
                if re.match(r"super|sub|-?0*[1-9]", properties.get(_STYLE + "text-position", "")):
                    self.raised.add(name)


class _Walk:
    def __init__(self, styles: _Styles) -> None:
        self.styles = styles
        self.blocks: list[Block] = []
        self.flags: list[Flag] = []
        self.lines = 0
        self.tables = 0

    def blocks_of(self, container: Any) -> None:
        for element in container:
            if element.tag in (_TEXT + "p", _TEXT + "h"):
                self.lines_of(element)
            elif element.tag == _TABLE + "table":
                self.table(element)
            elif isinstance(element.tag, str) and element.tag not in _LEFT_OUT:
                # Sections, lists, frames: what they hold stands where they stand.
                self.blocks_of(element)

    def lines_of(self, element: Any) -> None:
        dropped: list[tuple[str, str]] = []
        for text in "".join(_text(element, self.styles, dropped)).split("\n"):
            if text.strip():
                self.lines += 1
                self.blocks.append(Line(text.strip(), f"L{self.lines}"))
        self.flags += [Flag(f"L{max(self.lines, 1)}", text, reason) for text, reason in dropped]

    def table(self, element: Any) -> None:
        rows = [row for row in element.iter(_TABLE + "table-row") if _owner(row) is element]
        if sum(len(row.findall(_TABLE + "table-cell")) for row in rows) == 1:
            self.blocks_of(next(row.find(_TABLE + "table-cell") for row in rows))
            return
        self.tables += 1
        table = lay_out(
            [[_cell(cell, self.styles) for cell in _cells(row)] for row in rows], f"T{self.tables}", self.flags
        )
        if table is not None:
            self.blocks.append(table)
        for row in rows:
            for nested in row.iter(_TABLE + "table"):
                if _owner(nested) is element:
                    self.table(nested)


def _owner(element: Any) -> Any:
    return next((up for up in element.iterancestors(_TABLE + "table")), None)


def _cells(row: Any) -> Iterator[Any]:
    """Cells that hold something; the places they cover are written as covered cells, which spans account for."""
    for cell in row.findall(_TABLE + "table-cell"):
        repeats = cell.get(_TABLE + "number-columns-repeated", "1")
        for _ in range(min(int(repeats) if repeats.isdigit() else 1, _MOST_REPEATS)):
            yield cell


def _cell(cell: Any, styles: _Styles) -> Spanning:
    dropped: list[tuple[str, str]] = []
    paragraphs = [p for p in cell.iter(_TEXT + "p", _TEXT + "h") if _in(p, cell)]
    lines = [line for p in paragraphs for line in "".join(_text(p, styles, dropped)).split("\n")]
    text = mend(lines, printed=False)
    rows, columns = (
        span_of(cell.get(_TABLE + f"number-{what}-spanned"), f"“{text[:20]}”") for what in ("rows", "columns")
    )
    return Spanning(text, rows, columns, tuple(dropped))


def _in(paragraph: Any, cell: Any) -> bool:
    return next(paragraph.iterancestors(_TABLE + "table-cell"), None) is cell


def _text(element: Any, styles: _Styles, dropped: list[tuple[str, str]]) -> Iterator[str]:
    """The text that an element shows; what it leaves out is added to `dropped`, with the reason."""
    text = "".join(_pieces(element, styles, dropped))
    name = element.get(_TEXT + "style-name")
    if name in styles.struck or name in styles.hidden:
        if text.strip():
            why = "struck out" if name in styles.struck else "hidden"
            dropped.append((text.strip(), f"the text is {why}; it was not read"))
        return
    yield raised(text) if name in styles.raised else text


def _pieces(element: Any, styles: _Styles, dropped: list[tuple[str, str]]) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == _TEXT + "s" or child.tag == _TEXT + "tab":
            yield " "
        elif child.tag == _TEXT + "line-break":
            yield "\n"
        elif isinstance(child.tag, str) and child.tag not in _LEFT_OUT:
            yield from _text(child, styles, dropped)
        yield child.tail or ""
