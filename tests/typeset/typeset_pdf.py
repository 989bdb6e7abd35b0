"""Typesets the manuscript as a PDF, as an office would: with room to spare, or crowded onto upright pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from manuscript import Grid, Piece, Text
from pdf_pages import Pages, width
from pdf_tables import set_table

_NOT_FIRST = "，。、；：！？）》”％%,.;:!?)"
_NOT_LAST = "（《“("


@dataclass(frozen=True)
class Layout:
    """How pages and tables are set; lengths in points, the widths of columns in characters.

    A row that a page has no room for is begun on the next page, or is cut: with rules that close both its parts, or none.
    """

    page: tuple[float, float]
    margin: float
    text: float
    cell: float
    padding: float
    figures: float
    labels: float
    cut: bool = False
    closed: bool = True


EASY = Layout((842, 595), 50, 14, 9, 4, 3.5, 16)
# Figures of four characters to the line: 372.48 stands on two, and most labels on several.
HARD = Layout((595, 842), 62, 15, 9, 2.5, 2, 5)
CUT = Layout((595, 842), 62, 15, 9, 2.5, 2, 5, cut=True)
OPEN = Layout((595, 842), 62, 15, 9, 2.5, 2, 5, cut=True, closed=False)


class Press:
    """The pages, and how far down the last one is filled."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.pages = Pages(*layout.page)
        # The pages that begin with the rest of a row.
        self.cuts: list[int] = []
        self.turn()

    def turn(self) -> None:
        """Begin a page, its number at the foot."""
        self.pages.begin()
        self.y = self.layout.margin
        number = f"— {len(self.pages.pages)} —"
        wide, high = self.layout.page
        self.pages.text((wide - width(number, 10)) / 2, high - 30, number, 10)

    @property
    def room(self) -> float:
        """How much of the page is left."""
        return self.layout.page[1] - self.layout.margin - self.y

    @property
    def measure(self) -> float:
        """How wide the text may run."""
        return self.layout.page[0] - 2 * self.layout.margin


def write_pdf(pieces: Sequence[Piece], path: Path, layout: Layout) -> dict[str, str]:
    """Write the file. Which page and line a piece stands on shows only when it is printed: no locator is known."""
    press = typeset(pieces, layout)
    press.pages.save(path)
    return {}


def typeset(pieces: Sequence[Piece], layout: Layout) -> Press:
    """Set everything on pages."""
    press = Press(layout)
    for piece in pieces:
        if isinstance(piece, Grid):
            set_table(piece, press)
            press.y += layout.text
        else:
            _set_text(piece, press)
    return press


def _set_text(piece: Text, press: Press) -> None:
    size = press.layout.text + {"part": 3, "caption": -2}.get(piece.kind, 0)
    indent = 2 * size if piece.kind in ("heading", "paragraph") else 0
    for number, line in enumerate(broken(piece.text, press.measure, size, indent)):
        if press.room < 1.6 * size:
            press.turn()
        left = indent if number == 0 else 0
        if piece.kind == "part":
            left = (press.measure - width(line, size)) / 2
        elif piece.text.startswith("单位："):
            left = press.measure - width(line, size)
        press.pages.text(press.layout.margin + left, press.y + size, line, size)
        press.y += 1.6 * size


def broken(text: str, measure: float, size: float, indent: float = 0) -> list[str]:
    """The text in lines: figures and Latin words stay whole where they can, no line begins with a comma."""
    lines = [""]
    for token in re.findall(r"[!-~]+|[^!-~]", text):
        room = measure - (indent if len(lines) == 1 else 0)
        if width(lines[-1] + token, size) <= room:
            lines[-1] += token
        elif width(token, size) > measure:
            for character in token:
                if width(lines[-1] + character, size) > measure:
                    lines.append("")
                lines[-1] += character
        else:
            kept, moved = _parted(lines[-1], token)
            lines[-1] = kept
            lines.append(moved)
    return [line for line in lines if line]


def _parted(line: str, token: str) -> tuple[str, str]:
    """Where the line ends and the next begins: what may not begin a line takes the word before it along."""
    while line and (token[0] in _NOT_FIRST or line[-1] in _NOT_LAST):
        last = re.search(r"[!-~]+$|.$", line)
        if last is None or last[0] == line:
            break
        line, token = line[: last.start()], last[0] + token
    return line.rstrip(), token.lstrip()
