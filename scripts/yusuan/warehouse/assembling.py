"""The database of a build, from what is kept of each group: the last build's, with the rows of changed packages anew.

Beside the packages' tables it has `kept.source` (made_by: what everything in it was made with) and `kept.part`
(package, key: what its rows were made from, digest: what they are).
"""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from yusuan.warehouse import kept
from yusuan.warehouse.connection import connect, create_table
from yusuan.warehouse.relations import Group

_TOGETHER = 64
"""So many groups go into the database at a time: more take more memory, fewer more time."""
_FEW = 8
"""Where more than one of so many packages changed, a new database is sooner made than the last one changed."""


@dataclass(frozen=True)
class Assembled:
    """An open database that holds every package; `changed` are those that the one before did not hold so.

    `changed` is None where there was none before: everything is new.
    """

    connection: duckdb.DuckDBPyConnection
    changed: frozenset[str] | None


def assemble(database: Path, last: Path | None, wanted: Mapping[Group, str], common: str, store: Path) -> Assembled:
    """Make `database` of what is kept in `store` under these keys; the caller closes it.

    `last` is the database of the last build, which is left as it is. `common` is the key of what belongs to no package.
    """
    keys = {str(package): key for group, key in wanted.items() for package in group}
    held = _held(last, common) if last else None
    if last and held is not None:
        gone = held.keys() - keys.keys()
        changed = frozenset(gone | {package for package, key in keys.items() if held.get(package) != key})
        if len(changed) * _FEW <= len(keys):
            shutil.copyfile(last, database)
            connection = connect(database)
            _in_one_step(connection, lambda: _change(connection, changed, wanted, store))
            return Assembled(connection, changed)
    connection = connect(database)
    _in_one_step(connection, lambda: _create(connection, wanted, common, store))
    return Assembled(connection, None)


def _in_one_step(connection: duckdb.DuckDBPyConnection, work: Any) -> None:
    try:
        connection.execute("begin")
        work()
        connection.execute("commit")
    except BaseException:
        connection.close()
        raise


def _held(database: Path, common: str) -> dict[str, str] | None:
    """The key of each package that a database holds; None where it was made by other code, or cannot be read."""
    try:
        with connect(database, read_only=True) as connection:
            if connection.execute("select made_by from kept.source").fetchall() != [(common,)]:
                return None
            return dict(connection.execute("select package, key from kept.part").fetchall())
    except (duckdb.Error, OSError):
        return None


def _create(connection: duckdb.DuckDBPyConnection, wanted: Mapping[Group, str], common: str, store: Path) -> None:
    for schema in ("derived", "kept"):
        connection.execute(f"create schema {schema}")
    create_table(connection, "kept.source", pa.table({"made_by": [common]}))
    connection.execute("create table kept.part (package varchar, key varchar, digest varchar)")
    for rows in kept.read(store, common):
        create_table(connection, _name(rows), rows.read())
    _insert(connection, list(wanted.items()), store)


def _change(
    connection: duckdb.DuckDBPyConnection, changed: frozenset[str], wanted: Mapping[Group, str], store: Path
) -> None:
    for schema, table in _of_packages(connection):
        connection.execute(f'delete from "{schema}"."{table}" where package in (select unnest(?))', [sorted(changed)])
    again = [(group, key) for group, key in wanted.items() if any(str(package) in changed for package in group)]
    _insert(connection, again, store)


def _of_packages(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    return connection.execute(
        """
        select distinct schema_name, table_name from duckdb_columns()
        where column_name = 'package' and (schema_name in ('main', 'derived') or table_name = 'part') order by all
        """
    ).fetchall()


def _insert(connection: duckdb.DuckDBPyConnection, groups: Sequence[tuple[Group, str]], store: Path) -> None:
    for start in range(0, len(groups), _TOGETHER):
        together: dict[str, list[Any]] = defaultdict(list)
        parts = []
        for group, key in groups[start : start + _TOGETHER]:
            found = kept.read(store, key)
            digest = kept.digest_of(found)
            parts += [{"package": str(package), "key": key, "digest": digest} for package in group]
            for rows in found:
                together[_name(rows)].append(rows.read())
        for name, those in together.items():
            connection.from_arrow(pa.concat_tables(those)).insert_into(name)
        connection.from_arrow(pa.Table.from_pylist(parts)).insert_into("kept.part")


def _name(rows: kept.Rows) -> str:
    return f"{rows.schema}.{rows.table}"
