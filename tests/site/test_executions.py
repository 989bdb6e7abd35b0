"""The page of budget against outturn: its lines, what they differ by, and where a claim of the prose is shown."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from yusuan.site.executions import groups_of, uses_of

Row = dict[str, Any]
GENERAL, THREE = "general-public-budget-expenditure", "three-public-expenses"


def row(position: int, table: str, label: str, level: int | None, **more: Any) -> Row:
    """An execution; amounts are given as pairs of the resource that prints them and the figure."""
    found: Row = {
        "position": position,
        "table_name": table,
        "label": label,
        "level": level,
        "code": None,
        **dict.fromkeys(("compared_with", "difference", "completion", "printed_completion", "completion_row")),
    }
    for name in ("budget", "adjusted_budget", "outturn"):
        resource, amount = more.pop(name, (None, None))
        found |= {name: None if amount is None else Decimal(amount), f"{name}_resource": resource}
        found |= {f"{name}_row": position, f"{name}_field": "value", f"{name}_source": f"L{position}"}
    return found | more


# 上海市普陀区规划和自然资源局 and 社会工作部 2024, 决算.
ROWS = [
    row(1, GENERAL, "社会保障和就业支出", 1, code="208", outturn=(GENERAL, "754.75")),
    row(2, GENERAL, "行政事业单位养老支出", 2, code="20805", outturn=(GENERAL, "754.75")),
    row(
        *(3, GENERAL, "行政运行", 3),
        code="2013901",
        adjusted_budget=("statements", "52.00"),
        outturn=(GENERAL, "51.32"),
        compared_with="adjusted_budget",
        difference=Decimal("-0.68"),
        completion=Decimal("98.69"),
        printed_completion=Decimal("98.69"),
    ),
    row(
        *(4, GENERAL, "合计", 0),
        budget=("statements", "10210.34"),
        outturn=(GENERAL, "9746.50"),
        compared_with="budget",
        difference=Decimal("-463.84"),
        completion=Decimal("95.46"),
        printed_completion=Decimal("95.45"),
    ),
    row(5, THREE, "合计", 0, outturn=(THREE, "0.39")),
]


def test_a_table_without_any_budget_is_not_on_the_page() -> None:
    assert [group.name for group in groups_of(ROWS, {})] == [GENERAL]


def test_classes_stand_above_their_items_and_sections_without_a_budget_are_left_out() -> None:
    (group,) = groups_of(ROWS, {GENERAL: "一般公共预算财政拨款支出决算表"})
    assert group.title == "一般公共预算财政拨款支出决算表"
    assert [line.label for line in group.lines] == ["社会保障和就业支出", "行政运行", "合计"]
    assert group.has_adjusted
    assert group.budgeted == 1


def test_a_line_says_what_the_outturn_differs_by_and_a_completion_that_the_document_states_otherwise() -> None:
    (group,) = groups_of(ROWS, {})
    lines = {line.label: line for line in group.lines}
    item, total = lines["行政运行"], lines["合计"]
    assert (item.difference, item.completion, item.stated, item.adjusted) == ("−0.68", "98.69%", "", True)
    assert (total.difference, total.completion, total.stated, total.adjusted) == ("−463.84", "95.46%", "95.45%", False)
    assert [amount.text if amount else "" for amount in total.amounts] == ["10,210.34", "", "9,746.50"]


def test_a_claim_beside_an_outturn_has_an_address_on_the_page() -> None:
    assert uses_of(ROWS) == {
        ("statements", 3, "value"): "execution/#e3-adjusted_budget",
        ("statements", 4, "value"): "execution/#e4-budget",
    }


def test_a_completion_is_shown_where_the_document_states_no_budget() -> None:
    stated = row(1, GENERAL, "行政运行", 3, outturn=(GENERAL, "51.32"), printed_completion=Decimal("98.70"))
    (group,) = groups_of([stated | {"completion_row": 9}], {}, {("statements", 9, "value"): ("L9@5", "98.70")})
    (line,) = group.lines
    assert (line.completion, line.stated) == ("", "98.70%"), "as printed"
