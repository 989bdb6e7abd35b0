"""Resolves how the text of an ODT looks: its spans, its paragraph, its cell, and the styles these are based on.

LibreOffice makes an ODT of a DOC or RTF, so this is how those look, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from yusuan.reading.looks import Look, hex_colour

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
# The family of styles that an element's style is one of, and the attribute that names it.
_FAMILIES = {
    TEXT + "span": ("text", TEXT + "style-name"),
    TEXT + "p": ("paragraph", TEXT + "style-name"),
    TEXT + "h": ("paragraph", TEXT + "style-name"),
    TABLE + "table-cell": ("table-cell", TABLE + "style-name"),
    TABLE + "table-row": ("table-row", TABLE + "style-name"),
    TABLE + "table": ("table", TABLE + "style-name"),
}
_DEEPEST = 12
_LINES = (STYLE + "text-line-through-style", STYLE + "text-line-through-type")
_SIZE = re.compile(r"([\d.]+)(pt|mm|cm|in|px)")
_POINTS = {"pt": 1.0, "mm": 2.83, "cm": 28.3, "in": 72.0, "px": 0.75}
# A letter of no more points is none to see.
_TINY = 1.0


class Styles:
    """The styles of one text; `roots` are the parts that define some, later ones before earlier ones."""

    def __init__(self, *roots: Any) -> None:
        self._by_name: dict[tuple[str, str], Any] = {}
        self._defaults: dict[str, Any] = {}
        for root in roots:
            for style in root.iter(STYLE + "style"):
                family = style.get(STYLE + "family")
                # A file that names no family means the one style for all.
                for name in (family,) if family else ("text", "paragraph", "table-cell", "table-row", "table"):
                    self._by_name[name, style.get(STYLE + "name", "")] = style
            for style in root.iter(STYLE + "default-style"):
                self._defaults[style.get(STYLE + "family", "")] = style

    def look(self, element: Any) -> Look:
        """How text that stands directly in an element looks."""
        levels = list(self._levels(element))
        position = _first(levels, STYLE + "text-position") or ""
        size = _SIZE.fullmatch(_first(levels, FO + "font-size") or "")
        automatic = _first(levels, STYLE + "use-window-font-color") == "true"
        return Look(
            hidden=_first(levels, TEXT + "display") == "none",
            # A line drawn through a paragraph goes through each span in it that does not say otherwise.
            struck=any((_first(levels, name) or "none") != "none" for name in _LINES),
            raised=re.match(r"super|sub|-?0*[1-9]", position) is not None,
            tiny=size is not None and float(size[1]) * _POINTS[size[2]] <= _TINY,
            ink=None if automatic else hex_colour(_first(levels, FO + "color")),
            ground=hex_colour(self._ground(element)),
        )

    def font(self, element: Any) -> str:
        """The font that letters and digits are set in, in lower case."""
        levels = list(self._levels(element))
        return (_first(levels, STYLE + "font-name") or _first(levels, FO + "font-family") or "").strip("'").lower()

    def is_shown(self, table: Any) -> bool:
        """Whether a table is shown as a whole."""
        return all(
            properties.get(TABLE + "display", "true") != "false"
            for style in self._chain("table", table.get(TABLE + "style-name"))
            for properties in style.iter(STYLE + "table-properties")
        )

    def _levels(self, element: Any) -> Iterator[Any]:
        """Text properties that hold for the text of an element, the nearest first."""
        for up in (element, *element.iterancestors()):
            family, attribute = _FAMILIES.get(up.tag, ("", ""))
            if family in ("text", "paragraph", "table-cell"):
                for style in self._chain(family, up.get(attribute)):
                    yield from style.findall(STYLE + "text-properties")
            if up.tag == TABLE + "table-cell":
                break
        default = self._defaults.get("paragraph")
        if default is not None:
            yield from default.findall(STYLE + "text-properties")

    def _ground(self, element: Any) -> str | None:
        for up in (element, *element.iterancestors()):
            family, attribute = _FAMILIES.get(up.tag, ("", ""))
            for style in self._chain(family, up.get(attribute)) if family else ():
                for properties in style:
                    colour = properties.get(FO + "background-color")
                    if colour and colour != "transparent":
                        return str(colour)
        return None

    def _chain(self, family: str, name: str | None) -> list[Any]:
        found: list[Any] = []
        while name is not None and (family, name) in self._by_name and len(found) < _DEEPEST:
            found.append(self._by_name[family, name])
            name = found[-1].get(STYLE + "parent-style-name")
        return found


def _first(levels: list[Any], name: str) -> str | None:
    return next((level.get(name) for level in levels if level.get(name) is not None), None)
