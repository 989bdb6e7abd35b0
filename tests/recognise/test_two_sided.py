"""The two summaries as places print them: their sides, the hierarchy of their labels, and their codes."""

from __future__ import annotations

from collections.abc import Sequence

from yusuan.document import Cell, Table
from yusuan.forms import load_vocabulary
from yusuan.forms.files import words_of_tables
from yusuan.forms.model import table_form
from yusuan.model import load_model
from yusuan.recognise.codes import CodeBook
from yusuan.recognise.columns import find_columns
from yusuan.recognise.findings import Findings
from yusuan.recognise.function_codes import find_function_codes
from yusuan.recognise.two_sided import read_two_sided

ALL, APPROPRIATION = "income-expenditure-summary", "fiscal-appropriation-summary"
FORMS = {table["table_name"]: table_form(table) for table in words_of_tables(load_model())["tables"]}
CODES = [
    ("201", "一般公共服务支出"), ("20105", "统计信息事务"), ("2010501", "行政运行"), ("20106", "财政事务"), ("2010601", "行政运行"),
    ("205", "教育支出"), ("208", "社会保障和就业支出"), ("214", "交通运输支出"), ("21401", "公路水路运输"), ("2140106", "公路养护"),
    ("21498", "超长期特别国债安排的支出"), ("2149801", "公路水路运输"), ("221", "住房保障支出"),
]  # fmt: skip

Row = dict[str, object]


def read(table_name: str, text: str) -> Findings:
    """Read a table that is typed as lines of cells parted by `|`."""
    printed = [[word.strip() for word in line.split("|")] for line in text.strip().split("\n")]
    width = max(len(words) for words in printed)
    rows = tuple(
        tuple(Cell(words[c] if c < len(words) else "", f"T1R{r}C{c + 1}") for c in range(width))
        for r, words in enumerate(printed, start=1)
    )
    form, vocabulary, findings = FORMS[table_name], load_vocabulary(), Findings()
    findings.open(table_name)
    table = Table(rows, "T1")
    columns = find_columns(table, form.columns)
    assert columns.unknown == ()
    read_two_sided(table, columns, form, vocabulary, findings)
    find_function_codes(findings, CodeBook.of([], CODES, load_vocabulary().prose["code_names"]))
    return findings


def rows_of(findings: Findings, table_name: str, *fields: str) -> list[tuple[object, ...]]:
    rows = [tuple(row.get(field) for field in fields) for row in findings.resources[table_name]]
    return [row for row in rows if row[0] is not None]


def income_of(findings: Findings, table_name: str) -> list[tuple[object, ...]]:
    return rows_of(findings, table_name, "income_label", "income_level", "income_parent_row", "income_is_total")


def unread(findings: Findings) -> Sequence[tuple[object, object]]:
    return [(row["text"], row["source"]) for row in findings.unread]


def test_sub_totals_have_no_level_and_what_is_carried_over_is_added_to_them() -> None:
    # 广州市人民政府办公厅 2026, tables 1.
    found = read(
        ALL,
        """收入||支出|
        项目|预算|项目|预算
        一、预算拨款|16,410.71|一、一般公共服务支出|8,812.33
        二、财政专户拨款|0.00|二十五、上缴上级支出|0.00
        本年收入合计|16,410.71|本年支出合计|16,410.71
        上年结转结余|0.00|结转结余下年|0.00
        收入总计|16,410.71|支出总计|16,410.71""",
    )
    assert income_of(found, ALL) == [
        ("预算拨款", 1, None, False), ("财政专户拨款", 1, None, False), ("本年收入合计", None, None, True),
        ("上年结转结余", 1, None, False), ("收入总计", 0, None, True),
    ]  # fmt: skip
    fields = (
        "expenditure_label",
        "expenditure_code",
        "expenditure_level",
        "expenditure_is_total",
        "expenditure_amount",
    )
    assert rows_of(found, ALL, *fields) == [
        ("一般公共服务支出", "201", 1, False, "8812.33"), ("上缴上级支出", None, 1, False, "0.00"),
        ("本年支出合计", None, None, True, "16410.71"), ("结转结余下年", None, 1, False, "0.00"),
        ("支出总计", None, 0, True, "16410.71"),
    ]  # fmt: skip
    assert unread(found) == []


