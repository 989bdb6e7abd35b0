"""Where money comes from: the names of the funding columns, and which of them make up a printed total."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from yusuan.intervals import Outcome
from yusuan.presenting.sums import agrees
from yusuan.presenting.titles import amount_titles

_WHOLES = ("total", "departmental_budget")
NAMES = {name: title for name, title in amount_titles(2).items() if name not in _WHOLES}
"""Column of table 2 → its title; those that hold all or most of the others are no source."""

_SUBTOTAL = "fiscal_appropriation"
_WITHIN_SUBTOTAL = {
    "general_public_budget",
    "general_public_budget_transfer",
    "government_fund_budget",
    "government_fund_transfer",
    "state_capital_budget",
}
_OTHER_FUNDS = "unit_funds"
_WITHIN_OTHER_FUNDS = {
    "business_income",
    "operating_income",
    "superior_subsidy",
    "subordinate_remittance",
    "other_income",
    "debt_funds",
}
_TRANSFERS = {"general_public_budget_transfer", "government_fund_transfer"}
_CARRIED_OVER = "carryover_"
_OTHER_TOTALS = {"current_total", "carryover_total", "prior_year_total", "budget_total", "adjusted_budget_total"}
_OF_WHICH = {"special_funds", "fiscal_allocation", "carryover_used"}


def parts_of(printed: Mapping[str, Decimal], total: Decimal, unit: Decimal) -> tuple[tuple[str, ...], Outcome]:
    """Which of the printed columns are the parts of `total`, without counting a subtotal or an "of which" twice.

    Places differ: some print transfers from above beside the general public budget, some within it, and some only the
    subtotal of all fiscal appropriation; some print other income beside a unit's funds, some within them. The reading
    that adds up is the right one; where none does, every column that is no subtotal is given back, with the outcome
    saying so.
    """
    columns = _without_totals([name for name, amount in printed.items() if amount])
    readings = [
        tuple(name for name in columns if name != _SUBTOTAL),
        tuple(name for name in columns if name != _SUBTOTAL and name not in _TRANSFERS),
        tuple(name for name in columns if name not in _WITHIN_SUBTOTAL),
    ]
    if _OTHER_FUNDS in columns and _WITHIN_OTHER_FUNDS & set(columns):
        readings += [tuple(name for name in reading if name != _OTHER_FUNDS) for reading in readings]
        readings += [tuple(name for name in reading if name not in _WITHIN_OTHER_FUNDS) for reading in readings[:3]]
    for wanted in (Outcome.PASS, Outcome.ROUNDING):
        for reading in readings:
            if reading and agrees(total, [printed[name] for name in reading], unit) is wanted:
                return reading, wanted
    return readings[0], Outcome.DISCREPANCY


def _without_totals(columns: list[str]) -> list[str]:
    """The columns without last year's, and without the totals of those that stand beside them."""
    parts = [name for name in columns if name not in _OTHER_TOTALS | _OF_WHICH]
    carried = [name for name in parts if name.startswith(_CARRIED_OVER)]
    if "carryover_total" in columns and not carried:
        parts.append("carryover_total")
    if "current_total" in columns and len(carried) == len([name for name in parts if name != "carryover_total"]):
        parts.insert(0, "current_total")
    return parts
