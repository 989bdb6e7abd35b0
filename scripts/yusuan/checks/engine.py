"""Evaluates every rule over every package at once, as sets in SQL, and writes the tables that say what came of it.

A figure rule's query only says which figures stand on which side of a comparison; what they come to is decided here,
in one place, so that the operands named are always the operands used.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb

from yusuan.checks.knowledge import load_knowledge
from yusuan.checks.messages import write_messages
from yusuan.checks.rules import Rule, load_rules
from yusuan.checks.unread_tables import load_unread_tables
from yusuan.package.schemas import Schema

_HERE = Path(__file__).parent
_VIEWS = (
    "listed_tables",
    "table_states",
    "block_rows",
    "lines",
    "figures",
    "printed",
    "cells",
    "structure",
    "by_code",
    "wholes",
    "column_parts",
    "premises",
    "repeated_rows",
    "unread_in",
    "claims",
    "claim_targets",
    "spots",
    "sources",
)
_OUTCOMES = ("valued", "comparisons", "tellings", "outcomes")
_TABLES = ("check_rules", "check_operands", "checks", "completeness", "coverage")


def evaluate(
    connection: duckdb.DuckDBPyConnection, schemas: Mapping[str, Schema], rules: Sequence[Rule] | None = None
) -> None:
    """Make `derived.checks`, `check_operands`, `completeness`, `coverage` and `check_rules` in an open warehouse.

    What is made on the way is dropped again.
    """
    chosen = load_rules() if rules is None else tuple(rules)
    connection.execute("create schema if not exists derived")
    connection.execute("drop schema if exists checking cascade")
    connection.execute("create schema checking")
    try:
        load_knowledge(connection, schemas, chosen)
        connection.execute(_sql("macros"))
        load_unread_tables(connection)
        for name in _VIEWS:
            connection.execute(f"create table checking.{name} as {_sql(name)}")
        connection.execute(_sql("same_by_code"))
        connection.execute(_sql("operands"))
        for rule in chosen:
            table = "words" if rule.relation == "words" else "operands"
            connection.execute(
                f"insert into checking.{table} by name select '{rule.name}' as rule, * from ({rule.sql})"
            )
        _refuse_unknown_reasons(connection)
        for name in _OUTCOMES:
            connection.execute(f"create table checking.{name} as {_sql(name)}")
        for name in _TABLES:
            if name == "checks":
                write_messages(connection, "checking.messages", checks="checking.outcomes")
            connection.execute(f"create or replace table derived.{name} as {_sql(name)}")
    finally:
        connection.execute("drop schema checking cascade")


def _refuse_unknown_reasons(connection: duckdb.DuckDBPyConnection) -> None:
    """Raise `ValueError`, a fault of the program, where a rule gives a reason that `messages.toml` does not have."""
    unknown = connection.execute(
        """
        select distinct rule, reason
        from (select rule, note as reason from checking.operands union select rule, doubt from checking.operands)
        anti join checking.reasons using (reason)
        where reason is not null order by all
        """
    ).fetchall()
    if unknown:
        rule, reason = unknown[0]
        raise ValueError(f"rules/{rule}.sql: messages.toml has no reason {reason!r}. Add it there, in both languages.")


def _sql(name: str) -> str:
    return (_HERE / "sql" / f"{name}.sql").read_text(encoding="utf-8")
