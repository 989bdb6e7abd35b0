"""Reads tables that list things by their names: purchases, projects, kinds of expenditure, units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from yusuan import intervals
from yusuan.document import Cell, Table
from yusuan.forms import TableForm, Vocabulary
from yusuan.intervals import Outcome
from yusuan.recognise.amounts import is_blank, read_amount
from yusuan.recognise.columns import Columns
from yusuan.recognise.findings import Findings, Printed, Value, printed, printed_cells
from yusuan.recognise.number_rows import is_number_row
from yusuan.recognise.runs import heads
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
class _Code:
    """A code of `parts`, of which `cells` are printed in its own row; the parts before those are of a row above."""

    parts: tuple[str, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class _Row:
    """A printed row: the filled cells of words by field, the cells of each code, the cell of each amount."""

    label: Cell
    words: Mapping[str, Cell]
    codes: Mapping[str, _Code]
    amounts: Mapping[str, Cell]
    is_total: bool
    depth: tuple[int, int]
    """How far in it stands: its leftmost filled column of words, and the digits of its codes."""


def read_listed_rows(
    table: Table, columns: Columns, form: TableForm, vocabulary: Vocabulary, findings: Findings
) -> None:
    """One row for each printed row that a word names.

    A row is a part of the one above it only where the sums say so.
    """
    rows: list[_Row] = []
    above: dict[str, _Code] = {}
    for cells in table.rows[columns.depth :]:
        if is_number_row(cells):
            findings.hold((cell.place for cell in cells), "column numbers")
        elif any(not is_blank(cell, vocabulary) for cell in cells) and (
            row := _row(cells, columns, form, vocabulary, findings, above, rows[-1] if rows else None)
        ):
            rows.append(row)
            above |= row.codes
    stored: list[dict[str, Value]] = []
    for row in rows:
        values: dict[str, Value] = {"name": name(row.label.text), "is_total": row.is_total}
        places: dict[str, Printed] = {"name": printed(row.label)}
        for field, cell in row.words.items():
            values[field], places[field] = name(cell.text), printed(cell)
        for field, code in row.codes.items():
            values[field] = "".join(code.parts)
            if len(code.cells) == len(code.parts):
                # A part that is carried over from above is not printed here: then no place prints the code.
                places[field] = printed_cells(list(code.cells))
            findings.hold((cell.place for cell in code.cells), form.table_name)
        for field, cell in row.amounts.items():
            values[field] = read_amount(field, cell, vocabulary, findings)
            if values[field] is not None:
                places[field] = printed(cell)
        stored.append(values)
        findings.add(form.table_name, values, places)
    for number, level in enumerate(_levels(rows, stored)):
        findings.resources[form.table_name][number - len(rows)]["level"] = level


def _row(
    cells: Sequence[Cell],
    columns: Columns,
    form: TableForm,
    vocabulary: Vocabulary,
    findings: Findings,
    above: Mapping[str, _Code],
    last: _Row | None,
) -> _Row | None:
    fields = columns.fields
    for field, holder in NOT_KEPT.items():
        if field in fields:
            findings.hold([cells[fields[field]].place], holder)
    words = {
        field: cells[fields[field]]
        for field in WORDS
        if field in fields
        and not is_blank(cell := cells[fields[field]], vocabulary)
        and key(cell.text) not in vocabulary.total
    }
    codes = {
        field: code
        for field, parts in CODES.items()
        if (code := _code([cells[fields[part]] for part in parts if part in fields], above.get(field)))
    }
    whole = {field: cells[fields[field]] for field in CODES if field in fields and _is_code(cells[fields[field]])}
    codes |= {field: _Code((key(cell.text),), (cell,)) for field, cell in whole.items()}
    in_codes = {part for parts in CODES.values() for part in parts} | CODES.keys()
    amounts = {
        f: cells[column] for f, column in fields.items() if f not in WORDS and f not in NOT_KEPT and f not in in_codes
    }
    total = next((cell for cell in cells if key(cell.text) in vocabulary.total), None)
    for cell in (cells[fields[field]] for field in in_codes if field in fields):
        if cell is not total and key(cell.text) and not _is_code(cell):
            findings.not_understood("label", cell.text, cell.place, f"Not a code of {form.table_name}.")
    label = total or next((words[field] for field in NAMED_BY if field in words), None)
    if label is None and words and last is not None and not last.is_total:
        # Of one thing bought in two ways the name is printed once.
        named = next((field for field in NAMED_BY if field in last.words), None)
        if named and words.keys() <= last.words.keys():
            label, words = last.label, {named: last.words[named], **words}
    if label is None:
        if any(not is_blank(cell, vocabulary) for cell in amounts.values()):
            text = "\t".join(cell.text for cell in cells)
            findings.not_understood("line", text, cells[0].place, f"A row of {form.table_name} that nothing names.")
        return None
    if total is not None:
        words = {field: cell for field, cell in words.items() if cell is not total}
    digits = sum(len(part) for field in ("code", "economic_code") if field in codes for part in codes[field].parts)
    depth = (min((fields[field] for field in words), default=0), digits)
    return _Row(label, words, codes, amounts, total is not None, depth)


def _is_code(cell: Cell) -> bool:
    return key(cell.text).isdecimal()


def _code(cells: Sequence[Cell], above: _Code | None) -> _Code | None:
    """The code of the digits in these cells, its first parts those of the code above; None where one is skipped."""
    filled = [number for number, cell in enumerate(cells) if _is_code(cell)]
    if not filled:
        return None
    first, carried = filled[0], above.parts[: filled[0]] if above else ()
    if filled != list(range(first, first + len(filled))) or len(carried) != first:
        return None
    printed_here = tuple(cells[number] for number in filled)
    return _Code((*carried, *(key(cell.text) for cell in printed_here)), printed_here)


def _levels(rows: Sequence[_Row], stored: Sequence[Mapping[str, Value]]) -> list[int | None]:
    """The level of each row: 0 for the total, and one deeper for each step that rows stand further in.

    A depth counts only where the figures say so: where at each row above the rows below it add up to it.
    """
    levels: list[int | None] = [0 if row.is_total else None for row in rows]
    if sum(row.is_total for row in rows) != 1:
        return levels
    amounts = intervals.printed_together([str(row.get("total") or 0) for row in stored])
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
    if all(level in (0, None) for level in levels):
        _place_runs(levels, amounts)
    return levels


def _place_runs(levels: list[int | None], amounts: Sequence[intervals.Printed]) -> None:
    """Give levels to a list whose rows stand no further in than those that head them: units, and what each spends."""
    listed = [number for number, level in enumerate(levels) if level is None]
    at_head = {listed[n] for n in heads([amounts[n] for n in listed], amounts[levels.index(0)])}
    if at_head:
        for number in listed:
            levels[number] = 1 if number in at_head else 2
