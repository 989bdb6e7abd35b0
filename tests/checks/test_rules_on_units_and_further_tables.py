"""What the rules make of tables by unit, of further tables, and of rows that were not read whole."""

from __future__ import annotations

from typing import Any

import pytest

from yusuan.model import load_model, load_relations

from .printed_rows import Row, coded, outcomes, spent


def test_three_public_expenses_of_each_unit_sum_to_that_units_total(judge: Any) -> None:
    def unit(level: int | None, *amounts: str) -> list[Row]:
        items = ("total", "overseas_travel", "official_vehicles", "official_reception")
        return [
            {"item": item, "label": item, "level": level, "is_total": item == "total", "total": amount}
            for item, amount in zip(items, amounts, strict=True)
        ]

    rows = unit(1, "9.00", "1.00", "5.00", "3.00") + unit(None, "4.00", "1.00", "2.00", "1.00")
    found = judge("three_public_expenses_sum_to_total", three_public_expenses=rows)
    assert outcomes(found) == {
        "three-public-expenses total total": "pass",
        "three-public-expenses total#2 total": "pass",
    }


def test_a_total_of_items_that_are_not_all_listed_accuses_nobody(judge: Any) -> None:
    rows = [
        {"item": "total", "label": "合计", "level": 0, "total": "9.00"},
        {"item": "official_reception", "label": "公务接待费", "level": 1, "total": "3.00"},
    ]
    found = judge("three_public_expenses_sum_to_total", three_public_expenses=rows)
    assert outcomes(found) == {"three-public-expenses total total": "not-checkable"}


@pytest.mark.parametrize(("amount", "outcome"), [("35.00", "pass"), ("35.01", "rounding"), ("36.00", "discrepancy")])
def test_expenditure_by_purpose_is_the_same_in_total(judge: Any, amount: str, outcome: str) -> None:
    row = {"income_label": "收入总计", "income_level": 0, "income_is_total": True, "income_amount": "35.00"}
    row |= {"purpose_label": "支出总计", "purpose_level": 0, "purpose_is_total": True, "purpose_amount": amount}
    found = judge("summary_blocks_agree", income_expenditure_summary=[row])
    assert outcomes(found) == {"income-expenditure-summary 支出总计 purpose_amount": outcome}


@pytest.mark.parametrize(("fund", "outcome"), [("5.00", "pass"), ("6.00", "discrepancy"), (None, "not-checkable")])
def test_a_fiscal_summary_without_columns_is_the_sum_of_its_budgets(judge: Any, fund: str | None, outcome: str) -> None:
    states = [
        {"table_name": name, "table_number": number, "state": state, "note": "此表为空表。"}
        for name, number, state in (
            ("general-public-budget-expenditure", 5, "filled"),
            ("government-fund-expenditure", 8, "filled" if fund else "absent"),
            ("state-capital-expenditure", 9, "declared-empty"),
        )
    ]
    found = judge(
        "fiscal_summary_equals_its_budgets",
        {
            "bureau/2023-budget": {
                "fiscal-appropriation-summary": spent(("", "35.00", "支出总计"), field="expenditure_total"),
                "general-public-budget-expenditure": coded(("", "30.00")),
                "tables": states,
                "columns that are printed": {},
            }
            | ({"government-fund-expenditure": coded(("", fund))} if fund else {})
        },
    )
    assert set(outcomes(found).values()) == {outcome}


def test_further_tables_add_up_too(judge: Any) -> None:
    rows = coded(("302", "8.00"), ("30201", "5.00"), ("30202", "2.00"), ("", "8.00"))
    found = judge("sections_sum_to_class", administrative_expenses=rows)
    assert outcomes(found) == {"administrative-expenses 302 total": "discrepancy"}