def test_classes_below_the_expenditure_of_the_year_keep_their_own_level() -> None:
    # 重庆市水利局 2026, 财政拨款收支总体情况表.
    found = read(
        APPROPRIATION,
        """收入||支出||||
        项目|预算数|项目|合计|一般公共预算|政府性基金预算|国有资本经营预算
        一、本年收入|118,773.55|一、本年支出|172,283.15|128,148.56|44,134.59|
        （一）一般公共预算资金|118,773.55|（一）一般公共服务支出|59.56|59.56||
        |||（二）教育支出|23,350.99|23,168.99|182.00|
        二、上年结转|53,509.60|二、结转下年||||
        （一）一般公共预算拨款|9,375.01|||||
        收入合计|172,283.15|支出合计|172,283.15|128,148.56|44,134.59|""".replace("|||（二）", "||（二）"),
    )
    assert income_of(found, APPROPRIATION) == [
        ("本年收入", 1, None, False), ("一般公共预算资金", 2, 1, False), ("上年结转", 1, None, False),
        ("一般公共预算拨款", 2, 4, False), ("收入合计", 0, None, True),
    ]  # fmt: skip
    fields = ("expenditure_number", "expenditure_label", "expenditure_code", "expenditure_level", "expenditure_total")
    assert rows_of(found, APPROPRIATION, *fields) == [
        ("一、", "本年支出", None, None, "172283.15"), ("（一）", "一般公共服务支出", "201", 1, "59.56"),
        ("（二）", "教育支出", "205", 1, "23350.99"), ("二、", "结转下年", None, 1, None),
    ]  # fmt: skip
    by_fund = ("expenditure_general_public_budget", "expenditure_government_fund_budget")
    assert rows_of(found, APPROPRIATION, "expenditure_label", *by_fund)[2] == ("教育支出", "23168.99", "182.00")


def test_a_class_is_known_without_the_word_that_all_classes_end_with() -> None:
    # 西安市人力资源和社会保障局 2020, page 29: 5、教育 and 20、住房保障
    found = read(
        ALL,
        """收入||支出|
        项目|预算数|项目|预算数
        一、财政拨款|858.76|5、教育|1.00
        ||20、住房保障|857.76
        本年收入合计|858.76|本年支出合计|858.76""",
    )
    assert rows_of(found, ALL, "expenditure_label", "expenditure_code", "expenditure_level")[:2] == [
        ("教育", "205", 1), ("住房保障", "221", 1),
    ]  # fmt: skip


def test_names_without_marks_are_found_below_the_class_and_section_above_them() -> None:
    # 湖州市交通运输局 2026: the same name is a section, and below another section an item.
    found = read(
        ALL,
        """收入||支出|
        项目|预算数|项目|预算数
        一、财政拨款|192207.76|交通运输支出|113743.52
        一般公共预算|52244.36|公路水路运输|49280.12
        政府性基金预算|139963.40|公路养护|4658.77
        二、事业收入||超长期特别国债安排的支出|64463.40
        ||公路水路运输|64463.40
        ||本市安排的支出|1.00
        ||行政运行|1.00
        本年收入合计|192207.76|本年支出合计|201286.11
        |||
        上年结转结余||年终结转结余|
        收入总计|201286.11|支出总计|201286.11""",
    )
    assert rows_of(found, ALL, "expenditure_label", "expenditure_code", "expenditure_level")[:7] == [
        ("交通运输支出", "214", 1), ("公路水路运输", "21401", 2), ("公路养护", "2140106", 3),
        ("超长期特别国债安排的支出", "21498", 2), ("公路水路运输", "2149801", 3), ("本市安排的支出", None, None), ("行政运行", None, None),
    ]  # fmt: skip
    assert income_of(found, ALL)[1:3] == [("一般公共预算", 2, 1, False), ("政府性基金预算", 2, 1, False)]
    # The codes are not printed: nothing says where they stand.
    assert not [p for p in found.provenance if p["field"] == "expenditure_code"]


