"""What the rules say of one table: agrees, rounds, disagrees, cannot be checked."""

from __future__ import annotations

from typing import Any

import pytest

Row = dict[str, Any]


def coded(*rows: tuple[str, str | None]) -> list[Row]:
    """Rows of a coded table from code and total; no code is the total row."""
    return [
        {"code": code or None, "name": code or "合计", "level": (len(code) - 1) // 2 if code else 0}
        | ({"total": amount} if amount is not None else {})
        for code, amount in rows
    ]


@pytest.mark.parametrize(
    ("total", "outcome"),
    [("28.42", "pass"), ("28.43", "rounding"), ("28.45", "discrepancy"), (None, "not-checkable")],
)
def test_classes_sum_to_the_total(judge: Any, total: str | None, outcome: str) -> None:
    found = judge("classes_sum_to_total", expenditure=coded(("208", "21.08"), ("210", "7.34"), ("", total)))
    assert found["expenditure 合计 total"][0] == outcome


@pytest.mark.parametrize(
    ("total", "outcome"),
    [
        ("480544221.67", "pass"),
        ("480544221.6", "rounding"),
        ("480544221.60", "discrepancy"),
        ("480544221.5", "discrepancy"),
    ],
)
def test_a_total_that_a_spreadsheet_shortened_to_ten_digits_is_rounded(judge: Any, total: str, outcome: str) -> None:
    found = judge(
        "classes_sum_to_total", expenditure=coded(("", total), ("201", "18941962.57"), ("208", "461602259.1"))
    )
    assert found["expenditure 合计 total"][0] == outcome


@pytest.mark.parametrize(
    ("whole", "outcome"), [("21.09", "pass"), ("21.08", "rounding"), ("21.18", "discrepancy"), (None, "not-checkable")]
)
def test_items_sum_to_their_section(judge: Any, whole: str | None, outcome: str) -> None:
    rows = coded(("20805", whole), ("2080502", "0.60"), ("2080505", "13.66"), ("2080506", "6.83"))
    assert judge("items_sum_to_section", expenditure=rows)["expenditure 20805 total"][0] == outcome


def test_items_sum_to_their_class_across_sections(judge: Any) -> None:
    rows = coded(("208", "3.00"), ("20805", "1.00"), ("2080502", "1.00"), ("20899", "2.00"), ("2089999", "2.50"))
    assert judge("items_sum_to_class", expenditure=rows)["expenditure 208 total"] == ("discrepancy", "3.00", "3.50")


def test_sections_sum_to_their_class(judge: Any) -> None:
    rows = coded(("301", "43.81"), ("30101", "35.35"), ("30102", "8.46"))
    found = judge("sections_sum_to_class", general_public_budget_basic_expenditure=rows)
    assert found == {"general-public-budget-basic-expenditure 301 total": ("pass", "43.81", "43.81")}


def test_a_blank_adds_nothing_where_another_part_is_printed(judge: Any) -> None:
    rows = coded(("301", "8.46"), ("30101", None), ("30102", "8.46"))
    found = judge("sections_sum_to_class", general_public_budget_basic_expenditure=rows)
    assert found["general-public-budget-basic-expenditure 301 total"][0] == "pass"


def test_blank_parts_alone_never_pass(judge: Any) -> None:
    rows = coded(("301", "8.46"), ("30101", None))
    found = judge("sections_sum_to_class", general_public_budget_basic_expenditure=rows)
    assert found["general-public-budget-basic-expenditure 301 total"][0] == "not-checkable"


def test_columns_sum_to_the_total_of_their_row(judge: Any) -> None:
    row = {"code": "201", "name": "一般公共服务支出", "level": 1}
    found = judge(
        "row_parts_sum_to_total",
        expenditure=[
            row | {"total": "372.48", "basic_expenditure": "107.9", "project_expenditure": "264.58"},
            row | {"code": "208", "total": "21.18", "basic_expenditure": "21.08"},
            row | {"code": "210", "total": "7.34"},
        ],
    )
    assert found["expenditure 201 total"][0] == "pass"
    assert found["expenditure 208 total"] == ("discrepancy", "21.18", "21.08")
    assert found["expenditure 210 total"][0] == "not-checkable"


def summary(**amounts: str | None) -> list[Row]:
    """Both sides of a summary, as Xinjiang prints them."""
    lines = [
        ("current", "本年收入", 1, None),
        ("general", "一般公共预算拨款", 2, 1),
        ("own", "一般财力", 3, 2),
        ("carryover", "上年结转结余", 1, None),
        ("fiscal", "财政拨款结转", 2, 4),
        ("other", "非财政拨款结转结余", 2, 4),
        ("total", "收入总计", 0, None),
    ]
    rows: list[Row] = []
    for name, label, level, parent in lines:
        row = {"income_label": label, "income_level": level, "income_parent_row": parent, "income_is_total": level == 0}
        amount = amounts.get(name)
        rows.append(row | ({"income_amount": amount} if amount else {}))
    rows[-1] |= {"expenditure_label": "支出总计", "expenditure_level": 0, "expenditure_is_total": True}
    if spent := amounts.get("spent"):
        rows[-1]["expenditure_amount"] = spent
    return rows


CHANGJI = {
    "current": "147.16",
    "general": "147.16",
    "own": "147.16",
    "carryover": "264.58",
    "fiscal": "5.00",
    "other": "259.58",
    "total": "411.74",
    "spent": "411.74",
}


@pytest.mark.parametrize(
    ("rule", "subject", "change", "wrong"),
    [
        ("current_and_carryover_sum_to_total", "total", "total", "411.84"),
        ("income_parts_sum_to_heading", "carryover", "carryover", "264.68"),
        ("of_which_within_parent", "general_public_budget_own", "own", "147.26"),
        ("income_equals_expenditure", "total", "total", "411.84"),
    ],
)
def test_the_income_side_of_a_summary(judge: Any, rule: str, subject: str, change: str, wrong: str) -> None:
    subject = f"income-expenditure-summary {subject} income_amount"
    assert judge(rule, income_expenditure_summary=summary(**CHANGJI))[subject][0] == "pass"
    close = wrong.replace(".84", ".75").replace(".68", ".59").replace(".26", ".17")
    assert judge(rule, income_expenditure_summary=summary(**CHANGJI | {change: close}))[subject][0] == "rounding"
    assert judge(rule, income_expenditure_summary=summary(**CHANGJI | {change: wrong}))[subject][0] == "discrepancy"


def test_of_which_parts_that_leave_something_out_are_unusual_not_wrong(judge: Any) -> None:
    found = judge("of_which_sums_to_parent", income_expenditure_summary=summary(**CHANGJI | {"own": "100.00"}))
    assert found["income-expenditure-summary general_public_budget income_amount"][0] == "unusual"


def test_income_without_expenditure_cannot_be_checked(judge: Any) -> None:
    found = judge("income_equals_expenditure", income_expenditure_summary=summary(**CHANGJI | {"spent": None}))
    assert found["income-expenditure-summary total income_amount"][0] == "not-checkable"


def test_vehicles_are_purchase_and_operation_and_the_three_sum_to_the_total(judge: Any) -> None:
    items = [
        ("total", "6.00"),
        ("overseas_travel", "1.00"),
        ("official_vehicles", "4.00"),
        ("vehicle_purchase", "3.00"),
    ]
    items += [("vehicle_operation", "1.20"), ("official_reception", "1.00")]
    rows = [
        {"item": item, "label": item, "level": 0 if item == "total" else 1, "total": amount} for item, amount in items
    ]
    found = judge("three_public_expenses_sum_to_total", three_public_expenses=rows)
    assert found["three-public-expenses total total"][0] == "pass"
    assert found["three-public-expenses official_vehicles total"] == ("discrepancy", "4.00", "4.20")


def spent(*rows: tuple[str, str, str, str | None]) -> list[Row]:
    """Rows of table 3 from code, basic and project expenditure, business operation; each total is basic + project."""
    return [
        {"code": code or None, "name": code or "合计", "level": (len(code) - 1) // 2 if code else 0}
        | {"total": str(int(basic) + int(project)), "basic_expenditure": basic, "project_expenditure": project}
        | ({"business_operation_expenditure": business} if business else {})
        for code, basic, project, business in rows
    ]


def test_a_column_is_of_which_only_where_its_siblings_make_up_the_whole_in_every_row(judge: Any) -> None:
    def outcomes(*rows: tuple[str, str, str, str | None]) -> set[str]:
        found = judge("row_parts_sum_to_total", expenditure=spent(*rows))
        return {outcome for outcome, *_ in found.values()}

    assert outcomes(("", "20", "10", "5"), ("201", "20", "10", "5")) == {"pass"}
    # in one row alone it may as well be an addend that the total lacks
    assert outcomes(("", "20", "10", "5"), ("201", "20", "10", None)) == {"discrepancy", "pass"}


@pytest.mark.parametrize(
    ("whole", "second", "own", "sums"),
    [
        ("5.00", "5.00", "discrepancy", "not-checkable"),  # one of the two is enough
        ("10.00", "5.00", "pass", "pass"),  # both are counted
        ("5.00", "4.00", None, "discrepancy"),  # two rows that differ are two
    ],
)
def test_a_row_that_repeats_the_one_above_is_said_once(
    judge: Any, whole: str, second: str, own: str | None, sums: str
) -> None:
    rows = coded(("", whole), ("219", whole), ("21999", "5.00"), ("21999", second))
    said = judge("each_row_has_its_own_code", expenditure=rows)
    assert [outcome for outcome, *_ in said.values()] == ([own] if own else [])
    assert judge("sections_sum_to_class", expenditure=rows)["expenditure 219 total"][0] == sums


def test_a_total_is_not_compared_with_a_blank_heading(judge: Any) -> None:
    def section(*below: tuple[str, str | None]) -> str:
        found = judge("classes_sum_to_total", expenditure=coded(("", "40.00"), *below, ("208", "10.00")))
        return str(found["expenditure 合计 total"][0])

    # the 30.00 of 201 stand in its item alone
    assert section(("201", None), ("20101", None), ("2010101", "30.00")) == "not-checkable"
    # a blank that nothing stands below is nothing
    assert section(("201", None)) == "discrepancy"


def test_income_below_this_years_subtotal_is_not_part_of_it(judge: Any) -> None:
    def income(label: str, amount: str, level: int | None = 1, total: bool = False) -> Row:
        return {"income_label": label, "income_amount": amount, "income_is_total": total} | (
            {} if level is None else {"income_level": level}
        )

    rows = [
        income("一、一般公共预算拨款", "30.00"),
        income("本年收入合计", "30.00", None, True),
        income("二、其他收入", "7.00"),
        income("收入总计", "37.00", 0, True),
    ]
    for rule in ("subtotal_sums_its_rows", "current_and_carryover_sum_to_total"):
        assert {outcome for outcome, *_ in judge(rule, income_expenditure_summary=rows).values()} == {"pass"}
