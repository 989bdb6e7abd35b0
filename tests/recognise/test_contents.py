"""Contents pages as places print them: where they end, and what they promise."""

from __future__ import annotations

from yusuan.document import Cell, Line, Table
from yusuan.forms import load_vocabulary
from yusuan.recognise.contents import contents_lines, read_entries


def lines(*texts: str) -> list[Line]:
    return [Line(text, f"P2L{number}") for number, text in enumerate(texts, 2)]


def promised(*texts: str) -> list[tuple[str, str]]:
    """Number and title of each entry of the contents page that these lines begin with."""
    vocabulary = load_vocabulary()
    contents = contents_lines(lines(*texts), vocabulary)
    return [(entry.number, entry.title) for entry in read_entries(contents, vocabulary)]


def ends_before(*texts: str) -> str:
    found = contents_lines(lines(*texts), load_vocabulary())
    return texts[len(found)]


def test_dots_and_page_numbers_are_no_part_of_a_title():
    # 泉州市人民政府办公室 2026, 上海市普陀区财政局 2025, 杭州市气象局 2026.
    assert promised(
        "第一部分部门概况......................... 1", "一、部门主要职责.............................2",
        "第二部分2026年度部门预算表............... 9", "一、收支预算总表............................10",
        "1. 2025年部门财务收支预算总表 ………………………………", "（二）机构设置情况................................3",
    ) == [
        ("一", "部门主要职责"), ("一", "收支预算总表"), ("1", "2025年部门财务收支预算总表"), ("二", "机构设置情况"),
    ]  # fmt: skip


def test_an_entry_that_is_broken_over_lines_is_one():
    # 湖州市卫生健康委员会 2026.
    assert promised(
        "一、部门概况", "（一）主要职能", "（六）关于湖州市卫生健康委员会2026年一般公共预算基", "本支出情况说明", "三、名词解释",
    )[2] == ("六", "关于湖州市卫生健康委员会2026年一般公共预算基本支出情况说明")  # fmt: skip


def test_entries_may_end_with_a_full_stop():
    # 江苏省高级人民法院 2017.
    assert promised("第一部分部门概况", "一、主要职能。", "二、2017年度部门主要工作任务及目标。", "第二部分预算表", "一、收支预算总表")[-1] == (
        "一", "收支预算总表",
    )  # fmt: skip


def test_the_page_ends_where_its_first_entry_comes_again_be_it_broken_in_two():
    # 福州市医疗保障局 2026.
    page = (
        "第一部分部门概况......................................",
        "一、部门主要职责",
        "二、部门预算单位构成",
        "三、部门主要工作任务",
    )
    assert ends_before(*page, "第一部分", "部门概况") == "第一部分"


def test_the_page_ends_with_its_last_number_where_nothing_comes_again():
    # 上海市普陀区财政局 2025: the body has other headings than the contents page.
    page = ("一、部门主要职能", "二、部门机构设置", "3. 2025年部门支出预算总表", "七、项目经费情况说明")
    body = ("上海市普陀区财政局主要职能", "上海市普陀区财政局是上海市普陀区人民政府组成部门。", "（一）负责财政。")
    assert ends_before(*page, *body) == "上海市普陀区财政局主要职能"


def test_sentences_with_numbers_are_no_contents_page():
    assert contents_lines(lines("（一）负责财政工作；", "（二）管理预算。"), load_vocabulary()) == []


def test_a_table_ends_the_page():
    page = lines("一、收支总表", "二、收入总表", "三、支出总表")
    table = Table(((Cell("收入", "P3T1R1C1"),),), "P3T1")
    assert contents_lines([*page, table, *lines("四、其他")], load_vocabulary()) == page
