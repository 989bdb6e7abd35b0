"""How a text looks to a reader, whatever its format: shown or hidden, struck out, raised, or lost in its ground.

Each format resolves its own styles (`docx_styles`, `odt_styles`, `xlsx_styles`, `html_css`, `pdf_seen`) to a `Look`;
what follows from a look is decided here.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from yusuan.reading.cells import raised

Colour = tuple[int, int, int]
"""Red, green and blue, from 0 to 255."""
WHITE: Colour = (255, 255, 255)
BLACK: Colour = (0, 0, 0)
ANY_GROUND: Colour = (-1000, -1000, -1000)
"""Stands for a ground that is a picture, say: no text is lost in it for certain."""
# Colours that differ by no more than this in each part look the same.
NEAR = 10

HIDDEN = "the text is hidden; it was not read"
STRUCK = "the text is struck out; it was not read"
LOST = "the text has the colour of its background; it was not read"
TINY = "the text is too small to be seen; it was not read"

Dropped = list[tuple[str, str]]
"""Words that are not read, each with the reason."""


class Look(NamedTuple):
    """What the resolved style makes of a text. `ink` and `ground` are None where the style does not say."""

    hidden: bool = False
    struck: bool = False
    raised: bool = False
    tiny: bool = False
    ink: Colour | None = None
    ground: Colour | None = None

    @property
    def unread(self) -> str | None:
        """Why a text of this look is not read, or None where it is."""
        if self.hidden:
            return HIDDEN
        if self.struck:
            return STRUCK
        if self.tiny:
            return TINY
        # A page is white, and ink black, unless something says otherwise.
        return LOST if same(self.ink or BLACK, self.ground or WHITE) else None


PLAIN = Look()


def same(ink: Colour, ground: Colour) -> bool:
    """Whether text in the colour of `ink` cannot be told from its ground."""
    return all(abs(a - b) <= NEAR for a, b in zip(ink, ground, strict=True))


def shown(text: str, look: Look, dropped: Dropped) -> str:
    """The text as it is read; what cannot be seen, or does not stand, is added to `dropped` with the reason."""
    reason = look.unread
    if reason is None:
        return raised(text) if look.raised else text
    if text.strip():
        dropped.append((text.strip(), reason))
    return ""


def hex_colour(written: str | None) -> Colour | None:
    """The colour that six (or, with its opacity first, eight) hexadecimal digits name; None where they name none."""
    digits = (written or "").removeprefix("#")
    if not re.fullmatch(r"[0-9A-Fa-f]{6}(?:[0-9A-Fa-f]{2})?", digits):
        return None
    return int(digits[-6:-4], 16), int(digits[-4:-2], 16), int(digits[-2:], 16)
