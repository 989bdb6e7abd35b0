"""Tables that list things by name: purchases, projects, services, units. Rows are as the documents print them."""

from __future__ import annotations

from dataclasses import replace

from yusuan.document import Cell, Table
from yusuan.forms import ColumnForm, load_vocabulary
from yusuan.forms.files import words_of_tables
from yusuan.forms.model import table_form
from yusuan.model import load_model
from yusuan.recognise.columns import find_columns
from yusuan.recognise.findings import Findings
from yusuan.recognise.listed_rows import read_listed_rows
from yusuan.recognise.unit_lists import read_unit_lists
from yusuan.words import key

FURTHER = words_of_tables(load_model())
FORMS = {table["table_name"]: table_form(table) for table in FURTHER["tables"]}
UNITS = [ColumnForm(c["field"], frozenset(map(key, c["headers"]))) for c in FURTHER["units"]["columns"]]


def table_of(text: str) -> Table:
    """A table that is typed as lines of cells parted by `|`."""
    printed = [line.split("|") for line in text.strip("\n").split("\n")]
    width = max(len(words) for words in printed)
    rows = tuple(
        tuple(Cell(words[c] if c < len(words) else "", f"T1R{r}C{c + 1}") for c in range(width))
        for r, words in enumerate(printed, start=1)
    )
    return Table(rows, "T1")


def read(table_name: str, text: str) -> Findings:
    form, table, findings = FORMS[table_name], table_of(text), Findings()
    findings.open(table_name)
    columns = find_columns(table, form.columns)
    assert columns.unknown == ()
    read_listed_rows(table, columns, form, load_vocabulary(), findings)
    return findings


def rows_of(findings: Findings, table_name: str, *fields: str) -> list[tuple[object, ...]]:
    return [tuple(row.get(field) for field in fields) for row in findings.resources[table_name]]


def places(findings: Findings, row: int) -> dict[object, object]:
    return {p["field"]: p["source"] for p in findings.provenance if p["row"] == row}


# 江苏省人大常委会办公厅 2017, its goods.
JIANGSU = """
采购品目大类|专项名称|经济科目|采购物品名称|采购组织形式|总计
合计|||||59.00
一、货物A|||||59.00
|办公设备购置费|办公设备购置|||59.00
|||台式计算机（20万以下）|分散自行组织|10.00
|||便携式计算机（20万以下）|分散自行组织|14.00
|||其他办公设备|分散自行组织|8.00
|||图书和档案|分散自行组织|4.00
|||家具用具|分散自行组织|23.00
"""


def test_a_purchase_stands_below_its_project_and_that_below_its_category_where_the_sums_say_so():
    found = read("government-procurement", JIANGSU)
    assert rows_of(found, "government-procurement", "name", "level", "is_total", "total") == [
        ("合计", 0, True, "59.00"), ("一、货物A", 1, False, "59.00"), ("办公设备购置费", 2, False, "59.00"),
        ("台式计算机（20万以下）", 3, False, "10.00"), ("便携式计算机（20万以下）", 3, False, "14.00"),
        ("其他办公设备", 3, False, "8.00"), ("图书和档案", 3, False, "4.00"), ("家具用具", 3, False, "23.00"),
    ]  # fmt: skip
    assert places(found, 4) == {"name": "T1R5C4", "item_name": "T1R5C4", "method": "T1R5C5", "total": "T1R5C6"}
    assert found.unread == []


def test_rows_that_do_not_add_up_to_those_above_have_no_level():
    found = read("government-procurement", JIANGSU.replace("23.00", "24.00"))
    assert [level for (level,) in rows_of(found, "government-procurement", "level")] == [0, 1, 2, *[None] * 5]


