"""The figures that matter first, and what they are shares of: read from the totals that the tables print."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from yusuan.intervals import Outcome
from yusuan.presenting import words
from yusuan.presenting.colours import PAGE_COLOURS, SERIES
from yusuan.presenting.sources import parts_of
from yusuan.presenting.sums import step
from yusuan.site.disclosure import Disclosure
from yusuan.site.tables import Figure, OfficialTable


@dataclass(frozen=True)
class Card:
    """A key figure: `text` as printed, or empty with `state` saying why there is none; `share` is of `whole`."""

    key: str
    title: str
    plain: str
    text: str
    unit: str
    state: str
    url: str
    source: str
    share: str = ""
    whole: str = ""


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
        """The share with one decimal, for reading; never nothing for something."""
        return words.share(self.share, Decimal(100))


_COLOURS = ("blue", "amber", "teal", "rose", "green", "purple", "sky", "rust", "grey")

_WHOLE = (("expenditure", "total"), ("income-expenditure-summary", "expenditure_amount"))
"""Where the total of all expenditure is printed: the first of these that has it."""

_TOTAL = {"budget": ("总预算", "这一年计划花的全部的钱"), "final-accounts": ("总支出", "这一年花掉的全部的钱")}

_CURRENT = re.compile(r"本年(?:财政拨款)?收入(?:合计|小计)?")
_CARRIED = re.compile(r"结转|结余")

_CARDS = (
    (
        "fiscal_appropriation",
        "财政拨款",
        "由政府财政当年拨给的钱",
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
    whole, whole_table = _whole(disclosure)
    total = ("total_budget", *_TOTAL[disclosure.id.kind], *_WHOLE[0 if whole_table in (None, _WHOLE[0][0]) else 1])
    for key, title, plain, name, measure in (total, *_CARDS):
        table = disclosure.table(name)
        if table is None:
            found.append(Card(key, title, plain, "", "", "absent", "", ""))
            continue
        figure, carried = table.figure(measure), False
        if key == "fiscal_appropriation":
            figure, carried = _appropriated(table, figure)
        url = f"{disclosure.url}tables/{name}/"
        if figure is None or not figure.text:
            state = "blank" if table.state == "filled" else table.state
            found.append(Card(key, title, plain, "", table.unit, state, url, ""))
            continue
        share = ""
        if key != "total_budget" and whole and whole_table and table.unit == _unit(disclosure, whole_table):
            # What was given is a part of what is to be spent, in a budget, but none of what has been spent.
            given = key == "fiscal_appropriation" and disclosure.id.kind == "final-accounts"
            share = "" if given else _percent(figure, whole)
        place = (f"{url}#{figure.id}", figure.source)
        told = "由政府财政拨给的钱，含上年结转" if carried else plain
        found.append(Card(key, title, told, figure.text, table.unit, "filled", *place, share, total[1]))
    return found


def sources(disclosure: Disclosure) -> list[Part]:
    """Where the money comes from: the columns of the income table's total row that add up to it, no subtotals."""
    table = disclosure.table("income")
    line = next((side.total for side in table.sides if side.total), None) if table else None
    if table is None or line is None:
        return []
    whole = table.figure("total")
    titles = {column.field: column.title for side in table.sides for column in side.columns}
    printed = {f.field: f.value for f in line.figures if f.value is not None}
    if whole is None or printed.pop("total", None) is None or whole.value is None:
        return []
    chosen, outcome = parts_of(printed, whole.value, step([whole.value, *printed.values()]))
    if outcome is Outcome.DISCREPANCY:
        return []
    figures = [(titles[f.field], f) for f in line.figures if f.field in chosen]
    return _parts(disclosure, table, figures, whole, coloured=True)


def uses(disclosure: Disclosure) -> list[Part]:
    """Where the money goes: the classes of the first table that prints each of them once."""
    for name, measure in _WHOLE:
        table = disclosure.table(name)
        lines = [line for side in table.sides for line in side.lines if line.level == 1] if table else []
        figures = [(line.label, f) for line in lines if not line.is_total for f in line.figures if f.field == measure]
        if table and figures and len({label for label, _ in figures}) == len(figures):
            return _parts(disclosure, table, figures, table.figure(measure))
    return []


def kinds(disclosure: Disclosure) -> list[Part]:
    """Basic against project expenditure; nothing where there are kinds of expenditure beside these two."""
    table = disclosure.table("expenditure")
    if table is None:
        return []
    named = (("基本支出", "basic_expenditure"), ("项目支出", "project_expenditure"))
    figures = [(title, figure) for title, name in named if (figure := table.figure(name))]
    parts = _parts(disclosure, table, figures, table.figure("total"))
    return parts if abs(sum((part.share for part in parts), Decimal(0)) - 100) < 1 else []


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


def _whole(disclosure: Disclosure) -> tuple[Figure | None, str | None]:
    """The total of all expenditure, and the table that prints it."""
    for name, measure in _WHOLE:
        table = disclosure.table(name)
        figure = table.figure(measure) if table else None
        if figure and figure.text:
            return figure, name
    return None, None


def _appropriated(table: OfficialTable, total: Figure | None) -> tuple[Figure | None, bool]:
    """What was appropriated this year where the table prints it apart; else its total, and whether more is in it."""
    lines = [line for side in table.sides if side.name == "income" for line in side.lines]
    amounts = {line.id: figure for line in lines for figure in line.figures if figure.field == "income_amount"}
    named = [line for line in lines if _CURRENT.fullmatch(line.label) and line.id in amounts]
    for line in sorted(named, key=lambda line: not line.is_total):
        if amounts[line.id].text:
            return amounts[line.id], False
    carried = any(
        figure.value
        for side in table.sides
        for line in side.lines
        for figure in line.figures
        if figure.field.endswith("_carryover") or (figure.field == "income_amount" and _CARRIED.search(line.label))
    )
    return total, carried


def _unit(disclosure: Disclosure, name: str) -> str:
    table = disclosure.table(name)
    return table.unit if table else ""


def _percent(part: Figure, whole: Figure) -> str:
    if part.value is None or not whole.value or part.value > whole.value:
        return ""
    return words.share(part.value, whole.value)
