"""The derived tables: each a query in `sql/`, made a table of the schema `derived`, and checked against the dictionary.

To add one: describe it in `derived_tables.toml`, and write `sql/<name>.sql`, or mark it `made = "elsewhere"` and hand
`derive` a maker that creates it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import duckdb

from yusuan.package.schemas import Schema
from yusuan.warehouse.dictionary import DerivedTable, derived_tables

_SQL = Path(__file__).parent / "sql"

Maker = Callable[[duckdb.DuckDBPyConnection], None]
"""What makes tables that are no single query: it gets the warehouse, and creates them in the schema `derived`."""


def derive(
    connection: duckdb.DuckDBPyConnection, schemas: Mapping[str, Schema], makers: Sequence[Maker] = ()
) -> list[DerivedTable]:
    """Make every derived table in an open warehouse; returns the tables that there are now, in order.

    Makers run after the queries. Raises `ValueError` when a table has other columns or types than the dictionary says:
    a fault of the program.
    """
    connection.execute("create schema if not exists derived")
    known = derived_tables(schemas)
    for table in known:
        if not table.made_elsewhere:
            sql = (_SQL / f"{table.name}.sql").read_text(encoding="utf-8")
            connection.execute(f'create table derived."{table.name}" as {sql}')
    for maker in makers:
        maker(connection)
    return described(connection, schemas)


def described(connection: duckdb.DuckDBPyConnection, schemas: Mapping[str, Schema]) -> list[DerivedTable]:
    """The derived tables that there are, in the order of the dictionary. Raises `ValueError` as `derive` does."""
    known = derived_tables(schemas)
    found = connection.execute(
        "select table_name from information_schema.tables where table_schema = 'derived'"
    ).fetchall()
    present = {name for (name,) in found}
    unknown = present - {table.name for table in known}
    if unknown:
        raise ValueError(f"derived_tables.toml does not describe {sorted(unknown)}")
    tables = [table for table in known if table.name in present]
    for table in tables:
        _check_columns(connection, table)
    return tables


def _check_columns(connection: duckdb.DuckDBPyConnection, table: DerivedTable) -> None:
    described = [(column.name, column.type) for column in table.columns]
    rows = connection.execute(f'describe derived."{table.name}"').fetchall()
    made = [(row[0], row[1].lower()) for row in rows]
    if made != described:
        odd = sorted(set(made) ^ set(described)) or "their order"
        raise ValueError(f"derived.{table.name} differs from its description in derived_tables.toml: {odd}")
