"""One CSV for each year and kind: a row for each disclosure, ranked within its level by total expenditure."""

from __future__ import annotations

from decimal import Decimal

from yusuan.package.csvfile import Value, to_csv_bytes
from yusuan.site.explorer.data import HEADLINES
from yusuan.site.explorer.members import Edition, Member
from yusuan.site.explorer.ranking import RANKED_BY, ranked

_OWN = ("rank", "peers", "tier", "scope", "region", "region_name", "agency", "agency_name", "page", "staff")


def edition_csv(edition: Edition) -> bytes:
    """The file: what a disclosure is, its headlines, its classes of functions; amounts in 万元, empty where not known.

    A mark at the beginning tells spreadsheets that it is UTF-8.
    """
    codes = sorted({each.code for member in edition.members for each in member.headline.classes})
    items = [f"{item}_10k_yuan" for item in HEADLINES]
    classes = [f"class_{code}_10k_yuan" for code in codes]
    rows = []
    for level, members in edition.levels.items():
        for rank, member in ranked(members, RANKED_BY):
            amounts: dict[str, Value] = {f"{item}_10k_yuan": member.amount(item) for item in HEADLINES}
            amounts |= {f"class_{each.code}_10k_yuan": each.amount.value for each in member.headline.classes}
            rows.append({**_own(member, rank if level.known else None, len(members)), **amounts})
    return "\ufeff".encode() + to_csv_bytes([*_OWN, *items, *classes], rows)


def _own(member: Member, rank: int | None, peers: int) -> dict[str, str | int | Decimal | None]:
    region = member.agency.region
    return {
        "rank": rank,
        "peers": peers if member.level.known else None,
        "tier": member.level.tier,
        "scope": member.level.scope,
        "region": region.code if region else None,
        "region_name": region.name if region else None,
        "agency": member.agency.slug,
        "agency_name": member.agency.name,
        "page": member.disclosure.url,
        "staff": member.staff.count if member.staff else None,
    }
