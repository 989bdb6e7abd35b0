"""What the checks say of one disclosure, as its pages show it."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from yusuan.numbers import separated
from yusuan.package.layout import PackageId
from yusuan.package.schemas import TABLES
from yusuan.site.anchors import Key, anchor
from yusuan.site.source import Row, Warehouse
from yusuan.units import YUAN

_TEN = "十张表"
_FURTHER = "其他的表"
"""Of every resource that none of the others names: tables beyond the ten, whichever a place prints."""
KINDS = (
    (_TEN, frozenset(TABLES)),
    (_FURTHER, frozenset[str]()),
    ("文字说明", frozenset({"statements"})),
    ("机构、人员、采购等其他事项", frozenset({"key-figures"})),
    ("项目", frozenset({"projects"})),
    ("项目的绩效指标", frozenset({"performance-indicators"})),
)
COMPARISONS = {
    "sum": "相等或加总",
    "ratio": "占比或增减率",
    "at_most": "不超过",
    "zero": "两边都是零或空白",
    "words": "文字",
}
"""Kinds of comparison, from the one that shows most."""
OUTCOMES = ("pass", "rounding", "discrepancy", "unusual", "not-checkable")


@dataclass(frozen=True)
class Operand:
    """A figure or word that a check compared. `use` and `source_url` are addresses below the site's root, or empty."""

    key: Key
    place: str
    printed: str
    unit: str
    use: str
    source: str
    source_url: str
    side: str = ""
    sign: int = 1
    """1 adds, -1 takes off: how much something went down by is printed without a sign."""


@dataclass(frozen=True)
class Check:
    """One check: `here` is the published figure, `there` are those that it is compared with; `gap` is in words.

    Where several figures are published together, `here` is none and `several` are they.
    """

    id: str
    row: Row
    here: Operand | None
    there: tuple[Operand, ...]
    gap: str
    several: tuple[Operand, ...] = ()

    @property
    def computed(self) -> bool:
        """The expected figure is not printed anywhere as such: it comes of several, or of a division."""
        return len(self.there) > 1

    @property
    def expected(self) -> str:
        """The computed figure as figures are printed: thousands separated, no more trailing zeros."""
        return separated(str(self.row["expected"] or ""), str(self.row["published"] or ""))

    @property
    def apart(self) -> Decimal:
        """By how many yuan the figures are apart; nothing where they are no amounts."""
        difference, unit = self.row["difference"], str(self.row["unit"])
        return Decimal(0) if difference is None or unit not in YUAN else abs(difference) * YUAN[unit]

    @property
    def sum(self) -> tuple[tuple[str, Operand], ...]:
        """The parts that add up to the computed figure, each with its sign; none where they do not add up to it."""
        if self.row["template"] not in ("sums", "sums_down"):
            return ()
        return tuple(("－" if o.sign < 0 else "＋", o) for o in self.there)

    @property
    def falls(self) -> bool:
        """What is printed here is how much something went down by: the parts come to less than nothing."""
        return bool(self.row["template"] == "sums_down")


@dataclass(frozen=True)
class Coverage:
    """How many figures of a kind some check compares, and how many there are."""

    title: str
    covered: int
    total: int


@dataclass(frozen=True)
class Checking:
    """The checks of one disclosure by outcome and rule, their coverage, what must be disclosed, marks on figures."""

    outcomes: Mapping[str, Mapping[str, list[Check]]]
    counts: Mapping[str, Mapping[str, int]]
    coverage: tuple[Coverage, ...]
    uncovered: Mapping[str, list[Operand]]
    completeness: tuple[Row, ...]
    made_by: Mapping[str, int]
    """Kind of comparison → how many checks were evaluated by it."""
    compared_by: Mapping[str, int]
    """Kind of comparison → how many printed figures none compares that shows more."""
    marks: Mapping[Key, tuple[str, ...]]

    def count(self, outcome: str) -> int:
        """How many checks ended so."""
        return sum(by.get(outcome, 0) for by in self.counts.values())

    @property
    def made(self) -> int:
        """How many checks there are, whatever came of them."""
        return sum(map(self.count, OUTCOMES))

    @property
    def compared(self) -> int:
        """How many printed figures are compared with at least one other."""
        return sum(kind.covered for kind in self.coverage)

    @property
    def figures(self) -> int:
        """How many printed figures there are."""
        return sum(kind.total for kind in self.coverage)

    @property
    def discrepancies(self) -> str:
        """How many discrepancies there are, and of how many the amounts are apart: 12 处不一致，其中 2 处涉及金额."""
        count = self.count("discrepancy")
        money = sum(c.apart > 0 for found in self.outcomes.get("discrepancy", {}).values() for c in found)
        if not count:
            return "没有发现不一致"
        of_them = {0: "，都不涉及金额", count: "，都涉及金额" if count > 1 else "，涉及金额"}
        return f"{count} 处不一致{of_them.get(money, f'，其中 {money} 处涉及金额')}"

    @property
    def confirmed(self) -> int:
        """How many discrepancies a person has confirmed."""
        return sum(bool(c.row["confirmed"]) for found in self.outcomes.get("discrepancy", {}).values() for c in found)


@dataclass(frozen=True)
class Here:
    """What a check needs to know of its disclosure: the address; where each value is, its unit and its name."""

    package: str
    url: str
    use: Callable[[str, int, str], str | None]
    source_url: Callable[[str], str]
    unit: Callable[[Key], str]
    word: Callable[[Key], tuple[str, str]]


