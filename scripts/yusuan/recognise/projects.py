"""Reads 项目支出绩效目标表: the project's labels with their values, and its indicators."""

from __future__ import annotations

import re
from collections.abc import Sequence

from yusuan.document import Cell, Line, Table
from yusuan.forms import Form, Vocabulary
from yusuan.recognise.columns import find_columns
from yusuan.recognise.findings import Findings, Printed, Value, printed
from yusuan.words import key, name, number, prose

AMOUNTS = ("total", "fiscal_appropriation", "other_funds")
# A unit has no digits: a range, a date or two conditions at once are no single value.
_TARGET = re.compile(
    r"(?P<operator>[<>]=|[≥≤≧≦=<>])?\s*(?P<value>-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*(?P<unit>[^\d\s.,，]\D*)?"
)


def read_projects(
    tables: Sequence[tuple[list[Line], Table]], form: Form, vocabulary: Vocabulary, findings: Findings
) -> None:
    """Read every project table; a table that is none is listed as not understood."""
    findings.open("projects")
    findings.open("performance-indicators")
    for captions, table in tables:
        if not any(key(line.text) in form.projects.titles for line in captions):
            findings.not_understood(
                "table", table.rows[0][0].text, table.place, "No title above it names a known table."
            )
            continue
        start = _indicators_start(table, form)
        values, places = _labelled(table.rows[:start], form, vocabulary, findings)
        for line in captions:
            if year := form.projects.year.fullmatch(line.text.strip()):
                values["year"] = int(year["year"])
                places["year"] = (line.place, line.text)
        if values.get("name") is None:
            findings.not_understood(
                "table", captions[-1].text, table.place, "A project table without the project's name."
            )
            continue
        project = findings.add("projects", values, places)
        _read_indicators(table, start, project, form, vocabulary, findings)


def _indicators_start(table: Table, form: Form) -> int:
    known = {header for column in form.projects.columns for header in column.headers}
    for row, cells in enumerate(table.rows):
        if sum(key(cell.text) in known for cell in cells) >= len(form.projects.columns) // 2:
            return row
    return len(table.rows)


def _labelled(
    rows: Sequence[Sequence[Cell]], form: Form, vocabulary: Vocabulary, findings: Findings
) -> tuple[dict[str, Value], dict[str, Printed]]:
    """Each label's value is what stands between it and the next label, wherever the columns have slipped to."""
    values: dict[str, Value] = {}
    places: dict[str, Printed] = {}
    for cells in rows:
        field = ""
        for cell in cells:
            text = key(cell.text)
            if not text:
                continue
            if text in form.projects.labels:
                field = form.projects.labels[text]
            elif not field or field in values:
                findings.not_understood(
                    "label", cell.text, cell.place, "Neither a label of this form nor the value of one."
                )
            elif field not in form.projects.not_kept:
                _keep(field, cell, form.projects.unit, values, places, findings, vocabulary)
    return values, places


def _keep(
    field: str,
    cell: Cell,
    unit: str,
    values: dict[str, Value],
    places: dict[str, Printed],
    findings: Findings,
    vocabulary: Vocabulary,
) -> None:
    if field not in AMOUNTS:
        values[field] = prose(cell.text) if field == "goal" else name(cell.text)
        places[field] = printed(cell)
        return
    if key(cell.text) in vocabulary.blank:
        return
    amount = number(key(cell.text).removesuffix(unit))
    if amount is None:
        findings.not_understood(
            "number", cell.text, cell.place, f"The column {field} holds amounts in {unit}, and this is none."
        )
        return
    values[field] = amount
    places[field] = printed(cell)


def _read_indicators(
    table: Table, start: int, project: int, form: Form, vocabulary: Vocabulary, findings: Findings
) -> None:
    columns = find_columns(table, form.projects.columns, start)
    for cell in columns.unknown:
        findings.not_understood("header", cell.text, cell.place, "Project tables have no such column in this form.")
    for missing in columns.missing:
        findings.not_understood("header", missing, table.place, "No header of the indicators fits this column.")
    above: dict[str, Cell] = {}
    for cells in table.rows[start + columns.depth :]:
        if not any(cell.text.strip() for cell in cells):
            continue
        row: dict[str, Value] = {"project": project}
        places: dict[str, Printed] = {}
        for field, column in columns.fields.items():
            cell = cells[column]
            if field in form.projects.merged:
                if cell.text.strip():
                    # A new cell of an outer level ends the merged cells inside it.
                    inner = form.projects.merged[form.projects.merged.index(field) + 1 :]
                    above = {level: kept for level, kept in above.items() if level not in inner} | {field: cell}
                cell = above.get(field, cell)
            if not cell.text.strip():
                continue
            places[field] = printed(cell)
            if field == "weight":
                row[field] = number(cell.text)
                if row[field] is None:
                    findings.not_understood("number", cell.text, cell.place, "The weight of an indicator is no number.")
            else:
                row[field] = name(cell.text)
        if "target" in columns.fields:
            row |= read_target(cells[columns.fields["target"]].text, vocabulary)
        findings.add("performance-indicators", row, places)


def read_target(text: str, vocabulary: Vocabulary) -> dict[str, Value]:
    """Operator, value and unit of a target; none of them for a target in words such as 显著提升.

    >>> read_target("≥4次/年", load_vocabulary())
    {'operator': '>=', 'value': '4', 'unit': '次/年'}
    """
    match = _TARGET.fullmatch(text.strip())
    if match is None:
        return {}
    operator = vocabulary.operators[match["operator"]] if match["operator"] else None
    return {"operator": operator, "value": number(match["value"]), "unit": match["unit"]}
