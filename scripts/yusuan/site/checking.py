"""What the checks say of one disclosure, as its pages show it."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from yusuan.package.schemas import TABLES
from yusuan.site.anchors import Key, Uses
from yusuan.site.source import Row, Warehouse

KINDS = (
    ("tables", "十张表", frozenset(TABLES)),
    ("text", "文字说明", frozenset({"statements"})),
    ("key-figures", "其他重要事项", frozenset({"key-figures"})),
    ("projects", "项目与绩效指标", frozenset({"projects", "performance-indicators"})),
)


@dataclass(frozen=True)
class Operand:
    """A figure or word that a check compared: what it is, what is printed, where to see it, where it was printed."""

    place: str
    printed: str
    url: str | None
    source: str


@dataclass(frozen=True)
class Check:
    """One check with its operands; `id` is its anchor on the checks page."""

    id: str
    row: Row
    operands: tuple[Operand, ...]


@dataclass(frozen=True)
class Coverage:
    """How many figures of a kind some check compares, and those that none does."""

    title: str
    covered: int
    total: int
    uncovered: tuple[Row, ...]


@dataclass(frozen=True)
class Checking:
    """The checks of one disclosure by outcome, their coverage, what must be disclosed, and the marks on figures."""

    outcomes: Mapping[str, list[Check]]
    passed: Mapping[str, int]
    coverage: tuple[Coverage, ...]
    completeness: tuple[Row, ...]
    marks: Mapping[Key, str]

    def count(self, outcome: str) -> int:
        """How many checks ended so."""
        return sum(self.passed.values()) if outcome == "pass" else len(self.outcomes.get(outcome, []))

    @property
    def compared(self) -> int:
        """How many printed figures are compared with at least one other."""
        return sum(kind.covered for kind in self.coverage)

    @property
    def figures(self) -> int:
        """How many printed figures there are."""
        return sum(kind.total for kind in self.coverage)

    @property
    def confirmed(self) -> int:
        """How many discrepancies a person has confirmed."""
        return sum(bool(check.row["confirmed"]) for check in self.outcomes.get("discrepancy", []))


def check_id(rule: str, subject: str) -> str:
    """A short anchor that stays the same as long as the rule and its subject do."""
    return "c" + hashlib.sha256(f"{rule}\n{subject}".encode()).hexdigest()[:10]


def read_checking(
    warehouse: Warehouse, package: str, printed: Mapping[Key, tuple[str, str]], rows: Mapping[str, list[Row]]
) -> Checking:
    """Read one disclosure's checks from the warehouse; everything is empty where none were made."""
    coverage = warehouse.derived("coverage", package, "resource, row, field")
    named = {(row["resource"], int(row["row"]), row["field"]): str(row["place"]) for row in coverage}
    uses = Uses(rows)
    operands: dict[tuple[str, str], list[Operand]] = defaultdict(list)
    keys: dict[tuple[str, str], list[Key]] = defaultdict(list)
    for row in warehouse.derived("check_operands", package, "rule, subject, resource, row, field"):
        if row["operand_package"] != package:
            continue
        key: Key = (row["resource"], int(row["row"]), row["field"])
        source, text = printed.get(key, (row["source"] or "", ""))
        place = named.get(key) or _words(key, text)
        operands[row["rule"], row["subject"]].append(Operand(place, text, uses.of(*key), source))
        keys[row["rule"], row["subject"]].append(key)
    outcomes: dict[str, list[Check]] = defaultdict(list)
    passed: dict[str, int] = defaultdict(int)
    marks: dict[Key, str] = {}
    for row in warehouse.derived("checks", package, "rule, subject"):
        which = (row["rule"], row["subject"])
        if row["outcome"] == "pass":
            passed[row["rule"]] += 1
            continue
        check = Check(check_id(*which), row, tuple(operands[which]))
        outcomes[row["outcome"]].append(check)
        if row["outcome"] == "discrepancy":
            for key in keys[which]:
                marks.setdefault(key, check.id)
    return Checking(
        outcomes,
        passed,
        tuple(_coverage(title, coverage, resources) for _, title, resources in KINDS),
        tuple(warehouse.derived("completeness", package, "item")),
        marks,
    )


def _coverage(title: str, rows: list[Row], resources: frozenset[str]) -> Coverage:
    mine = [row for row in rows if row["resource"] in resources]
    return Coverage(title, sum(bool(r["covered"]) for r in mine), len(mine), tuple(r for r in mine if not r["covered"]))


_FIELDS: Mapping[str, Any] = {"contents_title": "目录中的标题", "printed_title": "正文中的标题", "name": "名称"}


def _words(key: Key, text: str) -> str:
    """A name for an operand that is a word, not a figure."""
    resource, _, field = key
    if resource in TABLES:
        return f"表{TABLES.index(resource) + 1}「{' '.join(text.split())}」"
    return f"{_FIELDS.get(field, '文字')}「{' '.join(text.split())}」"