def check_id(rule: str, subject: str) -> str:
    """A short anchor that stays the same as long as the rule and its subject do."""
    return "c" + hashlib.sha256(f"{rule}\n{subject}".encode()).hexdigest()[:10]


def read_checking(warehouse: Warehouse, here: Here) -> Checking:
    """Read one disclosure's checks from the warehouse; everything is empty where none were made."""
    operands: dict[tuple[str, str], list[Operand]] = defaultdict(list)
    for row in warehouse.operands(here.package):
        operands[row["rule"], row["subject"]].append(_operand(row, here))
    outcomes: dict[str, dict[str, list[Check]]] = defaultdict(lambda: defaultdict(list))
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    made_by: Counter[str] = Counter()
    for row in warehouse.derived("checks", here.package, "rule, subject"):
        made_by[row["comparison"]] += row["outcome"] != "not-checkable"
        counts[row["rule"]][row["outcome"]] += 1
        if row["outcome"] != "pass":
            outcomes[row["outcome"]][row["rule"]].append(_check(row, operands[row["rule"], row["subject"]]))
    for of_outcome in outcomes.values():
        _money_first(of_outcome)
    coverage = warehouse.derived("coverage", here.package, "resource, row, field")
    uncovered: dict[str, list[Operand]] = defaultdict(list)
    for row in coverage:
        if not row["covered"]:
            uncovered[str(row["reason"])].append(_operand(row, here))
    marks: dict[Key, list[str]] = defaultdict(list)
    for row in warehouse.marks(here.package):
        address = f"{package_url(row['package'])}checks/#{check_id(row['rule'], row['subject'])}"
        marks[row["resource"], int(row["row"]), row["field"]].append(address)
    return Checking(
        outcomes,
        counts,
        coverages(coverage),
        uncovered,
        tuple(warehouse.completeness(here.package)),
        made_by,
        Counter(row["comparison"] for row in coverage if row["covered"]),
        {key: tuple(urls) for key, urls in marks.items()},
    )


def _money_first(found: dict[str, list[Check]]) -> None:
    """Order rules, and what each found, by how many yuan are at stake; what differs in words or counts comes last."""
    for checks in found.values():
        checks.sort(key=lambda check: -check.apart)
    by_stake = sorted(found.items(), key=lambda entry: (-entry[1][0].apart, not entry[1][0].gap))
    found.clear()
    found.update(by_stake)


def package_url(package: str) -> str:
    """The address of a disclosure's front page below the site's root."""
    found = PackageId.parse(package)
    return f"agencies/{found.agency}/{found.year}-{found.kind}/"


def _operand(row: Row, here: Here) -> Operand:
    key: Key = (row["resource"], int(row["row"]), row["field"])
    package = row.get("operand_package") or here.package
    source = str(row["source"] or "")
    if package != here.package:
        # Another year's or unit's document: its cells are addressed as ours are, its other places by its source.
        url = package_url(package)
        use = f"{url}tables/{key[0]}/#r{key[1]}-{key[2]}" if _kind(key[0]) in (_TEN, _FURTHER) and row["place"] else url
        at = f"{url}source/#{anchor(source)}"
        return Operand(key, row["place"] or package, str(row["printed"] or ""), "", use, source, at, **_role(row))
    place, printed = (str(row["place"]), str(row["printed"] or "")) if row["place"] else here.word(key)
    unit = here.unit(key)
    used = here.use(*key)
    return Operand(
        key,
        place,
        printed.removesuffix(unit).rstrip() if unit else printed,
        unit,
        "" if used is None else here.url + used,
        source,
        here.source_url(source),
        **_role(row),
    )


def _role(row: Row) -> dict[str, Any]:
    """What a figure is in a check; a figure that no check compares is nothing in it."""
    return {"side": row.get("side") or "", "sign": 1 if row.get("sign") is None else row["sign"]}


def _check(row: Row, operands: list[Operand]) -> Check:
    published = [o for o in operands if o.side == "published"]
    first = published[0] if len(published) == 1 else None
    there = [o for o in operands if o.side != "published"]
    if first and not there and first.key[0] == "tables":
        # What the contents promise is missing from the body: the other place is where the table would stand.
        there = [Operand(first.key, "正文", "", "", first.use, "", "")]
        first = Operand(first.key, first.place, first.printed, "", "", first.source, first.source_url)
    several = () if first else tuple(published)
    return Check(check_id(row["rule"], row["subject"]), row, first, tuple(there), _gap(row), several)


def _gap(row: Row) -> str:
    """How far apart the figures are, with as many decimals as the published one has, and which is the greater."""
    difference: Decimal | None = row["difference"]
    if difference is None:
        return ""
    decimals = len(str(row["published"]).partition(".")[2])
    exact = abs(difference).normalize()
    text = f"{exact:.{decimals}f}" if -int(exact.as_tuple().exponent) <= decimals else f"{exact:f}"
    unit = str(row["unit"])
    return f"{separated(text, text)} {'个百分点' if unit == '%' else unit}".strip()


def coverages(rows: list[Row]) -> tuple[Coverage, ...]:
    """Rows of `coverage` (`resource, covered`) counted by kind of resource."""
    covered: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for row in rows:
        kind = _kind(row["resource"])
        total[kind] += 1
        covered[kind] += bool(row["covered"])
    return tuple(Coverage(title, covered[title], total[title]) for title, _ in KINDS)


def _kind(resource: str) -> str:
    return next((title for title, resources in KINDS if resource in resources), _FURTHER)
