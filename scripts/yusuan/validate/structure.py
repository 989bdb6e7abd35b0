"""What Frictionless says of a package that has been vetted, in our words and located by line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from frictionless import FrictionlessException, Package, system
from frictionless import errors as frictionless_errors

from yusuan.package.descriptor import data_path, describe_resource
from yusuan.package.problem import quoted
from yusuan.package.schemas import Schema
from yusuan.vetting.cells import MEND
from yusuan.vetting.package import Vetted

_MEND_OF = {("confirmations", "note"): "Write at the end of the row what you saw in the document."}
"""What is done about a required cell that is empty, where it is not to mend it as one that was read."""


def check_structure(vetted: Vetted) -> None:
    """Add to `vetted.problems` what Frictionless finds and vetting has not reported of the same cell."""
    resources = _resources(vetted, vetted.schemas)
    metadata = {key: value for key, value in vetted.descriptor.items() if key != "resources"}
    if any(problem.file.endswith("datapackage.json") for problem in vetted.problems):
        metadata = {"name": "package"}
    try:
        package = _package(vetted, metadata, resources)
    except FrictionlessException as exception:
        for reason in exception.reasons or [exception.error]:
            vetted.reporter("datapackage.json")(f"{quoted(reason.note)[1:-1]}. Mend it, or import the document again.")
        package = _package(vetted, {"name": "package"}, resources)
    report = package.validate()
    reported = {(problem.file, problem.row, problem.field) for problem in vetted.problems}
    rows_reported = {(problem.file, problem.row) for problem in vetted.problems if problem.field == "row"}
    for error in report.errors:
        vetted.reporter("datapackage.json")(f"{error.message} Import the document again.")
    for task in report.tasks:
        path = data_path(task.name)
        file, report_problem = str(vetted.folder / path), vetted.reporter(path)
        for error in task.errors:
            number, field, value, message = _said(error, vetted.schemas[task.name])
            if (file, number, field) in reported or (isinstance(error, _DOUBLES) and (file, number) in rows_reported):
                continue
            reported.add((file, number, field))
            if isinstance(error, _DOUBLES):
                rows_reported.add((file, number))  # a row that occurs twice breaks every key at once
            line = vetted.tables[task.name].lines[number - 1] if number else None
            report_problem(message, row=number, field=field, value=value, line=line)


_DOUBLES = (frictionless_errors.PrimaryKeyError, frictionless_errors.UniqueError)


_OF_A_FILE = ("name", "type", "path", "scheme", "format", "mediatype", "encoding", "dialect")
_OF_A_FIELD = ("name", "type", "format", "constraints", "trueValues", "falseValues", "decimalChar")


def described_fields(fields: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The fields of a master as Frictionless is told of them."""
    return [{key: field[key] for key in _OF_A_FIELD if key in field} for field in fields]


def _package(vetted: Vetted, metadata: Mapping[str, Any], resources: list[dict[str, Any]]) -> Package:
    return Package.from_descriptor({**metadata, "resources": resources}, basepath=str(vetted.folder))


def _resources(vetted: Vetted, schemas: Mapping[str, Schema]) -> list[dict[str, Any]]:
    # Made anew from the masters: no path, dialect or schema of a stranger's descriptor reaches Frictionless. Titles and
    # units, which vetting compared with the masters, stay behind: Frictionless spends most of its time copying them.
    resources = []
    pointed_at = {key["reference"]["resource"] for schema in schemas.values() for key in schema.get("foreignKeys", [])}
    for name, table in vetted.tables.items():
        if not table.rows and name not in pointed_at:
            continue  # a header alone, and that has been compared
        master = schemas[name]
        schema: dict[str, Any] = {
            "fields": described_fields(master["fields"]),
            "primaryKey": master["primaryKey"],
            "missingValues": master["missingValues"],
        }
        # A key into a file that is itself at fault would report that fault again for every row.
        keys = [k for k in master.get("foreignKeys", []) if (k["reference"]["resource"] or name) in vetted.sound]
        if keys:
            schema["foreignKeys"] = keys
        described = {key: value for key, value in describe_resource(master, b"", None).items() if key in _OF_A_FILE}
        resources.append({**described, "schema": schema})
    return resources


def _said(error: Any, schema: Schema) -> tuple[int | None, str | None, str | None, str]:
    """The data row, field and value of an error of Frictionless, and what to say of it."""
    number = error.row_number - 1 if isinstance(error, frictionless_errors.RowError) else None
    if isinstance(error, frictionless_errors.ForeignKeyError):
        value = ", ".join(error.field_cells)
        where = f"the {' and '.join(error.reference_field_names)} of {error.reference_name or schema['name']}"
        return number, ", ".join(error.field_names), value, f"{quoted(value)} is not among {where}. Mend the cell."
    if isinstance(error, frictionless_errors.PrimaryKeyError):
        key = schema["primaryKey"]
        cells = dict(zip([f["name"] for f in schema["fields"]], error.cells, strict=False))
        value = ", ".join(cells[name] for name in key)
        return number, ", ".join(key), value, _twice(value)
    if isinstance(error, frictionless_errors.UniqueError):
        return number, error.field_name, error.cell, _twice(error.cell)
    if isinstance(error, frictionless_errors.CellError):
        return number, error.field_name, error.cell, _cell_message(error, schema)
    return number, None, None, f"{quoted(error.message)[1:-1]} {MEND}"


def _twice(value: str) -> str:
    return f"{quoted(value)} occurs twice; it must be unique. Remove one of the rows."


def _cell_message(error: Any, schema: Schema) -> str:
    field: dict[str, Any] = next((f for f in schema["fields"] if f["name"] == error.field_name), {})
    constraints = field.get("constraints", {})
    if isinstance(error, frictionless_errors.ConstraintError):
        if 'constraint "required"' in error.note:
            return f"must not be empty. {_MEND_OF.get((schema['name'], error.field_name), MEND)}"
        if 'constraint "enum"' in error.note:
            return f"{quoted(error.cell)} is not one of {', '.join(map(str, constraints['enum']))}. {MEND}"
        for name, word in (("minimum", "less"), ("maximum", "more")):
            if f'constraint "{name}"' in error.note:
                return f"{quoted(error.cell)} is {word} than {constraints[name]}. {MEND}"
    if isinstance(error, frictionless_errors.TypeError) and field.get("type") == "boolean":
        return f"{quoted(error.cell)} is neither true nor false. {MEND}"
    return f"{quoted(error.cell)}: {quoted(error.note)[1:-1]}. {MEND}"


system.trusted = False  # nothing that Frictionless reads may leave the package's folder
