"""What stands on or around a sheet beside its cells: pictures, text boxes, the header of its printed page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from yusuan.reading.table_places import EMU_TO_AN_INCH, UNIT, is_large
from yusuan.reading.written import whole

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
# Fonts, sizes and colours, and what a printer fills in: page, date, file, sheet.
_CODES = re.compile(r'&"[^"]*"|&\d+|&K[0-9A-F]{6}|&K\d\d[+-]\d{3}|&[PNDTFAGBIUESXYHOZ]')
_PARTS = re.compile(r"&[LCR]")


FEWEST_ROWS = 3
"""A picture that reaches over fewer rows shows no table."""


class Laid(NamedTuple):
    """Something laid over cells, from the first row and column to the last (from 1); `text` is that of a text box."""

    top: int
    left: int
    bottom: int
    right: int
    text: str
    is_picture: bool
    is_large: bool
    """Whether it is as large as a table."""

    def holds(self, at: tuple[int, int]) -> bool:
        """Whether a cell lies below it."""
        return self.top <= at[0] <= self.bottom and self.left <= at[1] <= self.right


def laid_over(drawings: tuple[Any, ...]) -> Iterator[Laid]:
    """Pictures, objects and boxes of text on a sheet; charts, lines and empty shapes are none."""
    for root in drawings:
        for anchor in root:
            start, end = anchor.find(_DRAWING + "from"), anchor.find(_DRAWING + "to")
            if start is None:
                continue
            text = "\n".join(
                "".join(words.text or "" for words in paragraph.iter(_A + "t")) for paragraph in anchor.iter(_A + "p")
            ).strip()
            is_picture = next(anchor.iter(_DRAWING + "pic"), None) is not None
            if text or is_picture:
                top, left = _cell(start)
                bottom, right = _cell(end) if end is not None else (top, left)
                size = anchor.find(_DRAWING + "ext")
                if end is None and size is not None:
                    large = is_large(*(whole(size.get(side)) / EMU_TO_AN_INCH for side in ("cx", "cy")))
                else:
                    large = bottom - top >= FEWEST_ROWS and right > left
                yield Laid(top, left, bottom, right, text, is_picture, large)


def units_above(header: str, texts: Mapping[tuple[int, int], str]) -> list[str]:
    """What the header of the printed page says of the unit, where no cell of the sheet does."""
    if any(UNIT.search(text) for text in texts.values()):
        return []
    parts = (_CODES.sub("", part).replace("&&", "&").strip() for part in _PARTS.split(header))
    return [part for part in parts if UNIT.search(part)]


def _cell(corner: Any) -> tuple[int, int]:
    row, column = corner.find(_DRAWING + "row"), corner.find(_DRAWING + "col")
    return (
        whole(row.text if row is not None else None) + 1,
        whole(column.text if column is not None else None) + 1,
    )
