"""The font that text is measured and drawn with; it is shipped here, since a machine may have no Chinese glyphs."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

FOLDER = Path(__file__).parent / "fonts"
FILE = FOLDER / "YusuanSansSC-Regular.otf"
FAMILY = "Yusuan Sans SC"
GETA = "〓"  # what printers set for a type they lack

# A line may not begin with these, nor end with those.
_NOT_FIRST = set("，。、；：！？）》”’」』】〉·%％…—),.;:!?")
_NOT_LAST = set("（《“‘「『【〈(")


class _Advances(dict[str, int]):
    """How wide each character is, in thousandths of its size; one that the font lacks counts as wide as is usual."""

    def __missing__(self, char: str) -> int:
        self[char] = _guess(char)
        return self[char]


@cache
def _glyphs() -> dict[str, int]:
    with TTFont(FILE, lazy=True) as font:
        widths = font["hmtx"].metrics
        return {chr(code): widths[glyph][0] for code, glyph in font.getBestCmap().items()}


@cache
def _advances() -> _Advances:
    # A glyph of no width at all is none that can be seen.
    return _Advances({char: advance for char, advance in _glyphs().items() if advance})


def width(text: str, size: float) -> float:
    """How wide `text` is at `size`, in the same unit."""
    return sum(map(_advances().__getitem__, text)) * size / 1000


def _guess(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 1000 if unicodedata.east_asian_width(char) in "WFA" else 600


def missing(text: str) -> str:
    """The characters of `text` that the font has no glyph for, each once, in order of code. Line breaks need none."""
    return "".join(sorted(char for char in set(text).difference(_glyphs()) if not char.isspace()))


def drawable(text: str) -> str:
    """The text with 〓 for what the font lacks: a picture says that a character is missing, and draws no empty box."""
    lacking = set(missing(text))
    return "".join(GETA if char in lacking else char for char in text) if lacking else text


def wrap(text: str, size: float, limit: float, lines: int = 3) -> list[str]:
    """Break `text` into at most `lines` lines of at most `limit`; what does not fit ends in …, never silently.

    Lines come out about equally long. Chinese breaks anywhere but beside its punctuation; a run of Latin letters or
    digits stays whole where it can.
    """
    pieces = _pieces(" ".join(text.split()))
    found = _broken(pieces, size, limit)
    if len(found) > lines:
        return [*found[: lines - 1], _cut("".join(found[lines - 1 :]), size, limit)]
    tight = max(width(text, size) / len(found), 4 * size)
    while len(found) > 1 and tight < limit:
        even = _broken(pieces, size, tight)
        if len(even) == len(found):
            return even
        tight += size / 2
    return found


def _broken(pieces: list[str], size: float, limit: float) -> list[str]:
    found = [""]
    for piece in pieces:
        if not found[-1] or width(found[-1] + piece, size) <= limit:
            found[-1] += piece
        elif piece[0] in _NOT_FIRST or found[-1][-1] in _NOT_LAST:
            # Take the last character along, so that neither line begins or ends as it may not.
            found[-1], last = found[-1][:-1], found[-1][-1]
            found.append(last + piece)
        else:
            found.append(piece.lstrip())
    return [line for line in found if line] or [""]


def _cut(line: str, size: float, limit: float) -> str:
    # Halving, for a label may be as long as a cell.
    fitting = bisect_right(range(len(line) + 1), limit, key=lambda length: width(line[:length] + "…", size))
    return line[: max(0, fitting - 1)] + "…"


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    for char in text:
        together = pieces and char.isascii() and pieces[-1][-1].isascii() and " " not in (char, pieces[-1][-1])
        if together and len(pieces[-1]) < 16:
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces
