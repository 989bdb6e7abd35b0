"""What the rules say of lists, counts, reasons and names in prose, and of claims of the same thing."""

from __future__ import annotations

from typing import Any

import pytest

from .prose import EXPENDITURE, GENERAL, INCOME, Row, claim, state, total
from .warehouse import PRINTED


@pytest.mark.parametrize(("last", "outcome"), [("126.66", "pass"), ("126.67", "rounding"), ("127.66", "unusual")])
def test_the_prior_year_is_what_last_years_document_printed(judge: Any, last: str, outcome: str) -> None:
    filled = [state("expenditure", 3, "filled")]
    said = [claim(EXPENDITURE, "基本支出", "change", "20.5", trend="increase")]
    found = judge(
        "prior_year_equals_last_years_document",
        {
            "bureau/2023-budget": {
                "statements": said,
                "expenditure": total("basic_expenditure", "147.16"),
                "tables": filled,
            },
            "bureau/2022-budget": {"expenditure": total("basic_expenditure", last), "tables": filled},
        },
    )
    assert [answer[0] for answer in found.values()] == [outcome]


WHOLE_SAID = claim(EXPENDITURE, "支出预算", "amount", "100.00")


def part(subject: str, value: str, code: str | None = None, **more: Any) -> Row:
    known = {"whole": "支出预算", "group": 1} | ({"code": code, "concept": None} if code else {}) | more
    return claim(EXPENDITURE, subject, "amount", value, **known)


@pytest.mark.parametrize(("second", "outcome"), [("80.01", "rounding"), ("65.00", "discrepancy")])
def test_a_list_of_classes_sums_to_its_whole(judge: Any, second: str, outcome: str) -> None:
    said = [WHOLE_SAID, part("教育支出", "20.00", "205"), part("卫生健康支出", second, "210")]
    (answer,) = judge("narrative_parts_sum_to_whole", statements=said).values()
    assert answer[0] == outcome


def test_a_list_of_some_parts_is_not_added_up(judge: Any) -> None:
    said = [WHOLE_SAID, part("会议费", "20.00"), part("培训费", "8.00")]
    assert judge("narrative_parts_sum_to_whole", statements=said) == {}


@pytest.mark.parametrize(("second", "outcome"), [("1", "pass"), ("3", "discrepancy")])
def test_counts_of_the_parts_are_no_more_than_the_count_of_the_whole(judge: Any, second: str, outcome: str) -> None:
    vehicles = {"unit": "辆", "group": 1, "whole": "本单位车辆", "concept": None}
    said = [
        claim(EXPENDITURE, "本单位车辆", "count", "5", unit="辆", concept=None),
        claim(EXPENDITURE, "机要通信用车", "count", "3", **vehicles),
        claim(EXPENDITURE, "其他用车", "count", second, **vehicles),
    ]
    (answer,) = judge("narrative_counts_within_whole", statements=said).values()
    assert answer[0] == outcome


@pytest.mark.parametrize(("rate", "outcome"), [("95.46", "pass"), ("95.45", "discrepancy")])
def test_a_completion_is_outturn_over_budget(judge: Any, rate: str, outcome: str) -> None:
    heading = "五、一般公共预算财政拨款支出决算情况说明"
    said = [
        claim(heading, "一般公共预算财政拨款支出", "amount", "10210.34", base_kind="budget"),
        claim(heading, "一般公共预算财政拨款支出", "amount", "9746.50", base_kind="final"),
        claim(heading, "一般公共预算财政拨款支出", "completion", rate, unit="%", base_kind="budget"),
    ]
    found = judge("narrative_completion_equals_ratio", {"bureau/2024-final-accounts": {"statements": said}})
    assert [answer[0] for answer in found.values()] == [outcome]


@pytest.mark.parametrize(("trend", "outcome"), [("decrease", "pass"), ("increase", "discrepancy")])
def test_a_reason_points_the_way_that_the_figure_went(judge: Any, trend: str, outcome: str) -> None:
    said = [
        claim(INCOME, "单位资金", "change", "5.00", trend="decrease"),
        claim(INCOME, "单位资金", "change", "", trend=trend, role="reason") | {"value": None},
    ]
    (answer,) = judge("narrative_reasons_agree", statements=said).values()
    assert answer[0] == outcome


@pytest.mark.parametrize(("change", "outcome"), [("39.59", "rounding"), ("39.28", "discrepancy")])
def test_income_and_expenditure_of_one_fund_changed_by_the_same(judge: Any, change: str, outcome: str) -> None:
    said = [
        claim(INCOME, "一般公共预算收入", "amount", "219.40"),
        claim(INCOME, "一般公共预算收入", "change", "39.58", trend="increase"),
        claim(GENERAL, "一般公共预算支出", "amount", "219.40"),
        claim(GENERAL, "一般公共预算支出", "change", change, trend="increase"),
    ]
    (answer,) = judge("narrative_same_money_changes_alike", statements=said).values()
    assert answer[0] == outcome


def test_other_words_for_the_same_thing_are_the_same_thing(judge: Any) -> None:
    said = [
        claim("一、收支预算总体情况说明", "收入、支出预算总计", "amount", "21955.35"),
        claim("一、收支预算总体情况说明", "收、支预算总计", "change", "3958.67", trend="increase"),
        claim("一、收支预算总体情况说明", "收、支预算总计", "change_rate", "21.95", trend="increase"),
    ]
    (answer,) = judge("narrative_rate_equals_change", statements=said).values()
    assert answer[0] == "discrepancy"


