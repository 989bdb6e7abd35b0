"""Charts to SVG and PNG with vl-convert: no browser, no network, the same bytes every time."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import vl_convert
from PIL import Image

from yusuan.charts import font, svg
from yusuan.charts.drawing import Drawing
from yusuan.charts.model import Picture
from yusuan.charts.svg import Caption
from yusuan.charts.theme import NARROW, WIDE

PNG_WIDTH = 1000
"""In pixels: other sites show a picture of a page that is shared with them at half of it or less."""
PNG_COLOURS = 128
SUFFIXES = (".svg", "-inline.svg", "-narrow.svg")
"""What is made of every chart: a picture that stands alone, and two to stand in a page (one for phones)."""
SHARED = ".png"
"""What is made of one chart of a disclosure beside them: a browser makes the others, when somebody asks for one."""


@dataclass(frozen=True)
class Order:
    """A chart to be rendered, and the words around it; whether it is the one that is made in pixels, too."""

    picture: Picture
    caption: Caption
    shared: bool = False

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The ends of the names of its files."""
        return (*SUFFIXES, SHARED) if self.shared else SUFFIXES


_known: dict[str, dict[str, Any]] = {}


def forms() -> dict[str, dict[str, Any]]:
    """Every form of marks as Vega takes it, without figures. Making them takes a second, so a process does it once."""
    if not _known:
        # Only here: importing Altair takes half a second, and where nothing has changed nothing is drawn.
        from altair import SCHEMA_VERSION

        from yusuan.charts.forms import FORMS

        version = ".".join(SCHEMA_VERSION.lstrip("v").split(".")[:2])
        for name, form in FORMS.items():
            _known[name] = dict(vl_convert.vegalite_to_vega(form().to_dict(), vl_version=version))
    return _known


def use_forms(made: Mapping[str, dict[str, Any]]) -> None:
    """Take forms that another process made."""
    _known.update(made)


def specification(drawing: Drawing) -> dict[str, Any]:
    """The marks as a whole Vega-Lite specification, as Altair writes it, with the figures in it."""
    from yusuan.charts.forms import FORMS

    spec: dict[str, Any] = FORMS[drawing.form]().to_dict()
    spec |= {"width": drawing.width, "height": drawing.height}
    spec["datasets"] = {name: list(rows) for name, rows in drawing.rows.items()}
    spec["params"] = [{"name": name, "value": value} for name, value in drawing.numbers.items()]
    return spec


def bare(drawing: Drawing) -> str:
    """The marks as Vega draws them."""
    form = forms()[drawing.form]
    filled = form | {
        "width": drawing.width,
        "height": drawing.height,
        "data": [
            source | {"values": drawing.rows[source["name"]]} if source["name"] in drawing.rows else source
            for source in form["data"]
        ],
        "signals": [
            signal | {"value": drawing.numbers[signal["name"]]} if signal["name"] in drawing.numbers else signal
            for signal in form.get("signals", ())
        ],
    }
    return str(vl_convert.vega_to_svg(json.dumps(filled), allowed_base_urls=[]))


@cache
def _with_our_font() -> None:
    vl_convert.register_font_directory(str(font.FOLDER))


def _pixels(picture: str, width: float) -> bytes:
    """An SVG of some `width` as PNG. A palette holds all the colours that a chart has, at a sixth of the size."""
    _with_our_font()
    with Image.open(io.BytesIO(vl_convert.svg_to_png(picture, scale=PNG_WIDTH / width))) as drawn:
        indexed = drawn.convert("RGB").quantize(PNG_COLOURS, Image.Quantize.FASTOCTREE)
    # The octree averages its colours, and paper comes out a shade off white.
    indexed.putpalette([255 if part >= 253 else part for part in indexed.getpalette() or []])
    small = io.BytesIO()
    indexed.save(small, "png", compress_level=6)
    return small.getvalue()


def render(order: Order) -> dict[str, bytes]:
    """The chart's files, by the end of their names (`Order.suffixes`)."""
    wide, narrow = (order.picture.draw(layout) for layout in (WIDE, NARROW))
    marks, marks_on_phone = svg.parse(bare(wide)), svg.parse(bare(narrow))
    caption = order.caption
    on_page, on_phone = (
        Caption(f"{caption.prefix}-{name}", caption.title, caption.subtitle, caption.source, caption.alt)
        for name in ("inline", "narrow")
    )
    files = {
        ".svg": svg.alone(marks, wide, caption),
        "-inline.svg": svg.in_page(marks, wide, on_page),
        "-narrow.svg": svg.in_page(marks_on_phone, narrow, on_phone),
    }
    made = {suffix: text.encode("utf-8") for suffix, text in files.items()}
    if order.shared:
        made[SHARED] = _pixels(svg.to_rasterise(marks, wide, caption), svg.width_alone(wide))
    return made
