"""Evaluates every rule over every package at once, as sets in SQL, and writes the tables that say what came of it.

A figure rule's query only says which figures stand on which side of a comparison; what they come to is decided here,
in one place, so that the operands named are always the operands used.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from yusuan.checks.emptiness import Contents
from yusuan.checks.knowledge import load_knowledge, load_rules_into
from yusuan.checks.messages import write_messages
from yusuan.checks.printed_rows import printed_rows
from yusuan.checks.rules import Rule, load_rules
from yusuan.checks.unread_tables import load_unread_tables
from yusuan.model import Model, Relations, load_model, load_relations

_HERE = Path(__file__).parent
_PARAMETER = re.compile(r"\$([a-z_]+)")
_NAMED = re.compile(r"\bchecking\.([a-z_]+)")
_VIEWS = (
    "listed_tables",
    "table_states",
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
    "named_projects",
    "blank_headings",
    "unread_in",
    "claims",
    "claim_targets",
    "claim_lists",
    "share_wholes",
    "execution_targets",
    "spots",
    "sources",
)
"""What several rules read, each before those that read it."""
_OUTCOMES = ("valued", "comparisons", "details", "outcomes")
_RESULTS = ("check_operands", "checks", "completeness")
_SUMMARIES = ("check_rules", "coverage")


def evaluate(
    connection: duckdb.DuckDBPyConnection,
    rules: Sequence[Rule] | None = None,
    model: Model | None = None,
    relations: Relations | None = None,
    *,
    summaries: bool = True,
) -> None:
    """Make `derived.checks`, `check_operands`, `completeness`, `coverage` and `check_rules` in an open warehouse.

    What is made on the way is dropped again. Without `rules`, `model` or `relations`, they are the project's own.
    Without `summaries`, `coverage` and `check_rules` are not made.
    """
    results = (*_RESULTS, *_SUMMARIES) if summaries else _RESULTS
    model, relations = model or load_model(), relations or load_relations()
    chosen = load_rules() if rules is None else tuple(rules)
    connection.execute("create schema if not exists derived")
    connection.execute("drop schema if exists checking cascade")
    try:
        prepare(connection, model, relations, chosen)
        compare(connection, relations, chosen, results, model)
        for name in results:
            if name == "checks":
                write_messages(connection, "checking.messages", checks="checking.outcomes")
            connection.execute(f"create or replace table derived.{name} as {_sql(name)}")
    finally:
        connection.execute("drop schema checking cascade")


def count_rules(connection: duckdb.DuckDBPyConnection, rules: Sequence[Rule] | None = None) -> None:
    """Make `derived.check_rules` of all packages together, where `derived.checks` was made of some at a time."""
    connection.execute("drop schema if exists checking cascade")
    connection.execute("create schema checking")
    try:
        load_rules_into(connection, load_rules() if rules is None else rules)
        connection.execute(f"create or replace table derived.check_rules as {_sql('check_rules')}")
    finally:
        connection.execute("drop schema checking cascade")


def prepare(connection: duckdb.DuckDBPyConnection, model: Model, relations: Relations, rules: Sequence[Rule]) -> None:
    """Make the schema `checking` with what `compare` needs besides the packages: nothing here depends on their rows."""
    connection.execute("create schema checking")
    load_knowledge(connection, model, relations, rules)
    connection.execute(macros())
    connection.execute(_sql("operands"))


def compare(
    connection: duckdb.DuckDBPyConnection,
    relations: Relations,
    rules: Sequence[Rule],
    later: Sequence[str] = (),
    model: Model | None = None,
) -> None:
    """Make `checking.outcomes`, one row per comparison of the `rules`: those that were prepared, or some of them.

    Of the views that rules share it makes those that these rules, their outcomes, and the queries called `later` read.
    """
    load_unread_tables(connection)
    rows = printed_rows(model or load_model(), relations, connection)
    connection.execute(f"create view checking.printed_rows as {rows}")
    contents = Contents(connection, {f"checking.{name}": _sql(name) for name in _VIEWS})
    known = {rule.name: _parameters(rule, relations) for rule in rules}
    always = [_sql(name) for name in (*_OUTCOMES, *later)]
    running = [rule for rule in rules if contents.may_yield(rule.sql, known[rule.name])]
    for name in _VIEWS:
        if name in _read_by([*(rule.sql for rule in running), *always]):
            contents.make(f"checking.{name}")
            # It may show that some rules compare nothing, and that what else they read need not be made.
            running = [
                rule
                for rule in running
                if name not in _names(rule.sql) or contents.may_yield(rule.sql, known[rule.name])
            ]
    for rule in running:
        table = "words" if rule.relation == "words" else "operands"
        connection.execute(
            f"insert into checking.{table} by name select '{rule.name}' as rule, * from ({rule.sql})",
            known[rule.name],
        )
    _refuse_unknown_reasons(connection)
    for name in _OUTCOMES:
        connection.execute(f"create table checking.{name} as {_sql(name)}")


def _read_by(queries: Iterable[str]) -> set[str]:
    """The shared views that the queries read, and those that these read in turn."""
    named = {name for query in queries for name in _names(query)}
    for name in reversed(_VIEWS):
        if name in named:
            named |= _names(_sql(name))
    return named


@cache
def _names(query: str) -> frozenset[str]:
    return frozenset(_NAMED.findall(query))


def queries() -> list[str]:
    """Every query of a rule, and every one that makes what several rules read, each once."""
    return sorted({rule.sql for rule in load_rules()} | {_sql(name) for name in _VIEWS})


def macros() -> str:
    """The statements that make the macros of the queries, in the schema `checking`."""
    return _sql("macros")


def _parameters(rule: Rule, relations: Relations) -> dict[str, Any]:
    """What fills the parameters of a family's query: of the rule's relation those that the query names."""
    if not rule.family:
        return {}
    relation = relations.of_rule(rule.name)
    known = {"rule": rule.name} | (asdict(relation) if relation else {})
    return {name: list(v) if isinstance(v := known[name], tuple) else v for name in set(_PARAMETER.findall(rule.sql))}


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


@cache
def _sql(name: str) -> str:
    return (_HERE / "sql" / f"{name}.sql").read_text(encoding="utf-8")
