"""What each disclosure spends on a code, and what it prints of a headline: one amount of each, and its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any

import duckdb

from yusuan.model.headlines import load_headlines
from yusuan.things.addresses import ECONOMIC, FUNCTIONAL
from yusuan.things.members import fetched

_SQL = Path(__file__).parent / "sql"


@dataclass(frozen=True)
class Book:
    """Whose money an amount is: the tables and columns that print it, the most trusted first."""

    name: str
    title: str
    system: str
    cells: tuple[tuple[str, str], ...]


BOOKS = (
    Book("general_public_budget", "一般公共预算", FUNCTIONAL, (("general-public-budget-expenditure", "total"),)),
    Book("government_fund_budget", "政府性基金预算", FUNCTIONAL, (("government-fund-expenditure", "total"),)),
    Book("state_capital_budget", "国有资本经营预算", FUNCTIONAL, (("state-capital-expenditure", "total"),)),
    Book("all_funds", "全部资金", FUNCTIONAL, (("expenditure", "total"),)),
    Book(
        "basic",
        "一般公共预算基本支出",
        ECONOMIC,
        (
            ("general-public-budget-basic-expenditure", "total"),
            ("general-public-budget-economic-expenditure", "basic_expenditure"),
        ),
    ),
)
"""The books of both classifications. That of all funds has in it what the three before it have."""

LAST_RESORT = "all_funds"
"""The book that is shown only of a code that no other book has."""

TITLES = {book.name: book.title for book in BOOKS} | {"": ""}


@dataclass(frozen=True)
class Spent:
    """One amount of a disclosure, in 万元, and the cell that prints it.

    `state` is `printed`, `sum` (of `parts` rows of the code), `implied` (of `parts` codes below it that are printed),
    `contested` (another place of the document prints it otherwise), `unclear` (its rows do not make up a total), or for
    a headline what `headline_figures` says. `amount` is None in all but the first three. `whole` is what it is a part
    of.
    """

    package: str
    book: str
    amount: Decimal | None
    whole: Decimal | None
    printed: str
    unit: str
    state: str
    parts: int
    table: str
    row: int
    field: str
    source: str

    @property
    def share(self) -> Decimal | None:
        """The amount in percent of its whole; None where it is no part of one."""
        if self.amount is None or not self.whole or not 0 <= self.amount <= self.whole:
            return None
        return 100 * self.amount / self.whole


def read_codes(
    connection: duckdb.DuckDBPyConnection, every_book: bool = False
) -> Iterator[tuple[tuple[str, str], list[Spent]]]:
    """(classification, code) → what every disclosure spends on it, code after code; nothing is read ahead.

    Amounts in all funds are left out where another book has the code, but not for `every_book`.
    """
    cells = [(b.system, b.name, trust, *cell) for b in BOOKS for trust, cell in enumerate(b.cells, 1)]
    values = ", ".join("({})".format(", ".join(f"'{part}'" for part in cell)) for cell in cells)
    query = (_SQL / "code_amounts.sql").read_text(encoding="utf-8").format(books=values)
    rows = fetched(connection, query)
    for key, those in groupby(rows, key=lambda row: (str(row["code_system"]), str(row["code"]))):
        spent = [_spent(row) for row in those]
        yield key, spent if every_book else shown_books(spent)


def shown_books(those: list[Spent]) -> list[Spent]:
    """What is shown of a code: its amounts in all funds only where no other book has it."""
    others = [one for one in those if one.book != LAST_RESORT]
    return others or those


_HEADLINES = """
select figure.*, coalesce(unit, '') as unit
from derived.headline_figures as figure
left join main.resource_unit as unit using (package, resource)
where not starts_with(item, 'prior_year_')
order by item, package
"""
_WHOLES = {
    **dict.fromkeys(("basic_expenditure", "project_expenditure", "three_public_expenses"), "total_expenditure"),
    "fiscal_appropriation_income": "total_income",
    **dict.fromkeys(("personnel", "operating"), "general_budget_basic_expenditure"),
    **dict.fromkeys(("overseas_travel", "official_vehicles", "official_reception"), "three_public_expenses"),
    **dict.fromkeys(("vehicle_purchase", "vehicle_operation"), "official_vehicles"),
}
"""Headline → the headline that it is a part of. Money of another fund is no part, and neither is what was given of what
was spent."""

_SPARE = {
    (headline.name, cell.table, column)
    for headline in load_headlines()
    for cell in headline.cells
    if cell.spare
    for column in cell.fields
}
"""Cells that stand in for a headline and may cover more than it says: of no whole that we know."""


def whole_of(item: str) -> str:
    """The headline that one is a part of; nothing where it is a part of none."""
    return _WHOLES.get(item, "")


def read_headlines(connection: duckdb.DuckDBPyConnection) -> dict[str, list[Spent]]:
    """Headline → what every disclosure prints of it."""
    rows = list(fetched(connection, _HEADLINES))
    amounts = {(str(row["item"]), str(row["package"])): row["amount_10k_yuan"] for row in rows}
    found: dict[str, list[Spent]] = {}
    for row in rows:
        found.setdefault(str(row["item"]), []).append(_headline(row, amounts))
    return found


def _headline(row: Mapping[str, Any], amounts: Mapping[tuple[str, str], Decimal | None]) -> Spent:
    item, package = str(row["item"]), str(row["package"])
    spare = (item, row["resource"], row["field"]) in _SPARE
    whole = None if spare else amounts.get((_WHOLES.get(item, ""), package))
    told = {"book": "", "whole_10k_yuan": whole, "table_name": row["resource"], "parts": 1}
    return _spent({**row, **told, "state": "printed" if row["state"] == "present" else row["state"]})


def _spent(row: Mapping[str, Any]) -> Spent:
    return Spent(
        package=str(row["package"]),
        book=str(row["book"]),
        amount=row["amount_10k_yuan"],
        whole=row["whole_10k_yuan"],
        printed=str(row["printed"] or ""),
        unit=str(row["unit"] or ""),
        state=str(row["state"]),
        parts=int(row["parts"]),
        table=str(row["table_name"] or ""),
        row=int(row["row"] or 0),
        field=str(row["field"] or ""),
        source=str(row["source"] or ""),
    )
