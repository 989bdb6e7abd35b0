"""Which queries cannot yield a row: those for which a table has no row, or none of the kind that they select.

What each needs stands in `needs.json` under the digest of the query, as `needs.py` found it: a query that has changed
since, or is not there, is always run.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import duckdb

FILE = Path(__file__).parent / "needs.json"

Need = Any
"""What a query needs to yield a row, as JSON: `["all", …]`, `["any", …]` of other needs, or `["rows", table, {column:
[values]}]`, rows of a table with one of the values in each of the columns; `$name` is the value of a parameter."""

_MOST = 1000
"""Of a table with more combinations of words, it is not asked which it has."""
NOTHING: Need = ["all"]


@cache
def digest(sql: str) -> str:
    """Under which a query's need is kept."""
    return hashlib.sha256(sql.encode()).hexdigest()[:16]


@cache
def kept_needs() -> Mapping[str, Need]:
    """What is kept of the queries' needs."""
    found: Mapping[str, Need] = json.loads(FILE.read_text(encoding="utf-8"))
    return found


def need_of(sql: str) -> Need:
    """What a query needs, as it is kept; nothing where it is not known."""
    return kept_needs().get(digest(sql), NOTHING)


@dataclass(frozen=True)
class _Held:
    """The words in some columns of a table, each combination once; of no columns, one row where it has any.

    A column of something else than text has no name.
    """

    columns: Sequence[str]
    rows: Sequence[tuple[str, ...]]


class Contents:
    """What the tables of a database hold, as far as it is asked; a table that it does not know may hold anything.

    `unmade` are tables `schema.name` that are still to be made, each by its query.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, unmade: Mapping[str, str]) -> None:
        self._connection = connection
        self._unmade = dict(unmade)
        self._held: dict[str, _Held | None] = {}
        self._unmade_may: dict[str, bool] = {}

    def make(self, table: str) -> None:
        """Make a table of those that were still to be made."""
        sql = self._unmade.pop(table)
        self._unmade_may.clear()
        self._connection.execute(f"create table {table} as {sql}")

    def may_yield(self, sql: str, parameters: Mapping[str, Any] = MappingProxyType({})) -> bool:
        """Whether a query may have rows."""
        return self._has(need_of(sql), parameters)

    def _has(self, need: Need, parameters: Mapping[str, Any]) -> bool:
        match need:
            case ["rows", table, columns]:
                return self._holds(table, columns, parameters)
            case ["any", *parts]:
                return any(self._has(part, parameters) for part in parts)
            case ["all", *parts]:
                return all(self._has(part, parameters) for part in parts)
        raise ValueError(f"needs.json: unknown need {need}")

    def _holds(self, table: str, columns: Mapping[str, Sequence[str]], parameters: Mapping[str, Any]) -> bool:
        if sql := self._unmade.get(table):
            if table not in self._unmade_may:
                self._unmade_may[table] = self.may_yield(sql)
            return self._unmade_may[table]
        if table not in self._held:
            self._held[table] = self._look(table)
        if (held := self._held[table]) is None:
            return True
        if not columns:
            return bool(held.rows)
        wanted = []
        for column, values in columns.items():
            given = [parameters.get(value[1:]) if value.startswith("$") else value for value in values]
            if column in held.columns and all(isinstance(value, str) for value in given):
                wanted.append((held.columns.index(column), given))
        return any(all(row[place] in values for place, values in wanted) for row in held.rows)

    def _look(self, table: str) -> _Held | None:
        """What a table holds; None where it has no such columns, or holds too much to be told."""
        columns = sorted(named_columns().get(table, ()))
        listed = ", ".join(f'"{column}"' for column in columns)
        query = (
            f"select distinct {listed} from {table} limit {_MOST + 1}" if columns else f"select 1 from {table} limit 1"
        )
        try:
            found = self._connection.execute(query)
        except (duckdb.CatalogException, duckdb.BinderException):
            return None
        kinds = [str(kind) for _, kind, *_ in found.description or ()]
        rows = found.fetchall()
        # A word that is no text, such as a number, may be written in several ways.
        words = [column if kind == "VARCHAR" else "" for column, kind in zip(columns, kinds, strict=False)]
        return None if len(rows) > _MOST else _Held(words, rows)


@cache
def named_columns() -> Mapping[str, set[str]]:
    """The columns that needs name, by table."""
    found: dict[str, set[str]] = {}

    def add(need: Need) -> None:
        if need[0] == "rows":
            found.setdefault(need[1], set()).update(need[2])
        else:
            for part in need[1:]:
                add(part)

    for need in kept_needs().values():
        add(need)
    return found
