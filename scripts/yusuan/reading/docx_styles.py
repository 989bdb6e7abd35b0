"""Resolves how a run of Word's text looks: its own properties, those of its styles and their parents, the defaults."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from yusuan.reading.looks import Colour, Look, hex_colour
from yusuan.reading.theme_colours import theme_of, word_colour
from yusuan.reading.written import real

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Styles are based on one another no deeper than this; a circle of them ends here.
_DEEPEST = 12
# A letter of no more than one point is no letter to see. Sizes are written in half points.
_TINY = 2
# Text moved by less than this many half points stands on its line to the eye.
_MOVED = 3
_OFF = ("0", "false", "off", "none")
_HIGHLIGHTS: dict[str, Colour] = {
    "black": (0, 0, 0), "white": (255, 255, 255), "red": (255, 0, 0), "green": (0, 255, 0), "blue": (0, 0, 255),
    "yellow": (255, 255, 0), "cyan": (0, 255, 255), "magenta": (255, 0, 255), "darkRed": (128, 0, 0),
    "darkGreen": (0, 128, 0), "darkBlue": (0, 0, 128), "darkYellow": (128, 128, 0), "darkCyan": (0, 128, 128),
    "darkMagenta": (128, 0, 128), "lightGray": (192, 192, 192), "darkGray": (128, 128, 128),
}  # fmt: skip
PICTURES = ("symbol", "wingdings", "wingdings 2", "wingdings 3", "webdings")
"""Fonts whose letters and digits are drawn as pictures."""


class Styles:
    """The styles of one document. Its parts are given as root elements, or None where the file has none."""

    def __init__(self, styles: Any = None, theme: Any = None, numbering: Any = None) -> None:
        self.root, self.numbering = styles, numbering
        self.theme = theme_of(theme)
        self._by_id: dict[str, Any] = {}
        self._default: dict[str, str] = {}
        for style in styles.iter(_W + "style") if styles is not None else ():
            self._by_id[style.get(_W + "styleId", "")] = style
            if style.get(_W + "default", "0") not in _OFF:
                self._default[style.get(_W + "type", "")] = style.get(_W + "styleId", "")
        self._ends: dict[Any, tuple[Any, Any]] = {}
        self._defaults = styles.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr") if styles is not None else None

    def chain(self, style: str | None, kind: str) -> list[Any]:
        """The style and those that it is based on, nearest first; the default of its kind where none is named."""
        found: list[Any] = []
        name = style if style in self._by_id else self._default.get(kind)
        while name in self._by_id and len(found) < _DEEPEST:
            found.append(self._by_id[name])
            name = _value(found[-1], "basedOn")
        return found

    def look(self, run: Any) -> Look:
        """How the text of a run looks where it stands."""
        levels = list(self._levels(run))
        size = _first(levels, "sz")
        colour = _first(levels, "color")
        align = _first(levels, "vertAlign")
        return Look(
            hidden=self._toggled(run, "vanish"),
            struck=self._toggled(run, "strike") or _is_on(_holder(levels, "dstrike"), "dstrike"),
            raised=(align is not None and align.get(_W + "val") in ("superscript", "subscript"))
            or self._moved(run, levels),
            tiny=size is not None and _number(size) <= _TINY,
            ink=word_colour(colour, self.theme),
            ground=self._ground(run, levels),
        )

    def font(self, run: Any) -> str:
        """The font that letters and digits of a run are set in, in lower case."""
        fonts = _first(list(self._levels(run)), "rFonts")
        return (fonts.get(_W + "ascii") or fonts.get(_W + "hAnsi") or "").lower() if fonts is not None else ""

    def _levels(self, run: Any) -> Iterator[Any]:
        """Run properties that hold for a run, the nearest first."""
        direct = run.find(_W + "rPr")
        if direct is not None:
            yield direct
        paragraph = next(run.iterancestors(_W + "p"), None)
        yield from _run_properties(self.chain(_value(direct, "rStyle"), "character"))
        yield from _run_properties(self._paragraph_chain(paragraph))
        yield from self._table_levels(run, "rPr")
        if self._defaults is not None:
            yield self._defaults

    def _paragraph_chain(self, paragraph: Any) -> list[Any]:
        return self.chain(_value(paragraph.find(_W + "pPr"), "pStyle") if paragraph is not None else None, "paragraph")

    def _table_levels(self, element: Any, name: str) -> Iterator[Any]:
        """Properties by that name in the style of the table around; those of its first row, its bands, … before."""
        table = next(element.iterancestors(_W + "tbl"), None)
        if table is None:
            return
        cell = next(element.iterancestors(_W + "tc"), None)
        chain = self.chain(_value(table.find(_W + "tblPr"), "tblStyle"), "table")
        parts = self._conditions(cell, table) if any(s.find(_W + "tblStylePr") is not None for s in chain) else set()
        for style in chain:
            for part in style.iter(_W + "tblStylePr"):
                if part.get(_W + "type") in parts and (found := part.find(_W + name)) is not None:
                    yield found
            if (found := style.find(_W + name)) is not None:
                yield found

    def _conditions(self, cell: Any, table: Any) -> set[str]:
        """The parts of a table style that hold for a cell."""
        look = table.find(f"{_W}tblPr/{_W}tblLook")
        row = next(cell.iterancestors(_W + "tr"), None) if cell is not None else None
        parts = {"wholeTable"}
        if look is None or row is None:
            return parts
        if table not in self._ends:
            rows = [other for other in table.iter(_W + "tr") if next(other.iterancestors(_W + "tbl")) is table]
            self._ends[table] = rows[0], rows[-1]
        written = look.get(_W + "val", "0")
        bits = int(written, 16) if _is_hex(written) else 0
        cells = [other for other in row.iter(_W + "tc") if next(other.iterancestors(_W + "tr")) is row]
        for part, name, bit, holds in (
            ("firstRow", "firstRow", 0x20, row is self._ends[table][0]),
            ("lastRow", "lastRow", 0x40, row is self._ends[table][1]),
            ("firstCol", "firstColumn", 0x80, cells[0] is cell),
            ("lastCol", "lastColumn", 0x100, cells[-1] is cell),
        ):
            own = look.get(_W + name)
            if holds and (own not in _OFF if own is not None else bits & bit):
                parts.add(part)
        return parts

    def _toggled(self, run: Any, name: str) -> bool:
        """A property that styles turn over: set by a paragraph style and by a character style, it is off again."""
        direct = run.find(_W + "rPr")
        if direct is not None and direct.find(_W + name) is not None:
            return _is_on(direct, name)
        if _is_on(self._defaults, name):
            return True
        paragraph = next(run.iterancestors(_W + "p"), None)
        kinds = (
            list(_run_properties(self.chain(_value(direct, "rStyle"), "character"))),
            list(_run_properties(self._paragraph_chain(paragraph))),
            list(self._table_levels(run, "rPr")),
        )
        return sum(_is_on(_holder(levels, name), name) for levels in kinds) % 2 == 1

    def _moved(self, run: Any, levels: list[Any]) -> bool:
        """Whether the run stands above or below most of its paragraph."""
        position = _position(levels)
        paragraph = next(run.iterancestors(_W + "p"), None)
        if paragraph is None or (abs(position) < _MOVED and paragraph.find(f".//{_W}position") is None):
            return False
        weights: dict[int, int] = {}
        for other in paragraph.iter(_W + "r"):
            length = sum(len(text.text or "") for text in other.iter(_W + "t"))
            at = _position(list(self._levels(other)))
            weights[at] = weights.get(at, 0) + length
        usual = max(weights, key=lambda at: (weights[at], -abs(at)), default=0)
        return abs(position - usual) >= _MOVED

    def _ground(self, run: Any, levels: list[Any]) -> Colour | None:
        """The colour behind a run: its highlighting, else the nearest shading around it."""
        highlight = _first(levels, "highlight")
        if highlight is not None and (colour := _HIGHLIGHTS.get(highlight.get(_W + "val", ""))):
            return colour
        paragraph = next(run.iterancestors(_W + "p"), None)
        own = paragraph.find(_W + "pPr") if paragraph is not None else None
        cell = next(run.iterancestors(_W + "tc"), None)
        table = next(run.iterancestors(_W + "tbl"), None)
        shades = [_first(levels, "shd")]
        shades += [_child(own, "shd"), *(_child(s.find(_W + "pPr"), "shd") for s in self._paragraph_chain(paragraph))]
        if cell is not None and table is not None:
            shades += [_child(cell.find(_W + "tcPr"), "shd")]
            shades += [_child(found, "shd") for found in self._table_levels(run, "tcPr")]
            shades += [_child(table.find(_W + "tblPr"), "shd")]
            shades += [_child(found, "shd") for found in self._table_levels(run, "tblPr")]
        for shade in shades:
            if shade is None:
                continue
            # A solid pattern is drawn in the shading's own colour.
            if shade.get(_W + "val") == "solid" and (colour := hex_colour(shade.get(_W + "color"))):
                return colour
            if (colour := word_colour(shade, self.theme, "fill")) is not None:
                return colour
        return None


def _is_hex(text: str) -> bool:
    return bool(text) and all(digit in "0123456789abcdefABCDEF" for digit in text)


def _run_properties(chain: list[Any]) -> Iterator[Any]:
    for style in chain:
        if (found := style.find(_W + "rPr")) is not None:
            yield found


def _holder(levels: list[Any], name: str) -> Any:
    return next((level for level in levels if level.find(_W + name) is not None), None)


def _first(levels: list[Any], name: str) -> Any:
    holder = _holder(levels, name)
    return holder.find(_W + name) if holder is not None else None


def _child(properties: Any, name: str) -> Any:
    return properties.find(_W + name) if properties is not None else None


def _value(element: Any, name: str) -> str | None:
    found = element.find(_W + name) if element is not None else None
    return found.get(_W + "val") if found is not None else None


def _is_on(properties: Any, name: str) -> bool:
    found = _child(properties, name)
    return found is not None and found.get(_W + "val", "1").lower() not in _OFF


def _position(levels: list[Any]) -> int:
    found = _first(levels, "position")
    return round(_number(found)) if found is not None else 0


def _number(element: Any) -> float:
    """A measure in half points; Strict writes it in points, with their name."""
    written = element.get(_W + "val", "")
    otherwise = 99.0 if element.tag == _W + "sz" else 0.0
    return real(written[:-2], otherwise / 2) * 2 if written.endswith("pt") else real(written, otherwise)
