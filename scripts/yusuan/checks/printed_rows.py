"""The SQL that lays the printed rows of all tables of amounts, side by side, under each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from yusuan.model import Model, Relations, Side, Table

if TYPE_CHECKING:
    import duckdb

_COLUMNS = {
    "code": "varchar",
    "label": "varchar",
    "level": "integer",
    "is_total": "boolean",
    "stated_parent": "integer",
    "item": "varchar",
}
"""What a row may say of itself, and its type; null where its table has no such column."""


def printed_rows(model: Model, relations: Relations, connection: duckdb.DuckDBPyConnection) -> str:
    """A query: one row per printed row and side: `package, resource, side, row` and `_COLUMNS`.

    It leaves out tables that no package fills: planning a query over all of them takes longer than running it.
    """
    names = {each.table: each.columns for each in relations.row_names}
    tables = [table for table in relations.compared(model) if table.sides or table.has("name") or table.has("label")]
    filled = {name for (name,) in connection.execute("select distinct resource from main.line").fetchall()}
    queries = [(table.name, query) for table in tables for query in _of_table(table, names.get(table.name, ()))]
    # where nothing is filled, any table gives the columns, and no row
    return "\nunion all\n".join([query for name, query in queries if name in filled] or [queries[0][1]])


def _of_table(table: Table, names: tuple[str, ...]) -> Iterator[str]:
    if table.sides:
        for side in table.sides:
            yield _query(table, side, {column: f"{side.name}_{column}" for column in (*_COLUMNS, "parent_row")}, ())
    elif table.has("level", "is_total"):
        label = "label" if table.has("label") else "name"
        yield _query(table, None, {column: column for column in _COLUMNS} | {"label": label}, names)


def _query(table: Table, side: Side | None, columns: dict[str, str], names: tuple[str, ...]) -> str:
    stated = {**columns, "stated_parent": columns.get("parent_row", "")}
    selected = [
        f'"{stated[name]}" as {name}' if table.has(stated[name]) else f"null::{kind} as {name}"
        for name, kind in _COLUMNS.items()
    ]
    if names:
        selected[list(_COLUMNS).index("label")] = f"concat_ws(' ', {', '.join(names)}) as label"
    where = f' where "{stated["label"]}" is not null' if side else ""
    own = f"'{table.name}' as resource, '{side.name if side else ''}' as side"
    source = f'main."{table.name.replace("-", "_")}"'
    return f'select package, {own}, "row", {", ".join(selected)} from {source}{where}'
