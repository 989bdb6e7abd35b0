"""Which project a table of targets is of, what is kept of it and what is left to others."""

from __future__ import annotations

import pytest
from typed_targets import joined, lines, read, rows, table

QUANZHOU = (
    "专项资金情况（万元）<3x1>|资金总额：|237.50<1x3>||",
    "|财政拨款：|237.50<1x3>||",
    "|其他资金：|0.00<1x3>||",
    "项目实施期目标|优化指挥调度<1x4>|||",
    "绩效目标指标<2x1>|一级指标|二级指标|三级指标|目标值",
    "|成本指标|经济成本指标|成本使用率|=100%",
)


@pytest.mark.parametrize(("above", "expected"), [
    (["1.项目支出绩效目标表", "女子看守所保障经费项目绩效目标表"], "女子看守所保障经费"),
    (["1.项目支出绩效目标表", "泉州市社会治理现代化智慧调度指挥中心项目绩效目", "标表"], "泉州市社会治理现代化智慧调度指挥中心"),
    (["编制绩效目标并公开。", "泉州市行政中心综", "合修缮改造项目绩效目标表"], "泉州市行政中心综合修缮改造"),
])  # fmt: skip
def test_a_project_may_be_named_in_the_title_alone_be_it_broken_over_two_lines(above: list[str], expected: str) -> None:
    findings, _ = read((lines(*above), table(*QUANZHOU)))
    assert rows(findings, "projects", "name", "total", "period_goal") == [(expected, "237.50", "优化指挥调度")]
    assert findings.unread == []


def test_a_project_without_any_name_is_listed_not_given_one() -> None:
    findings, taken = read((lines("项目支出绩效目标表"), table(*QUANZHOU)))
    assert taken == {"P1T1"}
    assert findings.resources["projects"] == []
    assert "A project table without the project's name." in {row["reason"] for row in findings.unread}


FUZHOU_HEAD = ("综合工作经费项目绩效目标表<1x4>|||", "项目名称|综合工作经费<1x3>||")
FUZHOU_FIRST = (
    "主管部门|福州市医疗保障局|实施单位|福州市医疗保障基金中心",
    "专项资金情况（万元）|资金总额|1160.00<1x2>|",
    "绩效目标指标<2x1>|二级指标|三级指标|指标值",
    "|数量指标|投诉件数|≤5件",
    "备注|<1x3>||",
)
FUZHOU_SECOND = (
    "主管部门|福州市医疗保障局|实施单位|福州市医疗保障服务行为监测中心",
    "专项资金情况（万元）|资金总额|66.50<1x2>|",
    "绩效目标指标<2x1>|二级指标|三级指标|指标值",
    "|数量指标|临聘人员数量|≥4人",
)


def test_two_projects_of_one_name_follow_each_other_in_a_table() -> None:
    one_page = table(*FUZHOU_HEAD, *FUZHOU_FIRST, *FUZHOU_HEAD, *FUZHOU_SECOND)
    # A reader takes the second's head for that of the first, printed again on the new page.
    two_pages = joined(table(*FUZHOU_HEAD, *FUZHOU_FIRST, page=37), table(*FUZHOU_SECOND, page=38, first=3))
    for both in (one_page, two_pages):
        findings, _ = read(([], both))
        assert rows(findings, "projects", "name", "agency_name", "total") == [
            ("综合工作经费", "福州市医疗保障基金中心", "1160.00"),
            ("综合工作经费", "福州市医疗保障服务行为监测中心", "66.50"),
        ]
        assert rows(findings, "performance-indicators", "project", "name") == [(1, "投诉件数"), (2, "临聘人员数量")]
        assert findings.unread == []


