"""What one file of a disclosure gives: its rows and places as if it were the only file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from yusuan.forms import Form
from yusuan.package.csvfile import Value
from yusuan.package.schemas import FURTHER, TABLES
from yusuan.recognise import Beside

Row = dict[str, Value]
Rows = list[Row]

PRINTED_TABLES = (*TABLES, *FURTHER)
"""Resources that are one table each: two files cannot both have one. Of others each file has rows of its own."""
RANKS = ("absent", "not-read", "empty", "declared-empty", "filled", "present")
"""States of tables and of searches, from the least to the most."""
_ISSUERS = ("issuer", "budget_unit")


@dataclass
class Part:
    """One file of a disclosure.

    `source` is its entry among the descriptor's sources, `text` the copy of it that the package keeps, `title` and
    `issuer` what it says itself. `unsaid` are the words (year, kind) that it does not say. `issued` is YYYY-MM-DD.
    """

    source: dict[str, Any]
    resources: dict[str, Rows]
    columns: dict[str, set[str]] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    text: bytes | None = None
    title: str | None = None
    issuer: str | None = None
    issued: str | None = None
    unsaid: frozenset[str] = frozenset()
    other_names: tuple[str, ...] = ()
    """Names of its issuer that it prints in whatever form."""
    other_issuer: str = ""
    """The department that its tables state, where its title names another."""
    first: tuple[str, str] | None = None
    """The first text of the file and its place, where they are known."""

    @property
    def sha256(self) -> str:
        """The hash of the file, as descriptors write it."""
        return str(self.source.get("hash") or "")

    @property
    def name(self) -> str:
        """What a message calls the file."""
        return str(self.source.get("file") or self.source.get("title") or self.sha256)

    @property
    def names(self) -> list[str]:
        """The names of its issuer."""
        listed = (str(row["name"]) for row in self.resources.get("names", ()) if row["role"] in _ISSUERS)
        return list(dict.fromkeys([*([self.issuer] if self.issuer else []), *self.other_names, *listed]))

    def rows(self, resource: str) -> Rows:
        """Its rows of a resource."""
        return self.resources.get(resource, [])

    def tables(self) -> list[str]:
        """The tables of which it has rows."""
        return [name for name in PRINTED_TABLES if self.rows(name)]

    def states(self) -> dict[str, str]:
        """The state of each table that it prints."""
        states = {str(row["table_name"]): str(row["state"]) for row in self.rows("tables")}
        return {name: state for name, state in states.items() if state not in ("absent", "not-read")}


def beside(others: Iterable[Part], form: Form | None) -> Beside:
    """What these files have for one that is read beside them."""
    others = list(others)
    names = dict.fromkeys(name for part in others for name in part.names)
    rows: dict[str, Sequence[Row]] = {}
    states: dict[str, str] = {}
    for part in others:
        rows.update({name: part.rows(name) for name in part.tables()})
        for name, state in part.states().items():
            states[name] = max(states.get(name, "absent"), state, key=RANKS.index)
    return Beside(tuple(names), rows, states, form)
