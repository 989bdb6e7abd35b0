"""Each disclosure with what it is compared by: its level, its figures, and what only some documents say of staff."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from yusuan.site.departments import Agency
from yusuan.site.headlines import TITLES, Amount, Headline
from yusuan.site.source import Row, Warehouse
from yusuan.site.summary import KIND_NAMES, Summary
from yusuan.site.unit_people import people
from yusuan.things.peers import LEVELS, Group, Level, level_of

CARRYOVER = "carryover"
"""No headline of the model: what the income table's total row prints as carried over from the year before."""

_IN_SERVICE = ("in_service", "staff_in_post")
"""The key figures that count people at work, in the order of trust. Posts, and staff with the retired, do not.

Where none is printed, the list of units may count them.
"""

_INCOME = (("carryover_total",), ("carryover",), ("fiscal_carryover", "non_fiscal_carryover"))
"""Columns that print it, or that it is the sum of, in the order of trust."""
_PARTS = "select package, parent_agency is not null as is_part from derived.disclosures"
_STAFF = """
select package, item, "row", value from derived.key_figures
where topic = 'staff' and quantity = 'count' and value > 0 order by all
"""
_CARRIED = """
with doubted as (
    select operand_package as package, "row", field as measure
    from derived.check_operands
    join derived.checks using (package, rule, subject)
    where outcome = 'discrepancy' and resource = 'income'
)
select package, "row", measure, amount_10k_yuan
from derived.facts
anti join doubted using (package, "row", measure)
where table_name = 'income' and is_total and contains(measure, 'carryover') and amount_10k_yuan is not null
order by all
"""


@dataclass(frozen=True)
class Staff:
    """How many people work there, and where the page of the disclosure says so."""

    count: Decimal
    url: str


@dataclass(frozen=True)
class Member:
    """A disclosure beside others. `figures` has its headlines, and what was carried over, by name."""

    agency: Agency
    headline: Headline
    level: Level
    figures: Mapping[str, Amount]
    staff: Staff | None = None

    @property
    def disclosure(self) -> Summary:
        """What other pages know of it."""
        return self.headline.disclosure

    @property
    def group(self) -> Group:
        """The ranking that it may stand in."""
        return Group(self.disclosure.id.year, self.disclosure.id.kind, self.level)

    def amount(self, item: str) -> Decimal | None:
        """The amount of a headline, in 万元."""
        found = self.figures.get(item)
        return found.value if found else None

    def state(self, item: str) -> str:
        """Whether a figure is there, or why it is not."""
        return "present" if item in self.figures else self.headline.state(item)


@dataclass(frozen=True)
class Edition:
    """The disclosures of one year and kind, by level and place."""

    year: int
    kind: str
    members: tuple[Member, ...]

    @property
    def name(self) -> str:
        """As addresses have it: 2026-budget."""
        return f"{self.year}-{self.kind}"

    @property
    def url(self) -> str:
        """The page's address below the site's root."""
        return f"explore/{self.name}/"

    @property
    def title(self) -> str:
        """In words: 2026 年预算."""
        return f"{self.year} 年{KIND_NAMES[self.kind]}"

    @cached_property
    def levels(self) -> dict[Level, list[Member]]:
        """Those of each level that occurs, the highest first."""
        found: dict[Level, list[Member]] = {}
        for level in LEVELS:
            if those := [member for member in self.members if member.level == level]:
                found[level] = those
        return found


def title_of(item: str) -> str:
    """What a figure of `Member.figures` is called."""
    return "上年结转" if item == CARRYOVER else TITLES[item]


