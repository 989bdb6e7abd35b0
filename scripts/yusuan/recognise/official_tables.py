"""Reads the budget's tables: finds each by its title, its columns by their headers, its rows by their codes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from yusuan.document import Block, Cell, Line, Table
from yusuan.forms import Form, TableForm, Vocabulary
from yusuan.numbers import number
from yusuan.recognise.captions import Titled, is_empty_note, titled_tables
from yusuan.recognise.coded_rows import read_coded_rows
from yusuan.recognise.columns import Columns, find_columns
from yusuan.recognise.continued_summaries import continued_summaries
from yusuan.recognise.findings import Findings, Printed, Value
from yusuan.recognise.header_units import unit_of_headers
from yusuan.recognise.item_columns import find_item_columns
from yusuan.recognise.item_rows import read_item_rows
from yusuan.recognise.layouts import other_way_round, stacked, with_code_parts
from yusuan.recognise.listed_rows import read_listed_rows
from yusuan.recognise.number_rows import is_number_row
from yusuan.recognise.outline import Entry, Outline, heading_of
from yusuan.recognise.side_blocks import Parted, part_blocks
from yusuan.recognise.two_sided import SIDES, read_two_sided
from yusuan.words import name

ReadRows = Callable[[Table, Columns, TableForm, Vocabulary, Findings], None]
LAYOUTS: dict[str, ReadRows] = {
    "coded": read_coded_rows,
    "two-sided": read_two_sided,
    "items": read_item_rows,
    "listed": read_listed_rows,
}
DEEPEST_NOTE = 3
"""Within how many lines below a table a statement is one about it."""
_TEXTS = frozenset({"code", "name", "class_code", "section_code", "item_code", "line_number"})

State = tuple[dict[str, Value], dict[str, Printed]]


@dataclass
class TablesRead:
    """Which tables were read, by name; the places of those that were; and what lines belong to them.

    `misfits` says of tables whose title is known and whose columns are not, by their places, which they would be.
    """

    states: dict[str, State] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    lines: set[str] = field(default_factory=set)
    misfits: dict[str, str] = field(default_factory=dict)


@dataclass
class _Open:
    """The table that is being read: its rows may go on in the next table of the document."""

    form: TableForm
    columns: Columns
    width: int


def read_official_tables(
    parts: Sequence[Sequence[Block]], form: Form, vocabulary: Vocabulary, findings: Findings
) -> TablesRead:
    """Read every table of these parts that the form knows. Others are left, and are not in `taken`."""
    read = TablesRead()
    for blocks in parts:
        opened: _Open | None = None
        for titled in continued_summaries(titled_tables(blocks, form, vocabulary), vocabulary, read.taken):
            opened = _read(titled, opened, read, form, vocabulary, findings)
    return read


def _read(
    titled: Titled, opened: _Open | None, read: TablesRead, form: Form, vocabulary: Vocabulary, findings: Findings
) -> _Open | None:
    above, table = titled.above, titled.table
    if above.form is None:
        if opened and not above.lines and table.width == opened.width and _has_numbers(table.rows):
            # No line stands between: the rows of the table above go on.
            LAYOUTS[opened.form.layout](table, replace(opened.columns, depth=0), opened.form, vocabulary, findings)
            read.taken.add(table.place)
            return opened
        return None
    parted = part_blocks(table, above.form, form)
    table, columns = (parted.table, parted.columns) if parted else _laid_out(table, above.form, vocabulary)
    if not _has_amounts(columns, above.form):
        read.misfits[titled.table.place] = above.form.table_name
        return None
    known = above.form.table_name
    goes_on = opened is not None and opened.form.table_name == known and not _repeats(table, columns, known, findings)
    if known in read.states and not goes_on:
        findings.not_understood("table", first_words(table), titled.table.place, f"A second {known}.")
        read.taken.add(titled.table.place)
        return None
    state = _read_table(table, columns, titled, vocabulary, findings)
    read.states.setdefault(known, state)
    if parted:
        _read_beside(parted, state, read, vocabulary, findings)
    read.taken.add(titled.table.place)
    read.lines.update(above.used)
    if note := state[1].get("note"):
        read.lines.add(note[0])
    return _Open(above.form, columns, table.width)


def _read_beside(parted: Parted, state: State, read: TablesRead, vocabulary: Vocabulary, findings: Findings) -> None:
    """Read what stands beside the rows by function, where it has figures, as a table of its own with the same title."""
    table, columns, known = parted.whole, parted.beside, parted.form.table_name
    columns = replace(columns, fields={k: n for k, n in columns.fields.items() if not k.endswith("line_number")})
    used = set(columns.fields.values())
    if known in read.states or not _has_numbers(
        [[cell for n, cell in enumerate(cells) if n in used] for cells in table.rows[columns.depth :]]
    ):
        return
    findings.open(known)
    findings.prints(known, columns.fields)
    read_two_sided(table, columns, parted.form, vocabulary, findings)
    values, places = state
    read.states[known] = {**values, "state": "filled", "note": None}, {k: v for k, v in places.items() if k != "note"}


def _repeats(table: Table, columns: Columns, known: str, findings: Findings) -> bool:
    """Whether the table prints again what was read: a copy of it, and not the rest of it."""
    printed = {
        str(row["printed"]) for row in findings.provenance if row["resource"] == known and row["field"] == "name"
    }
    column = columns.fields.get("name")
    return column is None or any(cells[column].text in printed for cells in table.rows[columns.depth :])


def _laid_out(table: Table, form: TableForm, vocabulary: Vocabulary) -> tuple[Table, Columns]:
    """The table as its layout reads it, with its columns: blocks side by side one below the other, items as columns."""
    if form.layout == "items":
        return table, find_item_columns(table, form, vocabulary)
    columns = find_columns(table, form.columns)
    if form.layout != "coded":
        return table, columns
    if blocks := stacked(table, columns.depth):
        return blocks, find_columns(blocks, form.columns)
    turned = other_way_round(table, vocabulary)
    across = find_columns(turned, form.columns)
    amounts, amounts_across = (len(c.fields.keys() - _TEXTS) for c in (columns, across))
    if amounts <= 1 and amounts_across > amounts:
        return turned, across
    return table, with_code_parts(table, columns)


def _has_amounts(columns: Columns, form: TableForm) -> bool:
    """Whether columns of amounts were found; in a summary for each side whose labels were.

    Labels without amounts would say that nothing is printed beside them.
    """
    if form.layout == "items":
        return True
    amounts = columns.fields.keys() - _TEXTS
    if form.layout != "two-sided":
        return bool(amounts)
    amounts = {known for known in amounts if not known.endswith(("_label", "line_number"))}
    sides = [side for side in SIDES if f"{side}_label" in columns.fields]
    return bool(amounts) and all(any(known.startswith(f"{side}_") for known in amounts) for side in sides)


def _read_table(table: Table, columns: Columns, titled: Titled, vocabulary: Vocabulary, findings: Findings) -> State:
    caption, below = titled.above, titled.below
    known = caption.form
    assert known is not None
    findings.open(known.table_name)
    findings.prints(known.table_name, columns.fields)
    for cell in columns.unknown:
        findings.not_understood("header", cell.text, cell.place, f"{known.table_name} has no such column in this form.")
    note = _note_right_below(below.notes, vocabulary)
    body = table.rows[columns.depth :]
    findings.account_for((cell.place for row in body if is_number_row(row) for cell in row), "column numbers")
    filled = _has_numbers(body)
    if filled:
        # Where none of its rows is understood the table is filled all the same: each is listed.
        LAYOUTS[known.layout](table, columns, known, vocabulary, findings)
    stated = vocabulary.patterns["unit"].search(caption.unit[1]) if caption.unit else None
    unit = stated["unit"] if stated else None
    if unit is None and (in_header := unit_of_headers(table.rows[: columns.depth])):
        unit, caption = in_header[0], replace(caption, unit=in_header[1])
    if len(caption.units) > 1 and caption.unit:
        # Which of them the amounts are in would be a guess, and wrong by a factor of 10,000.
        place, printed = caption.unit
        reason = f"{known.table_name} states several units: {' and '.join(caption.units)}. No unit was taken."
        findings.not_understood("label", printed, place, reason)
        caption, unit = replace(caption, unit=None), None
    elif filled and unit is None:
        findings.not_understood(
            "label", known.table_name, table.place, "No unit of amounts is printed above the table."
        )
    values: dict[str, Value] = {
        "printed_number": name(caption.marker[1]) if caption.marker else None,
        "printed_title": name(caption.title[1]) if caption.title else None,
        "unit": unit,
        "state": "filled" if filled else "declared-empty" if note else "empty",
        "note": name(note.text) if note else None,
    }
    places = {"printed_number": caption.marker, "printed_title": caption.title, "unit": caption.unit}
    if note is not None:
        places["note"] = (note.place, note.text)
    return values, {field: place for field, place in places.items() if place is not None}


def _note_right_below(lines: Sequence[Line], vocabulary: Vocabulary) -> Line | None:
    """The statement that the table above is empty. Further below the narrative speaks of other tables, too."""
    for line in lines[:DEEPEST_NOTE]:
        if heading_of(line.text, vocabulary) or vocabulary.patterns["part"].fullmatch(line.text.strip()):
            return None
        if is_empty_note(line.text, vocabulary):
            return line
    return None


def list_tables(read: TablesRead, outline: Outline, form: Form, findings: Findings, numbers: dict[str, int]) -> None:
    """List in the resource `tables` the ten official tables, and the further ones that are promised or printed.

    `numbers` gives our number of each official table by its name. A table that was not read is called absent here:
    whether it is, a search through all of the document decides (`searching`).
    """
    promised: dict[str, Entry] = {}
    # Where the contents page has a part of tables, its other parts list headings of the text.
    has_part = any(entry.part == "tables" for entry in outline.entries)
    for entry in outline.entries:
        inside = entry.part == "tables" or not has_part
        titled = form.table_titled(entry.title) if inside else None
        if titled:
            promised.setdefault(titled.table_name, entry)
        elif entry.part == "tables":
            reason = "The contents page lists a table that this form does not know."
            findings.not_understood("label", entry.line.text, entry.line.place, reason)
    findings.open("tables")
    official = sorted(numbers, key=lambda known: numbers[known])
    further = [known for known in (*read.states, *promised) if known not in numbers]
    for table_name in (*official, *dict.fromkeys(further)):
        values, places = read.states.get(table_name, ({"state": "absent"}, {}))
        contents: dict[str, Value] = {}
        if promise := promised.get(table_name):
            contents = {"contents_number": promise.number, "contents_title": promise.title}
            places = {**places, "contents_title": (promise.line.place, promise.line.text)}
            if values["state"] == "empty" and promise.empty is not None:
                values = {**values, "state": "declared-empty", "note": name(promise.empty.text)}
                places["note"] = promise.empty.place, promise.empty.text
        row = len(findings.resources["tables"]) + 1
        findings.resources["tables"].append(
            {"table_name": table_name, "table_number": numbers.get(table_name), **values, **contents}
        )
        findings.trace("tables", row, places)


def _has_numbers(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether any row holds a number, not counting the row that numbers the columns."""
    return any(number(cell.text) for row in rows if not is_number_row(row) for cell in row)


def first_words(table: Table) -> str:
    """The first words of a table, its place where it has none."""
    return next((cell.text for row in table.rows for cell in row if cell.text.strip()), table.place)
