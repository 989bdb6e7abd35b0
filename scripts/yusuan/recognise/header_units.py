"""Reads the unit of amounts that headers of a table state themselves: 预算数（万元）."""

from __future__ import annotations

import re
from collections.abc import Sequence

from yusuan.document import Cell
from yusuan.recognise.findings import Printed
from yusuan.units import YUAN
from yusuan.words import key

_STATED = re.compile(rf"(?<=.)\((?:单位:)?(?P<unit>{'|'.join(YUAN)})\)$")


def without_unit(word: str) -> str:
    """A header, in the form in which words are compared, without its unit."""
    return _STATED.sub("", word)


def unit_of_headers(header: Sequence[Sequence[Cell]]) -> tuple[str, Printed] | None:
    """The unit that headers state, with the first that does; None where they state none, or several."""
    found = [(match["unit"], cell) for row in header for cell in row if (match := _STATED.search(key(cell.text)))]
    if len({unit for unit, _ in found}) != 1:
        return None
    unit, cell = found[0]
    return unit, (cell.place, cell.text)
