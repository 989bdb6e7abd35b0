"""Who may be ranked: every disclosure with its department and the group of those that it may stand beside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import duckdb

from yusuan.things.peers import Group, level_of

Row = dict[str, Any]

_MEMBERS = """
select
    package.package, package.agency, year, kind, title, issuer,
    coalesce(agencies.name, issuer, package.agency) as name,
    coalesce(agencies.region, package.region, '') as region,
    coalesce(package.region_name, '') as region_name,
    coalesce(agencies.parent, '') <> '' as is_part
from main.package as package
left join main.agencies as agencies using (agency)
order by package.package
"""


@dataclass(frozen=True)
class Member:
    """One disclosure in rankings: its department's name and region, and the group that it may be ranked in."""

    package: str
    agency: str
    name: str
    region: str
    group: Group


def read_members(connection: duckdb.DuckDBPyConnection) -> dict[str, Member]:
    """Package → the disclosure, for all that the warehouse has."""
    return {str(row["package"]): _member(row) for row in fetched(connection, _MEMBERS)}


def _member(row: Mapping[str, Any]) -> Member:
    names = [str(name) for name in (row["name"], row["issuer"]) if name]
    level = level_of(names, str(row["title"] or ""), str(row["region"]), bool(row["is_part"]))
    group = Group(int(row["year"]), str(row["kind"]), level)
    return Member(str(row["package"]), str(row["agency"]), str(row["name"]), str(row["region_name"]), group)


def fetched(connection: duckdb.DuckDBPyConnection, query: str) -> Iterator[Row]:
    """The rows of a query one after another, a few thousand of them in memory at a time."""
    cursor = connection.execute(query)
    names = [column[0] for column in cursor.description or []]
    while several := cursor.fetchmany(4096):
        yield from (dict(zip(names, row, strict=True)) for row in several)
