"""What the rules say where a row, or a figure of a row, is missing."""

from __future__ import annotations

from typing import Any

import pytest

Row = dict[str, Any]
ABOVE, FILLED = "rows_above_are_printed", "amounts_stand_above_and_below"
CODES = ("208", "20805", "2080502", "221", "22102", "2210201", "")


def spent(*codes: str) -> list[Row]:
    """Rows of table 3 with these codes, each of 1.00; no code is the total row."""
    return [
        {"code": code or None, "name": code or "合计", "level": (len(code) - 1) // 2 if code else 0, "total": "1.00"}
        for code in codes
    ]


@pytest.mark.parametrize(
    ("missing", "outcome", "said"),
    [
        ((), "pass", ""),
        (("221",), "discrepancy", "221"),
        (("20805",), "discrepancy", "20805"),
        (("",), "discrepancy", "合计"),
        (("208", ""), "discrepancy", "合计、208"),
        # a table without any section, or any class, is one that does not go by them
        (("20805", "22102"), "pass", ""),
        (("208", "20805", "221", "22102"), "pass", ""),
        # an item is not the row above another
        (("2080502",), "pass", ""),
    ],
)
def test_a_class_a_section_or_the_total_that_alone_is_missing_is_told(
    judge: Any, missing: tuple[str, ...], outcome: str, said: str
) -> None:
    rows = spent(*(code for code in CODES if code not in missing))
    assert judge(ABOVE, expenditure=rows)["expenditure"] == (outcome, "", said)


def test_a_missing_row_is_called_what_another_table_calls_it(judge: Any) -> None:
    named = [{"code": "221", "name": "住房保障支出", "level": 1, "total": "1.00"}]
    found = judge(ABOVE, expenditure=spent("208", "20805", "22102", ""), general_public_budget_expenditure=named)
    assert found["expenditure"] == ("discrepancy", "", "221 住房保障支出")


def test_a_row_without_a_code_may_be_the_one_that_is_missing(judge: Any) -> None:
    rows = [{"name": "住房保障支出", "level": 1, "total": "1.00"}, *spent("208", "20805", "22102", "")]
    assert judge(ABOVE, expenditure=rows) == {}


def test_a_place_may_have_codes_of_its_own_below_economic_sections(judge: Any) -> None:
    rows = spent("302", "30201", "3021101", "")
    assert judge(ABOVE, general_public_budget_basic_expenditure=rows)["general-public-budget-basic-expenditure"][0] == (
        "pass"
    )


def test_a_table_that_prints_nothing_but_zeros_needs_no_total(judge: Any) -> None:
    rows = [{**row, "total": "0.00"} for row in spent("208", "221")]
    assert judge(ABOVE, government_fund_expenditure=rows) == {}


@pytest.mark.parametrize(
    ("whole", "part", "outcome"),
    [
        ({"basic_expenditure": "1.00"}, {"basic_expenditure": "1.00"}, "pass"),
        ({"basic_expenditure": "1.00"}, {"project_expenditure": "1.00"}, "unusual"),
        ({"project_expenditure": "1.00"}, {"basic_expenditure": "1.00"}, "unusual"),
        # nothing above and nothing below
        ({"basic_expenditure": "0.00"}, {}, "pass"),
    ],
)
def test_a_figure_that_moved_to_another_column_leaves_the_row_above_it_alone(
    judge: Any, whole: Row, part: Row, outcome: str
) -> None:
    above, below = spent("22102", "2210201")
    assert judge(FILLED, expenditure=[above | whole, below | part])["expenditure"][0] == outcome


def test_one_part_that_is_singled_out_is_not_all_there_is(judge: Any) -> None:
    def filled(*parts: str) -> str:
        rows = [
            {"income_label": label, "income_level": level, "income_parent_row": parent, "income_is_total": not level}
            | ({"income_amount": "147.16"} if parent is None else {})
            for label, level, parent in [("本年收入", 1, None), *((part, 2, 1) for part in parts), ("总计", 0, None)]
        ]
        found = judge(FILLED, income_expenditure_summary=rows)
        return str(found["income-expenditure-summary income"][0])

    assert filled("一般财力") == "pass"
    assert filled("一般公共预算拨款", "基金预算拨款") == "unusual"
