"""The Changji disclosure as a typesetter gets it: whole paragraphs and headings, and tables with their merged cells.

It is made from the text form, where a page break may have cut a paragraph or a heading in two; which ones are whole
was read by hand (tests/expected). Every piece remembers where in the text it came from.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from yusuan.document import Cell, Document, Line, Table
from yusuan.reading import read

PROJECT = Path(__file__).parents[2]
PACKAGE = PROJECT / "datapackages" / "changji-sme" / "2023-budget"
SOURCE = PACKAGE / "source" / "document.txt"
EXPECTED = PROJECT / "tests" / "expected" / "changji-sme-2023-budget"

# How many rows of each official table are its header, as printed.
HEADER_ROWS = {"表1": 2, "表2": 2, "表3": 3, "表4": 2, "表5": 3, "表6": 3, "表7": 2, "表9": 3, "表10": 2}
_PART = re.compile(r"第[一二三四]部分.*")
_HEADING = re.compile(r"[一二三四五六七八九十]+、[^：。]*|（[一二三四五]）[^：。]*")


@dataclass(frozen=True)
class Text:
    """A piece of running text; `kind` is title, part, heading, caption or paragraph; `places` are its lines' locators."""

    text: str
    kind: str
    places: tuple[str, ...]


@dataclass(frozen=True)
class GridCell:
    """A cell at its top left row and column (from 0), with its span and its locator in the text."""

    text: str
    row: int
    column: int
    rows: int
    columns: int
    place: str


@dataclass(frozen=True)
class Grid:
    """A table as ruled: its cells row by row, the number of rows that are its header, and its caption's number."""

    cells: tuple[GridCell, ...]
    height: int
    width: int
    header: int
    name: str

    def row(self, row: int) -> list[GridCell]:
        """The cells that begin in a row, from left to right."""
        return sorted((cell for cell in self.cells if cell.row == row), key=lambda cell: cell.column)

    def covered(self) -> Iterator[tuple[GridCell, int, int]]:
        """Every square of the grid with the cell that covers it."""
        for cell in self.cells:
            for row in range(cell.row, cell.row + cell.rows):
                for column in range(cell.column, cell.column + cell.columns):
                    yield cell, row, column


Piece = Text | Grid


def manuscript() -> list[Piece]:
    """The whole disclosure in printed order."""
    return list(_pieces(read(SOURCE)))


def expected(name: str) -> list[dict[str, str]]:
    """Rows that a person read in the document, such as `amounts`."""
    with (EXPECTED / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _pieces(document: Document) -> Iterator[Piece]:
    headings = {part for row in expected("paragraphs") for part in (row["heading"], row["subheading"])}
    goes_on = dict(row["source"].split(":") for row in _whole_paragraphs() if ":" in row["source"])
    blocks = list(document.blocks)
    marker, projects, parts = "", 0, 0
    index = 0
    while index < len(blocks):
        block = blocks[index]
        index += 1
        if isinstance(block, Table):
            if marker:
                yield _official(block, marker)
            else:
                projects += 1
                yield _project(block, f"项目{projects}")
            marker = ""
            continue
        lines = [block]
        last = goes_on.get(block.place)
        while (last and lines[-1].place != last) or _cut(lines, headings):
            lines.append(_line(blocks[index]))
            index += 1
        text = "".join(line.text for line in lines)
        # Its first part is announced by the contents page and comes when that is over.
        parts += text.startswith("第一部分")
        kind = _kind(text, parts > 1, headings)
        if kind == "caption" and _bare(text) in HEADER_ROWS:
            marker = _bare(text)
        yield Text(text, kind, tuple(line.place for line in lines))


def _whole_paragraphs() -> list[dict[str, str]]:
    return [*expected("paragraphs"), *expected("glossary")]


def _line(block: Line | Table) -> Line:
    assert isinstance(block, Line)
    return block


def _bare(text: str) -> str:
    return "".join(text.split())


def _cut(lines: list[Line], headings: set[str]) -> bool:
    """Whether the lines are only the beginning of a heading."""
    text = _bare("".join(line.text for line in lines))
    return len(text) > 20 and any(h.startswith(text) and h != text for h in map(_bare, headings))


def _kind(text: str, body: bool, headings: set[str]) -> str:
    if _PART.fullmatch(text):
        return "part" if body else "paragraph"
    if body and _HEADING.fullmatch(text) and _bare(text) in set(map(_bare, headings)):
        return "heading"
    if re.fullmatch(r"表 ?\d+|.*情况表|.*目标表|编制单位.*|单位：.*|\(2023年\)", text):
        return "caption" if body else "paragraph"
    return "paragraph"


def _official(table: Table, marker: str) -> Grid:
    depth = HEADER_ROWS[marker]
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for r in range(depth):
        for c in range(table.width):
            owner[r, c] = _header_owner(table, owner, r, c)
    return _grid(table, owner, depth, marker)


def _header_owner(table: Table, owner: dict[tuple[int, int], tuple[int, int]], r: int, c: int) -> tuple[int, int]:
    """The square whose cell covers this one: a blank goes on from the left under one group, else from above."""
    if table.rows[r][c].text:
        return r, c
    if r == 0:
        return owner[r, c - 1]
    group = [i for i in range(table.width) if owner[r - 1, i] == owner[r - 1, c]]
    if any(table.rows[r][i].text for i in group if i < c):
        return owner[r, c - 1]
    return owner[r - 1, c]


def _project(table: Table, name: str) -> Grid:
    """Labels and values above run on over the blanks beside them; outcome levels below run down."""
    start = next(r for r, row in enumerate(table.rows) if row[0].text == "一级指标")
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for r in range(start):
        for c, cell in enumerate(table.rows[r]):
            owner[r, c] = (r, c) if cell.text or _waits(table.rows[r][c - 1]) else owner[r, c - 1]
    for r in range(start + 1, len(table.rows)):
        for c in (0, 1):
            owner[r, c] = (r, c) if table.rows[r][c].text else owner[r - 1, c]
    return _grid(table, owner, 0, name)


def _waits(cell: Cell) -> bool:
    """Whether a blank beside the label is its value, left empty: 其他资金： stands before an amount or nothing."""
    return cell.text.endswith((":", "：")) or cell.text.startswith("其中")


def _grid(table: Table, owner: dict[tuple[int, int], tuple[int, int]], header: int, name: str) -> Grid:
    squares: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for r, row in enumerate(table.rows):
        for c in range(len(row)):
            squares.setdefault(owner.get((r, c), (r, c)), []).append((r, c))
    cells = [
        GridCell(
            table.rows[r][c].text, r, c, 1 + max(i for i, _ in held) - r, 1 + max(j for _, j in held) - c,
            table.rows[r][c].place,
        )
        for (r, c), held in squares.items()
    ]  # fmt: skip
    assert all(cell.rows * cell.columns == len(squares[cell.row, cell.column]) for cell in cells)
    return Grid(
        tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))), len(table.rows), table.width, header, name
    )
