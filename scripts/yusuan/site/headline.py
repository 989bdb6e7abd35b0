"""The figures that matter first, and what they are shares of: read from the totals that the tables print."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from yusuan.charts.theme import PAGE_COLOURS, SERIES
from yusuan.site.disclosure import Disclosure
from yusuan.site.tables import Figure, OfficialTable


@dataclass(frozen=True)
class Card:
    """A key figure: `text` as printed, or empty with `state` saying why there is none."""

    key: str
    title: str
    plain: str
    text: str
    unit: str
    state: str
    url: str
    source: str
    share: str = ""


@dataclass(frozen=True)
class Part:
    """A part of a whole, with its share in percent, for a bar and its legend; `colour` is one of the charts'."""

    title: str
    text: str
    share: Decimal
    url: str
    colour: str

    @property
    def percent(self) -> str:
        """The share with one decimal, for reading."""
        return f"{self.share.quantize(Decimal('0.1'), ROUND_HALF_UP)}%"


_COLOURS = ("blue", "amber", "teal", "rose", "green", "purple", "sky", "rust", "grey")

_CARDS = (
    ("total_budget", "总预算", "这一年计划花的全部的钱", "expenditure", "total"),
    (
        "fiscal_appropriation",
        "财政拨款",
        "其中由政府财政当年拨给的钱",
        "fiscal-appropriation-summary",
        "expenditure_total",
    ),
    ("project_expenditure", "项目支出", "为专门的任务另外安排的钱", "expenditure", "project_expenditure"),
    ("personnel", "人员经费", "工资、社保、公积金等用于人的钱", "general-public-budget-basic-expenditure", "personnel"),
    ("three_public_expenses", "“三公”经费", "出国、公务用车、公务接待", "three-public-expenses", "total"),
)


def cards(disclosure: Disclosure) -> list[Card]:
    """The five key figures, each with the table that prints it; never a zero for what is not printed."""
    found = []
    whole = _figure(disclosure, "expenditure", "total")
    for key, title, plain, name, measure in _CARDS:
        table = disclosure.table(name)
        if table is None:
            found.append(Card(key, title, plain, "", "", "absent", "", ""))
            continue
        figure = table.figure(measure)
        url = f"{disclosure.url}tables/{name}/"
        if figure is None or not figure.text:
            state = "blank" if table.state == "filled" else table.state
            found.append(Card(key, title, plain, "", table.unit, state, url, ""))
            continue
        share = ""
        if key != "total_budget" and whole and table.unit == _unit(disclosure, "expenditure"):
            share = _percent(figure, whole)
        found.append(
            Card(key, title, plain, figure.text, table.unit, "filled", f"{url}#{figure.id}", figure.source, share)
        )
    return found


def sources(disclosure: Disclosure) -> list[Part]:
    """Where the money comes from: the columns of the income table's total row, without the subtotal among them."""
    table = disclosure.table("income")
    line = next((side.total for side in table.sides if side.total), None) if table else None
    if table is None or line is None:
        return []
    whole = table.figure("total")
    titles = {column.field: column.title for side in table.sides for column in side.columns}
    figures = [(titles[f.field], f) for f in line.figures if f.field not in ("total", "fiscal_appropriation")]
    return _parts(disclosure, table, figures, whole, coloured=True)


def uses(disclosure: Disclosure) -> list[Part]:
    """Where the money goes: the classes of the expenditure table."""
    table = disclosure.table("expenditure")
    if table is None:
        return []
    lines = [line for side in table.sides for line in side.lines if line.level == 1 and not line.is_total]
    figures = [(line.label, next(f for f in line.figures if f.field == "total")) for line in lines]
    return _parts(disclosure, table, figures, table.figure("total"))


def kinds(disclosure: Disclosure) -> list[Part]:
    """Basic against project expenditure."""
    table = disclosure.table("expenditure")
    if table is None:
        return []
    named = (("基本支出", "basic_expenditure"), ("项目支出", "project_expenditure"))
    figures = [(title, figure) for title, name in named if (figure := table.figure(name))]
    return _parts(disclosure, table, figures, table.figure("total"))


def _parts(
    disclosure: Disclosure,
    table: OfficialTable,
    figures: list[tuple[str, Figure]],
    whole: Figure | None,
    *,
    coloured: bool = False,
) -> list[Part]:
    """The parts that are more than nothing, the largest first; `coloured` as in the charts, else one after another."""
    if whole is None or not whole.value:
        return []
    url = f"{disclosure.url}tables/{table.name}/"
    shares = [(100 * f.value / whole.value, title, f) for title, f in figures if f.value and f.value > 0]
    parts = []
    for place, (share, title, figure) in enumerate(sorted(shares, key=lambda entry: -entry[0])):
        colour = (
            PAGE_COLOURS[SERIES[figure.field]]
            if coloured and figure.field in SERIES
            else _COLOURS[place % len(_COLOURS)]
        )
        parts.append(Part(title, figure.text, share, f"{url}#{figure.id}", colour))
    return parts


def _figure(disclosure: Disclosure, name: str, measure: str) -> Figure | None:
    table = disclosure.table(name)
    return table.figure(measure) if table else None


def _unit(disclosure: Disclosure, name: str) -> str:
    table = disclosure.table(name)
    return table.unit if table else ""


def _percent(part: Figure, whole: Figure) -> str:
    if part.value is None or not whole.value:
        return ""
    return f"{(100 * part.value / whole.value).quantize(Decimal('0.1'), ROUND_HALF_UP)}%"
