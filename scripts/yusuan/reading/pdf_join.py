"""Joins the parts of a table that runs over several pages, where the outer edges show that it is one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from yusuan.document import Cell, Flag, Table
from yusuan.place import Place
from yusuan.reading.pdf_cut import mend_cut_row
from yusuan.reading.pdf_extent import Extent
from yusuan.reading.pdf_grid import NEAR
from yusuan.reading.pdf_margins import PrintedLine
from yusuan.reading.pdf_table import Box, PageTable
from yusuan.words import key

# Outer edges of the parts may differ by this much, inner ones too.
SAME = 4.0
# A part that ends above this share of the page was not cut by the page's end.
CUT = 0.5
_DECIMAL = re.compile(r"\d[.．]\d")


@dataclass(slots=True)
class LongTable:
    """The parts of one table, each with the number of its leading rows that only repeat the header."""

    parts: list[tuple[PageTable, int]]
    titles: list[str]
    flags: list[Flag] = field(default_factory=list)


PageItem = PrintedLine | PageTable
Item = PrintedLine | LongTable


def join_pages(pages: Sequence[Sequence[PageItem]], heights: Sequence[float]) -> list[Item]:
    """Lines and whole tables in reading order, from the items of each page in theirs."""
    joined: list[Item] = []
    for number, items in enumerate(pages, start=1):
        rest = list(items)
        first = next((i for i, item in enumerate(rest) if isinstance(item, PageTable)), None)
        last = joined[-1] if joined else None
        if first is not None and isinstance(last, LongTable) and last.parts[-1][0].page == number - 1:
            part = rest[first]
            above = [item.text for item in rest[:first] if isinstance(item, PrintedLine)]
            if isinstance(part, PageTable) and _append(last, part, above, heights[number - 2]):
                rest = rest[first + 1 :]
        joined += _whole(rest)
    return joined


def _whole(items: Sequence[PageItem]) -> list[Item]:
    done: list[Item] = []
    titles: list[str] = []
    for item in items:
        if isinstance(item, PageTable):
            done.append(LongTable([(item, 0)], titles))
            titles = []
        else:
            done.append(item)
            titles = [*titles, _bare(item.text)]
    return done


def _bare(text: str) -> str:
    """A title without what a repetition may add or drop."""
    return re.sub(r"\s|[（(]?续表?[\d一二三四五六七八九十]*[)）]?|[-—－]\d+[-—－]", "", text)


def _append(table: LongTable, part: PageTable, above: Sequence[str], height: float) -> bool:
    """Add the part if it continues the table, and say whether it did."""
    first, last = table.parts[0][0], table.parts[-1][0]
    if abs((part.xs[-1] - part.xs[0]) - (last.xs[-1] - last.xs[0])) > SAME:
        return False
    header = _repeated(first, part)
    if any(_bare(text) not in table.titles for text in above) or (above and not header):
        return False
    if _begins_anew(first, part, header):
        return False
    if not header and not (_same_columns(last, part) and last.bottom > CUT * height):
        return False
    table.flags += mend_cut_row(last, part, header)
    table.parts.append((part, header))
    return True


def _repeated(first: PageTable, part: PageTable) -> int:
    """How many leading rows of the part are the table's header again."""
    count = 0
    for row, again in zip(first.rows, part.rows, strict=False):
        texts = [re.sub(r"\s", "", box.text) for box in row]
        same = texts == [re.sub(r"\s", "", box.text) for box in again]
        if not same or any(_DECIMAL.search(text) for text in texts):
            break
        count += 1
    # An all-empty row repeats nothing.
    return count if any(box.text for row in part.rows[:count] for box in row) else 0


def _begins_anew(first: PageTable, part: PageTable, header: int) -> bool:
    """Whether the labels below the header are those of the first page again: another table of the same form."""
    labels, again = ([key(row[0].text) for row in table.rows[header:] if row][:3] for table in (first, part))
    same = {a for a, b in zip(labels, again, strict=False) if a == b and a}
    # One name may stand in every row of a column, and one row by chance at the top of two pages.
    return len(same) > 1


def _same_columns(a: PageTable, b: PageTable) -> bool:
    """Whether every column edge of the plainer part is one of the other's."""
    shift = a.xs[0] - b.xs[0]
    few, many = sorted(([*a.xs], [x + shift for x in b.xs]), key=len)
    return all(any(abs(x - other) <= SAME for other in many) for x in few)


def as_table(table: LongTable) -> Table:
    """The whole as one rectangle over the union of the parts' columns; each cell says on which page its text begins.

    Below a header that is printed again, the columns are those of the first header, however wide they are there.
    """
    width, printed = _rows(table)
    return Table(tuple(_row(row, width) for row in printed), str(table.parts[0][0].place))


def extents(table: LongTable) -> Iterator[tuple[Place, Extent]]:
    """Where on its page each part and each cell of the table stands that `as_table` gives, by its place."""
    for part, _ in table.parts:
        yield part.place, (part.xs[0], part.top, part.xs[-1], part.bottom)
    for row in _rows(table)[1]:
        yield from ((spot.cell, spot.box.extent) for spot in row.spots)


class _Spot(NamedTuple):
    """A box of a part, its place and its columns (end excluded) in the whole table."""

    box: Box
    cell: Place
    left: int
    right: int


class _Printed(NamedTuple):
    """A row of a part: its own place, and its boxes."""

    place: Place
    spots: list[_Spot]


def _rows(table: LongTable) -> tuple[int, list[_Printed]]:
    """How many columns the whole has, and its rows in order, without repeated headers."""
    first = table.parts[0][0]
    edges = [_edges(first, part, header) for part, header in table.parts]
    xs = _union(edges)
    width = len(xs) - 1
    rows: list[_Printed] = []
    for (part, header), of_part in zip(table.parts, edges, strict=True):
        shift = first.xs[0] - of_part[0]
        columns = [min(range(len(xs)), key=lambda i, x=x: abs(xs[i] - x - shift)) for x in of_part]  # type: ignore[misc]
        for number, row in enumerate(part.rows[header:], start=header + 1):
            if row:
                place = part.place.at(number)
                rows.append(_Printed(place, [*_spots(row, columns, width, place)]))
    return width, rows


def _spots(boxes: Sequence[Box], columns: Sequence[int], width: int, place: Place) -> Iterator[_Spot]:
    for box in boxes:
        left = columns[box.left]
        if left < width:
            # A row that a page break cuts has figures on both pages.
            printed = box.place if box.text else place
            yield _Spot(box, printed.cell_at(left + 1), left, max(columns[box.right], left + 1))


def _edges(first: PageTable, part: PageTable, header: int) -> Sequence[float]:
    """The column edges of a part; those of the first part where the header says that the columns are the same."""
    spans, again = ([(box.left, box.right) for row in p.rows[:header] for box in row] for p in (first, part))
    return first.xs if header and spans == again and len(first.xs) == len(part.xs) else part.xs


def _union(parts: Sequence[Sequence[float]]) -> list[float]:
    edges: list[float] = []
    for x in sorted(x - part[0] + parts[0][0] for part in parts for x in part):
        # Outer edges may differ more than inner ones; the last edge is one edge.
        if not edges or x - edges[-1] > (SAME if len(parts) > 1 else NEAR):
            edges.append(x)
    return edges


def _row(printed: _Printed, width: int) -> tuple[Cell, ...]:
    cells = [Cell("", str(printed.place.cell_at(c))) for c in range(1, width + 1)]
    for box, cell, left, right in printed.spots:
        cells[left] = Cell(box.text, str(cell), max(box.rows, 1), right - left)
    return tuple(cells)
