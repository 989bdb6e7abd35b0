"""Tables by which projects and agencies judge themselves (绩效自评表), as 西安市卫生健康委员会 printed them for 2022."""

from __future__ import annotations

from typed_targets import lines, read, rows, said, table

BLOOD = table(
    "项目名称<1x2>||采供血人员经费项目<1x9>||||||||",
    "主管部门<1x2>||西安市卫生健康委员会<1x4>||||实施单位<1x2>||西安市中心血站<1x3>||",
    "项目资金（万元）<5x2>||<1x2>||年初预算数|全年预算数（A）|全年执行数（B）|分值|执行率（B/A）<1x2>||得分",
    "||年度资金总额<1x2>||3800|5166.99|5166.99|10|100%<1x2>||10",
    "||其中：当年财政拨款<1x2>||3800|5166.99|5166.99|—|100%<1x2>||—",
    "||上年结转资金<1x2>|||||—|<1x2>||—",
    "||其他资金<1x2>|||||—|<1x2>||—",
    "年度总体目标完成情况<2x1>|预期目标（年初设定）<1x5>|||||实际完成情况<1x5>||||",
    "|稳定采供血人员队伍<1x5>|||||稳定了采供血人员队伍<1x5>||||",
    "绩效指标<3x1>|一级指标|二级指标|三级指标<1x2>||年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施<1x2>|",
    "|产出指标（50分）|数量指标|单位职工人数<1x2>||346|346|12.5|12.5|无<1x2>|",
    "|满意度指标（10分）|服务对象满意度指标|全站职工满意度<1x2>||大于95%|98%|10|9|进一步提升血站职工满意度<1x2>|",
    "总分<1x7>|||||||100|99|<1x2>|",
    page=60,
)
TITLE = lines("西安市中心血站采供血人员经费项目绩效自评表", "（2022年度）")


def test_what_became_of_each_fund_stands_below_the_header_of_its_columns() -> None:
    findings, taken = read((TITLE, BLOOD))
    assert taken == {"P60T1"}
    (project,) = findings.resources["projects"]
    assert said(project) == {
        "name": "采供血人员经费项目", "department": "西安市卫生健康委员会", "agency_name": "西安市中心血站", "year": 2022,
        "total": "3800", "adjusted_total": "5166.99", "executed_total": "5166.99",
        "execution_weight": "10", "execution_rate": "100", "execution_score": "10",
        "fiscal_appropriation": "3800", "adjusted_fiscal_appropriation": "5166.99",
        "executed_fiscal_appropriation": "5166.99", "fiscal_appropriation_execution_rate": "100",
        "goal": "稳定采供血人员队伍", "achievement": "稳定了采供血人员队伍", "full_score": "100", "score": "99",
    }  # fmt: skip
    assert rows(findings, "performance-indicators", "name", "target", "actual", "weight", "score", "deviation") == [
        ("单位职工人数", "346", "346", "12.5", "12.5", "无"),
        ("全站职工满意度", "大于95%", "98%", "10", "9", "进一步提升血站职工满意度"),
    ]
    assert findings.unread == []


def test_a_figure_among_the_headers_is_listed_and_the_columns_are_read() -> None:
    stray = table(
        "项目名称<1x2>||医疗服务与保障能力提升<1x9>||||||||",
        "项目资金（万元）<2x2>||500<1x2>||年初预算数|全年预算数（A）|全年执行数（B）|分值|执行率（B/A）<1x2>||得分",
        "||年度资金总额<1x2>|||500|498.5|10|99.7%<1x2>||10",
        "绩效指标<2x1>|一级指标|二级指标|三级指标<1x2>||年度指标值|实际完成值|分值|得分|备注<1x2>|",
        "|产出指标|数量指标|床位<1x2>||3张|3张|50|50|<1x2>|",
        page=61,
    )
    findings, _ = read((TITLE, stray))
    assert [(row["text"], row["source"]) for row in findings.unread] == [("500", "P61T1R2C3")]
    assert rows(findings, "projects", "total", "adjusted_total", "executed_total") == [(None, "500", "498.5")]


def test_the_tasks_of_an_agency_have_what_each_was_given_and_spent() -> None:
    whole = table(
        "部门（单位）名称<1x3>|||西安市卫生健康委员会<1x10>|||||||||",
        "年度主要任务完成情况<4x1>|任务名称<2x1>|主要内容<2x1>|完成情况<2x1>|全年预算数（万元）<1x3>|||全年执行数（万元）<1x3>|||分值<2x1>|执行率<2x1>|得分<2x1>",
        "||||总额|财政拨款|其他资金|总额|财政拨款|其他资金|||",
        "|学前教育|保证学前教育支出|基本任务完成|1292.55|1182.59|109.96|1263.33|1182.59|80.74|0.58|97.74%|0.58",
        "|金额合计<1x3>|||2,495,142.55|869,407.93|1625734.62|2074962.01|869329.38|1205632.63|10|83.16%|10",
        page=30,
    )
    findings, _ = read((lines("西安市卫生健康委员会部门整体支出绩效自评表", "（2022年度）"), whole))
    columns = (
        "kind",
        "name",
        "adjusted_total",
        "executed_total",
        "executed_other_funds",
        "execution_rate",
        "achievement",
    )
    assert rows(findings, "agency-targets", *columns) == [
        ("agency", "西安市卫生健康委员会", "2495142.55", "2074962.01", "1205632.63", "83.16", None),
        ("task", "学前教育", "1292.55", "1263.33", "80.74", "97.74", "基本任务完成"),
    ]
    assert findings.unread == []
