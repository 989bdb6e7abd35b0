"""Who may be ranked: a disclosure with its department and the group of those that it may stand beside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import duckdb

from yusuan.things.peers import Group

Row = dict[str, Any]


@dataclass(frozen=True)
class Member:
    """One disclosure in rankings: its department's name and region, and the group that it may be ranked in."""

    package: str
    agency: str
    name: str
    region: str
    group: Group


def fetched(connection: duckdb.DuckDBPyConnection, query: str) -> Iterator[Row]:
    """The rows of a query one after another, a few thousand of them in memory at a time."""
    cursor = connection.execute(query)
    names = [column[0] for column in cursor.description or []]
    while several := cursor.fetchmany(4096):
        yield from (dict(zip(names, row, strict=True)) for row in several)