def test_units_sum_to_the_total_and_a_department_above_them_counts_once(judge: Any) -> None:
    def table(*units: tuple[str, str]) -> list[Row]:
        rows = [{"name": name, "unit_name": name, "is_total": False, "total": amount} for name, amount in units]
        return [{"name": "合计", "level": 0, "total": "10.00"}, *rows]

    def outcome(*units: tuple[str, str]) -> str:
        (answer,) = outcomes(judge("units_sum_to_total", income=table(*units))).values()
        return answer

    assert outcome(("本级", "8.00"), ("中心", "2.00")) == "pass"
    assert outcome(("某局", "10.00"), ("本级", "8.00"), ("中心", "2.00")) == "pass"
    assert outcome(("某局", "10.00")) == "pass"
    assert outcome(("某局", "10.00"), ("本级", "8.00"), ("中心", "1.00")) == "discrepancy"


def test_an_economic_table_that_divides_some_sections_only_is_not_summed_by_item(judge: Any) -> None:
    rows = coded(("301", "8.00"), ("30101", "5.00"), ("30102", "3.00"), ("3010201", "2.00"), ("3010202", "1.00"))
    assert judge("items_sum_to_class", general_public_budget_basic_expenditure=rows) == {}
    found = judge("items_sum_to_section", general_public_budget_basic_expenditure=rows)
    assert outcomes(found) == {"general-public-budget-basic-expenditure 30102 total": "pass"}


def test_a_project_funded_by_levels_of_government_adds_up(judge: Any) -> None:
    project = {"name": "甲", "total": "9.00", "central_funds": "5.00", "municipal_funds": "4.00", "other_funds": "0.00"}
    given = {"projects": [project], "columns that are printed": {}}
    found = judge("project_funding_sums_to_total", {"bureau/2023-budget": given})
    assert outcomes(found) == {"甲": "pass"}


def test_every_column_of_amounts_has_its_place_among_the_columns() -> None:
    """A column that nobody placed would be missing from the sum of its row."""
    model = load_model()
    known = {(table, part) for table, each in load_relations().columns_by_table(model) for part in each.parts}
    wholes = {"total", "income_amount", "expenditure_amount", "expenditure_total", "purpose_amount"}
    wholes |= {"economic_amount", "government_economic_amount"}
    # of another year, of both years, of the budget beside an outturn, or of which
    apart = {
        "final_total",
        "change",
        "household_personnel",
        "budget_total",
        "adjusted_budget_total",
        "departmental_budget",
        "quantity",
        "special_funds",
        "carryover_used",
    }
    apart |= {
        "project_expenditure_without_construction",
        "procurement",
        "procurement_reserved_smes",
        "procurement_reserved_micro",
    }
    apart |= {"opening_carryover", "current_income", "closing_carryover"}
    missing = {
        (table.name, field.name)
        for table in model.with_amounts
        if table.name in model.group("official", "further")
        for field in table.amounts
        if field.name not in wholes | apart
        and not field.name.removeprefix("income_").removeprefix("expenditure_").startswith(("prior_year_", "change_"))
        and not field.name.endswith("budget_amount")
        and (table.name, field.name) not in known
    }
    assert not missing


def test_an_item_whose_code_is_not_known_still_counts_where_it_stands(judge: Any) -> None:
    table = coded(("204", "9.00"), ("20407", "9.00"), ("2040701", "5.00"))
    table.append({"name": "信息化建设", "level": 3, "total": "4.00"})
    for rule in ("items_sum_to_section", "items_sum_to_class"):
        assert set(outcomes(judge(rule, expenditure=table)).values()) == {"pass"}
    other = coded(("204", "9.00"), ("20407", "9.00"), ("2040701", "5.00"), ("2040706", "4.00"))
    found = judge("income_equals_expenditure_by_code", income=other, expenditure=table)
    assert outcomes(found) == {"204": "pass", "20407": "pass", "2040701": "pass", "2040706": "not-checkable"}


def test_a_project_may_print_its_appropriation_or_what_each_level_of_government_gives(judge: Any) -> None:
    one = {"name": "甲", "total": "9.00", "fiscal_appropriation": "9.00", "other_funds": "0.00"}
    other = {"name": "乙", "total": "9.00", "central_funds": "5.00", "municipal_funds": "4.00", "other_funds": "0.00"}
    given = {"projects": [one, other], "columns that are printed": {}}
    found = judge("project_funding_sums_to_total", {"bureau/2023-budget": given})
    assert (found["甲"][0], found["乙"][0]) == ("pass", "pass")


