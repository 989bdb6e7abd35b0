"""Whether printed rows and columns add up, as a flow needs it, and the reason for readers where they do not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from yusuan.intervals import Outcome
from yusuan.presenting import sums

OFF = "，印出的数相加与合计对不上，流向图要求每一笔都对得上"


@dataclass(frozen=True)
class Line:
    """One printed row of a table: its figures by column, missing ones absent."""

    code: str
    label: str
    level: int
    total: Decimal
    parts: Mapping[str, Decimal]


class Unclear(ValueError):  # not a fault but a finding: its message is shown to the reader, in Chinese
    """The tables say too little, or contradict each other, so that no flow can be drawn."""


class Sums:
    """Holds printed sums against their parts, and knows afterwards whether all were exact."""

    def __init__(self, unit: Decimal) -> None:
        self._unit = unit
        self.rounded = False

    def must_agree(self, total: Decimal, parts: Sequence[Decimal], otherwise: str) -> None:
        """Raises `Unclear` with that reason where parts do not make up a total, by more than rounding."""
        outcome = sums.agrees(total, parts, self._unit)
        self.rounded |= outcome is Outcome.ROUNDING
        if outcome is Outcome.DISCREPANCY:
            raise Unclear(otherwise)

    def must_add_up(self, total: Decimal, line: Line, columns: Sequence[str], otherwise: str) -> None:
        """Raises `Unclear` where these columns of a row do not make up a total."""
        self.must_agree(total, [line.parts.get(name, Decimal(0)) for name in columns], otherwise)

    def columns_must_add_up(
        self, total: Line, lines: Sequence[Line], columns: Sequence[str], names: Mapping[str, str]
    ) -> None:
        """Raises `Unclear` where a column does not make up its total."""
        for name in columns:
            column = [line.parts.get(name, Decimal(0)) for line in lines]
            self.must_agree(total.parts[name], column, f"{names.get(name, name)}{OFF}")
