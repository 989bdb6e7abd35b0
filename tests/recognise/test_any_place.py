"""Tables of places without a form of their own, as their documents print them: titles, codes, units and layouts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from yusuan.document import Block, Cell, Document, Line, Table
from yusuan.forms.titles import title_readings
from yusuan.package.schemas import TABLES
from yusuan.recognise import Known, Recognition, recognise

# Of a place that has a form: of one that has none, the form would be told as missing.
KNOWN = Known({name: number for number, name in enumerate(TABLES, start=1)}, region_of=lambda _: "370600")


def table(text: str, place: str = "P1T1") -> Table:
    """A table from lines of cells parted by |, each with its place."""
    rows = [line.split("|") for line in text.strip("\n").split("\n")]
    width = max(len(row) for row in rows)
    return Table(
        tuple(
            tuple(Cell((row + [""] * width)[c], f"{place}R{r}C{c + 1}") for c in range(width))
            for r, row in enumerate(rows, start=1)
        ),
        place,
    )


def read(*blocks: str | Table, known: Known = KNOWN) -> Recognition:
    """What is recognised in a document of these lines and tables."""
    found: list[Block] = [
        Line(block, f"P1L{number}") if isinstance(block, str) else block for number, block in enumerate(blocks, start=1)
    ]
    return recognise(Document("pdf", "", tuple(found)), known)


def rows(found: Recognition, resource: str, *columns: str) -> list[tuple[object, ...]]:
    return [tuple(row.get(column) for column in columns) for row in found.findings.resources[resource]]


def states(found: Recognition) -> dict[str, object]:
    return {str(row["table_name"]): row["state"] for row in found.findings.resources["tables"]}


# 广州 2026: the code in brackets before the name; the total first.
GUANGZHOU = """
功能科目名称|一般公共预算支出||
|小计|其中：基本支出|项目支出
合计|16,410.71|14,913.65|1,497.06
[201]一般公共服务支出|8,812.33|7,341.47|1,470.86
[20103]政府办公厅（室）及相关机构事务|8,801.45|7,341.47|1,459.98
[2010301]行政运行|6,853.85|6,853.85|0.00
"""


def test_a_code_in_brackets_before_its_name_is_read() -> None:
    found = read(
        "表5", "一般公共预算支出情况表（按功能分类科目）", "单位名称：广州市人民政府办公厅 单位：万元", table(GUANGZHOU)
    )
    assert rows(found, "general-public-budget-expenditure", "code", "name", "level", "total", "basic_expenditure") == [
        (None, "合计", 0, "16410.71", "14913.65"),
        ("201", "一般公共服务支出", 1, "8812.33", "7341.47"),
        ("20103", "政府办公厅（室）及相关机构事务", 2, "8801.45", "7341.47"),
        ("2010301", "行政运行", 3, "6853.85", "6853.85"),
    ]
    listed = {str(row["table_name"]): row for row in found.findings.resources["tables"]}
    assert (listed["general-public-budget-expenditure"]["printed_number"], listed["general-public-budget-expenditure"]["unit"]) == ("表5", "万元")  # fmt: skip


# 烟台 2026: of a code only what is new is printed.
YANTAI = """
科目编码|||科目名称|合计|基本支出|项目支出|结转下年
类|款|项|||||
|||合 计|3,558.35|2,776.85|781.50|
201|||一般公共服务支出|2,731.79|1,950.29|781.50|
|08||审计事务|2,731.79|1,950.29|781.50|
||01|行政运行|1,535.85|1,535.85||
"""


def test_what_is_not_printed_of_a_code_is_carried_over_from_above_and_has_no_place() -> None:
    found = read("公开表3", "支出总体情况表", "部门（单位）：烟台市审计局 单位：万元", table(YANTAI))
    assert rows(found, "expenditure", "code", "level") == [(None, 0), ("201", 1), ("20108", 2), ("2010801", 3)]
    placed = {(row["row"], row["source"]) for row in found.findings.provenance if row["field"] == "code"}
    assert placed == {(2, "P1T1R4C1")}
    assert found.findings.unread == []
    assert "carryover_next_year" in found.findings.columns["expenditure"]  # printed, and blank in every row


# 北京 2026: three classifications of one amount, each as 编码-名称; the total last.
BEIJING = """
支出功能分类科目|政府支出经济分类科目|部门支出经济分类科目|合计|基本支出|项目支出|其中||
||||||事业单位经营支出|上缴上级支出|对附属单位补助支出
2010301-行政运行|50201-办公经费|3021101-差旅费|44.080000|44.080000||||
2014001-行政运行|50101-工资奖金津补贴|30101-基本工资|767.961600|767.961600||||
合 计|||9,626.777589|7,485.224572|2,141.553017|||
"""


def test_three_classifications_of_one_amount_are_kept_apart() -> None:
    found = read("预算03表支出总表", "金额单位：万元", table(BEIJING))
    assert rows(
        found, "expenditure", "code", "name", "government_economic_code", "economic_code", "economic_name", "total"
    ) == [
        ("2010301", "行政运行", "50201", "3021101", "差旅费", "44.080000"),
        ("2014001", "行政运行", "50101", "30101", "基本工资", "767.961600"),
        (None, "合计", None, None, None, "9626.777589"),
    ]


# 普陀 2024, final accounts: two blocks of the economic classification side by side.
PUTUO = """
经济分类科目编码|科目名称|决算数|经济分类科目编码|科目名称|决算数
301|工资福利支出|4816.14|302|商品和服务支出|440.90
30101|基本工资|537.64|30201|办公费|84.62
人员经费合计||4884.09|公用经费合计||480.66
"""


def test_blocks_side_by_side_are_read_one_after_the_other() -> None:
    found = read("一般公共预算财政拨款基本支出决算表", "单位：万元", table(PUTUO))
    resource = "general-public-budget-basic-expenditure"
    assert rows(found, resource, "code", "name", "total") == [
        ("301", "工资福利支出", "4816.14"),
        ("30101", "基本工资", "537.64"),
        (None, "人员经费合计", "4884.09"),
        ("302", "商品和服务支出", "440.90"),
        ("30201", "办公费", "84.62"),
        (None, "公用经费合计", "480.66"),
    ]
    assert rows(found, resource, "is_total", "level")[2] == (True, None)  # a sub-total is not the whole


# 江苏省人大 2017: a table of amounts alone.
ALONE = "合计|基本支出|项目支出|单位预留机动经费|结转下年资金\n13,649.07|7,666.68|5,853.96|128.43|"


def test_a_row_of_amounts_alone_is_named_by_the_header_of_its_total() -> None:
    found = read("支出预算总表", "部门： 江苏省人大常委会办公厅 单位：万元", table(ALONE))
    assert rows(found, "expenditure", "name", "is_total", "total", "unit_reserve") == [
        ("合计", True, "13649.07", "128.43")
    ]


# 杭州 2026: the rows are units; the row of numbers counts the columns.
HANGZHOU = """
单位名称|总计|本年收入|||上年结转结余||
||小计|一般公共预算|其他收入|小计|一般公共预算|单位资金
**|1|2|3|4|5|6|7
合计|5,876.67|5,876.67|5,753.07|123.61|||
杭州市气象服务中心（杭州市预警信息发布中心）|865.62|865.62|836.93|28.69|||
"""


def test_a_row_of_a_unit_has_its_name_and_no_level() -> None:
    found = read("表2：2026年市级部门收入预算总表", "部门名称：杭州市气象局 单位：万元", table(HANGZHOU))
    unit = "杭州市气象服务中心（杭州市预警信息发布中心）"
    # 合计 in the column of units is no unit
    assert rows(found, "income", "name", "unit_name", "level", "current_total", "other_income") == [
        ("合计", None, 0, "5876.67", "123.61"),
        (unit, unit, None, "865.62", "28.69"),
    ]
    assert "carryover_unit_funds" in found.findings.columns["income"]


def test_a_second_print_of_a_table_is_listed_and_not_read_twice() -> None:
    found = read("支出预算总表", "单位：万元", table(ALONE), "支出预算总表", "单位：万元", table(ALONE, "P2T1"))
    assert len(found.findings.resources["expenditure"]) == 1
    assert [row["source"] for row in found.findings.unread if row["kind"] == "table"] == ["P2T1"]


def test_a_table_without_a_unit_is_said_to_have_none() -> None:
    found = read("支出预算总表", table(ALONE))
    assert any("No unit" in str(row["reason"]) for row in found.findings.unread)


def test_a_title_may_be_broken_over_two_lines() -> None:
    title = ("2021年部门综合预算一般公共预算支出明细表（按支出功能分类科", "目-不含上年结转）")
    header = "功能科目编码|功能科目名称|合计|人员经费支出|公用经费支出|专项业务经费支出|备注\n"
    found = read(
        "表5", *title, "单位：元", table(header + "|合计|258,596,001.79|21,914,447.48|1,259,954.31|235,421,600.00|")
    )
    assert states(found)["general-public-budget-expenditure"] == "filled"


@pytest.mark.parametrize(
    ("title", "resource"),
    [
        ("2025年部门财务收支预算总表", "income-expenditure-summary"),
        ("一般公共预算支出表（按功能分类）", "general-public-budget-expenditure"),
        ("一般公共预算支出表（按经济分类）", "general-public-budget-economic-expenditure"),
        ("七、国有资本经营预算拨款支出预算表", "state-capital-expenditure"),
        ("预算06表一般公共预算基本支出表", "general-public-budget-basic-expenditure"),
        ("表4：2026年市级部门财政拨款收支预算总表", "fiscal-appropriation-summary"),
    ],
)
def test_a_title_names_its_table_with_number_year_and_classification_around_it(title: str, resource: str) -> None:
    from yusuan.forms import load_forms

    common = next(form for form in load_forms() if form.name == "common")
    found = common.table_titled(title)
    assert found is not None
    assert found.table_name == resource


def test_what_stands_behind_a_title_is_read_from_close_to_far() -> None:
    assert list(title_readings("收支总表（续）")) == [("收支总表(续)", None), ("收支总表", None)]


# 广州市司法局 2026, page 20: project expenditure by economic class.
BY_CLASS = """
部门预算支出经济科目|预算
合计|22,513.60
[301]工资福利支出|3,221.32
[30199]其他工资福利支出|3,221.32
"""


def test_project_expenditure_by_economic_class_has_no_functional_code() -> None:
    known = replace(KNOWN, economic_codes=(("301", "工资福利支出"), ("30199", "其他工资福利支出")))
    title, unit = Line("一般公共预算项目支出情况表（按经济分类科目）", "P1L1"), Line("单位：万元", "P1L2")
    found = recognise(Document("pdf", "", (title, unit, table(BY_CLASS))), known)
    fields = ("code", "economic_code", "economic_name", "level", "total")
    assert rows(found, "general-public-budget-project-expenditure", *fields) == [
        (None, None, None, 0, "22513.60"),
        (None, "301", "工资福利支出", 1, "3221.32"),
        (None, "30199", "其他工资福利支出", 2, "3221.32"),
    ]
    placed = {(row["row"], row["field"]) for row in found.findings.provenance if row["resource"].startswith("general")}
    assert {(2, "economic_code"), (2, "economic_name"), (2, "name"), (2, "total")} <= placed
