"""Performance targets of an agency as a whole, each table typed from a published document."""

from __future__ import annotations

from typed_targets import lines, read, rows, said, table


def test_an_agency_states_its_tasks_with_what_each_may_spend() -> None:
    agency = table(
        "部门（单位）名称<1x3>|||西安市行政审批服务局<1x5>||||",
        "年度主要任务<5x1>|任务名称<2x2>||主要内容<2x1>|预算金额（万元）<1x3>|||执行率分值（10分）<5x1>",
        "||||总额|财政拨款|其他资金|",
        "|基本履职<1x2>||人员经费及单位运转经费。|2,080.76万元|2,080.76万元||",
        "|专项业务经费<1x2>||政务服务中心办公环境建设|3,013.00万元|3,013.00万元||",
        "|金额合计<1x3>|||5,093.76万元|5,093.76万元||",
        "年度总体目标|创新政务服务的体制机制<1x7>||||||",
        "年度绩效指标<2x1>|一级指标|二级指标|三级指标<1x3>|||指标值|分值权重（90分）",
        "|成本指标|经济成本|物业管理服务成本<1x3>|||≤191.98万元|20",
    )
    findings, _ = read((lines("表15", "部门整体支出绩效目标表", "（2025年度）"), agency))
    assert rows(
        findings, "agency-targets", "kind", "part_of", "name", "total", "fiscal_appropriation", "goal", "description"
    ) == [
        ("agency", None, "西安市行政审批服务局", "5093.76", "5093.76", "创新政务服务的体制机制", None),
        ("task", 1, "基本履职", "2080.76", "2080.76", None, "人员经费及单位运转经费。"),
        ("task", 1, "专项业务经费", "3013.00", "3013.00", None, "政务服务中心办公环境建设"),
    ]
    assert rows(findings, "agency-performance-indicators", "agency_target", "name", "value", "weight") == [
        (1, "物业管理服务成本", "191.98", "20")
    ]
    assert findings.resources["projects"] == []
    assert findings.unread == []


def test_a_task_that_is_called_by_its_number_is_one_where_its_row_is_filled_in() -> None:
    # 西安市人民政府国有资产监督管理委员会 2022, page 39
    agency = table(
        "部门（单位）名称<1x3>|||西安市国资委<1x4>|||",
        "年度主要任务<5x1>|任务名称<2x2>||主要内容<2x1>|预算金额（万元）<1x3>||",
        "||||总额|财政拨款|其他资金",
        "|任务1<1x2>||住房保障支出|1120.75|1120.75|",
        "|任务2<1x2>||…|||",
        "|金额合计<1x3>|||1120.75|1120.75|",
    )
    findings, _ = read((lines("部门整体支出绩效目标表"), agency))
    assert rows(findings, "agency-targets", "kind", "name", "total") == [
        ("agency", "西安市国资委", "1120.75"),
        ("task", "任务1", "1120.75"),
    ]


def test_operator_value_and_unit_may_have_a_column_each_and_an_agency_be_named_above_the_table() -> None:
    agency = table(
        "当年整体绩效目标<1x7>||||||",
        "完善全市水网建设布局，续建大中型水库27座<1x7>||||||",
        "绩效指标<3x1>|指标名称|指标性质|指标值|计量单位|指标权重(%)|是否核心",
        "|续建大中型水库|≥|27|座|20|是",
        "|后扶资金项目覆盖区县数量|≥|30|个数|10|否",
    )
    findings, _ = read((lines("表十", "2026年部门整体绩效目标表", "单位名称：重庆市水利局"), agency))
    assert rows(findings, "agency-targets", "name", "goal") == [
        ("重庆市水利局", "完善全市水网建设布局，续建大中型水库27座")
    ]
    assert rows(
        findings,
        "agency-performance-indicators",
        "name",
        "nature",
        "target",
        "operator",
        "value",
        "unit",
        "weight",
        "core",
    ) == [
        ("续建大中型水库", "≥", "27", ">=", "27", "座", "20", "是"),
        ("后扶资金项目覆盖区县数量", "≥", "30", ">=", "30", "个数", "10", "否"),
    ]


def test_amounts_stand_below_two_rows_of_labels_and_levels_come_off_the_name_they_are_run_into() -> None:
    agency = table(
        "部门名称<1x2>||北京市民政局<1x7>||||||",
        "总体资金情况（万元）<3x2>||预算支出总额<2x1>|财政拨款<1x3>|||其他资金<1x3>||",
        "|||合计|基本支出|项目支出|合计|基本支出|项目支出",
        "||69,317.31|68,310.16|45,537.41|22,772.75|1,007.15|443.15|564.00",
        "整体绩效目标<4x1>|整体绩效目标|深入学习贯彻<1x7>||||||",
        "|其他说明|<1x7>||||||",
        "|活动<1x2>||绩效指标<1x2>||指标性质|指标值<1x2>||度量单位",
        "|养老服务<1x2>||产出指标数量指标居家养老床位投保人数<1x2>||≥|4500<1x2>||人",
    )
    findings, _ = read((lines("预算13表部门整体支出绩效目标表", "（2026年度）"), agency))
    assert [said(row) for row in findings.resources["agency-targets"]] == [
        {
            "kind": "agency", "name": "北京市民政局", "total": "69317.31", "fiscal_appropriation": "68310.16",
            "fiscal_basic_expenditure": "45537.41", "fiscal_project_expenditure": "22772.75", "other_funds": "1007.15",
            "other_basic_expenditure": "443.15", "other_project_expenditure": "564.00", "goal": "深入学习贯彻", "year": 2026,
        }
    ]  # fmt: skip
    assert rows(
        findings, "agency-performance-indicators", "activity", "level_1", "level_2", "name", "value", "unit"
    ) == [("养老服务", "产出指标", "数量指标", "居家养老床位投保人数", "4500", "人")]
    assert findings.unread == []
