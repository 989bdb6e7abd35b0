from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from yusuan.charts.agreeing import Unclear
from yusuan.charts.tracing import UNKNOWN, trace

Rows = Callable[[str, str], list[dict[str, Any]]]
GENERAL, FISCAL, OTHER = "general_public_budget", "fiscal_carryover", "non_fiscal_carryover"
BASIC, PROJECT = "basic_expenditure", "project_expenditure"


def test_the_flow_of_changji_adds_up_to_every_printed_total(flow: Rows, table_2: str, table_3: str) -> None:
    found = trace(flow(table_2, table_3))
    assert found.total == Decimal("411.74")
    by_source = {GENERAL: Decimal("147.16"), FISCAL: Decimal("5.00"), OTHER: Decimal("259.58")}
    by_kind = {BASIC: Decimal("147.16"), PROJECT: Decimal("264.58")}
    by_function = {"201": Decimal("372.48"), "208": Decimal("21.08"), "210": Decimal("7.34"), "221": Decimal("10.84")}
    for amounts, totals, place in (
        (found.income, by_source, 0),
        (found.income, by_function, 1),
        (found.spending, by_function, 0),
        (found.spending, by_kind, 1),
        (found.traced, by_source, 0),
        (found.traced, by_function, 1),
        (found.traced, by_kind, 2),
    ):
        summed: dict[str, Decimal] = {}
        for key, amount in amounts.items():
            summed[key[place]] = summed.get(key[place], Decimal(0)) + amount
        assert summed == totals


def test_every_yuan_of_changji_is_traced_from_its_source_to_its_kind(flow: Rows, table_2: str, table_3: str) -> None:
    assert trace(flow(table_2, table_3)).traced == {
        (GENERAL, "201", BASIC): Decimal("107.90"),
        (FISCAL, "201", PROJECT): Decimal("5.00"),
        (OTHER, "201", PROJECT): Decimal("259.58"),
        (GENERAL, "208", BASIC): Decimal("21.08"),
        (GENERAL, "210", BASIC): Decimal("7.34"),
        (GENERAL, "221", BASIC): Decimal("10.84"),
    }


def test_what_the_document_does_not_say_is_not_guessed(flow: Rows) -> None:
    # One item, two sources and two kinds: any of four answers would add up.
    found = trace(
        flow(
            "201 甲 10 6 4 -\n2010101 甲一 10 6 4 -\n208 乙 5 5 - -\n2080501 乙一 5 5 - -\n- 合计 15 11 4 -",
            "201 甲 10 7 3\n2010101 甲一 10 7 3\n208 乙 5 2 3\n2080501 乙一 5 2 3\n- 合计 15 9 6",
        )
    )
    assert found.traced == {
        (UNKNOWN, "201", BASIC): Decimal(7),
        (UNKNOWN, "201", PROJECT): Decimal(3),
        (GENERAL, "208", BASIC): Decimal(2),
        (GENERAL, "208", PROJECT): Decimal(3),
    }
    assert found.income == {(GENERAL, "201"): Decimal(6), (FISCAL, "201"): Decimal(4), (GENERAL, "208"): Decimal(5)}


def test_one_undetermined_item_leaves_the_others_traced(flow: Rows) -> None:
    found = trace(
        flow(
            "201 甲 15 9 6 -\n2010101 甲一 10 6 4 -\n2010102 甲二 5 3 2 -\n- 合计 15 9 6 -",
            "201 甲 15 12 3\n2010101 甲一 10 7 3\n2010102 甲二 5 5 -\n- 合计 15 12 3",
        )
    )
    assert found.functions == (("2010101", "甲一"), ("2010102", "甲二"))  # the only class divides nothing
    assert found.traced == {
        (UNKNOWN, "2010101", BASIC): Decimal(7),
        (UNKNOWN, "2010101", PROJECT): Decimal(3),
        (GENERAL, "2010102", BASIC): Decimal(3),
        (FISCAL, "2010102", BASIC): Decimal(2),
    }


def test_items_that_miss_their_function_by_rounding_still_show_which_source_pays_for_what(flow: Rows) -> None:
    found = trace(
        flow(
            "201 甲 10.00 6.00 4.00 -\n2010101 甲一 6.01 6.01 - -\n2010102 甲二 4.00 - 4.00 -\n"
            "208 乙 1.00 1.00 - -\n- 合计 11.00 7.00 4.00 -",
            "201 甲 10.00 6.00 4.00\n2010101 甲一 6.01 6.01 -\n2010102 甲二 4.00 - 4.00\n"
            "208 乙 1.00 1.00 -\n- 合计 11.00 7.00 4.00",
        )
    )
    assert found.traced[GENERAL, "201", BASIC] == Decimal("6.00")  # as printed of the function
    assert found.traced[FISCAL, "201", PROJECT] == Decimal("4.00")


