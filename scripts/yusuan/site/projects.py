"""The projects of one disclosure as its pages show them: what each is called, its money, what is said of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from yusuan.site.disclosure import Disclosure
from yusuan.site.headlines import Amount
from yusuan.site.source import Row
from yusuan.units import YUAN, in_10k_yuan

PROJECT_MONEY = (
    *("total", "fiscal_appropriation", "other_funds"),
    *("period_total", "period_fiscal_appropriation", "period_other_funds"),
)
"""Columns of amounts: of the year, then of the whole period."""


@dataclass(frozen=True)
class Sum:
    """An amount of a project to be read, in `unit`; `printed` as it is printed, empty where that reads as easily."""

    text: str
    unit: str
    printed: str


def amount(d: Disclosure, project: Row, field: str, unit: str) -> Sum | None:
    """A column of a project, which is printed in `unit`; None where it is not printed."""
    if project[field] is None:
        return None
    printed = d.text("projects", int(project["row"]), field, project[field])
    printed = printed.replace(unit, "").strip() if unit else printed
    if unit not in YUAN:
        return Sum(printed, unit, "")
    text, shown = Amount(project[field] * in_10k_yuan(unit), "", printed, unit).readable
    return Sum(text, shown, "" if (text, shown) == (printed, unit) else f"{printed}\N{NO-BREAK SPACE}{unit}")


def names(projects: Sequence[Row]) -> dict[int, str]:
    """Row → what a project is called: where several of them have a name, its unit says which, else its number."""
    said = Counter(str(project["name"]) for project in projects)
    of_units = Counter((str(project["name"]), project["agency_name"]) for project in projects)
    found = {}
    for project in projects:
        name, unit, row = str(project["name"]), project["agency_name"], int(project["row"])
        which = unit if unit and of_units[name, unit] == 1 else f"项目 {row}"
        found[row] = name if said[name] == 1 else f"{name}（{which}）"
    return found


def title_of(projects: Sequence[Row], named: Mapping[int, str]) -> str:
    """What a page of some projects is called: by the name of the one, by the numbers of several."""
    if len(projects) == 1:
        return named[int(projects[0]["row"])]
    return f"项目 {projects[0]['row']}–{projects[-1]['row']}"


def summary(projects: list[Row], indicators: list[Row]) -> str:
    """What the document gives of its projects beside their amounts: only what all, or some, do have."""
    measured = {indicator["project"] for indicator in indicators}
    counts = [
        ("目标", sum(bool(project["goal"]) for project in projects)),
        ("绩效指标", sum(project["row"] in measured for project in projects)),
    ]
    whole = "和".join(name for name, count in counts if count == len(projects))
    some = [f"{count} 个有{name}" for name, count in counts if 0 < count < len(projects)]
    return "，".join([*([f"各有{whole}"] if whole else []), *some])


def said_of(project: Row, indicators: list[Row]) -> list[str]:
    """The line below a project's name: its funds, its indicators."""
    funds = "＋".join(
        name for field, name in (("fiscal_appropriation", "财政拨款"), ("other_funds", "其他资金")) if project[field]
    )
    count = sum(indicator["project"] == project["row"] for indicator in indicators)
    return [words for words in (funds, f"{count} 个绩效指标" if count else "") if words]
