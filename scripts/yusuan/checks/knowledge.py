"""What the rules know besides the packages: concordances, what tables and columns are called, the rules themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
from pyarrow import csv as arrow_csv

from yusuan.checks.messages import load_messages
from yusuan.checks.rules import Rule
from yusuan.package.schemas import FURTHER, TABLES, Schema, measures

_HERE = Path(__file__).parent


def load_knowledge(connection: duckdb.DuckDBPyConnection, schemas: Mapping[str, Schema], rules: Sequence[Rule]) -> None:
    """Make the tables of the schema `checking` that no package holds: `data/*.csv`, `fields`, `tables` and `rules`."""
    for path in sorted((_HERE / "data").glob("*.csv")):
        text = arrow_csv.ConvertOptions(strings_can_be_null=True, null_values=[""])
        names = path.read_text(encoding="utf-8").partition("\n")[0].split(",")
        text.column_types = dict.fromkeys(names, pa.string())
        _create(connection, path.stem.replace("-", "_"), arrow_csv.read_csv(path, convert_options=text))
    budget_tables = {
        name: schemas[name] for name in (*TABLES, *FURTHER, "projects") if name in schemas and measures(schemas[name])
    }
    fields = [
        {
            "resource": name,
            "field": field["name"],
            "title": field.get("title", field["name"]).removeprefix("支出：").removeprefix("收入"),
            "title_en": field.get("title_en", field["name"]),
            "side": _side(schema, field["name"]),
            "position": position,
        }
        for name, schema in budget_tables.items()
        for position, field in enumerate(schema["fields"])
        if field.get("measure")
    ]
    _create(connection, "fields", pa.Table.from_pylist(fields))
    _create(
        connection, "tables", pa.Table.from_pylist([_called(*entry) for entry in enumerate(budget_tables.items(), 1)])
    )
    connection.execute(_further_rows(budget_tables))
    known = [{key: getattr(rule, key) for key in Rule.__dataclass_fields__ if key != "sql"} for rule in rules]
    kinds = pa.schema([(key, pa.string()) for key in Rule.__dataclass_fields__ if key != "sql"])
    reasons = [{"reason": name, "reason_said": words} for name, words in load_messages("zh")["reasons"].items()]
    _create(connection, "reasons", pa.Table.from_pylist(reasons))
    _create(connection, "rules", pa.Table.from_pylist(known, schema=kinds))


def _side(schema: Schema, field: str) -> str:
    """The side of a table in blocks that a column belongs to, by its prefix; other tables have one, without a name."""
    labels = [other["name"] for other in schema["fields"] if other["name"].endswith("_label")]
    sides = sorted((label.removesuffix("_label") for label in labels), key=len, reverse=True)
    return next((side for side in sides if field.startswith(f"{side}_")), "")


def _called(place: int, named: tuple[str, Schema]) -> dict[str, Any]:
    """What a table is called: by its number, or by its title where it is none of the ten."""
    resource, schema = named
    number = schema.get("table_number")
    called = f"表{number}" if number else schema.get("title", resource)
    called_en = f"table {number}" if number else schema.get("title_en", resource)
    return {"resource": resource, "place": place, "called": called, "called_en": called_en}


def _further_rows(schemas: Mapping[str, Schema]) -> str:
    """The rows of the tables that places print beside the ten, which all have a name, a level and a total row."""
    columns = "resource, '' as side, \"row\", {code} as code, name as label, level, is_total"
    each = ["select package, '' as " + columns.format(code="code") + " from main.expenditure where false"]
    for name in FURTHER:
        known = {field["name"] for field in schemas[name]["fields"]} if name in schemas else set()
        if {"name", "level", "is_total"} <= known:
            code = "code" if "code" in known else "null::varchar"
            each.append(
                f"select package, '{name}' as {columns.format(code=code)} from main.\"{name.replace('-', '_')}\""
            )
    return "create view checking.further_rows as " + " union all ".join(each)


def _create(connection: duckdb.DuckDBPyConnection, name: str, rows: Any) -> None:
    connection.register("incoming_rows", rows)
    try:
        connection.execute(f'create table checking."{name}" as select * from incoming_rows')
    finally:
        connection.unregister("incoming_rows")
