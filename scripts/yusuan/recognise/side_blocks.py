"""Parts a table of expenditure by function from the income and the economic classes that a place prints beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from yusuan.document import Table
from yusuan.forms import Form, TableForm
from yusuan.model import load_model
from yusuan.recognise.columns import Columns, find_columns
from yusuan.recognise.two_sided import SIDES

SUMMARY = load_model().official[0]
"""The summary: the table whose words head the blocks of every table that sets income beside expenditure."""
BESIDE = {table.beside: table.name for table in load_model().tables.values() if table.beside}
_FUNCTIONS = "expenditure_"


@dataclass(frozen=True)
class Parted:
    """The rows by function with their columns; the whole table with those of the blocks beside, and the table that
    these make up."""

    table: Table
    columns: Columns
    whole: Table
    beside: Columns
    form: TableForm


def part_blocks(table: Table, known: TableForm, form: Form) -> Parted | None:
    """The parts of a table that is known to be of expenditure, where its header sets income beside; else None."""
    summary = next((each for each in form.tables if each.table_name == SUMMARY), None)
    if summary is None or known.table_name not in BESIDE:
        return None
    found = find_columns(table, summary.columns)
    blocks = {side for side in SIDES if {f"{side}_label", f"{side}_amount"} <= found.fields.keys()}
    if not {"income", "expenditure"} <= blocks:
        return None
    label, amount = found.fields["expenditure_label"], found.fields["expenditure_amount"]
    others = {field: column for field, column in found.fields.items() if not field.startswith(_FUNCTIONS)}
    rows = tuple((cells[label], cells[amount]) for cells in table.rows)
    return Parted(
        replace(table, rows=rows),
        Columns(found.depth, {"name": 0, "total": 1}, found.unknown),
        table,
        replace(found, fields=others, unknown=()),
        TableForm(BESIDE[known.table_name], (), "two-sided", ()),
    )
