"""The migrations as data: what each changes, read from `migrations.toml` and checked."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("migrations.toml")

KINDS = {
    "rename-column": ("resource", "column", "to"),
    "add-column": ("resource", "column", "value"),
    "remove-column": ("resource", "column"),
    "rename-value": ("resource", "column", "value", "to"),
    "rename-resource": ("resource", "to"),
    "add-resource": ("resource",),
    "rename-rule": ("rule", "to"),
    "retire-rule": ("rule",),
}
"""Kind of change → what it has to name."""


@dataclass(frozen=True)
class Change:
    """One change of a schema; what its kind does not name is empty."""

    kind: str
    resource: str = ""
    column: str = ""
    value: str = ""
    to: str = ""
    rule: str = ""


@dataclass(frozen=True)
class Migration:
    """What was changed at one time, and why."""

    name: str
    reason: str
    changes: tuple[Change, ...]


@cache
def load_migrations() -> tuple[Migration, ...]:
    """Every migration, the oldest first."""
    return parse_migrations(_FILE.read_text(encoding="utf-8"))


def parse_migrations(text: str) -> tuple[Migration, ...]:
    """Migrations from TOML. Raises `ValueError` for one that names too much or too little, or twice the same name."""
    found = []
    for entry in tomllib.loads(text)["migration"]:
        changes = tuple(_change(entry["name"], change) for change in entry["change"])
        found.append(Migration(entry["name"], entry["reason"], changes))
    names = [migration.name for migration in found]
    if names != sorted(set(names)):
        raise ValueError(f"migrations are not in the order of their names, or share one: {names}")
    return tuple(found)


def _change(migration: str, entry: dict[str, str]) -> Change:
    kind = entry.get("kind", "")
    if kind not in KINDS:
        raise ValueError(f"{migration}: there is no kind of change {kind!r}; there are {', '.join(KINDS)}")
    if set(entry) != {"kind", *KINDS[kind]}:
        raise ValueError(f"{migration}: {kind} has to name {', '.join(KINDS[kind])}, and nothing else")
    return Change(**entry)
