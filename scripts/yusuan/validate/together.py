"""Many packages without a problem so far, judged by Frictionless together: which of them it has to see one by one.

Frictionless takes half a second for a package, nearly all of it the same each time. What it says of a cell depends on
the cell and on its field alone, so the cells of all packages are laid together, one table for each kind of field, a
value that occurs often once. Keys are compared here, and more strictly than Frictionless does: a package whose keys
could be at fault is left to it, as is one with a cell that it rejects. So whatever Frictionless rejects is rejected,
in its words; and what is not left to it has no fault.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from frictionless import FrictionlessException, Package, Schema
from frictionless.resources import TableResource

from yusuan.package.csvfile import Table
from yusuan.package.schemas import Schema as Master
from yusuan.validate.structure import described_fields
from yusuan.vetting.package import Vetted

MOST_BYTES = 64 * 1024 * 1024
"""So much memory, roughly, values may take before they are judged: what some hundred of the usual packages have."""
_ANEW, _AGAIN = 250, 10
"""Bytes that a value takes besides its characters, and those that one more package with it takes."""
_ONE_WAY = re.compile(r"0|-?[1-9][0-9]*", re.ASCII)
"""A whole number as it can be written in one way only."""
_NOTHING = {"name": "nothing", "type": "table", "data": [["cell"], ["1"]]}
"""The resource of a package of which the metadata alone are judged: a package has to have one."""


class Together:
    """The cells of packages that vetting found no problem in; all of them are expected to be alike.

    `suspects` has the names of those that Frictionless has to judge alone.
    """

    def __init__(self) -> None:
        self.suspects: set[str] = set()
        self._packages: dict[str, dict[str, list[str]]] = defaultdict(dict)
        self._size = 0
        self._kinds: dict[tuple[str, str], str] = {}
        self._schemas: dict[str, bool] = {}

    def add(self, vetted: Vetted) -> None:
        """Lay the tables of a package with the others. It is not kept: its memory is free afterwards."""
        filled = {name: table for name, table in vetted.tables.items() if table.rows}
        if (
            vetted.problems
            or not filled
            or not _metadata_are_valid(vetted)
            or not all(self._schema_is_valid(vetted.schemas[name]) for name in filled)
            or not all(_keys_are_sound(vetted, name) for name in filled)
        ):
            self.suspects.add(vetted.name)
            return
        for name, table in filled.items():
            for field, column in zip(vetted.schemas[name]["fields"], zip(*table.rows, strict=True), strict=True):
                self._lay(vetted.name, self._kind(vetted.schemas[name], field), set(column))
        if self._size > MOST_BYTES:
            self.judge()

    def judge(self) -> None:
        """Have Frictionless judge what is laid together, and keep none of it."""
        for kind, packages in self._packages.items():
            for cell in _rejected(json.loads(kind), list(packages)):
                self.suspects.update(packages[cell])
        self._packages.clear()
        self._size = 0

    def _lay(self, package: str, kind: str, cells: Iterable[str]) -> None:
        known = self._packages[kind]
        for cell in cells:
            have = known.get(cell)
            if have is None:
                known[cell] = [package]
                self._size += _ANEW + 2 * len(cell)
            elif have[-1] != package:
                have.append(package)
                self._size += _AGAIN

    def _kind(self, master: Master, field: Mapping[str, Any]) -> str:
        """What Frictionless is told of a field, its name and its uniqueness apart."""
        key = (master["name"], field["name"])
        if key not in self._kinds:
            said = {name: value for name, value in described_fields([field])[0].items() if name != "name"}
            if "constraints" in said:
                said["constraints"] = {k: v for k, v in said["constraints"].items() if k != "unique"}
            self._kinds[key] = json.dumps([said, master["missingValues"]], sort_keys=True)
        return self._kinds[key]

    def _schema_is_valid(self, master: Master) -> bool:
        """Whether Frictionless takes the keys of a schema; the fields it sees with their cells."""
        name = master["name"]
        if name not in self._schemas:
            keys = {*_names(master["primaryKey"]), *(f for k in _foreign_keys(master) for f in _names(k["fields"]))}
            described: dict[str, Any] = {
                "fields": [{"name": field["name"]} for field in master["fields"] if field["name"] in keys],
                **{key: master[key] for key in ("primaryKey", "foreignKeys", "missingValues") if key in master},
            }
            try:
                Schema.from_descriptor(described)
                self._schemas[name] = True
            except FrictionlessException:
                self._schemas[name] = False
        return self._schemas[name]


def _metadata_are_valid(vetted: Vetted) -> bool:
    metadata = {key: value for key, value in vetted.descriptor.items() if key != "resources"}
    try:
        Package.from_descriptor({**metadata, "resources": [_NOTHING]}).to_descriptor(validate=True)
    except FrictionlessException:
        return False
    return True


def _rejected(kind: tuple[dict[str, Any], list[str]], cells: list[str]) -> Iterable[str]:
    """The cells that Frictionless rejects in a field of a kind; all of them where it does not say which."""
    field, missing = kind

    # In a table of one column an empty cell would be a row without any; a second one takes time.
    beside = ["1"] if "" in cells else []
    fields = [{**field, "name": "cell"}, *({"name": "beside", "type": "string"} for _ in beside)]

    def rows() -> Iterator[list[str]]:
        yield [str(field["name"]) for field in fields]
        yield from ([cell, *beside] for cell in cells)

    described: dict[str, Any] = {"fields": fields, "missingValues": missing}
    try:
        table = TableResource(name="cells", data=rows, schema=Schema.from_descriptor(described))
        report = table.validate()
    except FrictionlessException:
        return cells
    numbers = [getattr(error, "row_number", None) for task in report.tasks for error in task.errors]
    # With a warning it has stopped before the end: at so many errors, it looks no further.
    if report.errors or any(task.warnings for task in report.tasks) or report.stats["tasks"] != 1 or None in numbers:
        return cells
    if not report.valid and not numbers:
        return cells
    return {cells[number - 2] for number in numbers if number is not None}


def _keys_are_sound(vetted: Vetted, name: str) -> bool:
    """Whether no key of a table can be at fault, to Frictionless; where that is not certain, it is not."""
    master, table = vetted.schemas[name], vetted.tables[name]
    names = [field["name"] for field in master["fields"]]
    if table.header != names or len(set(names)) != len(names):
        return False
    if not _differ(master, table, _names(master["primaryKey"]), blank=False):
        return False
    unique = [field["name"] for field in master["fields"] if field.get("constraints", {}).get("unique")]
    return all(_differ(master, table, [field], blank=True) for field in unique) and all(
        _lead_somewhere(vetted, name, key) for key in _foreign_keys(master)
    )


def _differ(master: Master, table: Table, fields: list[str], *, blank: bool) -> bool:
    """Whether the cells of these fields differ from row to row; `blank`: those that are all blank are passed over."""
    if not fields or not set(fields) <= set(table.header):
        return False
    columns: list[list[Any]] = []
    for name in fields:
        column = [row[table.header.index(name)] for row in table.rows]
        if not _tells_apart(_field(master, name), set(column)):
            return False
        columns.append(column)
    keys = list(zip(*columns, strict=True))
    nothing = ("",) * len(fields)
    if nothing in keys:
        if not blank:
            return False
        keys = [key for key in keys if key != nothing]
    return len(set(keys)) == len(keys)


def _tells_apart(field: Mapping[str, Any], cells: set[str]) -> bool:
    """Whether Frictionless takes no two of these cells for the same value, as it does "1" and "01" of numbers."""
    if field["type"] == "string":
        return "format" not in field
    return field["type"] == "integer" and all(_ONE_WAY.fullmatch(cell) for cell in cells if cell)


def _lead_somewhere(vetted: Vetted, name: str, key: Mapping[str, Any]) -> bool:
    """Whether every row's foreign key is found where it points to."""
    target = key["reference"]["resource"] or name
    if target not in vetted.sound:
        return True  # such a key is not judged: check_structure leaves it out
    fields, pointed_at = _names(key["fields"]), _names(key["reference"]["fields"])
    master, other, table = vetted.schemas[name], vetted.schemas[target], vetted.tables[target]
    if not set(fields) <= set(vetted.tables[name].header) or not set(pointed_at) <= set(table.header):
        return False
    for one, two in zip(fields, pointed_at, strict=True):
        # The same digits are another value as text.
        if _read_as(_field(master, one)) != _read_as(_field(other, two)):
            return False
    there = set(_columns(table, pointed_at))
    return all(cells in there for cells in _columns(vetted.tables[name], fields) if any(cells))


def _read_as(field: Mapping[str, Any]) -> dict[str, Any]:
    """What a cell's value depends on."""
    return {key: value for key, value in described_fields([field])[0].items() if key not in ("name", "constraints")}


def _columns(table: Table, fields: list[str]) -> Iterator[tuple[str, ...]]:
    places = [table.header.index(field) for field in fields]
    return (tuple(row[place] for place in places) for row in table.rows)


def _field(master: Master, name: str) -> dict[str, Any]:
    return next(field for field in master["fields"] if field["name"] == name)


def _foreign_keys(master: Master) -> list[dict[str, Any]]:
    return list(master.get("foreignKeys", []))


def _names(fields: str | list[str]) -> list[str]:
    return [fields] if isinstance(fields, str) else list(fields)
