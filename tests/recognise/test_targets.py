"""Forms of one project's targets in the arrangements of many places, each typed from a published document."""

from __future__ import annotations

from typed_targets import joined, lines, read, rows, said, table

YANTAI = table(
    "项目名称<1x3>|||审计业务经费<1x3>||",
    "主管部门及代码<1x3>|||231_烟台市审计局|实施单位|烟台市审计局",
    "项目资金（万元）<3x3>|||年度预算资金总额：|31.00<1x2>|",
    "|||其中：财政拨款|0.00<1x2>|",
    "|||其他资金|31.00<1x2>|",
    "总体目标|按照审计署相关审计计划安排，完成指定的12个项目<1x5>||||",
    "|一级指标|二级指标|三级指标|指标值<1x2>|",
    "绩效指标<2x1>|成本指标<2x1>|经济成本<2x1>|项目总成本|≤31万元<1x2>|",
    "|||审计项目人员成本标准|≤560元/人/天<1x2>|",
    "绩效指标|效益指标|社会效益指标|促进重大政策措施落实落地|有效促进<1x2>|",
    page=30,
)
YANTAI_TITLE = lines("（三）部门预算项目绩效目标表", "政策和项目预算绩效目标表", "(2026年度)")


def test_labels_stand_beside_their_values_and_cells_merged_down_hold_of_each_row() -> None:
    findings, taken = read((YANTAI_TITLE, YANTAI))
    assert taken == {"P30T1"}
    assert [said(row) for row in findings.resources["projects"]] == [
        {
            "name": "审计业务经费", "department": "231_烟台市审计局", "agency_name": "烟台市审计局", "total": "31.00",
            "fiscal_appropriation": "0.00", "other_funds": "31.00", "goal": "按照审计署相关审计计划安排，完成指定的12个项目", "year": 2026,
        }
    ]  # fmt: skip
    assert rows(findings, "performance-indicators", "level_1", "level_2", "name", "operator", "value", "unit") == [
        ("成本指标", "经济成本", "项目总成本", "<=", "31", "万元"),
        ("成本指标", "经济成本", "审计项目人员成本标准", "<=", "560", "元/人/天"),
        ("效益指标", "社会效益指标", "促进重大政策措施落实落地", None, None, None),
    ]
    assert findings.unread == []


def test_a_page_without_head_goes_on_with_the_project_before_though_its_title_is_printed_again() -> None:
    rest = table(
        "绩效指标<2x1>|产出指标<2x1>|质量指标<2x1>|对三方团队工作情况验收|≥4次",
        "|||监测医药价格工作质量偏差率|≤1%",
        page=31,
    )
    findings, taken = read((YANTAI_TITLE, YANTAI), (lines("政策和项目预算绩效目标表", "(2026年度)"), rest))
    assert taken == {"P30T1", "P31T1"}
    assert len(findings.resources["projects"]) == 1
    assert rows(findings, "performance-indicators", "project", "level_2", "value")[3:] == [
        (1, "质量指标", "4"),
        (1, "质量指标", "1"),
    ]


def test_the_amounts_of_the_whole_period_and_of_the_year_stand_side_by_side() -> None:
    fund = table(
        "项目名称<1x3>|||文化产业发展专项资金<1x4>|||",
        "主管部门<1x3>|||中共西安市委宣传部<1x2>||实施期限|2021年1月至2021年12月",
        "资金金额（万元）<3x3>|||实施期资金总额：|50000|年度资金总额：|20000",
        "|||其中：财政拨款||其中：财政拨款|20000",
        "|||其他资金|1.5|其他资金|",
        "总体目标<2x1>|实施期总目标<1x4>||||年度目标<1x2>|",
        "|五年内壮大产业<1x4>||||目标1：壮大我市文化产业规模<1x2>|",
        "绩效指标<2x1>|一级指标|二级指标|指标内容<1x2>||指标值|备注",
        "|产出指标|成本指标|资金投入<1x2>||2亿元|",
    )
    findings, _ = read((lines("表16", "2021年专项资金总体绩效目标表"), fund))
    assert [said(row) for row in findings.resources["projects"]] == [
        {
            "name": "文化产业发展专项资金", "department": "中共西安市委宣传部", "period": "2021年1月至2021年12月",
            "period_total": "50000", "period_other_funds": "1.5", "total": "20000", "fiscal_appropriation": "20000",
            "period_goal": "五年内壮大产业", "goal": "目标1：壮大我市文化产业规模", "kind": "fund", "year": 2021,
        }
    ]  # fmt: skip
    assert findings.unread == []