def test_a_blank_level_is_filled_across_a_page_break_and_left_blank_where_it_is_a_cell_of_its_own() -> None:
    cut = joined(
        table(
            "项目名称|环境监测<1x3>||",
            "一级指标|二级指标|三级指标|指标值",
            "成本指标<2x1>|经济成本指标|成本控制率|≤100%",
            "|社会成本指标|租赁成本|≤100%",
            "产出指标|数量指标|监测次数|≥150次",
            page=23,
        ),
        table(
            "<2x1>|质量指标|合格率|≥95%",
            "|时效指标|及时性|=100%",
            "<1x1>|社会效益指标|空气优良率|≥98%",
            page=24,
        ),
    )
    findings, _ = read((lines("项目支出绩效目标表"), cut))
    assert rows(findings, "performance-indicators", "level_1", "level_2") == [
        ("成本指标", "经济成本指标"), ("成本指标", "社会成本指标"), ("产出指标", "数量指标"),
        ("产出指标", "质量指标"), ("产出指标", "时效指标"), (None, "社会效益指标"),
    ]  # fmt: skip


def test_a_persons_name_and_telephone_are_recognised_and_kept_nowhere() -> None:
    persons = table(
        "项目名称|购书<1x3>||",
        "项目负责人|王某|联系电话|0994-2345678",
        "一级指标|二级指标|三级指标|指标值",
        "产出指标|数量指标|购书册数|≥100册",
    )
    findings, _ = read((lines("项目支出绩效目标表"), persons))
    assert findings.unread == []
    assert findings.accounted["P1T1R2C4"] == "not kept"
    kept = [*findings.provenance, *(row for rows_ in findings.resources.values() for row in rows_)]
    assert not any("王某" in str(value) or "2345678" in str(value) for row in kept for value in row.values())


def test_a_table_of_amounts_that_also_prints_a_goal_is_left_to_others() -> None:
    budget = table(
        "支出项目类别（资金使用单位）<2x1>|总计<2x1>|财政拨款<1x2>||其他资金<2x1>|绩效目标<2x1>",
        "||合计|一般公共预算||",
        "工作经费|226.48|226.48|226.48|0.00|严肃开展监督执纪问责",
    )
    findings, taken = read(
        (lines("表12", "部门预算项目支出及其他支出预算表", "单位名称：广州市人民政府办公厅"), budget)
    )
    assert taken == frozenset()
    assert (findings.unread, findings.accounted, findings.resources["projects"]) == ([], {}, [])


def test_what_no_column_and_no_label_explains_is_listed_with_its_place() -> None:
    odd = table(
        "项目名称|购书|12.50||",
        "奇怪的标签|88|||",
        "一级指标|二级指标|三级指标|指标值|怪列",
        "产出指标|数量指标|购书册数|≥100册|77",
    )
    findings, _ = read((lines("项目支出绩效目标表"), odd))
    assert [(row["kind"], row["text"]) for row in findings.unread] == [
        ("label", "12.50"), ("label", "奇怪的标签"), ("label", "88"), ("header", "怪列"), ("label", "77"),
    ]  # fmt: skip


def test_an_amount_in_a_unit_that_the_label_names_keeps_that_unit() -> None:
    in_yuan = table("项目名称|购书", "资金总额（元）|50000.00", "总体目标|购书100册")
    findings, _ = read((lines("项目支出绩效目标表"), in_yuan))
    assert findings.units == {"projects": "元"}
    assert rows(findings, "projects", "total") == [("50000.00",)]


def test_amounts_in_another_unit_than_those_before_are_listed() -> None:
    both = [
        (
            lines("项目支出绩效目标表"),
            table("项目名称|购书", f"资金总额（{unit}）|5.00", "总体目标|购书100册", page=page),
        )
        for page, unit in enumerate(("万元", "元"), start=1)
    ]
    findings, _ = read(*both)
    assert rows(findings, "projects", "name", "total") == [("购书", "5.00"), ("购书", None)]
    assert [(row["text"], row["source"]) for row in findings.unread] == [("5.00", "P2T1R2C2")]


def test_a_target_without_an_indicators_name_is_listed() -> None:
    nameless = table(
        "项目名称|购书|||",
        "一级指标|二级指标|三级指标|指标值|权重",
        "产出指标|数量指标||≥100册|10",
        "产出指标|数量指标|购书册数|≥90册|10",
    )
    findings, _ = read((lines("项目支出绩效目标表"), nameless))
    assert rows(findings, "performance-indicators", "name", "value") == [("购书册数", "90")]
    assert {row["text"] for row in findings.unread} == {"产出指标", "数量指标", "≥100册", "10"}
