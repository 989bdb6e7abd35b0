"""Rules of final accounts: what was budgeted, what came of it, and what was carried over."""

from __future__ import annotations

from typing import Any

import pytest

from .asking import Judge

PACKAGE = "bureau/2024-final-accounts"
Row = dict[str, Any]


def claim(subject: str, value: str, base: str | None, heading: str, **more: str) -> Row:
    """A claim of an amount as the grammar of prose gives it."""
    return {
        "heading": heading,
        "subject": subject,
        "quantity": "amount",
        "value": value,
        "unit": "万元",
        "period": "current",
        "base_kind": base,
        "role": "statement",
        **more,
    }


GENERAL = "五、一般公共预算财政拨款支出决算情况说明"
PENSION = "社会保障和就业支出（类）行政事业单位养老支出（款）行政单位离退休（项）"


def ask(judge: Judge, rule: str, **resources: list[Row]) -> dict[str, tuple[Any, ...]]:
    """What a rule makes of one disclosure of final accounts: subject -> (outcome, published, expected)."""
    return judge(rule, {PACKAGE: {name.replace("_", "-"): rows for name, rows in resources.items()}})


# 上海市普陀区规划和自然资源局 2024, 决算, page 11.
def summary(closing: str) -> list[Row]:
    rows = [
        (("一般公共预算财政拨款收入", 1, "9746.50"), ("一般公共服务支出", 1, "9759.38")),
        (("本年收入合计", None, "9746.50"), ("本年支出合计", None, "9759.38")),
        (("使用非财政拨款结余", 1, None), ("结余分配", 1, None)),
        (("年初结转和结余", 1, "112.88"), ("年末结转和结余", 1, closing)),
        (("总计", 0, "9859.38"), ("总计", 0, "9859.38")),
    ]
    return [
        {
            f"{side}_{field}": value
            for side, (label, level, amount) in zip(("income", "expenditure"), pair, strict=True)
            for field, value in (
                ("label", label),
                ("level", level),
                ("is_total", not level),
                *([("amount", amount)] if amount else []),
            )
        }
        for pair in rows
    ]


def test_final_accounts_balance_with_surplus_and_carryover(judge: Judge) -> None:
    asked = "final_accounts_balance_with_carryover"
    subject = "income-expenditure-summary 年末结转和结余 expenditure_amount"
    assert ask(judge, asked, income_expenditure_summary=summary("100.00"))[subject] == ("pass", "100.00", "100.00")
    assert ask(judge, asked, income_expenditure_summary=summary("101.00"))[subject] == (
        "discrepancy",
        "101.00",
        "100.00",
    )


# 西安市卫生健康委员会（汇总） 2022, 决算, page 159: nothing is printed under 年末结转和结余.
FUND: Row = {
    "code": "229",
    "name": "其他支出",
    "level": 1,
    "opening_carryover": "58,830.98",
    "current_income": "509,220.66",
}


@pytest.mark.parametrize(
    ("spent", "closing", "outcome"),
    [
        ("568,051.63", {}, "rounding"),
        ("568,050.63", {"closing_carryover": "1.01"}, "pass"),
        ("568,041.63", {}, "discrepancy"),
    ],
)
def test_a_fund_carries_out_what_it_did_not_spend(judge: Judge, spent: str, closing: Row, outcome: str) -> None:
    rows = [FUND | {"total": spent} | closing, {"code": "207", "name": "文化", "level": 1, "closing_carryover": "0.00"}]
    found = ask(judge, "fund_carryover_balances", government_fund_expenditure=rows)
    assert found["government-fund-expenditure 229 closing_carryover"][0] == outcome


def basic(operating: str) -> dict[str, list[Row]]:
    economic = [
        {"code": "301", "name": "工资福利支出", "level": 1, "total": "4816.14"},
        {"code": "302", "name": "商品和服务支出", "level": 1, "total": "440.90"},
        {"code": "303", "name": "对个人和家庭的补助", "level": 1, "total": "67.96"},
        {"code": "310", "name": "资本性支出", "level": 1, "total": "39.76"},
        {"name": "人员经费合计", "is_total": True, "total": "4884.09"},
        {"name": "公用经费合计", "is_total": True, "total": operating},
    ]
    general = [{"name": "合计", "level": 0, "total": "9746.50", "basic_expenditure": "5364.75"}]
    return {
        "general_public_budget_basic_expenditure": economic,
        "general_public_budget_expenditure": general,
    }


