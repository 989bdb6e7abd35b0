"""What a chart is before it is drawn: rows of the warehouse in, words and a picture out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol

from yusuan.charts.drawing import Drawing
from yusuan.charts.theme import Layout

Row = Mapping[str, Any]
"""One row of a chart's query: column → value. Amounts are `Decimal`, in 万元."""


class Picture(Protocol):
    """Marks that can be laid out on a page of some width."""

    def draw(self, layout: Layout) -> Drawing:
        """The picture on a page of exactly `layout.width` pixels."""


@dataclass(frozen=True)
class Story:
    """A chart that has something to show.

    `title` states the finding; `alt` says in words what the picture shows; `columns` and `rows` are the data behind it,
    amounts as exact decimals; `note` is what a reader has to know beside the unit; `tables` the official tables that it
    was drawn from, by our number.
    """

    title: str
    alt: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    picture: Picture
    note: str = ""
    tables: tuple[int, ...] = ()


@dataclass(frozen=True)
class Nothing:
    """A chart that would show nothing, or nothing that is certain, and why, in Chinese."""

    reason: str


@dataclass(frozen=True)
class Bar:
    """A bar: what it is of, and its amount in parts, each of one series (a key of the theme's colours).

    `printed` is the whole as the document prints it, where that may differ from the parts by their rounding.
    """

    label: str
    parts: tuple[tuple[str, Decimal], ...]
    printed: Decimal | None = None

    @property
    def amount(self) -> Decimal:
        """The whole bar, in 万元."""
        if self.printed is not None:
            return self.printed
        return sum((amount for _, amount in self.parts), Decimal(0))


class StoryMaker(Protocol):
    """`rows -> story`: pure, so that a chart and its words come from the same figures."""

    def __call__(self, rows: Sequence[Row]) -> Story | Nothing:
        """The story that the rows of one disclosure make, or why there is none."""
