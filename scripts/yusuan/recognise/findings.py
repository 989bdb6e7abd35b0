"""Collects what is read: the rows of each resource, where each value was printed, and what was not understood."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from yusuan.document import Cell
from yusuan.errors import CannotRead
from yusuan.place import parse

# The worst document known has some thousand.
MOST_UNREAD = 100_000

Value = str | int | bool | None
Printed = tuple[str, str]
"""A locator, and the text exactly as printed there."""


@dataclass
class Findings:
    """Rows by resource, in printed order, with their provenance and what was not understood."""

    resources: dict[str, list[dict[str, Value]]] = field(default_factory=dict)
    provenance: list[dict[str, Value]] = field(default_factory=list)
    columns: dict[str, set[str]] = field(default_factory=dict)
    """The columns that the document prints of each resource, whether they hold anything or not."""
    unread: list[dict[str, Value]] = field(default_factory=list)
    accounted: dict[str, str] = field(default_factory=dict)
    """Places inside ranges, and places recognised as words only, with what accounts for them."""
    settled: dict[str, str] = field(default_factory=dict)
    """Places whose text was found to go on from the page before, with that text: no doubt about it is left."""
    units: dict[str, str] = field(default_factory=dict)
    """The unit of money of a resource that states amounts in one unit throughout, be the document's another."""

    def open(self, resource: str) -> None:
        """Have the resource, be it without rows."""
        self.resources.setdefault(resource, [])

    def prints(self, resource: str, columns: Iterable[str]) -> None:
        """Say which columns of a resource the document prints."""
        self.columns.setdefault(resource, set()).update(columns)

    def add(self, resource: str, values: Mapping[str, Value], printed: Mapping[str, Printed]) -> int:
        """Add a row; `printed` says where the values of some fields stand. Returns the row's number, from 1."""
        rows = self.resources.setdefault(resource, [])
        row = len(rows) + 1
        rows.append({"row": row, **values})
        self.trace(resource, row, printed)
        return row

    def trace(self, resource: str, row: int, printed: Mapping[str, Printed]) -> None:
        """Say where fields of a row were printed."""
        for name, (source, text) in printed.items():
            self.provenance.append({"resource": resource, "row": row, "field": name, "source": source, "printed": text})

    def account_for(self, places: Iterable[str], holder: str) -> None:
        """Say that what is printed at these places is accounted for by `holder`."""
        self.accounted.update((place, holder) for place in places)

    def not_understood(self, kind: str, text: str, source: str, reason: str) -> None:
        """List something that could not be read, with its place and why.

        Raises CannotRead where so much cannot be read that this is no such document.
        """
        if len(self.unread) >= MOST_UNREAD:
            raise CannotRead(
                source, f"is one of more than {MOST_UNREAD:,} things that were not understood.", "Is it the right file?"
            )
        self.unread.append(
            {"row": len(self.unread) + 1, "kind": kind, "text": text, "source": source, "reason": reason}
        )


def printed(cell: Cell) -> Printed:
    """Where a cell stands and what is printed in it."""
    return cell.place, cell.text


def printed_cells(cells: list[Cell]) -> Printed:
    """Several neighbouring cells as one range, their texts parted by tabs as in the text form."""
    if len(cells) == 1:
        return printed(cells[0])
    whole = parse(cells[0].place).to(parse(cells[-1].place))
    return str(whole), "\t".join(cell.text for cell in cells)
