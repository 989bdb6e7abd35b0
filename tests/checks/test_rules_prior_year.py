"""What a document says of the year before, held against the document of that year."""

from __future__ import annotations

from typing import Any

import pytest

from yusuan.recognise.prose import concept_of

Row = dict[str, Any]
NOW, LAST, ACCOUNTS = "bureau/2024-budget", "bureau/2023-budget", "bureau/2023-final-accounts"
RULE, COLUMNS = "prior_year_equals_last_years_document", "prior_year_columns_equal_last_years_document"
EXPENDITURE = "三、支出预算情况说明"


def claim(subject: str, quantity: str, value: str, **more: Any) -> Row:
    known = {"heading": EXPENDITURE, "subject": subject, "quantity": quantity, "value": value, "unit": "万元"}
    return known | {"concept": concept_of(subject) or None, "period": "current", "text": "…"} | more


def total(**amounts: str) -> list[Row]:
    return [{"name": "合计", "level": 0} | amounts]


FILLED = [{"table_name": "expenditure", "table_number": 3, "state": "filled"}]
CHANGE = claim("基本支出", "change", "20.50", trend="increase", base_period="prior")


def disclosure(*statements: Row, **amounts: str) -> dict[str, list[Row]]:
    return {"statements": list(statements), "expenditure": total(**amounts), "tables": FILLED}


def outcome(found: dict[Any, tuple[Any, ...]]) -> Any:
    (answer,) = found.values()
    return answer[0]


@pytest.mark.parametrize(("last", "expected"), [("126.66", "pass"), ("127.66", "unusual")])
def test_a_change_implies_what_last_years_table_printed(judge: Any, last: str, expected: str) -> None:
    this = disclosure(CHANGE, basic_expenditure="147.16")
    assert outcome(judge(RULE, {NOW: this, LAST: disclosure(basic_expenditure=last)})) == expected


def test_without_last_years_document_nothing_can_be_checked(judge: Any) -> None:
    assert outcome(judge(RULE, {NOW: disclosure(CHANGE, basic_expenditure="147.16")})) == "not-checkable"


def test_a_year_that_is_not_the_one_before_is_not_held_against_it(judge: Any) -> None:
    this = disclosure(CHANGE | {"base_period": "2020"}, basic_expenditure="147.16")
    assert judge(RULE, {NOW: this, LAST: disclosure(basic_expenditure="1.00")}) == {}


@pytest.mark.parametrize(("said", "expected"), [("126.66", "pass"), ("100.00", "unusual")])
def test_an_amount_of_last_year_is_what_its_table_printed(judge: Any, said: str, expected: str) -> None:
    own, prior = claim("基本支出", "amount", "147.16"), claim("基本支出", "amount", said, period="prior")
    this = disclosure(own, prior, basic_expenditure="147.16")
    assert outcome(judge(RULE, {NOW: this, LAST: disclosure(basic_expenditure="126.66")})) == expected


def test_what_last_years_table_does_not_print_its_narrative_may(judge: Any) -> None:
    this = disclosure(CHANGE, basic_expenditure="147.16")
    last = disclosure(claim("基本支出", "amount", "126.66"), total="300.00")
    assert outcome(judge(RULE, {NOW: this, LAST: last})) == "pass"
    assert outcome(judge(RULE, {NOW: this, LAST: disclosure(total="300.00")})) == "not-checkable"


@pytest.mark.parametrize(("last", "expected"), [("6442.89", "pass"), ("6432.89", "unusual")])
def test_what_no_table_prints_is_held_against_the_prose_of_both_years(judge: Any, last: str, expected: str) -> None:
    # 江苏省高级人民法院 2018, page 19: less by 392.92; its document of 2017, page 21, prints 6432.89.
    own, change = (
        claim("法院（款）一般行政事务管理（项）支出", "amount", "6049.97"),
        claim("法院（款）一般行政事务管理（项）支出", "change", "392.92", trend="decrease", base_period="prior"),
    )
    this = {"statements": [own, change]}
    before = claim("法院（款）一般行政事务管理（项）支出", "amount", last)
    assert outcome(judge(RULE, {NOW: this, LAST: {"statements": [before]}})) == expected
    # Words that two amounts go by name neither.
    twice = {"statements": [before | {"value": "1.00"}, before | {"value": "2.00"}]}
    assert outcome(judge(RULE, {NOW: this, LAST: twice})) == "not-checkable"


def test_an_outturn_of_last_year_is_held_against_its_final_accounts(judge: Any) -> None:
    this = disclosure(CHANGE | {"base_kind": "final"}, basic_expenditure="147.16")
    budget, accounts = disclosure(basic_expenditure="1.00"), disclosure(basic_expenditure="126.66")
    assert outcome(judge(RULE, {NOW: this, LAST: budget, ACCOUNTS: accounts})) == "pass"
    assert outcome(judge(RULE, {NOW: this, LAST: budget})) == "not-checkable"


def test_a_column_of_last_year_is_what_its_document_printed(judge: Any) -> None:
    items = ("official_reception", "公务接待费", 1), ("total", "合计", 0)
    this = [
        {"item": item, "label": label, "level": level, "total": "2.00", "prior_year_total": prior}
        for (item, label, level), prior in zip(items, ("3.00", "9.00"), strict=True)
    ]
    last = [{"item": item, "label": label, "level": level, "total": "3.00"} for item, label, level in items]
    name = "three-public-expenses"
    found = judge(COLUMNS, {NOW: {name: this}, LAST: {name: last}})
    assert found == {
        f"{name} official_reception prior_year_total": ("pass", "3.00", "3.00"),
        f"{name} total prior_year_total": ("unusual", "9.00", "3.00"),
    }
    assert {answer[0] for answer in judge(COLUMNS, {NOW: {name: this}}).values()} == {"not-checkable"}


def test_a_column_of_last_years_outturn_is_held_against_its_final_accounts(judge: Any) -> None:
    name = "general-public-budget-expenditure"
    this, last = total(total="5.00", prior_year_executed_total="4.00"), total(total="4.00")
    assert outcome(judge(COLUMNS, {NOW: {name: this}, ACCOUNTS: {name: last}})) == "pass"
    assert outcome(judge(COLUMNS, {NOW: {name: this}, LAST: {name: last}})) == "not-checkable"
