"""What the rules say of a document that contradicts itself in words: one sentence, table or target against another."""

from __future__ import annotations

from typing import Any

import pytest

Row = dict[str, Any]

GENERAL = "五、一般公共预算当年拨款情况说明"
SECTION = "十、其他重要事项的情况说明"


def paragraph(text: str) -> Row:
    return {"part": "第三部分", "heading": SECTION, "text": text, "source": "L9"}


def figure(item: str, quantity: str, value: str | None = None, **more: Any) -> Row:
    return (
        {"topic": "staff", "item": item, "label": item, "quantity": quantity}
        | ({"value": value} if value else {})
        | more
    )


def claim(subject: str, quantity: str, value: str, **more: Any) -> Row:
    known = {"heading": GENERAL, "paragraph": 1, "subject": subject, "quantity": quantity, "value": value}
    unit = "%" if quantity == "change_rate" else "万元"
    return known | {"unit": unit, "period": "current", "trend": "increase", "text": "…"} | more


def target(name: str, level_2: str = "经济成本指标", **more: Any) -> Row:
    return {"project": 1, "level_1": "成本指标", "level_2": level_2, "name": name} | more


def outcomes(found: dict[str, tuple[Any, ...]]) -> list[str]:
    return [outcome for outcome, *_ in found.values()]


@pytest.mark.parametrize(
    ("text", "change", "trend", "expected"),
    [
        ("主要原因是：退休人员2026年与2025年没有变化。", "2", "increase", ["discrepancy"]),
        ("主要原因是退休人员减少。", "2", "increase", ["discrepancy"]),
        ("主要原因是退休人员较上年增加。", "2", "increase", ["pass"]),
        ("主要原因是退休人员与上年持平。", "0", "increase", ["pass"]),
        # words about their pay, and about others
        ("主要原因是退休人员经费减少。", "2", "increase", []),
        ("主要原因是离退休人员减少。", "2", "increase", []),
        ("主要原因是在职人员减少。", "2", "increase", []),
    ],
)
def test_the_retired_change_as_the_reasons_say(
    judge: Any, text: str, change: str, trend: str, expected: list[str]
) -> None:
    people = [figure("retired", "count", "9", unit="人"), figure("retired", "change", change, unit="人", trend=trend)]
    found = judge("staff_changes_agree_with_reasons", key_figures=people, paragraphs=[paragraph(text)])
    assert outcomes(found) == expected


@pytest.mark.parametrize(
    ("stated", "text", "expected"),
    [
        ("无下属预算单位", "截至2025年底，样例局及下属各预算单位共有车辆2辆。", ["discrepancy"]),
        ("没有下属单位", "样例局和所属单位没有采购预算。", ["discrepancy"]),
        ("无下属预算单位", "截至2025年底，样例局共有车辆2辆。", ["pass"]),
        ("下属预算单位3个", "样例局及下属各预算单位共有车辆2辆。", []),
    ],
)
def test_a_document_without_units_below_does_not_speak_of_them(
    judge: Any, stated: str, text: str, expected: list[str]
) -> None:
    units = [figure("subordinate_units", "text", text=stated)]
    found = judge("units_below_are_as_stated", key_figures=units, paragraphs=[paragraph(text)])
    assert outcomes(found) == expected


@pytest.mark.parametrize(
    ("text", "projects", "expected"),
    [
        ("2026年没有安排财政拨款项目经费预算。", "3", ["discrepancy"]),
        ("2026年未安排财政拨款项目。", "0", ["pass"]),
        ("2026年没有安排一般公共预算项目支出。", "3", []),
    ],
)
def test_fiscal_projects_are_not_denied_and_counted(judge: Any, text: str, projects: str, expected: list[str]) -> None:
    counted = [figure("fiscal_projects", "count", projects, unit="个")]
    found = judge("fiscal_projects_are_as_stated", key_figures=counted, paragraphs=[paragraph(text)])
    assert outcomes(found) == expected


@pytest.mark.parametrize(("basic", "outcome"), [("6.00", "pass"), ("6.01", "rounding"), ("7.00", "discrepancy")])
def test_changes_by_kind_are_those_by_item(judge: Any, basic: str, outcome: str) -> None:
    # 10 more and 9 less: of the 1 more in all, 5 less is of projects
    said = [
        claim("基本支出", "change", basic, concept="basic_expenditure"),
        claim("项目支出", "change", "5.00", trend="decrease", concept="project_expenditure"),
        claim("教育支出（类）普通教育（款）小学教育（项）", "change", "10.00", code="2050202"),
        claim("教育支出（类）普通教育（款）初中教育（项）", "change", "9.00", code="2050203", trend="decrease"),
    ]
    found = judge("narrative_kind_changes_equal_item_changes", statements=said)
    assert outcomes(found) == [outcome]


