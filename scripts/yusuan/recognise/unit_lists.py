"""Reads the lists of units whose budgets a document adds up: tables in running text, known by their headers alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from yusuan.document import Cell, Table
from yusuan.forms import ColumnForm, Vocabulary
from yusuan.recognise.amounts import is_blank
from yusuan.recognise.findings import Findings, printed
from yusuan.words import key, name

RESOURCE = "units"
LINE_NUMBER = "line_number"


def read_unit_lists(
    tables: Iterable[Table], columns: Sequence[ColumnForm], vocabulary: Vocabulary, findings: Findings
) -> frozenset[str]:
    """One row for each unit of every list; returns the places of the tables that were lists.

    A table is one where its first row names units, and holds no header that such lists do not have.
    """
    taken = set()
    for table in tables:
        fields = _fields(table.rows[0], columns) if table.rows else None
        if fields is None:
            continue
        taken.add(table.place)
        findings.prints(RESOURCE, fields.values())
        for cells in table.rows[1:]:
            _read_unit(cells, fields, vocabulary, findings)
    return frozenset(taken)


def _fields(header: Sequence[Cell], columns: Sequence[ColumnForm]) -> dict[int, str] | None:
    """The field of each column; None where the header is of another table."""
    fields: dict[int, str] = {}
    for number, cell in enumerate(header):
        word = key(cell.text)
        known = next((column.field for column in columns if word in column.headers), None)
        if known is None and word:
            return None
        if known:
            fields[number] = known
    return fields if "name" in fields.values() and len(fields) > 1 else None


def _read_unit(cells: Sequence[Cell], fields: dict[int, str], vocabulary: Vocabulary, findings: Findings) -> None:
    filled = {field: cells[n] for n, field in fields.items() if not is_blank(cells[n], vocabulary)}
    if number := filled.pop(LINE_NUMBER, None):
        findings.account_for([number.place], "line numbers")
    if "name" not in filled:
        for cell in filled.values():
            findings.not_understood("line", cell.text, cell.place, "This row of a list of units names no unit.")
        return
    findings.add(
        RESOURCE,
        {field: name(cell.text) for field, cell in filled.items()},
        {field: printed(cell) for field, cell in filled.items()},
    )
