from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import duckdb
import pytest

from yusuan.charts.registry import KINDS

QUERIES = {kind.name: kind.query for kind in KINDS}
FACT = {"package": "a/2026-budget", "code": None, "level": 1, "is_total": False, "measure": "total", "unit": True}


def asked(
    name: str, facts: list[dict[str, Any]], total: Sequence[tuple[str, str]] | None = None
) -> list[dict[str, Any]]:
    """The rows of a chart's query over these facts; an amount whose `unit` is not known is a printed text only.

    `total` is the label and the amount of total expenditure.
    """
    connection = duckdb.connect()
    connection.execute("create schema derived")
    connection.execute(
        'create table derived.facts (package varchar, table_name varchar, table_number integer, "row" integer, '
        "code varchar, label varchar, level integer, is_total boolean, measure varchar, amount_10k_yuan decimal(20, 6))"
    )
    connection.execute("create table main.measure (resource varchar, field varchar, position integer)")
    connection.execute("insert into main.measure values ('income', 'total', 1)")
    connection.execute(
        "create table derived.headline_figures (package varchar, item varchar, state varchar, label varchar, "
        "amount_10k_yuan decimal(20, 6))"
    )
    connection.execute(
        'create table derived.function_classes (package varchar, resource varchar, "row" integer, field varchar, '
        "code varchar, label varchar)"
    )
    connection.executemany(
        "insert into derived.headline_figures values ('a/2026-budget', 'total_expenditure', 'present', ?, ?)",
        [(label, Decimal(amount)) for label, amount in total or [("合计", "0")]],
    )
    for fact in (FACT | fact for fact in facts):
        names = ("package", "table_name", "table_number", "row", "code", "label", "level", "is_total", "measure")
        amount = Decimal(fact["amount"]) if fact["unit"] else None
        connection.execute(
            "insert into derived.facts values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", [*(fact[name] for name in names), amount]
        )
    cursor = connection.execute(QUERIES[name])
    columns = [column[0] for column in cursor.description or ()]
    return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]


def test_units_are_not_shown_as_what_money_is_for() -> None:
    # 西安市信访局 2026: the rows of its 支出总表 are units; what the money is for stands in its 收支总表.
    units = {"table_name": "expenditure", "table_number": 3, "amount": "2838.423471"}
    functions = {"table_name": "income-expenditure-summary", "table_number": 1, "measure": "expenditure_amount"}
    found = asked(
        "spending-by-function",
        [
            units | {"row": 1, "label": "合计", "level": 0, "is_total": True},
            units | {"row": 2, "label": "西安市信访局"},
            functions | {"row": 1, "code": "201", "label": "一般公共服务支出", "amount": "2266.930094"},
            functions | {"row": 2, "code": "208", "label": "社会保障和就业支出", "amount": "259.006843"},
            functions | {"row": 3, "label": "支出总计", "level": 0, "is_total": True, "amount": "2838.423471"},
        ],
        total=[("合计", "2838.423471")],
    )
    assert [row["label"] for row in found] == ["一般公共服务支出", "社会保障和就业支出", "合计"]
    assert found[-1]["amount"] == Decimal("2838.423471")


@pytest.mark.parametrize(("level", "totals"), [(None, []), (0, [Decimal(7)])])
def test_of_several_totals_only_that_of_the_first_level_is_of_all_income(
    level: int | None, totals: list[Decimal]
) -> None:
    income = {"table_name": "income", "table_number": 2, "is_total": True}
    found = asked(
        "income-by-source",
        [
            income | {"row": 1, "label": "总计", "level": level, "amount": "7"},
            income | {"row": 2, "label": "其他合计", "level": None, "amount": "3"},
        ],
    )
    assert [row["amount"] for row in found] == totals


def test_a_figure_without_a_unit_is_printed_and_a_figure_of_last_year_is_not_this_years() -> None:
    spent = {"table_name": "three-public-expenses", "table_number": 10}
    found = asked(
        "three-public-expenses",
        [
            spent | {"row": 1, "label": "合计", "level": 0, "amount": "0.95", "measure": "budget_total"},
            spent | {"row": 2, "label": "公务接待费", "amount": "86.95", "unit": False},
            spent | {"row": 3, "label": "因公出国（境）费", "amount": "0.00"},
        ],
    )
    assert [(row["amount"], row["printed"]) for row in found] == [(None, False), (None, True), (Decimal(0), True)]
