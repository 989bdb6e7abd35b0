"""Evaluates every rule over every package at once, as sets in SQL, and writes the tables that say what came of it.

A figure rule's query only says which figures stand on which side of a comparison; what they come to is decided here,
in one place, so that the operands named are always the operands used.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
from pyarrow import csv as arrow_csv

from yusuan.checks.rules import Rule, load_rules
from yusuan.package.schemas import Schema

_HERE = Path(__file__).parent
_VIEWS = (
    *(
        "lines",
        "figures",
        "printed",
        "cells",
        "structure",
        "by_code",
        "wholes",
        "column_parts",
        "premises",
        "unread_in",
    ),
    *("claims", "claim_targets", "spots", "sources"),
)
_OUTCOMES = ("valued", "comparisons", "tellings", "outcomes")
_TABLES = ("check_rules", "checks", "check_operands", "completeness", "coverage")


def evaluate(
    connection: duckdb.DuckDBPyConnection, schemas: Mapping[str, Schema], rules: Sequence[Rule] | None = None
) -> None:
    """Make `derived.checks`, `check_operands`, `completeness`, `coverage` and `check_rules` in an open warehouse.

    The warehouse must hold `derived.facts`. What is made on the way is dropped again.
    """
    chosen = load_rules() if rules is None else tuple(rules)
    connection.execute("create schema if not exists derived")
    connection.execute("drop schema if exists checking cascade")
    connection.execute("create schema checking")
    try:
        _load_data(connection, schemas, chosen)
        connection.execute(_sql("macros"))
        for name in _VIEWS:
            connection.execute(f"create table checking.{name} as {_sql(name)}")
        connection.execute(_sql("same_by_code"))
        connection.execute(_sql("operands"))
        for rule in chosen:
            table = "words" if rule.relation == "words" else "operands"
            connection.execute(
                f"insert into checking.{table} by name select '{rule.name}' as rule, * from ({rule.sql})"
            )
        for name in _OUTCOMES:
            connection.execute(f"create table checking.{name} as {_sql(name)}")
        for name in _TABLES:
            connection.execute(f"create or replace table derived.{name} as {_sql(name)}")
    finally:
        connection.execute("drop schema checking cascade")


def _sql(name: str) -> str:
    return (_HERE / "sql" / f"{name}.sql").read_text(encoding="utf-8")


def _load_data(connection: duckdb.DuckDBPyConnection, schemas: Mapping[str, Schema], rules: Sequence[Rule]) -> None:
    """What the rules know besides the packages: the concordances, the columns' names, and the rules themselves."""
    for path in sorted((_HERE / "data").glob("*.csv")):
        text = arrow_csv.ConvertOptions(strings_can_be_null=True, null_values=[""])
        names = path.read_text(encoding="utf-8").partition("\n")[0].split(",")
        text.column_types = dict.fromkeys(names, pa.string())
        _create(connection, path.stem.replace("-", "_"), arrow_csv.read_csv(path, convert_options=text))
    fields = [
        {
            "resource": name,
            "field": field["name"],
            "title": field.get("title", field["name"]).removeprefix("支出：").removeprefix("收入"),
            "title_en": field.get("title_en", field["name"]),
            "side": _side(name, field["name"]),
            "position": position,
        }
        for name, schema in schemas.items()
        for position, field in enumerate(schema["fields"])
        if field.get("measure") and schema.get("table_number")
    ]
    _create(connection, "fields", pa.Table.from_pylist(fields))
    tables = [
        {"resource": name, "table_number": int(schema["table_number"]), "title": schema.get("title", name)}
        for name, schema in schemas.items()
        if schema.get("table_number")
    ]
    _create(connection, "tables", pa.Table.from_pylist(tables))
    known = [{key: getattr(rule, key) for key in Rule.__dataclass_fields__ if key != "sql"} for rule in rules]
    kinds = pa.schema([(key, pa.string()) for key in Rule.__dataclass_fields__ if key != "sql"])
    _create(connection, "rules", pa.Table.from_pylist(known, schema=kinds))


def _side(resource: str, field: str) -> str:
    """The side of a table that prints income beside expenditure; other tables have one side, without a name."""
    if resource in ("income-expenditure-summary", "fiscal-appropriation-summary"):
        if field.endswith(_OTHER_AMOUNTS):
            return ""
        sides = ("income", "purpose", "economic", "government_economic")
        return next((side for side in sides if field.startswith(f"{side}_")), "expenditure")
    return ""


# Amounts that stand beside those which the rules on the two summaries compare.
_OTHER_AMOUNTS = (
    "_current_budget", "_carryover", "_prior_year_amount",
    "_basic_expenditure", "_personnel", "_operating", "_project_expenditure",
)  # fmt: skip


def _create(connection: duckdb.DuckDBPyConnection, name: str, rows: Any) -> None:
    connection.register("incoming_rows", rows)
    try:
        connection.execute(f'create table checking."{name}" as select * from incoming_rows')
    finally:
        connection.unregister("incoming_rows")