@pytest.mark.parametrize(
    ("name", "outcome"), [("机关事业单位基本养老保险缴", "pass"), ("机关单位基本养老保险缴费", "discrepancy")]
)
def test_a_name_cut_off_by_its_cell_is_no_other_name(judge: Any, name: str, outcome: str) -> None:
    row = coded(("30108", "8.00"))[0]
    found = judge(
        "one_code_one_name",
        general_public_budget_basic_expenditure=[row | {"name": "机关事业单位基本养老保险缴费"}],
        administrative_expenses=[row | {"name": name}],
    )
    assert outcomes(found) == {"economic 30108": outcome}


def test_a_row_that_a_page_break_may_have_cut_in_two_leaves_the_sums_of_its_table_open(judge: Any) -> None:
    whole = {
        "name": "甲",
        "unit_name": "甲",
        "is_total": False,
        "total": "9.00",
        "special_account": "8.9",
        "unit_funds": "0.04",
    }
    rest = {"name": "乙", "unit_name": "乙", "is_total": False, "unit_funds": "6"}
    given = {"income": [whole, rest], "columns that are printed": {}}
    found = judge("row_parts_sum_to_total", {"bureau/2023-budget": given | {"income": [whole]}})
    assert set(outcomes(found).values()) == {"discrepancy"}
    found = judge("row_parts_sum_to_total", {"bureau/2023-budget": given})
    assert set(outcomes(found).values()) == {"not-checkable"}


def test_last_years_income_in_the_summary_is_not_compared_with_this_years_table(judge: Any) -> None:
    summary = [{"income_label": "收入总计", "income_level": 0, "income_is_total": True, "income_amount": "9.00", "income_prior_year_amount": "7.00"}]  # fmt: skip
    income = [{"name": "合计", "level": 0, "is_total": True, "total": "9.00"}]
    found = judge("summary_income_equals_income_table", income_expenditure_summary=summary, income=income)
    assert outcomes(found) == {"income-expenditure-summary total income_amount": "pass"}


def test_a_table_whose_unit_is_not_known_is_not_compared_as_if_it_were_blank(judge: Any) -> None:
    rows = [{"name": "合计", "level": 0, "is_total": True, "total": "9.00"}]
    given: dict[str, Any] = {"income": rows, "expenditure": rows}
    rule = "income_equals_expenditure_by_code"
    assert outcomes(judge(rule, {"bureau/2023-budget": given})) == {"total": "pass"}
    unknown = given | {"tables without a unit": ["expenditure"]}
    assert "discrepancy" not in outcomes(judge(rule, {"bureau/2023-budget": unknown})).values()


def test_a_code_that_only_says_what_a_row_is_paid_from_tells_nothing_of_what_the_row_is_part_of(judge: Any) -> None:
    def row(level: int, code: str, name: str, total: str, unit: str | None = None) -> Row:
        return {"level": level, "is_total": level == 0, "code": code or None, "name": name, "total": total} | (
            {"unit_code": unit} if unit else {}
        )

    rows = [
        row(0, "", "合计", "9.00"),
        row(1, "2101505", "西安市医疗保障局", "9.00", "245"),
        row(2, "2101505", "西安市医疗保障局", "5.00", "245001"),
        row(3, "2101505", "审计服务", "5.00"),
        row(2, "2101506", "西安市医疗保障经办服务中心", "4.00", "245002"),
        row(3, "2101506", "工作制服", "4.00"),
    ]
    for rule in ("classes_sum_to_total", "sections_sum_to_class", "items_sum_to_section", "items_sum_to_class"):
        assert set(outcomes(judge(rule, government_procurement=rows)).values()) <= {"pass"}
    wrong = [*rows[:-2], row(2, "2101506", "西安市医疗保障经办服务中心", "3.00", "245002")]
    assert "discrepancy" in outcomes(judge("sections_sum_to_class", government_procurement=wrong)).values()
