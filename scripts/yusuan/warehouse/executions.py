"""What the model and the prose say of budget and outturn in final accounts, as tables of the warehouse."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from yusuan.model.relations import load_relations
from yusuan.warehouse.connection import create_table

if TYPE_CHECKING:
    import duckdb

_COLUMNS = pa.schema(
    [
        *((name, pa.string()) for name in ("table_name", "measure", "heading")),
        *(("place", pa.int32()), ("is_beside", pa.bool_())),
    ]
)
_CONCEPTS = pa.schema([(name, pa.string()) for name in ("table_name", "concept", "item")])


def load_executions_into(connection: duckdb.DuckDBPyConnection) -> None:
    """Make `execution` (table, measure, heading, place, is_beside) and `execution_concept` (table, concept, item); from
    them, `statements` and `package`, `execution_claim`: which claim is of which row.
    """
    known = load_relations().executions
    columns = [
        {
            "table_name": each.table,
            "measure": each.column,
            "heading": each.heading or None,
            "place": place,
            "is_beside": each.beside,
        }
        for place, each in enumerate(known, start=1)
    ]
    concepts = [
        {"table_name": each.table, "concept": concept, "item": item}
        for each in known
        for concept, item in each.concepts.items()
    ]
    for name, rows, schema in (("execution", columns, _COLUMNS), ("execution_concept", concepts, _CONCEPTS)):
        create_table(connection, name, pa.Table.from_pylist(rows, schema=schema))
    sql = (Path(__file__).parent / "sql" / "described" / "execution_claim.sql").read_text(encoding="utf-8")
    connection.execute(f"create table execution_claim as {sql}")
