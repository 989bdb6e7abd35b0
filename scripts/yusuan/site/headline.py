"""The figures that matter first of one disclosure, and what they are shares of, as cards and bars show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from yusuan.intervals import Outcome
from yusuan.model.headlines import PRIOR_YEAR
from yusuan.presenting import words
from yusuan.presenting.colours import FUNCTIONS, GREY, PAGE_COLOURS, SERIES
from yusuan.presenting.sources import parts_of
from yusuan.presenting.sums import agrees, step
from yusuan.site.headlines import TITLES, Amount, Class, Headline
from yusuan.site.tables import Figure, OfficialTable
from yusuan.things.addresses import FUNCTIONAL, figure_url, item_url
from yusuan.units import YUAN, in_10k_yuan


@dataclass(frozen=True)
class Card:
    """A key figure: `text` to be read, in `unit`, or empty with `state` saying why there is none.

    `share` is of `whole`. `printed` says how the document prints it, with its unit; empty where `text` is just that.

    Where several places print it differently, `twins` are what they print. `before` is the figure of the year before,
    where a column of the same table has it, and `before_url` the cell.
    """

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
    twins: tuple[Amount, ...] = ()
    printed: str = ""
    before: str = ""
    before_url: str = ""

    @property
    def thing_url(self) -> str:
        """The address of the page of its headline."""
        return figure_url(self.key)


@dataclass(frozen=True)
class Part:
    """A part of a whole, with its share in percent, for a bar and its legend; `colour` is one of the charts'."""

    title: str
    text: str
    unit: str
    share: Decimal
    url: str
    colour: str
    thing_url: str = ""
    """The address of the page of the thing that it is; nothing where that has none."""

    @property
    def percent(self) -> str:
        """The share with one decimal, for reading; never nothing for something."""
        return words.share(self.share, Decimal(100))


@dataclass(frozen=True)
class Front:
    """What stands first on the page of a disclosure: key figures, and bars of what they are made of."""

    cards: tuple[Card, ...]
    sources: tuple[Part, ...]
    uses: tuple[Part, ...]
    kinds: tuple[Part, ...]


_COLOURS = ("blue", "amber", "teal", "rose", "green", "purple", "sky", "rust", "grey")

_BY_SOURCE = 2
"""The number of the table whose columns are the sources of income."""

WHOLE = "total_expenditure"
_TOTAL = {"budget": ("总预算", "这一年计划花的全部的钱"), "final-accounts": ("总支出", "这一年花掉的全部的钱")}

_CARDS = (
    ("fiscal_appropriation_income", "由政府财政当年拨给的钱"),
    ("project_expenditure", "为专门的任务另外安排的钱"),
    ("personnel", "一般公共预算里用于人的钱：工资、社保、公积金等"),
    ("three_public_expenses", "出国、公务用车、公务接待"),
)
_PARTS = {"three_public_expenses": ("overseas_travel", "official_vehicles", "official_reception")}
_PERSONNEL_OF_ALL = "用于人的钱：工资、社保、公积金等"
"""What personnel is where only tables of all sources print it."""


def front(headline: Headline, tables: Sequence[OfficialTable]) -> Front:
    """The front of a disclosure with these tables."""
    shown = (cards(headline), sources(headline, tables), uses(headline), kinds(headline))
    return Front(*map(tuple, shown))  # type: ignore[arg-type]


def cards(headline: Headline) -> list[Card]:
    """The five key figures, each with the cell that prints it; never a zero for what is not printed."""
    title, plain = _TOTAL[headline.disclosure.id.kind]
    found = [_card(headline, WHOLE, title, plain)]
    for item, usual in _CARDS:
        # What was given is a part of what is to be spent, in a budget, but none of what has been spent.
        given = item == "fiscal_appropriation_income" and headline.disclosure.id.kind == "final-accounts"
        share = "" if given else headline.share_text(item, WHOLE)
        of_all = item == "personnel" and headline.personnel_of == "basic_expenditure"
        found.append(_card(headline, item, TITLES[item], _PERSONNEL_OF_ALL if of_all else usual, share, title))
    return found


def _card(headline: Headline, item: str, title: str, plain: str, share: str = "", whole: str = "") -> Card:
    state = headline.state(item)
    amount = headline.amounts.get(item)
    if amount is None:
        return Card(item, title, plain, "", "", state, "", "", twins=headline.twins.get(item, ()))
    # What only the prose prints may stand on no page but this one.
    url = "" if amount.url == headline.disclosure.url else amount.url
    text, unit = amount.readable
    said = "" if (text, unit) == (amount.printed, amount.unit) else f"{amount.printed}\N{NO-BREAK SPACE}{amount.unit}"
    printed = f"{'原文印作' if amount.one_cell else '几处相加得'} {said}" if said else ""
    prior = _before(headline, item)
    before, before_url = (" ".join(prior.readable), prior.url) if prior else ("", "")
    return Card(
        item, title, plain, text, unit, state, url, amount.source, share, whole, (), printed, before, before_url
    )


