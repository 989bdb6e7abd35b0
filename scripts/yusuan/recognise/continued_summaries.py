"""Puts a summary together whose second page prints the title and the header again, and goes on with other rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from yusuan.document import Cell
from yusuan.forms import Vocabulary
from yusuan.numbers import number
from yusuan.recognise.captions import Titled
from yusuan.words import key

TWO_SIDED = "two-sided"
Row = tuple[Cell, ...]


def continued_summaries(tables: Iterable[Titled], vocabulary: Vocabulary, taken: set[str]) -> list[Titled]:
    """The tables, each summary whose grand total stands on its next page as one; places of the rest go to `taken`.

    The first part has no grand total, the second begins with another row: so it is neither a copy nor another table.
    """
    done: list[Titled] = []
    for titled in tables:
        if done and (depth := _goes_on(done[-1], titled, vocabulary)):
            before = done[-1]
            rows = (*before.table.rows, *titled.table.rows[depth:])
            done[-1] = replace(before, table=replace(before.table, rows=rows), below=titled.below)
            taken.add(titled.table.place)
        else:
            done.append(titled)
    return done


def _goes_on(first: Titled, second: Titled, vocabulary: Vocabulary) -> int:
    """How many rows of header the second repeats, where it goes on with the first; 0 where it does not."""
    known, again = first.above.form, second.above.form
    if known is None or known is not again or known.layout != TWO_SIDED or first.table.width != second.table.width:
        return 0
    depth = _header(first.table.rows)
    head, head_again = (_words(titled.table.rows[:depth]) for titled in (first, second))
    body, body_again = first.table.rows[depth:], second.table.rows[depth:]
    goes_on = (
        head == head_again
        and body_again
        and not _has_grand_total(body, vocabulary)
        and _has_grand_total(body_again, vocabulary)
        and _words(body[:1]) != _words(body_again[:1])
    )
    return depth if goes_on else 0


def _header(rows: tuple[Row, ...]) -> int:
    """How many rows stand above the first that has a figure."""
    return next((n for n, row in enumerate(rows) if any(number(cell.text) is not None for cell in row)), 0)


def _words(rows: Iterable[Row]) -> list[list[str]]:
    return [[key(cell.text) for cell in row] for row in rows]


def _has_grand_total(rows: Iterable[Row], vocabulary: Vocabulary) -> bool:
    return any(key(cell.text) in vocabulary.grand_total for row in rows for cell in row)
