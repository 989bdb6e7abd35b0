"""The parts of a workbook: its sheets in order, its shared strings, its styles."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from yusuan.errors import CannotRead
from yusuan.reading.office_package import OPEN_AND_SAVE, Package, parsed
from yusuan.reading.xlsx_styles import Styles, X

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
# A control character is written by its number.
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")

Runs = tuple[tuple[str, Any], ...]
"""A text in parts, each with the element of its own font, or None where it has that of its cell."""


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One sheet: its title, whether it is shown, its data, and the drawings on it (None where the file lacks them)."""

    title: str
    shown: bool
    data: bytes | None
    drawings: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook's sheets (charts on sheets of their own left out), strings and styles."""

    sheets: tuple[SheetPart, ...]
    strings: tuple[Runs, ...]
    styles: Styles
    since_1904: bool


def open_book(path: Path) -> Book:
    """Open a workbook; raises CannotRead when it is damaged or holds no workbook that can be found."""
    with Package(path) as package:
        _, main = package.main()
        root = package.root(main) if main else None
        listed = root.find(X + "sheets") if root is not None else None
        if root is None or listed is None:
            raise CannotRead(str(path), "contains no Excel workbook.", OPEN_AND_SAVE)
        relations = {relation.id: relation for relation in package.relations(main)}
        sheets: list[SheetPart] = []
        for sheet in listed:
            relation = relations.get(sheet.get(_R + "id", ""))
            if relation is not None and relation.kind != "worksheet":
                continue
            title, shown = sheet.get("name", ""), sheet.get("state", "visible") == "visible"
            part = relation.target if relation is not None else None
            sheets.append(
                SheetPart(title, shown, package.xml(part) if part else None, _drawings(package, part) if part else ())
            )
        if sheets and not relations:
            raise package.foreign("its list of sheets leads to no sheet")
        strings = next((r.target for r in relations.values() if r.kind == "sharedStrings" and r.target), None)
        properties = root.find(X + "workbookPr")
        return Book(
            tuple(sheets),
            _strings(package, strings) if strings else (),
            Styles(package.related(main, "styles"), package.related(main, "theme")),
            properties is not None and properties.get("date1904", "0") in ("1", "true"),
        )


def runs_of(element: Any) -> Runs:
    """The parts of a text as written in the shared strings, or in a cell; how it is pronounced is left out."""
    whole = element.find(X + "t")
    runs = [(_unescaped(whole.text or ""), None)] if whole is not None else []
    for run in element.iterfind(X + "r"):
        text = run.find(X + "t")
        runs.append((_unescaped(text.text or "") if text is not None else "", run.find(X + "rPr")))
    return tuple(runs)


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda m: chr(int(m[1], 16)), text) if "_x" in text else text


def _strings(package: Package, name: str) -> tuple[Runs, ...]:
    found: list[Runs] = []
    try:
        for event, element in parsed(package.xml(name) or b"", X + "si"):
            if event == "end":
                found.append(runs_of(element))
                if all(font is None for _, font in found[-1]):
                    element.clear()
    except etree.XMLSyntaxError as error:
        raise package.foreign(f"its part {name} cannot be read as XML") from error
    return tuple(found)


def _drawings(package: Package, sheet: str) -> tuple[Any, ...]:
    roots = [package.root(r.target) for r in package.relations(sheet) if r.kind == "drawing" and r.target]
    return tuple(root for root in roots if root is not None)