def test_a_template_that_nobody_filled_in_is_read_and_says_nothing() -> None:
    blank = table(
        "项目名称<1x2>||<1x3>||",
        "资金金额（万元）<2x2>||年度资金总额：|<1x2>|",
        "||其他资金|<1x2>|",
        "绩效指标<3x1>|一级指标|二级指标|指标内容|指标值",
        "|产出指标<2x1>|数量指标||",
        "||质量指标|......|",
    )
    findings, taken = read((lines("2022年专项资金总体绩效目标表"), blank))
    assert taken == {"P1T1"}
    assert (findings.resources["projects"], findings.resources["performance-indicators"], findings.unread) == (
        [],
        [],
        [],
    )


def test_indicators_go_on_over_a_page_in_a_grid_that_has_lost_its_columns_of_levels() -> None:
    """西安市统计局 2026, page 51: the heading and the first level are cut off, and so is the header."""
    first = table(
        "项目名称<1x2>||统计调查<1x3>||",
        "绩效指标<2x1>|一级指标|二级指标|三级指标|指标值",
        "|产出指标|数量指标|调查户数|3000户",
        page=50,
    )
    rest = table(
        "<3x1>||社情民意调查访问覆盖率|100%",
        "|时效指标<2x1>|数据上报及时率|100%",
        "||统计数据发布及时率|100%",
        "满意度指标|服务对象满意度指标|各部门的满意度|≥90%",
        page=51,
    )
    findings, taken = read((lines("部门预算项目绩效目标表"), first), ([], rest))
    assert taken == {"P50T1", "P51T1"}
    assert rows(findings, "performance-indicators", "project", "level_1", "level_2", "name", "value")[1:] == [
        (1, "产出指标", "数量指标", "社情民意调查访问覆盖率", "100"),
        (1, "产出指标", "时效指标", "数据上报及时率", "100"),
        (1, "产出指标", "时效指标", "统计数据发布及时率", "100"),
        (1, "满意度指标", "服务对象满意度指标", "各部门的满意度", "90"),
    ]
    assert findings.unread == []


def test_a_table_with_other_words_on_its_left_does_not_go_on_with_indicators() -> None:
    first = table(
        "项目名称|统计调查||", "一级指标|二级指标|三级指标|指标值", "产出指标|数量指标|调查户数|3000户", page=50
    )
    other = table("序号|单位|人数", "1|西安市统计局|80", page=51)
    _, taken = read((lines("部门预算项目绩效目标表"), first), ([], other))
    assert taken == {"P50T1"}


def test_the_whole_project_and_its_year_stand_side_by_side_where_both_are_called_total() -> None:
    """上海市普陀区万里街道 2023: 项目资金总额 is that of the year unless 年度资金申请总额 stands beside it."""
    street = table(
        "财政项目支出绩效目标填报表<1x8>|||||||",
        "（2023年度）<1x8>|||||||",
        "项目名称<1x2>||新建社区公共服务中心<1x2>||项目性质|阶段性项目|项目类别|特定目标类",
        "计划开始日期<1x2>||2023-01-01<1x2>||计划完成日期|2023-12-31<1x3>||",
        "项目资金（元）<4x2>||项目资金总额<1x2>||4,100,000.00|年度资金申请总额<1x2>||4,000,000.00",
        "||其中：财政资金<2x2>||4,100,000.00<2x1>|其中：当年财政拨款<1x2>||3,900,000.00",
        "|||||上年结转资金<1x2>||100,000.00",
        "||其他资金<1x2>||0.00|其他资金<1x2>||0.00",
        page=31,
    )
    findings, _ = read(([], street))
    assert [said(row) for row in findings.resources["projects"]] == [
        {
            "name": "新建社区公共服务中心", "project_nature": "阶段性项目", "category": "特定目标类", "year": 2023,
            "start_date": "2023-01-01", "end_date": "2023-12-31", "period_total": "4100000.00", "total": "4000000.00",
            "period_fiscal_appropriation": "4100000.00", "fiscal_appropriation": "3900000.00", "carryover": "100000.00",
            "period_other_funds": "0.00", "other_funds": "0.00",
        }
    ]  # fmt: skip
    assert findings.unread == []


def test_a_form_that_nobody_filled_in_says_nothing() -> None:
    """西安市医疗保障局 2022, page 50."""
    blank = table(
        "项目名称<1x3>|||<1x4>|||",
        "资金金额（万元）<1x3>|||实施期资金总额：||年度资金总额：|",
        "总体目标<2x1>|实施期总目标<1x4>||||年度目标<1x2>|",
        "|目标1：目标2：目标3：……<1x4>||||目标1：目标2：目标3：……<1x2>|",
        "绩效指标<3x1>|一级指标|二级指标|指标内容<1x2>||指标值|备注",
        "|产出指标<2x1>|数量指标<2x1>|指标1：<1x2>|||",
        "|||指标2：<1x2>|||",
        page=50,
    )
    findings, taken = read((lines("2022年专项资金总体绩效目标表"), blank))
    assert taken == {"P50T1"}
    assert findings.resources["projects"] == []
    assert findings.unread == []


