"""The derived tables as files: CSV, Parquet, the large ones also in parts, and one data package that describes them.

Of the files of the last build those are taken over, whole or in pieces, that nothing has changed in.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import duckdb

from yusuan.package.csvfile import write_bytes
from yusuan.package.descriptor import CC0, PROFILE, sha256
from yusuan.package.jsonfile import to_json_bytes
from yusuan.warehouse import pieces
from yusuan.warehouse.dictionary import Column, DerivedTable
from yusuan.warehouse.partitions import KEYS, PARTED, columnar, paths, read_part

_TABLE_PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"


@dataclass(frozen=True)
class File:
    """A file of a table: its path below the folder of tables, its size and its hash."""

    path: str
    bytes: int
    hash: str


@dataclass(frozen=True)
class Files:
    """The files of a table: all rows as CSV and as Parquet, and the parts of a large one."""

    text: File
    columns: File
    parts: tuple[File, ...] = ()


def export(
    connection: duckdb.DuckDBPyConnection,
    tables: Sequence[DerivedTable],
    folder: Path,
    version: str = "",
    last: Path | None = None,
    changed: Collection[str] | None = None,
) -> None:
    """Write `<table>.csv`, `<table>.parquet`, the parts of large tables and, last, `datapackage.json`.

    Files of no table are removed. Rows are in the order of their packages, and of a package in that of its table,
    which their queries fix. `version` is that of the data as a whole. `last` is the folder that an earlier build
    wrote, and `changed` are the packages whose rows are others since; where there is none, all is written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    present = {table.name for table in tables}
    before = _files_of(last) if last and changed is not None else {}
    places = paths(connection) if "disclosures" in present else {}
    resources, known = [], {"datapackage.json"}
    for table in tables:
        earlier = before.get(table.name) if pieces.is_of_packages(table) else None
        if last and earlier and changed is not None:
            written = _changed(connection, table, folder, last, earlier, changed, places)
        else:
            written = _whole(connection, table, folder, places)
        known |= {file.path for file in (written.text, written.columns, *written.parts)}
        resources.append(_resource(table, written, present))
    pieces.note_places(connection, places)
    write_bytes(folder / "datapackage.json", to_json_bytes(_descriptor(resources, version)))
    _remove_others(folder, known)


def _whole(connection: duckdb.DuckDBPyConnection, table: DerivedTable, folder: Path, places: dict[str, str]) -> Files:
    """Write all files of a table."""
    text = pieces.write(connection, table, folder)
    listed = sorted(set(places.values())) if table.name in PARTED else []
    parts = [part for place in listed if (part := _part(connection, table, folder, place, places))]
    return Files(File(*text), _columns(connection, table, folder), tuple(parts))


def _changed(
    connection: duckdb.DuckDBPyConnection,
    table: DerivedTable,
    folder: Path,
    last: Path,
    earlier: Files,
    changed: Collection[str],
    places: dict[str, str],
) -> Files:
    """Write those files of a table that are others than the `earlier` ones; the rest are taken over."""
    text = pieces.splice(connection, table, folder, last, changed)
    if text is None:
        for file in (earlier.text, earlier.columns, *earlier.parts):
            _take_over(last / file.path, folder / file.path)
        return earlier
    touched = pieces.places_of(connection, changed) | {places[package] for package in changed if package in places}
    known = {file.path: file for file in earlier.parts}
    parts = []
    for place in sorted(set(places.values())) if table.name in PARTED else []:
        same = known.get(f"{table.name}/{place}")
        if same and place not in touched:
            _take_over(last / same.path, folder / same.path)
            parts.append(same)
        elif place in touched and (part := _part(connection, table, folder, place, places)):
            parts.append(part)
    return Files(File(*text), _columns(connection, table, folder), tuple(parts))