def _before(headline: Headline, item: str) -> Amount | None:
    """The figure of the year before that a column of the same table prints; None where its parts contradict it."""
    prior = headline.amounts.get(PRIOR_YEAR + item)
    found = (headline.amounts.get(PRIOR_YEAR + part) for part in _PARTS.get(item, ()))
    parts = [part.value for part in found if part]
    if prior is None or (parts and agrees(prior.value, parts, step([prior.value, *parts])) is Outcome.DISCREPANCY):
        return None
    return prior


def sources(headline: Headline, tables: Sequence[OfficialTable]) -> list[Part]:
    """Where the money comes from: the columns of the income table's total row that add up to it, no subtotals."""
    table = next((table for table in tables if table.number == _BY_SOURCE), None)
    line = next((side.total for side in table.sides if side.total), None) if table else None
    if table is None or line is None or table.unit not in YUAN or headline.state("total_income") == "contested":
        return []
    whole = table.figure("total")
    titles = {column.field: column.title for side in table.sides for column in side.columns}
    printed = {f.field: f.value for f in line.figures if f.value is not None}
    if whole is None or printed.pop("total", None) is None or not whole.value:
        return []
    chosen, outcome = parts_of(printed, whole.value, step([whole.value, *printed.values()]))
    if outcome is Outcome.DISCREPANCY:
        return []
    url = f"{headline.disclosure.url}tables/{table.name}/"
    figures = [(titles[f.field], f) for f in line.figures if f.field in chosen]
    return _parts(
        [(title, _of(figure, url, table.unit), _colour(figure.field), "") for title, figure in figures],
        whole.value * in_10k_yuan(table.unit),
    )


def uses(headline: Headline) -> list[Part]:
    """Where the money goes: the classes of functions; nothing where they do not make up the printed total."""
    whole = headline.amounts.get(WHOLE)
    if whole is None or not headline.classes_make_total:
        return []
    colours = _colours_of_functions(headline.classes)
    figures = [
        (each.label, each.amount, colours[each.code], item_url(FUNCTIONAL, each.code)) for each in headline.classes
    ]
    return _parts(figures, whole.value)


def _colours_of_functions(classes: Sequence[Class]) -> dict[str, str]:
    """Code → the colour that its class has on every page; grey beside a larger class of the same colour."""
    colours: dict[str, str] = {}
    for each in sorted(classes, key=lambda one: -one.amount.value):
        colour = PAGE_COLOURS[FUNCTIONS.get(each.code, GREY)]
        colours[each.code] = PAGE_COLOURS[GREY] if colour in colours.values() else colour
    return colours


def kinds(headline: Headline) -> list[Part]:
    """Basic against project expenditure; nothing where there are kinds of expenditure beside these two."""
    whole = headline.amounts.get(WHOLE)
    named = ("basic_expenditure", "project_expenditure")
    amounts = headline.amounts
    figures = [(TITLES[item], amounts[item], "", figure_url(item)) for item in named if item in amounts]
    parts = _parts(figures, whole.value) if whole else []
    return parts if abs(sum((part.share for part in parts), Decimal(0)) - 100) < 1 else []


def _parts(figures: Sequence[tuple[str, Amount, str, str]], whole: Decimal) -> list[Part]:
    """The parts that are more than nothing, the largest first; each in its own colour, else one after another.

    A figure has its title, its amount, its colour and the address of its thing, the last two where there are any.
    """
    if not whole:
        return []
    shown = [(100 * figure[1].value / whole, figure) for figure in figures if figure[1].value > 0]
    return [
        Part(title, *amount.readable, share, amount.url, colour or _COLOURS[place % len(_COLOURS)], thing)
        for place, (share, (title, amount, colour, thing)) in enumerate(sorted(shown, key=lambda entry: -entry[0]))
    ]


def _of(figure: Figure, url: str, unit: str) -> Amount:
    """A figure of a table."""
    return Amount((figure.value or Decimal(0)) * in_10k_yuan(unit), f"{url}#{figure.id}", figure.text, unit)


def _colour(measure: str) -> str:
    return PAGE_COLOURS[SERIES[measure]] if measure in SERIES else ""
