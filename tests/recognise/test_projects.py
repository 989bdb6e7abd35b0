"""Project tables: labels with their values beside them, then the indicators."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yusuan.forms import load_vocabulary
from yusuan.recognise import Recognition
from yusuan.recognise.projects import read_target

Read = Callable[[Any], Recognition]

HEADER = "一级指标\t二级指标\t三级指标\t指标值\t指标值设置依据\t上年完成值\t指标分值权重\t指标赋分规则\t佐证资料\n"
USUAL = (
    "预算单位\t\t天山县图书馆\t\t\t\t\t\t\n项目名称\t\t购书\t\t\t项目负责人\t\t王某\t\n"
    "项目资金（万元）\t\t年度预算总额：\t5万元\t其中：财政拨款\t5万元\t其他资金：\t\t\n项目总体目标\t\t<p>购书 100 册。</p>\t\t\t\t\t\t\n"
)
SHIFTED = (
    "预算单位\t天山县图书馆\t\t\t\t\t\t\t\n项目名称\t购书\t\t\t\t项目负责人\t\t王某\t\n"
    "项目资金(万元)\t年度预算总额:\t5万元\t其中:财政拨款\t5万元\t其他资金:\t\t\t\n项目总体目标\t<p>购书 100 册。</p>\t\t\t\t\t\t\t\n"
)
INDICATORS = (
    "产出指标\t数量指标\t购书册数\t≥100册\t计划标准\t90\t20\t直接赋分\t发票\n\t\t办证数\t>=1,000个\t计划标准\t\t10\t直接赋分\t台账\n"
    "\t时效指标\t及时率\t=100%\t计划标准\t0\t10\t直接赋分\t台账\n成本指标\t\t单册成本\t<=50元\t计划标准\t0\t10\t直接赋分\t发票\n"
    "效益指标\t社会效益指标\t阅读风气\t显著提升\t计划标准\t0\t20\t直接赋分\t调查\n"
)


def told(body: str, title: str = "项目支出绩效目标表\n\n(2024年)") -> str:
    return f"一、关于收入预算情况说明\n\n{title}\n\n{body}"


@pytest.mark.parametrize("labels", [USUAL, SHIFTED])
def test_a_project_is_read_wherever_its_cells_have_slipped_to(read: Read, tiny: Any, labels: str) -> None:
    found = read(tiny(narrative=told(labels + HEADER + INDICATORS)))
    (project,) = found.findings.resources["projects"]
    assert {k: v for k, v in project.items() if k != "row"} == {
        "agency_name": "天山县图书馆", "name": "购书", "total": "5", "fiscal_appropriation": "5", "goal": "购书100册。", "year": 2024,
    }  # fmt: skip
    assert found.findings.unread == []
    assert not any("王某" in str(value) for row in (*found.findings.provenance, project) for value in row.values())


def test_merged_cells_of_levels_are_filled_and_a_new_outer_level_ends_the_inner(read: Read, tiny: Any) -> None:
    found = read(tiny(narrative=told(USUAL + HEADER + INDICATORS)))
    assert [(row.get("level_1"), row.get("level_2")) for row in found.findings.resources["performance-indicators"]] == [
        ("产出指标", "数量指标"), ("产出指标", "数量指标"), ("产出指标", "时效指标"), ("成本指标", None), ("效益指标", "社会效益指标"),
    ]  # fmt: skip


def test_a_blank_is_missing_and_a_zero_is_kept(read: Read, tiny: Any) -> None:
    found = read(tiny(narrative=told(USUAL + HEADER + INDICATORS)))
    assert [row.get("prior_year_value") for row in found.findings.resources["performance-indicators"]] == [
        "90",
        None,
        "0",
        "0",
        "0",
    ]


@pytest.mark.parametrize(("printed", "operator", "value", "unit"), [
    ("≥40户", ">=", "40", "户"), (">=40户", ">=", "40", "户"), ("≧40户", ">=", "40", "户"), ("≤29.58万元", "<=", "29.58", "万元"), ("<=0%", "<=", "0", "%"),
    ("=100%", "=", "100", "%"), (">5次", ">", "5", "次"), ("<5次", "<", "5", "次"), (">=4次/年", ">=", "4", "次/年"), ("≥ 40 户", ">=", "40", "户"),
    (">=1", ">=", "1", None), ("12个月", None, "12", "个月"), (" ≥90% ", ">=", "90", "%"), ("≥1,000个", ">=", "1000", "个"),
])  # fmt: skip
def test_a_target_has_an_operator_a_value_and_a_unit(
    printed: str, operator: str | None, value: str, unit: str | None
) -> None:
    assert read_target(printed, load_vocabulary()) == {"operator": operator, "value": value, "unit": unit}


@pytest.mark.parametrize("printed", ["显著提升", "", "优", "大于40户", "40-50户", "≥40户且≤50户", "2023年12月底前"])
def test_a_target_in_words_is_kept_as_words(printed: str) -> None:
    assert read_target(printed, load_vocabulary()) == {}


@given(
    st.sampled_from(["≥", "≤", "=", ">=", "<=", ">", "<"]),
    st.decimals(0, 10**9, places=2),
    st.sampled_from(["户", "%", "万元", "次/年", "台(套)"]),
)
def test_any_number_with_any_unit_is_a_target(sign: str, number: object, unit: str) -> None:
    target = read_target(f"{sign}{number}{unit}", load_vocabulary())
    assert (target["value"], target["unit"]) == (str(number), unit)


def test_an_amount_of_a_project_that_is_no_number_is_listed(read: Read, tiny: Any) -> None:
    found = read(tiny(narrative=told(USUAL.replace("总额：\t5万元", "总额：\t五万元") + HEADER + INDICATORS)))
    assert [(row["kind"], row["text"]) for row in found.findings.unread] == [("number", "五万元")]
    assert found.findings.resources["projects"][0].get("total") is None


def test_a_table_in_the_text_without_a_known_title_is_listed(read: Read, tiny: Any) -> None:
    found = read(tiny(narrative=told("甲\t1.00\n乙\t2.00\n", title="车辆情况表")))
    assert "table" in {row["kind"] for row in found.findings.unread}
    assert found.findings.resources["projects"] == []


def test_several_projects_keep_their_own_indicators(read: Read, tiny: Any) -> None:
    one = USUAL + HEADER + INDICATORS
    two = (
        SHIFTED.replace("购书\t", "修缮\t", 1)
        + HEADER
        + "产出指标\t数量指标\t间数\t≥3间\t计划标准\t0\t20\t直接赋分\t发票\n"
    )
    found = read(tiny(narrative=told(one) + "\n\n项目支出绩效目标表\n\n(2024年)\n\n" + two))
    assert [row["name"] for row in found.findings.resources["projects"]] == ["购书", "修缮"]
    assert [row["project"] for row in found.findings.resources["performance-indicators"]] == [1, 1, 1, 1, 1, 2]


def test_a_caption_broken_over_two_lines_names_the_project_of_the_table_below(read: Read, tiny: Any) -> None:
    # 泉州市公安局（本级） 2026, page 29: nothing but the caption says that a new project begins.
    first = USUAL.replace("项目名称\t\t购书\t\t\t项目负责人\t\t王某\t\n", "")
    second = first.replace("5万元", "7万元")
    captions = "购书项目绩效目标表", "社会治理现代化智慧调度指挥中心项目绩效目\n标表"
    body = f"{captions[0]}\n\n{first}{HEADER}{INDICATORS}\n{captions[1]}\n\n{second}{HEADER}{INDICATORS}"
    found = read(tiny(narrative=f"一、关于收入预算情况说明\n\n{body}"))
    assert [(row.get("name"), row.get("total")) for row in found.findings.resources["projects"]] == [
        ("购书", "5"),
        ("社会治理现代化智慧调度指挥中心", "7"),
    ]
    assert found.findings.unread == []
