"""One thing across disclosures: who spends most on it, each beside its peers and no others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from yusuan.things.amounts import Spent
from yusuan.things.members import Member
from yusuan.things.peers import FEWEST, LEVELS, Group, median


@dataclass(frozen=True)
class Place:
    """A disclosure in a ranking. `rank` 1 is the most, equal ones share a rank; 0 where there is no ranking."""

    member: Member
    spent: Spent
    rank: int


@dataclass(frozen=True)
class Ranking:
    """The disclosures of one group by what they spend on one thing, from one book; the most first.

    `without` are those that print it without an amount that can be relied on. `middle` is the median amount and
    `middle_share` that of the shares, None where fewer than five may be compared.
    """

    group: Group
    book: str
    places: tuple[Place, ...]
    without: tuple[Place, ...]
    middle: Decimal | None
    middle_share: Decimal | None

    @property
    def ranked(self) -> bool:
        """Whether there are ranks: the level is known, and there are enough to compare."""
        return self.middle is not None

    @property
    def code(self) -> str:
        """Its anchor: 2026-budget-prefecture-department, and the book where there is one."""
        book = f"-{self.book.replace('_', '-')}" if self.book else ""
        return f"{self.group.year}-{self.group.kind}-{self.group.level.code}{book}"


def rankings(those: Iterable[Spent], members: Mapping[str, Member], by_share: bool = False) -> list[Ranking]:
    """Every group's ranking of `members`: the latest year first, budgets before final accounts, then by level.

    `by_share` ranks by the share of the whole, and leaves out those that have none.
    """
    grouped: dict[tuple[Group, str], list[Spent]] = defaultdict(list)
    for spent in those:
        if member := members.get(spent.package):
            grouped[member.group, spent.book].append(spent)
    found = [_ranking(group, book, spent, members, by_share) for (group, book), spent in grouped.items()]
    return sorted((one for one in found if one.places or one.without), key=_order)


def _order(one: Ranking) -> tuple[int, str, int, str]:
    return -one.group.year, one.group.kind, LEVELS.index(one.group.level), one.book


def _ranking(group: Group, book: str, those: Sequence[Spent], members: Mapping[str, Member], by_share: bool) -> Ranking:
    amounts = {one.package: (one.share if by_share else one.amount) for one in those}
    measured = [one for one in those if amounts[one.package] is not None]
    values = [value for one in measured if (value := amounts[one.package]) is not None]
    enough = group.level.known and len(values) >= FEWEST
    shares = [one.share for one in measured if one.share is not None]
    order = sorted(zip(values, measured, strict=True), key=lambda pair: (-pair[0], pair[1].package))
    places = []
    rank, last = 0, None
    for number, (value, spent) in enumerate(order, 1):
        rank = rank if value == last else number
        last = value
        places.append(Place(members[spent.package], spent, rank if enough else 0))
    without = sorted((one for one in those if one.amount is None), key=lambda one: one.package)
    return Ranking(
        group,
        book,
        tuple(places),
        tuple(Place(members[one.package], one, 0) for one in without),
        median([one.spent.amount for one in places if one.spent.amount is not None]) if enough else None,
        median(shares) if enough and len(shares) >= FEWEST else None,
    )


def widest(found: Sequence[Ranking]) -> Ranking | None:
    """The ranking that says most: of those of the latest year with ranks the one with most places; else the longest."""
    ranked = [one for one in found if one.ranked]
    if not ranked:
        return max(found, key=lambda one: len(one.places), default=None)
    latest = max(one.group.year for one in ranked)
    return max((one for one in ranked if one.group.year == latest), key=lambda one: len(one.places))
