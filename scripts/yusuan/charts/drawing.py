"""A picture laid out on a page: the figures that Vega draws as marks, and the words that our own code sets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

Align = Literal["left", "center", "right"]
Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Words:
    """Words of one look. `placed`: x (of the side that `align` names), y (of the base line) in pixels, and the text."""

    align: Align
    size: int
    fill: str
    placed: tuple[tuple[float, float, str], ...]


@dataclass(frozen=True)
class Drawing:
    """A picture of some width and height in pixels.

    `form` names the marks (`forms.FORMS`); `rows` are the figures of each of its layers, by the layer's name, and
    `numbers` what its scales run from and to. Words stand over the marks. Vega would take some milliseconds for each
    of them, which is most of what a chart costs; the font's widths are known here, so that it need not measure any.
    """

    form: str
    width: float
    height: float
    rows: Mapping[str, Rows]
    numbers: Mapping[str, float]
    words: tuple[Words, ...]
