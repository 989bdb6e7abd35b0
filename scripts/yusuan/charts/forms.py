"""What the marks of a chart are, in Altair: one specification for each form of picture, without figures.

A chart is a form with the figures of one disclosure. Altair and the Vega-Lite compiler take far longer than drawing,
so that each form passes through them once, and only its figures change from chart to chart.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import altair as alt

from yusuan.presenting.colours import INK, RULE

_Y, _Y2 = alt.Y("y:Q", scale=None, axis=None), alt.Y2("y2:Q")
_X = alt.X("x:Q", scale=None, axis=None)


def bars() -> alt.LayerChart:
    """Bars along one scale, from `low` to `high` (万元) laid from `left` to `right` (pixels).

    `zero` is the line that bars begin at, `targets` are lines across them, `swatches` the colours of the key.
    Rows of `bars`: amount, end (where it begins and ends), y, y2, fill. All of y are pixels.
    """
    scale = alt.Scale(
        domain=[alt.ExprRef("low"), alt.ExprRef("high")],
        range=[alt.ExprRef("left"), alt.ExprRef("right")],
        nice=False,
        zero=False,
    )
    along = alt.X("amount:Q", axis=None, scale=scale)
    filled = {"fill": alt.Fill("fill:N", scale=None), "stroke": alt.Stroke("fill:N", scale=None)}
    layers = [
        _layer("zero").mark_rule(color=RULE, strokeWidth=1).encode(x=along, y=_Y, y2=_Y2),
        # The thin stroke keeps an amount that is a thousandth of the longest visible.
        _layer("bars").mark_rect(strokeWidth=1).encode(x=along, x2=alt.X2("end:Q"), y=_Y, y2=_Y2, **filled),
        _layer("targets").mark_rule(color=INK, strokeWidth=2).encode(x=along, y=_Y, y2=_Y2),
        _boxes("swatches"),
    ]
    return _page(layers, ("low", "high", "left", "right"))


def ribbons() -> alt.LayerChart:
    """Ribbons between boxes, all in pixels.

    Rows of `bands`, some for each `ribbon`: x, y, y2, fill. Rows of `boxes`: x, x2, y, y2, fill.
    """
    # The hair-thin stroke keeps a ribbon of a few hundred yuan visible.
    bands = (
        _layer("bands")
        .mark_area(opacity=0.45, strokeWidth=0.6, line=False, interpolate="monotone")
        .encode(
            x=_X,
            y=_Y,
            y2=_Y2,
            detail=alt.Detail("ribbon:N"),
            fill=alt.Fill("fill:N", scale=None),
            stroke=alt.Stroke("fill:N", scale=None),
        )
    )
    return _page([bands, _boxes("boxes")], ())


FORMS: dict[str, Callable[[], alt.LayerChart]] = {"bars": bars, "ribbons": ribbons}
"""Every form by its name."""


def _layer(name: str) -> alt.Chart:
    """A layer to which a mark is still to be given; its rows come later, under this name."""
    return alt.Chart(alt.NamedData(name))


def _boxes(name: str) -> alt.Chart:
    drawn: alt.Chart = (
        _layer(name).mark_rect().encode(x=_X, x2=alt.X2("x2:Q"), y=_Y, y2=_Y2, color=alt.Color("fill:N", scale=None))
    )
    return drawn


def _page(layers: Sequence[Any], numbers: Sequence[str]) -> alt.LayerChart:
    """Layers in one coordinate system of pixels: no axes, no legend, nothing that sizes itself."""
    laid: alt.LayerChart = (
        alt.layer(*layers)
        .properties(padding=0, background="transparent", autosize=alt.AutoSizeParams(type="none"))
        .add_params(*(alt.param(name=name, value=0) for name in numbers))
        .configure(aria=False)
        .configure_view(stroke=None)
    )
    return laid