# 江苏省高级人民法院 2019, 政府采购预算表, some of its services.
KINDS_BESIDE_A_PROJECT = """
采购品目大类|专项名称|经济科目|采购物品名称|采购组织形式|总计
合计|||||768.11
三、服务C|||||768.11
|审判专项业务费|维修（护）费|||20.00
|||运行维护服务|分散自行组织|20.00
||会议费|||1.51
|||会议服务|分散自行组织|1.51
|案件执行经费|维修（护）费|||64.49
|||运行维护服务|分散自行组织|64.49
||会议费|||36.11
|||会议服务|分散自行组织|36.11
|物业管理费|租赁费|||180.00
|||房屋租赁服务|部门集中采购|180.00
||物业管理费|||466.00
|||物业管理服务|分散自行组织|36.00
||||部门集中采购|430.00
"""


def test_kinds_of_expenditure_take_the_name_of_the_project_above_them_which_is_not_printed_again():
    found = read("government-procurement", KINDS_BESIDE_A_PROJECT)
    kinds = [row for row in rows_of(found, "government-procurement", "name", "level", "project_name") if row[1] == 2]
    assert kinds == [
        ("审判专项业务费", 2, "审判专项业务费"), ("会议费", 2, "审判专项业务费"),
        ("案件执行经费", 2, "案件执行经费"), ("会议费", 2, "案件执行经费"),
        ("物业管理费", 2, "物业管理费"), ("物业管理费", 2, "物业管理费"),
    ]  # fmt: skip
    assert "project_name" not in places(found, 5)


def test_another_way_to_buy_the_same_is_named_by_the_row_above_where_the_sums_say_so():
    found = read("government-procurement", KINDS_BESIDE_A_PROJECT)
    assert rows_of(found, "government-procurement", "name", "level", "method", "total")[-1] == (
        "物业管理服务", 3, "部门集中采购", "430.00",
    )  # fmt: skip
    assert found.unread == []
    found = read("government-procurement", KINDS_BESIDE_A_PROJECT.replace("|36.00", "|37.00"))
    assert [row["text"] for row in found.unread] == ["\t\t\t\t部门集中采购\t430.00"]


def test_a_merged_name_names_each_row_that_it_stands_beside():
    # 江苏省高级人民法院 2017: one cell 物业管理服务 stands beside 430.00 and 40.00.
    table = table_of(
        "采购物品名称|采购组织形式|总计\n合计||471.00\n物业管理服务|部门集中采购|430.00\n|分散自行组织|41.00\n"
    )
    merged = replace(table.rows[2][0], rows=2)
    table = Table((*table.rows[:2], (merged, *table.rows[2][1:]), *table.rows[3:]), table.place)
    form, findings = FORMS["government-procurement"], Findings()
    findings.open("government-procurement")
    read_listed_rows(table, find_columns(table, form.columns), form, load_vocabulary(), findings)
    assert rows_of(findings, "government-procurement", "name", "method", "total")[2] == (
        "物业管理服务", "分散自行组织", "41.00",
    )  # fmt: skip


def test_what_units_buy_stands_below_each_though_it_begins_no_further_in():
    # 无锡市水利局 2026, its goods.
    found = read(
        "government-procurement",
        """
采购品目大类|专项名称|经济科目|采购品目名称|采购组织形式|总计
合计|||||3.75
货物|||||3.75
无锡市水利工程管理中心|||||3.00
|商品和服务支出(公用经费定额)|办公费|复印纸|集中采购|3.00
无锡市河湖治理和水资源管理中心|||||0.75
|商品和服务支出(公用经费定额)|办公费|复印纸|集中采购机构采购|0.75
""",
    )
    assert [level for (level,) in rows_of(found, "government-procurement", "level")] == [0, 1, 2, 3, 2, 3]


# 广州市人民政府办公厅 2026, 基本支出预算表: units, and below each what it spends, in one column.
GUANGZHOU = """
支出项目类别(资金使用单位)|总计|一般公共预算
合计|14,913.65|14,913.65
广州市人民政府办公厅（本级）|13,192.65|13,192.65
工资福利支出|9,099.10|9,099.10
商品和服务支出|787.00|787.00
对个人和家庭的补助|3,306.54|3,306.54
广州市政府政务信息系统管理中心|889.61|889.61
工资福利支出|796.35|796.35
商品和服务支出|70.68|70.68
对个人和家庭的补助|22.58|22.58
广州地区公文交换站（广州市人民政府公报编辑部）|831.39|831.39
工资福利支出|717.75|717.75
商品和服务支出|45.58|45.58
对个人和家庭的补助|68.07|68.07
"""


