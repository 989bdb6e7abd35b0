"""Reads the official tables: finds each by its title, its columns by their headers, its rows by their codes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from yusuan.document import Line, Table
from yusuan.forms import Form, TableForm, Vocabulary
from yusuan.recognise.coded_rows import read_coded_rows
from yusuan.recognise.columns import Columns, find_columns
from yusuan.recognise.findings import Findings, Printed, Value
from yusuan.recognise.item_columns import find_item_columns
from yusuan.recognise.item_rows import read_item_rows
from yusuan.recognise.listed_rows import read_listed_rows
from yusuan.recognise.outline import Entry, Outline, Part
from yusuan.recognise.two_sided import read_two_sided
from yusuan.words import key, name, number

ReadRows = Callable[[Table, Columns, TableForm, Vocabulary, Findings], None]
LAYOUTS: dict[str, ReadRows] = {
    "coded": read_coded_rows,
    "two-sided": read_two_sided,
    "items": read_item_rows,
    "listed": read_listed_rows,
}


@dataclass
class Caption:
    """The lines between two tables: what names the one below, and what is said of the one above."""

    marker: Line | None = None
    title: Line | None = None
    form: TableForm | None = None
    issuer: Line | None = None
    unit: Line | None = None
    notes: tuple[Line, ...] = ()


def read_official_tables(
    parts: list[Part], outline: Outline, form: Form, vocabulary: Vocabulary, findings: Findings, numbers: dict[str, int]
) -> None:
    """Read every official table of the document and list them in the resource `tables`.

    `numbers` gives our number of each table by its name.
    """
    states: dict[str, tuple[dict[str, Value], dict[str, Printed]]] = {}
    for part in parts:
        captions = _captions(part, form, vocabulary)
        tables = [block for block in part.blocks if isinstance(block, Table)]
        for table, caption, below in zip(tables, captions, captions[1:], strict=False):
            if caption.form is None:
                findings.not_understood(
                    "table", _first_words(table), table.place, "No title above it names a known table."
                )
            elif caption.form.table_name in states:
                findings.not_understood(
                    "table", _first_words(table), table.place, f"A second {caption.form.table_name}."
                )
            else:
                states[caption.form.table_name] = _read_table(table, caption, below, vocabulary, findings)
    _list_tables(outline, form, states, findings, numbers)


def _captions(part: Part, form: Form, vocabulary: Vocabulary) -> list[Caption]:
    """One caption before each table, and one after the last."""
    captions: list[Caption] = []
    lines: list[Line] = []
    for block in part.blocks:
        if isinstance(block, Line):
            lines.append(block)
        else:
            captions.append(_caption(lines, form, vocabulary))
            lines = []
    captions.append(_caption(lines, form, vocabulary))
    return captions


def _caption(lines: list[Line], form: Form, vocabulary: Vocabulary) -> Caption:
    caption = Caption()
    notes: list[Line] = []
    for line in lines:
        text = line.text.strip()
        if vocabulary.patterns["table_marker"].fullmatch(text):
            caption.marker = line
        elif vocabulary.patterns["unit"].fullmatch(text):
            caption.unit = line
        elif vocabulary.patterns["issuer"].fullmatch(text):
            caption.issuer = line
        elif not _is_empty_note(text, vocabulary) and (titled := form.table_titled(text)):
            caption.title, caption.form = line, titled
        else:
            notes.append(line)
    caption.notes = tuple(notes)
    return caption


def _is_empty_note(text: str, vocabulary: Vocabulary) -> bool:
    return any(words in key(text) for words in vocabulary.empty_statement)


def _read_table(
    table: Table, caption: Caption, below: Caption, vocabulary: Vocabulary, findings: Findings
) -> tuple[dict[str, Value], dict[str, Printed]]:
    form = caption.form
    assert form is not None
    findings.open(form.table_name)
    by_items = form.layout == "items"
    columns = find_item_columns(table, form, vocabulary) if by_items else find_columns(table, form.columns)
    findings.prints(form.table_name, columns.fields)
    for cell in columns.unknown:
        findings.not_understood("header", cell.text, cell.place, f"{form.table_name} has no such column in this form.")
    for missing in columns.missing:
        findings.not_understood("header", missing, table.place, f"No header of {form.table_name} fits this column.")
    note = next((line for line in below.notes if _is_empty_note(line.text, vocabulary)), None)
    filled = any(number(cell.text) for row in table.rows[columns.depth :] for cell in row)
    if filled:
        LAYOUTS[form.layout](table, columns, form, vocabulary, findings)
    unit = vocabulary.patterns["unit"].fullmatch(caption.unit.text.strip()) if caption.unit else None
    if filled and unit is None:
        findings.not_understood("label", form.table_name, table.place, "No unit of amounts is printed above the table.")
    for line in below.notes:
        if line is not note:
            findings.not_understood(
                "line", line.text, line.place, f"A line below {form.table_name} that is no statement about it."
            )
    values: dict[str, Value] = {
        "printed_number": name(caption.marker.text) if caption.marker else None,
        "printed_title": name(caption.title.text) if caption.title else None,
        "unit": unit["unit"] if unit else None,
        "state": "filled" if filled else "declared-empty" if note else "empty",
        "note": name(note.text) if note else None,
    }
    lines = {"printed_number": caption.marker, "printed_title": caption.title, "unit": caption.unit, "note": note}
    return values, {field: (line.place, line.text) for field, line in lines.items() if line is not None}


def _list_tables(
    outline: Outline,
    form: Form,
    states: dict[str, tuple[dict[str, Value], dict[str, Printed]]],
    findings: Findings,
    numbers: dict[str, int],
) -> None:
    promised: dict[str, Entry] = {}
    for entry in outline.entries:
        titled = form.table_titled(entry.title) if entry.part == "tables" else None
        if titled:
            promised.setdefault(titled.table_name, entry)
        elif entry.part == "tables":
            findings.not_understood(
                "label",
                entry.line.text,
                entry.line.place,
                "The contents page promises a table that this form does not know.",
            )
    findings.open("tables")
    for table_name, table_number in sorted(numbers.items(), key=lambda item: item[1]):
        values, places = states.get(table_name, ({"state": "absent"}, {}))
        contents: dict[str, Value] = {}
        if promise := promised.get(table_name):
            contents = {"contents_number": promise.number, "contents_title": promise.title}
            places = {**places, "contents_title": (promise.line.place, promise.line.text)}
        row = len(findings.resources["tables"]) + 1
        findings.resources["tables"].append(
            {"table_name": table_name, "table_number": table_number, **values, **contents}
        )
        findings.trace("tables", row, places)


def _first_words(table: Table) -> str:
    return next((cell.text for row in table.rows for cell in row if cell.text.strip()), table.place)
