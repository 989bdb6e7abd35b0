"""The page of a region ranks its departments by what they spend in all, within one year, kind and level."""

from __future__ import annotations

from decimal import Decimal

from yusuan.package.layout import PackageId
from yusuan.site.departments import Agency, Region
from yusuan.site.ranked import address_of_cell
from yusuan.site.region_pages import rankings_of, region_pages
from yusuan.site.summary import Summary, Tally
from yusuan.things.amounts import Spent
from yusuan.things.members import Member
from yusuan.things.peers import DEPARTMENT, UNIT, Group, Level

SIX = {name: 100 * number for number, name in enumerate("abcdef", 1)}


def spent(package: str, amount: int | None, state: str = "printed") -> Spent:
    value = None if amount is None else Decimal(amount)
    return Spent(package, "", value, None, str(amount), "万元", state, 1, "expenditure", 1, "total", "P1")


def member(slug: str, year: int = 2026, scope: str = DEPARTMENT, kind: str = "budget") -> Member:
    package = f"{slug}/{year}-{kind}"
    return Member(package, slug, slug, "某市", Group(year, kind, Level("prefecture", scope)))


def by_package(*members: Member) -> dict[str, Member]:
    return {one.package: one for one in members}


def test_departments_of_other_regions_are_not_among_them() -> None:
    members = by_package(*map(member, SIX))
    those = [spent(package, SIX[one.agency]) for package, one in members.items()]
    (found,) = rankings_of(set("abcde"), those, members)
    assert [(place.rank, place.member.agency) for place in found.places] == list(enumerate("edcba", 1))


def test_an_own_office_another_year_and_outturns_are_ranked_apart() -> None:
    others = member("a-own", scope=UNIT), member("a", 2025), member("a", kind="final-accounts")
    members = by_package(*map(member, "abcde"), *others)
    those = [spent(package, 1) for package in members]
    found = rankings_of({one.agency for one in members.values()}, those, members)
    assert sorted(len(one.places) for one in found) == [1, 1, 1, 5]
    assert not any({"a", "a-own"} <= {place.member.agency for place in one.places} for one in found)


def test_what_was_not_read_is_not_a_zero() -> None:
    members = by_package(member("a"), member("b"))
    those = [spent("a/2026-budget", 5), spent("b/2026-budget", None, "not-read")]
    (found,) = rankings_of({"a", "b"}, those, members)
    assert [place.member.agency for place in (*found.places, *found.without)] == ["a"]


def test_the_page_of_a_region_has_its_ranking_and_a_file_of_it() -> None:
    region = Region("320200", "无锡市")
    tally = Tally({}, 0, 0)
    agencies = [
        Agency(
            slug, slug, "", region, (), (), None, (Summary(PackageId(slug, 2026, "budget"), slug, "", tally, {}, {}),)
        )
        for slug in SIX
    ]
    members = by_package(*map(member, SIX))
    those = [spent(package, SIX[one.agency]) for package, one in members.items()]
    listed, page = region_pages(agencies, those, members, address_of_cell)
    assert listed.page.url == "regions/"
    assert (page.page.url, page.csv_url) == ("regions/320200/", "regions/320200/320200.csv")
    assert [line.amount for line in page.page.context["first"].lines] == [
        "600.00",
        "500.00",
        "400.00",
        "300.00",
        "200.00",
        "100.00",
    ]
    assert len(page.csv.splitlines()) == 1 + len(SIX)
