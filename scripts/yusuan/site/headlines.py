"""Headline figures that can be laid beside those of other years and departments: one unit, each with its cell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from yusuan.presenting import words
from yusuan.site.checking import package_url
from yusuan.site.disclosure import Disclosure
from yusuan.site.source import Row, Warehouse

DECIMALS = 2
"""In tables that lay documents side by side; the cell that a figure leads to has every digit."""

_TABLES = {
    "total_expenditure": "expenditure",
    "basic_expenditure": "expenditure",
    "project_expenditure": "expenditure",
    "general_budget_basic_expenditure": "general-public-budget-basic-expenditure",
    "personnel": "general-public-budget-basic-expenditure",
    "three_public_expenses": "three-public-expenses",
    "overseas_travel": "three-public-expenses",
    "official_vehicles": "three-public-expenses",
    "official_reception": "three-public-expenses",
}
"""Figure → the table whose state says why there is none."""


@dataclass(frozen=True)
class Amount:
    """An amount in 万元, with the address of the cell that prints it, and what it prints there."""

    value: Decimal
    url: str
    printed: str

    @property
    def text(self) -> str:
        """For a reader: two decimals, thousands separated; what would round to nothing is written in full."""
        return words.money(self.value, DECIMALS)


@dataclass(frozen=True)
class Class:
    """What a document spends on one class of functions."""

    code: str
    label: str
    amount: Amount


@dataclass(frozen=True)
class Headline:
    """One disclosure's figures; what is not printed is not in `amounts`."""

    disclosure: Disclosure
    amounts: Mapping[str, Amount]
    classes: tuple[Class, ...]

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
    def rest(self) -> Decimal:
        """What is neither basic nor project expenditure, in percent of all; nothing where that is but rounding."""
        parts = [self.share(item, "total_expenditure") for item in ("basic_expenditure", "project_expenditure")]
        rest = 100 - sum((part for part in parts if part), Decimal(0))
        return rest if rest > Decimal("0.5") else Decimal(0)

    def state(self, item: str) -> str:
        """Why a figure is not there: `blank` where its table is filled, else the state of the table."""
        table = self.disclosure.table(_TABLES[item])
        if table is None:
            return "absent"
        return "blank" if table.state == "filled" else table.state


_NONE = Amount(Decimal(0), "", "")


def read_headlines(warehouse: Warehouse, disclosures: list[Disclosure]) -> dict[str, Headline]:
    """Package → its headline figures."""
    amounts: dict[str, dict[str, Amount]] = defaultdict(dict)
    for row in warehouse.all_rows("headline_figures", "derived"):
        amounts[row["package"]][row["item"]] = _amount(row)
    classes: dict[str, list[Class]] = defaultdict(list)
    for row in warehouse.all_rows("function_classes", "derived"):
        classes[row["package"]].append(Class(row["code"], row["label"], _amount(row)))
    return {str(d.id): Headline(d, amounts[str(d.id)], tuple(classes[str(d.id)])) for d in disclosures}


def _amount(row: Row) -> Amount:
    url = f"{package_url(row['package'])}tables/{row['resource']}/#r{row['row']}-{row['field']}"
    return Amount(row["amount_10k_yuan"], url, str(row["printed"] or ""))
