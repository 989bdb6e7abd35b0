"""A document as every reader gives it: lines and tables in reading order, each with its place.

Readers (`yusuan.reading`) write this; the recogniser (`yusuan.recognise`) reads it, and knows nothing
of the file format behind it.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line of running text. `place` is its locator, such as `L366` or `P5L12`.

    `continues` says that the print shows it to go on from the line before: that one is full, this one is not indented.
    """

    text: str
    place: str
    continues: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as printed. `place` is its locator, such as `L128C5`, `P5T2R3C5` or `收支总表!E8`.

    `rows` and `columns` say how far it spans where the format knows (1 where it does not).
    """

    text: str
    place: str
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A rectangle of cells in printed order; every row has the same number of cells.

    Where a format knows that cells are merged, the cell stands at the top left of its span and the
    places it covers hold cells with empty text.
    """

    rows: tuple[tuple[Cell, ...], ...]
    place: str

    @property
    def width(self) -> int:
        """Number of columns."""
        return max((len(row) for row in self.rows), default=0)


Block = Line | Table


@dataclass(frozen=True, slots=True)
class Flag:
    """Something a reader could not decide, such as a row split over two pages; never guessed."""

    place: str
    text: str
    reason: str


IN_CHART = "it is a number in a chart; it was not read"
"""Why a number of a chart is flagged: mostly it is printed in the text or in a table as well."""


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader found in a file: `blocks` in reading order, and what it left undecided.

    `pictures` gives the places of large pictures, embedded objects and frames beside text, each the line or cell right
    above it, or the page or sheet: nothing was read from them. `margins` are the lines that belong to its pages and not
    to its text: running headers and footers, numbers of pages.
    """

    format: str
    sha256: str
    blocks: tuple[Block, ...]
    flags: tuple[Flag, ...] = field(default=())
    pictures: tuple[str, ...] = field(default=())
    margins: tuple[Line, ...] = field(default=())
