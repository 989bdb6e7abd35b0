"""What the rules know besides the packages: the model and its relations, concordances, the rules themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
from pyarrow import csv as arrow_csv

from yusuan.checks.messages import load_messages
from yusuan.checks.rules import Rule
from yusuan.model import Model, Relations, Table
from yusuan.warehouse.connection import create_table

_HERE = Path(__file__).parent
_RULE_COLUMNS = ("name", "title", "title_en", "severity", "relation", "basis", "explanation", "explanation_en")


def load_knowledge(
    connection: duckdb.DuckDBPyConnection, model: Model, relations: Relations, rules: Sequence[Rule]
) -> None:
    """Make the tables of the schema `checking` that no package holds.

    Those are `data/*.csv`; `tables`, `fields` and `code_systems` of the model; `columns`, `item_parts` and `carryovers`
    of its relations; `reasons`, and `rules`.
    """
    tables = relations.compared(model)
    made: dict[str, Iterable[Mapping[str, Any]]] = {
        "tables": map(_called, tables, range(1, len(tables) + 1)),
        "fields": (field for table in tables for field in _amounts(table)),
        "code_systems": _code_systems(tables, relations),
        "columns": _columns(model, relations),
        "item_parts": (
            {"rule": each.rule, "whole": each.whole, "part": part} for each in relations.items for part in each.parts
        ),
        "carryovers": ({"name": each.name, "resource": each.table} for each in relations.carryovers),
        "reasons": ({"reason": name, "reason_said": words} for name, words in load_messages("zh")["reasons"].items()),
    }
    every = {
        **_files(),
        **{name: pa.Table.from_pylist(list(rows)) for name, rows in made.items()},
    }
    for name, rows in every.items():
        create_table(connection, f"checking.{name}", rows)
    load_rules_into(connection, rules)


def load_rules_into(connection: duckdb.DuckDBPyConnection, rules: Sequence[Rule]) -> None:
    """Make `checking.rules`, the names and words of the rules."""
    create_table(connection, "checking.rules", _rules(rules))


@cache
def _files() -> dict[str, Any]:
    """The tables of `data/*.csv` by name."""
    return {path.stem.replace("-", "_"): _read(path) for path in sorted((_HERE / "data").glob("*.csv"))}


def _read(path: Path) -> Any:
    text = arrow_csv.ConvertOptions(strings_can_be_null=True, null_values=[""])
    names = path.read_text(encoding="utf-8").partition("\n")[0].split(",")
    text.column_types = dict.fromkeys(names, pa.string())
    return arrow_csv.read_csv(path, convert_options=text)


def _rules(rules: Sequence[Rule]) -> Any:
    kinds = pa.schema([(key, pa.string()) for key in _RULE_COLUMNS])
    return pa.Table.from_pylist([{key: getattr(rule, key) for key in _RULE_COLUMNS} for rule in rules], schema=kinds)


def _code_systems(tables: Sequence[Table], relations: Relations) -> Iterator[dict[str, Any]]:
    by_subject = {table.name for table in tables if table.classification} - {r.table for r in relations.row_names}
    return ({"resource": t.name, "system": t.classification} for t in tables if t.name in by_subject)


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
    names = {"resource": table.name, "number": table.number or None, "called": called, "called_en": called_en}
    return {**names, "place": place, "by_items": by_items}


def _amounts(table: Table) -> Iterator[dict[str, Any]]:
    for position, field in enumerate(table.fields):
        if field.is_amount:
            title = field.title.removeprefix("支出：").removeprefix("收入")
            names = {"resource": table.name, "field": field.name, "side": field.side}
            yield {**names, "title": title, "title_en": field.title_en, "position": position}
