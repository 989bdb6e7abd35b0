"""A table as printed cells on a grid: which cell covers which place, where the format knows of spans."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from yusuan.document import Cell, Table
from yusuan.place import Place, parse
from yusuan.words import key


@dataclass(frozen=True, slots=True)
class Anchor:
    """A printed cell with the row and column (from 0) that it begins in, and how far it reaches."""

    row: int
    column: int
    cell: Cell
    rows: int
    columns: int

    @property
    def text(self) -> str:
        """What is printed in the cell, without the space around it."""
        return self.cell.text.strip()

    @property
    def end(self) -> int:
        """The first column to the right of the cell."""
        return self.column + self.columns


class Grid:
    """The cells of a table by place. Formats without spans give each cell a place of its own."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.height, self.width = len(table.rows), table.width
        self._owners: list[list[Anchor | None]] = [[None] * self.width for _ in table.rows]
        for row, cells in enumerate(table.rows):
            for column, cell in enumerate(cells):
                if self._owners[row][column] is None or cell.text.strip():
                    self._place(row, column, cell)
        self.spanned = any(
            anchor.rows > 1 or anchor.columns > 1 for row in self._owners for anchor in row if anchor is not None
        )

    def _place(self, row: int, column: int, cell: Cell) -> None:
        rows, columns = min(cell.rows, self.height - row), min(cell.columns, self.width - column)
        anchor = Anchor(row, column, cell, rows, columns)
        for i in range(row, row + rows):
            for j in range(column, column + columns):
                self._owners[i][j] = anchor

    @cached_property
    def words(self) -> frozenset[str]:
        """What the cells say, as labels are compared."""
        return frozenset(key(cell.text).rstrip(":") for cells in self.table.rows for cell in cells)

    def at(self, row: int, column: int) -> Anchor:
        """The cell that covers a place."""
        owner = self._owners[row][column]
        if owner is None:
            raise IndexError(f"no cell at {row}, {column}")
        return owner

    def beginning(self, row: int) -> list[Anchor]:
        """The cells that begin in a row, left to right; those without text too."""
        return [a for c in range(self.width) if (a := self.at(row, c)).row == row and a.column == c]

    def filled(self, row: int) -> list[Anchor]:
        """The cells with text that begin in a row, left to right."""
        return [anchor for anchor in self.beginning(row) if anchor.text]

    def merges_down(self, column: int) -> bool:
        """Whether some cell of the column reaches over several rows, so that a blank one is a cell of its own."""
        return any(self.at(row, column).rows > 1 for row in range(self.height))

    def turns_page(self, row: int) -> bool:
        """Whether the row is the first that is printed on another page than the row above."""
        return 0 < row < self.height and self._place_of(row).page > self._place_of(row - 1).page

    def reaches_beside(self, row: int) -> bool:
        """Whether the only text of a row has a filled cell to its left that began above and reaches down to it."""
        filled = self.filled(row)
        if len(filled) != 1 or filled[0].column == 0:
            return False
        beside = self.at(row, filled[0].column - 1)
        return beside.row < row and bool(beside.text)

    def left_out(self, row: int) -> int:
        """How many rows at the head of a page a reader has left out for repeating the first rows of the table."""
        return self._place_of(row).row - 1 if self.turns_page(row) else 0

    def _place_of(self, row: int) -> Place:
        # A cell that a page break cuts may have its text on the later page.
        return min((parse(cell.place) for cell in self.table.rows[row]), key=lambda place: place.order)
