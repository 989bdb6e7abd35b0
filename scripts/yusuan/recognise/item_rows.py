"""Reads the three public expenses: one row for each item, whichever way the place prints them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from yusuan.document import Cell, Table
from yusuan.forms import TableForm, Vocabulary
from yusuan.recognise.amounts import is_blank, read_amount
from yusuan.recognise.columns import Columns
from yusuan.recognise.findings import Findings, Printed, Value, printed
from yusuan.recognise.item_columns import ALL, TOTAL, ItemColumns, Periods, find_item, periods_of
from yusuan.recognise.number_rows import is_number_row
from yusuan.words import key, name

UNIT: tuple[str, ...] = ("unit_code", "unit_name")


@dataclass
class _Item:
    """An item of one unit, or of all: its label, and the cell of each measure."""

    item: str
    label: Cell
    unit: Mapping[str, Cell]
    amounts: dict[str, Cell] = field(default_factory=dict)


def read_item_rows(table: Table, columns: Columns, form: TableForm, vocabulary: Vocabulary, findings: Findings) -> None:
    """Items printed as rows or side by side, for the whole or for each unit, with the year before beside or below.

    Where the table also prints all units together, the rows of a unit have no level: they are parts of those.
    """
    assert isinstance(columns, ItemColumns)
    rows = []
    for cells in table.rows[columns.depth :]:
        if is_number_row(cells):
            findings.account_for((cell.place for cell in cells), "column numbers")
        elif any(cell.text.strip() for cell in cells):
            rows.append(cells)
            findings.account_for(
                (cells[column].place for role, column in columns.fields.items() if role == "line_number"),
                "line numbers",
            )
    read = _by_unit if columns.across else _by_label
    found = list(read(rows, columns, form, vocabulary, findings))
    together = any(not item.unit for item in found)
    findings.prints(form.table_name, (measure for item in found for measure in item.amounts))
    levels = {item.item: item.level for item in form.items}
    for item in found:
        level = levels.get(item.item) if not (item.unit and together) else None
        row: dict[str, Value] = {"item": item.item, "label": name(item.label.text), "level": level}
        row["is_total"] = item.item in (TOTAL, ALL)
        places: dict[str, Printed] = {}
        for measure, cell in item.amounts.items():
            row[measure] = read_amount(measure, cell, vocabulary, findings)
            if row[measure] is not None:
                places[measure] = printed(cell)
        places["label"] = printed(item.label)
        for role in UNIT:
            if role in columns.fields:
                row[role] = name(item.unit[role].text) if role in item.unit else None
            if role in item.unit:
                places[role] = printed(item.unit[role])
        findings.add(form.table_name, row, places)


def _by_label(
    rows: Sequence[Sequence[Cell]],
    columns: ItemColumns,
    form: TableForm,
    vocabulary: Vocabulary,
    findings: Findings,
) -> Iterator[_Item]:
    """Each row is an item that its label names."""
    labels = [cells[columns.fields.get("label", 0)] for cells in rows]
    items = [find_item(label.text, form, vocabulary) for label in labels]
    totals = [key(label.text) in vocabulary.total for label in labels]
    alone = any(
        item is not None and item.item == TOTAL and not total for item, total in zip(items, totals, strict=True)
    )
    for cells, label, item, total in zip(rows, labels, items, totals, strict=True):
        if item is None and not total:
            reason = f"{form.table_name} has no such row in this form."
            findings.not_understood("label", label.text, label.place, reason)
            continue
        known = (ALL if alone else TOTAL) if total or item is None else item.item
        yield _Item(known, label, {}, {column.measure: cells[column.column] for column in columns.amounts})


def _by_unit(
    rows: Sequence[Sequence[Cell]],
    columns: ItemColumns,
    form: TableForm,
    vocabulary: Vocabulary,
    findings: Findings,
) -> Iterator[_Item]:
    """Each row is a unit, or one period of a unit, with its items side by side."""
    periods = _periods(rows, columns, vocabulary)
    items: dict[tuple[str, ...], dict[str, _Item]] = {}
    unit: dict[str, Cell] = {}
    for number, cells in enumerate(rows):
        units = {role: cells[columns.fields[role]] for role in UNIT if role in columns.fields}
        named = {role: cell for role, cell in units.items() if cell.text.strip()}
        # A unit is printed once, at the first of its periods.
        unit = unit if periods and not named else named
        prefix = periods.prefix(cells[columns.fields["period"]].text, vocabulary) if periods else ""
        if prefix is None:
            period = cells[columns.fields["period"]]
            reason = f"{form.table_name} has no such period in this form."
            findings.not_understood("label", period.text, period.place, reason)
            continue
        whole = any(key(cell.text) in vocabulary.total for cell in unit.values())
        which = tuple(cell.place for cell in unit.values()) if periods else (str(number),)
        for column in columns.amounts:
            assert column.label is not None
            held = items.setdefault(which, {}).setdefault(
                column.item, _Item(column.item, column.label, {} if whole else unit)
            )
            cell, measure = cells[column.column], prefix + column.measure
            if held.amounts.setdefault(measure, cell) is not cell and not is_blank(cell, vocabulary):
                reason = f"A second figure of {column.item} in {form.table_name}."
                findings.not_understood("number", cell.text, cell.place, reason)
    for found in items.values():
        yield from found.values()


def _periods(rows: Sequence[Sequence[Cell]], columns: ItemColumns, vocabulary: Vocabulary) -> Periods | None:
    if "period" not in columns.fields:
        return None
    return periods_of([cells[columns.fields["period"]].text for cells in rows], vocabulary)