def _columns(connection: duckdb.DuckDBPyConnection, table: DerivedTable, folder: Path) -> File:
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    order = "package, rowid" if pieces.is_of_packages(table) else "rowid"
    rows = connection.sql(f'select {names} from derived."{table.name}" order by {order}').to_arrow_table()
    return _put(folder, f"{table.name}.parquet", columnar(rows))


def _part(
    connection: duckdb.DuckDBPyConnection, table: DerivedTable, folder: Path, place: str, places: dict[str, str]
) -> File | None:
    """Write the part of a table in one place; None where there are no rows."""
    content = read_part(connection, table, [package for package, its in places.items() if its == place])
    return _put(folder, f"{table.name}/{place}", content) if content else None


def _put(folder: Path, path: str, content: bytes) -> File:
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    write_bytes(folder / path, content)
    return File(path, len(content), sha256(content))


def _take_over(path: Path, target: Path) -> None:
    """Give a file of the last build a second name: nobody writes into either, both are only ever replaced."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    try:
        target.hardlink_to(path)
    except OSError:  # not every file system has them
        shutil.copyfile(path, target)


def _files_of(folder: Path) -> dict[str, Files]:
    """The files of each table as the descriptor in `folder` has them; none where it cannot be read."""
    try:
        resources = json.loads((folder / "datapackage.json").read_bytes())["resources"]
        return {
            each["name"]: Files(
                _file(each), _file(each["parquet"]), tuple(map(_file, each.get("partitions", {}).get("files", ())))
            )
            for each in resources
        }
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _file(described: dict[str, Any]) -> File:
    return File(described["path"], described["bytes"], described["hash"])


def _remove_others(folder: Path, known: set[str]) -> None:
    """Remove files that are not `known`, and folders that they leave empty."""
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif path.relative_to(folder).as_posix() not in known:
            path.unlink()


def _resource(table: DerivedTable, files: Files, present: set[str]) -> dict[str, Any]:
    words = {key: getattr(table, key) for key in ("title", "title_en", "description", "description_en")}
    schema: dict[str, Any] = {
        "$schema": _TABLE_PROFILE,
        "fields": [_field(column, table) for column in table.columns],
        "primaryKey": list(table.primary_key),
        "missingValues": [""],
    }
    of_disclosures = any(column.name == "package" for column in table.columns) and table.name != "disclosures"
    if of_disclosures and "disclosures" in present:
        reference = {"resource": "disclosures", "fields": ["package"]}
        schema["foreignKeys"] = [{"fields": ["package"], "reference": reference}]
    return {
        "name": table.name,
        "type": "table",
        **words,
        "path": f"{table.name}.csv",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": files.text.bytes,
        "hash": files.text.hash,
        # The same rows again; not a resource of its own, since readers of data packages need a plugin for Parquet.
        "parquet": asdict(files.columns),
        **({"partitions": _partitions(files.parts)} if files.parts else {}),
        "schema": schema,
    }


def _partitions(parts: Sequence[File]) -> dict[str, Any]:
    """The same rows in parts: what their folders are named after, and every file."""
    return {"keys": list(KEYS), "files": [asdict(part) for part in parts]}


def _field(column: Column, table: DerivedTable) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": column.schema_type}
    field.update({key: getattr(column, key) for key in ("title", "title_en", "description", "description_en")})
    if column.name in table.primary_key:
        field["constraints"] = {"required": True}
    return field


def _descriptor(resources: list[dict[str, Any]], version: str) -> dict[str, Any]:
    return {
        "$schema": PROFILE,
        "name": "yusuan-tables",
        "title": "预算公开数据：全部部门、全部年度",
        "title_en": "Published budgets: every department, every year",
        "description": "由各份公开文件的数据包汇成的表；金额为精确小数，编码为文本，空白为没有印出或没有读懂。",
        "description_en": (
            "Tables derived from the data packages of all disclosures; amounts are exact decimals, codes are text, "
            "blank is not printed, or not read."
        ),
        **({"version": version} if version else {}),
        "licenses": [CC0],
        "resources": resources,
    }
