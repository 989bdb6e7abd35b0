"""What disclosures spend on codes of both classifications, as the explorer compares it: code by code, book by book."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from yusuan.site.explorer.data import Coded
from yusuan.site.explorer.members import Member
from yusuan.site.headlines import Amount
from yusuan.things.addresses import FUNCTIONAL, code_slug
from yusuan.things.amounts import TITLES, Spent, read_codes
from yusuan.things.classifications import read_classifications

_CLASS = 3
"""Digits of a class of functions: those stand among what is loaded first."""


def read_items(database: Path, members: Mapping[str, Member]) -> dict[str, list[Coded]]:
    """Package → its codes: of functions those below classes, of economic categories all."""
    # Only here: what makes the pages of disclosures imports this module, and not what fills a warehouse.
    from yusuan.warehouse.connection import connect

    found: dict[str, list[Coded]] = defaultdict(list)
    with connect(database, read_only=True) as connection:
        known = read_classifications(connection).codes
        for (system, code), those in read_codes(connection):
            if (system, code) not in known or (system == FUNCTIONAL and len(code) == _CLASS):
                continue
            name, slug = known[system, code].name, code_slug(system, code)
            for spent in those:
                if member := members.get(spent.package):
                    found[spent.package].append(_coded(slug, name, spent, member))
    return found


def _coded(slug: str, name: str, spent: Spent, member: Member) -> Coded:
    amount = None
    if spent.amount is not None:
        url = f"{member.disclosure.url}tables/{spent.table}/#r{spent.row}-{spent.field}"
        amount = Amount(spent.amount, url, "")
    return Coded(f"{slug}.{spent.book}", f"{name}（{TITLES[spent.book]}）", amount, spent.state, spent.whole)
