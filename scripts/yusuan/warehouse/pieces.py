"""A derived table as CSV, package by package: the rows of those that have not changed come from an earlier file.

Where they lie in it is known from `kept.csv` (package, table_name, bytes: how long its rows are), and where the parts
of each package lie from `kept.place` (package, place).
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Iterable, Iterator
from itertools import chain
from pathlib import Path

import duckdb
import pyarrow as pa

from yusuan.warehouse.dictionary import Column, DerivedTable

_PACKAGES = 256
"""The rows of at most so many packages are in memory together."""
_BLOCK = 4 * 1024 * 1024

Written = tuple[str, int, str]
"""A file: its name, size and hash."""


def is_of_packages(table: DerivedTable) -> bool:
    """Whether its rows are of packages."""
    return any(column.name == "package" for column in table.columns)


def write(connection: duckdb.DuckDBPyConnection, table: DerivedTable, folder: Path) -> Written:
    """Write the whole table, and note how long the rows of each package are."""
    _open_index(connection)
    connection.execute("delete from kept.csv where table_name = ?", [table.name])
    if not is_of_packages(table):
        row = _row(table)
        lines = connection.sql(f'select {row} as line from derived."{table.name}" order by rowid').fetchall()
        return _write(table, folder, ["".join(f"{line}\n" for (line,) in lines).encode()])
    found = connection.sql(f'select distinct package from derived."{table.name}" order by 1').fetchall()
    packages = [package for (package,) in found]
    noted: list[tuple[str, int]] = []

    def texts() -> Iterator[bytes]:
        for start in range(0, len(packages), _PACKAGES):
            for package, text in _texts(connection, table, packages[start : start + _PACKAGES]).items():
                noted.append((package, len(text)))
                yield text

    written = _write(table, folder, texts())
    _note(connection, table, noted)
    return written


def splice(
    connection: duckdb.DuckDBPyConnection, table: DerivedTable, folder: Path, last: Path, changed: Collection[str]
) -> Written | None:
    """Write the table with the rows of `changed` packages anew, and all others as the file in `last` has them.

    None, and nothing is written, where the rows are the same.
    """
    sizes = dict(
        connection.execute("select package, bytes from kept.csv where table_name = ?", [table.name]).fetchall()
    )
    texts = _texts(connection, table, sorted(changed))
    starts: dict[str, int] = {}
    place = len(_header(table))
    for package in sorted(sizes):
        starts[package] = place
        place += sizes[package]
    with (last / f"{table.name}.csv").open("rb") as file:

        def earlier(package: str) -> bytes:
            file.seek(starts[package])
            return file.read(sizes[package])

        if all((package in texts) == (package in sizes) for package in changed) and all(
            earlier(package) == text for package, text in texts.items()
        ):
            return None

        def blocks() -> Iterator[bytes]:
            for package in sorted((sizes.keys() - set(changed)) | texts.keys()):
                if package in texts:
                    yield texts[package]
                    continue
                file.seek(starts[package])
                left = sizes[package]
                while left and (block := file.read(min(left, _BLOCK))):
                    left -= len(block)
                    yield block

        written = _write(table, folder, blocks())
    connection.execute(
        "delete from kept.csv where table_name = ? and package in (select unnest(?))", [table.name, sorted(changed)]
    )
    _note(connection, table, [(package, len(text)) for package, text in texts.items()])
    return written


def places_of(connection: duckdb.DuckDBPyConnection, packages: Collection[str]) -> set[str]:
    """Where the parts of these packages lay in the last build."""
    found = connection.execute(
        "select distinct place from kept.place where package in (select unnest(?))", [sorted(packages)]
    ).fetchall()
    return {place for (place,) in found}


def note_places(connection: duckdb.DuckDBPyConnection, places: dict[str, str]) -> None:
    """Note where the parts of each package lie now."""
    rows = {"package": pa.array(places, pa.string()), "place": pa.array(places.values(), pa.string())}
    connection.register("places_now", pa.table(rows))
    connection.execute("create or replace table kept.place as from places_now")
    connection.unregister("places_now")


def _open_index(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("create schema if not exists kept")
    connection.execute("create table if not exists kept.csv (package varchar, table_name varchar, bytes bigint)")


def _note(connection: duckdb.DuckDBPyConnection, table: DerivedTable, sizes: Iterable[tuple[str, int]]) -> None:
    listed = list(sizes)
    columns = [
        pa.array([package for package, _ in listed], pa.string()),
        pa.array([table.name] * len(listed), pa.string()),
        pa.array([size for _, size in listed], pa.int64()),
    ]
    connection.from_arrow(pa.table(columns, names=["package", "table_name", "bytes"])).insert_into("kept.csv")


def _texts(connection: duckdb.DuckDBPyConnection, table: DerivedTable, packages: Collection[str]) -> dict[str, bytes]:
    """Package → its rows as CSV, by package; those without rows are left out.

    Written by the database: Python's csv takes ten times as long for a million rows.
    """
    found = connection.execute(
        f"""
        select package, string_agg(line, chr(10) order by number) || chr(10)
        from (
            select package, {_row(table)} as line, rowid as number
            from derived."{table.name}" where package in (select unnest(?))
        )
        group by package order by package
        """,
        [list(packages)],
    ).fetchall()
    return {package: text.encode("utf-8") for package, text in found}


def _write(table: DerivedTable, folder: Path, blocks: Iterable[bytes]) -> Written:
    """Write the file whole or not at all."""
    name = f"{table.name}.csv"
    path, temporary = folder / name, folder / f".{name}.{os.getpid()}.new"
    total, size = hashlib.sha256(), 0
    try:
        temporary.unlink(missing_ok=True)
        with temporary.open("xb") as file:
            for block in chain([_header(table)], blocks):
                file.write(block)
                total.update(block)
                size += len(block)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    return name, size, f"sha256:{total.hexdigest()}"


def _header(table: DerivedTable) -> bytes:
    return (",".join(column.name for column in table.columns) + "\n").encode()


def _row(table: DerivedTable) -> str:
    return " || ',' || ".join(_cell(column) for column in table.columns)


def _cell(column: Column) -> str:
    """SQL of a cell: missing is empty, and text that would end it stands in quotes."""
    text = _as_text(column)
    if column.schema_type != "string":
        return f"coalesce({text}, '')"
    quoted = f"""'"' || replace({text}, '"', '""') || '"'"""
    # Looking for one character at a time takes half as long as a pattern.
    ends = " or ".join(f"contains({text}, {one})" for one in ("','", "'\"'", "chr(10)", "chr(13)"))
    return f"case when {ends} then {quoted} else coalesce({text}, '') end"


def _as_text(column: Column) -> str:
    name = f'"{column.name}"'
    if column.schema_type != "number":
        return f"{name}::varchar"
    # A decimal prints every digit of its scale. Money keeps two decimals at least (107.90), other numbers none (90).
    if not column.money:
        return f"regexp_replace({name}::varchar, '\\.?0+$', '')"
    scale = int(column.type.rpartition(",")[2].rstrip(")"))
    return f"regexp_replace({name}::varchar, '0{{1,{scale - 2}}}$', '')" if scale > 2 else f"{name}::varchar"
