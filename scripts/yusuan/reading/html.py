"""Reads a web page: its text by blocks and its tables with spans laid out; tables that only lay out are walked into."""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import charset_normalizer
from lxml import etree, html

from yusuan.document import Block, Document, Flag, Line
from yusuan.errors import CannotRead
from yusuan.reading.cells import mend, raised
from yusuan.reading.html_look import PLAIN, Look, is_left_out, look_of
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
_FIELDS = {"input", "select", "textarea"}
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
_META = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# Elements that are never closed nest as deep as they are many; deeper than this no page is read.
MAX_DEPTH = 400
_TOO_DEEP = "Open the page in a browser and save it again, or save it as text."


def read_html(path: Path) -> Document:
    """Read an HTML file; raises CannotRead when it holds no text, or its elements nest too deep."""
    data = path.read_bytes()
    walk = walk_page(data)
    if not walk.blocks:
        raise CannotRead("", "holds no text.", "Save the page after it has loaded, as HTML.")
    return Document("html", hashlib.sha256(data).hexdigest(), tuple(walk.blocks), tuple(walk.flags))


def walk_page(data: bytes, lines: int = 0, tables: int = 0) -> _Walk:
    """The lines and tables of a page, numbered on from those given; raises CannotRead as `read_html` does."""
    # Without `huge_tree` the parser drops what nests deeper than 256 elements, and the rest of the page with it.
    parser = html.HTMLParser(huge_tree=True, no_network=True)
    try:
        root = html.document_fromstring(decode(data), parser=parser)
    except (etree.ParserError, ValueError) as error:
        raise CannotRead("", "holds no text.", "Save the page again, as HTML.") from error
    if _nests_too_deep(root, parser):
        raise CannotRead("", f"has elements that nest more than {MAX_DEPTH} deep.", _TOO_DEEP)
    walk = _Walk()
    walk.lines, walk.tables = lines, tables
    walk.block(root, PLAIN)
    walk.end_line()
    return walk


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


def _nests_too_deep(root: Any, parser: Any) -> bool:
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        return True
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MAX_DEPTH:
            return True
    return False


class _Walk:
    """Gathers lines and tables in the order of the page, and what was left out of each line."""

    def __init__(self, in_cell: bool = False) -> None:
        self.in_cell = in_cell
        self.blocks: list[Block] = []
        self.flags: list[Flag] = []
        self.words: list[str] = []
        self.dropped: list[tuple[str, str]] = []
        self.lines = 0
        self.tables = 0

    def end_line(self) -> None:
        """Whatever text has come together since the last block is one line."""
        text = _collapsed("".join(self.words))
        self.words = []
        if text:
            self.lines += 1
            self.blocks.append(Line(text, f"L{self.lines}"))
        if not self.in_cell:
            self.flags += [Flag(f"L{max(self.lines, 1)}", words, reason) for words, reason in self.dropped]
            self.dropped = []

    def say(self, text: str | None, look: Look) -> None:
        """Add text as it looks: what is struck out is not read, what stands raised is told from digits on the line."""
        if not text or look.unseen:
            if self.in_cell and text and text.strip():
                self.drop(text, "the text is hidden; it was not read")
        elif look.struck:
            self.drop(text, "the text is struck out; it was not read")
        else:
            self.words.append(raised(text) if look.raised else text)

    def drop(self, text: str, reason: str) -> None:
        """Remember words that are not read, to list them."""
        if text := _collapsed(text):
            self.dropped.append((text, reason))

    def block(self, element: Any, around: Look) -> None:
        """Add an element and what it holds; `around` is how the text looks that it stands in."""
        tag = element.tag
        if not isinstance(tag, str):
            return
        if tag in _FIELDS and not is_left_out(element):
            self.field(element, around)
        if tag in _LEFT_OUT:
            return
        if is_left_out(element):
            if self.in_cell:
                self.drop(_all_text(element), "the text is hidden; it was not read")
            return
        look = look_of(element, around)
        if tag == "br":
            self.end_line()
        elif tag == "table" and not _lays_out(element):
            self.end_line()
            self.table(element, look)
        else:
            if tag not in _INLINE:
                self.end_line()
            self.inside(element, look)
            if tag not in _INLINE:
                self.end_line()

    def inside(self, element: Any, look: Look) -> None:
        """Add what an element holds."""
        self.say(element.text, look)
        for child in element:
            self.block(child, look)
            self.say(child.tail, look)

    def field(self, element: Any, look: Look) -> None:
        """A field of a form shows what was typed into it: in a table that is the cell's text."""
        if element.tag == "select":
            shown = [option for option in element.iter("option") if option.get("selected") is not None]
            text = "".join(_all_text(option) for option in shown)
        elif element.tag == "textarea":
            text = element.text or ""
        else:
            kind = (element.get("type") or "text").strip().lower()
            text = (element.get("value") or "") if kind in ("text", "number", "tel") else ""
        if self.in_cell:
            self.say(text, look)
        elif re.search(r"\d", text):
            self.drop(text, "a field of a form holds this; it was not read")

    def table(self, element: Any, look: Look) -> None:
        """Add a table that holds data, its caption before it."""
        for caption in element.findall("caption"):
            self.block(caption, look)
        self.tables += 1
        place = f"T{self.tables}"
        rows: list[list[Spanning]] = []
        for row, around in self.parts(element, ("tr",), look, place):
            cells = self.parts(row, ("td", "th"), around, place)
            rows.append([_cell(cell, inner) for cell, inner in cells])
        table = lay_out(rows, place, self.flags)
        if table is not None:
            self.blocks.append(table)

    def parts(self, element: Any, tags: tuple[str, ...], look: Look, place: str) -> Iterator[tuple[Any, Look]]:
        """Rows of a table, or cells of a row, but for those that are not shown: browsers give them no room either."""
        for child in element:
            if not isinstance(child.tag, str) or child.tag in _LEFT_OUT or child.tag == "caption":
                continue
            if is_left_out(child):
                if text := _collapsed(_all_text(child)):
                    self.flags.append(Flag(place, text, "this part of the table is hidden; it was not read"))
            elif child.tag in tags:
                yield child, look_of(child, look)
            else:
                yield from self.parts(child, tags, look_of(child, look), place)


def _lays_out(table: Any) -> bool:
    """Whether a table only puts things side by side: it holds tables, or no more than one cell."""
    return table.find(".//table") is not None or len(table.findall(".//td") + table.findall(".//th")) <= 1


def _cell(cell: Any, look: Look) -> Spanning:
    walk = _Walk(in_cell=True)
    walk.inside(cell, look)
    walk.end_line()
    text = mend((block.text for block in walk.blocks if isinstance(block, Line)), printed=False)
    # A row span of 0 runs to the end of the table.
    rows, columns = _span(cell, "rowspan") or 100_000, _span(cell, "colspan") or 1
    return Spanning(text, rows, columns, tuple(walk.dropped))


def _all_text(element: Any) -> str:
    return " ".join(text for text in element.itertext() if isinstance(text, str))


def _span(cell: Any, name: str) -> int:
    """As the standard has it: a span that is no number, or less than nothing, is 1."""
    found = re.match(r"\s*\+?(\d{1,9})", cell.get(name) or "1", re.ASCII)
    return int(found[1]) if found else 1


def _collapsed(text: str) -> str:
    return re.sub(r"[\s\u00a0\u3000\u200b\ufeff]+", " ", text).strip()