def test_a_total_printed_across_the_blocks_of_expenditure_is_the_total_of_each() -> None:
    # 江苏省人民检察院 2019.
    found = read(
        ALL,
        """收入||支出|||
        项目名称|金额|功能分类||支出用途|
        ||功能科目名称|金额|项目名称|金额
        一、财政拨款|24,169.74|一、一般公共服务支出||一、基本支出|15,844.04
        1.一般公共预算|24,169.74|二、住房保障支出|5,686.35|二、项目支出|4,335.30
        当年收入小计|24,169.74|当年支出小计|||24,169.74
        上年结转资金||结转下年资金|||
        收入合计|24,169.74|支出合计|||24,169.74""",
    )
    assert rows_of(found, ALL, "purpose_number", "purpose_label", "purpose_level", "purpose_amount") == [
        ("一、", "基本支出", 1, "15844.04"), ("二、", "项目支出", 1, "4335.30"),
    ]  # fmt: skip
    last = found.resources[ALL][-1]
    assert (last["expenditure_amount"], last["purpose_amount"]) == ("24169.74", "24169.74")
    assert (last["purpose_label"], last["purpose_level"], last["purpose_is_total"]) == ("支出合计", 0, True)
    assert [p["source"] for p in found.provenance if p["row"] == 5 and p["field"].endswith("_amount")] == [
        "T1R8C2", "T1R8C6", "T1R8C6",
    ]  # fmt: skip


def test_four_blocks_each_have_their_labels_amounts_and_hierarchy() -> None:
    # 西安市行政审批服务局 2025 (the serial number as in 西安 2022).
    found = read(
        ALL,
        """序号|收入||支出|||||
        |项目|预算数|支出功能分类科目（按大类）|预算数|部门预算支出经济分类科目（按大类）|预算数|政府预算支出经济分类科目（按大类）|预算数
        1|一、部门预算|50,937,608.35|一、部门预算|50,937,608.35|一、部门预算|50,937,608.35|一、部门预算|50,937,608.35
        2|1、财政拨款|50,937,608.35|1、一般公共服务支出|45,144,630.00|1、人员经费和公用经费支出|20,807,588.35|1、机关工资福利支出|18,803,216.45
        3|(1)一般公共预算拨款|50,937,608.35|2、教育支出|200,000.00|(1)工资福利支出|18,803,216.45||
        4|其中：专项资金列入部门预算的项目|11,815,120.00|||||||
        5|上年结转||||||
        6|其中：财政拨款资金结转|||||||
        7|非财政拨款资金结余|||||||
        39||0.00||||||
        40|收入总计|50,937,608.35|支出总计|50,937,608.35|支出总计|50,937,608.35|支出总计|50,937,608.35""",
    )
    assert income_of(found, ALL) == [
        ("部门预算", 1, None, False), ("财政拨款", 2, 1, False), ("一般公共预算拨款", 3, 2, False),
        ("专项资金列入部门预算的项目", 4, 3, False), ("上年结转", 1, None, False), ("财政拨款资金结转", 2, 5, False),
        ("非财政拨款资金结余", 2, 5, False), ("收入总计", 0, None, True),
    ]  # fmt: skip
    assert rows_of(found, ALL, "expenditure_label", "expenditure_code", "expenditure_level") == [
        ("部门预算", None, None), ("一般公共服务支出", "201", 1), ("教育支出", "205", 1), ("支出总计", None, 0),
    ]  # fmt: skip
    assert rows_of(found, ALL, "economic_label", "economic_level", "economic_amount") == [
        ("部门预算", None, "50937608.35"), ("人员经费和公用经费支出", 1, "20807588.35"),
        ("工资福利支出", 2, "18803216.45"), ("支出总计", 0, "50937608.35"),
    ]  # fmt: skip
    assert rows_of(found, ALL, "government_economic_label", "government_economic_amount")[1] == (
        "机关工资福利支出",
        "18803216.45",
    )
    # An amount without a label is listed, and stored nowhere.
    assert [source for _, source in unread(found)] == ["T1R10C3"]


