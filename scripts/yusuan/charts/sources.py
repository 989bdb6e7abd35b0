"""Where money comes from: the names of the funding columns, and which of them make up a printed total."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from yusuan.charts.sums import agrees
from yusuan.intervals import Outcome

NAMES = {
    "fiscal_appropriation": "财政拨款（补助）小计",
    "general_public_budget": "一般公共预算",
    "general_public_budget_transfer": "上级一般公共预算安排的转移支付",
    "government_fund_budget": "政府性基金预算",
    "government_fund_transfer": "上级政府性基金安排的转移支付",
    "state_capital_budget": "国有资本经营预算",
    "special_account": "财政专户（教育收费）",
    "unit_funds": "单位资金",
    "fiscal_carryover": "财政拨款结转",
    "non_fiscal_carryover": "非财政结转结余",
}
"""Column of table 2 → its title, as in the master schema."""

_SUBTOTAL = "fiscal_appropriation"
_WITHIN_SUBTOTAL = {
    "general_public_budget",
    "general_public_budget_transfer",
    "government_fund_budget",
    "government_fund_transfer",
    "state_capital_budget",
}
_TRANSFERS = {"general_public_budget_transfer", "government_fund_transfer"}


def parts_of(printed: Mapping[str, Decimal], total: Decimal, unit: Decimal) -> tuple[tuple[str, ...], Outcome]:
    """Which of the printed columns are the parts of `total`, without counting a subtotal or an "of which" twice.

    Places differ: some print transfers from above beside the general public budget, some within it, and some only the
    subtotal of all fiscal appropriation. The reading that adds up is the right one; where none does, every column that
    is no subtotal is given back, with the outcome saying so.
    """
    columns = [name for name, amount in printed.items() if amount]
    readings = [
        tuple(name for name in columns if name != _SUBTOTAL),
        tuple(name for name in columns if name != _SUBTOTAL and name not in _TRANSFERS),
        tuple(name for name in columns if name not in _WITHIN_SUBTOTAL),
    ]
    for wanted in (Outcome.PASS, Outcome.ROUNDING):
        for reading in readings:
            if reading and agrees(total, [printed[name] for name in reading], unit) is wanted:
                return reading, wanted
    return readings[0], Outcome.DISCREPANCY
