"""Places the labels of one side of a summary below one another, as their numbering and 其中 imply."""

from __future__ import annotations

from dataclasses import dataclass

from yusuan.forms import Vocabulary
from yusuan.words import key, name

_HEADING = -1
"""Rank of an unnumbered label that numbered ones begin anew below: it stands above every kind of number."""


@dataclass(frozen=True)
class Placed:
    """A label without its marker, and where it belongs. A sub-total has no level: its parts stand for it."""

    marker: str
    label: str
    level: int | None
    parent_row: int | None
    is_total: bool


@dataclass(frozen=True)
class _Place:
    rank: int
    level: int
    row: int | None
    parent: int | None = None
    carries_over: bool = False


class Hierarchy:
    """One side of a table, given its labels from top to bottom.

    一、 is above （一）, that above 1. and that above (1), whichever of them are printed. 其中 opens a list under the
    label above it. A sub-total ends what stands before it; a numbered one (一、本年支出) is printed before its parts.
    """

    def __init__(self, vocabulary: Vocabulary, side: str) -> None:
        self._vocabulary = vocabulary
        self._subtotals = vocabulary.subtotals["income" if side == "income" else "expenditure"]
        # Names of classes, sections and items stand below one another without a mark: only their codes show how.
        self._by_code = side == "expenditure"
        self._above: list[_Place] = []
        self._last: _Place | None = None
        self._after_subtotal = False

    def place(self, text: str, row: int) -> Placed:
        """Where the label that is printed in `row` (from 1) belongs."""
        rank, marker = self._number(text)
        label = text[len(marker) :]
        if key(label) in self._vocabulary.total or key(text) in self._vocabulary.total:
            self._reset()
            return Placed(name(marker), name(label), 0, None, True)
        if key(label) in self._subtotals:
            return self._subtotal(marker, label, rank)
        if rank is not None:
            return self._numbered(marker, label, rank, row)
        of_which = self._vocabulary.of_which.match(text)
        marker = of_which.group() if of_which else ""
        return self._unnumbered(marker, text[len(marker) :], row)

    def _number(self, text: str) -> tuple[int | None, str]:
        for rank, pattern in enumerate(self._vocabulary.levels):
            if match := pattern.match(text):
                return rank, match.group()
        return None, ""

    def _reset(self) -> None:
        self._above, self._last = [], None

    def _subtotal(self, marker: str, label: str, rank: int | None) -> Placed:
        self._reset()
        if rank is None:
            self._after_subtotal = True
        else:
            self._above.append(_Place(rank, 0, None))
        return Placed(name(marker), name(label), None, None, True)

    def _numbered(self, marker: str, label: str, rank: int, row: int) -> Placed:
        self._above = [place for place in self._above if place.rank < rank]
        last = self._last
        if not self._above and last and last.parent is None and key(marker) in self._vocabulary.first_numbers:
            # 财政拨款, then 1. 2. 3.: a numbering that begins after an unnumbered label is a list of its parts.
            self._above.append(_Place(_HEADING, last.level, last.row))
        place = self._below(rank, row)
        self._above.append(place)
        self._last = None
        return Placed(name(marker), name(label), place.level, place.parent, False)

    def _unnumbered(self, marker: str, label: str, row: int) -> Placed:
        last, carries_over = self._last, self._vocabulary.carried_over.match(key(label)) is not None
        lists_parts = marker or self._vocabulary.fund.match(key(label))
        if not marker and last and last.parent is not None and (last.carries_over or not carries_over):
            # An unmarked label goes on with the list that the unmarked one above it belongs to.
            place = _Place(0, last.level, row, last.parent, last.carries_over)
        elif not self._above and last and last.parent is None and (marker or last.carries_over) and lists_parts:
            place = _Place(0, last.level + 1, row, last.row, last.carries_over)
        elif carries_over and not marker:
            self._above = []
            place = _Place(0, 1, row, None, carries_over=True)
        else:
            place = self._below(0, row)
        self._last = place
        known = not self._by_code or marker or carries_over or self._after_subtotal
        return Placed(name(marker), name(label), place.level if known else None, place.parent, False)

    def _below(self, rank: int, row: int) -> _Place:
        above = self._above[-1] if self._above else _Place(_HEADING, 0, None)
        return _Place(rank, above.level + 1, row, above.row)
