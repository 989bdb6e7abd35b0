"""Only what was looked for everywhere is called absent: a title, a table, a picture or a sentence may be the thing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from test_any_place import KNOWN, states, table

from yusuan.document import Block, Document, Flag, Line, Table
from yusuan.importing.reference import Reference
from yusuan.package.layout import Packages
from yusuan.recognise import Known, Recognition, recognise
from yusuan.recognise.searched_text import bare_title

EXPENDITURE = table("科目编码|科目名称|合计\n201|一般公共服务支出|1.00\n|合计|1.00", "P1T1")
UNKNOWN = table("甲|乙\n子|5.00", "P2T1")


@pytest.fixture(scope="module")
def known(project: Path) -> Known:
    sought = Reference.load(Packages(project / "datapackages")).sought()
    return Known(KNOWN.table_numbers, sought=sought, region_of=KNOWN.region_of)


def read(known: Known, *blocks: str | Table, pictures: Sequence[str] = (), flags: Sequence[Flag] = ()) -> Recognition:
    """What is recognised in a document that begins with the table of expenditure; each block has a page of its own."""
    found: list[Block] = [Line("支出总表", "P1L1"), Line("单位：万元", "P1L2"), EXPENDITURE]
    found += [Line(b, f"P{n}L1") if isinstance(b, str) else b for n, b in enumerate(blocks, start=2)]
    return recognise(Document("pdf", "", tuple(found), tuple(flags), tuple(pictures)), known)


def search(found: Recognition, item: str) -> tuple[object, object]:
    row = next(row for row in found.findings.resources["searches"] if row["item"] == item)
    return row["state"], row["found_in"]


FUND = "government-fund-expenditure"


def test_what_nothing_in_the_document_names_is_absent(known: Known) -> None:
    found = read(known, "一、收入支出情况说明", "本部门收入比上年增加1.00万元。")
    assert states(found)[FUND] == "absent"
    assert search(found, "T8") == ("absent", None)
    assert search(found, "N10") == ("absent", None)


def test_every_item_has_an_outcome(known: Known) -> None:
    rows = read(known).findings.resources["searches"]
    assert [row["item"] for row in rows] == [one.item for one in known.sought]
    assert {row["state"] for row in rows if str(row["item"]).startswith("D")} == {"not-read"}


@pytest.mark.parametrize(
    ("blocks", "found_in"),
    [
        (("政府性基金收支一览表", UNKNOWN), "title"),
        (("2024年度政府性基金", "拨款安排支出的明细表", "三、其他"), "title"),
        ((table("政府性基金收支一览表|\n科目|金额\n城乡社区支出|5.00", "P2T1"),), "title"),
        ((UNKNOWN,), "table"),
        (("目录", "一、支出总表", "二、政府性基金收支一览表", "三、名词解释", "一、支出总表"), "contents"),
        (("一、其他情况", "本部门政府性基金预算支出5.00万元。"), "text"),
    ],
)  # fmt: skip
def test_what_may_be_the_table_keeps_it_from_being_absent(
    known: Known, blocks: tuple[str | Table, ...], found_in: str
) -> None:
    found = read(known, *blocks)
    assert states(found)[FUND] == "not-read"
    assert search(found, "T8") == ("not-read", found_in)


def test_the_title_of_a_further_table_that_was_read_is_none_of_another(known: Known) -> None:
    projects = table(
        "项目名称|项目类别|合计|一般公共预算|单位资金\n合计||5.00|3.00|2.00\n审计业务经费|其他运转类|5.00|3.00|2.00",
        "P2T1",
    )
    found = read(known, "项目支出预算情况表", projects)
    assert states(found)["project-expenditure"] == "filled"
    assert states(found)["general-public-budget-project-expenditure"] == "absent"
    assert states(read(known, "项目支出预算情况表", UNKNOWN))["general-public-budget-project-expenditure"] == "not-read"


def test_a_table_that_is_named_otherwise_is_not_taken_for_it(known: Known) -> None:
    assert states(read(known, "设备清单表", UNKNOWN))[FUND] == "absent"


def test_a_page_that_is_a_picture_may_show_any_table(known: Known) -> None:
    found = read(known, flags=[Flag("P9", "", "the page is a picture; nothing could be read from it")])
    assert search(found, "T8") == ("not-read", "picture")
    assert search(found, "N7") == ("not-read", "picture")


def test_the_heading_of_a_part_is_not_the_rest_of_a_line_above_it(known: Known) -> None:
    """长沙职业教育基地综合协调办公室 2026: the last term of its glossary has no full stop."""
    found = read(known, "5.项目支出：指在基本支出之外所发生的支出", "第二部分2026年部门预算表")
    assert states(found)["general-public-budget-project-expenditure"] == "absent"


def test_a_picture_belongs_to_the_title_that_it_stands_under(known: Known) -> None:
    found = read(known, "政府性基金预算支出表", pictures=["P2L1"])
    assert states(found)[FUND] == "not-read"
    assert search(read(known, "图1 收入构成情况", pictures=["P2L1"]), "T8") == ("absent", None)


def test_a_picture_below_a_title_of_all_tables_may_show_any_of_them(known: Known) -> None:
    found = read(known, "第二部分 2024年部门预算公开表", pictures=["P2L1"])
    assert search(found, "T8") == ("not-read", "picture")


@pytest.mark.parametrize(
    ("sheet", "state"),
    [("政府性基金预算支出表", ("not-read", "picture")), ("公务卡办理统计表", ("absent", None))],
)  # fmt: skip
def test_a_picture_on_a_sheet_may_be_what_the_sheet_is_called(
    known: Known, sheet: str, state: tuple[object, object]
) -> None:
    assert search(read(known, pictures=[f"{sheet}!A1"]), "T8") == state


def test_a_picture_below_the_last_line_of_a_text_without_pages_stands_under_the_title_above_it(known: Known) -> None:
    blocks = [
        Line("支出总表", "L1"),
        Line("单位：万元", "L2"),
        table("科目编码|科目名称|合计\n201|一般公共服务支出|1.00", "T1"),
    ]
    blocks += [Line("政府性基金预算支出表", "L3"), Line("单位：万元", "L4")]
    found = recognise(Document("docx", "", tuple(blocks), (), ("L4",)), known)
    assert search(found, "T8")[0] == "not-read"
    assert search(found, "T9") == ("absent", None)


def test_a_known_title_without_a_table_is_listed_and_its_table_not_read(known: Known) -> None:
    found = read(known, "政府性基金预算支出表", "政府采购预算表", "一、其他情况", "二、其他情况", "三、其他情况")
    titles = [row["text"] for row in found.findings.unread if row["kind"] == "table"]
    assert titles == ["政府性基金预算支出表", "政府采购预算表"]
    assert (states(found)[FUND], states(found)["government-procurement"]) == ("not-read", "not-read")


def test_a_statement_that_there_is_nothing_stands_beside_the_absent_table(known: Known) -> None:
    found = read(known, "一、其他情况", "本部门没有使用政府性基金预算拨款安排的支出。")
    (row,) = [row for row in found.findings.resources["searches"] if row["item"] == "T8"]
    assert (row["state"], row["found_in"], row["source"]) == ("absent", "text", "P2L1@1")


def test_a_statement_further_away_declares_a_table_empty(known: Known) -> None:
    blank = table("科目编码|科目名称|合计\n|合计|", "P3T1")
    found = read(known, "政府性基金预算支出表", blank, "一、其他情况", "本单位2024年政府性基金预算为0万元。")
    assert states(found)[FUND] == "declared-empty"
    assert states(read(known, "政府性基金预算支出表", blank))[FUND] == "empty"


def test_a_narrative_item_is_there_where_a_heading_or_a_sentence_states_it(known: Known) -> None:
    found = read(known, "（一）机关运行经费安排情况", "本部门没有这项经费。", "面向中小企业预留政府采购项目5.00万元。")
    assert search(found, "N5") == ("present", "heading")
    assert search(found, "N7") == ("present", "text")


def test_a_term_that_is_only_explained_is_neither_there_nor_absent(known: Known) -> None:
    found = read(known, "第四部分 名词解释", "机关运行经费：指为保障行政单位运行的经费。")
    assert search(found, "N5") == ("not-read", "text")
    assert search(found, "N10")[0] == "present"


def test_a_title_is_compared_without_what_stands_behind_it() -> None:
    assert bare_title("2019年 支出总表（续） 部门：某局 单位：万元") == "2019年支出总表"
    assert bare_title("支出总表-3-") == "支出总表"


# As 深圳市财政局（本级） 2026 prints it, shortened: its only table of basic expenditure, with a column for each fund.
ALL_BASIC = "支出项目类别|总计|一般公共预算\n合计|9.00|{0}\n工资福利支出|9.00|{0}"


def test_a_table_of_all_basic_expenditure_covers_that_of_the_general_budget_where_it_has_its_column(
    known: Known,
) -> None:
    found = read(known, "基本支出总表", table(ALL_BASIC.format("8.00"), "P3T1"))
    assert states(found)["basic-expenditure"] == "filled"
    assert search(found, "T6") == ("present", "table")
    assert states(found)["general-public-budget-basic-expenditure"] == "absent", "no table of its own is printed"
    found = read(known, "基本支出总表", table(ALL_BASIC.format(""), "P3T1"))
    assert search(found, "T6") == ("absent", None), "the only title like it is that of the other table"


def test_a_picture_behind_a_table_that_was_read_does_not_stand_under_the_title_of_that_table(known: Known) -> None:
    assert search(read(known, pictures=["P1T1R3C3"]), "T8") == ("not-read", "picture")
    assert search(read(known, "四、机构图", pictures=["P2L1"]), "T8") == ("absent", None)


def test_a_table_without_rows_is_not_called_empty_where_a_nameless_one_has_figures(known: Known) -> None:
    # The cells of a data table that stands within a cell are a table of their own without a title.
    empty = table("科目编码|科目名称|合计", "P3T1")
    assert states(read(known, "政府性基金预算支出表", empty))[FUND] == "empty"
    found = read(known, "政府性基金预算支出表", empty, table("科目|金额\n城乡社区支出|5.00", "P4T1"))
    assert states(found)[FUND] == "not-read"
    assert search(found, "T8") == ("not-read", "table")
