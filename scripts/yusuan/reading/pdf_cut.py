"""Tells what a page break did to the row it fell on: mends cells that no rule closes, flags what stays undecided."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from yusuan.document import Flag
from yusuan.numbers import FIGURE
from yusuan.reading.pdf_table import Box, PageTable
from yusuan.reading.pdf_words import lead

# What begins with an ordinal, or compares with a figure, stands in a row of its own.
_NEW = re.compile(r"[（(]?[一二三四五六七八九十\d]+[)）、.．](?!\d)|[≥≤<>=＝]")
# 223国有资本经营预算支出 is a label with its code; 2023年 and 100万元 are words of a text.
_CODED = re.compile(r"\d{3}(?:\d\d){0,2}(?![\d年月万亿元%.．])\S")
_DECIMAL = re.compile(r"\d[.．]\d")
_ONE_DECIMAL = re.compile(r"\d[.．]\d$")
_TWO_DECIMALS = re.compile(r"\d[.．]\d\d(?!\d)")
_FIGURES = re.compile(r"[\d.,．，%]+")
# An amount whose end may be missing: 372. 13.6 1,04 and a code of less than seven digits: 20136
_UNFINISHED = re.compile(r"[-−－(（]?[\d,，]*[\d][.,．，]\d*|\d{4,6}")
# Its last decimal, or both, and what stands before them.
_LAST, _FIRST = re.compile(r"\d{1,2}"), re.compile(r"\d[.．]\d?$")

# Walls of one column differ by no more than this, in points, from page to page.
_SAME = 4.0

# The cells at the foot of one page by the first column of those right below them on the next.
Boxes = Mapping[int, Box]


def mend_cut_row(last: PageTable, part: PageTable, header: int) -> list[Flag]:
    """Give cells that the page break cut open their whole text, on the page it begins; flag what cannot be decided.

    `header` is the number of leading rows of `part` that repeat the table's header.
    """
    if not last.rows or header >= len(part.rows) or not part.rows[header]:
        return []
    row = part.rows[header]
    above = _above(last, part, row)
    filled = [box for box in row if box.text]
    goes_on = bool(filled) and all(_may_go_on(above, box) for box in filled)
    if _amount_cut(filled, above, last):
        _join([(above[box.left], box) for box in filled], part, header)
        return []
    pairs = _cut_open(row, above, bool(header)) if goes_on or not header else []
    if not goes_on and any(_figures_on_both_sides(whole.text, rest.text) for whole, rest in pairs):
        # Two rows, or one amount cut in two; the print does not say.
        return [_flag(filled, "may be the rest of the row on the page before: no rule separates them")]
    if not goes_on and not pairs and any(_ends_here(above, box) for box in filled):
        return [_flag(filled, "may be the rest of the row on the page before: an amount there is incomplete")]
    if pairs:
        _join(pairs, part, header)
    elif goes_on:
        begun = last.rows[-1][0].place.row_around if last.rows[-1] else last.place
        return [_flag(filled, f"may be the rest of the row {begun} on the page before")]
    elif filled and not row[0].text and _merged(filled[0], part, last) and _may_go_on(above, filled[0]):
        # A row of its own, but below merged cells that go on: the text of one of them may go on, too.
        cell = above[filled[0].left].place
        return [_flag(filled[:1], f"may be the rest of the cell {cell} on the page before")]
    return []


def _above(last: PageTable, part: PageTable, row: list[Box]) -> Boxes:
    """For cells of the part's row the one between the same walls at the foot of the page before, where there is one."""
    ends = [box for n, boxes in enumerate(last.rows) for box in boxes if n + box.rows >= len(last.rows)]
    walls = [(last.xs[box.left] - last.xs[0], last.xs[box.right] - last.xs[0], box) for box in ends]
    found: dict[int, Box] = {}
    for box in row:
        left, right = part.xs[box.left] - part.xs[0], part.xs[box.right] - part.xs[0]
        for x0, x1, end in walls:
            if abs(x0 - left) <= _SAME and abs(x1 - right) <= _SAME:
                found[box.left] = end
    return found


