"""Where a disclosure stands among its peers: those of the same year, kind and level alone."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yusuan.package.layout import PackageId
from yusuan.site.departments import Agency
from yusuan.site.explorer.members import Member, editions
from yusuan.site.explorer.ranking import ranked
from yusuan.site.explorer.standings import PLACE, standings_of
from yusuan.site.headlines import Amount, Headline
from yusuan.site.summary import Summary, Tally
from yusuan.things.peers import Level

DEPARTMENT, OFFICE = Level("prefecture", "department"), Level("prefecture", "unit")
Figures = dict[str, Decimal]


def member(name: str, level: Level, figures: Figures, year: int = 2026, states: dict[str, str] | None = None) -> Member:
    id_ = PackageId(name, year, "budget")
    summary = Summary(id_, "", "", Tally({}, 0, 0), {}, {})
    amounts = {item: Amount(value, "", "") for item, value in figures.items()}
    states = dict.fromkeys(figures, "present") | (states or {})
    agency = Agency(name, name, "", None, (), (), None, (summary,))
    return Member(agency, Headline(summary, amounts, (), states), level, amounts)


def several(shares: list[int], level: Level = DEPARTMENT, prefix: str = "d", year: int = 2026) -> list[Member]:
    """Departments that spend so many percent on projects."""
    whole = Decimal(200)
    return [
        member(f"{prefix}{n}", level, {"total_expenditure": whole, "project_expenditure": whole * share / 100}, year)
        for n, share in enumerate(shares)
    ]


def of_projects(members: list[Member], name: str) -> tuple[str, int, int | None, str]:
    lines = standings_of(members)[f"{name}/2026-budget"]
    (line,) = [line for line in lines if line.measure.name == "project_expenditure"]
    return line.text, line.count, line.standing.rank if line.standing else None, line.median_text


def test_a_share_is_ranked_among_those_of_its_own_level_and_year() -> None:
    others = [*several([99] * 7, OFFICE, "office"), *several([98] * 7, prefix="old", year=2025)]
    members = [*several([10, 20, 30, 40, 50]), *others]
    assert of_projects(members, "d3") == ("40.0%", 5, 2, "30.0%")


def test_four_have_no_rank_and_the_page_says_how_many_they_are() -> None:
    assert of_projects(several([10, 20, 30, 40]), "d3") == ("40.0%", 4, None, "")


def test_what_is_not_said_to_be_of_a_level_has_no_peers() -> None:
    assert of_projects(several([10] * 9, Level("prefecture", "")), "d3") == ("10.0%", 0, None, "")


def test_a_contested_figure_is_called_so_and_counts_for_nobody() -> None:
    whole = {"basic_expenditure": Decimal(100), "general_budget_basic_expenditure": Decimal(100)}
    plain = [member(f"d{n}", DEPARTMENT, {**whole, "personnel": Decimal(80 + n)}) for n in range(5)]
    odd = member("odd", DEPARTMENT, whole, states={"personnel": "contested"})
    lines = standings_of([*plain, odd])
    assert [(line.missing, line.count) for line in lines["odd/2026-budget"]] == [("各处印的不一样", 0)]
    assert lines["d0/2026-budget"][0].count == 5


@given(st.lists(st.integers(0, 100), min_size=5, max_size=30))
def test_every_mark_lies_on_the_strip(shares: list[int]) -> None:
    for lines in standings_of(several(shares)).values():
        for line in lines:
            if line.standing:
                places = [line.x(value) for value in (line.standing.lowest, line.standing.median, line.standing.value)]
                assert all(6 <= float(place) <= 234 for place in places)
                assert all(f"M{line.x(line.standing.value)} " in line.ticks for _ in "1")


@pytest.mark.parametrize(("count", "first"), [(4, None), (5, 1)])
def test_a_ranking_needs_five(count: int, first: int | None) -> None:
    (edition,) = editions(several(list(range(1, count + 1))))
    assert ranked(edition.levels[DEPARTMENT], "project_expenditure")[0][0] == first


def test_nothing_that_a_document_says_can_stand_for_the_place_of_standings() -> None:
    assert PLACE.startswith("<!--")
