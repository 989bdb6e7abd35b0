"""Charts to SVG and PNG with vl-convert: no browser, no network, the same bytes every time."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache

import altair as alt
import vl_convert
from altair.utils.schemapi import debug_mode
from PIL import Image

from yusuan.charts import font, svg
from yusuan.charts.model import Picture
from yusuan.charts.svg import Caption
from yusuan.charts.theme import NARROW, WIDE, Layout

PNG_SCALE = 2
PNG_COLOURS = 128
SUFFIXES = (".svg", "-inline.svg", "-narrow.svg", ".png")
"""What is made of every chart: a picture that stands alone, two to stand in a page (one for phones), and pixels."""


@dataclass(frozen=True)
class Order:
    """A chart to be rendered, and the words around it."""

    picture: Picture
    caption: Caption


@cache
def _vega_lite() -> str:
    vl_convert.register_font_directory(str(font.FOLDER))
    return ".".join(alt.SCHEMA_VERSION.lstrip("v").split(".")[:2])


def bare(picture: Picture, layout: Layout) -> str:
    """The picture as Vega draws it."""
    version = _vega_lite()
    # Altair checks each part of a chart against its schema; that takes longer than drawing, and the tests do it.
    with debug_mode(False):
        spec = picture.chart(layout).to_dict(validate=False)
    return str(vl_convert.vegalite_to_svg(spec, vl_version=version, allowed_base_urls=[]))


def _pixels(picture: str) -> bytes:
    """An SVG as PNG. A palette holds all the colours that a chart has, at a sixth of the size."""
    with Image.open(io.BytesIO(vl_convert.svg_to_png(picture, scale=PNG_SCALE))) as drawn:
        indexed = drawn.convert("RGB").quantize(PNG_COLOURS, Image.Quantize.FASTOCTREE)
    # The octree averages its colours, and paper comes out a shade off white.
    indexed.putpalette([255 if part >= 253 else part for part in indexed.getpalette() or []])
    small = io.BytesIO()
    indexed.save(small, "png", compress_level=6)
    return small.getvalue()


def render(order: Order) -> dict[str, bytes]:
    """The chart's files, by the end of their names (`SUFFIXES`)."""
    wide = svg.parse(bare(order.picture, WIDE))
    narrow = svg.parse(bare(order.picture, NARROW))
    caption = order.caption
    on_page, on_phone = (
        Caption(f"{caption.prefix}-{name}", caption.title, caption.subtitle, caption.source, caption.alt)
        for name in ("inline", "narrow")
    )
    return {
        ".svg": svg.alone(wide, caption).encode("utf-8"),
        "-inline.svg": svg.in_page(wide, on_page).encode("utf-8"),
        "-narrow.svg": svg.in_page(narrow, on_phone).encode("utf-8"),
        ".png": _pixels(svg.to_rasterise(wide, caption)),
    }
