"""Tables that list several projects in their rows, each typed from a published document."""

from __future__ import annotations

from typed_targets import joined, lines, read, rows, table

BEIJING = joined(
    table(
        "项目名称<2x1>|项目总额<2x1>|其中：<1x2>||绩效目标<2x1>|一级指标<2x1>|二级指标<2x1>|三级指标<2x1>|绩效指标性质<2x1>|本年绩效指标值<2x1>|绩效度量单位<2x1>",
        "||财政资金|其他资金|||||||",
        "11000022T000000424360-因公出国<1x1>|14.850000|14.850000||学习国外经验|成本指标|经济成本指标|人均成本|≤|2.475|万元",
        "11000023T000002068400-智能收发室|56.800000|56.800000||压缩办理时间|效益指标|可持续影响指标|做好清点、签收|定性|优|",
        page=13,
    ),
    table(
        "<2x1>|<2x1>|<2x1>|<2x1>|<2x1>|产出指标|质量指标|来信扫描完成率|＝|100|%",
        "|||||产出指标|时效指标|处理及时率|＝|100|%",
        page=14,
    ),
)


def test_a_table_lists_projects_with_code_and_indicators_over_a_page_break() -> None:
    findings, _ = read((lines("预算表12项目支出绩效目标表", "金额单位：万元"), BEIJING))
    assert rows(findings, "projects", "code", "name", "total", "fiscal_appropriation", "goal") == [
        ("11000022T000000424360", "因公出国", "14.850000", "14.850000", "学习国外经验"),
        ("11000023T000002068400", "智能收发室", "56.800000", "56.800000", "压缩办理时间"),
    ]
    assert rows(findings, "performance-indicators", "project", "name", "operator", "value", "unit") == [
        (1, "人均成本", "<=", "2.475", "万元"),
        (2, "做好清点、签收", None, None, None),
        (2, "来信扫描完成率", "=", "100", "%"),
        (2, "处理及时率", "=", "100", "%"),
    ]
    assert findings.unread == []


def test_totals_over_projects_are_kept_apart_from_the_projects() -> None:
    listing = table(
        "单位编码<2x1>|单位（项目）名称<2x1>|资金总额<2x1>|绩效目标<2x1>|绩效指标<1x9>||||||||",
        "||||一级指标|二级指标|三级指标|指标值|指标值内容|评（扣）分标准|度量单位|指标值类型|备注",
        "合计||46.00||||||||||",
        "126001|长沙市信访局|46.00||||||||||",
        "126001<2x1>|基层工作经费专项|35.78|按时拨付|成本指标|经济成本指标|总成本|35.78|不超过预算|偏离40%不得分|万元|≤|20",
        "|接待中心专项|10.22|修缮|产出指标|数量指标|社会成本|无|无|无||定性|",
        "注：已剔除涉密部分||||||||||||",
    )
    findings, _ = read((lines("2026年项目支出绩效目标表", "部门名称：长沙市信访局 单位：万元"), listing))
    assert rows(findings, "projects", "unit_code", "name", "total", "goal", "year") == [
        ("126001", "基层工作经费专项", "35.78", "按时拨付", 2026),
        ("126001", "接待中心专项", "10.22", "修缮", 2026),
    ]
    assert rows(findings, "agency-targets", "kind", "part_of", "unit_code", "name", "total") == [
        ("total", None, None, "合计", "46.00"),
        ("total", 1, "126001", "长沙市信访局", "46.00"),
    ]
    assert rows(findings, "performance-indicators", "project", "value", "unit", "explanation", "remark") == [
        (1, "35.78", "万元", "不超过预算", "20"),
        (2, None, None, "无", None),
    ]
    assert findings.unread == []


def test_projects_in_rows_without_indicators_may_run_over_a_page() -> None:
    listing = joined(
        table(
            "二级预算单位名称|一级项目名称|预算数（万元）|绩效目标",
            "深圳市统计局（本级）|专项普查活动|110.00|调研次数达到5次以上，参加培",
            page=11,
        ),
        table(
            "|||训人次达到300人次以上。",
            "深圳市统计局（本级）|专项统计业务|844.03|开展满意度调查",
            page=12,
        ),
    )
    findings, taken = read((lines("2026年，本单位重点项目绩效目标情况如下："), listing))
    assert taken == {"P11T1"}
    assert rows(findings, "projects", "agency_name", "name", "total", "goal") == [
        ("深圳市统计局（本级）", "专项普查活动", "110.00", "调研次数达到5次以上，参加培训人次达到300人次以上。"),
        ("深圳市统计局（本级）", "专项统计业务", "844.03", "开展满意度调查"),
    ]
