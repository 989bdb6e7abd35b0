"""Rules that are seldom evaluated are listed with what they wait for."""

from __future__ import annotations

from typing import Any

from yusuan.checks.engine import evaluate

from .seldom import seldom
from .warehouse import PACKAGE, tiny_warehouse


def test_a_rule_that_was_evaluated_nowhere_says_what_it_waits_for(schemas: Any) -> None:
    row = {"name": "合计", "level": 0, "total": "3.00", "basic_expenditure": "3.00", "project_expenditure": "0.00"}
    with tiny_warehouse(schemas, {PACKAGE: {"expenditure": [row]}}) as connection:
        evaluate(connection)
        found = {each.rule: each for each in seldom(connection)}
    assert found["narrative_share_equals_ratio"].reason == "figures of the narrative in 0"
    assert found["row_parts_sum_to_total"].evaluated == 1
    assert found["fiscal_summary_equals_fund_table"].reason == (
        "fiscal-appropriation-summary expenditure_government_fund_budget in 0; government-fund-expenditure total in 0"
    )
