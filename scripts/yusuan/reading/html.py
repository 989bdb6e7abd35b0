"""Reads a web page: its text by blocks and its tables with spans laid out; tables that only lay out are walked into."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree, html

from yusuan.document import Block, Document, Flag, Line, Table
from yusuan.errors import CannotRead
from yusuan.place import Place
from yusuan.reading.cells import mend
from yusuan.reading.html_encoding import decode
from yusuan.reading.html_look import PLAIN, Looks
from yusuan.reading.looks import HIDDEN, STRUCK, Dropped, Look, shown
from yusuan.reading.spans import Spanning, lay_out
from yusuan.reading.table_places import FRAME, PICTURE, in_place_of_a_table, is_large, place_after

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
_DOCUMENT = re.compile(r"\.(?:pdf|docx?|xlsx?|et|wps|ofd|zip|rar|7z)(?:$|[?#&])", re.IGNORECASE)
_OF_A_BUDGET = re.compile(r"预算|决算|附[件表]")
_PIXELS = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(?:px)?\s*")
_PIXELS_TO_AN_INCH = 96
_DECIMAL = re.compile(r"\d[.．]\d")
_ATTACHED = "Download what it links to, and import that."
_TABLE_TAGS = {"table", "thead", "tbody", "tfoot", "tr", "td", "th"}
_FIGURE = re.compile(r"[-−－(（]?\d{1,3}(?:,\d{3})*\.\d+[)）]?")
# A table with so many amounts in cells of its own holds data, and does not only lay out others.
_FEWEST_FIGURES = 3
# Elements that are never closed nest as deep as they are many; deeper than this no page is read.
MAX_DEPTH = 400
_TOO_DEEP = "Open the page in a browser and save it again, or save it as text."


def read_html(path: Path) -> Document:
    """Read an HTML file; raises CannotRead when it contains no text, or its elements nest too deep."""
    data = path.read_bytes()
    walk = walk_page(data)
    elsewhere = [] if any(isinstance(block, Table) for block in walk.blocks) else walk.elsewhere
    figures = any(isinstance(block, Line) and _DECIMAL.search(block.text) for block in walk.blocks)
    if elsewhere and not figures:
        names = ", ".join(dict.fromkeys(" ".join(text.split()) for _, text in elsewhere))[:200]
        raise CannotRead("", f"contains no tables: they are in its attachments or frames ({names}).", _ATTACHED)
    # Without a text of its own, what was not read may be anything that the page does not print.
    for place, name in elsewhere or walk.of_a_budget():
        walk.flags.append(Flag(place, "", f"a file or page is linked here, “{name}”; it was not read"))
    if not walk.blocks:
        raise CannotRead("", "contains no text.", "Save the page after it has loaded, as HTML.")
    digest = hashlib.sha256(data).hexdigest()
    return Document("html", digest, tuple(walk.blocks), tuple(walk.flags), tuple(walk.pictures))


def walk_page(data: bytes, lines: int = 0, tables: int = 0) -> _Walk:
    """The lines and tables of a page, numbered on from those given; raises CannotRead as `read_html` does."""
    # Without `huge_tree` the parser drops what nests deeper than 256 elements, and the rest of the page with it.
    parser = html.HTMLParser(huge_tree=True, no_network=True)
    try:
        root = html.document_fromstring(decode(data), parser=parser)
    except (etree.ParserError, ValueError) as error:
        raise CannotRead("", "contains no text.", "Save the page again, as HTML.") from error
    if _nests_too_deep(root, parser):
        raise CannotRead("", f"has elements that nest more than {MAX_DEPTH} deep.", _TOO_DEEP)
    walk = _Walk(Looks(root))
    walk.lines, walk.tables = lines, tables
    walk.block(root, PLAIN)
    walk.end_line()
    return walk


def _inches(element: Any, size: str) -> float | None:
    """The width or height that a tag gives to its picture, if any."""
    match = _PIXELS.fullmatch(element.get(size, ""))
    return float(match[1]) / _PIXELS_TO_AN_INCH if match else None


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

    def __init__(self, looks: Looks, in_cell: bool = False) -> None:
        self.looks = looks
        self.in_cell = in_cell
        self.blocks: list[Block] = []
        self.flags: list[Flag] = []
        self.pictures: list[str] = []
        self.words: list[str] = []
        self.dropped: Dropped = []
        self.nested: list[tuple[Any, Look]] = []
        self.elsewhere: list[tuple[str, str]] = []
        self.lines = 0
        self.tables = 0

    def end_line(self) -> None:
        """Whatever text has come together since the last block is one line."""
        text = _collapsed("".join(self.words))
        self.words = []
        if text:
            self.lines += 1
            self.blocks.append(Line(text, str(Place(line=self.lines))))
        if not self.in_cell:
            self.flags += [Flag(str(Place(line=max(self.lines, 1))), words, reason) for words, reason in self.dropped]
            self.dropped = []

    def say(self, text: str | None, look: Look) -> None:
        """Add text as it looks: what is struck out is not read, raised digits are kept apart from those on the line."""
        if not text:
            return
        dropped: Dropped = []
        self.words.append(shown(text, look, dropped))
        for words, reason in dropped:
            # Menus and notes for machines are hidden all over a page: in running text only figures struck out count.
            if self.in_cell or reason == STRUCK:
                self.drop(words, reason)

    def drop(self, text: str, reason: str) -> None:
        """Remember words that are not read, to list them."""
        if text := _collapsed(text):
            self.dropped.append((text, reason))

    def block(self, element: Any, around: Look) -> None:
        """Add an element and what it holds; `around` is how the text looks that it stands in."""
        tag = element.tag
        if not isinstance(tag, str):
            return
        left_out = self.looks.is_left_out(element)
        if not left_out:
            self.notice(element, around)
        if tag in _LEFT_OUT:
            return
        if left_out:
            if self.in_cell:
                self.drop(_all_text(element), HIDDEN)
            return
        look = self.looks.look(element, around)
        if tag == "br":
            self.end_line()
        elif self.is_table(element) and not self.lays_out(element):
            self.end_line()
            if self.in_cell:
                self.nested.append((element, look))
            else:
                self.table(element, look)
        else:
            inline = tag in _INLINE and self.looks.display(element) not in ("block", "table", "table-row", "list-item")
            if not inline:
                self.end_line()
            self.inside(element, look)
            if not inline:
                self.end_line()

    def notice(self, element: Any, around: Look) -> None:
        """Add what was typed into a field; remember what stands elsewhere, or where a table should be."""
        tag = element.tag
        if tag in _FIELDS:
            self.field(element, around)
        if tag in ("iframe", "object", "embed", "img") and not self.in_cell:
            self.flags += in_place_of_a_table(self.blocks, PICTURE if tag == "img" else FRAME)
            # What stands before all text is the head of the site.
            if self.blocks and (tag != "img" or is_large(_inches(element, "width"), _inches(element, "height"))):
                self.pictures.append(place_after(self.blocks))
        if tag in ("a", "iframe", "object", "embed") and (name := _attached(element)):
            self.elsewhere.append((str(Place(line=max(self.lines, 1))), name))

    def of_a_budget(self) -> list[tuple[str, str]]:
        """The attachments and frames whose names say that they may hold tables of a budget."""
        return [(place, name) for place, name in dict.fromkeys(self.elsewhere) if _OF_A_BUDGET.search(name)]

    def is_table(self, element: Any) -> bool:
        """Whether an element is a table, by its tag or by how it is laid out."""
        return element.tag == "table" or self.looks.display(element) == "table"

    def lays_out(self, table: Any) -> bool:
        """Whether a table only puts things side by side: it has no more than one cell, or holds tables and no data."""
        cells = [cell for row in self.rows(table) for cell in self.cells(row)]
        if len(cells) <= 1:
            return True
        if not any(self.is_table(inner) for inner in table.iterdescendants() if isinstance(inner.tag, str)):
            return False
        # A data table stays one though a cell of it holds a small table.
        figures = [cell for cell in cells if _FIGURE.fullmatch(_collapsed(_all_text(cell)))]
        return len(figures) < _FEWEST_FIGURES

    def rows(self, table: Any) -> list[Any]:
        """The rows of a table, but for those of tables in its cells, shown or not."""
        return list(self.own(table, ("tr",), ("table-row",)))

    def cells(self, row: Any) -> list[Any]:
        """The cells of a row, shown or not."""
        return list(self.own(row, ("td", "th"), ("table-cell",)))

    def own(self, element: Any, tags: tuple[str, ...], displays: tuple[str, ...]) -> Iterator[Any]:
        for child in element:
            if not isinstance(child.tag, str) or child.tag in _LEFT_OUT or child.tag == "caption":
                continue
            if child.tag in tags or (child.tag not in _TABLE_TAGS and self.looks.display(child) in displays):
                yield child
            elif not self.is_table(child):
                yield from self.own(child, tags, displays)

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
        place = Place(table=self.tables)
        rows: list[list[Spanning]] = []
        nested: list[tuple[Any, Look]] = []
        for row, around in self.parts(element, ("tr",), ("table-row",), look, place):
            cells = self.parts(row, ("td", "th"), ("table-cell",), around, place)
            rows.append([self.cell(cell, inner, nested) for cell, inner in cells])
        table = lay_out(rows, place, self.flags)
        if table is not None:
            self.blocks.append(table)
        for inner_table, around in nested:
            self.table(inner_table, around)

    def cell(self, cell: Any, look: Look, nested: list[tuple[Any, Look]]) -> Spanning:
        """The text of a cell; tables in it are added to `nested`."""
        walk = _Walk(self.looks, in_cell=True)
        walk.inside(cell, look)
        walk.end_line()
        nested += walk.nested
        text = mend((block.text for block in walk.blocks if isinstance(block, Line)), printed=False)
        # A row span of 0 runs to the end of the table.
        rows, columns = _span(cell, "rowspan") or 100_000, _span(cell, "colspan") or 1
        return Spanning(text, rows, columns, tuple(walk.dropped))

    def parts(
        self, element: Any, tags: tuple[str, ...], displays: tuple[str, ...], look: Look, place: Place
    ) -> Iterator[tuple[Any, Look]]:
        """Rows of a table, or cells of a row, but for those that are not shown: browsers give them no room either."""
        for child in element:
            if not isinstance(child.tag, str) or child.tag in _LEFT_OUT or child.tag == "caption":
                continue
            if self.looks.is_left_out(child):
                if text := _collapsed(_all_text(child)):
                    self.flags.append(Flag(str(place), text, "this part of the table is hidden; it was not read"))
            elif child.tag in tags or (child.tag not in _TABLE_TAGS and self.looks.display(child) in displays):
                yield child, self.looks.look(child, look)
            else:
                yield from self.parts(child, tags, displays, self.looks.look(child, look), place)


def _attached(element: Any) -> str:
    """What a link to a document, or a frame, is called; empty for other links."""
    address = element.get("href") or element.get("src") or element.get("data") or ""
    if element.tag != "a" or _DOCUMENT.search(address):
        return _collapsed(_all_text(element)) or address
    return ""


def _all_text(element: Any) -> str:
    return " ".join(text for text in element.itertext() if isinstance(text, str))


def _span(cell: Any, name: str) -> int:
    """As the standard has it: a span that is no number, or less than nothing, is 1."""
    found = re.match(r"\s*\+?(\d{1,9})", cell.get(name) or "1", re.ASCII)
    return int(found[1]) if found else 1


def _collapsed(text: str) -> str:
    return re.sub(r"[\s\u00a0\u3000\u200b\ufeff]+", " ", text).strip()
