"""What the rules make of forms other than Xinjiang's: items without classes, repeated codes, carryover, names."""

from __future__ import annotations

from typing import Any

import pytest

from .printed_rows import Row, coded, outcomes, received, spent

CLASSES = spent(("201", "30.00", "一般公共服务支出"), ("208", "5.00", "社会保障和就业支出"), ("", "35.00", "支出总计"))


def test_a_class_that_a_table_of_items_does_not_print_is_the_sum_of_its_items(judge: Any) -> None:
    items = coded(("2010301", "10.00"), ("2010302", "20.00"), ("2080505", "5.00"), ("", "35.00"))
    found = judge("summary_expenditure_equals_expenditure_table", income_expenditure_summary=CLASSES, expenditure=items)
    assert outcomes(found) == {"201": "pass", "208": "pass", "total": "pass"}
    items[0]["total"], items[-1]["total"] = "11.00", "36.00"
    found = judge("summary_expenditure_equals_expenditure_table", income_expenditure_summary=CLASSES, expenditure=items)
    assert found["201"] == ("discrepancy", "30.00", "31.00")


def test_a_code_printed_once_for_each_economic_code_is_compared_as_a_whole_but_never_accused(judge: Any) -> None:
    def table(amount: str) -> list[Row]:
        return coded(("2010301", "10.00"), ("2010301", amount), ("2080505", "5.00"), ("", "35.00"))

    rule = "summary_expenditure_equals_expenditure_table"
    found = judge(rule, income_expenditure_summary=CLASSES, expenditure=table("20.00"))
    assert outcomes(found) == {"201": "pass", "208": "pass", "total": "pass"}
    found = judge(rule, income_expenditure_summary=CLASSES, expenditure=table("21.00"))
    assert outcomes(found) == {"201": "not-checkable", "208": "pass", "total": "pass"}


def test_each_unit_has_classes_and_items_of_its_own(judge: Any) -> None:
    units = [
        ("201", "8.00"),
        ("20103", "8.00"),
        ("2010301", "8.00"),
        ("201", "2.00"),
        ("20103", "2.00"),
        ("2010301", "2.00"),
    ]
    table = coded(*units, ("", "10.00"))
    for rule in ("classes_sum_to_total", "sections_sum_to_class", "items_sum_to_section", "items_sum_to_class"):
        assert set(outcomes(judge(rule, expenditure=table)).values()) == {"pass"}, rule


def test_a_row_that_nobody_can_place_leaves_the_sums_above_it_open(judge: Any) -> None:
    table = [*coded(("201", "8.00")), {"name": "某项", "total": "2.00"}, *coded(("", "10.00"))]
    assert outcomes(judge("classes_sum_to_total", expenditure=table)) == {"expenditure 合计 total": "not-checkable"}


def test_a_code_is_missed_only_in_a_table_that_is_whole(judge: Any) -> None:
    income, rest = coded(("201", "8.00"), ("208", "2.00"), ("", "10.00")), coded(("201", "8.00"), ("", "10.00"))
    found = judge("income_equals_expenditure_by_code", income=income, expenditure=rest)
    assert outcomes(found) == {"201": "pass", "208": "not-checkable", "total": "pass"}


def test_a_table_of_units_is_compared_in_total_alone(judge: Any) -> None:
    income = [{"name": "合计", "level": 0, "total": "10.00"}]
    found = judge("income_equals_expenditure_by_code", income=income, expenditure=coded(("201", "8.00"), ("", "10.00")))
    assert outcomes(found) == {"total": "pass"}


def test_money_carried_to_next_year_may_be_in_one_table_only(judge: Any) -> None:
    summary = spent(("201", "30.00", "一般公共服务支出"), ("", "5.00", "结转下年"), ("", "35.00", "支出总计"))
    found = judge(
        "summary_expenditure_equals_expenditure_table",
        income_expenditure_summary=summary,
        expenditure=coded(("201", "30.00"), ("", "30.00")),
    )
    assert outcomes(found) == {"201": "pass", "total": "not-checkable"}


def test_a_subtotal_is_no_part_of_the_total_and_what_is_carried_over_is(judge: Any) -> None:
    rows = received(
        ("一般公共预算拨款收入", 1, "30.00"),
        ("本年收入合计", None, "30.00"),
        ("上年结转结余", 1, "5.00"),
        ("收入总计", 0, "35.00"),
    )
    (answer,) = judge("current_and_carryover_sum_to_total", income_expenditure_summary=rows).values()
    assert answer == ("pass", "35.00", "35.00")


