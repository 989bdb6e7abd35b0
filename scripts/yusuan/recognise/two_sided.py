"""Reads tables that set income beside expenditure, in two or more blocks of a label and its amounts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from yusuan.document import Cell, Table
from yusuan.forms import TableForm, Vocabulary
from yusuan.model import load_model
from yusuan.recognise.amounts import is_blank, read_amount
from yusuan.recognise.columns import Columns
from yusuan.recognise.findings import Findings, Printed, Value, printed
from yusuan.recognise.hierarchy import Hierarchy, Placed
from yusuan.recognise.number_rows import is_number_row
from yusuan.words import key, name

SIDES = tuple(dict.fromkeys(side.name for table in load_model().tables.values() for side in table.sides))
"""Income, expenditure by function, and where a table prints them expenditure by purpose and by economic class."""


@dataclass(frozen=True)
class _Block:
    """A side of the table: the column of its labels, and the column of each of its amounts by field."""

    side: str
    label: int
    amounts: Mapping[str, int]


@dataclass(frozen=True)
class _Entry:
    """What a row prints in one block: its label, and the cell of each amount."""

    label: Cell
    amounts: Mapping[str, Cell]


def read_two_sided(table: Table, columns: Columns, form: TableForm, vocabulary: Vocabulary, findings: Findings) -> None:
    """One row for each printed row that has a label, with what stands in it on each side.

    An amount without a label, and one in a column of no block, is listed as not understood and not stored.
    """
    blocks = _blocks(table, columns, form, findings)
    rows: list[dict[str, _Entry]] = []
    for cells in _mended(table.rows[columns.depth :], blocks, vocabulary, findings):
        if is_number_row(cells):
            findings.account_for((cell.place for cell in cells), "column numbers")
            continue
        entries = _entries(cells, blocks, vocabulary, findings)
        if entries:
            rows.append(entries)
        for field, column in columns.fields.items():
            if field.endswith("line_number"):
                findings.account_for([cells[column].place], "line numbers")
    placed = {block.side: _placed(block.side, rows, vocabulary) for block in blocks}
    for row, entries in enumerate(rows, start=1):
        values: dict[str, Value] = {}
        amounts: dict[str, Printed] = {}
        labels: dict[str, Printed] = {}
        for side, entry in entries.items():
            for field, cell in entry.amounts.items():
                values[field] = read_amount(field, cell, vocabulary, findings)
                if values[field] is not None:
                    amounts[field] = printed(cell)
            values |= _identity(side, placed[side][row], entry.label, vocabulary)
            labels[f"{side}_label"] = printed(entry.label)
            if values.get(f"{side}_code"):
                labels[f"{side}_code"] = printed(entry.label)
        findings.add(form.table_name, values, amounts | labels)


def _blocks(table: Table, columns: Columns, form: TableForm, findings: Findings) -> list[_Block]:
    """The blocks from left to right. An amount belongs to the label nearest on its left, whatever its header."""
    labels = {side: columns.fields[f"{side}_label"] for side in SIDES if f"{side}_label" in columns.fields}
    ends = [*sorted(labels.values()), table.width]
    blocks = []
    for side, label in sorted(labels.items(), key=lambda item: item[1]):
        end = ends[ends.index(label) + 1]
        amounts = {}
        for field, column in columns.fields.items():
            if not field.startswith(f"{side}_") or field in (f"{side}_label", f"{side}_line_number"):
                continue
            if label < column < end:
                amounts[field] = column
            else:
                cell = table.rows[max(columns.depth - 1, 0)][column]
                reason = f"This column of {form.table_name} is not next to the labels of its side."
                findings.not_understood("header", cell.text, cell.place, reason)
        blocks.append(_Block(side, label, amounts))
    return blocks


def _mended(
    rows: Sequence[Sequence[Cell]], blocks: list[_Block], vocabulary: Vocabulary, findings: Findings
) -> Iterator[Sequence[Cell]]:
    """The rows, the label of a total that goes on in the next one (当年收入, 小计) in one piece."""
    before: list[Cell] | None = None
    for cells in rows:
        filled = [column for column, cell in enumerate(cells) if cell.text.strip()]
        block = next((block for block in blocks if filled == [block.label]), None)
        if before and block:
            column = block.label
            words = vocabulary.total | vocabulary.subtotals["income" if block.side == "income" else "expenditure"]
            text = before[column].text + cells[column].text
            if key(text) in words and key(before[column].text) not in words:
                before[column] = replace(before[column], text=text)
                findings.account_for([cells[column].place], "labels")
                continue
        if before:
            yield before
        before = list(cells)
    if before:
        yield before


def _entries(
    cells: Sequence[Cell], blocks: list[_Block], vocabulary: Vocabulary, findings: Findings
) -> dict[str, _Entry]:
    """What the row prints on each side that has a label."""
    entries: dict[str, _Entry] = {}
    before: _Block | None = None
    for block in blocks:
        label = cells[block.label]
        amounts = {field: cells[column] for field, column in block.amounts.items()}
        filled = [cell for cell in amounts.values() if not is_blank(cell, vocabulary)]
        if label.text.strip():
            entries[block.side] = _Entry(label, amounts)
        elif filled and before and _names_both(before, entries, block, vocabulary):
            # 支出合计 stands before the one amount of two blocks: it is the total of each.
            left = entries[before.side]
            entries[before.side] = _Entry(left.label, {**left.amounts, next(iter(before.amounts)): filled[0]})
            entries[block.side] = _Entry(left.label, amounts)
        for cell in filled if block.side not in entries else ():
            text = "\t".join(cell.text for cell in cells)
            findings.not_understood("line", text, cell.place, f"An amount of {block.side} without a label.")
        before = block
    return entries


def _names_both(before: _Block, entries: dict[str, _Entry], block: _Block, vocabulary: Vocabulary) -> bool:
    """Whether the label on the left is the total of this block of expenditure too."""
    left = entries.get(before.side)
    return (
        left is not None
        and "income" not in (before.side, block.side)
        and bool(before.amounts)
        and all(is_blank(cell, vocabulary) for cell in left.amounts.values())
        and key(left.label.text) in vocabulary.total | vocabulary.subtotals["expenditure"]
    )


def _placed(side: str, rows: list[dict[str, _Entry]], vocabulary: Vocabulary) -> dict[int, Placed]:
    """Where each label of a side belongs, by row."""
    hierarchy = Hierarchy(vocabulary, side)
    placed: dict[int, Placed] = {}
    for row, entries in enumerate(rows, start=1):
        if side in entries:
            placed[row] = hierarchy.place(entries[side].label.text.strip(), row)
    totals = [row for row, found in placed.items() if found.is_total and found.level == 0]
    if not totals:
        # Without a grand total the last sub-total that stands below its parts is one.
        totals = [row for row, found in placed.items() if found.is_total and not found.marker][-1:]
    grand = max(totals, key=lambda row: (key(placed[row].label) in vocabulary.grand_total, row), default=None)
    return {
        row: replace(found, level=0 if row == grand else None) if found.is_total else found
        for row, found in placed.items()
    }


def _identity(side: str, found: Placed, label: Cell, vocabulary: Vocabulary) -> dict[str, Value]:
    values: dict[str, Value] = {
        f"{side}_label": found.label,
        f"{side}_level": found.level,
        f"{side}_is_total": found.is_total,
    }
    if side == "income":
        return values | {"income_number": found.marker or None, "income_parent_row": found.parent_row}
    if side != "expenditure":
        return values | {f"{side}_number": found.marker or None}
    match = vocabulary.coded_label.fullmatch(label.text.strip())
    if match:
        code = match["code"]
        values |= {"expenditure_label": name(match["label"]), "expenditure_level": (len(code) - 1) // 2}
        return values | {"expenditure_code": code}
    if found.marker:
        values["expenditure_number"] = found.marker
    return values | {"expenditure_code": None}
