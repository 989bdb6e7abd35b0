"""`/regions/` and `/regions/<code>/`: the departments of a region, and which of them spends how much."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from yusuan.site.departments import HOME, Agency, Branch, Crumbs, Region, tree
from yusuan.site.ranked import AddressOf, csv_of, shown
from yusuan.site.render import Page
from yusuan.site.summary import KIND_NAMES
from yusuan.site.thing_store import ThingPage
from yusuan.things.addresses import figure_url
from yusuan.things.amounts import Spent
from yusuan.things.members import Member
from yusuan.things.rankings import Ranking, rankings, widest

RANKED_BY = "total_expenditure"
"""The headline that departments of a region are ranked by."""


def region_pages(
    agencies: Sequence[Agency], spent: Sequence[Spent], members: Mapping[str, Member], address: AddressOf
) -> Iterator[ThingPage]:
    """Every page; `spent` is what disclosures print of the headline, `members` are by package."""
    branches = tree(list(agencies))
    said = "已经收录的地区：省、市、县和它们的部门。"
    yield ThingPage(Page("regions/", "regions.html", "地区", said, {"branches": branches}, HOME))
    for branch in (inner for outer in branches for inner in outer.branches):
        if branch.region:
            slugs = {agency.slug for agency in branch.all_agencies}
            yield _region(branch, branch.region, rankings_of(slugs, spent, members), address)


def rankings_of(slugs: set[str], spent: Sequence[Spent], members: Mapping[str, Member]) -> list[Ranking]:
    """What these departments spend in all, each year, kind and level by itself: no department beside its own office.

    A disclosure that prints no total, or whose total was not read, is in none of them: it is not zero.
    """
    mine = {package: one for package, one in members.items() if one.agency in slugs}
    return rankings([one for one in spent if one.amount is not None or one.state == "contested"], mine)


def _region(branch: Branch, region: Region, found: Sequence[Ranking], address: AddressOf) -> ThingPage:
    ids = {d.id for agency in branch.all_agencies for d in agency.disclosures}
    first = widest(found)
    title = "".join(part.name for part in region.whole)
    crumbs: Crumbs = region.crumbs[:-1]
    csv_url = f"{region.url}{region.code}.csv" if found else ""
    context = {
        "branch": branch,
        "region": region,
        "years": sorted({(one.year, one.kind) for one in ids}, reverse=True),
        "kind_names": KIND_NAMES,
        "first": shown(first, address) if first else None,
        "rest": tuple(shown(one, address) for one in found if one is not first),
        "csv": csv_url,
        "figure_url": figure_url(RANKED_BY),
    }
    said = f"{title}公开的部门预算与决算，哪个部门花多少。"
    page = Page(region.url, "region.html", title, said, context, crumbs)
    return ThingPage(page, csv_url, csv_of(found, address) if found else "")