def test_what_a_unit_spends_stands_below_it_where_the_sums_allow_no_other_reading():
    found = read("basic-expenditure", GUANGZHOU)
    levels = [level for (level,) in rows_of(found, "basic-expenditure", "level")]
    assert levels == [0, *[1, 2, 2, 2] * 3]
    several = "支出项目类别(资金使用单位)|总计\n合计|10\n甲|5\n乙|5\n丙|5\n丁|5\n戊|0\n己|0\n"
    found = read("basic-expenditure", several)
    assert [level for (level,) in rows_of(found, "basic-expenditure", "level")] == [0, *[None] * 6]


# 重庆市水利局 2026.
CHONGQING = """
项目编号|项目|总计|一般公共预算拨款收入|政府性基金预算拨款收入|国有资本经营预算拨款收入|财政专户管理资金收入|事业收入|上级补助收入|附属单位上缴收入|事业单位经营收入|其他收入
合计||11,884.37|11,307.34|||430.00|||||147.03
A|货物|2,703.49|2,703.19||||||||0.30
B|工程|239.56|239.56||||||||
C|服务|8,941.32|8,364.59|||430.00|||||146.73
"""


def test_a_flat_list_that_adds_up_to_its_total_is_one_level():
    found = read("government-procurement", CHONGQING)
    assert rows_of(found, "government-procurement", "name", "category", "level", "total", "other_income") == [
        ("合计", None, 0, "11884.37", "147.03"),
        ("货物", "A", 1, "2703.49", "0.30"),
        ("工程", "B", 1, "239.56", None),
        ("服务", "C", 1, "8941.32", "146.73"),
    ]


# 西安市统计局 2026.
XIAN = """
科目编码|||单位编码|采购项目|采购目录|购买服务内容|规格型号|数量|部门预算支出经济科目编码||政府预算支出经济科目编码||实施采购时间|预算金额|说明
类|款|项|||||||类|款|类|款|||
合计||||||||187,920||||||18,712,700.00|
201|05|07|119001|西安市统计局||||187,920||||||18,712,700.00|
201|05|07||1%人口普查（2026）|C16030200数据加工处理服务||数据加工处理|1|302|27|502|05||280,000.00|
"""


def test_codes_in_columns_of_their_own_become_one_code_each():
    found = read("government-procurement", XIAN)
    fields = ("name", "code", "economic_code", "government_economic_code", "quantity", "total")
    assert rows_of(found, "government-procurement", *fields)[2] == (
        "1%人口普查（2026）", "2010507", "30227", "50205", "1", "280000.00",
    )  # fmt: skip
    assert places(found, 3)["economic_code"] == "T1R5C10:C11"
    assert found.unread == []


# 烟台市审计局 2026, the first three purposes only, so that nothing adds up to the total.
YANTAI = """
科目编码||部门预算支出经济分类科目|科目编码||政府预算支出经济分类科目|合计|财政拨款||||财政专户管理资金|单位资金|使用非财政拨款结余|上年结转
类|款||类|款|||小计|一般公共预算|政府性基金预算|国有资本经营预算||||
||合计||||2,776.85|2,772.25|2,772.25||||4.60||
301||工资福利支出|501||机关工资福利支出|1,812.81|1,812.81|1,812.81||||||
301|01|基本工资|501|01|工资奖金津补贴|442.38|442.38|442.38||||||
"""


def test_both_economic_classifications_are_kept_side_by_side():
    found = read("basic-expenditure", YANTAI)
    fields = ("name", "economic_code", "government_economic_code", "government_economic_name", "fiscal_appropriation")
    assert rows_of(found, "basic-expenditure", *fields) == [
        ("合计", None, None, None, "2772.25"),
        ("工资福利支出", "301", "501", "机关工资福利支出", "1812.81"),
        ("基本工资", "30101", "50101", "工资奖金津补贴", "442.38"),
    ]


