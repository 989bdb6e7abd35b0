"""Works out the colours that Word and Excel name by their place in a theme, lighter or darker."""

from __future__ import annotations

from typing import Any

from yusuan.reading.looks import Colour, hex_colour

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFFICE: dict[str, Colour] = {
    "dk1": (0, 0, 0), "lt1": (255, 255, 255), "dk2": (31, 73, 125), "lt2": (238, 236, 225),
    "accent1": (79, 129, 189), "accent2": (192, 80, 77), "accent3": (155, 187, 89), "accent4": (128, 100, 162),
    "accent5": (75, 172, 198), "accent6": (247, 150, 70), "hlink": (0, 0, 255), "folHlink": (128, 0, 128),
}  # fmt: skip
# Excel counts the colours of a theme, the light ones first.
NUMBERED = ("lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink",
            "folHlink")  # fmt: skip
_WORD = {"background1": "lt1", "text1": "dk1", "background2": "lt2", "text2": "dk2", "light1": "lt1", "dark1": "dk1",
         "light2": "lt2", "dark2": "dk2", "hyperlink": "hlink", "followedHyperlink": "folHlink"}  # fmt: skip


def theme_of(root: Any) -> dict[str, Colour]:
    """The colours of a theme part by their names in it; Office's own where there is no part."""
    colours = dict(_OFFICE)
    scheme = root.find(f".//{_A}clrScheme") if root is not None else None
    for slot in scheme if scheme is not None else ():
        for value in slot:
            colour = hex_colour(value.get("lastClr") or value.get("val"))
            if colour is not None:
                colours[slot.tag.rpartition("}")[2]] = colour
    return colours


def word_colour(element: Any, theme: dict[str, Colour], name: str = "") -> Colour | None:
    """The colour that a Word element names: `color` by `val`, a shading's by `fill`; None where it is automatic."""
    if element is None:
        return None
    by_theme = element.get(_W + ("themeFill" if name == "fill" else "themeColor"))
    colour = theme.get(_WORD.get(by_theme, by_theme)) if by_theme else None
    if colour is None:
        return hex_colour(element.get(_W + (name or "val")))
    kind = "themeFill" if name == "fill" else "theme"
    return _mixed(colour, _share(element.get(_W + f"{kind}Tint")), _share(element.get(_W + f"{kind}Shade")))


def _share(written: str | None) -> float:
    try:
        return int(written[:2], 16) / 255 if written else 1.0
    except ValueError:
        return 1.0


def _mixed(colour: Colour, tint: float, shade: float) -> Colour:
    red, green, blue = (round((part * tint + 255 * (1 - tint)) * shade) for part in colour)
    return red, green, blue


def tinted(colour: Colour, tint: float) -> Colour:
    """A colour of Excel made lighter (up to 1) or darker (down to -1)."""
    return _mixed(colour, 1 - min(tint, 1), 1.0) if tint >= 0 else _mixed(colour, 1.0, 1 + max(tint, -1))
