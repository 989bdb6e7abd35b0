"""Where each disclosure stands among its peers: a few shares, each with the median and a strip of all of them.

A disclosure's own pages are kept as long as nothing of its own changed. So what depends on its peers is no part of
them: it is put into the finished page in each build, in the place of `PLACE`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from yusuan.presenting import words
from yusuan.site.explorer.members import CARRYOVER, Member
from yusuan.site.render import Page, Renderer, write_text
from yusuan.things.peers import FEWEST, Group, Standing, standing

PLACE = "<!-- standings -->"
"""Stands in the overview of a disclosure where its standings go: what a document says is escaped, and no comment."""

WIDTH = 240
"""Of a strip, in pixels of its own."""

_INSET = 6


@dataclass(frozen=True)
class Measure:
    """What is compared: `part` over `whole`, a share unless it is `of_staff`.

    `bases` names the whole of each disclosure, where that is not the same for all: only those with one are peers.
    """

    name: str
    title: str
    part: str
    whole: str = ""
    bases: Callable[[Member], str] | None = None
    of_staff: bool = False

    def base(self, member: Member) -> str:
        """What the part is compared with."""
        return self.bases(member) if self.bases else self.whole

    def value(self, member: Member) -> Decimal | None:
        """The figure: percent, or 万元 a head; None where one of the two is not there or is no part of the other."""
        part = member.amount(self.part)
        if self.of_staff:
            return part / member.staff.count if part is not None and part >= 0 and member.staff else None
        whole = member.amount(self.base(member)) if self.base(member) else None
        return 100 * part / whole if part is not None and whole and 0 <= part <= whole else None

    def text(self, value: Decimal) -> str:
        """For a reader."""
        return f"{words.money(value, 2)} 万元" if self.of_staff else words.share(value, Decimal(100))


MEASURES = (
    Measure("personnel", "人员经费占基本支出", "personnel", bases=lambda member: member.headline.personnel_of),
    Measure("project_expenditure", "项目支出占总支出", "project_expenditure", "total_expenditure"),
    Measure("three_public_expenses", "“三公”经费占总支出", "three_public_expenses", "total_expenditure"),
    Measure("three_public_per_head", "人均“三公”经费（按在职人数）", "three_public_expenses", of_staff=True),
    Measure(CARRYOVER, "上年结转占收入总计", CARRYOVER, "total_income"),
)
"""The first is said of every disclosure, the others where the disclosure has them."""


@dataclass(frozen=True)
class Line:
    """A measure of one disclosure: what it comes to, or in words why it does not; and where that stands."""

    measure: Measure
    text: str
    missing: str = ""
    count: int = 0
    standing: Standing | None = None
    ticks: str = ""

    @property
    def median_text(self) -> str:
        """The median of all, for a reader."""
        return self.measure.text(self.standing.median) if self.standing else ""

    def x(self, value: Decimal) -> str:
        """Where a value lies on the strip, which begins at the lowest and ends at the highest."""
        return _x(value, self.standing) if self.standing else ""


def standings_of(members: Iterable[Member]) -> dict[str, tuple[Line, ...]]:
    """Package → its lines; none of one whose level is not known, which has no peers."""
    members = list(members)
    found: dict[str, list[Line]] = defaultdict(list)
    for measure in MEASURES:
        together: dict[tuple[Group, str], list[Decimal]] = defaultdict(list)
        for member in members:
            if (value := measure.value(member)) is not None:
                together[member.group, measure.base(member)].append(value)
        strips = {which: _ticks(values) for which, values in together.items()}
        for member in members:
            which = (member.group, measure.base(member))
            if line := _line(measure, member, together.get(which, ()), strips.get(which, "")):
                found[str(member.disclosure.id)].append(line)
    return {package: tuple(lines) for package, lines in found.items()}


def place_standings(members: Mapping[str, Member], renderer: Renderer, pages: Path) -> None:
    """Put the standings of every disclosure into its finished overview below `pages`."""
    lines = standings_of(members.values())
    for package, member in members.items():
        path = pages / member.disclosure.url / "index.html"
        body = path.read_text(encoding="utf-8")
        said = {"member": member, "lines": lines.get(package, ()), "width": WIDTH, "fewest": FEWEST}
        part = renderer.body(Page(member.disclosure.url, "standings.html", "", "", said))
        write_text(path, body.replace(PLACE, part, 1))


def _line(measure: Measure, member: Member, values: Sequence[Decimal], ticks: str) -> Line | None:
    value = measure.value(member)
    count = len(values) if member.level.known else 0
    if value is None:
        contested = any(member.state(item) == "contested" for item in (measure.part, measure.base(member)))
        missing = "各处印的不一样" if contested else "没有读到，或没有印出"
        return Line(measure, "", missing) if measure is MEASURES[0] else None
    where = standing(value, values) if member.level.known else None
    enough = where if where and where.enough else None
    return Line(measure, measure.text(value), "", count, enough, ticks if enough else "")


def _ticks(values: Sequence[Decimal]) -> str:
    """A path with a short line for each value; those that fall on one place are drawn once."""
    whole = standing(values[0], values)
    places = sorted({_x(value, whole) for value in values}, key=float)
    return "".join(f"M{place} 8v8" for place in places)


def _x(value: Decimal, among: Standing) -> str:
    span = among.highest - among.lowest
    along = (value - among.lowest) / span if span else Decimal("0.5")
    return f"{_INSET + along * (WIDTH - 2 * _INSET):.1f}".removesuffix(".0")