def test_a_list_that_begins_below_an_unnumbered_label_is_of_its_parts() -> None:
    # 深圳市统计局 2026, 财政拨款收支总表, and 北京市审计局 2026 for the carry-over.
    found = read(
        APPROPRIATION,
        """收入||支出|
        项目|2026年预算数|项目|2026年预算数
        财政拨款|5,417.80|一、一般公共服务支出|3,478.72
        1.一般公共预算拨款|5,417.80|统计信息事务|3,478.72
        2.政府性基金预算拨款|0.00|行政运行|2,357.92
        本年收入合计|5,417.80|本年支出合计|5,417.80
        上年结转结余|436.85|结转下年|0.00
        一、一般公共预算拨款|436.85||
        二、政府性基金预算拨款|||
        收入总计|5,417.80|支出总计|5,417.80""",
    )
    assert income_of(found, APPROPRIATION) == [
        ("财政拨款", 1, None, False), ("一般公共预算拨款", 2, 1, False), ("政府性基金预算拨款", 2, 1, False),
        ("本年收入合计", None, None, True), ("上年结转结余", 1, None, False), ("一般公共预算拨款", 2, 5, False),
        ("政府性基金预算拨款", 2, 5, False), ("收入总计", 0, None, True),
    ]  # fmt: skip
    assert rows_of(found, APPROPRIATION, "expenditure_code", "expenditure_level") == [
        ("201", 1), ("20105", 2), ("2010501", 3),
    ]  # fmt: skip


def test_a_row_of_column_numbers_and_a_column_of_line_numbers_are_no_figures() -> None:
    # 佛山市轨道交通局 2019, 收入支出决算总表.
    found = read(
        ALL,
        """收入|||支出||
        项目|行次|决算数|项目|行次|决算数
        栏次||1|栏次||2
        一、一般公共预算财政拨款收入|1|1668.14|一、一般公共服务支出|27|0.00
        总计|26|1668.14|总计|53|1668.14""",
    )
    assert rows_of(found, ALL, "income_label", "income_amount", "expenditure_amount") == [
        ("一般公共预算财政拨款收入", "1668.14", "0.00"), ("总计", "1668.14", "1668.14"),
    ]  # fmt: skip
    assert (found.accounted["T1R3C6"], found.accounted["T1R4C2"]) == ("column numbers", "line numbers")
    assert unread(found) == []


def test_the_label_of_a_sub_total_may_go_on_in_the_next_row() -> None:
    # 江苏省人大常委会办公厅 2017, across pages 8 and 9.
    found = read(
        ALL,
        """收入||支出|
        项目名称|金额|功能科目名称|金额
        三、其他资金||二十、其他支出|
        当年收入|13,649.07|当年支出小计|13,649.07
        小计|||
        上年结转资金||结转下年资金|
        收入合计|13,649.07|支出合计|13,649.07""",
    )
    assert income_of(found, ALL) == [
        ("其他资金", 1, None, False), ("当年收入小计", None, None, True), ("上年结转资金", 1, None, False),
        ("收入合计", 0, None, True),
    ]  # fmt: skip
    assert unread(found) == []


def test_a_summary_of_final_accounts_prints_the_budget_beside_the_outturn() -> None:
    found = read(
        ALL,
        """收入||||支出|||
        项目|年初预算数|全年预算数|决算数|项目|年初预算数|全年预算数|决算数
        一、一般公共预算财政拨款收入|9.00|9.50|8.00|一、一般公共服务支出|9.00|9.50|7.50
        总计|9.00|9.50|8.00|总计|9.00|9.50|8.00""",
    )
    fields = ("income_label", "income_budget_amount", "income_adjusted_budget_amount", "income_amount")
    assert rows_of(found, ALL, *fields)[0] == ("一般公共预算财政拨款收入", "9.00", "9.50", "8.00")
    fields = (
        "expenditure_label",
        "expenditure_budget_amount",
        "expenditure_adjusted_budget_amount",
        "expenditure_amount",
    )
    assert rows_of(found, ALL, *fields)[0] == ("一般公共服务支出", "9.00", "9.50", "7.50")
