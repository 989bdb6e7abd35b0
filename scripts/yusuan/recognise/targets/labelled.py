"""Reads labels with their values: beside them, below them, or within the same cell."""

from __future__ import annotations

import re

from yusuan.recognise.targets.grid import Anchor, Grid
from yusuan.recognise.targets.record import Reading, Record
from yusuan.units import YUAN
from yusuan.words import key

HEADING = "heading"
# What parts a label from its value in one cell.
_BETWEEN = re.compile(r"\s*[:：]\s*|\s+")
_WITH_AMOUNT = re.compile(rf"(?P<label>[^\d:]+):?(?P<amount>\d[\d,]*(?:\.\d+)?)[(（]?(?:{'|'.join(YUAN)})[)）]?")
_FEWEST_VALUES = 2
_DIGITS = "0123456789一二三四五六七八九十"


def field_of(grid: Grid, anchor: Anchor, reading: Reading) -> str | None:
    """The field that a cell names as a label, in view of the label above it; None where it is no label."""
    for row in range(anchor.row - 1, -1, -1):
        above = grid.at(row, anchor.column)
        stacked = reading.form.label_beside(above.text, anchor.text, grid.words)
        if stacked := stacked or reading.form.stacked_label(above.text, anchor.text):
            return stacked
        if reading.form.label(above.text) is None and above.text:
            break
    return reading.form.label_beside("", anchor.text, grid.words) or reading.form.label(anchor.text)


def read_labels(grid: Grid, row: int, record: Record, reading: Reading) -> None:
    """Each label's value is what stands between it and the next label, wherever the columns have slipped to."""
    field_name = ""
    filled = grid.filled(row)
    for anchor in filled:
        found = field_of(grid, anchor, reading)
        if found is not None and not (field_name and field_name != HEADING and reading.form.label(anchor.text) is None):
            field_name = found
            record.prints(found)
            reading.account_for(anchor.cell)
        elif field_name in reading.form.amounts and key(anchor.text) in reading.form.totals:
            # The form was left blank, and the next of its labels stands where the amount would.
            field_name = ""
            reading.account_for(anchor.cell)
        elif field_name and field_name != HEADING:
            record.put(field_name, anchor.cell)
        elif field_name and len(filled) == 2 and (said := reading.form.headed_value(filled[0].text)):
            record.put(said, anchor.cell)
        elif is_cut_heading(grid, anchor, reading):
            reading.account_for(anchor.cell)
        elif (amount := _amount_within(anchor, reading)) is not None:
            record.put(amount[0], anchor.cell, amount[1])
        elif (inline := inline_field(anchor, reading)) is not None:
            said = _BETWEEN.split(anchor.text.strip(), maxsplit=1)[1]
            if inline in record.values and _counted(anchor):
                record.add(inline, anchor.cell)
            else:
                record.put(inline, anchor.cell, said)
        else:
            reading.findings.not_understood(
                "label", anchor.text, anchor.cell.place, "Neither a label of this form nor the value of a label."
            )


def names_only(grid: Grid, row: int, reading: Reading) -> bool:
    """Whether every cell that begins in a row is a label, so that the values stand below."""
    begun = grid.beginning(row) if grid.spanned else grid.filled(row)
    return bool(begun) and all(anchor.text and field_of(grid, anchor, reading) for anchor in begun)


def values_only(grid: Grid, row: int, reading: Reading) -> bool:
    """Whether a row has values, and no label; a heading may go on before them: 年度 | 总体目标."""
    filled = grid.filled(row)
    if len(filled) > _FEWEST_VALUES and filled[0].column == 0 and field_of(grid, filled[0], reading) == HEADING:
        filled = filled[1:]
    return bool(filled) and all(field_of(grid, anchor, reading) is None for anchor in filled)


def read_below(grid: Grid, names: int, row: int, record: Record, reading: Reading) -> None:
    """Read a row of values by the labels that stand in the rows from `names` on above it, column by column."""
    for i in range(names, row):
        reading.account_for(*(anchor.cell for anchor in grid.filled(i)))
    for anchor in grid.filled(row):
        if field_of(grid, anchor, reading) == HEADING:
            reading.account_for(anchor.cell)
            continue
        label = next(
            (a for i in range(row - 1, names - 1, -1) if (a := _label_over(grid, i, anchor.column)) is not None), None
        )
        field_name = field_of(grid, label, reading) if label is not None else None
        if field_name is None or field_name == HEADING:
            reading.findings.not_understood(
                "label", anchor.text, anchor.cell.place, "Neither a label of this form nor the value of a label."
            )
        else:
            record.put(field_name, anchor.cell)


def _label_over(grid: Grid, row: int, column: int) -> Anchor | None:
    if grid.spanned:
        anchor = grid.at(row, column)
        return anchor if anchor.text else None
    return next((a for c in range(column, -1, -1) if (a := grid.at(row, c)).text), None)


def inline_field(anchor: Anchor, reading: Reading) -> str | None:
    """The field of a cell with label and value: 主要政策任务1：深化改革, or 专项名称 伯乐奖; labels may count."""
    label, *value = _BETWEEN.split(anchor.text.strip(), maxsplit=1)
    field_name = reading.form.label(label.rstrip(_DIGITS)) if value and value[0] else None
    return field_name if field_name != HEADING else None


def is_cut_heading(grid: Grid, anchor: Anchor, reading: Reading) -> bool:
    """Whether a cell at the edge of a page has the first or the last characters of a heading: 年度绩效指, and 标."""
    at_edge = grid.turns_page(anchor.row) or anchor.row == 0 or anchor.row + anchor.rows == grid.height
    ends = at_edge or grid.turns_page(anchor.row + anchor.rows)
    return anchor.column == 0 and ends and reading.form.cuts_heading(anchor.text, HEADING)


def _amount_within(anchor: Anchor, reading: Reading) -> tuple[str, str] | None:
    """The field and the amount of a cell that has a label, its amount and the unit: 资金金额 1620.98（万元）."""
    match = _WITH_AMOUNT.fullmatch(key(anchor.text))
    if match is None:
        return None
    field_name = reading.form.headed_value(match["label"]) or reading.form.label(match["label"])
    return (field_name, match["amount"]) if field_name in reading.form.amounts else None


def _counted(anchor: Anchor) -> bool:
    """Whether its label counts: 主要政策任务2 adds to what 主要政策任务1 said."""
    return _BETWEEN.split(anchor.text.strip(), maxsplit=1)[0][-1:] in _DIGITS
