"""What a Word file holds beside the text of its body: page headers, footnotes, embedded files, pictures."""

from __future__ import annotations

import re
from typing import Any

from yusuan.document import Flag
from yusuan.reading.docx_runs import all_text
from yusuan.reading.office_package import OPEN_AND_SAVE, Package
from yusuan.reading.table_places import EMU_TO_AN_INCH, UNIT, is_large
from yusuan.reading.written import whole

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PICTURES = (_W + "drawing", _W + "pict", _W + "object")
_POINTS = re.compile(r"(?:^|;)\s*(width|height):(\d+(?:\.\d+)?)pt")
_PAGES = ("text/html", "application/xhtml+xml")


class Around:
    """The parts around one body. What is needed of them is taken at once: the file may be closed after."""

    def __init__(self, package: Package, main: str, body: Any) -> None:
        relations = {relation.id: relation for relation in package.relations(main)}
        self.pages: dict[str, bytes] = {}
        self.files: dict[str, str] = {}
        for chunk in body.iter(_W + "altChunk"):
            relation = relations.get(chunk.get(_R + "id", ""))
            target = relation.target if relation else None
            kind = package.content_type(target) if target else "missing"
            data = package.data(target) if target else None
            if data is not None and (kind in _PAGES or (target or "").lower().endswith((".htm", ".html", ".xhtml"))):
                self.pages[chunk.get(_R + "id", "")] = data
            else:
                self.files[chunk.get(_R + "id", "")] = kind
        self._notes = _notes(package.related(main, "footnotes"), "footnote")
        self._notes += _notes(package.related(main, "endnotes"), "endnote")
        self._headers = _headers(package, relations, body)

    def units(self, table: Any) -> list[str]:
        """What the page header above a table says of its unit."""
        section = next((s for s in self._headers if s[0] is _section_of(table)), None)
        return section[1] if section is not None else []

    def flags(self, last: str) -> list[Flag]:
        """Notes and headers that hold figures: they are listed at the last place of the text."""
        notes = [Flag(last, text, f"it is a {kind}; it was not read") for text, kind in self._notes]
        tables = {text for _, _, texts in self._headers for text in texts}
        return notes + [Flag(last, text, "a table in the page header; it was not read") for text in sorted(tables)]

    def why_empty(self, body: Any) -> tuple[str, str]:
        """Problem and remedy of a file whose body shows no text."""
        if self.files:
            kinds = ", ".join(sorted(set(self.files.values())))
            return f"contains no text, only an embedded file ({kinds}).", OPEN_AND_SAVE
        if next(body.iter(*_PICTURES), None) is not None:
            return "is a scan: it contains pictures of pages, no text.", "Ask for the original, or type it as text."
        return "contains no text.", "Is it the right file?"


def is_picture(element: Any) -> bool:
    """Whether a drawn thing is a picture or an embedded object, and not a box of text or a line."""
    if element.tag == _W + "drawing":
        return next(element.iter("{*}pic", "{*}chart", "{*}relIds"), None) is not None
    return next(element.iter("{*}imagedata", "{*}OLEObject"), None) is not None


def pictures_in(paragraph: Any) -> list[Any]:
    """The pictures and objects of a paragraph."""
    return [element for element in paragraph.iter(*_PICTURES) if is_picture(element)]


def may_show_a_table(element: Any) -> bool:
    """Whether a picture is large enough for a table; an embedded object is one, whatever its sign looks like."""
    if next(element.iter("{*}OLEObject"), None) is not None:
        return True
    extent = next(element.iter("{*}extent"), None)
    if extent is not None:
        sizes = [whole(extent.get(side), -1) for side in ("cx", "cy")]
        return min(sizes) < 0 or is_large(*(size / EMU_TO_AN_INCH for size in sizes))
    style = next((shape.get("style", "") for shape in element.iter("{*}shape")), "")
    points = {name: float(size) for name, size in _POINTS.findall(style)}
    return is_large(*(points[name] / 72 if name in points else None for name in ("width", "height")))


def _notes(root: Any, kind: str) -> list[tuple[str, str]]:
    if root is None:
        return []
    texts = [all_text(note).strip() for note in root if note.get(_W + "type", "normal") == "normal"]
    return [(text, kind) for text in texts if re.search(r"\d", text)]


def _headers(package: Package, relations: dict[str, Any], body: Any) -> list[tuple[Any, list[str], list[str]]]:
    """For each section its properties, and of its page header the units that it names and its tables as text."""
    found: list[tuple[Any, list[str], list[str]]] = []
    for section in body.iter(_W + "sectPr"):
        units, tables = (found[-1][1], found[-1][2]) if found else ([], [])
        references = {r.get(_W + "type", "default"): r.get(_R + "id", "") for r in section.iter(_W + "headerReference")}
        relation = relations.get(references.get("default", ""))
        root = package.root(relation.target) if relation is not None and relation.target else None
        if root is not None:
            texts = [all_text(paragraph).strip() for paragraph in root.iter(_W + "p")]
            units = [text for text in texts if UNIT.search(text)]
            tables = [text for t in root.iter(_W + "tbl") if re.search(r"\d[.,]\d", text := all_text(t))]
        found.append((section, units, tables))
    return found


def _section_of(element: Any) -> Any:
    """The properties of the section that a thing stands in: the first that come after it."""
    top = element
    while top.getparent() is not None and top.getparent().tag != _W + "body":
        top = top.getparent()
    while top is not None:
        if top.tag == _W + "sectPr":
            return top
        inner = top.find(f"{_W}pPr/{_W}sectPr") if top.tag == _W + "p" else None
        if inner is not None:
            return inner
        top = top.getnext()
    return None
