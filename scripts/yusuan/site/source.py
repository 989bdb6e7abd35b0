"""A read-only view of what the stages above wrote: the warehouse, the charts and the downloads."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb

from yusuan.errors import YusuanError

Row = dict[str, Any]


class Warehouse:
    """`build/yusuan.duckdb`, opened for reading only; rows come as dictionaries, amounts as Decimal."""

    def __init__(self, database: Path) -> None:
        if not database.is_file():
            raise YusuanError(str(database), "the warehouse has not been built.", "Run: yusuan build")
        self._connection = duckdb.connect(str(database), read_only=True)
        self._tables = {
            (str(schema), str(name))
            for schema, name in self._connection.execute(
                "select table_schema, table_name from information_schema.tables"
            ).fetchall()
        }

    def __enter__(self) -> Warehouse:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def has(self, table: str, schema: str = "main") -> bool:
        """Whether the warehouse holds that table."""
        return (schema, table) in self._tables

    def rows(self, resource: str, package: str, order: str = "row") -> list[Row]:
        """One package's rows of one resource, ordered; none when no package has the resource."""
        table = resource.replace("-", "_")
        if not self.has(table):
            return []
        # The names are ours, from the schemas; only the package is a value.
        return self._fetch(f'select * from "{table}" where package = ? order by "{order}"', [package])

    def all_rows(self, table: str, schema: str = "main") -> list[Row]:
        """Every row of a table, totally ordered; none when there is no such table."""
        if not self.has(table, schema):
            return []
        return self._fetch(f'select * from "{schema}"."{table}" order by all', [])

    def derived(self, table: str, package: str, order: str) -> list[Row]:
        """One package's rows of a derived table, ordered by the columns `order`; none where there is no such table."""
        if not self.has(table, "derived"):
            return []
        columns = ", ".join(f'"{column.strip()}"' for column in order.split(","))
        return self._fetch(f'select * from derived."{table}" where package = ? order by {columns}', [package])

    def count(self, table: str, schema: str) -> int:
        """How many rows a table has."""
        found = self._connection.execute(f'select count(*) from "{schema}"."{table}"').fetchone()
        return int(found[0]) if found else 0

    def _fetch(self, sql: str, values: list[Any]) -> list[Row]:
        cursor = self._connection.execute(sql, values)
        names = [column[0] for column in cursor.description or []]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
