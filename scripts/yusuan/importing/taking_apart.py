"""Takes a package apart again into what each of its files gave, so that one can be imported without the others.

What a merged row does not tell (whether a file too would have had an item that another file has) counts as not read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from yusuan.errors import InvalidPackage
from yusuan.importing.draft import printed_title
from yusuan.importing.joining import COUNTED, ROW_OF
from yusuan.importing.part import PRINTED_TABLES, Part, Row, Rows
from yusuan.package import csvfile
from yusuan.package.descriptor import data_path, source_path
from yusuan.package.jsonfile import read_json
from yusuan.package.plainfile import is_there
from yusuan.package.problem import quoted
from yusuan.package.schemas import KEPT, RESOURCE_ORDER, Schema, field_names, unit_of
from yusuan.place import file_of, in_file
from yusuan.vetting.cells import rule_of, without_remedy

_REMEDY = "Import all files of this disclosure together."
_ABSENT, _NOT_READ = "absent", "not-read"
_NEVER = ("absent", "not-read")
UNCONFIRMED = re.compile(r"--(year|kind) ")
"""The words that no title of a disclosure confirms, in the reason of the row of `unread` that says so."""


def parts_of(folder: Path, schemas: Mapping[str, Schema], constructed: str) -> list[Part]:
    """What each file gave, in the order of the descriptor's sources; corrections are taken back.

    `constructed` is the title that a document without one was given before such titles were marked. Raises
    `InvalidPackage` for a package that cannot be read as it is, such as one of an earlier version.
    """
    descriptor = read_json(folder / "datapackage.json")
    listed = {name: descriptor.get(name) for name in ("sources", "resources")}
    for name, entries in listed.items():
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            raise InvalidPackage(str(folder / "datapackage.json"), f"has no list of {name}.", _REMEDY)
    sources = [dict(source) for source in descriptor["sources"]]
    columns: dict[str, set[str]] = {}
    tables = {
        name: rows for name in RESOURCE_ORDER if (rows := _rows(folder, name, schemas[name], columns)) is not None
    }
    _take_back(tables, folder)
    printed = {str(entry.get("name")): entry for entry in descriptor["resources"]}
    parts = [
        _part(number, source, tables, printed, descriptor, constructed) for number, source in enumerate(sources, 1)
    ]
    for number, part in enumerate(parts, 1):
        copy = folder / source_path(number)
        part.columns = {name: columns[name] for name in part.resources if name in columns}
        part.text = csvfile.read_bytes(copy) if is_there(copy) else None
        if part.text is not None and "url" in part.source:
            part.source["path"] = part.source.pop("url")
        elif part.text is not None:
            part.source.pop("path", None)
    return parts


def _rows(folder: Path, name: str, schema: Schema, columns: dict[str, set[str]]) -> Rows | None:
    """The rows of a resource, None where there is none; its header goes into `columns`."""
    path = folder / data_path(name)
    if name in KEPT or not is_there(path):
        return None
    table = csvfile.parse(csvfile.read_bytes(path), str(path))
    if unknown := [column for column in table.header if column not in field_names(schema)]:
        raise InvalidPackage(str(path), f"has a column {unknown[0]} that no schema has.", _REMEDY)
    _must_be_cells(path, table, schema)
    columns[name] = set(table.header)
    return [dict(zip(table.header, (cell or None for cell in row), strict=True)) for row in table.rows]


def _must_be_cells(path: Path, table: csvfile.Table, schema: Schema) -> None:
    """Raise `InvalidPackage` for the first column that is missing, or cell that a package cannot have."""
    for field in schema["fields"]:
        name = field["name"]
        if name not in table.header:
            if field.get("optional"):
                continue
            raise InvalidPackage(f"{path}:1", f"has no column {name}.", _REMEDY)
        wrong, said = rule_of(field), field.get("constraints", {})
        allowed = ("true", "false") if field["type"] == "boolean" else said.get("enum")
        column = table.header.index(name)
        for row, line in zip(table.rows, table.lines, strict=True):
            cell = row[column]
            if cell and (why := wrong(cell)):
                raise InvalidPackage(f"{path}:{line} {name}", f"{quoted(cell)} {without_remedy(why)}", _REMEDY)
            if cell and allowed and cell not in map(str, allowed):
                raise InvalidPackage(f"{path}:{line} {name}", f"{quoted(cell)} is not one of {_or(allowed)}.", _REMEDY)
            if said.get("required") and not cell:
                raise InvalidPackage(f"{path}:{line} {name}", "must not be empty.", _REMEDY)


def _or(allowed: Sequence[object]) -> str:
    return ", ".join(map(str, allowed))


def _take_back(tables: Mapping[str, Rows], folder: Path) -> None:
    """Put what was printed where a correction stands: it is applied again to what is written."""
    path = folder / data_path("corrections")
    for row in csvfile.read_rows(path) if is_there(path) else ():
        cells = tables.get(row["resource"], [])
        at = int(row["row"]) - 1 if re.fullmatch("[0-9]{1,9}", row["row"], re.ASCII) else -1
        if 0 <= at < len(cells) and csvfile.to_cell(cells[at].get(row["field"])) == row["corrected"]:
            cells[at][row["field"]] = row["printed"] or None


def _part(
    number: int,
    source: dict[str, Any],
    tables: Mapping[str, Rows],
    described: Mapping[str, Any],
    descriptor: Mapping[str, Any],
    constructed: str,
) -> Part:
    places = _places(tables)
    resources: dict[str, Rows] = {}
    numbers: dict[tuple[str, int], int] = {}
    for name, rows in tables.items():
        if name in ("tables", "searches", "provenance"):
            continue
        files = _files(name, rows, places)
        own = [at for at, file in enumerate(files, start=1) if file == number]
        # A table without rows is of the file whose row in `tables` says so.
        if own or (not rows and name not in PRINTED_TABLES):
            resources[name] = [dict(rows[at - 1]) for at in own]
            numbers.update({(name, at): new for new, at in enumerate(own, start=1)})
    before = {name: _highest(tables.get(name, []), [at for held, at in numbers if held == name]) for name in COUNTED}
    resources["tables"] = _tables(number, tables, places, numbers)
    for row in resources["tables"]:
        if row["state"] in ("empty", "declared-empty"):
            resources.setdefault(str(row["table_name"]), [])
    resources["searches"] = [_search(row, number) for row in tables.get("searches", [])]
    resources["provenance"] = [
        {**row, "row": at, "source": in_file(str(row["source"]), 1)}
        for row in tables.get("provenance", [])
        if file_of(str(row["source"])) == number and (at := numbers.get((str(row["resource"]), int(str(row["row"])))))
    ]
    for name, rows in resources.items():
        if name not in ("tables", "searches", "provenance"):
            _renumber(name, rows, numbers, before.get(name, {}))
    resources = {name: resources[name] for name in tables if name in resources}
    title = str(source.get("title") or "")
    unconfirmed = {word for row in tables.get("unread", []) for word in UNCONFIRMED.findall(str(row["reason"]))}
    unread = resources.get("unread", [])
    first = next(((str(r["text"]), str(r["source"])) for r in unread if UNCONFIRMED.search(str(r["reason"]))), None)
    resources["unread"] = _without_unconfirmed(unread)
    own_title = printed_title(title) if title not in (constructed, source.get("file")) else None
    is_titled = bool(own_title) and own_title == printed_title(str(descriptor.get("title")))
    issuers = [str(row["name"]) for row in resources.get("names", []) if row["role"] == "issuer"]
    issuer = descriptor.get("issuer") if is_titled or not issuers else issuers[0]
    return Part(
        source,
        resources,
        {},
        {name: unit for name in resources if name in described and (unit := unit_of(described[name].get("schema")))},
        None,
        own_title or None,
        str(issuer) if issuer else None,
        descriptor.get("issued"),
        frozenset(unconfirmed),
        (),
        "",
        first,
    )


def _without_unconfirmed(rows: Rows) -> Rows:
    kept = [row for row in rows if not UNCONFIRMED.search(str(row["reason"]))]
    return [{**row, "row": number} for number, row in enumerate(kept, start=1)]


def _places(tables: Mapping[str, Rows]) -> dict[tuple[str, int], dict[str, int]]:
    """For each row, the file in which each of its fields is printed."""
    places: dict[tuple[str, int], dict[str, int]] = {}
    for row in tables.get("provenance", []):
        of_row = places.setdefault((str(row["resource"]), int(str(row["row"]))), {})
        of_row[str(row["field"])] = file_of(str(row["source"]))
    return places


def _files(name: str, rows: Rows, places: Mapping[tuple[str, int], Mapping[str, int]]) -> list[int]:
    """The file of each row. One whose place is not kept stands among those of its own file."""
    files: list[int] = []
    for at, row in enumerate(rows, start=1):
        source = row.get("source")
        traced = [file_of(str(source))] if source else sorted(set(places.get((name, at), {}).values()))
        files.append(traced[0] if traced else files[-1] if files else 0)
    first = next((file for file in files if file), 1)
    return [file or first for file in files]


def _tables(
    number: int,
    tables: Mapping[str, Rows],
    places: Mapping[tuple[str, int], Mapping[str, int]],
    numbers: dict[tuple[str, int], int],
) -> Rows:
    own: Rows = []
    for at, row in enumerate(tables.get("tables", []), start=1):
        traced = places.get(("tables", at), {})
        owner = _owner(row, traced, tables, places)
        if row.get("table_number") is None and number not in (owner, *traced.values()) and (owner or number > 1):
            continue
        kept: Row = {"table_name": row["table_name"], "table_number": row.get("table_number"), "state": _NOT_READ}
        if owner is None:
            kept["state"] = row["state"]
        elif owner == number:
            kept |= {name: value for name, value in row.items() if name not in traced and name != "contents_number"}
            said_elsewhere = row["state"] == "declared-empty" and traced.get("note", number) != number
            kept["state"] = "empty" if said_elsewhere else row["state"]
        kept |= {name: row.get(name) for name, file in traced.items() if file == number}
        if traced.get("contents_title") == number:
            kept["contents_number"] = row.get("contents_number")
        own.append(kept)
        numbers["tables", at] = len(own)
    return own


def _owner(
    row: Row,
    traced: Mapping[str, int],
    tables: Mapping[str, Rows],
    places: Mapping[tuple[str, int], Mapping[str, int]],
) -> int | None:
    """The file that prints a table; None where none does."""
    if row["state"] in _NEVER:
        return None
    name = str(row["table_name"])
    if row["state"] == "filled" and tables.get(name):
        return _files(name, tables[name], places)[0]
    return traced.get("printed_title") or traced.get("unit") or 1


def _search(row: Row, number: int) -> Row:
    """What a file had of an item, as far as it is known: at most what the whole has."""
    if not row.get("source"):
        return dict(row)
    if file_of(str(row["source"])) == number:
        return {**row, "source": in_file(str(row["source"]), 1)}
    state = _ABSENT if row["state"] == _ABSENT else _NOT_READ
    return {**dict.fromkeys(row), "item": row["item"], "state": state}


def _highest(rows: Rows, own: Sequence[int]) -> dict[str, int]:
    fields = {name for names in COUNTED.values() for name in names}
    before = rows[: min(own, default=1) - 1]
    return {name: max((int(str(row[name])) for row in before if row.get(name)), default=0) for name in fields}


def _renumber(name: str, rows: Rows, numbers: Mapping[tuple[str, int], int], before: Mapping[str, int]) -> None:
    """Count the rows of one file, what they name and their places, as if it were the only file."""
    for at, row in enumerate(rows, start=1):
        if "row" in row:
            row["row"] = at
        if row.get("source"):
            row["source"] = in_file(str(row["source"]), 1)
        for (holder, field), target in ROW_OF.items():
            if holder == name and row.get(field):
                row[field] = numbers.get((target, int(str(row[field]))))
        for field in COUNTED.get(name, ()):
            if row.get(field):
                row[field] = int(str(row[field])) - before[field]
