"""How charts look: their colours and sizes, and two page widths."""

from __future__ import annotations

from dataclasses import dataclass

from yusuan.presenting.colours import GREY, SERIES

READER_FONTS = '"Noto Sans SC","PingFang SC","Microsoft YaHei",sans-serif'
"""What an SVG asks of its reader's machine; widths were measured with a subset of the first."""


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