def read_members(
    warehouse: Warehouse, agencies: Iterable[Agency], headlines: Mapping[str, Headline]
) -> dict[str, Member]:
    """Package → its member; `headlines` are by package, too."""
    is_part = {str(row["package"]): bool(row["is_part"]) for row in warehouse.query(_PARTS, "disclosures")}
    staff, of_units = _staff(warehouse), _of_units(warehouse)
    carried = _carried(warehouse)
    found = {}
    for agency in agencies:
        region = agency.region.code if agency.region else ""
        for summary in agency.disclosures:
            package = str(summary.id)
            headline = headlines[package]
            level = level_of([agency.name, *agency.names], summary.title, region, is_part.get(package, False))
            counts = staff.get(package)
            figures = dict(headline.amounts)
            if package in carried:
                figures[CARRYOVER] = _amount(summary, *carried[package])
            counted = Staff(counts[0], f"{summary.url}#k{counts[1]}") if counts else None
            if counted is None and package in of_units:
                counted = Staff(of_units[package], f"{summary.url}#units")
            found[package] = Member(agency, headline, level, figures, counted)
    return found


def editions(members: Iterable[Member]) -> list[Edition]:
    """Every year and kind that has a disclosure, the latest first, budgets before final accounts."""
    together: dict[tuple[int, str], list[Member]] = defaultdict(list)
    for member in members:
        here = member.disclosure.id
        together[here.year, here.kind].append(member)
    listed = sorted(together.items(), key=lambda pair: (-pair[0][0], pair[0][1]))
    return [Edition(year, kind, tuple(sorted(those, key=_place))) for (year, kind), those in listed]


def year_before(member: Member, members: Mapping[str, Member]) -> Member | None:
    """The same department's disclosure of the year before, of the same kind, where it is here."""
    here = member.disclosure.id
    return members.get(f"{here.agency}/{here.year - 1}-{here.kind}")


def _place(member: Member) -> tuple[str, str]:
    return (member.agency.region.code if member.agency.region else "~", member.agency.slug)


def _staff(warehouse: Warehouse) -> dict[str, tuple[Decimal, int]]:
    found: dict[str, dict[str, tuple[Decimal, int]]] = defaultdict(dict)
    for row in warehouse.query(_STAFF, "key_figures"):
        # Two counts of the same people say that they are of parts: no one of them is of all.
        mine, item = found[str(row["package"])], str(row["item"])
        mine[item] = (Decimal(0), 0) if item in mine else (Decimal(row["value"]), int(row["row"]))
    counted = {}
    for package, items in found.items():
        known = [items[item] for item in _IN_SERVICE if item in items and items[item][0]]
        if known:
            counted[package] = known[0]
    return counted


def _of_units(warehouse: Warehouse) -> dict[str, Decimal]:
    """Package → how many people its list of units has in all."""
    listed: dict[str, list[Row]] = defaultdict(list)
    for row in warehouse.all_rows("units"):
        listed[str(row["package"])].append(row)
    counted = {package: people(rows) for package, rows in listed.items()}
    return {package: count for package, count in counted.items() if count}


def _carried(warehouse: Warehouse) -> dict[str, tuple[int, str, Decimal]]:
    found: dict[str, dict[str, list[tuple[int, str, Decimal]]]] = defaultdict(lambda: defaultdict(list))
    for row in warehouse.query(_CARRIED, "facts", "checks", "check_operands"):
        measure = str(row["measure"])
        found[str(row["package"])][measure].append((int(row["row"]), measure, row["amount_10k_yuan"]))
    carried = {}
    for package, those in found.items():
        fields = next((fields for fields in _INCOME if all(name in those for name in fields)), ())
        # With several totals no one of them is known to be the whole.
        if fields and all(len(those[name]) == 1 for name in fields):
            place, measure, _ = those[fields[0]][0]
            carried[package] = (place, measure, sum((those[name][0][2] for name in fields), Decimal(0)))
    return carried


def _amount(summary: Summary, row: int, measure: str, value: Decimal) -> Amount:
    return Amount(value, f"{summary.url}tables/income/#r{row}-{measure}", "", resource="income", field=measure)


def shares_of(members: Sequence[Member], part: str, whole: str) -> dict[str, Decimal]:
    """Package → a part in percent of a whole, of those that print both and no part larger than its whole."""
    found = {}
    for member in members:
        top, base = member.amount(part), member.amount(whole)
        if top is not None and base and 0 <= top <= base:
            found[str(member.disclosure.id)] = 100 * top / base
    return found
