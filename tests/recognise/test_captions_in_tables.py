"""What tables say of themselves in their first rows and headers: unit, year, the parts of a code; forms made up here."""

from __future__ import annotations

from test_any_place import read, rows, states, table

# 财决公开表: title, number, and a row with the department, the year and the unit, all in the sheet of the table.
FINAL_SUMMARY = """
收入支出决算总表
公开01表
部门：灵宝市司法局|||2024年度||金额单位：万元
收入|||支出||
项目|行次|金额|项目|行次|金额
栏次||1|栏次||2
一、一般公共预算财政拨款收入|1|812.35|四、公共安全支出|35|815.35
八、其他收入|8|3.00||36|
本年收入合计|27|815.35|本年支出合计|58|815.35
总计|31|815.35|总计|62|815.35
"""
FINAL_THREE = """
财政拨款“三公”经费支出决算表
公开07表
部门：灵宝市司法局|||||2024年度||||||金额单位：万元
预算数||||||决算数|||||
合计|因公出国（境）费|公务用车购置及运行维护费|||公务接待费|合计|因公出国（境）费|公务用车购置及运行维护费|||公务接待费
||小计|公务用车购置费|公务用车运行维护费||||小计|公务用车购置费|公务用车运行维护费|
1|2|3|4|5|6|7|8|9|10|11|12
12.00||10.00||10.00|2.00|9.50||8.60||8.60|0.90
"""


def test_the_year_may_stand_between_department_and_unit() -> None:
    found = read(table(FINAL_SUMMARY), table(FINAL_THREE, "P2T1"))
    assert rows(found, "income-expenditure-summary", "income_label", "income_amount", "expenditure_amount")[0] == (
        "一般公共预算财政拨款收入", "812.35", "815.35",
    )  # fmt: skip
    three = rows(found, "three-public-expenses", "item", "budget_total", "total")
    assert ("total", "12.00", "9.50") in three
    assert ("official_reception", "2.00", "0.90") in three
    units = {row["table_name"]: row.get("unit") for row in found.findings.resources["tables"]}
    assert units["income-expenditure-summary"] == units["three-public-expenses"] == "万元"
    assert (found.identity.year, found.identity.kind) == (2024, "final-accounts")
    assert found.findings.unread == []


UNITS_IN_HEADERS = """
科目代码|科目名称|2025年预算数（元）|2026年预算数（元）||
|||合计|基本支出|项目支出
|总计|2000000|2200000|1700000|500000
207|文化旅游体育与传媒支出|2000000|2200000|1700000|500000
"""


def test_headers_may_state_the_unit() -> None:
    found = read("2026年支出预算总表", "单位名称：宁海县文化馆", table(UNITS_IN_HEADERS))
    assert rows(found, "expenditure", "name", "total", "prior_year_total") == [
        ("总计", "2200000", "2000000"),
        ("文化旅游体育与传媒支出", "2200000", "2000000"),
    ]
    assert [row["unit"] for row in found.findings.resources["tables"] if row["table_name"] == "expenditure"] == ["元"]
    assert found.findings.unread == []


def test_headers_with_several_units_leave_the_unit_open() -> None:
    mixed = UNITS_IN_HEADERS.replace("2025年预算数（元）", "2025年预算数（万元）")
    found = read("2026年支出预算总表", "单位名称：宁海县文化馆", table(mixed))
    assert [row["text"] for row in found.findings.unread if row["kind"] == "label"] == ["expenditure"]


CODE_AND_NAME = """
功能科目||总计|基本支出|项目支出
编码|名称|||
201|一般公共服务支出|3.00|2.00|1.00
2012604|档案馆|3.00|2.00|1.00
合 计||3.00|2.00|1.00
"""


def test_code_and_name_may_stand_in_one_word_each_below_the_classification() -> None:
    found = read("单位支出预算总表", "单位：万元", table(CODE_AND_NAME))
    assert rows(found, "expenditure", "code", "name", "total")[:2] == [
        ("201", "一般公共服务支出", "3.00"),
        ("2012604", "档案馆", "3.00"),
    ]
    assert states(found)["expenditure"] == "filled"
    assert found.findings.unread == []


THREE_WITH_RATE = """
项目|2025年预算数|2026年预算数|增减额|增减率
合计|5.20|5.00|-0.20|-3.85%
公务接待费|1.20|1.00|-0.20|-16.67%
"""


def test_a_rate_of_change_may_have_its_sign() -> None:
    found = read("一般公共预算“三公”经费支出预算表", "单位：万元", table(THREE_WITH_RATE))
    assert rows(found, "three-public-expenses", "item", "change_rate_total") == [
        ("total", "-3.85"),
        ("official_reception", "-16.67"),
    ]
    assert found.findings.unread == []
