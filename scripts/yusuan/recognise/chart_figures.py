"""Leaves out of a reader's doubts the numbers of charts that text or tables print as well: nothing of them is lost."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from yusuan.document import IN_CHART, Document, Flag, Line
from yusuan.numbers import IN_TEXT, value
from yusuan.units import in_10k_yuan


def doubts(document: Document) -> Iterator[Flag]:
    """What the reader could not decide, without the numbers of charts that stand elsewhere in the document."""
    printed = _printed(document) if any(flag.reason == IN_CHART for flag in document.flags) else frozenset()
    for flag in document.flags:
        if flag.reason != IN_CHART or not _stands_in(printed, value(flag.text)):
            yield flag


def _stands_in(printed: frozenset[Decimal], charted: Decimal | None) -> bool:
    """Whether a number of a chart is printed, be it in yuan where the chart is in 万元."""
    if charted is None:
        return False
    if charted in printed or charted == charted.to_integral_value():
        return charted in printed
    rate = in_10k_yuan("元")
    return any((figure * rate).quantize(charted, ROUND_HALF_UP) == charted for figure in printed)


def _printed(document: Document) -> frozenset[Decimal]:
    texts = (
        text
        for block in document.blocks
        for text in ([block.text] if isinstance(block, Line) else (cell.text for row in block.rows for cell in row))
    )
    found = (value(match.group()) for text in texts for match in IN_TEXT.finditer(text))
    return frozenset(figure for figure in found if figure is not None)