def test_the_rest_of_an_indicators_target_on_the_next_page_is_put_behind_it() -> None:
    """泉州市公安局 2026, pages 50 and 51."""
    before = table(
        "项目名称|派出所建设<1x4>|||",
        "绩效目标指标<2x1>|一级指标|二级指标|三级指标|目标值",
        "|效益指标|社会效益指标|提高矛盾化解能力|提高矛盾化解能力，方便群众到公安",
        page=50,
    )
    after = table("<2x1>||||局", "|满意度指标|服务对象满意度指标|服务对象满意度|≥95%", page=51)
    cut = joined(before, after)
    findings, _ = read((lines("派出所建设专项资金绩效目标表"), cut))
    assert rows(findings, "performance-indicators", "target") == [("提高矛盾化解能力，方便群众到公安局",), ("≥95%",)]
    assert findings.unread == []
    assert list(findings.settled.values()) == ["局"]


def test_another_project_in_the_same_form_may_stand_below_without_a_title() -> None:
    """西安市人力资源和社会保障局 2020, pages 61 and 63: the second table's name stands in the cell of its label."""
    first = table(
        "项目名称|城乡居民养老保险||", "一级指标|二级指标|指标内容|指标值", "产出指标|数量指标|人数|723901人", page=60
    )
    second = table("专项（项目）名称 伯乐奖|||", "其中：财政拨款|100||", "产出指标|质量指标|到位率|100%", page=61)
    third = table("专项（项目）名称|助学金||", "其中：财政拨款|3000||", "产出指标|质量指标|发放到位率|100%", page=63)
    findings, taken = read((lines("专项资金绩效目标表"), first), ([], second), ([], third))
    assert taken == {"P60T1", "P61T1", "P63T1"}
    assert rows(findings, "projects", "name", "fiscal_appropriation") == [
        ("城乡居民养老保险", None), ("伯乐奖", "100"), ("助学金", "3000"),
    ]  # fmt: skip
    assert rows(findings, "performance-indicators", "project", "name") == [
        (1, "人数"),
        (2, "到位率"),
        (3, "发放到位率"),
    ]
    assert findings.unread == []


def test_a_long_goal_in_several_cells_beside_one_label_and_over_a_page_is_one_goal() -> None:
    first = table(
        "专项（项目）名称<1x2>||安全生产专项资金",
        "资金金额1,620.98（万元）<1x2>||实施期资金总额",
        "年度总体目标<2x1>|目标1：查清隐患。<1x2>|",
        "|目标2：减少事故。<1x2>|",
        page=39,
    )
    second = table("|目标3：应急演练。<1x2>|", page=40)
    findings, _ = read((lines("2019年专项资金整体支出绩效目标表"), joined(first, second)))
    (project,) = findings.resources["projects"]
    assert (project["goal"], project["total"]) == ("目标1：查清隐患。目标2：减少事故。目标3：应急演练。", "1620.98")
    assert findings.unread == []


def test_a_heading_that_the_end_of_a_page_cuts_is_no_unknown_word() -> None:
    whole = table(
        "项目名称<1x2>||伯乐奖<1x2>|",
        "一级指标|二级指标|三级指标|指标值",
        "产出指标|数量指标|奖励人数|≥10人",
        page=42,
    )
    rest = table("效指标|||", "|质量指标|奖励发放率|100%", page=43)
    findings, _ = read((lines("项目绩效目标表"), joined(whole, rest)))
    assert [row["text"] for row in findings.unread] == []


def test_in_a_form_left_blank_the_next_label_is_no_amount() -> None:
    blank = table(
        "部门名称<1x2>||中共北京市委某委员会办公室<1x6>|||||",
        "总体资金情况（万元）<3x2>||预算支出总额<2x1>|财政拨款<1x3>|||其他资金<1x2>|",
        "|||合计|基本支出|项目支出|合计|项目支出",
        "|||||||",
        "整体绩效目标<1x2>||完成年度工作。<1x6>|||||",
        page=17,
    )
    findings, _ = read((lines("部门整体支出绩效目标表", "2026（年度）"), blank))
    assert findings.resources["agency-targets"][0]["name"] == "中共北京市委某委员会办公室"
    assert findings.unread == []
