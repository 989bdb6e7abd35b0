"""What the rules say of two tables that state the same thing."""

from __future__ import annotations

from typing import Any

import pytest

Row = dict[str, Any]


def coded(field: str, *rows: tuple[str, str | None]) -> list[Row]:
    """Rows of a coded table with one amount column; no code is the total row."""
    return [
        {"code": code or None, "name": code or "合计", "level": (len(code) - 1) // 2 if code else 0}
        | ({field: amount} if amount else {})
        for code, amount in rows
    ]


def spent(field: str, *rows: tuple[str, str | None]) -> list[Row]:
    """The expenditure side of a summary."""
    return [
        {
            "expenditure_code": code or None,
            "expenditure_label": code or "支出总计",
            "expenditure_level": 1 if code else 0,
            "expenditure_is_total": not code,
        }
        | ({field: amount} if amount else {})
        for code, amount in rows
    ]


def received(*rows: tuple[str, int, int | None, str | None]) -> list[Row]:
    """The income side of a summary: label, level, row of its parent, amount."""
    return [
        {"income_label": label, "income_level": level, "income_parent_row": parent, "income_is_total": level == 0}
        | ({"income_amount": amount} if amount else {})
        for label, level, parent, amount in rows
    ]


def state(name: str, number: int, value: str) -> Row:
    return {"table_name": name, "table_number": number, "state": value, "note": "此表为空表。"}


AMOUNTS = [("7.34", "pass"), ("7.35", "rounding"), ("7.44", "discrepancy")]


@pytest.mark.parametrize(("amount", "outcome"), AMOUNTS)
def test_lists_by_code_agree(judge: Any, amount: str, outcome: str) -> None:
    table = [("210", "7.34"), ("", "7.34")]
    other = [("210", amount), ("", "7.34")]
    whole, part = "general-public-budget-expenditure", "fiscal-appropriation-summary"
    summary = {"income_expenditure_summary": spent("expenditure_amount", *other), "expenditure": coded("total", *table)}
    assert judge("summary_expenditure_equals_expenditure_table", **summary)["210"][0] == outcome
    both = {"income": coded("total", *other), "expenditure": coded("total", *table)}
    assert judge("income_equals_expenditure_by_code", **both)["210"][0] == outcome
    fiscal = {part.replace("-", "_"): spent("expenditure_general_public_budget", *other)}
    fiscal[whole.replace("-", "_")] = coded("total", *table)
    assert judge("fiscal_summary_equals_general_budget_table", **fiscal)["210"][0] == outcome


def test_a_code_that_only_one_of_two_full_lists_prints_is_a_discrepancy(judge: Any) -> None:
    income, expenditure = coded("total", ("210", "7.34"), ("", "7.34")), coded("total", ("208", "7.34"), ("", "7.34"))
    found = judge("income_equals_expenditure_by_code", income=income, expenditure=expenditure)
    assert {subject: outcome for subject, (outcome, *_) in found.items()} == {
        "208": "discrepancy",
        "210": "discrepancy",
        "total": "pass",
    }


def test_a_list_that_does_not_go_so_deep_says_nothing_of_what_is_below(judge: Any) -> None:
    income, expenditure = (
        coded("total", ("210", "7.34"), ("", "7.34")),
        coded("total", ("210", "7.34"), ("21011", "7.34"), ("", "7.34")),
    )
    assert set(judge("income_equals_expenditure_by_code", income=income, expenditure=expenditure)) == {"210", "total"}


def test_a_table_by_another_unit_of_detail_makes_usual_differences_only(judge: Any) -> None:
    found = judge(
        "income_general_budget_equals_general_budget_table",
        income=coded("general_public_budget", ("210", "7.34")),
        general_public_budget_expenditure=coded("total", ("210", "8.34")),
    )
    assert found["210"][0] == "unusual"


@pytest.mark.parametrize(("amount", "outcome"), [("7.34", "pass"), ("7.33", "rounding"), ("7.00", "discrepancy")])
def test_the_general_budget_is_within_all_expenditure(judge: Any, amount: str, outcome: str) -> None:
    found = judge(
        "general_budget_within_expenditure",
        expenditure=coded("total", ("210", amount)),
        general_public_budget_expenditure=coded("total", ("210", "7.34")),
    )
    assert found["general-public-budget-expenditure 210 total"][0] == outcome


def test_a_blank_of_all_expenditure_in_a_row_with_amounts_is_nothing(judge: Any) -> None:
    moved = [{"code": "210", "name": "卫生健康支出", "level": 1, "total": "7.34", "project_expenditure": "7.34"}]
    general = coded("basic_expenditure", ("210", "7.34"))
    subject = "general-public-budget-expenditure 210 basic_expenditure"
    found = judge("general_budget_within_expenditure", expenditure=moved, general_public_budget_expenditure=general)
    assert found[subject][0] == "discrepancy"
    # a row without any amount is a heading
    heading = [{"code": "210", "name": "卫生健康支出", "level": 1}]
    found = judge("general_budget_within_expenditure", expenditure=heading, general_public_budget_expenditure=general)
    assert found[subject][0] == "not-checkable"


INCOME = received(
    ("本年收入", 1, None, "147.16"), ("一般公共预算拨款", 2, 1, "147.16"), ("收入总计", 0, None, "147.16")
)


@pytest.mark.parametrize(
    ("amount", "outcome"),
    [("147.16", "pass"), ("147.17", "rounding"), ("148.16", "discrepancy"), (None, "not-checkable")],
)
def test_sources_on_the_summary_equal_the_income_table(judge: Any, amount: str | None, outcome: str) -> None:
    income = coded("general_public_budget", ("", amount))
    found = judge("summary_income_equals_income_table", income_expenditure_summary=INCOME, income=income)
    assert found["income-expenditure-summary general_public_budget income_amount"][0] == outcome


@pytest.mark.parametrize(
    ("own_row", "carried", "outcome"), [(True, "2.00", "pass"), (True, "5.00", "discrepancy"), (False, "5.00", "pass")]
)
def test_money_carried_over_that_has_a_row_of_its_own_is_not_added_to_the_others(
    judge: Any, own_row: bool, carried: str, outcome: str
) -> None:
    apart = [("上年实户资金余额", 1, None, "3.00")] if own_row else []
    found = judge(
        "summary_income_equals_income_table",
        income_expenditure_summary=received(*apart, ("上年结转", 1, None, carried), ("收入总计", 0, None, "9.00")),
        income=[{"name": "合计", "level": 0, "total": "9.00", "account_balance": "3.00", "carryover": "2.00"}],
    )
    assert found["income-expenditure-summary carryover income_amount"][0] == outcome


@pytest.mark.parametrize(("amount", "outcome"), [("147.16", "pass"), ("147.17", "rounding"), ("148.16", "discrepancy")])
def test_appropriations_are_the_same_on_both_summaries(judge: Any, amount: str, outcome: str) -> None:
    fiscal = received(("财政拨款（补助）", 1, None, amount), ("一般公共预算", 2, 1, amount))
    found = judge(
        "fiscal_summary_equals_summary_income", income_expenditure_summary=INCOME, fiscal_appropriation_summary=fiscal
    )
    assert found["fiscal-appropriation-summary general_public_budget income_amount"][0] == outcome


@pytest.mark.parametrize(("amount", "outcome"), [("147.16", "pass"), ("147.17", "rounding"), ("148.16", "unusual")])
def test_each_budget_of_the_fiscal_summary_balances(judge: Any, amount: str, outcome: str) -> None:
    rows = received(("财政拨款（补助）", 1, None, "147.16"), ("一般公共预算", 2, 1, "147.16"))
    rows += spent("expenditure_general_public_budget", ("", amount))
    assert (
        next(iter(judge("fiscal_summary_balances_by_budget", fiscal_appropriation_summary=rows).values()))[0] == outcome
    )


PAIRS = [
    ("general_budget_basic_equals_economic_table", 6, "general-public-budget-basic-expenditure", "basic_expenditure"),
    (
        "general_budget_project_equals_project_table",
        7,
        "general-public-budget-project-expenditure",
        "project_expenditure",
    ),
    ("fiscal_summary_equals_fund_table", 8, "government-fund-expenditure", "expenditure_government_fund_budget"),
    ("fiscal_summary_equals_state_capital_table", 9, "state-capital-expenditure", "expenditure_state_capital_budget"),
]


@pytest.mark.parametrize(("rule", "number", "other", "field"), PAIRS)
def test_a_total_equals_the_table_that_details_it(judge: Any, rule: str, number: int, other: str, field: str) -> None:
    fiscal = field.startswith("expenditure_")
    resource = "fiscal_appropriation_summary" if fiscal else "general_public_budget_expenditure"

    def outcome(amount: str | None, detailed: str | None, state_of: str = "filled") -> str:
        rows = spent(field, ("", amount)) if fiscal else coded(field, ("", amount))
        given = {resource: rows, "tables": [state(other, number, state_of) | {"contents_title": "某表"}]}
        if state_of == "filled":
            given[other.replace("-", "_")] = coded("total", ("", detailed))
        (answer,) = judge(rule, **given).values()
        return str(answer[0])

    assert outcome("5.00", "5.00") == "pass"
    assert outcome("5.00", "5.01") == "rounding"
    assert outcome("5.00", "6.00") == "discrepancy"
    assert outcome(None, None, "declared-empty") == "pass"
    assert outcome("5.00", None, "declared-empty") == "discrepancy"
    assert outcome("5.00", None, "absent") == "not-checkable"


@pytest.mark.parametrize(
    ("amount", "outcome"), [("13.66", "pass"), ("13.67", "rounding"), ("14.66", "unusual"), (None, "not-checkable")]
)
def test_the_pension_is_usually_the_same_under_both_classifications(
    judge: Any, amount: str | None, outcome: str
) -> None:
    found = judge(
        "functional_usually_equals_economic",
        general_public_budget_expenditure=coded("basic_expenditure", ("2080505", "13.66"), ("2080506", "1.00")),
        general_public_budget_basic_expenditure=coded("total", ("30108", amount), ("30101", "1.00")),
    )
    assert found["basic_pension"][0] == outcome


@pytest.mark.parametrize(
    ("amount", "outcome"), [("0.43", "pass"), ("0.44", "rounding"), ("1.43", "unusual"), (None, "not-checkable")]
)
def test_medical_subsidies_usually_match(judge: Any, amount: str | None, outcome: str) -> None:
    found = judge(
        "functional_usually_equals_economic",
        general_public_budget_expenditure=coded("basic_expenditure", ("2101103", "0.43")),
        general_public_budget_basic_expenditure=coded("total", ("30111", amount), ("30101", "1.00")),
    )
    assert found["civil_servant_medical_subsidy"][0] == outcome


@pytest.mark.parametrize(
    ("amount", "outcome"), [("12.06", "pass"), ("11.05", "rounding"), ("10.06", "unusual"), (None, "not-checkable")]
)
def test_operating_costs_usually_lie_within_the_operating_total(judge: Any, amount: str | None, outcome: str) -> None:
    stated = {
        "topic": "operating_costs",
        "item": "operating_costs",
        "label": "机关运行经费",
        "quantity": "amount",
        "value": "11.06",
        "unit": "万元",
    }
    found = judge(
        "operating_costs_within_operating_total",
        general_public_budget_basic_expenditure=coded("operating", ("", amount)),
        key_figures=[stated],
    )
    assert found["operating_costs"][0] == outcome


def test_a_carryover_is_the_sum_of_its_parts(judge: Any) -> None:
    def outcome(part: str | None) -> str:
        rows = received(
            ("上年结转结余", 1, None, "5.00"), ("财政拨款结转", 2, 1, "5.00"), ("一般公共预算拨款", 3, 2, part)
        )
        (answer,) = judge("carryover_parts_sum_to_heading", income_expenditure_summary=rows).values()
        return str(answer[0])

    assert [outcome(part) for part in ("5.00", "5.01", "4.90", None)] == [
        "pass",
        "rounding",
        "discrepancy",
        "not-checkable",
    ]
