"""Headline figures of each disclosure as pages show them, each with the cell that prints it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from yusuan.model.headlines import load_headlines
from yusuan.presenting import words
from yusuan.site.disclosure import Disclosure
from yusuan.site.source import Row, Warehouse
from yusuan.site.summary import Summary
from yusuan.units import YUAN, in_10k_yuan

DECIMALS = 2
"""In tables that lay documents side by side; the cell that a figure leads to has every digit."""

TITLES = {headline.name: headline.title for headline in load_headlines()}
"""What each headline is called."""

_SPARE = {
    (headline.name, cell.table, field)
    for headline in load_headlines()
    for cell in headline.cells
    if cell.spare
    for field in cell.fields
}
"""Cells that stand in for a headline and may cover more than it says: headline, table and column."""

_EXACT_UNIT = "万元"
"""The unit of amounts that no single cell prints."""


@dataclass(frozen=True)
class Amount:
    """An amount in 万元, with the address of the cell that prints it, what it prints there and in which unit."""

    value: Decimal
    url: str
    printed: str
    unit: str = _EXACT_UNIT
    resource: str = ""
    field: str = ""
    source: str = ""
    place: str = ""
    one_cell: bool = True
    """Whether one cell prints it; else `printed` is what several come to."""

    @property
    def text(self) -> str:
        """For a reader: two decimals, thousands separated; what would round to nothing is written in full."""
        return words.money(self.value, DECIMALS)

    @property
    def readable(self) -> tuple[str, str]:
        """The amount and its unit for a reader who wants to size it; as printed where that reads as easily."""
        text, unit = words.readable(self.value * YUAN[_EXACT_UNIT])
        same = unit == self.unit and self.value == Decimal(text.replace(",", "")) * in_10k_yuan(unit)
        whole, _, decimals = self.printed.partition(".")
        easy = len(decimals) <= DECIMALS and ("," in whole or len(whole) <= 3)
        return (self.printed, self.unit) if same and easy else (text, unit)


@dataclass(frozen=True)
class Class:
    """What a document spends on one class of functions."""

    code: str
    label: str
    amount: Amount


@dataclass(frozen=True)
class Headline:
    """One disclosure's figures. `states` says of every headline whether it is there; `amounts` has those that are.

    `twins` has, of every headline that is contested, the cells that print it differently. `classes_make_total` is
    false where the printed classes do not sum to the printed total, by more than rounding.
    """

    disclosure: Summary
    amounts: Mapping[str, Amount]
    classes: tuple[Class, ...]
    states: Mapping[str, str] = field(default_factory=dict)
    twins: Mapping[str, tuple[Amount, ...]] = field(default_factory=dict)
    classes_make_total: bool = True

    def share(self, part: str, whole: str) -> Decimal | None:
        """One figure in percent of another of the same document; None where one is missing, or there is no whole."""
        if part not in self.amounts or not self.amounts.get(whole, _NONE).value:
            return None
        return 100 * self.amounts[part].value / self.amounts[whole].value

    def share_text(self, part: str, whole: str) -> str:
        """The same for a reader, with one decimal."""
        if self.share(part, whole) is None:
            return ""
        return words.share(self.amounts[part].value, self.amounts[whole].value)

    @property
    def personnel_of(self) -> str:
        """The basic expenditure that personnel is a part of: that of the same money, else nothing."""
        personnel = self.amounts.get("personnel")
        if personnel is None:
            return ""
        of_all = ("personnel", personnel.resource, personnel.field) in _SPARE
        return "basic_expenditure" if of_all else "general_budget_basic_expenditure"

    @property
    def rest(self) -> Decimal:
        """What is neither basic nor project expenditure, in percent of all; nothing where that is but rounding."""
        parts = [self.share(item, "total_expenditure") for item in ("basic_expenditure", "project_expenditure")]
        rest = 100 - sum((part for part in parts if part), Decimal(0))
        return rest if rest > Decimal("0.5") else Decimal(0)

    def state(self, item: str) -> str:
        """Whether a figure is there, or why it is not: the `state` of `headline_figures`."""
        return self.states.get(item, "not-read")


_NONE = Amount(Decimal(0), "", "")


def read_headline(warehouse: Warehouse, disclosure: Disclosure, summary: Summary) -> Headline:
    """The headline figures of one disclosure."""
    package = str(disclosure.id)
    states: dict[str, str] = {}
    amounts: dict[str, Amount] = {}
    for row in warehouse.derived("headline_figures", package):
        states[row["item"]] = row["state"]
        if row["state"] == "present":
            amounts[row["item"]] = _amount(row, disclosure)
    twins: dict[str, list[Amount]] = defaultdict(list)
    for row in warehouse.derived("headline_twins", package):
        if not row["agrees"]:
            twins[row["item"]].append(_amount(row, disclosure))
    classes = warehouse.derived("function_classes", package)
    return Headline(
        summary,
        amounts,
        tuple(Class(row["code"], row["label"], _amount(row, disclosure)) for row in classes),
        states,
        {item: _distinct(those) for item, those in twins.items()},
        not any(row["sums_to_total"] is False for row in classes),
    )


def _distinct(twins: list[Amount]) -> tuple[Amount, ...]:
    """One cell for each table and amount that it prints, in the order of trust."""
    return tuple({(twin.resource, twin.value): twin for twin in reversed(twins)}.values())[::-1]


def _amount(row: Row, disclosure: Disclosure) -> Amount:
    table = disclosure.table(row["resource"])
    url = f"{disclosure.url}tables/{row['resource']}/#r{row['row']}-{row['field']}"
    if table is None:
        # A claim of the prose stands on no page of a table.
        url = disclosure.url + (disclosure.uses.of(row["resource"], int(row["row"]), row["field"]) or "")
    printed = str(row["printed"] or "")
    unit = table.unit if table else ""
    one_cell = bool(printed and unit) and "+" not in printed
    if not one_cell:
        # No one cell prints it: it is shown in the unit that all amounts are converted to.
        printed, unit = words.money(row["amount_10k_yuan"], DECIMALS), _EXACT_UNIT
    place = table.title if table else "文字说明"
    source = str(row["source"] or "")
    return Amount(row["amount_10k_yuan"], url, printed, unit, row["resource"], row["field"], source, place, one_cell)
