"""The derived tables as files: CSV, Parquet, the large ones also in parts, and one data package that describes them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb

from yusuan.package.csvfile import write_bytes
from yusuan.package.descriptor import CC0, PROFILE, sha256
from yusuan.package.jsonfile import to_json_bytes
from yusuan.warehouse.dictionary import Column, DerivedTable
from yusuan.warehouse.partitions import KEYS, PARTED, Part, columnar, parts

_TABLE_PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"


def export(
    connection: duckdb.DuckDBPyConnection, tables: Sequence[DerivedTable], folder: Path, version: str = ""
) -> None:
    """Write `<table>.csv`, `<table>.parquet`, the parts of large tables and, last, `datapackage.json`.

    Files of no table are removed. The order of rows is that of the tables, which their queries fix. `version` is that
    of the data as a whole.
    """
    folder.mkdir(parents=True, exist_ok=True)
    resources, known = [], {"datapackage.json"}
    present = {table.name for table in tables}
    for table in tables:
        files = {f"{table.name}.csv": _csv(connection, table), f"{table.name}.parquet": _parquet(connection, table)}
        inside = parts(connection, table) if table.name in PARTED and "disclosures" in present else []
        for path, content in (files | {part.path: part.content for part in inside}).items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            write_bytes(folder / path, content)
            known.add(path)
        whole, columns = files.values()
        resources.append(_resource(table, whole, columns, inside, present))
    write_bytes(folder / "datapackage.json", to_json_bytes(_descriptor(resources, version)))
    _remove_others(folder, known)


def _remove_others(folder: Path, known: set[str]) -> None:
    """Remove files that are not `known`, and folders that they leave empty."""
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif path.relative_to(folder).as_posix() not in known:
            path.unlink()


def _csv(connection: duckdb.DuckDBPyConnection, table: DerivedTable) -> bytes:
    # Written by the database: Python's csv takes ten times as long for a million rows.
    row = " || ',' || ".join(_cell(column) for column in table.columns)
    rows: Any = connection.sql(f'select {row} as line from derived."{table.name}"').to_arrow_table()
    header = ",".join(column.name for column in table.columns)
    return "\n".join([header, *rows["line"].to_pylist(), ""]).encode("utf-8")


def _cell(column: Column) -> str:
    """SQL of a cell: missing is empty, and text that would end it stands in quotes."""
    text = _as_text(column)
    if column.schema_type != "string":
        return f"coalesce({text}, '')"
    quoted = f"""'"' || replace({text}, '"', '""') || '"'"""
    return f"""case when regexp_matches({text}, '[,"\\n\\r]') then {quoted} else coalesce({text}, '') end"""


def _as_text(column: Column) -> str:
    name = f'"{column.name}"'
    if column.schema_type != "number":
        return f"{name}::varchar"
    # A decimal prints every digit of its scale. Money keeps two decimals at least (107.90), other numbers none (90).
    if not column.money:
        return f"regexp_replace({name}::varchar, '\\.?0+$', '')"
    scale = int(column.type.rpartition(",")[2].rstrip(")"))
    return f"regexp_replace({name}::varchar, '0{{1,{scale - 2}}}$', '')" if scale > 2 else f"{name}::varchar"


def _parquet(connection: duckdb.DuckDBPyConnection, table: DerivedTable) -> bytes:
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    rows = connection.sql(f'select {names} from derived."{table.name}"').to_arrow_table()
    return columnar(rows)


def _resource(
    table: DerivedTable, text: bytes, columns: bytes, inside: Sequence[Part], present: set[str]
) -> dict[str, Any]:
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
        "bytes": len(text),
        "hash": sha256(text),
        # The same rows again; not a resource of its own, since readers of data packages need a plugin for Parquet.
        "parquet": {"path": f"{table.name}.parquet", "bytes": len(columns), "hash": sha256(columns)},
        **({"partitions": _partitions(inside)} if inside else {}),
        "schema": schema,
    }


def _partitions(inside: Sequence[Part]) -> dict[str, Any]:
    """The same rows in parts: what their folders are named after, and every file."""
    files = [{"path": part.path, "bytes": len(part.content), "hash": sha256(part.content)} for part in inside]
    return {"keys": list(KEYS), "files": files}


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
