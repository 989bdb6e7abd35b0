"""Tells where a table should stand, as the lines above name one: a picture there stands in its place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from yusuan.document import Block, Flag, Line, Table
from yusuan.place import Place

UNIT = re.compile(r"单位\s*[：:]\s*(?:人民币)?[万亿]?元")
# A title, a number of a table or its unit: what stands right above a table.
_NAMES = re.compile(r"表\s*(?:[（(][^()（）]*[)）])?\s*$|^附?表\s*[\d一二三四五六七八九十]|" + UNIT.pattern)
_TITLE = re.compile(r"表\s*(?:[（(][^()（）]*[)）])?\s*$")
_LINES_ABOVE = 4

PICTURE = "a picture stands below this title; what it shows was not read"
OBJECT = "an embedded object stands below this title; it was not read"
FRAME = "a frame of another page stands below this title; it was not read"
EMU_TO_AN_INCH = 914_400
"""The unit of lengths in drawings of Office."""
FEWEST_SQUARE_INCHES = 7.5
"""A picture of this size, some twelfth of a page, may show a table; a smaller one is a seal or a sign."""


def title_above(blocks: Sequence[Block]) -> Line | None:
    """The line that names a table of which nothing follows yet: the next thing would be that table."""
    above: list[Line] = []
    for block in reversed(blocks[-_LINES_ABOVE:]):
        if not isinstance(block, Line):
            break
        above.append(block)
    named = [line for line in above if _NAMES.search(line.text.strip())]
    return next((line for line in named if _TITLE.search(line.text.strip())), named[-1] if named else None)


def in_place_of_a_table(blocks: Sequence[Block], reason: str) -> list[Flag]:
    """Lists the title above, where what stands here for a table cannot be read."""
    title = title_above(blocks)
    return [Flag(title.place, title.text, reason)] if title is not None else []


def place_after(blocks: Sequence[Block]) -> str:
    """The place of what was read last, for something that stands below it and was not read."""
    if not blocks:
        return str(Place(line=1))
    last = blocks[-1]
    return next((cell.place for cell in reversed(last.rows[-1])), last.place) if isinstance(last, Table) else last.place


def is_large(width: float | None, height: float | None) -> bool:
    """Whether a picture of this size in inches may show a table; one of unknown size may."""
    return width is None or height is None or width * height >= FEWEST_SQUARE_INCHES
