"""Knows a total that is printed without a label: every amount of it is what the rows above come to."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from yusuan.numbers import value

Amounts = Mapping[str, str]
"""The printed amounts of a row by field; blanks are left out."""


class RowSums:
    """The rows of one table, taken one after the other. Those below another, by their codes, are parts of it."""

    def __init__(self) -> None:
        self._rows: list[tuple[str, Amounts]] = []

    def take(self, code: str, amounts: Amounts) -> None:
        """Keep a row with the code that it stands under; blank for none."""
        self._rows.append((code, amounts))

    def add_to(self, amounts: Amounts) -> bool:
        """Whether the outermost rows so far come to these amounts, in every column that any of them fills."""
        outermost = [row for code, row in self._rows if not self._is_part(code)]
        fields = {field for row in outermost for field in row}
        return (
            bool(fields)
            and fields == amounts.keys()
            and all(
                value(amounts[field])
                == sum((value(row.get(field, "0")) or Decimal(0) for row in outermost), Decimal(0))
                for field in fields
            )
        )

    def _is_part(self, code: str) -> bool:
        return any(code != other and other and code.startswith(other) for other, _ in self._rows)
