"""How charts look: their marks and sizes, and two page widths."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import altair as alt

from yusuan.charts.font import FAMILY
from yusuan.presenting.colours import GREY, SERIES

READER_FONTS = '"Noto Sans SC","PingFang SC","Microsoft YaHei",sans-serif'
"""What an SVG asks of its reader's machine; widths were measured with a subset of the first."""


Align = Literal["left", "center", "right"]


@dataclass(frozen=True)
class Layout:
    """A page to draw on: its width in pixels, and the sizes of what stands on it."""

    name: str
    width: int
    text: int
    small: int

    @property
    def narrow(self) -> bool:
        """Whether labels go above their bars, as they must on a phone."""
        return self.width < 480


WIDE = Layout("wide", 680, 14, 13)
NARROW = Layout("narrow", 344, 14, 13)


def colour(series: str) -> str:
    """The colour of a series."""
    return SERIES.get(series, GREY)


def marks(rows: list[dict[str, Any]]) -> alt.Chart:
    """A chart of these rows, to which a mark is still to be given. The rows are in the chart itself."""
    return alt.Chart({"values": rows})


def page(layers: list[alt.Chart], width: float, height: float) -> alt.LayerChart:
    """Layers in one coordinate system of pixels: no axes, no legend, nothing that sizes itself."""
    laid: alt.LayerChart = (
        alt.layer(*layers)
        .properties(
            width=width,
            height=height,
            padding=0,
            background="transparent",
            autosize=alt.AutoSizeParams(type="none"),
        )
        .configure(aria=False, font=FAMILY)
        .configure_view(stroke=None)
    )
    return laid


def texts(rows: list[dict[str, Any]], *, align: Align, size: int, fill: str) -> alt.Chart:
    """Words at pixel places: rows of x, y (of the base line) and text."""
    words: alt.Chart = (
        marks(rows)
        .mark_text(align=align, baseline="alphabetic", fontSize=size, color=fill, limit=0)
        .encode(x=alt.X("x:Q", scale=None, axis=None), y=alt.Y("y:Q", scale=None, axis=None), text=alt.Text("text:N"))
    )
    return words


def boxes(rows: list[dict[str, Any]]) -> alt.Chart:
    """Rectangles at pixel places: rows of x, x2, y, y2 and fill."""
    drawn: alt.Chart = (
        marks(rows)
        .mark_rect()
        .encode(
            x=alt.X("x:Q", scale=None, axis=None),
            x2=alt.X2("x2:Q"),
            y=alt.Y("y:Q", scale=None, axis=None),
            y2=alt.Y2("y2:Q"),
            color=alt.Color("fill:N", scale=None),
        )
    )
    return drawn