@pytest.mark.parametrize(
    ("amount", "outcome"), [("30.00", "pass"), ("30.01", "rounding"), ("35.00", "discrepancy"), (None, "not-checkable")]
)
def test_this_years_subtotal_is_what_is_listed_without_what_is_carried_over(
    judge: Any, amount: str | None, outcome: str
) -> None:
    before = received(
        ("财政拨款收入", 1, amount),
        ("本年收入合计", None, "30.00"),
        ("上年结转结余", 1, "5.00"),
        ("收入总计", 0, "35.00"),
    )
    after = received(
        ("本年收入", None, "30.00"), ("财政拨款收入", 1, amount), ("上年结转", 1, "5.00"), ("收入总计", 0, "35.00")
    )
    for rows in (before, after):
        found = judge("subtotal_sums_its_rows", income_expenditure_summary=rows)
        assert set(outcomes(found).values()) == {outcome}


@pytest.mark.parametrize(("fiscal", "outcome"), [("30.00", "pass"), ("25.00", "not-checkable")])
def test_appropriations_with_and_without_carryover_are_not_held_against_each_other(
    judge: Any, fiscal: str, outcome: str
) -> None:
    one = received(("一般公共预算拨款收入", 1, "30.00"), ("收入总计", 0, "30.00"))
    four = received(("一般公共预算拨款收入", 1, fiscal), ("上年结转", 1, "5.00"), ("收入总计", 0, "30.00"))
    found = judge(
        "fiscal_summary_equals_summary_income", income_expenditure_summary=one, fiscal_appropriation_summary=four
    )
    assert set(outcomes(found).values()) == {outcome}


def test_a_sum_over_a_table_with_something_not_understood_accuses_nobody(judge: Any) -> None:
    rows = coded(("201", "8.00"), ("", "10.00"))
    given: dict[str, list[Row]] = {"expenditure": rows}
    assert outcomes(judge("classes_sum_to_total", **given)) == {"expenditure 合计 total": "discrepancy"}
    placed = [row | {"_place": f"P3T1R{number}C2"} for number, row in enumerate(rows, start=1)]
    unread = [{"kind": "line", "text": "二、2.00", "source": "P3T1R5C1", "reason": "…"}]
    found = judge("classes_sum_to_total", expenditure=placed, unread=unread)
    assert outcomes(found) == {"expenditure 合计 total": "not-checkable"}


def test_a_promised_table_may_be_one_that_was_not_understood(judge: Any) -> None:
    promised = [
        {"table_name": "income", "table_number": 2, "state": "absent", "contents_title": "收入总表", "note": "…"}
    ]
    unread = [{"kind": "table", "text": "收 入 表", "source": "P3T1", "reason": "…"}]
    assert outcomes(judge("promised_tables_are_present", tables=promised, unread=unread)) == {"income": "not-checkable"}


@pytest.mark.parametrize(
    ("contents", "body", "outcome"),
    [
        ("表1 收支总表", "2026年部门收支总表", "pass"),
        ("（一）收支总表", "预算01表收支总表", "pass"),
        ("五、“三公”经费表", "三公经费表", "pass"),
        ("一般公共预算支出表", "一般公共预算支出情况表", "unusual"),
    ],
)
def test_titles_differ_in_more_than_year_number_and_department(
    judge: Any, contents: str, body: str, outcome: str
) -> None:
    tables = [
        {
            "table_name": "income",
            "table_number": 2,
            "state": "filled",
            "contents_title": contents,
            "printed_title": body,
        }
    ]
    assert outcomes(judge("contents_titles_match_body", tables=tables)) == {"income": outcome}


def test_names_that_differ_in_brackets_alone_are_one_name(judge: Any) -> None:
    rows = coded(("20103", "8.00"))
    one, other = (
        [rows[0] | {"name": "政府办公厅（室）及相关机构事务"}],
        [rows[0] | {"name": "政府办公厅(室)及相关 机构事务"}],
    )
    found = judge("one_code_one_name", income=one, expenditure=other)
    assert outcomes(found) == {"functional 20103": "pass"}


@pytest.mark.parametrize(
    ("above", "current", "outcome"), [(False, "9.00", "pass"), (False, "8.00", "discrepancy"), (True, "11.00", "pass")]
)
def test_income_below_the_total_of_current_income_is_no_part_of_it(
    judge: Any, above: bool, current: str, outcome: str
) -> None:
    # 烟台市住房和城乡建设局 2026 lists 上级补助收入 below 本年收入合计.
    subsidy = ("上级补助收入", 1, "2.00")
    rows = [
        ("财政拨款收入", 1, "8.00"),
        ("其他收入", 1, "1.00"),
        *([subsidy] if above else []),
        ("本年收入合计", None, current),
    ]
    columns = {"total": "11.00", "fiscal_appropriation": "8.00", "other_income": "1.00", "superior_subsidy": "2.00"}
    given = {
        "income-expenditure-summary": received(*rows, *([] if above else [subsidy])),
        "income": [{"name": "合计", "level": 0, "is_total": True, **columns}],
        "columns that are printed": {},
    }
    found = judge("summary_income_equals_income_table", {"bureau/2023-budget": given})
    assert found["income-expenditure-summary current_income income_amount"][0] == outcome
