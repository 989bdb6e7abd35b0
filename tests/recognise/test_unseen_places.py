"""Tables of places that nobody has brought yet, as their templates print them: what was read wrongly once, and is not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from test_any_place import KNOWN, read, rows, states, table

from yusuan.document import Document, Line
from yusuan.recognise import recognise

# 云南: basic and project expenditure of one fund, beside other funds.
YUNNAN = """
科目编码|科目名称|合计|一般公共预算|||单位资金||
|||小计|基本支出|项目支出|小计|事业支出|其他支出
2012604|档案馆|451.43|336.03|331.43|4.60|115.40|30.00|85.40
合计||451.43|336.03|331.43|4.60|115.40|30.00|85.40
"""


def test_basic_expenditure_of_one_fund_is_not_that_of_the_whole() -> None:
    found = read("部门支出预算表", "单位：万元", table(YUNNAN))
    fields = ("total", "basic_expenditure", "project_expenditure", "general_public_budget", "unit_funds")
    assert rows(found, "expenditure", *fields)[0] == ("451.43", None, None, "336.03", "115.40")
    of_fund = ("general_public_budget_basic_expenditure", "general_public_budget_project_expenditure")
    assert rows(found, "expenditure", *of_fund)[0] == ("331.43", "4.60")
    assert [row["text"] for row in found.findings.unread if row["kind"] == "header"] == ["事业支出", "其他支出"]


# 四川: one column names the units and the subjects of each.
SICHUAN = """
项    目|||||合计|基本支出|项目支出
科目编码|||单位代码|单位名称（科目）|||
类|款|项|||||
||||合    计|2,681.24|1,836.04|845.20
|||128301|四川省档案局|2,681.24|1,836.04|845.20
201|26|01|128301|行政运行|1,836.04|1,836.04|
201|26|02|128301|一般行政管理事务|845.20||845.20
"""


def test_one_column_may_name_the_units_and_the_subjects_of_each() -> None:
    found = read("部门支出总表", "单位：万元", table(SICHUAN))
    assert rows(found, "expenditure", "code", "name", "unit_name", "unit_code", "total") == [
        (None, "合计", None, None, "2681.24"),
        (None, "四川省档案局", "四川省档案局", "128301", "2681.24"),
        ("2012601", "行政运行", None, "128301", "1836.04"),
        ("2012602", "一般行政管理事务", None, "128301", "845.20"),
    ]
    assert not [row for row in found.findings.unread if row["kind"] != "line"]


# 广东: both economic classifications beside each other under one pair of headers.
GUANGDONG = """
部门预算支出经济分类科目||政府预算支出经济分类科目||预算数
科目编码|科目名称|科目编码|科目名称|
|合计|||2,853.36
301|工资福利支出|501|机关工资福利支出|2,492.46
302|商品和服务支出|502|机关商品和服务支出|360.90
"""


def test_a_row_of_headers_is_never_a_row_of_the_table() -> None:
    found = read("一般公共预算基本支出情况表（按支出经济分类科目）", "单位：万元", table(GUANGDONG))
    fields = ("code", "name", "government_economic_code", "government_economic_name", "total")
    assert rows(found, "general-public-budget-basic-expenditure", *fields) == [
        (None, "合计", None, None, "2853.36"),
        ("301", "工资福利支出", "501", "机关工资福利支出", "2492.46"),
        ("302", "商品和服务支出", "502", "机关商品和服务支出", "360.90"),
    ]


# 贵州 and the ministries: last year beside this year.
GUIZHOU = """
科目编码|科目名称|2023年执行数|||2024年预算数|||2024年预算数比2023年执行数|
||小计|基本支出|项目支出|小计|基本支出|项目支出|增减额|增减%
|合计|90.00|60.00|30.00|99.00|66.00|33.00|9.00|10.00
201|一般公共服务支出|90.00|60.00|30.00|99.00|66.00|33.00|9.00|10.00
"""


def test_what_was_spent_last_year_is_none_of_this_years_budget() -> None:
    found = read("一般公共预算支出表", "单位：万元", table(GUIZHOU))
    now = ("total", "basic_expenditure", "project_expenditure", "change", "change_rate")
    assert rows(found, "general-public-budget-expenditure", *now)[0] == ("99.00", "66.00", "33.00", "9.00", "10.00")
    executed = [f"prior_year_executed_{field}" for field in ("total", "basic_expenditure", "project_expenditure")]
    assert rows(found, "general-public-budget-expenditure", *executed)[0] == ("90.00", "60.00", "30.00")


# The national template of final accounts: blocks under 人员经费 and 公用经费, and a total whose cell reaches over two.
FINAL_ACCOUNTS = """
人员经费|||公用经费|||||
科目编码|科目名称|决算数|科目编码|科目名称|决算数|科目编码|科目名称|决算数
301|工资福利支出|92.00|302|商品和服务支出|8.00|310|资本性支出|1.00
30101|基本工资|92.00|30201|办公费|8.00|31002|办公设备购置|1.00
人员经费合计||92.00|公用经费合计|||||9.00
"""


def test_blocks_under_groups_are_read_one_after_the_other() -> None:
    found = read("一般公共预算财政拨款基本支出决算表", "金额单位：万元", table(FINAL_ACCOUNTS))
    assert rows(found, "general-public-budget-basic-expenditure", "code", "name", "total") == [
        ("301", "工资福利支出", "92.00"), ("30101", "基本工资", "92.00"), (None, "人员经费合计", "92.00"),
        ("302", "商品和服务支出", "8.00"), ("30201", "办公费", "8.00"),
        ("310", "资本性支出", "1.00"), ("31002", "办公设备购置", "1.00"), (None, "公用经费合计", "9.00"),
    ]  # fmt: skip
    assert not [row for row in found.findings.unread if row["kind"] != "line"]


def test_a_table_that_only_numbers_its_columns_is_empty() -> None:
    empty = "科目编码|科目名称|本年政府性基金预算支出||\n||合计|基本支出|项目支出\n1|2|3|4|5\n合  计||||"
    found = read("政府性基金预算支出预算表", "单位：元", table(empty), "备注：我部门无政府性基金预算支出，此表为空。")
    assert states(found)["government-fund-expenditure"] == "declared-empty"
    assert not [row for row in found.findings.unread if row["kind"] == "number"]


def test_a_table_of_which_no_row_is_understood_is_not_called_empty() -> None:
    found = read("部门支出总表", "单位：万元", table("科目编码|科目名称|合计\n12|某项|5.00"))
    assert states(found)["expenditure"] == "filled"


ONE_ROW = "科目编码|科目名称|合计|基本支出|项目支出\n201|一般公共服务支出|1.00|1.00|"


def test_a_title_that_only_ends_like_another_is_not_that_table() -> None:
    for title in (
        "部门基本支出预算表（人员类、运转类公用经费项目）",
        "2024年一般公共预算收支总表",
        "单位资金支出预算表",
    ):
        absent = {states(read(title, "单位：万元", table(ONE_ROW)))[name] for name in ("expenditure", "income-expenditure-summary")}  # fmt: skip
        assert absent == {"absent"}, title
    found = read("部门预算一般公共预算财政拨款支出表", "单位：万元", table(ONE_ROW))
    assert states(found)["general-public-budget-expenditure"] == "filled"
    government_fund = "单位编码|单位名称|合计|公务接待费\n1|某局|1.00|1.00"
    found = read("政府性基金预算“三公”经费支出预算表", "单位：万元", table(government_fund))
    assert states(found)["three-public-expenses"] == "absent"


def test_a_header_may_say_by_what_the_rows_below_it_are_told_apart() -> None:
    found = read(
        "收支总体情况表", "单位：万元",
        table("收入||支出|\n项目|2024年预算|项目（按功能分类）|2024年预算\n一、财政拨款|9.00|一、教育支出|9.00\n收入总计|9.00|支出总计|9.00"),
    )  # fmt: skip
    assert rows(found, "income-expenditure-summary", "expenditure_label", "expenditure_amount")[0] == (
        "教育支出",
        "9.00",
    )


def test_tables_without_a_cover_say_what_they_are() -> None:
    found = read("2024年部门支出预算表", "单位：万元", table(ONE_ROW))
    assert (found.identity.year, found.identity.kind) == (2024, "budget")
    found = read("支出决算表", "单位：万元", table(ONE_ROW))
    assert (found.identity.year, found.identity.kind) == (None, "final-accounts")


def test_a_total_is_no_code_of_a_unit() -> None:
    found = read(
        "部门收入总表", "单位：万元", table("部门代码|部门名称|合计|事业收入\n合计||5.00|5.00\n130|某局|5.00|5.00")
    )
    assert rows(found, "income", "unit_code", "name", "total") == [(None, "合计", "5.00"), ("130", "某局", "5.00")]


# 河南: a summary by funds, and by nature and economic class.
HENAN = """
收入||支出|||||
项目|金额|项目|合计|一般公共预算||单位资金|上年结转
||||小计|其中：财政拨款||
一、一般公共预算|50.00|一、基本支出|40.00|40.00|40.00||
其中：财政拨款|50.00|1、工资福利支出|30.00|30.00|30.00||
二、单位资金|6.00|2、商品和服务支出|10.00|10.00|10.00||
||二、项目支出|20.00|10.00|10.00|6.00|4.00
本年收入小计|56.00|本年支出小计|60.00|50.00|50.00|6.00|4.00
加：上年结转|4.00||||||
收入合计|60.00|支出合计|60.00|50.00|50.00|6.00|4.00
"""


def test_a_summary_keeps_the_funds_of_each_expenditure_and_gives_no_economic_class_a_functional_code() -> None:
    known = replace(KNOWN, functional_codes=[("301", "工资福利支出"), ("201", "一般公共服务支出")])
    found = read("2024年部门收支总体情况表", "预算01表", "单位：万元", table(HENAN), known=known)
    fields = ("label", "code", "level", "amount", "general_public_budget", "unit_funds", "carryover")
    expenditure = rows(found, "income-expenditure-summary", *(f"expenditure_{field}" for field in fields))
    assert expenditure[:4] == [
        ("基本支出", None, 1, "40.00", "40.00", None, None),
        ("工资福利支出", None, 2, "30.00", "30.00", None, None),
        ("商品和服务支出", None, 2, "10.00", "10.00", None, None),
        ("项目支出", None, 1, "20.00", "10.00", "6.00", "4.00"),
    ]
    assert not [row for row in found.findings.unread if row["kind"] != "line"]


def test_a_unit_without_a_code_may_stand_in_the_column_of_subjects() -> None:
    found = read(
        "2024年部门支出总体情况表", "单位：万元",
        table(
            "科目编码|||单位（科目名称）|合计|基本支出|||项目支出||\n类|款|项|||小计|工资福利支出|商品和服务支出|小计|其他运转类|特定目标类\n"
            "|||合计|60.00|40.00|30.00|10.00|20.00|5.00|15.00\n|||河南省档案馆|60.00|40.00|30.00|10.00|20.00|5.00|15.00\n"
            "201|26|01|行政运行|60.00|40.00|30.00|10.00|20.00|5.00|15.00"
        ),
    )  # fmt: skip
    assert rows(found, "expenditure", "name", "unit_name", "basic_wages_and_benefits", "project_special_purpose") == [
        ("合计", None, "30.00", "15.00"), ("河南省档案馆", "河南省档案馆", "30.00", "15.00"), ("行政运行", None, "30.00", "15.00"),
    ]  # fmt: skip


# 甘肃: the caption is in the table's own first rows, and the sources of income stand one below the other.
GANSU = "附表2|\n部门收入总体情况表|\n部门：甘肃省商务厅|单位：万元\n项目|预算数\n收入总计|9.00\n一、一般公共预算财政拨款收入|7.00\n二、事业收入|2.00\n三、上年结转|"


def test_sources_of_income_may_be_a_numbered_list_with_its_caption_in_the_table() -> None:
    found = read(table(GANSU))
    fields = ("name", "total", "general_public_budget", "business_income")
    assert rows(found, "income", *fields) == [("收入总计", "9.00", "7.00", "2.00")]
    listed = {row["table_name"]: row for row in found.findings.resources["tables"]}
    assert (listed["income"]["unit"], listed["income"]["printed_title"]) == ("万元", "部门收入总体情况表")


def test_a_column_of_the_three_public_expenses_may_name_them_with_the_year() -> None:
    found = read("2024年“三公”经费支出预算情况表", "单位：万元", table("项目|2023年“三公”经费预算数|2024年“三公”经费预算数\n合计|9.00|8.00\n1、公务接待费|9.00|8.00"))  # fmt: skip
    assert rows(found, "three-public-expenses", "item", "total", "prior_year_total") == [
        ("total", "8.00", "9.00"), ("official_reception", "8.00", "9.00"),
    ]  # fmt: skip


def test_a_table_with_a_known_title_and_unknown_columns_is_named_by_what_it_lacks() -> None:
    found = read("部门支出总表", "单位：万元", table("甲|乙\n1.00|2.00"))
    (reason,) = (row["reason"] for row in found.findings.unread if row["kind"] == "table")
    assert reason == "The title names expenditure, but no header of that table fits a column of amounts."


# 山西: both years side by side, each named by its year alone.
SHANXI = """
收入|||支出||
项目|2023年|2024年|项目|2023年|2024年
一、一般公共预算|7.00|9.00|一、教育支出|7.00|9.00
收入总计|7.00|9.00|支出总计|7.00|9.00
"""


def test_a_summary_may_name_its_columns_by_their_years_alone() -> None:
    found = read("2024年预算收支总表", "单位：万元", table(SHANXI))
    for side in ("income", "expenditure"):
        fields = (f"{side}_amount", f"{side}_prior_year_amount")
        assert rows(found, "income-expenditure-summary", *fields) == [("9.00", "7.00"), ("9.00", "7.00")]


def test_a_summary_whose_amounts_no_header_explains_is_not_kept_as_if_it_printed_none() -> None:
    unknown = SHANXI.replace("2023年", "某数").replace("2024年", "另一数")
    found = read("2024年预算收支总表", "单位：万元", table(unknown))
    assert states(found)["income-expenditure-summary"] == "absent"
    assert {row["kind"] for row in found.findings.unread} == {"table", "number"}


# The ministries: 事业收入 is divided, and nothing else is.
MINISTRY = """
科目||合计|上年结转|一般公共预算拨款收入|事业收入||其他收入
科目编码|科目名称||||金额|其中：教育收费|
201|一般公共服务支出|9.00|1.00|5.00|2.00|0.50|1.00
合计||9.00|1.00|5.00|2.00|0.50|1.00
"""


def test_a_source_of_income_may_be_divided_where_the_others_are_not() -> None:
    found = read("部门收入总表", "单位：万元", table(MINISTRY))
    fields = ("code", "name", "total", "carryover", "business_income", "special_account_education", "other_income")
    assert rows(found, "income", *fields)[0] == ("201", "一般公共服务支出", "9.00", "1.00", "2.00", "0.50", "1.00")


def test_the_menu_above_the_title_of_a_web_page_is_no_part_of_its_issuer() -> None:
    lines = tuple(
        Line(text, f"L{n}") for n, text in enumerate(("首页", "政务公开", "青海省林业和草原局2024年部门预算公开"), 1)
    )
    found = recognise(Document("html", "", (*lines, table(ONE_ROW))), KNOWN)
    assert found.identity.issuer == "青海省林业和草原局"


# A caption of three rows in the table itself.
CAPTION = """
广西壮族自治区粮食和物资储备局2024年部门支出总体情况表||
部门公开表3||
单位名称：广西壮族自治区粮食和物资储备局||单位：万元
科目编码|科目名称|总计
|合计|12.5
222|粮油物资储备支出|12.5
"""


def test_a_caption_in_the_table_gives_its_number_its_unit_and_its_issuer() -> None:
    found = read(table(CAPTION))
    (listed,) = (row for row in found.findings.resources["tables"] if row["table_name"] == "expenditure")
    assert (listed["printed_number"], listed["unit"]) == ("部门公开表3", "万元")
    assert (found.identity.issuer, found.identity.year) == ("广西壮族自治区粮食和物资储备局", 2024)


@pytest.mark.parametrize(
    "number", ["表1-1", "公开01表", "预算01-1表", "部门公开表3", "预算公开表01", "附表2", "附件1-1", "财决01表"]
)
def test_the_number_of_a_table_is_known_however_it_is_printed(number: str) -> None:
    found = read(number, "部门支出总表", "单位：万元", table(ONE_ROW))
    (listed,) = (row for row in found.findings.resources["tables"] if row["table_name"] == "expenditure")
    assert listed["printed_number"] == number


def test_a_total_of_this_years_income_beside_that_of_all_is_kept_apart() -> None:
    printed = "单位名称|合计|本年收入||上年结转结余\n||合计|一般公共预算|\n合计|9.00|8.00|8.00|1.00"
    found = read("部门收入总表", "单位：万元", table(printed))
    assert rows(found, "income", "total", "current_total", "general_public_budget", "carryover") == [("9.00", "8.00", "8.00", "1.00")]  # fmt: skip


@pytest.mark.parametrize(
    ("below", "state"),
    [
        (("备注：本部门没有“三公”经费支出，故本表无数据。",), "declared-empty"),
        (("一、收支总体情况", "本部门没有使用政府性基金预算拨款安排的支出。"), "empty"),
    ],
)
def test_only_what_stands_right_below_a_table_says_that_it_is_empty(below: tuple[str, ...], state: str) -> None:
    empty = table("项目|合计\n合计|")
    found = read("一般公共预算“三公”经费支出表", "单位：万元", empty, *below)
    assert states(found)["three-public-expenses"] == state


# 北京: the last row adds up the units and says nothing but its amounts.
UNNAMED_TOTAL = """
单位编码|合计|一般公共预算资金|其他收入
015|9,151.31|9,142.55|8.76
015001|8,316.35|8,308.52|7.83
015002|834.96|834.03|0.93
|9,151.31|9,142.55|8.76
"""


def test_a_last_row_without_a_name_is_the_total_where_every_amount_adds_up() -> None:
    found = read("收入总表", "单位：万元", table(UNNAMED_TOTAL))
    assert rows(found, "income", "name", "is_total", "total")[-1] == ("合计", True, "9151.31")
    assert not found.findings.unread


def test_a_row_without_a_name_that_does_not_add_up_is_listed() -> None:
    wrong = UNNAMED_TOTAL.rsplit("\n", 2)[0] + "\n|1.00|1.00|"
    found = read("收入总表", "单位：万元", table(wrong))
    assert [row["text"] for row in found.findings.unread if row["kind"] == "line"] == ["\t1.00\t1.00\t"]


def test_a_unit_that_is_cut_off_after_its_first_character_is_still_one_unit_of_money() -> None:
    found = read("收入总表", "单位：万", table(UNNAMED_TOTAL))
    assert [row["unit"] for row in found.findings.resources["tables"] if row["table_name"] == "income"] == ["万元"]
