"""A ranking as pages show it: its rows with their addresses, a strip of all amounts, and the CSV file of all of it."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from yusuan.presenting import words
from yusuan.site.summary import KIND_NAMES
from yusuan.things.amounts import TITLES, Spent
from yusuan.things.peers import TOO_FEW
from yusuan.things.rankings import Place, Ranking
from yusuan.units import YUAN

SHOWN = 100
"""So many rows of a ranking stand on a page; its CSV file has all."""

_DECIMALS = 2
_STEPS = 400
"""A strip tells so many places apart: more dots than these would lie on each other."""

AddressOf = Callable[[Spent], str]
"""The address of the cell that prints an amount."""


def address_of_cell(spent: Spent) -> str:
    """The address of a cell of a table, below the site's root."""
    return f"agencies/{spent.package}/tables/{spent.table}/#r{spent.row}-{spent.field}"


@dataclass(frozen=True)
class Line:
    """A disclosure in a ranking: `note` says how the amount came about, where it is not printed in one cell."""

    rank: str
    name: str
    region: str
    url: str
    amount: str
    amount_url: str
    note: str
    share: str
    width: str


@dataclass(frozen=True)
class Strip:
    """All amounts of a ranking on one line, in percent of its width; each step to the right is as many times more."""

    dots: tuple[str, ...]
    middle: str
    least: str
    median: str
    most: str


@dataclass(frozen=True)
class Shown:
    """A ranking for a template. `whole` is false of the first few rows of one, as other pages show them."""

    id: str
    title: str
    count: int
    ranked: bool
    lines: tuple[Line, ...]
    without: tuple[Line, ...]
    left_out: int
    whole: bool
    middle: str
    middle_share: str
    strip: Strip | None

    @property
    def too_few(self) -> str:
        """What is said in the place of ranks; nothing where there are some."""
        return "" if self.ranked else f"{TOO_FEW}（{self.count} 个），不排名次"


def shown(
    ranking: Ranking, address: AddressOf = address_of_cell, most: int = SHOWN, list_without: bool = True
) -> Shown:
    """A ranking for a template, with its first `most` rows."""
    group = ranking.group
    book = f"，{TITLES[ranking.book]}" if ranking.book else ""
    largest = max((place.spent.amount or Decimal(0) for place in ranking.places), default=Decimal(0))
    return Shown(
        ranking.code,
        f"{group.year} 年{KIND_NAMES[group.kind]}，{group.level.title}{book}",
        len(ranking.places),
        ranking.ranked,
        tuple(_line(place, address, largest) for place in ranking.places[:most]),
        tuple(_line(place, address, largest) for place in ranking.without[:most]) if list_without else (),
        max(0, len(ranking.places) - most),
        most >= SHOWN,
        "" if ranking.middle is None else _readable(ranking.middle),
        "" if ranking.middle_share is None else words.share(ranking.middle_share, Decimal(100)),
        strip(ranking) if most >= SHOWN else None,
    )


def _line(place: Place, address: AddressOf, largest: Decimal) -> Line:
    spent, member = place.spent, place.member
    amount = "" if spent.amount is None else words.money(spent.amount, _DECIMALS)
    share = "" if spent.share is None or spent.amount is None else words.share(spent.amount, spent.whole or Decimal(0))
    width = 100 * spent.amount / largest if spent.amount and largest > 0 else Decimal(0)
    return Line(
        str(place.rank or ""),
        member.name,
        member.region,
        f"agencies/{spent.package}/",
        amount,
        address(spent),
        _note(spent),
        share,
        f"{max(Decimal(0), width):.1f}",
    )


def _note(spent: Spent) -> str:
    if spent.state == "sum":
        return f"{spent.parts} 行相加"
    if spent.state == "implied":
        return f"推算：印出的 {spent.parts} 项相加"
    if spent.state == "contested":
        return "各处印的不一样"
    if spent.state == "unclear":
        return f"印在 {spent.parts} 行，加不出合计，不取"
    if spent.unit and spent.unit != "万元" and spent.printed and "+" not in spent.printed:
        return f"印作 {spent.printed} {spent.unit}"
    return ""


def strip(ranking: Ranking) -> Strip | None:
    """The strip of a ranking that has a median; None where all amounts are alike, or too few are more than nothing."""
    amounts = [a for place in ranking.places if (a := place.spent.amount) is not None and a > 0]
    if ranking.middle is None or ranking.middle <= 0 or len(amounts) < 5 or min(amounts) == max(amounts):
        return None
    low, high = math.log10(min(amounts)), math.log10(max(amounts))

    def at(amount: Decimal) -> float:
        # Room for half a dot on either side. Only where a mark is drawn: every amount that is told is exact.
        return 1.5 + 97 * (math.log10(amount) - low) / (high - low)

    dots = sorted({round(at(amount) * _STEPS / 100) for amount in amounts})
    return Strip(
        tuple(f"{100 * dot / _STEPS:g}" for dot in dots),
        f"{at(ranking.middle):.2f}",
        _readable(min(amounts)),
        _readable(ranking.middle),
        _readable(max(amounts)),
    )


def _readable(amount: Decimal) -> str:
    """An amount in 万元 for a reader who wants to size it: 1.90 亿元."""
    return " ".join(words.readable(amount * YUAN["万元"]))


_COLUMNS = (
    *("year", "kind", "tier", "scope", "book", "rank", "count", "median_10k_yuan", "agency", "agency_name"),
    *("region_name", "package", "amount_10k_yuan", "whole_10k_yuan", "share_percent", "state", "parts", "printed"),
    *("unit", "table_name", "row", "field", "source", "address"),
)


def csv_of(rankings: Sequence[Ranking], address: AddressOf = address_of_cell) -> str:
    """Every row of some rankings, those without an amount last, as CSV."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for ranking in rankings:
        writer.writerows(_csv_rows(ranking, (*ranking.places, *ranking.without), address))
    return text.getvalue()


def _csv_rows(ranking: Ranking, places: Iterable[Place], address: AddressOf) -> Iterable[tuple[object, ...]]:
    group = ranking.group
    for place in places:
        spent, member = place.spent, place.member
        share = "" if spent.share is None else f"{spent.share:.4f}"
        yield (
            *(group.year, group.kind, group.level.tier, group.level.scope, ranking.book, place.rank or ""),
            *(len(ranking.places), _digits(ranking.middle), member.agency, member.name, member.region, member.package),
            *(_digits(spent.amount), _digits(spent.whole), share, spent.state, spent.parts, spent.printed, spent.unit),
            *(spent.table, spent.row or "", spent.field, spent.source, address(spent)),
        )


def _digits(amount: Decimal | None) -> str:
    return words.exact(amount, _DECIMALS)
