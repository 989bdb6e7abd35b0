"""How the text of a web page looks by its tags, sheets and own styles: not there, unseen, struck out, raised."""

from __future__ import annotations

import re
from typing import Any

import tinycss2.color3

from yusuan.reading.html_css import Declared, Sheets
from yusuan.reading.looks import ANY_GROUND, PLAIN, Colour, Look

__all__ = ["PLAIN", "Looks"]

# What browsers themselves say of these tags; a page may say otherwise.
_OWN: dict[str, Declared] = {
    **{tag: {"text-decoration": "line-through"} for tag in ("s", "del", "strike")},
    "sup": {"vertical-align": "super"},
    "sub": {"vertical-align": "sub"},
    "table": {"display": "table"},
    "tr": {"display": "table-row"},
    **{tag: {"display": "table-cell"} for tag in ("td", "th")},
}
_CELLS = ("td", "th", "table-cell")
_LENGTH = re.compile(r"([-+]?[\d.]+)(px|pt|em|rem|ex|cm|mm|in|pc|%)?")
_PIXELS = {"px": 1.0, "pt": 4 / 3, "em": 16.0, "rem": 16.0, "ex": 8.0, "cm": 37.8, "mm": 3.78, "in": 96.0, "pc": 16.0,
           "%": 0.16, "": 1.0}  # fmt: skip
# Text moved by this many pixels stands off its line; by this many, off the page.
_MOVED, _AWAY = 3.0, 500.0
# Letters of no more than this many pixels are none to see.
_TINY = 1.4
_NOTHING = re.compile(r"rect\(\s*(?:0(?:px)?|1px)[\s,]+(?:0|1px)(?:px)?[\s,]|inset\(\s*(?:50|100)%|circle\(\s*0")


class Looks:
    """How elements of one page look."""

    def __init__(self, root: Any) -> None:
        self._sheets = Sheets(root)
        self._styles: dict[Any, Declared] = {}

    def style(self, element: Any) -> Declared:
        """What holds for an element: by its tag, by its attributes, by the sheets, by its own style."""
        found = self._styles.get(element)
        if found is None:
            found = dict(_OWN.get(element.tag, {}))
            if element.get("hidden") is not None:
                found["display"] = "none"
            if element.tag == "font" and element.get("color"):
                found["color"] = element.get("color").lower()
            if element.get("bgcolor"):
                found["background-color"] = element.get("bgcolor").lower()
            found |= self._sheets.of(element)
            self._styles[element] = found
        return found

    def display(self, element: Any) -> str:
        """How an element is laid out, such as `block` or `table-row`; empty where nothing says."""
        return self.style(element).get("display", "").removesuffix("!important").strip()

    def is_left_out(self, element: Any) -> bool:
        """Whether the page is laid out as if the element were not there."""
        style = self.style(element)
        # A row that collapses gives up its room.
        return style.get("display") == "none" or style.get("visibility") == "collapse"

    def look(self, element: Any, around: Look) -> Look:
        """How text in an element looks where it stands in text of the look around it."""
        style = self.style(element)
        look = around
        if (visibility := style.get("visibility")) in ("hidden", "visible"):
            look = look._replace(hidden=visibility == "hidden")
        if _is_away(style):
            look = look._replace(hidden=True)
        if "line-through" in style.get("text-decoration", "") + style.get("text-decoration-line", ""):
            look = look._replace(struck=True)
        if element.tag not in _CELLS and style.get("display") not in _CELLS and _is_raised(style):
            look = look._replace(raised=True)
        if (size := _size(style)) is not None:
            look = look._replace(tiny=size <= _TINY)
        return _coloured(look, style)


def _is_raised(style: Declared) -> bool:
    align = style.get("vertical-align", "")
    if align in ("super", "sub", "text-top", "text-bottom"):
        return align in ("super", "sub")
    moved = style.get("top", "") if style.get("position") == "relative" else ""
    return any(abs(pixels) >= _MOVED for pixels in (_pixels(align), _pixels(moved)) if pixels is not None)


def _is_away(style: Declared) -> bool:
    """Whether the text is clipped away, moved off the page, or as clear as glass."""
    if _number(style.get("opacity")) == 0 or style.get("content-visibility") == "hidden":
        return True
    placed = style.get("position") in ("absolute", "fixed")
    if placed and any((_pixels(style.get(side)) or 0) <= -_AWAY for side in ("left", "top")):
        return True
    if placed and _NOTHING.search(style.get("clip", "") + " " + style.get("clip-path", "")):
        return True
    if (_pixels(style.get("text-indent")) or 0) <= -_AWAY or re.search(
        r"scale\(\s*0\s*[,)]", style.get("transform", "")
    ):
        return True
    sides = [
        _pixels(style.get(name, "").replace("%", "rem")) for name in ("height", "max-height", "width", "max-width")
    ]
    return style.get("overflow", "").startswith(("hidden", "clip")) and any(
        side is not None and side <= 1 for side in sides
    )


def _size(style: Declared) -> float | None:
    """The size of letters in pixels where a length says it."""
    written = style.get("font-size") or next(
        (part.partition("/")[0] for part in style.get("font", "").split() if _LENGTH.fullmatch(part.partition("/")[0])),
        "",
    )
    return _pixels(written)


def _coloured(look: Look, style: Declared) -> Look:
    if (ink := style.get("color")) is not None:
        colour, clear = _colour(ink)
        if clear:
            look = look._replace(hidden=True)
        elif colour is not None:
            look = look._replace(ink=colour)
    behind = " ".join(style.get(name, "") for name in ("background", "background-color", "background-image"))
    if "url(" in behind or "gradient(" in behind:
        return look._replace(ground=ANY_GROUND)
    for word in re.findall(r"#[0-9a-f]+|(?:rgb|hsl)a?\([^)]*\)|[a-z]+", behind):
        colour, clear = _colour(word)
        if colour is not None and not clear:
            look = look._replace(ground=colour)
    return look


def _colour(written: str) -> tuple[Colour | None, bool]:
    """The colour, and whether nothing is to be seen of it."""
    found = tinycss2.color3.parse_color(written.replace("!important", "").strip())
    if found is None or isinstance(found, str):
        return None, False
    red, green, blue = (round(part * 255) for part in (found.red, found.green, found.blue))
    return (red, green, blue), found.alpha < 0.05


def _pixels(written: str | None) -> float | None:
    match = _LENGTH.fullmatch((written or "").replace("!important", "").strip())
    number = _number(match[1]) if match else None
    return number * _PIXELS[match[2] or ""] if match and number is not None else None


def _number(written: str | None) -> float | None:
    try:
        return float(written) if written is not None else None
    except ValueError:
        return None