def test_an_amount_is_held_against_the_column_that_the_place_prints(judge: Any) -> None:
    """Some prose means the income of this year, some that with what was carried over."""
    said = [claim("一、收支预算情况的总体说明", "收入预算", "amount", "90.00")]
    summary = [
        {"income_label": "本年收入合计", "income_level": 1, "income_is_total": False, "income_amount": "90.00"},
        {"income_label": "收入总计", "income_level": 0, "income_is_total": True, "income_amount": "100.00"},
    ]
    (answer,) = judge(
        "narrative_amount_equals_table",
        statements=said,
        income_expenditure_summary=summary,
        tables=[state("income-expenditure-summary", 1, "filled")],
    ).values()
    assert answer[0] == "pass"


def test_what_one_unit_or_one_kind_of_expenditure_gets_is_not_what_the_tables_print_of_all(judge: Any) -> None:
    said = [
        claim("三、支出预算情况说明 / （一）某某局（本级）", "支出预算", "amount", "6.00"),
        claim(GENERAL, "项目支出", "amount", "4.00"),
        claim(GENERAL, "教育支出", "amount", "4.00", code="205", whole="项目支出", group=1),
    ]
    found = judge(
        "narrative_amount_equals_table",
        statements=said,
        expenditure=total("total", "10.00"),
        general_public_budget_expenditure=[
            *total("project_expenditure", "4.00"),
            {"name": "教育支出", "code": "205", "level": 1, "total": "10.00"},
        ],
        tables=[state("expenditure", 3, "filled"), state("general-public-budget-expenditure", 5, "filled")],
    )
    assert [subject.split(" = ")[0] for subject in found] == ["五 项目支出 amount"]


@pytest.mark.parametrize(("stated", "outcome"), [("9.01", "rounding"), ("8.00", "unusual")])
def test_personnel_usually_is_wages_with_subsidies_to_persons(judge: Any, stated: str, outcome: str) -> None:
    rows = [
        {"code": "301", "name": "工资福利支出", "level": 1, "total": "7.00"},
        {"code": "302", "name": "商品和服务支出", "level": 1, "total": "3.00"},
        {"code": "303", "name": "对个人和家庭的补助", "level": 1, "total": "2.00"},
    ]
    found = judge(
        "narrative_personnel_equals_classes",
        statements=[claim("六、一般公共预算基本支出情况说明", "人员经费", "amount", stated)],
        general_public_budget_basic_expenditure=rows,
        **{PRINTED: {"general-public-budget-basic-expenditure": ("code", "name", "total")}},
    )
    assert [answer[0] for answer in found.values()] == [outcome]


@pytest.mark.parametrize(
    ("path", "outcomes"),
    [
        ("卫生健康（类）支出", ["pass"]),  # without its last word
        ("行政事业单位医疗（类）支出", []),  # the name of what stands below it: the path leaves a level out
        ("医药卫生（类）支出", ["discrepancy"]),
    ],
)
def test_prose_may_shorten_the_name_of_a_code_but_not_give_it_another(
    judge: Any, path: str, outcomes: list[str]
) -> None:
    known = [
        {"code": "210", "name": "卫生健康支出", "years": "2026", "status": "observed"},
        {"code": "21011", "name": "行政事业单位医疗", "years": "2026", "status": "observed"},
    ]
    found = judge(
        "one_code_one_name",
        functional_classification=known,
        expenditure=[{"code": "210", "name": "卫生健康支出", "level": 1, "total": "5.00"}],
        statements=[claim(EXPENDITURE, path, "amount", "5.00", code="210")],
    )
    assert [one for one, *_ in found.values()] == outcomes


def test_prose_may_use_a_former_name_that_the_reference_knows(judge: Any) -> None:
    # 江苏省政协办公厅 2017: 20805 was 行政事业单位离退休 then, in tables and prose alike.
    known = [
        {"code": "20805", "name": "行政事业单位养老支出", "years": "2026", "status": "observed"},
        {"code": "20805", "name": "行政事业单位离退休", "years": "2017", "status": "alias"},
    ]
    path = "社会保障和就业支出（类）行政事业单位离退休（款）"
    found = judge(
        "one_code_one_name",
        functional_classification=known,
        expenditure=[{"code": "20805", "name": "行政事业单位离退休", "level": 2, "total": "5.00"}],
        statements=[claim(EXPENDITURE, path, "amount", "5.00", code="20805")],
    )
    assert [one for one, *_ in found.values()] == ["pass"]


def test_income_and_expenditure_executed_last_year_need_not_be_the_same(judge: Any) -> None:
    # 湖州市退役军人事务局 2026: 比上年执行数, income fell by 336.67 and expenditure grew by 268.28.
    said = [
        claim(INCOME, "收入预算", "amount", "6256.31"),
        claim(INCOME, "收入预算", "change", "336.67", trend="decrease", base_kind="executed", base_period="prior"),
        claim(EXPENDITURE, "支出预算", "amount", "6256.31"),
        claim(EXPENDITURE, "支出预算", "change", "268.28", trend="increase", base_kind="executed", base_period="prior"),
    ]
    assert not judge("narrative_same_money_changes_alike", statements=said)
