"""Rules that are evaluated in one disclosure or none, and why: `python tests/checks/seldom.py [FOLDER OF PACKAGES]`.

The reason is what the rule reads that few disclosures have: figures of the narrative, target sheets, a second document
of the same agency, a table, a column.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from yusuan.checks.outcomes import checked
from yusuan.checks.rules import Rule, load_rules
from yusuan.model import load_relations
from yusuan.package.layout import Packages

FEW = 1
READS = {
    r"checking\.claims|checking\.claim_targets": ("statements", "figures of the narrative"),
    r"main\.key_figures": ("key_figures", "key figures"),
    r"main\.paragraphs": ("paragraphs", "the narrative"),
    r"main\.projects": ("projects", "target sheets of projects"),
    r"main\.performance_indicators": ("performance_indicators", "performance indicators"),
    r"role = 'mentioned'": ("names where role = 'mentioned'", "other bodies named"),
}
"""What a rule may read, by the words of its query: the table that has it, and what it is called."""


@dataclass(frozen=True)
class Seldom:
    """A rule, in how many disclosures it was evaluated and in how many it was not checkable, and what it waits for."""

    rule: str
    evaluated: int
    not_checkable: int
    reason: str


def seldom(connection: duckdb.DuckDBPyConnection) -> Iterator[Seldom]:
    """Rules that are evaluated in `FEW` disclosures or fewer."""
    rows = connection.execute(
        """
        select rule, count(distinct package) filter (outcome <> 'not-checkable'),
            count(distinct package) filter (outcome = 'not-checkable')
        from derived.checks group by rule
        """
    ).fetchall()
    counts = {rule: (evaluated, not_checkable) for rule, evaluated, not_checkable in rows}
    for rule in load_rules():
        evaluated, not_checkable = counts.get(rule.name, (0, 0))
        if evaluated <= FEW:
            yield Seldom(rule.name, evaluated, not_checkable, _reason(connection, rule))


def _reason(connection: duckdb.DuckDBPyConnection, rule: Rule) -> str:
    said = [
        f"{called} in {_packages(connection, table)}"
        for pattern, (table, called) in READS.items()
        if re.search(pattern, rule.sql)
    ]
    said += _key_figures(connection, rule)
    relation = load_relations().of_rule(rule.name)
    for end in ("", "other_"):
        if table := getattr(relation, f"{end}table", ""):
            column = getattr(relation, f"{end}column")
            said.append(f"{table} {column} in {_printed(connection, table, column)}")
    if "checking.repeated_rows" in rule.sql:
        said.append("rows printed twice are rare")
    if "agencies.parent" in rule.sql:
        said.append("units beside their department, same year and kind")
    if "year - 1" in rule.sql:
        said.append("two years of one agency")
    return "; ".join(said) or "tables that few places print"


def _key_figures(connection: duckdb.DuckDBPyConnection, rule: Rule) -> Iterator[str]:
    """The key figures that a rule names, or that its relations do, and how many disclosures have each."""
    named = set(re.findall(r"'([a-z_]+)'", rule.sql))
    for each in load_relations().items:
        if each.rule == rule.name:
            named |= {each.whole, *each.parts}
    rows = connection.execute("select item, count(distinct package) from main.key_figures group by item").fetchall()
    return (f"key figure {item} in {count}" for item, count in sorted(rows) if item in named)


def _packages(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    return int(connection.execute(f"select count(distinct package) from main.{table}").fetchall()[0][0])


def _printed(connection: duckdb.DuckDBPyConnection, resource: str, field: str) -> int:
    sql = "select count(distinct package) from derived.coverage where resource = $resource and field = $field"
    return int(connection.execute(sql, {"resource": resource, "field": field}).fetchall()[0][0])


def main() -> None:
    """Print each rule with its counts and what it waits for."""
    packages = Packages(Path(sys.argv[1] if len(sys.argv) > 1 else "datapackages"))
    ids = packages.disclosures()
    with checked(packages, ids, summaries=True) as connection:
        found = list(seldom(connection))
    print(f"{len(found)} of {len(load_rules())} rules are evaluated in {FEW} of {len(ids)} disclosures or none:")
    for each in found:
        print(f"{each.rule}: evaluated in {each.evaluated}, not checkable in {each.not_checkable}: {each.reason}")


if __name__ == "__main__":
    main()
