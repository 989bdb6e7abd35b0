"""Sets a table on pages: cells wrapped to their columns, merged cells, the header again on each page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from manuscript import Grid, GridCell
from pdf_pages import width

if TYPE_CHECKING:
    from typeset_pdf import Layout, Press

_FIGURE = re.compile(r"\d+(\.\d+)?")
LEADING = 1.25


@dataclass
class _Part:
    """A row, or what of it stands on one page."""

    row: int
    height: float


def set_table(grid: Grid, press: Press) -> None:
    """Set a table from where the page is filled to; it ends where it ends."""
    _Setting(grid, press).set()


class _Setting:
    """One table being set: its columns' edges, each cell's lines not yet set, and the height of its rows."""

    def __init__(self, grid: Grid, press: Press) -> None:
        self.grid, self.press = grid, press
        layout = press.layout
        self.size, self.padding, self.leading = layout.cell, layout.padding, LEADING * layout.cell
        widths = _widths(grid, layout, press.measure)
        left = layout.margin + (press.measure - sum(widths)) / 2
        self.xs = [left + sum(widths[:i]) for i in range(len(widths) + 1)]
        self.lines = {cell: self._wrapped(cell) for cell in grid.cells}
        self.heights = self._heights()
        # Cells of which a part was set on a page before.
        self.began: set[GridCell] = set()

    def set(self) -> None:
        """Row after row, a new page where one has no room."""
        fragment: list[_Part] = []
        if self.grid.header and self.press.room < sum(self.heights[: self.grid.header + 1]):
            self.press.turn()
        for row in range(self.grid.height):
            rest = self.heights[row]
            while (room := self._room(fragment)) < rest:
                cut = self._cut(row, rest, room)
                if cut:
                    fragment.append(_Part(row, cut))
                    self.press.cuts.append(len(self.press.pages.pages) + 1)
                    rest -= cut - 2 * self.padding
                else:
                    self._make_room_for_merged(fragment, row)
                self._draw(fragment, goes_on=bool(cut))
                self.press.turn()
                fragment = [_Part(r, self.heights[r]) for r in range(self.grid.header)]
            fragment.append(_Part(row, rest))
        self._draw(fragment, goes_on=False)

    def _room(self, fragment: Sequence[_Part]) -> float:
        return self.press.room - sum(part.height for part in fragment)

    def _cut(self, row: int, rest: float, room: float) -> float:
        """How high a part of the row goes onto this page: nothing, unless rows are cut, or one fills a page alone."""
        whole_page = self.press.layout.page[1] - 2 * self.press.layout.margin
        if row < self.grid.header or not (self.press.layout.cut or rest > whole_page):
            return 0
        fitting = int((room - 2 * self.padding) / self.leading)
        return fitting * self.leading + 2 * self.padding if fitting > 0 else 0

    def _make_room_for_merged(self, fragment: Sequence[_Part], next_row: int) -> None:
        """Make the last row higher where a merged cell goes on over the page break, so that its text is not cut."""
        for cell in self.grid.cells:
            if cell.row < next_row < cell.row + cell.rows and not self.press.layout.cut:
                needed = len(self.lines[cell]) * self.leading + 2 * self.padding
                had = sum(part.height for part in fragment if part.row >= cell.row)
                fragment[-1].height += max(0, needed - had)

    def _wrapped(self, cell: GridCell) -> list[str]:
        from typeset_pdf import broken

        room = self.xs[cell.column + cell.columns] - self.xs[cell.column] - 2 * self.padding
        return broken(cell.text, room, self.size)

    def _heights(self) -> list[float]:
        heights = [self.leading + 2 * self.padding] * self.grid.height
        for cell in sorted(self.grid.cells, key=lambda cell: cell.rows):
            last = cell.row + cell.rows
            needed = len(self.lines[cell]) * self.leading + 2 * self.padding
            heights[last - 1] += max(0, needed - sum(heights[cell.row : last]))
        return heights

    def _draw(self, fragment: Sequence[_Part], *, goes_on: bool) -> None:
        """Draw what stands on this page; the last row goes on on the next page where it is cut."""
        tops: dict[int, float] = {}
        y = self.press.y
        for part in fragment:
            tops[part.row] = y
            y += part.height
        ends = {part.row: tops[part.row] + part.height for part in fragment}
        for cell in self.grid.cells:
            shown = [row for row in range(cell.row, cell.row + cell.rows) if row in tops]
            if shown:
                open_below = (goes_on and shown[-1] == fragment[-1].row) or shown[-1] < cell.row + cell.rows - 1
                begun = cell in self.began
                self._draw_cell(cell, tops[shown[0]], ends[shown[-1]], begun=begun, open_below=open_below)
        self.press.y = y

    def _draw_cell(self, cell: GridCell, top: float, bottom: float, *, begun: bool, open_below: bool) -> None:
        left, right = self.xs[cell.column], self.xs[cell.column + cell.columns]
        pages, closed = self.press.pages, self.press.layout.closed
        pages.rule(left, top, left, bottom)
        pages.rule(right, top, right, bottom)
        if closed or not begun:
            pages.rule(left, top, right, top)
        if closed or not open_below:
            pages.rule(left, bottom, right, bottom)
        waiting = self.lines[cell]
        fitting = int((bottom - top - 2 * self.padding) / self.leading + 0.01) if open_below else len(waiting)
        lines = waiting[:fitting]
        if cell.row >= self.grid.header:
            # The header is set anew on each page.
            self.lines[cell] = waiting[fitting:]
            self.began.add(cell)
        height = len(lines) * self.leading
        start = top + self.padding if begun or open_below else (top + bottom - height) / 2
        for number, line in enumerate(lines):
            x = left + self.padding
            if _FIGURE.fullmatch(cell.text):
                x = right - self.padding - width(line, self.size)
            elif cell.row < self.grid.header:
                x = (left + right - width(line, self.size)) / 2
            pages.text(x, start + number * self.leading + self.size, line, self.size)


def _widths(grid: Grid, layout: Layout, measure: float) -> list[float]:
    """Columns of figures are narrow and those of labels wide; a project's table is as wide as the page."""
    if not grid.header:
        return [measure / grid.width] * grid.width
    widths = []
    for column in range(grid.width):
        texts = [
            c.text for c in grid.cells if c.column == column and c.columns == 1 and c.row >= grid.header and c.text
        ]
        figures = all(_FIGURE.fullmatch(text) for text in texts)
        widths.append((layout.figures if figures else layout.labels) * layout.cell + 2 * layout.padding)
    return [min(1, measure / sum(widths)) * width for width in widths]
