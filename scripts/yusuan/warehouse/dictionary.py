"""The dictionary of the derived tables: what `derived_tables.toml` says, with the words of the master schemas."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yusuan.package.schemas import Schema

_FILE = Path(__file__).parent / "derived_tables.toml"
_DUCKDB = {"string": "varchar", "integer": "integer", "number": "decimal(20,6)", "boolean": "boolean"}
_SCHEMA = {"varchar": "string", "integer": "integer", "boolean": "boolean", "date": "date"}


@dataclass(frozen=True)
class Column:
    """A column of a derived table. `type` is DuckDB's; `money` prints at least two decimals in CSV."""

    name: str
    type: str
    title: str
    title_en: str
    description: str
    description_en: str
    money: bool = False

    @property
    def schema_type(self) -> str:
        """The type in a Table Schema."""
        return _SCHEMA.get(self.type, "number")


@dataclass(frozen=True)
class DerivedTable:
    """A derived table. `made_elsewhere` tables come from a later stage, not from a file in `sql/`."""

    name: str
    title: str
    title_en: str
    description: str
    description_en: str
    primary_key: tuple[str, ...]
    columns: tuple[Column, ...]
    made_elsewhere: bool = False


def derived_tables(schemas: Mapping[str, Schema]) -> list[DerivedTable]:
    """Every derived table, in the order in which they are made; a later one may read the earlier.

    Raises `KeyError` for a column that neither `[shared]` nor a master schema has: a fault of the file.
    """
    content = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    shared: dict[str, Any] = content["shared"]
    tables = []
    for table in content["table"]:
        columns = tuple(_column(entry, shared, schemas) for entry in table.pop("columns"))
        primary_key = tuple(table.pop("primary_key"))
        made_elsewhere = table.pop("made", "") == "elsewhere"
        tables.append(DerivedTable(**table, primary_key=primary_key, columns=columns, made_elsewhere=made_elsewhere))
    return tables


def _column(entry: str | dict[str, Any], shared: dict[str, Any], schemas: Mapping[str, Schema]) -> Column:
    if isinstance(entry, dict):
        return Column(**entry)
    resource, dot, name = entry.partition(".")
    if not dot:
        return Column(name=entry, **shared[entry])
    field = next(field for field in schemas[resource]["fields"] if field["name"] == name)
    words = {key: field[key] for key in ("title", "title_en", "description", "description_en")}
    return Column(name=name, type=_DUCKDB[field["type"]], money=bool(field.get("measure")), **words)
