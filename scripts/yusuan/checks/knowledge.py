"""What the rules know besides the packages: the model and its relations, concordances, the rules themselves."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
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
    connection: duckdb.DuckDBPyConnection,
    model: Model,
    relations: Relations,
    rules: Sequence[Rule],
    needed: Collection[str],
) -> None:
    """Make the tables of the schema `checking` that no package holds: those whose names are `needed`.

    Those are `data/*.csv`; `tables`, `fields` and `code_systems` of the model; `columns`, `item_parts` and `carryovers`
    of its relations; `reasons`, and `rules`.
    """
    made: dict[str, Callable[[], Any]] = {
        "tables": lambda: _rows(map(_called, compared, range(1, len(compared) + 1))),
        "fields": lambda: _rows(field for table in compared for field in _amounts(table)),
        "code_systems": lambda: _rows(_code_systems(compared, relations)),
        "columns": lambda: _rows(_columns(model, relations)),
        "item_parts": lambda: _rows(
            {"rule": each.rule, "whole": each.whole, "part": part} for each in relations.items for part in each.parts
        ),
        "carryovers": lambda: _rows({"name": each.name, "resource": each.table} for each in relations.carryovers),
        "reasons": lambda: _rows(
            {"reason": name, "reason_said": words} for name, words in load_messages("zh")["reasons"].items()
        ),
        "rules": lambda: _rules(rules),
    }
    compared = relations.compared(model)
    for name, rows in {**_files(), **made}.items():
        if name in needed:
            create_table(connection, f"checking.{name}", rows())


@cache
def _files() -> dict[str, Callable[[], Any]]:
    """The tables of `data/*.csv` by name: each is read once, when it is first needed."""
    paths = sorted((_HERE / "data").glob("*.csv"))
    return {path.stem.replace("-", "_"): cache(partial(_read, path)) for path in paths}


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
    return {"resource": table.name, "place": place, "called": called, "called_en": called_en, "by_items": by_items}


def _amounts(table: Table) -> Iterator[dict[str, Any]]:
    for position, field in enumerate(table.fields):
        if field.is_amount:
            title = field.title.removeprefix("支出：").removeprefix("收入")
            names = {"resource": table.name, "field": field.name, "side": field.side}
            yield {**names, "title": title, "title_en": field.title_en, "position": position}


def _rows(rows: Iterable[Mapping[str, Any]]) -> Any:
    return pa.Table.from_pylist(list(rows))
