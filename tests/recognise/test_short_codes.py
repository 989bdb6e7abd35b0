"""Codes of which a row prints only a part, codes of units among those of subjects, and tables beside one another."""

from __future__ import annotations

import pytest
from test_any_place import read, rows, states, table


def test_a_section_that_says_its_own_digits_alone_belongs_to_the_class_above() -> None:
    """西安市人力资源和社会保障局 2020, page 33."""
    printed = table(
        """
功能科目编码|功能科目名称|合计|备注
|合计|56.52|
201|一般公共服务支出|56.52|
10|人力资源事务|56.52|
2011007|博士后日常经费|56.52|
"""
    )
    found = read("一般公共预算支出表", "单位：万元", printed)
    columns = ("code", "name", "level")
    assert rows(found, "general-public-budget-expenditure", *columns)[1:] == [
        ("201", "一般公共服务支出", 1), ("20110", "人力资源事务", 2), ("2011007", "博士后日常经费", 3),
    ]  # fmt: skip
    assert found.findings.unread == []
    codes = [row["source"] for row in found.findings.provenance if row["field"] == "code"]
    assert codes == ["P1T1R3C1", "P1T1R5C1"], "no place prints 20110"


def test_two_digits_below_no_class_are_listed() -> None:
    found = read("一般公共预算支出表", "单位：万元", table("科目编码|科目名称|合计\n10|人力资源事务|1.00\n|合计|1.00"))
    assert [row["text"] for row in found.findings.unread][:1] == ["10"]


def test_a_units_code_may_stand_among_those_of_subjects() -> None:
    """西安市应急管理局 2019, page 7."""
    printed = table(
        """
功能科目编码|功能科目名称|合计|人员经费支出
|合计|115.11|83.06
125001|西安市安全生产监督管理局|115.11|83.06
208|社会保障和就业支出|115.11|83.06
05|行政事业单位离退休|115.11|83.06
"""
    )
    found = read("一般公共预算支出表", "单位：万元", printed)
    columns = ("unit_code", "unit_name", "code", "name", "total")
    assert rows(found, "general-public-budget-expenditure", *columns)[1:] == [
        ("125001", "西安市安全生产监督管理局", None, "西安市安全生产监督管理局", "115.11"),
        (None, None, "208", "社会保障和就业支出", "115.11"),
        (None, None, "20805", "行政事业单位离退休", "115.11"),
    ]
    assert found.findings.unread == []


def test_a_nought_that_a_spreadsheet_dropped_is_put_back_between_neighbours() -> None:
    """上海市普陀区万里街道 2024, page 29."""
    printed = table(
        """
部门预算经济分类科目编码||经济分类科目名称|合计|人员经费|公用经费
类|款||||
301||工资福利支出|22,497,361|22,497,361|0
301|01|基本工资|5,873,551|5,873,551|0
301|2|津贴补贴|16,623,810|16,623,810|0
"""
    )
    found = read("一般公共预算基本支出表", "单位：元", printed)
    assert [code for (code,) in rows(found, "general-public-budget-basic-expenditure", "code")] == [
        "301",
        "30101",
        "30102",
    ]
    assert found.findings.unread == []


def test_the_word_total_below_the_header_of_codes_is_the_label_of_a_row() -> None:
    """中共上海市普陀区委社会工作部 2024: the blank table of government funds has its total row in the header."""
    printed = table(
        """
项目||年初结转和结余|本年收入|本年支出|||年末结转和结余
功能分类科目编码|科目名称||||||
合计||||合计|基本支出|项目支出|
|||||||
"""
    )
    found = read("政府性基金预算财政拨款收入支出决算表", "单位：万元", printed)
    assert found.findings.unread == []
    assert states(found)["government-fund-expenditure"] == "empty"


FUND = """
收 入||支 出|||||
项 目|预算数|支出功能分类科目（按大类）|预算数|部门预算支出经济分类科目（按大类）|预算数|政府预算支出经济分类科目（按大类）|预算数
一、政府性基金拨款|5.00|一、科学技术支出|2.00|一、人员经费和公用经费支出|1.00|一、机关工资福利支出|5.00
||二、城乡社区支出|3.00|二、专项业务经费支出|4.00||
本年收入合计|5.00|本年支出合计|5.00|本年支出合计|5.00|本年支出合计|5.00
"""


