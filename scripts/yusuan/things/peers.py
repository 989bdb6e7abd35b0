"""Which disclosures may stand in one ranking: those of one year, kind and level; and where one of them stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

FEWEST = 5
"""With fewer of them a rank says nothing."""

TOO_FEW = "可比的部门不足五个"
"""What stands in the place of a rank or a median of fewer than `FEWEST`."""

DEPARTMENT, UNIT, UNKNOWN = "department", "unit", ""
"""Whose money a disclosure is: a department with all that belongs to it, one unit alone, or not said."""

_SCOPE_NAMES = {DEPARTMENT: "部门汇总", UNIT: "单位（含本级）", UNKNOWN: "未注明是汇总还是本级"}

_PROVINCE, _PREFECTURE, _COUNTY = "province", "prefecture", "county"
_TIER_NAMES = {_PROVINCE: "省级", _PREFECTURE: "市级", _COUNTY: "县级", "": "地区未注明"}

# 深圳市统计局（本级） calls its document 部门预算: what stands in brackets behind a name is more exact.
_MARKS = (
    (re.compile(r"[（(](?:部门)?(?:本级|机关|单位)[）)]"), UNIT),
    (re.compile(r"[（(](?:汇总|部门)[）)]"), DEPARTMENT),
)
_TITLES = (
    (re.compile(r"单位(?:20\d\d年度?)?(?:综合)?(?:预算|决算)"), UNIT),
    (re.compile(r"部门(?:20\d\d年度?)?(?:部门)?(?:综合)?(?:预算|决算)"), DEPARTMENT),
)


def scope_of(names: Iterable[str], title: str, is_part: bool = False) -> str:
    """Whose money a disclosure is, from the names of its agency, then `is_part` (the reference gives it a parent),
    then the title that its document prints; `UNKNOWN` where none of them says.

    >>> scope_of(["深圳市统计局（本级）"], "2026年深圳市统计局（本级）部门预算")
    'unit'
    >>> scope_of(["西安市信访局（汇总）"], ""), scope_of([], "2026年度苏州市水务局单位预算公开"), scope_of([], "预算")
    ('department', 'unit', '')
    """
    said = [*names, title]
    for pattern, scope in _MARKS:
        if any(pattern.search(name) for name in said):
            return scope
    if is_part:
        return UNIT
    return next((scope for pattern, scope in _TITLES if pattern.search(title)), UNKNOWN)


def tier_of(region: str) -> str:
    """The tier of government of a region, from its code; nothing where there is none.

    >>> tier_of("320000"), tier_of("320200"), tier_of("310107"), tier_of("")
    ('province', 'prefecture', 'county', '')
    """
    if not region:
        return ""
    if region.endswith("0000"):
        return _PROVINCE
    return _PREFECTURE if region.endswith("00") else _COUNTY


@dataclass(frozen=True, order=True)
class Level:
    """Tier of government and scope: amounts of two levels are never ranked together, nor added."""

    tier: str
    scope: str

    @property
    def known(self) -> bool:
        """Whether both are: what is not known may be of any level, so it has no peers."""
        return bool(self.tier and self.scope)

    @property
    def code(self) -> str:
        """One word for addresses and files: `prefecture-unit`, `province-unknown`."""
        return f"{self.tier or 'unknown'}-{self.scope or 'unknown'}"

    @property
    def title(self) -> str:
        """In words: 市级 · 部门汇总."""
        return f"{_TIER_NAMES[self.tier]} · {_SCOPE_NAMES[self.scope]}"


def level_of(names: Iterable[str], title: str, region: str, is_part: bool = False) -> Level:
    """The level of a disclosure; see `scope_of` and `tier_of`."""
    return Level(tier_of(region), scope_of(names, title, is_part))


LEVELS = tuple(Level(tier, scope) for tier in _TIER_NAMES for scope in _SCOPE_NAMES)
"""Every level, the highest tier first, a department before its units, the unknown last."""


@dataclass(frozen=True, order=True)
class Group:
    """Disclosures that may stand in one ranking: one year, one kind (budget, final-accounts) and one level."""

    year: int
    kind: str
    level: Level


@dataclass(frozen=True)
class Standing:
    """One figure among all of its group's, itself included. `rank` 1 is the largest; equal figures share a rank."""

    value: Decimal
    rank: int
    count: int
    lowest: Decimal
    median: Decimal
    highest: Decimal

    @property
    def enough(self) -> bool:
        """Whether there are enough of them to say more than how many there are."""
        return self.count >= FEWEST


def standing(value: Decimal, values: Sequence[Decimal]) -> Standing:
    """Where `value` stands among `values`, which contain it."""
    return Standing(
        value, 1 + sum(other > value for other in values), len(values), min(values), median(values), max(values)
    )


def median(values: Sequence[Decimal]) -> Decimal:
    """The middle one, or the exact mean of the middle two. Raises ValueError where there is none.

    >>> median([Decimal("3"), Decimal("1"), Decimal("2.5")]), median([Decimal(1), Decimal(2)])
    (Decimal('2.5'), Decimal('1.5'))
    """
    if not values:
        raise ValueError("no median of nothing")
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2
