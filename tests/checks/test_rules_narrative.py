"""What the rules say of amounts, shares, rates and changes in prose."""

from __future__ import annotations

from typing import Any

import pytest

from .prose import EXPENDITURE, GENERAL, INCOME, claim, state, total


@pytest.mark.parametrize(("stated", "outcome"), [("264.58", "pass"), ("264.59", "rounding"), ("265.58", "discrepancy")])
def test_an_amount_equals_its_table(judge: Any, stated: str, outcome: str) -> None:
    found = judge(
        "narrative_amount_equals_table",
        statements=[claim(EXPENDITURE, "项目支出", "amount", stated)],
        expenditure=total("project_expenditure", "264.58"),
        tables=[state("expenditure", 3, "filled")],
    )
    assert found["三 项目支出 amount = expenditure project_expenditure"][0] == outcome


@pytest.mark.parametrize(("stated", "state_of", "outcome"), [
    ("0", "declared-empty", "pass"), ("1", "declared-empty", "discrepancy"), ("0", "absent", "not-checkable"), ("0", "filled", "pass"),
    ("1", "filled", "discrepancy"),
])  # fmt: skip
def test_a_narrative_zero_agrees_with_a_blank_and_with_a_declared_empty_table(
    judge: Any, stated: str, state_of: str, outcome: str
) -> None:
    found = judge(
        "narrative_amount_equals_table",
        statements=[claim("十、财政拨款“三公”经费预算情况说明", "公务接待费", "amount", stated)],
        three_public_expenses=[{"item": "official_reception", "label": "公务接待费", "level": 1}]
        if state_of == "filled"
        else [],
        tables=[state("three-public-expenses", 10, state_of)],
    )
    (answer,) = found.values()
    assert answer[0] == outcome


def test_a_narrative_zero_agrees_with_an_item_that_its_table_does_not_list(judge: Any) -> None:
    path = "一般公共服务支出（类）商贸事务（款）其他商贸事务支出（项）"

    def outcome(stated: str) -> str:
        (answer,) = judge(
            "narrative_amount_equals_table",
            statements=[claim(GENERAL, path, "amount", stated, code="2011399")],
            general_public_budget_expenditure=total("total", "147.16"),
            tables=[state("general-public-budget-expenditure", 5, "filled")],
        ).values()
        return str(answer[0])

    assert [outcome("0"), outcome("190")] == ["pass", "discrepancy"]


WHOLE = [{"income_label": "收入总计", "income_level": 0, "income_is_total": True, "income_amount": "411.74"}]


@pytest.mark.parametrize(
    ("share", "unit", "whole", "outcome"),
    [
        ("25", "%", "4", "pass"),
        ("25", "元/人", "4", "pass"),
        ("99999999999999", "%", "99999999999999", "discrepancy"),
        ("99999999999999", "亿元", "99999999999999", "discrepancy"),
    ],
)
def test_a_share_that_makes_no_sense_is_judged_too(judge: Any, share: str, unit: str, whole: str, outcome: str) -> None:
    found = judge(
        "narrative_share_equals_ratio",
        statements=[claim(INCOME, "单位资金", "amount", "1"), claim(INCOME, "单位资金", "share", share, unit=unit)],
        income_expenditure_summary=[{**WHOLE[0], "income_amount": whole}],
    )
    assert found["二 单位资金 share"][0] == outcome


@pytest.mark.parametrize(
    ("share", "amount", "outcome"),
    [
        ("35.74", "147.16", "pass"),
        ("1.22", "5", "rounding"),
        ("35.75", "147.16", "discrepancy"),
        ("35.74", None, "not-checkable"),
    ],
)
def test_a_share_is_part_over_whole(judge: Any, share: str, amount: str | None, outcome: str) -> None:
    said = [claim(INCOME, "一般公共预算", "amount", "0.01"), claim(INCOME, "单位资金", "share", share)]
    if amount:
        said.append(claim(INCOME, "单位资金", "amount", amount))
    found = judge("narrative_share_equals_ratio", statements=said, income_expenditure_summary=WHOLE)
    assert found["二 单位资金 share"][0] == outcome


