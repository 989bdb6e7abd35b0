"""Where money comes from: the names of the funding columns, and which of them make up a printed total."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from yusuan.intervals import Outcome
from yusuan.presenting.sums import agrees

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
    "current_total": "本年收入小计",
    "business_income": "事业收入",
    "operating_income": "事业单位经营收入",
    "superior_subsidy": "上级补助收入",
    "subordinate_remittance": "附属单位上缴收入",
    "other_income": "其他收入",
    "carryover_total": "上年结转结余小计",
    "carryover_general_public_budget": "上年结转：一般公共预算",
    "carryover_government_fund_budget": "上年结转：政府性基金预算",
    "carryover_state_capital_budget": "上年结转：国有资本经营预算",
    "carryover_special_account": "上年结转：财政专户管理资金",
    "carryover_unit_funds": "上年结转：单位资金",
    "non_fiscal_surplus_used": "使用非财政拨款结余",
    "prior_year_total": "上年预算数",
    "special_income": "专项收入",
    "debt_funds": "债务资金（银行贷款）",
    "carryover_used": "动用上年结转和结余资金",
    "special_account_education": "财政专户：教育收费",
    "special_account_other": "财政专户：其他",
    "special_funds": "其中：专项资金列入部门预算的项目",
    "fiscal_allocation": "其中：经费拨款",
    "account_balance": "上年实户资金余额",
    "business_fund_used": "用事业基金弥补收支差额",
    "carryover": "上年结转结余",
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
_OTHER_TOTALS = {"current_total", "carryover_total", "prior_year_total"}
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
