"""Reads what became of the budget, in a table by which a project or an agency judges itself: a row for each fund."""

from __future__ import annotations

from yusuan.numbers import number
from yusuan.recognise.targets.grid import Anchor, Grid
from yusuan.recognise.targets.header import Header, header_in_row
from yusuan.recognise.targets.labelled import HEADING, field_of
from yusuan.recognise.targets.record import Reading, Record

TOTAL = "total"
_BUDGETS = frozenset({"budget", "adjusted"})
_OF_TOTAL = {"rate": "execution_rate", "weight": "execution_weight", "score": "execution_score"}


def find_execution(grid: Grid, row: int, reading: Reading) -> Header | None:
    """The header 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 where it begins in this row."""
    header = header_in_row(grid, row, reading.form.execution)
    return header if "executed" in header.fields and header.fields.keys() & _BUDGETS else None


def read_execution(grid: Grid, header: Header, record: Record, reading: Reading) -> int:
    """Read the amounts of each fund. Returns the row after them."""
    for anchor in header.cells:
        if number(anchor.text) is None:
            reading.account_for(anchor.cell)
        else:
            reading.findings.not_understood(
                "number", anchor.text, anchor.cell.place, "A number among the headers of a table."
            )
    first = min(start for start, _ in header.fields.values())
    row = header.row + header.depth
    while row < grid.height:
        labels = [anchor for anchor in grid.filled(row) if anchor.column < first]
        named = [(anchor, field_of(grid, anchor, reading)) for anchor in labels]
        fund = next((known for _, known in named if known not in (None, HEADING)), None)
        if fund is None or f"executed_{fund}" not in reading.form.amounts:
            break
        reading.account_for(*(anchor.cell for anchor, known in named if known is not None))
        for column, (start, end) in header.fields.items():
            for anchor in _beginning(grid, row, start, end):
                _put(column, fund, anchor, record, reading)
        row += 1
    return row


def _beginning(grid: Grid, row: int, start: int, end: int) -> list[Anchor]:
    anchors = dict.fromkeys(grid.at(row, column) for column in range(start, end))
    return [anchor for anchor in anchors if anchor.text and anchor.row == row]


def _put(column: str, fund: str, anchor: Anchor, record: Record, reading: Reading) -> None:
    """Keep a figure under the name of its column and fund: 全年执行数 of 其他资金 is `executed_other_funds`."""
    name = fund if column == "budget" else f"{column}_{fund}"
    if column in _OF_TOTAL:
        name = _OF_TOTAL[column] if fund == TOTAL else f"{fund}_execution_{column}"
    if name in reading.form.amounts or name in reading.form.numbers:
        record.put(name, anchor.cell)
    elif anchor.text.strip() not in reading.vocabulary.blank:
        reading.findings.not_understood("number", anchor.text, anchor.cell.place, f"No field {name} is known.")
