"""Reads a web page: its text by blocks and its tables with spans laid out; tables that only lay out are walked into."""

from __future__ import annotations

import codecs
import hashlib
import re
from pathlib import Path
from typing import Any

import charset_normalizer
from lxml import etree, html

from yusuan.document import Block, Document, Line
from yusuan.errors import CannotRead
from yusuan.reading.cells import mend
from yusuan.reading.spans import Spanning, lay_out

_LEFT_OUT = {
    "script",
    "style",
    "noscript",
    "template",
    "head",
    "iframe",
    "svg",
    "object",
    "select",
    "button",
    "textarea",
}
_INLINE = {
    "a",
    "abbr",
    "b",
    "bdi",
    "bdo",
    "big",
    "cite",
    "code",
    "del",
    "em",
    "font",
    "i",
    "ins",
    "kbd",
    "label",
    "mark",
}
_INLINE |= {"q", "s", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var", "wbr", "img", "input", "o:p"}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_META = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def read_html(path: Path) -> Document:
    """Read an HTML file; raises CannotRead when it holds no text."""
    data = path.read_bytes()
    try:
        root = html.document_fromstring(decode(data), parser=html.HTMLParser(huge_tree=False, no_network=True))
    except (etree.ParserError, ValueError) as error:
        raise CannotRead(str(path), "holds no text.", "Save the page again, as HTML.") from error
    walk = _Walk()
    walk.block(root)
    walk.end_line()
    if not walk.blocks:
        raise CannotRead(str(path), "holds no text.", "Save the page after it has loaded, as HTML.")
    return Document("html", hashlib.sha256(data).hexdigest(), tuple(walk.blocks))


def decode(data: bytes) -> str:
    """Text of a page: by its byte order mark, by what it declares, else by what its bytes look like."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _without_declaration(data.decode(encoding, "replace"))
    names = ["utf-8"]
    if declared := _META.search(data[:4096]):
        # Pages say gb2312 and use characters that only its superset has.
        name = declared[1].decode("ascii", "replace").lower()
        names.insert(0, "gb18030" if name in {"gb2312", "gbk", "x-gbk"} else name)
    for name in names:
        try:
            return _without_declaration(data.decode(name))
        except (LookupError, UnicodeDecodeError):
            continue
    best = charset_normalizer.from_bytes(data).best()
    return _without_declaration(str(best) if best is not None else data.decode("gb18030", "replace"))


def _without_declaration(text: str) -> str:
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", text)


class _Walk:
    """Gathers lines and tables in the order of the page."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.words: list[str] = []
        self.lines = 0
        self.tables = 0

    def end_line(self) -> None:
        """Whatever text has come together since the last block is one line."""
        text = _collapsed("".join(self.words))
        self.words = []
        if text:
            self.lines += 1
            self.blocks.append(Line(text, f"L{self.lines}"))

    def block(self, element: Any) -> None:
        """Add an element and what it holds."""
        tag = element.tag
        if not _shown(element):
            return
        if tag == "br":
            self.end_line()
        elif tag == "table" and not _lays_out(element):
            self.end_line()
            self.table(element)
        else:
            if tag not in _INLINE:
                self.end_line()
            self.words.append(element.text or "")
            for child in element:
                self.block(child)
                self.words.append(child.tail or "")
            if tag not in _INLINE:
                self.end_line()

    def table(self, element: Any) -> None:
        """Add a table that holds data, its caption before it."""
        for caption in element.findall("caption"):
            self.block(caption)
        rows = [row for row in element.iter("tr") if _shown(row)]
        self.tables += 1
        table = lay_out([[_cell(cell) for cell in row if cell.tag in ("td", "th")] for row in rows], f"T{self.tables}")
        if table is not None:
            self.blocks.append(table)


def _shown(element: Any) -> bool:
    if not isinstance(element.tag, str) or element.tag in _LEFT_OUT:
        return False
    return element.get("hidden") is None and not _HIDDEN.search(element.get("style") or "")


def _lays_out(table: Any) -> bool:
    """Whether a table only puts things side by side: it holds tables, or no more than one cell."""
    return table.find(".//table") is not None or len(table.findall(".//td") + table.findall(".//th")) <= 1


def _cell(cell: Any) -> Spanning:
    walk = _Walk()
    walk.words.append(cell.text or "")
    for child in cell:
        walk.block(child)
        walk.words.append(child.tail or "")
    walk.end_line()
    text = mend(block.text for block in walk.blocks if isinstance(block, Line))
    # A row span of 0 runs to the end of the table.
    return Spanning(text, _span(cell, "rowspan") or 100_000, _span(cell, "colspan") or 1)


def _span(cell: Any, name: str) -> int:
    """As the standard has it: a span that is no number, or less than nothing, is 1."""
    found = re.match(r"\s*\+?(\d{1,9})", cell.get(name) or "1", re.ASCII)
    return int(found[1]) if found else 1


def _collapsed(text: str) -> str:
    return re.sub(r"[\s\u00a0\u3000\u200b\ufeff]+", " ", text).strip()
