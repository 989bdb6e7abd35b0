"""What the checks say, in the shapes that commands show: what does not agree, what is missing, and the counts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import duckdb

from yusuan.checks.engine import evaluate
from yusuan.package.layout import PackageId, Packages
from yusuan.warehouse import open_warehouse

OUTCOMES = ("pass", "rounding", "discrepancy", "unusual", "not-checkable")
COMPARISONS = {
    "sum": "by a sum",
    "ratio": "by a ratio",
    "at_most": "at most",
    "zero": "zero against zero",
    "words": "by words",
}
"""Kinds of comparison, from the one that shows most, and how they are counted in words."""


@dataclass(frozen=True)
class Flagged:
    """A discrepancy or a broken convention, in words, with the places of its figures (blank between them)."""

    package: str
    outcome: str
    confirmed: bool
    rule: str
    message: str
    places: str


@contextmanager
def checked(
    packages: Packages, ids: list[PackageId], *, summaries: bool = False
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Check these packages: gives a warehouse with `derived.checks`, `check_operands` and `completeness`.

    With `summaries` also `coverage` and `check_rules`. Raises `InvalidPackage` for a package whose descriptor or folder
    is not sound: nothing has validated it.
    """
    connection = open_warehouse(packages, ids=ids, vetted=False)
    try:
        evaluate(connection, summaries=summaries)
        yield connection
    finally:
        connection.close()


def flagged(connection: duckdb.DuckDBPyConnection) -> list[Flagged]:
    """What does not agree and what breaks a convention, by package, outcome and rule."""
    rows = connection.execute(
        """
        select package, outcome, confirmed, rule, message,
            string_agg(distinct operands.source, ' ' order by operands.source) filter (operands.source <> '')
        from derived.checks
        left join derived.check_operands as operands using (package, rule, subject)
        where outcome in ('discrepancy', 'unusual')
        group by package, outcome, confirmed, rule, subject, message
        order by package, outcome, rule, subject
        """
    ).fetchall()
    return [
        Flagged(package, outcome, confirmed, rule, message, places or "no place")
        for package, outcome, confirmed, rule, message, places in rows
    ]


def missing(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str, str]]:
    """What must be disclosed and is absent, not read, or empty without a statement: package, item, state."""
    return connection.execute(
        """
        -- 某表；没有数据的列空表并说明 is an item and what is required of it
        select package, item || ' ' || regexp_replace(title, '^([^；，]*表)[；，](.*)$', '\\1（\\2）'), state
        from derived.completeness
        where state in ('absent', 'empty')
            -- when and where a document was published no document says
            or state = 'not-read' and not starts_with(item, 'D')
        order by all
        """
    ).fetchall()


def counts(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """How many checks came to each outcome, in the order of `OUTCOMES`."""
    found = dict(connection.execute("select outcome, count(*) from derived.checks group by outcome").fetchall())
    return {outcome: found.get(outcome, 0) for outcome in OUTCOMES}


def by_comparison(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """How many checks were evaluated by each kind of comparison, in the order of `COMPARISONS`."""
    rows = connection.execute(
        "select comparison, count(*) from derived.checks where outcome <> 'not-checkable' group by comparison"
    ).fetchall()
    found = dict(rows)
    return {kind: found.get(kind, 0) for kind in COMPARISONS}


def counts_by_resource(connection: duckdb.DuckDBPyConnection) -> dict[str, Counter[str]]:
    """For each resource, how many checks that use one of its figures came to each outcome."""
    tallies: dict[str, Counter[str]] = defaultdict(Counter)
    for resource, outcome, number in connection.execute(
        """
        select resource, outcome, count(distinct (rule, subject))
        from derived.checks join derived.check_operands using (package, rule, subject)
        group by resource, outcome
        """
    ).fetchall():
        tallies[resource][outcome] = number
    return tallies


def unconfirmed(connection: duckdb.DuckDBPyConnection) -> int:
    """How many discrepancies nobody has confirmed."""
    found = connection.execute(
        "select count(*) from derived.checks where outcome = 'discrepancy' and not confirmed"
    ).fetchall()
    return int(found[0][0])
