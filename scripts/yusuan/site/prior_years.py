"""The prior year as a document tells it, beside what the document of that year printed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from yusuan.package.layout import PackageId
from yusuan.site.checking import check_id, package_url
from yusuan.site.disclosure import Disclosure
from yusuan.site.source import Row, Warehouse

_SHOWN = 60
"""More lines than this are not read; the checks of the disclosure tell every one."""


@dataclass(frozen=True)
class Told:
    """A printed figure, and the address where it is shown."""

    text: str
    url: str


@dataclass(frozen=True)
class Prior:
    """One thing: this year's figure, what is said of the year before, and what that year's document printed.

    `said` are changes or figures of the year before; `outcome` is the check's, `url` its address.
    """

    subject: str
    now: tuple[Told, ...]
    said: tuple[Told, ...]
    before: tuple[Told, ...]
    outcome: str
    url: str


@dataclass(frozen=True)
class YearBefore:
    """A disclosure and the one of the year before, with what the two say of the same year; `count` before cutting."""

    disclosure: Disclosure
    before: PackageId
    lines: tuple[Prior, ...]
    count: int

    @property
    def unlike(self) -> int:
        """How many do not agree."""
        return sum(line.outcome == "discrepancy" for line in self.lines)


def read_years_before(warehouse: Warehouse, disclosures: list[Disclosure]) -> dict[str, list[YearBefore]]:
    """Agency → its disclosures that another's figures were compared with, the latest first."""
    by_package = {str(d.id): d for d in disclosures}
    found: dict[str, list[YearBefore]] = defaultdict(list)
    for package, rows in groupby(warehouse.prior_years(), key=lambda row: str(row["package"])):
        here = by_package.get(package)
        if here is None:
            continue
        lines: list[Prior] = []
        others: set[str] = set()
        for (rule, subject), operands in groupby(rows, key=lambda row: (str(row["rule"]), str(row["subject"]))):
            listed = list(operands)
            others |= {str(row["operand_package"]) for row in listed} - {package}
            lines.append(_prior(here, rule, subject, listed, by_package))
        # What does not agree is not cut off.
        lines.sort(key=lambda line: line.outcome != "discrepancy")
        for before in sorted(others)[:1]:
            found[here.id.agency].append(YearBefore(here, PackageId.parse(before), tuple(lines[:_SHOWN]), len(lines)))
    return {agency: sorted(those, key=lambda y: y.disclosure.id, reverse=True) for agency, those in found.items()}


def _prior(here: Disclosure, rule: str, subject: str, rows: list[Row], by_package: Mapping[str, Disclosure]) -> Prior:
    package = str(here.id)
    mine = [row for row in rows if row["operand_package"] == package]
    theirs = [row for row in rows if row["operand_package"] != package]
    # The cell of last year's table has the plainest name of the thing.
    named = next((str(row["place"]) for row in [*theirs, *mine] if row["place"]), subject)
    checked = rows[0]["outcome"] != "pass"
    return Prior(
        subject=named,
        now=tuple(_told(here, row) for row in mine if not _is_of_before(row)),
        said=tuple(_told(here, row) for row in mine if _is_of_before(row)),
        before=tuple(_told(by_package[row["operand_package"]], row) for row in theirs),
        outcome=str(rows[0]["outcome"]),
        url=f"{package_url(package)}checks/" + (f"#{check_id(rule, subject)}" if checked else ""),
    )


def _is_of_before(row: Row) -> bool:
    """Whether a figure says something of the year before: a change in words, or a column of last year's."""
    return row["resource"] == "statements" or "prior" in row["field"]


def _told(disclosure: Disclosure, row: Row) -> Told:
    used = disclosure.uses.of(row["resource"], int(row["row"]), row["field"])
    return Told(str(row["printed"] or ""), disclosure.url + used if used is not None else disclosure.url)