def test_the_third_level_of_a_catalogue_names_a_purchased_service():
    # 北京市审计局 2026.
    found = read(
        "purchased-services",
        "指导性目录|||预算金额\n一级|二级|三级|\n合 计|||52.600000\n01-公共服务|0115-公共信息与宣传服务|公共公益宣传服务|52.600000",
    )
    assert rows_of(found, "purchased-services", "name", "category", "content", "level", "total") == [
        ("合 计".replace(" ", ""), None, None, 0, "52.600000"),
        ("公共公益宣传服务", "01-公共服务", "0115-公共信息与宣传服务", 1, "52.600000"),
    ]


def test_the_words_of_a_goal_are_recognised_and_not_kept():
    found = read(
        "project-expenditure", "单位编码|单位（项目）名称|项目金额|项目简介\n|统计业务培训|750,000.00|培训 300 人"
    )
    assert rows_of(found, "project-expenditure", "name", "total") == [("统计业务培训", "750000.00")]
    assert found.accounted == {"T1R2C4": "descriptions"}


def test_an_amount_that_nothing_names_is_listed_and_not_stored():
    found = read("project-expenditure", "单位编码|单位（项目）名称|项目金额|项目简介\n||5.00|")
    assert found.resources["project-expenditure"] == []
    assert [(row["kind"], row["source"]) for row in found.unread] == [("line", "T1R2C1")]


def test_a_list_of_units_is_known_by_its_header_alone():
    # 西安市统计局 2026, and the beginning of its table of income, which is no such list.
    units = table_of("序号|单位名称|拟变动情况\n1|西安市统计局本级|\n2|西安市社会经济调查中心|")
    income = table_of("单位编码|单位名称|部门预算|合计\n119|西安市统计局|1|1")
    findings = Findings()
    assert read_unit_lists([units, income], UNITS, load_vocabulary(), findings) == {"T1"}
    assert rows_of(findings, "units", "name") == [("西安市统计局本级",), ("西安市社会经济调查中心",)]
    assert findings.columns["units"] == {"line_number", "name", "remark"}


def test_a_class_and_a_section_are_carried_over_to_the_rows_below_and_tell_their_levels():
    # 烟台市民政局 2026, page 28 (fewer columns).
    found = read(
        "government-procurement",
        """
科目编码|||科目名称|合计|财政拨款
类|款|项|||小计
|||合计|623.63|623.63
208|||社会保障和就业支出|49.75|49.75
|02||民政管理事务|9.44|9.44
||01|行政运行|9.44|9.44
|10||社会福利|1.60|1.60
||01|儿童福利|1.60|1.60
|20||临时救助|38.71|38.71
||02|流浪乞讨人员救助支出|38.71|38.71
229|||其他支出|573.88|573.88
|60||彩票公益金安排的支出|573.88|573.88
||02|用于社会福利的彩票公益金支出|573.88|573.88
""",
    )
    assert rows_of(found, "government-procurement", "code", "level")[:4] == [
        (None, 0),
        ("208", 1),
        ("20802", 2),
        ("2080201", 3),
    ]
    assert rows_of(found, "government-procurement", "code", "level")[-1] == ("2296002", 3)
    # The code of the class is printed, those of the rows below it are not printed whole.
    assert [p["row"] for p in found.provenance if p["field"] == "code"] == [2, 9]
    assert found.accounted["T1R5C2"] == found.accounted["T1R6C3"] == "government-procurement"


def test_a_code_below_none_is_not_carried_over_and_is_listed_by_its_digits():
    found = read("government-procurement", "科目编码|||科目名称|合计\n类|款|项||\n|||合计|9.44\n||01|行政运行|9.44")
    assert rows_of(found, "government-procurement", "name", "code") == [("合计", None), ("行政运行", None)]
    assert "T1R4C3" not in found.accounted