@pytest.mark.parametrize(("second", "outcome"), [("64.26", "pass"), ("64.27", "rounding"), ("65.26", "discrepancy")])
def test_shares_of_one_whole_add_to_a_hundred(judge: Any, second: str, outcome: str) -> None:
    said = [claim(INCOME, "一般公共预算", "amount", "147.16"), claim(INCOME, "一般公共预算", "share", "35.74")]
    said += [claim(INCOME, "单位资金", "amount", "264.58"), claim(INCOME, "单位资金", "share", second)]
    (answer,) = judge("narrative_shares_sum_to_hundred", statements=said, income_expenditure_summary=WHOLE).values()
    assert answer[0] == outcome


def test_shares_of_a_list_that_leaves_something_out_are_not_added_up(judge: Any) -> None:
    said = [claim(INCOME, "一般公共预算", "amount", "147.16"), claim(INCOME, "一般公共预算", "share", "35.74")]
    said += [claim(INCOME, "单位资金", "amount", "4.58"), claim(INCOME, "单位资金", "share", "1.11")]
    (answer,) = judge("narrative_shares_sum_to_hundred", statements=said, income_expenditure_summary=WHOLE).values()
    assert answer[0] == "not-checkable"


@pytest.mark.parametrize(
    ("amount", "change", "trend", "rate", "outcome"),
    [
        ("147.16", "169.5", "decrease", "53.53", "pass"),
        ("264.58", "74.58", "increase", "39.26", "rounding"),
        ("264.58", "74.58", "increase", "40.25", "discrepancy"),
        ("5", "5", "increase", "100", "not-checkable"),
    ],
)
def test_a_rate_is_the_change_over_last_year(
    judge: Any, amount: str, change: str, trend: str, rate: str, outcome: str
) -> None:
    said = [
        claim(INCOME, "单位资金", "amount", amount),
        claim(INCOME, "单位资金", "change", change, trend=trend),
        claim(INCOME, "单位资金", "change_rate", rate, trend=trend),
        claim(INCOME, "一般公共预算", "amount", "0.01"),
    ]
    assert judge("narrative_rate_equals_change", statements=said)["二 单位资金 change_rate"][0] == outcome


@pytest.mark.parametrize(("change", "outcome"), [("5.00", "pass"), ("5.01", "rounding"), ("6.00", "discrepancy")])
def test_an_increase_is_no_more_than_the_amount(judge: Any, change: str, outcome: str) -> None:
    said = [claim(INCOME, "单位资金", "amount", "5.00"), claim(INCOME, "单位资金", "change", change, trend="increase")]
    assert judge("narrative_increase_within_current", statements=said)["二 单位资金 change"][0] == outcome


@pytest.mark.parametrize(("trend", "outcome"), [("decrease", "pass"), ("increase", "discrepancy")])
def test_change_and_rate_point_the_same_way(judge: Any, trend: str, outcome: str) -> None:
    said = [
        claim(INCOME, "单位资金", "change", "5.00", trend="decrease"),
        claim(INCOME, "单位资金", "change_rate", "50", trend=trend),
    ]
    assert judge("narrative_directions_agree", statements=said)["二 单位资金 change_rate"][0] == outcome


@pytest.mark.parametrize(("whole", "outcome"), [("169.50", "pass"), ("169.51", "rounding"), ("170.50", "discrepancy")])
def test_changes_of_the_parts_sum_to_the_change_of_the_whole(judge: Any, whole: str, outcome: str) -> None:
    said = [
        claim(INCOME, "一般公共预算", "change", whole, trend="decrease"),
        claim(GENERAL, "基本支出", "change", "20.5", trend="increase"),
        claim(GENERAL, "项目支出", "change", "190", trend="decrease"),
    ]
    found = judge("narrative_changes_sum_to_total", statements=said)
    assert found["general_budget_by_kind"][0] == outcome