@pytest.mark.parametrize(
    ("income", "spending", "reason"),
    [
        ("201 甲 10 6 4 -\n- 合计 10 6 4 -", "201 甲 12 7 5\n- 合计 12 7 5", "收入总计10万元与支出合计12万元不相等"),
        (
            "201 甲 3 3 - -\n208 乙 7 7 - -\n- 合计 10 10 - -",
            "201 甲 5 5 -\n208 乙 5 5 -\n- 合计 10 10 -",
            "甲的收入3万元与支出5万元不相等",
        ),
        ("201 甲 10 6 1 -\n- 合计 10 6 4 -", "201 甲 10 7 3\n- 合计 10 7 3", "甲按来源"),
        ("201 甲 10 6 4 -\n- 合计 10 6 4 -", "201 甲 10 7 1\n- 合计 10 7 3", "甲按基本支出与项目支出"),
        ("201 甲 10 6 4 -\n- 合计 10 6 4 -", "208 甲 10 7 3\n- 合计 10 7 3", "没有读到《收入总体情况表》里的208甲"),
        ("201 甲 10 12 -2 -\n- 合计 10 12 -2 -", "201 甲 10 7 3\n- 合计 10 7 3", "负数"),
        ("- 合计 10 6 4 -", "201 甲 10 7 3\n- 合计 10 7 3", "没有读到《收入总体情况表》按功能分类列出的收入"),
        ("- 合计 10 10 - -", "- 合计 10 7 3", "没有读到《支出总体情况表》按功能分类列出的支出"),
        ("- 合计 10 10 - -", "201 甲 90 60 30\n- 合计 90 60 30", "不相等"),
        ("201 甲 10 6 4 -\n201 甲 10 6 4 -\n- 合计 10 6 4 -", "201 甲 10 7 3\n- 合计 10 7 3", "不止一次"),
        ("201 甲 0 - - -\n- 合计 0 - - -", "201 甲 0 - -\n- 合计 0 - -", "《收入总体情况表》印出的合计是0"),
        ("201 甲 10 6 4 -", "201 甲 10 7 3\n- 合计 10 7 3", "没有读到《收入总体情况表》的合计"),
    ],
)
def test_tables_that_make_no_flow_are_refused_with_the_reason(
    flow: Rows, income: str, spending: str, reason: str
) -> None:
    with pytest.raises(Unclear, match=reason):
        trace(flow(income, spending))


def test_a_sum_that_rounding_explains_is_drawn_and_said(flow: Rows) -> None:
    found = trace(
        flow(
            "201 甲 10.01 10.01 - -\n208 乙 5.00 5.00 - -\n- 合计 15.00 15.00 - -",
            "201 甲 10.01 10.01 -\n208 乙 5.00 5.00 -\n- 合计 15.00 15.00 -",
        )
    )
    assert found.rounded


def test_the_one_source_of_a_document_pays_for_all_that_it_spends(flow: Rows) -> None:
    # 无锡市统计局 2026: table 2 lists its units, of 一般公共预算 alone; table 3 lists what it is spent on.
    found = trace(
        flow(
            "- 合计 3210.10 3210.10 - -",
            "201 一般公共服务支出 2404.17 1429.11 975.06\n208 社会保障和就业支出 805.93 805.93 -\n- 合计 3210.10 2235.04 975.06",
        )
    )
    assert found.one_source
    assert found.income == {(GENERAL, "201"): Decimal("2404.17"), (GENERAL, "208"): Decimal("805.93")}
    assert found.traced == {
        (GENERAL, "201", BASIC): Decimal("1429.11"),
        (GENERAL, "201", PROJECT): Decimal("975.06"),
        (GENERAL, "208", BASIC): Decimal("805.93"),
    }


UNDIVIDED = "201 甲 10 - -\n208 乙 5 - -\n- 合计 15 - -"
"""Table 3 of a document that prints no columns of basic and of project expenditure."""


@pytest.mark.parametrize("table_3", [UNDIVIDED, ""])
def test_without_kinds_of_spending_the_flow_ends_at_the_functions(flow: Rows, table_3: str) -> None:
    found = trace(flow("201 甲 10 6 4 -\n208 乙 5 5 - -\n- 合计 15 11 4 -", table_3))
    assert found.without
    assert (found.spending, found.traced) == ({}, {})
    assert found.income == {(GENERAL, "201"): Decimal(6), (FISCAL, "201"): Decimal(4), (GENERAL, "208"): Decimal(5)}


@pytest.mark.parametrize(
    ("table_2", "table_3"),
    [
        ("201 甲 10 6 4 -\n208 乙 26 26 - -\n- 合计 15 11 4 -", UNDIVIDED),
        ("201 甲 10 6 1 -\n208 乙 5 5 - -\n- 合计 15 11 4 -", UNDIVIDED),
        ("201 甲 10 6 4 -\n208 乙 5 5 - -\n- 合计 15 11 4 -", "201 甲 10 - -\n- 合计 26 - -"),
    ],
    ids=["functions off", "sources off", "another total spent"],
)
def test_a_flow_of_income_is_not_drawn_where_it_does_not_add_up(flow: Rows, table_2: str, table_3: str) -> None:
    with pytest.raises(Unclear):
        trace(flow(table_2, table_3))