@pytest.mark.parametrize(
    ("total", "title", "expected"),
    [
        ("35.00", "财政拨款收支总表", ["pass"]),
        ("35.01", "财政拨款收支总表", ["rounding"]),
        ("30.00", "财政拨款收支总表", ["discrepancy"]),
        ("30.00", "财政拨款当年拨款收支总表", []),
    ],
)
def test_the_fiscal_summary_includes_the_fiscal_carryover(
    judge: Any, total: str, title: str, expected: list[str]
) -> None:
    def income(label: str, amount: str, level: int, parent: int | None = None) -> Row:
        row = {"income_label": label, "income_amount": amount, "income_level": level, "income_is_total": level == 0}
        return row | ({"income_parent_row": parent} if parent else {})

    found = judge(
        "fiscal_summary_includes_carryover",
        income_expenditure_summary=[
            income("一般公共预算拨款", "30.00", 1),
            income("上年结转", "5.00", 1),
            income("财政拨款结转", "5.00", 2, 2),
            income("收入总计", "35.00", 0),
        ],
        fiscal_appropriation_summary=[income("一般公共预算", "30.00", 1), income("收入总计", total, 0)],
        tables=[
            {"table_name": "fiscal-appropriation-summary", "table_number": 4, "state": "filled", "printed_title": title}
        ],
    )
    assert outcomes(found) == expected


@pytest.mark.parametrize(
    ("state", "expected"), [("declared-empty", ["pass"]), ("absent", ["discrepancy"]), ("filled", ["discrepancy"])]
)
def test_a_table_said_to_be_empty_is_printed_and_is(judge: Any, state: str, expected: list[str]) -> None:
    tables = [
        {"table_name": name, "table_number": number, "state": value, "contents_title": title, "printed_title": title}
        for name, number, value, title in (
            ("expenditure", 3, "filled", "支出情况表"),
            ("government-fund-expenditure", 8, state, "政府性基金预算支出情况表"),
        )
    ]
    text = "样例局2026年没有使用政府性基金预算，政府性基金预算支出情况表为空表。"
    found = judge("tables_said_to_be_empty_are_printed_empty", tables=tables, paragraphs=[paragraph(text)])
    assert outcomes(found) == expected


@pytest.mark.parametrize(("amount", "change", "outcome"), [("8.00", "8.00", "unusual"), ("8.00", "4.00", "pass")])
def test_nothing_grows_by_a_hundred_percent(judge: Any, amount: str, change: str, outcome: str) -> None:
    said = [
        claim("单位资金", "amount", amount),
        claim("单位资金", "change", change),
        claim("单位资金", "change_rate", "100"),
    ]
    assert outcomes(judge("rates_have_a_base", statements=said)) == [outcome]


PROJECT = {"name": "甲", "total": "20.00", "goal": "设备完好率达到90%，经费支付及时率达到85%。"}


@pytest.mark.parametrize(
    ("limit", "rate", "expected"), [("20", "95", ["unusual"]), ("19", "95", ["pass"]), ("20", "100", [])]
)
def test_a_share_of_the_budget_agrees_with_a_limit_in_money(
    judge: Any, limit: str, rate: str, expected: list[str]
) -> None:
    targets = [
        target("设备费", target=f"≤{limit}万元", operator="<=", value=limit, unit="万元"),
        target("成本控制率", target=f"≤{rate}%", operator="<=", value=rate, unit="%"),
    ]
    found = judge("cost_rate_agrees_with_cost_limit", projects=[PROJECT], performance_indicators=targets)
    assert outcomes(found) == expected


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("设备完好率", "90", ["pass"]),
        ("设备完好率", "80", ["unusual"]),
        ("资金支付及时率", "95", ["unusual"]),
        ("报修及时率", "95", []),
    ],
)
def test_rates_in_the_goal_are_those_of_the_targets(judge: Any, name: str, value: str, expected: list[str]) -> None:
    targets = [target(name, target=f"≥{value}%", operator=">=", value=value, unit="%")]
    found = judge("goal_rates_agree_with_targets", projects=[PROJECT], performance_indicators=targets)
    assert outcomes(found) == expected


def test_most_projects_have_satisfaction_targets_and_the_others_are_named(judge: Any) -> None:
    def sheet(project: int, last: str) -> list[Row]:
        kinds = ("产出指标", last)
        return [target("完成", kind, project=project, level_1=kind) for kind in kinds]

    rows = sheet(1, "满意度指标") + sheet(2, "满意度指标") + sheet(3, "效益指标")
    projects = [{"name": name, "total": "1.00"} for name in "甲乙丙"]
    found = judge("projects_have_satisfaction_targets", projects=projects, performance_indicators=rows)
    assert {subject: outcome for subject, (outcome, *_) in found.items()} == {
        "甲": "pass",
        "乙": "pass",
        "丙": "unusual",
    }
    # where none has, it is no custom of the place
    assert (
        judge("projects_have_satisfaction_targets", projects=projects, performance_indicators=sheet(3, "效益指标"))
        == {}
    )


@pytest.mark.parametrize(("kind", "outcome"), [("时效指标", "pass"), ("社会成本指标", "unusual")])
def test_timeliness_stands_under_its_kind(judge: Any, kind: str, outcome: str) -> None:
    rows = [target("支付及时率", kind), target("设备费")]
    found = judge("indicators_stand_under_their_kind", projects=[PROJECT], performance_indicators=rows)
    assert outcomes(found) == [outcome]