def test_changes_of_some_of_the_parts_are_not_added_up(judge: Any) -> None:
    """因公出国（境）经费 0 万元 says nothing of last year: the rest of the change may be its own."""
    heading = "六、“三公”经费预算情况说明"
    said = [
        claim(heading, "“三公”经费", "change", "24.5", trend="decrease"),
        claim(heading, "公务接待费", "change", "1.5", trend="increase"),
        claim(heading, "公务用车运行维护费", "change", "1", trend="decrease"),
    ]
    assert judge("narrative_changes_sum_to_total", statements=said) == {}


@pytest.mark.parametrize(("change", "outcome"), [("74.58", "pass"), ("74.59", "rounding"), ("75.58", "discrepancy")])
def test_income_and_expenditure_change_alike(judge: Any, change: str, outcome: str) -> None:
    said = [
        claim(INCOME, "一般公共预算", "change", "169.5", trend="decrease"),
        claim(INCOME, "非财政拨款结转结余", "change", "264.58", trend="increase"),
        claim(EXPENDITURE, "基本支出", "change", "20.5", trend="increase"),
        claim(EXPENDITURE, "项目支出", "change", change, trend="increase"),
    ]
    assert judge("narrative_income_changes_equal_expenditure_changes", statements=said)["changes"][0] == outcome


@pytest.mark.parametrize(("prior", "outcome"), [("126.66", "pass"), ("126.67", "rounding"), ("127.66", "discrepancy")])
def test_last_year_is_this_year_less_the_change(judge: Any, prior: str, outcome: str) -> None:
    said = [
        claim(EXPENDITURE, "基本支出", "amount", "147.16"),
        claim(EXPENDITURE, "基本支出", "change", "20.5", trend="increase"),
        claim(EXPENDITURE, "基本支出", "amount", prior, period="prior"),
    ]
    assert (
        judge("narrative_prior_equals_current_less_change", statements=said)["三 基本支出 amount prior"][0] == outcome
    )


@pytest.mark.parametrize(("again", "outcome"), [("259.58", "pass"), ("259.59", "rounding"), ("259.98", "discrepancy")])
def test_a_claim_made_twice_agrees(judge: Any, again: str, outcome: str) -> None:
    said = [claim(INCOME, "非财政拨款结转结余", "amount", value) for value in ("259.58", again)]
    assert judge("narrative_same_claim_agrees", statements=said)["二 非财政拨款结转结余 amount#2"][0] == outcome


BASIC = [
    {"code": "30201", "name": "办公费", "level": 2, "operating": "0.50"},
    {"code": "30202", "name": "印刷费", "level": 2, "operating": "0.00"},
    {"code": "30211", "name": "差旅费", "level": 2, "operating": "2.00"},
]


@pytest.mark.parametrize(
    ("names", "outcome"),
    [
        ("办公费、差旅费", "pass"),
        ("办公费、印刷费、差旅费", "discrepancy"),
        ("办公费", "discrepancy"),
        ("办公费等", "pass"),
    ],
)
def test_a_list_names_exactly_the_rows_that_are_not_zero(judge: Any, names: str, outcome: str) -> None:
    text = {
        "heading": "六、一般公共预算基本支出情况说明",
        "text": f"公用经费2.5万元，主要包括：{names}。",
        "source": "L1",
    }
    found = judge("narrative_lists_name_nonzero_rows", paragraphs=[text], general_public_budget_basic_expenditure=BASIC)
    assert found["operating"][0] == outcome


def test_a_list_without_its_table_cannot_be_checked(judge: Any) -> None:
    text = {
        "heading": "六、一般公共预算基本支出情况说明",
        "text": "公用经费2.5万元，主要包括：办公费。",
        "source": "L1",
    }
    assert judge("narrative_lists_name_nonzero_rows", paragraphs=[text])["operating"][0] == "not-checkable"
