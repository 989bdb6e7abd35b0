"""Checks that no table of a package has personal data which nobody decided to publish."""

from __future__ import annotations

import re
from collections.abc import Mapping

from yusuan.numbers import number
from yusuan.package.csvfile import Table
from yusuan.package.problem import Report
from yusuan.package.schemas import Schema
from yusuan.personal import PERMISSIONS, Permissions, find

_NOT_WORDS = frozenset({"source", "resource", "field", "row", "rule", "subject", "table_name"})
_OF_FIGURES = ("provenance", "unread")
"""Here a plain number is what was read, or was to be read, as a figure."""
# Nothing personal is found without one of these; most cells have none.
_MAYBE = re.compile(
    r"[\d０-９]{7}|[\d０-９][ \-][\d０-９]{4}|[@＠]|人|员|[领监审经账帐卡户电话手机传身号姓同先女老教院律医警法长书主]"
)
_SHORTEST = 3


def vet_personal_data(resource: str, table: Table, schema: Schema, permissions: Permissions, report: Report) -> None:
    """Report each cell of words that has personal data, without repeating them."""
    if resource == PERMISSIONS:
        return
    for field in schema["fields"]:
        if not _may_have_words(field) or field["name"] not in table.header:
            continue
        column = table.header.index(field["name"])
        cells = {row[column] for row in table.rows}
        found = {cell: kinds for cell in cells if (kinds := _kinds(cell, resource, permissions))}
        for number_, (row, line) in enumerate(zip(table.rows, table.lines, strict=True), 1) if found else ():
            if row[column] in found:
                report(
                    f"has personal data ({found[row[column]]}). Import the document again, or say in "
                    f"data/{PERMISSIONS}.csv why it may be published.",
                    row=number_,
                    field=field["name"],
                    line=line,
                )


def _may_have_words(field: Mapping[str, object]) -> bool:
    constraints = field.get("constraints")
    closed = isinstance(constraints, dict) and ("enum" in constraints or "pattern" in constraints)
    return field.get("type") == "string" and field["name"] not in _NOT_WORDS and not closed


def _kinds(cell: str, resource: str, permissions: Permissions) -> str:
    if len(cell) < _SHORTEST or not _MAYBE.search(cell):
        return ""
    if resource in _OF_FIGURES and number(cell) is not None:
        return ""
    found = (
        span.kind
        for span in find(cell)
        # What was cut short, as in `searches`, is nobody's number.
        if not cell.startswith("…", span.end) and not permissions.allows(span.kind, cell[span.start : span.end])
    )
    return ", ".join(dict.fromkeys(found))
