"""Puts the words of a PDF page into the cells of its grids."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yusuan.numbers import FIGURE
from yusuan.place import Place
from yusuan.reading.pdf_extent import NOWHERE, Extent, extent_of
from yusuan.reading.pdf_grid import Area, Grid
from yusuan.reading.pdf_words import PADDING, Word, cell_text, room


@dataclass(slots=True)
class Box:
    """A cell on a page: its first and last column (end excluded), rows spanned, text as printed, and where that is."""

    left: int
    right: int
    rows: int
    text: str
    place: Place
    open_above: bool = False
    open_below: bool = False
    # How many more letters the last line of its text has room for.
    room: float = 99.0
    # How much higher the cell is than its text, in letter heights, beyond what the table leaves free in every cell.
    slack: float = 99.0
    # Where its text stands, or where the cell does if it is blank.
    extent: Extent = NOWHERE


@dataclass(slots=True)
class PageTable:
    """A table on one page: column edges, top and bottom in points, and its rows of boxes, empty ones included."""

    page: int
    number: int
    xs: tuple[float, ...]
    top: float
    bottom: float
    rows: list[list[Box]]

    @property
    def place(self) -> Place:
        """Where the whole table is."""
        return Place(page=self.page, table=self.number)

    def give_places(self, number: int) -> None:
        """Make it the table of that number on its page, and give every cell its place."""
        self.number = number
        for index, row in enumerate(self.rows, start=1):
            for box in row:
                box.place = self.place.at(index, box.left + 1)


def fill(grid: Grid, found: Sequence[Word], page: int) -> PageTable:
    """The table that `grid` and the words inside it make; its number and places are given when all are known."""
    areas = [part for area in grid.areas for part in _walled(area, grid, found)]
    at = {(r, c): i for i, area in enumerate(areas) for r, c in _atoms(area)}
    content: list[list[Word]] = [[] for _ in areas]
    for word in found:
        content[_home(word, grid, areas, at)].append(word)
    rows: list[list[Box]] = [[] for _ in range(len(grid.ys) - 1)]
    padding = _padding(grid, areas, content)
    slack = [_slack(grid, area, inside) for area, inside in zip(areas, content, strict=True)]
    filled = [(free, inside[0].size) for free, inside in zip(slack, content, strict=True) if inside]
    # No cell is lower than its letters: less only says that a text runs out of its cell.
    least = max(min(free for free, _ in filled), min(size for _, size in filled)) if filled else 0.0
    for area, inside, free in sorted(zip(areas, content, slack, strict=True), key=lambda p: (p[0].top, p[0].left)):
        width = grid.xs[area.right] - grid.xs[area.left]
        text = cell_text(inside, width)
        columns = set(range(area.left, area.right))
        above = area.top == 0 and columns <= grid.open_above
        below = area.bottom == len(rows) and columns <= grid.open_below
        rows[area.top].append(
            Box(
                area.left, area.right, area.bottom - area.top, text, Place(), above, below,
                room(inside, width - padding), (free - least) / max((word.size for word in inside), default=1.0),
                extent_of(inside) or (grid.xs[area.left], grid.ys[area.top], grid.xs[area.right], grid.ys[area.bottom]),
            )
        )  # fmt: skip
    table = PageTable(page, 0, grid.xs, grid.ys[0], grid.ys[-1], rows)
    return _without_slivers(table, grid)


def _padding(grid: Grid, areas: Sequence[Area], content: Sequence[Sequence[Word]]) -> float:
    """What the table leaves free at the two sides of the text in a cell, as its fullest cells show."""
    sides = [
        (min(word.x0 for word in inside) - grid.xs[area.left], grid.xs[area.right] - max(word.x1 for word in inside))
        for area, inside in zip(areas, content, strict=True)
        if inside
    ]
    return sum((min(max(min(side), 0.0), PADDING / 2) for side in zip(*sides, strict=True)), start=0.0)


def _slack(grid: Grid, area: Area, inside: Sequence[Word]) -> float:
    """How much higher than its lines of text a cell is, in points."""
    height = grid.ys[area.bottom] - grid.ys[area.top]
    return height - (max(w.middle for w in inside) - min(w.middle for w in inside)) if inside else height


def _atoms(area: Area) -> list[tuple[int, int]]:
    return [(r, c) for r in range(area.top, area.bottom) for c in range(area.left, area.right)]


def _walled(area: Area, grid: Grid, found: Sequence[Word]) -> list[Area]:
    """The area as it is, or cut at its columns where amounts stand in several of them and nothing crosses."""
    if area.right - area.left < 2 or area.bottom - area.top > 1:
        return [area]
    inside = [
        word
        for word in found
        if grid.ys[area.top] <= word.middle <= grid.ys[area.bottom]
        and grid.xs[area.left] <= (word.x0 + word.x1) / 2 <= grid.xs[area.right]
    ]
    amounts = {grid.column((word.x0 + word.x1) / 2) for word in inside if FIGURE.fullmatch(word.text)}
    walls = grid.xs[area.left + 1 : area.right]
    if len(amounts) < 2 or any(word.x0 + 1.5 < wall < word.x1 - 1.5 for word in inside for wall in walls):
        return [area]
    return [Area(area.top, area.bottom, c, c + 1) for c in range(area.left, area.right)]


def _home(word: Word, grid: Grid, areas: Sequence[Area], at: dict[tuple[int, int], int]) -> int:
    """Index of the cell a word belongs to; one too wide for its cell hangs over on the side it is not aligned to."""
    row = grid.row(word.middle)
    first = at[row, grid.column(word.x0 + min(0.5 * word.size, (word.x1 - word.x0) / 2))]
    last = at[row, grid.column(word.x1 - min(0.3 * word.size, (word.x1 - word.x0) / 2))]
    if first == last:
        return first
    starts = grid.xs[areas[first].left]
    ends = grid.xs[areas[last].right]
    if FIGURE.fullmatch(word.text):
        return last if ends - word.x1 < word.size else at[row, grid.column((word.x0 + word.x1) / 2)]
    if word.x0 - starts < 1.2 * word.size:
        return first
    return at[row, grid.column((word.x0 + word.x1) / 2)]


def _without_slivers(table: PageTable, grid: Grid) -> PageTable:
    """The table without the rows that are only the gap of a double rule."""
    kept: list[list[Box]] = []
    heights = [b - a for a, b in zip(grid.ys, grid.ys[1:], strict=False)]
    dropped = [h < 4.5 and not any(box.text for box in row) for h, row in zip(heights, table.rows, strict=True)]
    for index, row in enumerate(table.rows):
        for box in row:
            box.rows -= sum(dropped[index : index + box.rows])
            if dropped[index] and box.rows > 0:
                # A span that begins in the gap begins in the row below it.
                following = next(i for i in range(index, len(dropped)) if not dropped[i])
                table.rows[following].append(box)
    for row, drop in zip(table.rows, dropped, strict=True):
        if not drop:
            row.sort(key=lambda box: box.left)
            kept.append(row)
    table.rows = kept
    return table
