"""Who spends most on a thing: each beside its peers, a department never beside its own office."""

from __future__ import annotations

from decimal import Decimal

from yusuan.things.amounts import Spent
from yusuan.things.members import Member
from yusuan.things.peers import DEPARTMENT, UNIT, UNKNOWN, Group, Level
from yusuan.things.rankings import Ranking, rankings, widest


def one(package: str, amount: int | None, whole: int = 1000) -> Spent:
    value = None if amount is None else Decimal(amount)
    return Spent(package, "", value, Decimal(whole), str(amount), "万元", "printed", 1, "expenditure", 1, "total", "P1")


def member(package: str, scope: str = DEPARTMENT, year: int = 2026) -> Member:
    return Member(package, package, package, "", Group(year, "budget", Level("prefecture", scope)))


def ranked(those: dict[str, tuple[int | None, str]], year: int = 2026) -> list[Ranking]:
    members = {name: member(name, scope, year) for name, (_, scope) in those.items()}
    return rankings([one(name, amount) for name, (amount, _) in those.items()], members)


def test_the_most_stands_first_and_equal_ones_share_a_rank() -> None:
    (found,) = ranked({name: (amount, DEPARTMENT) for name, amount in zip("abcde", (3, 9, 3, 1, 5), strict=True)})
    assert [(place.member.name, place.rank) for place in found.places] == [
        ("b", 1),
        ("e", 2),
        ("a", 3),
        ("c", 3),
        ("d", 5),
    ]
    assert found.middle == 3
    assert found.middle_share == Decimal("0.3")


def test_a_department_and_its_own_office_are_never_in_one_ranking() -> None:
    those = dict.fromkeys("abcde", (5, DEPARTMENT)) | {f"{name}-own": (4, UNIT) for name in "abcde"}
    departments, units = ranked(those)
    assert {place.member.group.level.scope for place in departments.places} == {DEPARTMENT}
    assert {place.member.group.level.scope for place in units.places} == {UNIT}


def test_four_have_neither_ranks_nor_a_median() -> None:
    (found,) = ranked(dict.fromkeys("abcd", (1, DEPARTMENT)))
    assert [place.rank for place in found.places] == [0, 0, 0, 0]
    assert found.middle is None


def test_those_that_do_not_say_what_they_are_of_are_listed_without_ranks() -> None:
    (found,) = ranked(dict.fromkeys("abcdef", (1, UNKNOWN)))
    assert not found.ranked


def test_who_has_no_amount_stands_apart() -> None:
    (found,) = ranked({"a": (1, DEPARTMENT), "b": (None, DEPARTMENT)})
    assert [place.member.name for place in found.places] == ["a"]
    assert [place.member.name for place in found.without] == ["b"]


def test_the_widest_ranking_is_of_the_latest_year_that_has_ranks() -> None:
    old = ranked(dict.fromkeys("abcdefgh", (1, DEPARTMENT)), 2020)
    new = ranked(dict.fromkeys("abcde", (1, DEPARTMENT)), 2026)
    few = ranked(dict.fromkeys("ab", (1, DEPARTMENT)), 2027)
    found = widest([*few, *new, *old])
    assert found is new[0]
