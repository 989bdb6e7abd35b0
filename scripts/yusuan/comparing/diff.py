"""`yusuan diff`: two packages, cell by cell, with rows laid together by what they are about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yusuan.comparing.laying import Row, lay_together, what_it_is
from yusuan.comparing.revision import parse_revision, take_out
from yusuan.errors import InvalidPackage, UsageError
from yusuan.package import csvfile
from yusuan.package.descriptor import data_path
from yusuan.package.jsonfile import read_json
from yusuan.package.layout import PackageId, Packages
from yusuan.package.schemas import Schema, field_names, load_schemas, resource_order, unit_of
from yusuan.vetting.files import list_files, refuse_too_large

_POSITION = frozenset({"row", "income_parent_row"})


@dataclass(frozen=True)
class Difference:
    """One cell, row, file or property that differs; `old` or `new` is None where there is none.

    `row` is the data row in the new package, or in the old one where it was dropped; None for a file or property.
    `about` names the row by its codes and labels.
    """

    file: str
    row: int | None
    field: str | None
    old: str | None
    new: str | None
    about: str = ""

    def __str__(self) -> str:
        place = self.file + (f" row {self.row}" if self.row else "") + (f" {self.field}" if self.field else "")
        if self.old is None:
            return f"{place}: added: {self.new}"
        if self.new is None:
            return f"{place}: removed: {self.old}"
        return f"{place}: {self.old or '(blank)'} → {self.new or '(blank)'}"


@dataclass(frozen=True)
class Side:
    """A package's folder as it is compared: its descriptor, and the paths of its files."""

    folder: Path
    descriptor: Mapping[str, Any]
    files: frozenset[str]

    def rows(self, resource: str) -> list[Row] | None:
        """The rows of a resource; None where it has no file."""
        path = data_path(resource)
        return csvfile.read_rows(self.folder / path) if path in self.files else None

    def unit(self, resource: str) -> str:
        """The unit of a resource's amounts; blank where it states none."""
        return _flat(self.descriptor).get(f"{resource} unit", "")


def find_package(word: str, packages: Packages, scratch: Path | None = None) -> Path:
    """The folder that a word of the command line names: a folder with a datapackage.json, a package's id, or
    REVISION:PACKAGE, which is taken out of the project's history into `scratch`.

    Raises `UsageError` when it names none of them.
    """
    folder = Path(word)
    if (folder / "datapackage.json").is_file():
        return folder
    committed = parse_revision(word)
    if committed and scratch is not None:
        return take_out(*committed, packages, scratch)
    folder = packages.folder(PackageId.parse(word))
    if not (folder / "datapackage.json").is_file():
        raise UsageError(word, "there is no such package.", "Name a package under --packages, or a package's folder.")
    return folder


def diff(old: Path, new: Path, packages: Packages) -> list[Difference]:
    """Every difference between two packages' folders, in the order of their resources.

    Rows are laid together by code and label, so that a row put in moves none of the others; a row that stays the same
    but for its number is no difference. Raises `InvalidPackage` when either cannot be read.
    """
    schemas = load_schemas(packages.schemas)
    left, right = open_side(old), open_side(new)
    found = _properties(left.descriptor, right.descriptor)
    moved: dict[str, dict[str, str]] = {}
    for name in resource_order(schemas):
        found += _resource(name, schemas[name], left, right, moved)
    return found


def open_side(folder: Path) -> Side:
    """Open a package's folder. Raises `InvalidPackage` when it cannot be read."""

    def refuse(path: str, message: str) -> None:
        raise InvalidPackage(str(folder / path), message)

    files = list_files(folder, refuse)
    refuse_too_large(folder)
    return Side(folder, read_json(folder / "datapackage.json"), frozenset(files))


def _properties(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Difference]:
    left, right = _flat(old), _flat(new)
    return [
        Difference("datapackage.json", None, key, left.get(key), right.get(key))
        for key in sorted(left.keys() | right.keys())
        if left.get(key) != right.get(key)
    ]


def _flat(descriptor: Mapping[str, Any]) -> dict[str, str]:
    flat: dict[str, str] = {}
    for key, value in descriptor.items():
        if key != "resources":
            _flatten(key, value, flat)
    resources = descriptor.get("resources")
    for resource in resources if isinstance(resources, list) else []:
        unit = unit_of(resource.get("schema")) if isinstance(resource, dict) else None
        if unit:
            flat[f"{resource.get('name')} unit"] = unit
    return flat


def _flatten(key: str, value: Any, flat: dict[str, str]) -> None:
    if isinstance(value, dict):
        for inner, item in value.items():
            _flatten(f"{key}.{inner}", item, flat)
    elif isinstance(value, list):
        for number, item in enumerate(value, 1):
            _flatten(f"{key}.{number}", item, flat)
    else:
        flat[key] = str(value)


def _resource(name: str, schema: Schema, left: Side, right: Side, moved: dict[str, dict[str, str]]) -> list[Difference]:
    file = data_path(name)
    old, new = left.rows(name), right.rows(name)
    if old is None or new is None:
        if old is new:
            return []
        said = f"{len(old if old is not None else new or [])} rows"
        return [Difference(file, None, None, said if new is None else None, said if old is None else None)]
    fields = [field for field in field_names(schema) if field not in _POSITION]
    new = [_as_old(name, row, moved) for row in new]
    pairs = _keyed(old, new, schema) if schema.get("primaryKey") != ["row"] else lay_together(old, new)
    if schema.get("primaryKey") == ["row"]:
        moved[name] = {str(j + 1): str(i + 1) for i, j in pairs if i is not None and j is not None}
    found = []
    for i, j in pairs:
        if i is not None and j is not None:
            found += [
                Difference(file, j + 1, field, old[i].get(field, ""), new[j].get(field, ""), what_it_is(new[j]))
                for field in fields
                if old[i].get(field, "") != new[j].get(field, "")
            ]
        elif i is not None:
            found.append(Difference(file, i + 1, None, _summary(old[i], fields), None))
        elif j is not None:
            found.append(Difference(file, j + 1, None, None, _summary(new[j], fields)))
    return found


def _as_old(name: str, row: Row, moved: Mapping[str, Mapping[str, str]]) -> Row:
    # What points at a row that only moved still points at the same row.
    if name in ("provenance", "corrections") and row.get("resource", "") in moved:
        rows = moved[row["resource"]]
        return {**row, "row": rows.get(row["row"], f"new {row['row']}")}
    for field, resource in (("project", "projects"), ("paragraph", "paragraphs")):
        if field in row and resource in moved and row[field] in moved[resource]:
            return {**row, field: moved[resource][row[field]]}
    return row


def _keyed(old: list[Row], new: list[Row], schema: Schema) -> list[tuple[int | None, int | None]]:
    key = schema["primaryKey"]
    left = {tuple(row.get(field, "") for field in key): number for number, row in enumerate(old)}
    right = {tuple(row.get(field, "") for field in key): number for number, row in enumerate(new)}
    return [(number, right.get(k)) for k, number in left.items()] + [
        (None, number) for k, number in right.items() if k not in left
    ]


def _summary(row: Row, fields: list[str]) -> str:
    return " · ".join(row[field] for field in fields if row.get(field))
