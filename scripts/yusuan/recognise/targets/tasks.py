"""Reads the tasks of a year, with what each may spend, in the table of a whole agency."""

from __future__ import annotations

from dataclasses import replace

from yusuan.recognise.targets.grid import Grid
from yusuan.recognise.targets.header import Header, find_header
from yusuan.recognise.targets.labelled import HEADING
from yusuan.recognise.targets.record import AGENCY, Reading, Record
from yusuan.words import key

TASK = "task"
_AMOUNTS = frozenset({"total", "adjusted_total"})


def find_tasks(grid: Grid, row: int, reading: Reading) -> Header | None:
    """The header of the tasks where it begins in this row."""
    header = find_header(grid, row, reading.form.tasks, grouped=False)
    found = header is not None and "name" in header.fields and header.fields.keys() & _AMOUNTS
    return header if found else None


def read_tasks(grid: Grid, header: Header, record: Record, reading: Reading) -> int:
    """Read the tasks; their total is the agency's own. Returns the row after them."""
    for anchor in (*header.cells, *header.unknown):
        reading.account_for(anchor.cell)
    record.scope = AGENCY
    row = header.row + header.depth
    while row < grid.height:
        filled = [anchor for anchor in grid.filled(row) if reading.form.label(anchor.text) != HEADING]
        if not filled:
            row += 1
            continue
        if reading.form.label(filled[0].text) or find_header(grid, row, reading.form.columns):
            break
        total = any(key(anchor.text) in reading.form.totals for anchor in filled)
        task = (
            record
            if total
            else replace(record, values={}, places={}, tasks=[], row=None, fallback_name=None, kind=TASK)
        )
        taken = set()
        amounts = [columns for name, columns in header.fields.items() if name in reading.form.amounts]
        filled_in = any(grid.at(row, column).text for columns in amounts for column in range(*columns))
        for field_name, (start, end) in header.fields.items():
            for column in range(start, end):
                anchor = grid.at(row, column)
                if anchor.text and anchor.row == row and anchor not in taken:
                    taken.add(anchor)
                    if not (total and key(anchor.text) in reading.form.totals):
                        task.put(field_name, anchor.cell, filled_in=filled_in)
                    break
        for anchor in filled:
            if anchor not in taken and not (total and key(anchor.text) in reading.form.totals):
                reading.findings.not_understood(
                    "label", anchor.text, anchor.cell.place, "Neither a label of this form nor the value of a label."
                )
        if not total and task.values:
            record.tasks.append(task)
        row += 1
    return row
