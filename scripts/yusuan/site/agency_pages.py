"""The pages of departments: the list of all, and one department over the years."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from yusuan.site.departments import HOME, Agency, tree
from yusuan.site.headlines import TITLES, Headline
from yusuan.site.prior_years import YearBefore
from yusuan.site.render import Page
from yusuan.site.summary import KIND_NAMES

_SHOWN = ("total_expenditure", "basic_expenditure", "project_expenditure", "three_public_expenses", "personnel")
"""The headlines of every year on the page of a department."""


@dataclass(frozen=True)
class Years:
    """One department's documents of one kind, the earliest first, and the most that any year came to."""

    kind: str
    headlines: tuple[Headline, ...]

    @property
    def title(self) -> str:
        """The kind in words."""
        return KIND_NAMES[self.kind]

    @property
    def most(self) -> Decimal:
        """The greatest total of expenditure, for the length of bars; 1 where there is none."""
        totals = [h.amounts["total_expenditure"].value for h in self.headlines if "total_expenditure" in h.amounts]
        return max((total for total in totals if total > 0), default=Decimal(1))

    @property
    def compared(self) -> tuple[Headline, ...]:
        """Those that print a total; no picture is worth drawing of fewer than two."""
        return tuple(h for h in self.headlines if "total_expenditure" in h.amounts)


@dataclass(frozen=True)
class Beside:
    """One year of a department: what was planned, and what came of it; None where that document is not here."""

    year: int
    budget: Headline | None
    outturn: Headline | None

    def share(self, item: str) -> str:
        """The outturn in percent of the budget; nothing where one of the two has no amount, or nothing was planned."""
        planned, spent = (h.amounts.get(item) if h else None for h in (self.budget, self.outturn))
        if not planned or not spent or planned.value <= 0:
            return ""
        return f"{(100 * spent.value / planned.value).quantize(Decimal('0.1'), ROUND_HALF_UP)}%"


_PLANNED_AND_SPENT = ("total_expenditure", "project_expenditure", "three_public_expenses")
"""The headlines that stand side by side of budget and final accounts."""


def agency_pages(
    agencies: list[Agency], headlines: Mapping[str, Headline], before: Mapping[str, list[YearBefore]]
) -> Iterator[Page]:
    """`/agencies/` and `/agencies/<agency>/`."""
    branches = tree(agencies)
    count = len(agencies)
    yield Page(
        "agencies/",
        "agencies.html",
        "部门",
        f"已经收录的 {count} 个部门与单位，按地区排列。",
        {"branches": branches, "count": count},
        HOME,
    )
    for agency in agencies:
        context = {"agency": agency, "kinds": _years(agency, headlines), "before": before.get(agency.slug, [])}
        context |= {"shown": _SHOWN, "titles": TITLES, "beside": beside(agency, headlines), "both": _PLANNED_AND_SPENT}
        words = f"{agency.name}公开的部门预算与决算。"
        yield Page(agency.url, "agency.html", agency.name, words, context, agency.crumbs)


def beside(agency: Agency, headlines: Mapping[str, Headline]) -> list[Beside]:
    """Every year of a department that has both budgets and final accounts here, the latest first; else none."""
    found = {(d.id.year, d.id.kind): headlines[str(d.id)] for d in agency.disclosures}
    if len({kind for _, kind in found}) < len(KIND_NAMES):
        return []
    years = sorted({year for year, _ in found}, reverse=True)
    return [Beside(year, *(found.get((year, kind)) for kind in KIND_NAMES)) for year in years]


def _years(agency: Agency, headlines: Mapping[str, Headline]) -> list[Years]:
    found = [headlines[str(d.id)] for d in reversed(agency.disclosures)]
    by_kind = {kind: tuple(h for h in found if h.disclosure.id.kind == kind) for kind in KIND_NAMES}
    return [Years(kind, listed) for kind, listed in by_kind.items() if listed]
