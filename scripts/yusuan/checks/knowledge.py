"""What the rules know besides the packages: the model and its relations, concordances, the rules themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
from pyarrow import csv as arrow_csv

from yusuan.checks.messages import load_messages
from yusuan.checks.rules import Rule
from yusuan.model import Model, Relations, Table

_HERE = Path(__file__).parent
_RULE_COLUMNS = ("name", "title", "title_en", "severity", "relation", "basis", "explanation", "explanation_en")


def load_knowledge(
    connection: duckdb.DuckDBPyConnection, model: Model, relations: Relations, rules: Sequence[Rule]
) -> None:
    """Make the tables of the schema `checking` that no package holds.

    Those are `data/*.csv`; `tables`, `fields` and `code_systems` of the model; `columns`, `item_parts` and `carryovers`
    of its relations; `reasons`, and `rules`.
    """
    for path in sorted((_HERE / "data").glob("*.csv")):
        text = arrow_csv.ConvertOptions(strings_can_be_null=True, null_values=[""])
        names = path.read_text(encoding="utf-8").partition("\n")[0].split(",")
        text.column_types = dict.fromkeys(names, pa.string())
        _create(connection, path.stem.replace("-", "_"), arrow_csv.read_csv(path, convert_options=text))
    tables = relations.compared(model)
    _rows(connection, "tables", map(_called, tables, range(1, len(tables) + 1)))
    _rows(connection, "fields", (field for table in tables for field in _amounts(table)))
    by_subject = {table.name for table in tables if table.classification} - {r.table for r in relations.row_names}
    systems = ({"resource": t.name, "system": t.classification} for t in tables if t.name in by_subject)
    _rows(connection, "code_systems", systems)
    _rows(connection, "columns", _columns(model, relations))
    items = ({"rule": each.rule, "whole": each.whole, "part": part} for each in relations.items for part in each.parts)
    _rows(connection, "item_parts", items)
    _rows(connection, "carryovers", ({"name": each.name, "resource": each.table} for each in relations.carryovers))
    reasons = load_messages("zh")["reasons"]
    _rows(connection, "reasons", ({"reason": name, "reason_said": words} for name, words in reasons.items()))
    kinds = pa.schema([(key, pa.string()) for key in _RULE_COLUMNS])
    described = [{key: getattr(rule, key) for key in _RULE_COLUMNS} for rule in rules]
    _create(connection, "rules", pa.Table.from_pylist(described, schema=kinds))


def _columns(model: Model, relations: Relations) -> Iterator[dict[str, Any]]:
    for name, each in relations.columns_by_table(model):
        for part in each.parts:
            said = {"split": each.split or None, "kind": each.kind or None}
            yield {"resource": name, "field": part, "parent": each.whole, **said}


def _called(table: Table, place: int) -> dict[str, Any]:
    """What a table is called: its number, or its title where it is not one of the ten."""
    called = f"表{table.number}" if table.number else table.title
    called_en = f"table {table.number}" if table.number else table.title_en
    by_items = any(field.name == "item" for field in table.fields)
    return {"resource": table.name, "place": place, "called": called, "called_en": called_en, "by_items": by_items}


def _amounts(table: Table) -> Iterator[dict[str, Any]]:
    for position, field in enumerate(table.fields):
        if field.is_amount:
            title = field.title.removeprefix("支出：").removeprefix("收入")
            names = {"resource": table.name, "field": field.name, "side": field.side}
            yield {**names, "title": title, "title_en": field.title_en, "position": position}


def _rows(connection: duckdb.DuckDBPyConnection, name: str, rows: Iterator[Mapping[str, Any]]) -> None:
    _create(connection, name, pa.Table.from_pylist(list(rows)))


def _create(connection: duckdb.DuckDBPyConnection, name: str, rows: Any) -> None:
    connection.register("incoming_rows", rows)
    try:
        connection.execute(f'create table checking."{name}" as select * from incoming_rows')
    finally:
        connection.unregister("incoming_rows")
