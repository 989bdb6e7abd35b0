"""Checks between the files of one package: states and CSVs, provenance and figures, codes and code lists."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from yusuan.numbers import KEPT
from yusuan.package.csvfile import Table
from yusuan.package.problem import Report, quoted
from yusuan.package.schemas import TABLES, Schema, field_names, measures, unit_of
from yusuan.vetting.cells import MEND

Codes = Mapping[str, frozenset[str]]
"""Every code that a reference list has in any year, by the name of the list."""

_LAYOUT = re.compile(r"[,\s]")  # thousands separators too
_DIGIT = re.compile(r"[0-9]")


@dataclass(frozen=True)
class Contents:
    """A package as its files were read: the resources declared, their schemas as they carry them, and the CSV files
    that have no fault of their own. What is at fault is left out here, so that one fault is reported once."""

    declared: Mapping[str, object]
    schemas: Mapping[str, Schema]
    sound: Mapping[str, Table]
    report: Callable[[str], Report]

    def rows(self, resource: str) -> list[dict[str, str]]:
        """The rows of a resource without faults; an empty list for any other."""
        table = self.sound.get(resource)
        return [dict(zip(table.header, row, strict=True)) for row in table.rows] if table else []

    def line(self, resource: str, number: int) -> int:
        """The line of the file where a data row begins."""
        return self.sound[resource].lines[number - 1]


def vet_codes(table: Table, schema: Schema, codes: Codes, report: Report) -> None:
    """A code is unknown only when no row of the reference list has it in any year."""
    for field in schema["fields"]:
        known = codes.get(field.get("codeList", ""))
        if known is None or table.header.count(field["name"]) != 1:
            continue
        column = table.header.index(field["name"])
        if {row[column] for row in table.rows} <= known | {""}:
            continue
        pattern = re.compile(field.get("constraints", {}).get("pattern", ".*"), re.ASCII)
        for number, (row, line) in enumerate(zip(table.rows, table.lines, strict=True), 1):
            code = row[column]
            if code and code not in known and pattern.fullmatch(code):
                report(
                    f"{quoted(code)} is not a code of reference/data/{field['codeList']}.csv, in any year. "
                    "Mend the cell, or add the code there.",
                    row=number,
                    field=field["name"],
                    value=code,
                    line=line,
                )


def vet_states(contents: Contents) -> None:
    """A table that is filled has rows, one that is empty has a header only, one that is absent or not read no CSV."""
    if "tables" not in contents.sound:
        return
    report = contents.report("tables")
    listed = set()
    for number, row in enumerate(contents.rows("tables"), 1):
        name, state = row["table_name"], row["state"]
        listed.add(name)
        if name not in contents.schemas:
            continue  # Frictionless reports an unknown name
        there = contents.sound.get(name)
        wrong = None
        without = state in ("absent", "not-read")
        if without and name in contents.declared:
            wrong = f"is {state}, but there is a data/{name}.csv"
        elif not without and name not in contents.declared:
            wrong = f"is {state}, but there is no data/{name}.csv"
        elif state == "filled" and there and not there.rows:
            wrong = f"is filled, but data/{name}.csv has no rows"
        elif state in ("declared-empty", "empty") and there and there.rows:
            wrong = f"is {state}, but data/{name}.csv has rows"
        if wrong:
            report(
                f"{quoted(name)} {wrong}. Mend the state, or the file.",
                row=number,
                field="state",
                value=state,
                line=contents.line("tables", number),
            )
        _vet_unit(contents, number, row)
    for name in TABLES if listed <= contents.schemas.keys() else ():
        if name in contents.declared and name not in listed:
            report(f"{quoted(name)} has a CSV, but no row here. Add the row.", field="table_name", value=name)


def _vet_unit(contents: Contents, number: int, row: Mapping[str, str]) -> None:
    name, unit = row["table_name"], row["unit"]
    if name not in contents.sound:
        return
    declared = contents.declared[name]
    carried = unit_of(declared.get("schema")) if isinstance(declared, dict) else None
    if unit != (carried or ""):
        contents.report("tables")(
            f"the unit of {quoted(name)} is {quoted(unit)}; datapackage.json has {quoted(carried or '')}. "
            "Mend one of them.",
            row=number,
            field="unit",
            value=unit,
            line=contents.line("tables", number),
        )


def vet_provenance(contents: Contents) -> None:
    """Provenance points at cells that are there; every amount has it, and is the number that was printed."""
    if "provenance" not in contents.sound:
        return
    report = contents.report("provenance")
    fields = {
        name: frozenset(field_names(contents.schemas[name])) for name in contents.sound if name in contents.schemas
    }

    @cache  # most rows are those of provenance itself, which no other points at
    def cells(resource: str) -> dict[str, tuple[int, dict[str, str]]]:
        return _by_row(contents.rows(resource))

    corrected = {(row["resource"], row["row"], row["field"]) for row in contents.rows("corrections")}
    known: set[tuple[str, str, str]] = set()
    led_astray = False
    for number, row in enumerate(contents.rows("provenance"), 1):
        resource, key, field = row["resource"], row["row"], row["field"]
        known.add((resource, key, field))
        if resource in contents.declared and resource not in contents.sound:
            continue  # that file's own fault has been reported
        wrong = None
        if resource not in contents.declared:
            wrong = f"there is no resource {quoted(resource)}"
        elif field not in fields[resource]:
            wrong, key = f"{quoted(resource)} has no field {quoted(field)}", field
        elif key not in cells(resource):
            wrong = f"{quoted(resource)} has no row {key}"
        if wrong:
            led_astray = True
            report(
                f"{wrong}. Import the document again, or delete the row.",
                row=number,
                field="field" if key == field else "row" if resource in contents.declared else "resource",
                value=key if resource in contents.declared else resource,
                line=contents.line("provenance", number),
            )
        elif (resource, key, field) not in corrected and not _printed(cells(resource)[key][1][field], row["printed"]):
            at, cell = cells(resource)[key]
            contents.report(resource)(
                f"{quoted(cell[field])} is not what was printed, {quoted(row['printed'])} ({row['source']}). {MEND}",
                row=at,
                field=field,
                value=cell[field],
                line=contents.line(resource, at),
            )
    for name in contents.sound:
        # The amount that a stray row was meant for would only report the same fault again.
        if name in contents.schemas and not led_astray and measures(contents.schemas[name]):
            _vet_traced(contents, name, cells(name), known)


def _vet_traced(
    contents: Contents, name: str, rows: Mapping[str, tuple[int, dict[str, str]]], known: set[tuple[str, str, str]]
) -> None:
    amounts = measures(contents.schemas[name])
    for key, (number, row) in rows.items():
        for field in amounts:
            if row[field] and (name, key, field) not in known:
                contents.report(name)(
                    f"{quoted(row[field])} has no provenance. Import the document again, or add it to provenance.csv.",
                    row=number,
                    field=field,
                    value=row[field],
                    line=contents.line(name, number),
                )


def vet_corrections(contents: Contents) -> None:
    """A correction names a cell that is there and holds what it was corrected to."""
    for number, row in enumerate(contents.rows("corrections"), 1):
        name = row["resource"]
        if name in contents.declared and name not in contents.sound:
            continue
        found = _by_row(contents.rows(name)).get(row["row"]) if name in contents.schemas else None
        wrong = None
        if found is None or row["field"] not in found[1]:
            wrong = "there is no such cell. Mend or delete the correction."
        elif found[1][row["field"]] != row["corrected"]:
            wrong = (
                f"the cell contains {quoted(found[1][row['field']])}, not {quoted(row['corrected'])}. "
                "Import the document again, or mend the correction."
            )
        if wrong:
            contents.report("corrections")(
                f"{name} row {row['row']} {row['field']}: {wrong}",
                row=number,
                field="row",
                value=row["row"],
                line=contents.line("corrections", number),
            )


def _by_row(rows: list[dict[str, str]]) -> dict[str, tuple[int, dict[str, str]]]:
    """Rows by the number that others point at: the column `row`, or where there is none, the place in the file."""
    return {row.get("row", str(number)): (number, row) for number, row in enumerate(rows, 1)}


def _printed(cell: str, printed: str) -> bool:
    if cell == printed:
        return True
    # Only numbers are compared: text is kept without layout spaces and markup. A printed sign may be a bracket.
    text = _LAYOUT.sub("", unicodedata.normalize("NFKC", printed))
    if not KEPT.fullmatch(cell) or not _DIGIT.search(text):
        return True
    digits = cell.lstrip("-")
    # Most cells are printed just so, and making a pattern for each would take longest of all that is vetted.
    if text == digits or digits not in text:
        return text == digits
    return re.search(rf"(?<![0-9.]){re.escape(digits)}(?!\.?[0-9])", text) is not None
