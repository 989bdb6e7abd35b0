"""What Frictionless says of a package that has been vetted, in our words and located by line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from frictionless import Package, system
from frictionless import errors as frictionless_errors

from yusuan.package.descriptor import data_path, describe_resource
from yusuan.package.problem import quoted
from yusuan.package.schemas import Schema, unit_of
from yusuan.package.vet_cells import MEND
from yusuan.package.vetting import Vetted


def check_structure(vetted: Vetted, schemas: Mapping[str, Schema]) -> None:
    """Add to `vetted.problems` what Frictionless finds and vetting has not told of the same cell already."""
    report = Package.from_descriptor(_descriptor(vetted, schemas), basepath=str(vetted.folder)).validate()
    told = {(problem.file, problem.row, problem.field) for problem in vetted.problems}
    rows_told = {(problem.file, problem.row) for problem in vetted.problems if problem.field == "row"}
    for error in report.errors:
        vetted.reporter("datapackage.json")(f"{error.message} Import the document again.")
    for task in report.tasks:
        path = data_path(task.name)
        file, tell = str(vetted.folder / path), vetted.reporter(path)
        for error in task.errors:
            number, field, value, message = _said(error, schemas[task.name])
            if (file, number, field) in told or (isinstance(error, _DOUBLES) and (file, number) in rows_told):
                continue
            told.add((file, number, field))
            if isinstance(error, _DOUBLES):
                rows_told.add((file, number))  # a row that stands twice breaks every key at once
            line = vetted.tables[task.name].lines[number - 1] if number else None
            tell(message, row=number, field=field, value=value, line=line)


_DOUBLES = (frictionless_errors.PrimaryKeyError, frictionless_errors.UniqueError)


def _descriptor(vetted: Vetted, schemas: Mapping[str, Schema]) -> dict[str, Any]:
    # Made anew from the masters: no path, dialect or schema of a stranger's descriptor reaches Frictionless.
    resources = []
    for name in vetted.tables:
        unit = unit_of(vetted.resources[name].get("schema"))
        resource = describe_resource(schemas[name], b"", unit)
        resource.pop("bytes", None)
        resource.pop("hash", None)
        keys = resource["schema"].pop("foreignKeys", [])
        # A key into a file that is itself at fault would tell that fault again for every row.
        resource["schema"]["foreignKeys"] = [k for k in keys if (k["reference"]["resource"] or name) in vetted.sound]
        resources.append(resource)
    if any(problem.file.endswith("datapackage.json") for problem in vetted.problems):
        return {"name": "package", "resources": resources}
    return {**vetted.descriptor, "resources": resources}


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
    return f"{quoted(value)} stands twice; it must be unique. Remove one of the rows."


def _cell_message(error: Any, schema: Schema) -> str:
    field: dict[str, Any] = next((f for f in schema["fields"] if f["name"] == error.field_name), {})
    constraints = field.get("constraints", {})
    if isinstance(error, frictionless_errors.ConstraintError):
        if 'constraint "required"' in error.note:
            return f"is empty, and must not be. {MEND}"
        if 'constraint "enum"' in error.note:
            return f"{quoted(error.cell)} is none of {', '.join(map(str, constraints['enum']))}. {MEND}"
        for name, word in (("minimum", "less"), ("maximum", "more")):
            if f'constraint "{name}"' in error.note:
                return f"{quoted(error.cell)} is {word} than {constraints[name]}. {MEND}"
    if isinstance(error, frictionless_errors.TypeError) and field.get("type") == "boolean":
        return f"{quoted(error.cell)} is neither true nor false. {MEND}"
    return f"{quoted(error.cell)}: {quoted(error.note)[1:-1]}. {MEND}"


system.trusted = False  # nothing that Frictionless reads may leave the package's folder
