"""Tests of rules are answered together; each answer is what the rule says of that disclosure alone."""

from __future__ import annotations

from typing import Any

from .asking import Judge, Question
from .warehouse import PACKAGE

RULE = "classes_sum_to_total"


def disclosure(total: str) -> dict[str, Any]:
    rows = [{"level": 0, "name": "合计", "total": total}, {"code": "201", "name": "类", "level": 1, "total": "5.00"}]
    return {PACKAGE: {"expenditure": rows}}


def test_an_answer_among_others_is_the_answer_alone(prepared: Any, schemas: Any) -> None:
    together, alone = Judge(prepared, schemas), Judge(prepared, schemas)
    totals = ("5.00", "5.01", "6.00")
    together.rehearse([lambda total=total: together(RULE, disclosure(total)) for total in totals])
    assert [together.answers[Question(RULE, disclosure(total)).key] for total in totals] == [
        [(PACKAGE, "expenditure 合计 total", outcome, total, "5.00")]
        for total, outcome in zip(totals, ("pass", "rounding", "discrepancy"), strict=True)
    ]
    assert together(RULE, disclosure("6.00")) == alone(RULE, disclosure("6.00"))


def test_what_a_rehearsed_test_does_wrong_is_left_to_its_run(prepared: Any, schemas: Any) -> None:
    judge = Judge(prepared, schemas)

    def wrong() -> None:
        assert judge(RULE, disclosure("5.00")) == {}

    judge.rehearse([wrong])
    assert len(judge.answers) == 1
