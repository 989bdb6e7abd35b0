"""Reads tables that list things by their names: purchases, projects, kinds of expenditure, units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from yusuan import intervals
from yusuan.document import Cell, Table
from yusuan.forms import TableForm, Vocabulary
from yusuan.intervals import Outcome
from yusuan.recognise.amounts import is_blank, read_amount
from yusuan.recognise.columns import Columns
from yusuan.recognise.findings import Findings, Printed, Value, printed, printed_cells
from yusuan.recognise.number_rows import is_number_row
from yusuan.words import key, name

NAMED_BY = (
    "name",
    "item_name",
    "project_name",
    "economic_name",
    "government_economic_name",
    "category",
    "content",
    "unit_name",
)
"""Columns of words that may name a row: the first that is filled does."""

WORDS = (*NAMED_BY, "unit_code", "method", "nature", "specification", "quantity", "participants", "period", "remark")
CODES = {
    "code": ("class_code", "section_code", "item_code"),
    "economic_code": ("economic_class_code", "economic_section_code"),
    "government_economic_code": ("government_economic_class_code", "government_economic_section_code"),
}
"""Codes whose digits stand in columns of their own, in this order."""

NOT_KEPT = {"line_number": "line numbers", "goal": "descriptions"}
"""Columns that are recognised and not kept: numbers of lines, and running text."""


@dataclass(frozen=True)
class _Row:
    """A printed row: the filled cells of words by field, the cells of each code, the cell of each amount."""

    label: Cell
    words: Mapping[str, Cell]
    codes: Mapping[str, Sequence[Cell]]
    amounts: Mapping[str, Cell]
    is_total: bool
    depth: tuple[int, int]
    """How far in it stands: its leftmost filled column of words, and the digits of its economic code."""


def read_listed_rows(
    table: Table, columns: Columns, form: TableForm, vocabulary: Vocabulary, findings: Findings
) -> None:
    """One row for each printed row that a word names.

    A row is a part of the one above it only where the sums say so.
    """
    rows: list[_Row] = []
    for cells in table.rows[columns.depth :]:
        if is_number_row(cells):
            findings.hold((cell.place for cell in cells), "column numbers")
        elif any(not is_blank(cell, vocabulary) for cell in cells) and (
            row := _row(cells, columns, form, vocabulary, findings)
        ):
            rows.append(row)
    stored: list[dict[str, Value]] = []
    for row in rows:
        values: dict[str, Value] = {"name": name(row.label.text), "is_total": row.is_total}
        places: dict[str, Printed] = {"name": printed(row.label)}
        for field, cell in row.words.items():
            values[field], places[field] = name(cell.text), printed(cell)
        for field, code_cells in row.codes.items():
            values[field] = "".join(key(cell.text) for cell in code_cells)
            places[field] = printed_cells(list(code_cells))
            findings.hold((cell.place for cell in code_cells), form.table_name)
        for field, cell in row.amounts.items():
            values[field] = read_amount(field, cell, vocabulary, findings)
            if values[field] is not None:
                places[field] = printed(cell)
        stored.append(values)
        findings.add(form.table_name, values, places)
    for number, level in enumerate(_levels(rows, stored)):
        findings.resources[form.table_name][number - len(rows)]["level"] = level


def _row(
    cells: Sequence[Cell], columns: Columns, form: TableForm, vocabulary: Vocabulary, findings: Findings
) -> _Row | None:
    fields = columns.fields
    for field, holder in NOT_KEPT.items():
        if field in fields:
            findings.hold([cells[fields[field]].place], holder)
    words = {
        field: cells[fields[field]]
        for field in WORDS
        if field in fields and not is_blank(cells[fields[field]], vocabulary)
    }
    codes = {field: _code([cells[fields[part]] for part in parts if part in fields]) for field, parts in CODES.items()}
    codes |= {field: [cells[fields[field]]] for field in CODES if field in fields and key(cells[fields[field]].text)}
    in_codes = {part for parts in CODES.values() for part in parts} | CODES.keys()
    amounts = {
        f: cells[column] for f, column in fields.items() if f not in WORDS and f not in NOT_KEPT and f not in in_codes
    }
    total = next((cell for cell in cells if key(cell.text) in vocabulary.total), None)
    label = total or next((words[field] for field in NAMED_BY if field in words), None)
    if label is None:
        if any(not is_blank(cell, vocabulary) for cell in amounts.values()):
            text = "\t".join(cell.text for cell in cells)
            findings.not_understood("line", text, cells[0].place, f"A row of {form.table_name} that nothing names.")
        return None
    if total is not None:
        words = {field: cell for field, cell in words.items() if cell is not total}
    digits = "".join(key(cell.text) for cell in codes["economic_code"])
    depth = (min((fields[field] for field in words), default=0), len(digits))
    return _Row(label, words, {f: c for f, c in codes.items() if c}, amounts, total is not None, depth)


def _code(cells: Sequence[Cell]) -> Sequence[Cell]:
    """The cells whose digits make a code; none where one is skipped."""
    filled = [cell for cell in cells if key(cell.text)]
    return filled if all(cell is other for cell, other in zip(filled, cells, strict=False)) else []


def _levels(rows: Sequence[_Row], stored: Sequence[Mapping[str, Value]]) -> list[int | None]:
    """The level of each row: 0 for the total, and one deeper for each step that rows stand further in.

    A depth counts only where the figures say so: where at each row above the rows below it add up to it.
    """
    levels: list[int | None] = [0 if row.is_total else None for row in rows]
    if sum(row.is_total for row in rows) != 1:
        return levels
    printed_amounts = [str(row["total"]) for row in stored if row.get("total") is not None]
    step = intervals.step_of(printed_amounts)
    amounts = [intervals.Printed(Decimal(str(row.get("total") or 0)), step) for row in stored]
    for level, depth in enumerate(sorted({row.depth for row in rows if not row.is_total}), start=1):
        # The total may stand first or last; a row above stands before its parts.
        parts: dict[int, list[int]] = {number: [] for number, above in enumerate(levels) if above == level - 1}
        above = next(iter(parts), None) if level == 1 else None
        for number, row in enumerate(rows):
            if number in parts:
                above = number
            elif row.depth == depth and not row.is_total and above is not None:
                parts[above].append(number)
        sums = (intervals.compare_sum(amounts[n], [(1, amounts[p]) for p in below]) for n, below in parts.items())
        if not all(outcome in (Outcome.PASS, Outcome.ROUNDING) for outcome in sums):
            break
        for below in parts.values():
            for number in below:
                levels[number] = level
    return levels
