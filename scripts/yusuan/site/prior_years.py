"""The prior year as a document tells it, beside what the document of that year printed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from yusuan.package.layout import PackageId
from yusuan.presenting import words
from yusuan.site.checking import check_id, package_url
from yusuan.site.headlines import DECIMALS, TITLES, Headline
from yusuan.site.source import Row, Warehouse
from yusuan.site.summary import Summary

_SHOWN = 60
"""More lines than this are not read; the checks of the disclosure list every one."""


_ITEMS = ("total_expenditure", "basic_expenditure", "project_expenditure", "three_public_expenses")


@dataclass(frozen=True)
class Figure:
    """A printed figure, and the address where it is shown."""

    text: str
    url: str


@dataclass(frozen=True)
class Prior:
    """One thing: this year's figure, what is said of the year before, and what that year's document printed.

    `said` are changes or figures of the year before; `outcome` is the check's, `url` its address. Where no check
    compares the two, `gap` is how far they are apart in 万元, if at all.
    """

    subject: str
    now: tuple[Figure, ...]
    said: tuple[Figure, ...]
    before: tuple[Figure, ...]
    outcome: str
    url: str
    gap: str = ""

    @property
    def unlike(self) -> bool:
        """Whether the two say something else, by more than rounding explains."""
        return bool(self.gap) or self.outcome in ("discrepancy", "unusual")


@dataclass(frozen=True)
class YearBefore:
    """A disclosure and the one of the year before, with what the two say of the same year; `count` before cutting."""

    disclosure: Summary
    before: PackageId
    lines: tuple[Prior, ...]
    count: int

    @property
    def unlike(self) -> int:
        """How many do not agree."""
        return sum(line.unlike for line in self.lines)


def read_years_before(
    warehouse: Warehouse, disclosures: list[Summary], headlines: Mapping[str, Headline]
) -> dict[str, list[YearBefore]]:
    """Agency → its disclosures that say something of a year whose document is here too, the latest first."""
    by_package = {str(d.id): d for d in disclosures}
    checked = {
        package: list(rows) for package, rows in groupby(warehouse.prior_years(), key=lambda row: str(row["package"]))
    }
    found: dict[str, list[YearBefore]] = defaultdict(list)
    for package, here in by_package.items():
        before = PackageId(here.id.agency, here.id.year - 1, here.id.kind)
        if str(before) not in by_package:
            continue
        mine = checked.get(package, [])
        grouped = groupby(mine, key=lambda row: (str(row["rule"]), str(row["subject"])))
        # A column of last year is checked row by row; where it could not be, its totals are shown all the same.
        has_columns = any("prior_year_" in row["field"] for row in mine)
        lines = [
            *([] if has_columns else _printed(headlines[package], headlines[str(before)])),
            *(_prior(here, rule, subject, list(operands), by_package) for (rule, subject), operands in grouped),
        ]
        # What does not agree is not cut off.
        lines.sort(key=lambda line: not line.unlike)
        if lines:
            found[here.id.agency].append(YearBefore(here, before, tuple(lines[:_SHOWN]), len(lines)))
    return {agency: sorted(those, key=lambda y: y.disclosure.id, reverse=True) for agency, those in found.items()}


def _printed(here: Headline, before: Headline) -> Iterator[Prior]:
    """Totals that a document prints for the year before in a column of its own."""
    for item in _ITEMS:
        said, printed = here.amounts.get(f"prior_year_{item}"), before.amounts.get(item)
        if said is None or printed is None:
            continue
        gap = said.value - printed.value
        yield Prior(
            subject=f"{TITLES[item]}（万元）",
            now=tuple(Figure(a.text, a.url) for a in [here.amounts.get(item)] if a),
            said=(Figure(said.text, said.url),),
            before=(Figure(printed.text, printed.url),),
            outcome="" if gap else "pass",
            url=said.url,
            gap=words.money(abs(gap), DECIMALS) if gap else "",
        )


def _prior(here: Summary, rule: str, subject: str, rows: list[Row], by_package: Mapping[str, Summary]) -> Prior:
    package = str(here.id)
    mine = [row for row in rows if row["operand_package"] == package]
    theirs = [row for row in rows if row["operand_package"] != package]
    # The cell of last year's table has the plainest name of the thing.
    named = next((str(row["place"]) for row in [*theirs, *mine] if row["place"]), subject)
    explained = rows[0]["outcome"] in ("discrepancy", "unusual")
    return Prior(
        subject=named,
        now=tuple(_figure(here, row) for row in mine if not _is_of_before(row)),
        said=tuple(_figure(here, row) for row in mine if _is_of_before(row)),
        before=tuple(_figure(by_package[row["operand_package"]], row) for row in theirs),
        outcome=str(rows[0]["outcome"]),
        url=f"{package_url(package)}checks/" + (f"#{check_id(rule, subject)}" if explained else ""),
    )


def _is_of_before(row: Row) -> bool:
    """Whether a figure says something of the year before: a change in words, or a column of last year's."""
    return row["resource"] == "statements" or "prior" in row["field"]


def _figure(disclosure: Summary, row: Row) -> Figure:
    key = (str(row["resource"]), int(row["row"]), str(row["field"]))
    return Figure(str(row["printed"] or ""), disclosure.used.get(key, disclosure.url))
