"""Rates of several things in one list, and what ends a clause or a line, in sentences made up here."""

from __future__ import annotations

import pytest
from test_claims import claims, told

from yusuan.recognise.prose import KeyItems

SAID = "预算总支出300万元，其中人员支出200万元、公用支出50万元、项目支出50万元，分别占66.67%、16.67%、16.66%。"


def test_each_rate_of_a_list_is_of_the_amount_in_the_same_place() -> None:
    shares = [(claim.subject, claim.value, claim.whole) for claim in claims(SAID) if claim.quantity == "share"]
    assert shares == [
        ("人员支出", "66.67", "预算总支出"),
        ("公用支出", "16.67", "预算总支出"),
        ("项目支出", "16.66", "预算总支出"),
    ]


def test_names_in_a_list_are_each_of_the_figure_in_the_same_place() -> None:
    found = told("会议费、培训费分别为1.5万元、2万元，较上年分别减少0.5万元、0.3万元。")
    assert found == [
        ("会议费", "amount", "1.5", "万元", ""),
        ("培训费", "amount", "2", "万元", ""),
        ("会议费", "change", "0.5", "万元", "decrease"),
        ("培训费", "change", "0.3", "万元", "decrease"),
    ]


def test_rates_of_which_there_are_more_than_amounts_stay_with_what_was_said_last() -> None:
    found = told("公用支出50万元，分别占16.67%、16.66%。")
    assert [subject for subject, quantity, *_ in found if quantity == "share"] == ["公用支出", "公用支出"]


def test_a_comma_between_thousands_ends_no_clause() -> None:
    change = next(
        claim for claim in claims("收入预算比2025年2,300.00万元增加156.78万元。") if claim.quantity == "change"
    )
    assert change.text == "收入预算比2025年2,300.00万元增加156.78万元"


def test_by_use_is_how_expenditure_is_divided_and_no_purpose() -> None:
    (first, share) = claims("按用途划分：基本支出1456.78万元，占59.30%。")
    assert (first.role, share.subject) == ("statement", "基本支出")


def test_what_a_web_page_says_of_itself_is_no_beginning_of_its_text() -> None:
    found = told("索引号：001008003015/2026-00012 发布日期：2026-02-10", "2026年总支出300万元，增加20万元。")
    assert [subject for subject, *_ in found] == ["总支出", "总支出"]


def test_works_and_services_alone_are_kinds_of_procurement_within_it() -> None:
    items = KeyItems()
    found = [
        items.of(claim) for claim in claims("政府采购预算合计120万元，其中货物类20万元、工程类0元、服务类100万元。")
    ]
    assert [item and item[1] for item in found] == [
        "procurement", "procurement_goods", "procurement_works", "procurement_services",
    ]  # fmt: skip


def test_a_share_of_this_years_expenditure_budget_is_no_completion() -> None:
    found = claims("项目支出预算2141.55万元，占本年支出预算22.25%。")
    assert [(claim.quantity, claim.whole) for claim in found] == [("amount", ""), ("share", "本年支出预算")]
    assert [claim.quantity for claim in claims("教育支出决算2141.55万元，占年初预算的98%。")] == [
        "amount",
        "completion",
    ]


@pytest.mark.parametrize(
    ("said", "subject", "quantity", "value", "base", "whole"),
    [
        ("住房公积金45万元，同比净增5万元。", "住房公积金", "change", "5", "prior", ""),
        ("“三公”经费同比下降12%。", "“三公”经费", "change_rate", "12", "prior", ""),
        ("基本支出占比81.2%。", "基本支出", "share", "81.2", "", ""),
        ("住房公积金45万元，占全部支出的4.4%。", "住房公积金", "share", "4.4", "", "全部支出"),
        ("人员经费由上年的300万元增加到320万元。", "人员经费", "amount", "320", "", ""),
    ],
)
def test_the_usual_short_forms_name_neither_the_base_nor_the_share_as_the_thing(
    said: str, subject: str, quantity: str, value: str, base: str, whole: str
) -> None:
    last = claims(said)[-1]
    assert (last.subject, last.quantity, last.value, last.base_period, last.whole) == (
        subject, quantity, value, base, whole,
    )  # fmt: skip
