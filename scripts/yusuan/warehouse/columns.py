"""CSV text to typed columns, strictly: what is not exactly of its type is an error, never a guess or a rounding.

DuckDB would sniff 2050101 as a number, round on a cast, and take 1e3; Arrow takes 1e3 too. So every cell has to match
the one way in which its type is written before it is cast.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from yusuan.numbers import COUNT_DIGITS, DECIMALS, WHOLE_DIGITS

AMOUNT = pa.decimal128(WHOLE_DIGITS + DECIMALS, DECIMALS)
"""What a `number` becomes: fourteen digits before the point, six after it."""


@dataclass(frozen=True)
class _Kind:
    arrow: Any
    duckdb: str
    pattern: str  # RE2, over the whole cell; \d is ASCII only
    words: str


# Zeros beyond the sixth decimal change nothing and are let through.
_KINDS = {
    "string": _Kind(pa.string(), "varchar", "", "text"),
    "integer": _Kind(pa.int32(), "integer", rf"^-?\d{{1,{COUNT_DIGITS}}}$", "a whole number of at most nine digits"),
    "number": _Kind(
        AMOUNT,
        f"decimal({AMOUNT.precision}, {AMOUNT.scale})",
        rf"^-?\d{{1,{WHOLE_DIGITS}}}(\.\d{{1,{DECIMALS}}}0*)?$",
        f"a number of at most {WHOLE_DIGITS} digits before the point and {DECIMALS} after it",
    ),
    "boolean": _Kind(pa.bool_(), "boolean", "^(true|false)$", "true or false"),
}


class BadCell(Exception):  # always caught here and raised again with its place
    """A cell that is not of its column's type: its index in the column (from 0), its text, and what it should be."""

    def __init__(self, index: int, text: str, expected: str) -> None:
        self.index = index
        self.text = text
        self.expected = expected
        super().__init__(f'"{text}" is not {expected}.')


def arrow_type(field: dict[str, Any]) -> Any:
    """The Arrow type of a Table Schema field."""
    return _KINDS[field["type"]].arrow


def duckdb_type(field: dict[str, Any]) -> str:
    """The same as DuckDB calls it."""
    return _KINDS[field["type"]].duckdb


def typed(text: Any, field: dict[str, Any]) -> Any:
    """A column of strings (nulls are missing) as the Arrow type of its Table Schema field.

    Raises `BadCell` for the first cell that is not written as that type is, or does not fit it exactly.
    """
    kind = _KINDS[field["type"]]
    if not kind.pattern:
        return text
    fits = pc.fill_null(pc.match_substring_regex(text, pattern=kind.pattern), True)
    index = pc.index(fits, False).as_py()
    if index >= 0:
        raise BadCell(index, text[index].as_py(), kind.words)
    return pc.cast(text, kind.arrow)
