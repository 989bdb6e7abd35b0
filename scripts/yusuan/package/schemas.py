"""The master Table Schemas, and the copies of them that descriptors carry.

Frictionless refuses paths that leave a package, so every datapackage.json holds its schemas whole. The masters in
datapackages/schemas/ are the only ones that are believed; `yusuan schemas` makes them from the model, and puts the
copies in step.
"""

from __future__ import annotations

import marshal
import re
from collections.abc import Collection
from functools import lru_cache
from pathlib import Path
from typing import Any

from yusuan.errors import InvalidPackage
from yusuan.model import load_model
from yusuan.package.csvfile import MAX_ROWS
from yusuan.package.jsonfile import MAX_BYTES, parse_json
from yusuan.package.plainfile import read_plain
from yusuan.units import YUAN

Schema = dict[str, Any]

TABLES = load_model().official
"""The ten official tables, in their order; each may be absent from a disclosure."""

FURTHER = load_model().further
"""Tables that two places or more print besides the ten."""

KEPT = load_model().group("kept")
"""What people keep in a package; an import never changes them."""

BEGUN_BY_PEOPLE = ("permissions",)
"""What of it is there only once a person has begun it: few packages ever need one."""

REFERENCE_ORDER = load_model().group("reference")
"""Every resource of datapackages/reference, in the order of its descriptor."""

RESOURCE_ORDER = tuple(name for name in load_model().tables if name not in REFERENCE_ORDER)
"""Every resource of a disclosure, in the order of its descriptor."""

UNITS = tuple(YUAN)

_TYPES = ("string", "number", "integer", "boolean")

_WITH_PAGES = {"projects": 5_000}
"""Resources each of whose rows has a page of its own; the disclosure known that has most has 230 projects."""


def load_schemas(schemas_dir: Path) -> dict[str, Schema]:
    """Every master schema by resource name: disclosures' in `RESOURCE_ORDER`, then others by name.

    Raises `InvalidPackage` when a file is missing or is not a schema named like its file.
    """
    found = {path.stem for path in schemas_dir.glob("*.json")}
    for name in (*RESOURCE_ORDER, *REFERENCE_ORDER):
        if name not in found:
            raise InvalidPackage(str(schemas_dir / f"{name}.json"), "the master schema is missing.", "Restore it.")
    known = (*RESOURCE_ORDER, *REFERENCE_ORDER)
    schemas = {}
    for name in (*known, *sorted(found - set(known))):
        path = schemas_dir / f"{name}.json"
        schema = _schema(path)
        fields = schema.get("fields")
        if schema.get("name") != name or not isinstance(fields, list) or not fields or not _is_sound(schema):
            raise InvalidPackage(
                str(path),
                f'is not a Table Schema named "{name}" with fields.',
                "Run: yusuan schemas, or mend it by hand.",
            )
        schemas[name] = schema
    return schemas


def _is_sound(schema: Schema) -> bool:
    """Whether fields, keys and constraints of a schema are what everything that reads them takes them for."""
    fields = schema["fields"]
    if not all(isinstance(one, dict) and isinstance(one.get("name"), str) and _is_kind(one) for one in fields):
        return False
    names = [one["name"] for one in fields]
    keys = [schema.get("primaryKey"), *(_fields_of(key) for key in _listed(schema, "foreignKeys"))]
    return (
        len(set(names)) == len(names)
        and all(isinstance(key, list) and key and all(name in names for name in key) for key in keys)
        and isinstance(schema.get("missingValues"), list)
        and all(isinstance(text, str) for text in schema["missingValues"])
    )


def _is_kind(field: Schema) -> bool:
    said = field.get("constraints", {})
    if field.get("type") not in _TYPES or not isinstance(said, dict) or not isinstance(said.get("enum", []), list):
        return False
    try:
        re.compile(said.get("pattern", ""))
    except (re.error, TypeError):
        return False
    return True


def _listed(schema: Schema, name: str) -> list[Any]:
    found = schema.get(name, [])
    return found if isinstance(found, list) else [None]


def _fields_of(key: Any) -> list[str] | None:
    """The fields of a foreign key that leads somewhere, always as a list; None for any other."""
    there = key.get("reference") if isinstance(key, dict) else None
    if not isinstance(there, dict) or not isinstance(there.get("resource"), str) or not there.get("fields"):
        return None
    found = key.get("fields")
    return [found] if isinstance(found, str) else found


def _schema(path: Path) -> Schema:
    """The object in a schema's file, new each time; what the same bytes hold is looked at once."""
    data = read_plain(path, MAX_BYTES, "Import the document, or restore the file.")
    return marshal.loads(_marshalled(data, str(path)))  # type: ignore[no-any-return] # noqa: S302 - made here


@lru_cache(maxsize=256)
def _marshalled(data: bytes, place: str) -> bytes:
    return marshal.dumps(parse_json(data, place))


def resource_order(schemas: dict[str, Schema]) -> list[str]:
    """The names of a disclosure's resources in order; a schema that this file does not know comes before `KEPT`."""
    extra = [name for name in schemas if name not in RESOURCE_ORDER and name not in REFERENCE_ORDER]
    return [*(n for n in RESOURCE_ORDER if n not in KEPT), *extra, *KEPT]


def field_names(schema: Schema) -> list[str]:
    """The columns of a resource, in order."""
    return [field["name"] for field in schema["fields"]]


def most_rows(resource: str) -> int:
    """The most rows that a resource may have."""
    return _WITH_PAGES.get(resource, MAX_ROWS)


def measures(schema: Schema) -> list[str]:
    """The columns that hold amounts of money."""
    return [field["name"] for field in schema["fields"] if field.get("measure")]


def printed_only(master: Schema, columns: Collection[str]) -> Schema:
    """The master with those of its optional fields only that are among `columns`.

    A field is optional where some places print no such column. It is in a package's CSV and in its schema exactly
    when the document prints the column: then a blank is a blank, and what is not there was not printed.
    """
    fields = [field for field in master["fields"] if not field.get("optional") or field["name"] in columns]
    return {**master, "fields": fields}


def columns_of(schema: object) -> list[str]:
    """The names of the fields of a schema that a stranger wrote, as far as it has any."""
    fields = schema.get("fields") if isinstance(schema, dict) else None
    listed = fields if isinstance(fields, list) else []
    return [str(field["name"]) for field in listed if isinstance(field, dict) and "name" in field]


def inline(master: Schema, unit: str | None) -> Schema:
    """The copy of a master that a descriptor carries: the same, with the unit of money on each amount."""
    fields = [{**field, "unit": unit} if unit and field.get("measure") else field for field in master["fields"]]
    return {**master, "fields": fields}


def unit_of(schema: object) -> str | None:
    """The unit that an inlined schema carries, or None."""
    fields = schema.get("fields") if isinstance(schema, dict) else None
    listed = fields if isinstance(fields, list) else []
    units = {str(field["unit"]) for field in listed if isinstance(field, dict) and "unit" in field}
    return units.pop() if len(units) == 1 else None
