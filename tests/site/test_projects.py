"""A project's money is told by the rule of all pages, its printed figure beneath, and a name that repeats says whose it is."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from yusuan.site.projects import Sum, amount, names


def money(printed: str, unit: str) -> Sum | None:
    document: Any = SimpleNamespace(text=lambda resource, row, field, fallback="": printed)
    digits = printed.replace(unit, "").replace(",", "")
    return amount(document, {"row": 1, "total": Decimal(digits)}, "total", unit)


@pytest.mark.parametrize(
    ("printed", "unit", "text", "shown", "beneath"),
    [
        ("200000.00", "万元", "20.00", "亿元", "200000.00\N{NO-BREAK SPACE}万元"),
        ("464.102500", "万元", "464.10", "万元", "464.102500\N{NO-BREAK SPACE}万元"),
        ("12800000", "元", "1,280.00", "万元", "12800000\N{NO-BREAK SPACE}元"),
        ("5万元", "万元", "5", "万元", ""),
        ("223.00", "万元", "223.00", "万元", ""),
    ],
)
def test_an_amount_is_to_be_read_and_stands_as_printed_beneath(
    printed: str, unit: str, text: str, shown: str, beneath: str
) -> None:
    assert money(printed, unit) == Sum(text, shown, beneath)


def test_what_is_in_no_unit_of_money_stays_as_printed() -> None:
    assert money("12800", "") == Sum("12800", "", "")


def test_what_is_not_printed_has_no_amount() -> None:
    document: Any = SimpleNamespace()
    assert amount(document, {"row": 1, "total": None}, "total", "万元") is None


def test_a_name_that_repeats_carries_its_unit_or_else_its_number() -> None:
    listed = [
        ("日常运行", "甲"),
        ("日常运行", "乙"),
        ("培训", "甲"),
        ("会议", "甲"),
        ("会议", "甲"),
        ("印刷", None),
        ("印刷", None),
    ]
    rows = [{"row": n, "name": name, "agency_name": unit} for n, (name, unit) in enumerate(listed, 1)]
    assert list(names(rows).values()) == [
        *("日常运行（甲）", "日常运行（乙）", "培训", "会议（项目 4）", "会议（项目 5）"),
        *("印刷（项目 6）", "印刷（项目 7）"),
    ]
