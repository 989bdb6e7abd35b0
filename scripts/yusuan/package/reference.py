"""datapackages/reference: code lists, agencies and regions; what an import may add to them, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from yusuan.package import csvfile
from yusuan.package.csvfile import Value, to_cell, to_csv_bytes
from yusuan.package.descriptor import PROPERTIES, data_path, describe_resource
from yusuan.package.jsonfile import read_json, to_json_bytes
from yusuan.package.layout import Packages
from yusuan.package.schemas import REFERENCE_ORDER, Schema, field_names, load_schemas
from yusuan.package.store import Change, next_version

Rows = Sequence[Mapping[str, Value]]


def add(packages: Packages, rows: Mapping[str, Rows]) -> list[Change]:
    """Add rows to the lists, by resource; one whose primary key is there already changes nothing.

    A code, a name or an agency that only this document has is to be marked `unverified` by the caller. Lists stay
    sorted by their primary key. Returns what was added; raises `InvalidPackage` when the reference cannot be read.
    """
    schemas = load_schemas(packages.schemas)
    changes = []
    files = {}
    for name in REFERENCE_ORDER:
        path = packages.reference / data_path(name)
        present: list[Mapping[str, Value]] = list(csvfile.read_rows(path))
        key = schemas[name]["primaryKey"]
        known = {_key(row, key) for row in present}
        new = {_key(row, key): row for row in rows.get(name, []) if _key(row, key) not in known}
        changes += [Change(f"reference/{data_path(name)}", f"added {' '.join(k)}") for k in sorted(new)]
        files[name] = to_bytes(schemas[name], [*present, *new.values()])
    if changes:
        old = read_json(packages.reference / "datapackage.json")
        descriptor = describe_reference({**old, "version": next_version(old.get("version"))}, files, schemas)
        # The lists first: a descriptor never speaks of bytes that are not there yet.
        for name, data in files.items():
            csvfile.write_bytes(packages.reference / data_path(name), data)
        csvfile.write_bytes(packages.reference / "datapackage.json", to_json_bytes(descriptor))
    return changes


def to_bytes(schema: Schema, rows: Rows) -> bytes:
    """A list as CSV, sorted by its primary key."""
    key = schema["primaryKey"]
    return to_csv_bytes(field_names(schema), sorted(rows, key=lambda row: _key(row, key)))


def describe_reference(
    metadata: Mapping[str, Any], files: Mapping[str, bytes], schemas: Mapping[str, Schema]
) -> dict[str, Any]:
    """The descriptor of the reference: its metadata as given, its resources from the files."""
    resources = [describe_resource(schemas[name], files[name], None) for name in REFERENCE_ORDER]
    said = {**metadata, "resources": resources}
    return {key: said[key] for key in PROPERTIES if key in said}


def agency_of(packages: Packages, name: str) -> str | None:
    """The slug of the agency that goes by this name, or None."""
    path: Path = packages.reference / data_path("agency-names")
    return next((row["agency"] for row in csvfile.read_rows(path) if row["name"] == name), None)


def _key(row: Mapping[str, Value], key: Sequence[str]) -> tuple[str, ...]:
    return tuple(to_cell(row.get(field)) for field in key)
