"""Checks of one CSV file that Frictionless does not make: header, plain numbers, codes, row numbers."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from yusuan.numbers import COUNT_DIGITS, KEPT, KEPT_COUNT, fits
from yusuan.package.csvfile import Table
from yusuan.package.problem import Report, quoted
from yusuan.package.schemas import Schema, field_names
from yusuan.unseen import NOT_TEXT

MEND = "Mend the cell, or record it in corrections.csv."


def vet_cells(table: Table, schema: Schema, report: Report) -> None:
    """Report, line by line, what is wrong with a file's header and cells."""
    vet_header(table.header, field_names(schema), report)
    for field in schema["fields"]:
        name = field["name"]
        if table.header.count(name) != 1:
            continue
        column = table.header.index(name)
        wrong = rule_of(field)
        why = {cell: said for cell in {row[column] for row in table.rows} if cell and (said := wrong(cell))}
        for number, (row, line) in enumerate(zip(table.rows, table.lines, strict=True), 1) if why else ():
            if row[column] in why:
                report(
                    f"{quoted(row[column])} {why[row[column]]}", row=number, field=name, value=row[column], line=line
                )
    if schema.get("primaryKey") == ["row"] and table.header.count("row") == 1:
        _vet_row_numbers(table, report)


def vet_header(found: list[str], right: list[str], report: Report) -> None:
    """Report columns that are missing, extra, double, misspelt or out of order."""
    missing = [name for name in right if name not in found]
    extra = [name for name in found if name not in right]
    double = sorted(name for name in right if found.count(name) > 1)
    if len(missing) == len(extra) == 1 and found.index(extra[0]) == right.index(missing[0]):
        report(
            f"found column {quoted(extra[0])} where {quoted(missing[0])} is expected. Mend the header.",
            field=missing[0],
            value=extra[0],
            line=1,
        )
        return
    for name in missing:
        report(f"the column {quoted(name)} is missing. Restore it.", field=name, line=1)
    for name in extra:
        report(f"the column {quoted(name)} is not in the schema. Remove it.", field=name, value=name, line=1)
    for name in double:
        report(f"the column {quoted(name)} occurs twice. Remove one.", field=name, value=name, line=1)
    if not (missing or extra or double) and found != right:
        report(f"the columns are not in the schema's order. Put them in this one: {','.join(right)}", line=1)


def rule_of(field: dict[str, Any]) -> Callable[[str], str | None]:
    """A function that says why a cell of this field is invalid; it is not called for a blank cell."""
    if field["type"] == "number":
        return why_no_amount
    if field["type"] == "integer":
        return _why_no_count
    pattern = field.get("constraints", {}).get("pattern")
    if pattern is None:
        return lambda cell: f"contains a control character. {MEND}" if NOT_TEXT.search(cell) else None
    # Frictionless lets full-width digits and a newline at the end through.
    compiled = re.compile(pattern, re.ASCII)
    description = _described(field)
    return lambda cell: None if compiled.fullmatch(cell) else f"is not {description}. {MEND}"


def _described(field: dict[str, Any]) -> str:
    if field.get("codeList") or field["name"] in ("code", "parent"):
        return "a code: digits of a known length, nothing else"
    return f"of the form {field['constraints']['pattern']}"


def without_remedy(why: str) -> str:
    """A rule's message without its remedy, for callers with a remedy of their own."""
    return why.removesuffix(f" {MEND}")


def _why_no_count(cell: str) -> str | None:
    is_count = KEPT_COUNT.fullmatch(cell) and len(cell) <= COUNT_DIGITS
    return None if is_count else f"is not a whole number. {MEND}"


def why_no_amount(cell: str) -> str | None:
    """Why a cell cannot be a number of a package, as the end of a sentence; None where it can."""
    if not KEPT.fullmatch(cell):
        return f"is not a number. {MEND}"
    if not fits(cell):
        return f"has more digits than an amount can have. {MEND}"
    return None


def _vet_row_numbers(table: Table, report: Report) -> None:
    column = table.header.index("row")
    seen: dict[str, int] = {}
    for number, (row, line) in enumerate(zip(table.rows, table.lines, strict=True), 1):
        found = row[column]
        if not KEPT_COUNT.fullmatch(found):
            return  # said already
        if found in seen:
            message = f"row {found} occurs twice, here and in line {seen[found]}. Remove one, and renumber the rows."
        elif found != str(number):
            message = f"the row has the number {found}, but it is row {number}. Number the rows from 1, in order."
        else:
            seen[found] = line
            continue
        report(message, row=number, field="row", value=found, line=line)
        return  # every later row would only repeat it
