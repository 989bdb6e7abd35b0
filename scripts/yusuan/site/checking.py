"""What the checks say of one disclosure, as its pages show it."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from yusuan.package.layout import PackageId
from yusuan.package.schemas import TABLES
from yusuan.site.anchors import Key, anchor
from yusuan.site.source import Row, Warehouse

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
_DIGITS = re.compile(r"-?\d+(?:\.\d+)?")
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
    decreases: bool = False
    """Whether the document says that it went down by so much: the figure itself bears no sign."""


@dataclass(frozen=True)
class Check:
    """One check: `here` is the published figure, `there` are those that it is compared with; `gap` is in words."""

    id: str
    row: Row
    here: Operand | None
    there: tuple[Operand, ...]
    gap: str

    @property
    def computed(self) -> bool:
        """The expected figure is not printed anywhere as such: it comes of several, or of a division."""
        return len(self.there) > 1

    @property
    def expected(self) -> str:
        """The computed figure as figures are printed: thousands separated, no more noughts at its end than here."""
        return _separated(str(self.row["expected"] or ""), str(self.row["published"] or ""))

    @property
    def sum(self) -> tuple[tuple[str, Operand], ...]:
        """The parts that add up to the computed figure, each with its sign, where that is what they do; else none.

        Documents print how much something went down by without a sign.
        """
        numbers = [_number(operand.printed) if operand.printed else Decimal(0) for operand in self.there]
        whole = _number(str(self.row["expected"] or ""))
        if whole is None or len(numbers) < 2 or None in numbers:
            return ()
        for signs in ([1] * len(numbers), [-1 if operand.decreases else 1 for operand in self.there]):
            if abs(sum(sign * (n or 0) for sign, n in zip(signs, numbers, strict=True))) == abs(whole):
                return tuple(("－" if s < 0 else "＋", o) for s, o in zip(signs, self.there, strict=True))
        return ()

    @property
    def falls(self) -> bool:
        """The parts come to less than nothing: what is printed here is how much it went down by."""
        total = sum((_number(o.printed) or 0) * (-1 if sign == "－" else 1) for sign, o in self.sum)
        return total < 0 < (_number(str(self.row["expected"] or "")) or 0)


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
    decreases: Callable[[Key], bool] = lambda _: False


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
    for row in warehouse.derived("checks", here.package, "rule, subject"):
        counts[row["rule"]][row["outcome"]] += 1
        if row["outcome"] != "pass":
            outcomes[row["outcome"]][row["rule"]].append(_check(row, operands[row["rule"], row["subject"]]))
    coverage = warehouse.derived("coverage", here.package, "resource, row, field")
    uncovered: dict[str, list[Operand]] = defaultdict(list)
    for row in coverage:
        if not row["covered"]:
            # 「…」印作 100 %；上年或整体为零，比率没有基数，不能核对。 — the figure itself is named beside it.
            uncovered[str(row["reason"]).rpartition("；")[2]].append(_operand(row, here))
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
        {key: tuple(urls) for key, urls in marks.items()},
    )


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
        place = f"{package} {row['place'] or ''}".strip()
        return Operand(key, place, str(row["printed"] or ""), "", use, source, f"{url}source/#{anchor(source)}")
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
        here.decreases(key),
    )


def _number(text: str) -> Decimal | None:
    digits = text.replace(",", "").strip()
    return Decimal(digits) if _DIGITS.fullmatch(digits) else None


def _separated(text: str, like: str = "") -> str:
    """Computed digits as a document prints them; noughts beyond the decimals of `like` say nothing."""
    if not _DIGITS.fullmatch(text):
        return text
    whole, point, decimals = text.partition(".")
    wanted = len(like.partition(".")[2])
    decimals = decimals[:wanted] + decimals[wanted:].rstrip("0")
    sign = "-" if whole.startswith("-") else ""
    return f"{sign}{int(whole.removeprefix('-')):,}" + (f"{point}{decimals}" if decimals else "")


def _check(row: Row, operands: list[Operand]) -> Check:
    """The operand that stands where the check says, and prints what it says, is the published one."""
    published = str(row["published"]).strip()
    near = sorted((o for o in operands if o.source and o.source == row["source"]), key=lambda o: o.printed != published)
    first = near[0] if near else None
    there = [o for o in operands if o is not first]
    if first and not there and first.key[0] == "tables":
        # What the contents promise is missing from the body: the other place is where the table would stand.
        there = [Operand(first.key, "正文", "", "", first.use, "", "")]
        first = Operand(first.key, first.place, first.printed, "", "", first.source, first.source_url)
    return Check(check_id(row["rule"], row["subject"]), row, first, tuple(there), _gap(row, first))


def _gap(row: Row, first: Operand | None) -> str:
    """How far apart the figures are, with as many decimals as the published one has, and which is the greater."""
    difference: Decimal | None = row["difference"]
    if difference is None:
        return ""
    decimals = len(str(row["published"]).partition(".")[2])
    exact = abs(difference).normalize()
    text = f"{exact:.{decimals}f}" if -int(exact.as_tuple().exponent) <= decimals else f"{exact:f}"
    unit = first.unit if first else ""
    return f"{_separated(text, text)} {'个百分点' if unit == '%' else unit}".strip()


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
