"""Reads tables that list things by their names: purchases, projects, kinds of expenditure, units."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from yusuan.document import Cell, Table
from yusuan.forms import TableForm, Vocabulary
from yusuan.numbers import number
from yusuan.recognise.amounts import is_blank, read_amount
from yusuan.recognise.columns import Columns
from yusuan.recognise.findings import Findings, Printed, Value, printed, printed_cells
from yusuan.recognise.listed_levels import Depth, listed_levels
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
    depth: Depth
    cells: Sequence[Cell]
    named_above: bool = False
    """Whether the row above names it: it prints another way to buy the same, and leaves the name blank."""


def read_listed_rows(
    table: Table, columns: Columns, form: TableForm, vocabulary: Vocabulary, findings: Findings
) -> None:
    """One row for each printed row that a word names.

    A row is a part of the one above it only where the sums say so.
    """
    rows, levels = _rows_and_levels(table, columns, form, vocabulary, findings)
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
            findings.account_for((cell.place for cell in code.cells), form.table_name)
        for field, cell in row.amounts.items():
            values[field] = read_amount(field, cell, vocabulary, findings)
            if values[field] is not None:
                places[field] = printed(cell)
        findings.add(form.table_name, values, places)
    stored = findings.resources[form.table_name][-len(rows) :] if rows else []
    for kept, level, words in zip(stored, levels, _carried_words(rows, levels, columns), strict=True):
        kept |= {field: name(text) for field, text in words.items()}
        kept["level"] = level


def _rows_and_levels(
    table: Table, columns: Columns, form: TableForm, vocabulary: Vocabulary, findings: Findings
) -> tuple[list[_Row], list[int | None]]:
    rows: list[_Row] = []
    above: dict[str, _Code] = {}
    for cells in _with_merged_names(table.rows[columns.depth :], columns, vocabulary):
        if is_number_row(cells):
            findings.account_for((cell.place for cell in cells), "column numbers")
        elif any(not is_blank(cell, vocabulary) for cell in cells) and (
            row := _row(cells, columns, form, vocabulary, findings, above, rows[-1] if rows else None)
        ):
            rows.append(row)
            above |= row.codes
    levels = _levels(rows, vocabulary)
    if any(row.named_above and level is None for row, level in zip(rows, levels, strict=True)):
        # Without the sums, that the row above names them would be a guess.
        for row in rows:
            if row.named_above:
                _say_unnamed(row.cells, form, findings)
        rows = [row for row in rows if not row.named_above]
        levels = _levels(rows, vocabulary)
    return rows, levels


def _with_merged_names(
    rows: Sequence[Sequence[Cell]], columns: Columns, vocabulary: Vocabulary
) -> Iterator[Sequence[Cell]]:
    """The rows; one that no cell of its own names has the words of the merged cells that reach down to it.

    A service that is bought in two ways is named once, in a cell beside both.
    """
    places = [columns.fields[field] for field in NAMED_BY if field in columns.fields]
    reaching: dict[int, tuple[Cell, int]] = {}
    for at, row in enumerate(rows):
        named = any(not is_blank(row[place], vocabulary) for place in places)
        total = any(key(cell.text) in vocabulary.total for cell in row)
        over = {place: cell for place, (cell, end) in reaching.items() if at < end and place in places}
        reaching |= {place: (cell, at + cell.rows) for place, cell in enumerate(row) if cell.rows > 1}
        yield row if named or total or not over else [over.get(place, cell) for place, cell in enumerate(row)]


def _row(
    cells: Sequence[Cell],
    columns: Columns,
    form: TableForm,
    vocabulary: Vocabulary,
    findings: Findings,
    above: Mapping[str, _Code],
    row_above: _Row | None,
) -> _Row | None:
    fields = columns.fields
    for field, holder in NOT_KEPT.items():
        if field in fields:
            findings.account_for([cells[fields[field]].place], holder)
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
    named_above = label is None
    if label is None:
        if all(is_blank(cell, vocabulary) for cell in amounts.values()):
            return None
        if not words or not row_above or row_above.is_total or not words.keys() <= row_above.words.keys():
            _say_unnamed(cells, form, findings)
            return None
        label = row_above.label
        words |= {field: cell for field, cell in row_above.words.items() if field in NAMED_BY}
    if total is not None:
        words = {field: cell for field, cell in words.items() if cell is not total}
    digits = sum(len(part) for field in ("code", "economic_code") if field in codes for part in codes[field].parts)
    depth = (min((fields[field] for field in words), default=0), digits)
    return _Row(label, words, codes, amounts, total is not None, depth, cells, named_above)


def _say_unnamed(cells: Sequence[Cell], form: TableForm, findings: Findings) -> None:
    text = "\t".join(cell.text for cell in cells)
    findings.not_understood("line", text, cells[0].place, f"A row of {form.table_name} that nothing names.")


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


def _levels(rows: Sequence[_Row], vocabulary: Vocabulary) -> list[int | None]:
    return listed_levels(
        [None if row.is_total else row.depth for row in rows], [_total(row, vocabulary) for row in rows]
    )


def _total(row: _Row, vocabulary: Vocabulary) -> str:
    cell = row.amounts.get("total")
    return "0" if cell is None or is_blank(cell, vocabulary) else number(cell.text) or "0"


def _carried_words(rows: Sequence[_Row], levels: Sequence[int | None], columns: Columns) -> Iterator[dict[str, str]]:
    """The words that each row takes over from a row above it of the same level that begins further left.

    A project is named once, beside the first kind of its expenditure; the kinds below it leave that column blank. Words
    carried over so are not printed in the row: no place prints them.
    """
    beside: dict[int, list[_Row]] = {}
    for row, level in zip(rows, levels, strict=True):
        beside = {depth: above for depth, above in beside.items() if level is not None and depth <= level}
        if not level:
            yield {}
            continue
        begin = row.depth[0]
        beside[level] = [above for above in beside.get(level, []) if above.depth[0] < begin]
        words = {field: cell.text for above in beside[level] for field, cell in above.words.items()}
        yield {field: text for field, text in words.items() if field in NAMED_BY and columns.fields[field] < begin}
        beside[level].append(row)
