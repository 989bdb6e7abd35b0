"""Disclosures of one level in the order of a figure."""

from __future__ import annotations

from collections.abc import Sequence

from yusuan.site.explorer.members import Member
from yusuan.things.peers import FEWEST

RANKED_BY = "total_expenditure"
"""The headline that pages without scripts, and their CSV, are ranked by."""


def ranked(members: Sequence[Member], item: str) -> list[tuple[int | None, Member]]:
    """Each with its rank, the largest first; equal ones share one. Those without the figure come last and have none.

    Nobody has a rank among fewer than `FEWEST`, or at a level that is not known.
    """
    amounts = [amount for member in members if (amount := member.amount(item)) is not None]
    says = len(amounts) >= FEWEST and all(member.level.known for member in members)

    def rank(member: Member) -> int | None:
        amount = member.amount(item)
        return 1 + sum(other > amount for other in amounts) if says and amount is not None else None

    def place(member: Member) -> tuple[bool, object, str]:
        amount = member.amount(item)
        return (amount is None, -amount if amount is not None else 0, member.agency.slug)

    return [(rank(member), member) for member in sorted(members, key=place)]
