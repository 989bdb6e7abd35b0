"""Takes the cells off a sheet's part: values as stored, which rows and columns are hidden, what is merged."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from lxml import etree
from openpyxl.utils import column_index_from_string, range_boundaries

from yusuan.errors import CannotRead
from yusuan.reading.office_package import ANOTHER_PROGRAM, parsed
from yusuan.reading.xlsx_book import Runs, runs_of
from yusuan.reading.xlsx_styles import X

# A sheet may be formatted down to its last row; more than this is no printed table.
MAX_CELLS = 2_000_000
# Rows and columns of fewer points show no text. A column's width is written in digits.
THIN = 1.0
POINTS = 5.25
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_OFF = ("0", "false")
_TOO_LARGE = "Remove what is not the table."


@dataclass(frozen=True, slots=True)
class Stored:
    """One cell as stored: `kind` as the file writes it (`n`, `s`, `str`, `inlineStr`, `b`, `e`, `d`)."""

    style: str | None
    kind: str
    value: str | None
    formula: str | None
    runs: Runs = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of conditional formatting: the cells that it holds for, and its element."""

    areas: tuple[tuple[int, int, int, int], ...]
    element: Any


@dataclass(slots=True)
class Taken:
    """A sheet: cells by row and column (from 1), merged areas, what its view hides, and what its page header says."""

    cells: dict[tuple[int, int], Stored] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    thin_columns: list[tuple[int, int]] = field(default_factory=list)
    zeros: bool = True
    header: str = ""
    rules: list[Rule] = field(default_factory=list)

    @property
    def last_row(self) -> int:
        """Number of the last row with a cell."""
        return max((row for row, _ in self.cells), default=0)

    @property
    def last_column(self) -> int:
        """Number of the last column with a cell."""
        return max((column for _, column in self.cells), default=0)


def take_sheet(data: bytes, title: str) -> Taken:
    """The cells of a sheet; raises CannotRead when Excel would not write it so, or it is larger than any table."""
    taken = Taken()
    names = ("row", "c", "mergeCell", "col", "sheetView", "oddHeader", "conditionalFormatting")
    row = column = 0
    try:
        for event, element in parsed(data, *(X + name for name in names)):
            name = element.tag.removeprefix(X)
            if event == "end" and name == "c":
                at = _REFERENCE.fullmatch(element.get("r") or "")
                column = column_index_from_string(at[1]) if at else column + 1
                taken.cells[int(at[2]) if at else row, column] = _stored(element)
                if len(taken.cells) > MAX_CELLS:
                    raise CannotRead("", f"sheet {title} has more than {MAX_CELLS:,} cells.", _TOO_LARGE)
                element.clear()
            elif event == "start" and name == "row":
                row, column = int(float(element.get("r") or row + 1)), 0
                if element.get("hidden", "0") not in _OFF or _is_thin(element.get("ht")):
                    taken.hidden_rows.add(row)
            elif event == "end" and name == "row":
                element.clear()
            elif event == "end":
                _note(name, element, taken)
    except (etree.XMLSyntaxError, ValueError, TypeError, OverflowError) as error:
        raise CannotRead("", f"sheet {title} is not as Excel writes it.", ANOTHER_PROGRAM) from error
    return taken


def _note(name: str, element: Any, taken: Taken) -> None:
    """Keep what one element says of the sheet as a whole."""
    if name == "mergeCell":
        taken.merged.append(_area(element.get("ref", "")))
    elif name == "col" and (element.get("hidden", "0") not in _OFF or _is_thin(element.get("width"), POINTS)):
        taken.thin_columns.append((int(element.get("min", "1")), int(element.get("max", "1"))))
    elif name == "sheetView":
        taken.zeros = taken.zeros and element.get("showZeros", "1") not in _OFF
    elif name == "oddHeader":
        taken.header = element.text or ""
    elif name == "conditionalFormatting":
        areas = tuple(_area(part) for part in (element.get("sqref") or "").split())
        taken.rules += [Rule(areas, rule) for rule in element.iterfind(X + "cfRule")]


def _stored(element: Any) -> Stored:
    value, formula, text = (element.find(X + name) for name in ("v", "f", "is"))
    return Stored(
        element.get("s"),
        element.get("t", "n"),
        value.text if value is not None else None,
        "=" + (formula.text or "").removeprefix("=") if formula is not None else None,
        runs_of(text) if text is not None else (),
    )


def _area(written: str) -> tuple[int, int, int, int]:
    """First row, first column, last row and last column of an area such as `A1:D4`."""
    left, top, right, bottom = range_boundaries(written)
    return int(top or 1), int(left or 1), int(bottom or 1_048_576), int(right or 16_384)


def _is_thin(written: str | None, points: float = 1.0) -> bool:
    return written is not None and float(written) * points < THIN
