"""Resolves how the cells of a workbook look: fonts, fills, borders and number formats, however oddly written."""

from __future__ import annotations

from typing import Any, NamedTuple

from openpyxl.styles.colors import COLOR_INDEX
from openpyxl.styles.numbers import BUILTIN_FORMATS

from yusuan.reading.looks import Colour, Look, hex_colour
from yusuan.reading.theme_colours import NUMBERED, theme_of, tinted
from yusuan.reading.written import real, whole

X = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_OFF = ("0", "false", "off", "none")
# Letters of one point are no letters to see.
_TINY = 1.0
# The colours that the system gives to text and to windows.
_SYSTEM: dict[int, Colour] = {64: (0, 0, 0), 65: (255, 255, 255)}


class Style(NamedTuple):
    """How a cell looks: its number format, its text, and whether a line is drawn above or below it."""

    form: str = "General"
    look: Look = Look()
    ruled: bool = False


class Styles:
    """The cell styles of one workbook; what is not there, or makes no sense, is as Excel takes it: plain."""

    def __init__(self, root: Any = None, theme: Any = None) -> None:
        self._theme = theme_of(theme)
        palette = root.iterfind(f"{X}colors/{X}indexedColors/{X}rgbColor") if root is not None else ()
        self._palette = [hex_colour(colour.get("rgb")) for colour in palette]
        self._forms = dict(BUILTIN_FORMATS)
        for form in root.iterfind(f"{X}numFmts/{X}numFmt") if root is not None else ():
            self._forms[whole(form.get("numFmtId"))] = form.get("formatCode") or "General"
        self._fonts, self._fills, self._borders = (
            list(found) if root is not None and (found := root.find(X + name)) is not None else []
            for name in ("fonts", "fills", "borders")
        )
        cells = root.find(X + "cellXfs") if root is not None else None
        self._cells = [self._style(xf) for xf in cells] if cells is not None else []
        differences = root.find(X + "dxfs") if root is not None else None
        self._differences = list(differences) if differences is not None else []

    def of(self, index: str | None) -> Style:
        """The style of a cell by its number."""
        number = whole(index)
        return self._cells[number] if number < len(self._cells) else Style()

    def changed(self, index: str | None, style: Style) -> Style:
        """The style as a rule of conditional formatting changes it."""
        number = whole(index, -1)
        if not 0 <= number < len(self._differences):
            return style
        difference = self._differences[number]
        look = self.run(difference.find(X + "font"), style.look)
        fill = difference.find(f"{X}fill/{X}patternFill")
        ground = self._colour(fill.find(X + "bgColor")) if fill is not None else None
        form = difference.find(X + "numFmt")
        return Style(
            form.get("formatCode") or style.form if form is not None else style.form,
            look._replace(ground=ground or look.ground),
            style.ruled,
        )

    def run(self, font: Any, around: Look) -> Look:
        """How text looks in a font (an element, or None) where it stands in a cell of another look."""
        if font is None:
            return around
        align = font.find(X + "vertAlign")
        strike = font.find(X + "strike")
        size = font.find(X + "sz")
        ink = self._colour(font.find(X + "color"))
        return around._replace(
            struck=strike.get("val", "1").lower() not in _OFF if strike is not None else around.struck,
            raised=align.get("val") in ("superscript", "subscript") if align is not None else around.raised,
            tiny=0 <= real(size.get("val"), -1.0) <= _TINY if size is not None else around.tiny,
            ink=ink or around.ink,
        )

    def rich(self, properties: Any, cell: Look) -> Look:
        """How a part of a cell's text looks by its own properties, which replace the font of the cell."""
        return cell if properties is None else self.run(properties, Look(ground=cell.ground))

    def _style(self, xf: Any) -> Style:
        font = _at(self._fonts, xf.get("fontId"))
        fill = _at(self._fills, xf.get("fillId"))
        border = _at(self._borders, xf.get("borderId"))
        look = self.run(font, Look(ground=self._ground(fill)))
        sides = [border.find(X + side) for side in ("top", "bottom")] if border is not None else []
        ruled = any(side is not None and side.get("style", "none") != "none" for side in sides)
        return Style(self._forms.get(whole(xf.get("numFmtId")), "General"), look, ruled)

    def _ground(self, fill: Any) -> Colour | None:
        pattern = fill.find(X + "patternFill") if fill is not None else None
        if pattern is None or pattern.get("patternType", "none") != "solid":
            return None
        return self._colour(pattern.find(X + "fgColor"))

    def _colour(self, element: Any) -> Colour | None:
        if element is None:
            return None
        colour: Colour | None = None
        if element.get("theme") is not None:
            number = whole(element.get("theme"), len(NUMBERED))
            colour = self._theme.get(NUMBERED[number]) if number < len(NUMBERED) else None
        elif element.get("indexed") is not None:
            colour = self._indexed(whole(element.get("indexed"), -1))
        else:
            colour = hex_colour(element.get("rgb"))
        tint = real(element.get("tint"), 0.0)
        return tinted(colour, tint) if colour is not None and tint else colour

    def _indexed(self, number: int) -> Colour | None:
        if 0 <= number < len(self._palette):
            return self._palette[number]
        if 0 <= number < min(len(COLOR_INDEX), 64):
            return hex_colour(COLOR_INDEX[number])
        return _SYSTEM.get(number)


def _at(elements: list[Any], index: str | None) -> Any:
    number = whole(index)
    return elements[number] if number < len(elements) else None