def _cut_open(row: list[Box], above: Boxes, repeated: bool) -> list[tuple[Box, Box]]:
    """Cells that no rule closes where the page ends, each with its rest; a repeated header's rule closes every cell."""
    return [
        (above[box.left], box)
        for box in row
        if box.left in above and above[box.left].open_below and (box.open_above or repeated)
    ]


def _amount_cut(filled: list[Box], above: Boxes, last: PageTable) -> bool:
    """Whether the row can only be the rest of the one above: it holds a last digit that an amount there lacks.

    12,437.3 fills its cell and 6 stands below it, where every other amount of the table has two decimals.
    """
    amounts = [box.text for boxes in last.rows for box in boxes if _DECIMAL.search(box.text)]
    cut = [box for box in filled if (whole := above.get(box.left)) and _lacks(whole, box)]
    words = [box for box in filled if box not in cut]
    return (
        bool(cut)
        and all(_TWO_DECIMALS.search(amount) for amount in amounts if amount not in {above[b.left].text for b in cut})
        and all(
            (whole := above.get(box.left)) and whole.text and whole.slack < 1 and not re.search(r"\d", box.text)
            for box in words
        )
    )


def _lacks(whole: Box, rest: Box) -> bool:
    """Whether the rest is the second decimal of an amount that had no room for it."""
    return bool(
        _ONE_DECIMAL.search(whole.text)
        and rest.text.isdecimal()
        and len(rest.text) == 1
        and FIGURE.fullmatch(whole.text + rest.text)
        and whole.slack < 1
        and whole.room < lead(rest.text)
    )


def _merged(box: Box, part: PageTable, last: PageTable) -> bool:
    """Whether cells of the box's column run over several rows."""
    left, right = part.xs[box.left] - part.xs[0], part.xs[box.right] - part.xs[0]
    return any(
        other.rows > 1
        and abs(table.xs[other.left] - table.xs[0] - left) <= _SAME
        and abs(table.xs[other.right] - table.xs[0] - right) <= _SAME
        for table in (part, last)
        for boxes in table.rows
        for other in boxes
    )


def _figures_on_both_sides(whole: str, rest: str) -> bool:
    return bool(_DECIMAL.search(whole) and re.search(r"\d", rest))


def _join(pairs: Iterable[tuple[Box, Box]], part: PageTable, header: int) -> None:
    pairs = list(pairs)
    row = part.rows[header]
    for whole, rest in pairs:
        if rest.text and not whole.text:
            whole.place, whole.extent = rest.place, rest.extent
        whole.text, rest.text = whole.text + rest.text, ""
        whole.rows += rest.rows
    if all(box.rows == 1 and not box.text for box in row):
        for whole, rest in pairs:
            whole.rows -= rest.rows
        part.rows[header] = []


def _may_go_on(above: Boxes, box: Box) -> bool:
    """Whether the box may hold the rest of the one above: that had no room for how this begins, which is not anew."""
    whole = above.get(box.left)
    if whole is None or not whole.text or whole.slack >= 1 or whole.room >= lead(box.text):
        return False
    if _FIGURES.fullmatch(box.text):
        return bool(_UNFINISHED.fullmatch(whole.text) and FIGURE.fullmatch(whole.text + box.text))
    if _CODED.match(whole.text) and _CODED.match(box.text):
        return False
    return not _NEW.match(box.text) and not _DECIMAL.search(box.text)


def _ends_here(above: Boxes, box: Box) -> bool:
    """Whether the last decimal of an amount that filled its cell may stand in the box alone: 12,437.3 and 6."""
    whole = above.get(box.left)
    if whole is None or whole.room >= lead(box.text):
        return False
    return bool(_LAST.fullmatch(box.text) and _FIRST.search(whole.text) and FIGURE.fullmatch(whole.text + box.text))


def _flag(boxes: list[Box], reason: str) -> Flag:
    return Flag(str(boxes[0].place), " ".join(box.text for box in boxes), reason)
