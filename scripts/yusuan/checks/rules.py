"""The rules as files: `rules/<name>.sql` holds the query and, in the comment above it, what it says to a citizen.

Rules that differ only in what they compare are a family: their files have no query. `families/<family>.sql` has it,
with parameters that relations of the model fill.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent
_KEY = re.compile(r"-- (?P<key>[a-z_]+): (?P<value>.+)")

SEVERITIES = ("must", "usual")
RELATIONS = ("sum", "at_most", "share", "growth", "words")


@dataclass(frozen=True)
class Rule:
    """A rule. `severity` is `must` (an identity) or `usual` (a convention); `relation` says how its figures compare.

    `sum`: published = expected, summed; `at_most`: published <= expected; `share`: published % = part / whole;
    `growth`: published % = change / (current - change); `words`: texts, which the query compares itself. `family` is
    empty for a rule that stands alone.
    """

    name: str
    title: str
    title_en: str
    severity: str
    relation: str
    basis: str
    explanation: str
    explanation_en: str
    sql: str
    family: str = ""


def parse_rule(name: str, text: str) -> Rule:
    """A rule from its file's text. Raises `ValueError`, a fault of the program, when its head is not complete."""
    head: dict[str, str] = {}
    key = ""
    lines = text.splitlines()
    end = next((i for i, line in enumerate(lines) if not line.startswith("--")), len(lines))
    for line in lines[:end]:
        if match := _KEY.fullmatch(line):
            key = match["key"]
            head[key] = match["value"]
        elif key:
            head[key] += " " + line.removeprefix("--").strip()
    wanted = {field.name for field in fields(Rule)} - {"name", "sql", "family"}
    sql = "\n".join(lines[end:]).strip()
    # a rule has a query of its own or is of a family
    is_complete = head.keys() - {"family"} == wanted and ("family" in head) != bool(sql)
    if not is_complete or head["severity"] not in SEVERITIES or head["relation"] not in RELATIONS:
        raise ValueError(f"rules/{name}.sql: its head is not complete: {sorted(head.keys() ^ wanted)}")
    if "family" in head:
        sql = (_HERE / "families" / f"{head['family']}.sql").read_text(encoding="utf-8")
    return Rule(name=name, sql=sql, **head)


@cache
def load_rules() -> tuple[Rule, ...]:
    """All rules, by name."""
    return tuple(
        parse_rule(path.stem, path.read_text(encoding="utf-8")) for path in sorted((_HERE / "rules").glob("*.sql"))
    )
