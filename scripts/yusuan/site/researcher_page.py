"""The page for who computes with the data: reading them, adding them up without counting twice, citing them."""

from __future__ import annotations

from collections.abc import Sequence

from yusuan.downloads.citation import reference_to_all
from yusuan.site.departments import HOME, Agency
from yusuan.site.render import Page
from yusuan.site.source import Warehouse
from yusuan.site.summary import Summary

URL = "data/use/"


def researcher_page(warehouse: Warehouse, agencies: Sequence[Agency], facts: str, version: str, site_url: str) -> Page:
    """The page. `facts` is the name of the table's file as CSV, `version` that of the data as a whole."""
    disclosures = {str(d.id): (agency, d) for agency in agencies for d in agency.disclosures}
    by_unit: dict[str, list[str]] = {}
    for row in warehouse.tables_of_units():
        by_unit.setdefault(str(row["package"]), []).append(str(row["table_name"]))
    both = _within_another(agencies)
    issued = max((d.issued for _, d in disclosures.values() if d.issued), default="")
    context = {
        "by_unit": [(*disclosures[package], tables) for package, tables in by_unit.items() if package in disclosures],
        "both": both,
        "facts": facts,
        "version": version,
        "reference": reference_to_all(version, issued, f"{site_url.rstrip('/')}/data/" if site_url else ""),
    }
    return Page(
        URL, "use.html", "怎样用数据", "怎样读取、怎样相加不重复、怎样引用。", context, (*HOME, ("数据", "data/"))
    )


def _within_another(agencies: Sequence[Agency]) -> list[tuple[Agency, Summary, Agency, Summary]]:
    """Disclosures whose amounts are part of another's of the same year and kind: a unit, and its department."""
    by_slug = {agency.slug: agency for agency in agencies}
    found: list[tuple[Agency, Summary, Agency, Summary]] = []
    for agency in agencies:
        above = by_slug.get(agency.parent[0]) if agency.parent else None
        if above:
            whole = {(d.id.year, d.id.kind): d for d in above.disclosures}
            same = [(d, whole.get((d.id.year, d.id.kind))) for d in agency.disclosures]
            found += [(agency, d, above, other) for d, other in same if other]
    return found
