"""Figures that a department tells of itself, by the words of any place: of which thing each is."""

from __future__ import annotations

import pytest

from yusuan.recognise.prose import KeyItems, concept_of, with_meaning

from .test_claims import CODES, claims


def key_items(*lines: str) -> list[tuple[str, str] | None]:
    items = KeyItems()
    return [items.of(claim) for claim in with_meaning(claims(*lines), CODES)]


@pytest.mark.parametrize(
    ("subject", "concept"),
    [
        ("其他收入", "other_income"),
        ("其他资金", "unit_funds"),
        ("本年其他资金收入", "unit_funds"),
        ("单位资金", "unit_funds"),
    ],
)
def test_other_funds_are_all_that_is_no_appropriation_and_more_than_other_income(subject: str, concept: str) -> None:
    assert concept_of(subject) == concept


def test_who_pays_for_vehicles_is_no_kind_of_them() -> None:
    # 深圳市生态环境局 2026, page 71: 9 vehicles, 8 of them from appropriations and one from the unit's own funds.
    told = key_items("2026年计划购置车辆9辆，其中：使用财政拨款预算购置车辆8辆、使用单位资金购置车辆1辆。")
    assert told == [("assets", "planned_vehicles"), None, None]


def test_key_figures_are_found_in_the_words_of_any_place() -> None:
    assert (
        key_items("2026年本部门机关运行经费安排5万元，比上年减少1万元。")
        == [("operating_costs", "operating_costs")] * 2
    )
    assert key_items(
        "政府采购预算总额9万元，其中：货物类采购预算4万元；工程类采购预算3万元；服务类采购预算2万元。"
    ) == [
        ("procurement", "procurement"),
        ("procurement", "procurement_goods"),
        ("procurement", "procurement_works"),
        ("procurement", "procurement_services"),
    ]
    assert key_items("人员编制9人，其中行政编制5人、事业编制4人；实有人员8人。") == [
        ("staff", "posts"),
        ("staff", "administrative_posts"),
        ("staff", "institutional_posts"),
        ("staff", "staff_in_post"),
    ]


def test_projects_with_targets_are_key_figures_under_a_heading_of_performance_alone() -> None:
    told = "本部门编报绩效目标的项目5个，涉及项目预算资金30万元。"
    assert key_items("（四）预算绩效情况", told) == [
        ("performance", "performance_projects"),
        ("performance", "performance_projects_amount"),
    ]
    assert key_items("一、工作任务", told) == [None, None]


def test_vehicles_that_are_planned_are_not_those_that_are_there() -> None:
    assert key_items(
        "本部门共有车辆9辆，其中，机要通信用车4辆、其他用车5辆；单价100万元以上设备1台。",
        "2026年部门预算安排购置车辆2辆，其中：应急保障用车2辆。单位价值100万元（含）以上设备0台（套）。",
    ) == [
        ("assets", "vehicles"),
        ("assets", "vehicles_confidential"),
        ("assets", "vehicles_other"),
        ("assets", "equipment_over_1m"),
        ("assets", "planned_vehicles"),
        ("assets", "planned_vehicles_emergency"),
        ("assets", "planned_equipment_over_1m"),
    ]


def test_a_reason_or_a_rate_of_something_else_is_no_key_figure() -> None:
    assert key_items("收入预算5万元，比上年增加2万元，主要原因是机关运行经费增加2万元。") == [None, None, None]