def test_income_and_economic_classes_beside_the_expenditure_of_funds_are_a_table_of_their_own() -> None:
    """中共西安市委宣传部 2021, page 32, with other figures: the place prints noughts."""
    found = read("2021年部门综合预算政府性基金收支表", "单位：万元", table(FUND))
    assert rows(found, "government-fund-expenditure", "name", "total", "economic_name") == [
        ("一、科学技术支出", "2.00", None), ("二、城乡社区支出", "3.00", None), ("本年支出合计", "5.00", None),
    ]  # fmt: skip
    columns = ("income_label", "income_amount", "economic_label", "economic_amount", "government_economic_amount")
    assert rows(found, "government-fund-summary", *columns) == [
        ("政府性基金拨款", "5.00", "人员经费和公用经费支出", "1.00", "5.00"), (None, None, "专项业务经费支出", "4.00", None),
        ("本年收入合计", "5.00", "本年支出合计", "5.00", "5.00"),
    ]  # fmt: skip
    assert found.findings.unread == []
    assert states(found)["government-fund-summary"] == "filled"


def test_a_table_of_tables_is_known_by_the_column_that_says_which_are_empty() -> None:
    """西安市卫生健康委员会 2022, page 145."""
    listed = table(
        "序号|内容|是否空表|表格为空的理由\n表1|支出决算表|否|\n表7|政府性基金预算支出表|是|无此项支出", "P1T1"
    )
    printed = table("科目编码|科目名称|合计\n201|一般公共服务支出|1.00\n|合计|1.00", "P2T1")
    found = read("目录", listed, "支出决算表", "单位：万元", printed)
    assert found.findings.unread == []


SUMMARY = "收 入||支 出|\n项 目|预算数|项 目|预算数\n"


def test_a_summary_goes_on_below_its_repeated_title_where_its_grand_total_stands_there() -> None:
    """湖州市退役军人事务局 2026, pages 22 and 23."""
    first = table(
        SUMMARY + "一、财政拨款|5.00|社会保障和就业支出|4.00\n一般公共预算|5.00|住房保障支出|1.00\n本年收入合计|5.00||",
        "P1T1",
    )
    rest = table(SUMMARY + "上年结转结余|||\n一般公共预算|||\n收 入 总 计|5.00|支 出 总 计|5.00", "P2T1")
    title = ("财政拨款收支预算总表", "单位：万元")
    found = read(*title, first, *title, rest)
    columns = ("income_label", "income_amount", "income_level", "expenditure_total")
    assert rows(found, "fiscal-appropriation-summary", *columns)[-1] == ("收入总计", "5.00", 0, "5.00")
    assert len(rows(found, "fiscal-appropriation-summary", "row")) == 6
    assert found.findings.unread == []


def test_a_second_copy_of_a_summary_is_listed_and_not_added() -> None:
    whole = table(SUMMARY + "一、财政拨款|5.00|住房保障支出|5.00\n收 入 总 计|5.00|支 出 总 计|5.00", "P1T1")
    copy = table(SUMMARY + "一、财政拨款|5.00|住房保障支出|5.00\n收 入 总 计|5.00|支 出 总 计|5.00", "P2T1")
    title = ("财政拨款收支预算总表", "单位：万元")
    found = read(*title, whole, *title, copy)
    assert len(rows(found, "fiscal-appropriation-summary", "row")) == 2
    assert "A second fiscal-appropriation-summary." in [row["reason"] for row in found.findings.unread]


@pytest.mark.parametrize(("first", "field"), [("", "total"), ("总计|", "departmental_budget")])
def test_the_total_of_the_departmental_budget_is_the_total_unless_another_is_printed(first: str, field: str) -> None:
    """西安市 prints 部门预算 over its columns of income; 西安市应急管理局 2019 alone has 总计 before them."""
    blank, amount = ("|", "5.00|") if first else ("", "")
    printed = table(
        f"单位编码|单位名称|{first}部门预算||\n||{blank}合计|事业收入|其他收入\n|合计|{amount}5.00|3.00|2.00"
    )
    found = read("部门综合预算收入总表", "单位：万元", printed)
    assert rows(found, "income", field, "business_income", "other_income") == [("5.00", "3.00", "2.00")]
    assert found.findings.unread == []
