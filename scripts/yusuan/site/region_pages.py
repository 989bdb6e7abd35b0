"""`/regions/` and `/regions/<code>/`: the departments of a region, and which of them spends how much."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from yusuan.site.departments import HOME, Agency, Branch, Crumbs, Region, tree
from yusuan.site.explorer.members import Member as Explored
from yusuan.site.ranked import csv_of, shown
from yusuan.site.render import Page
from yusuan.site.summary import KIND_NAMES
from yusuan.things.addresses import figure_url
from yusuan.things.amounts import Spent
from yusuan.things.members import Member
from yusuan.things.rankings import Ranking, rankings, widest

RANKED_BY = "total_expenditure"
"""The headline that departments of a region are ranked by."""


def region_pages(agencies: Sequence[Agency], explored: Mapping[str, Explored]) -> Iterator[tuple[Page, str]]:
    """Every page with the CSV file of its rankings, which is empty for the list of all; `explored` are by package."""
    branches = tree(list(agencies))
    said = "已经收录的地区：省、市、县和它们的部门。"
    yield Page("regions/", "regions.html", "地区", said, {"branches": branches}, HOME), ""
    for branch in (inner for outer in branches for inner in outer.branches):
        if branch.region:
            yield _region(branch, branch.region, explored)


def rankings_in(slugs: set[str], explored: Mapping[str, Explored]) -> list[Ranking]:
    """What those departments spend in all, each year, kind and level by itself; never departments with their offices.

    A disclosure that prints no total, or whose total was not read, is in none of them: it is not zero.
    """
    mine = {package: one for package, one in explored.items() if one.agency.slug in slugs}
    spent = [found for package, one in mine.items() if (found := _total(package, one))]
    return rankings(spent, {package: _member(package, one) for package, one in mine.items()})


def _region(branch: Branch, region: Region, explored: Mapping[str, Explored]) -> tuple[Page, str]:
    ids = {d.id for agency in branch.all_agencies for d in agency.disclosures}
    found = rankings_in({agency.slug for agency in branch.all_agencies}, explored)

    def address(spent: Spent) -> str:
        member = explored[spent.package]
        amount = member.figures.get(RANKED_BY)
        return amount.url if amount else f"{member.disclosure.url}#figures"

    first = widest(found)
    views = {one.code: shown(one, address) for one in found}
    title = "".join(part.name for part in region.whole)
    crumbs: Crumbs = region.crumbs[:-1]
    context = {
        "branch": branch,
        "region": region,
        "years": sorted({(one.year, one.kind) for one in ids}, reverse=True),
        "kind_names": KIND_NAMES,
        "first": views[first.code] if first else None,
        "rest": tuple(views[one.code] for one in found if one is not first),
        "csv": f"{region.url}{region.code}.csv" if found else "",
        "figure_url": figure_url(RANKED_BY),
    }
    said = f"{title}公开的部门预算与决算，哪个部门花多少。"
    return Page(region.url, "region.html", title, said, context, crumbs), csv_of(found, address) if found else ""


def _total(package: str, one: Explored) -> Spent | None:
    amount = one.figures.get(RANKED_BY)
    state = "printed" if amount else one.state(RANKED_BY)
    if state not in ("printed", "contested"):
        return None
    value = amount.value if amount else None
    return Spent(package, "", value, None, "", "", state, 1, "", 0, "", "")


def _member(package: str, one: Explored) -> Member:
    region = one.agency.region.name if one.agency.region else ""
    return Member(package, one.agency.slug, one.agency.name, region, one.group)