def test_basic_expenditure_is_that_of_its_economic_classes_and_of_personnel_and_operating(judge: Judge) -> None:
    # 上海市普陀区规划和自然资源局 2024, 决算, pages 15 and 16.
    asked = "economic_classes_sum_to_basic_expenditure"
    assert ask(judge, asked, **basic("480.66")) == {
        "classes": ("rounding", "5364.75", "5364.76"),
        "kinds": ("pass", "5364.75", "5364.75"),
    }
    assert ask(judge, asked, **basic("490.66"))["kinds"] == ("discrepancy", "5364.75", "5374.75")


def test_budgets_of_the_items_sum_to_that_of_the_whole(judge: Judge) -> None:
    whole = claim("一般公共预算财政拨款支出", "10.00", "budget", GENERAL, concept="general_public_expenditure")
    items = [
        claim(PENSION, "4.00", "budget", GENERAL, code="2080501"),
        # An item that the classification does not know is one all the same.
        claim("社会保障和就业支出（类）行政事业单位养老支出（款）退休人员活动费支出（项）", "6.00", "budget", GENERAL),
    ]
    outturn = claim(PENSION, "3.00", "final", GENERAL, code="2080501")
    table = [
        {"code": "2080501", "name": "行政单位离退休", "level": 3, "total": "3.00"},
        {"name": "合计", "level": 0, "total": "3.00"},
    ]
    asked, subject = "stated_budgets_sum_to_total", "五 一般公共预算财政拨款支出 amount"
    rows = {"general_public_budget_expenditure": table}
    assert ask(judge, asked, statements=[whole, *items, outturn], **rows)[subject] == ("pass", "10.00", "10.00")
    assert ask(judge, asked, statements=[whole, items[0]], **rows)[subject] == ("discrepancy", "10.00", "4.00")
    more = [{"code": "2210201", "name": "住房公积金", "level": 3, "total": "6.00"}, *table]
    found = ask(judge, asked, statements=[whole, items[0]], general_public_budget_expenditure=more)
    assert found[subject][0] == "not-checkable", "an item whose budget is not said may have had one"


THREE = [
    {"item": "total", "label": "合计", "level": 0, "total": "0.39", "budget_total": "2.85"},
    {"item": "official_reception", "label": "公务接待费", "level": 1, "total": "2.90", "budget_total": "2.85"},
]


def test_the_three_public_expenses_usually_stay_within_their_budget(judge: Judge) -> None:
    assert ask(judge, "three_public_outturn_within_budget", three_public_expenses=THREE) == {
        "three-public-expenses total total": ("pass", "0.39", "2.85"),
        "three-public-expenses official_reception total": ("unusual", "2.90", "2.85"),
    }
    adjusted = [THREE[1] | {"adjusted_budget_total": "3.00"}]
    found = ask(judge, "three_public_outturn_within_budget", three_public_expenses=adjusted)
    assert found["three-public-expenses official_reception total"][0] == "pass"


def test_a_budget_in_prose_is_usually_that_of_the_table(judge: Judge) -> None:
    heading = "七、财政拨款“三公”经费支出决算情况说明"
    said = claim("“三公”经费财政拨款支出", "2.85", "budget", heading, concept="three_public_expenses")
    spent = claim("“三公”经费财政拨款支出", "0.39", "final", heading, concept="three_public_expenses")
    other = claim("公务接待费预算", "2.00", None, heading, concept="official_reception")
    assert ask(judge, "budget_in_prose_equals_table", statements=[said, spent, other], three_public_expenses=THREE) == {
        "七 “三公”经费财政拨款支出 amount": ("pass", "2.85", "2.85"),
        "七 公务接待费预算 amount": ("unusual", "2.00", "2.85"),
    }


def test_a_budget_that_its_words_name_is_not_held_against_the_outturn(judge: Judge) -> None:
    # 西安市卫生健康委员会（汇总） 2022, 决算, page 21: 财政拨款安排公务接待费预算1.86万元，支出决算0.11万元.
    heading = "九、财政拨款“三公”经费及会议费、培训费支出决算情况说明"
    budget = claim("财政拨款安排公务接待费预算", "1.86", None, heading, concept="official_reception")
    spent = claim("财政拨款安排公务接待费预算", "2.90", "final", heading, concept="official_reception")
    tables = [{"table_name": "three-public-expenses", "table_number": 10, "state": "filled"}]
    rows = {"three_public_expenses": THREE, "tables": tables}
    found = ask(judge, "narrative_amount_equals_table", statements=[budget, spent], **rows)
    assert [answer[:2] for answer in found.values()] == [("pass", "2.90")]
