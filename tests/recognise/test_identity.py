"""What a document says it is: the titles of cover pages as places print them, broken over lines as they are."""

from __future__ import annotations

import pytest

from yusuan.document import Cell, Document, Line, Table
from yusuan.forms import load_forms, load_vocabulary
from yusuan.recognise.identity import Identity, identify


def identity_of(*texts: str, rows: tuple[tuple[str, ...], ...] = ()) -> Identity:
    lines = [Line(text, f"P1L{number}") for number, text in enumerate(texts, 1)]
    cells = tuple(tuple(Cell(text, f"P1T1R{r}C{c}") for c, text in enumerate(row, 1)) for r, row in enumerate(rows, 1))
    tables = [Table(cells, "P1T1")] if cells else []
    return identify(Document("pdf", "", (*lines, *tables)), lines, load_forms()[0], load_vocabulary())


@pytest.mark.parametrize(
    ("lines", "issuer", "year", "kind"),
    [
        (("江苏省人民检察院", "2018年部门预算"), "江苏省人民检察院", 2018, "budget"),
        (("江苏省人大常委会办公厅2018年度部门", "预算公开"), "江苏省人大常委会办公厅", 2018, "budget"),
        (("2018年度江苏省高级", "人民法院预算公开", "2018年2月24日"), "江苏省高级人民法院", 2018, "budget"),
        (("2026年", "广州市司法局部门预算"), "广州市司法局", 2026, "budget"),
        (("2026年深圳市统计局（本级）部门预", "算"), "深圳市统计局（本级）", 2026, "budget"),
        (("2026年度", "福州市公安局治安管理", "支队", "单位预算"), "福州市公安局治安管理支队", 2026, "budget"),
        (("2026年度苏州市水务局单位预算公开",), "苏州市水务局", 2026, "budget"),
        (("平阴县审计局", "二〇二六年部门预算"), "平阴县审计局", 2026, "budget"),
        (("二○二四年度岷县粮食局部门决算",), "岷县粮食局", 2024, "final-accounts"),
        (("重庆市水利局2026年部门预算情况说明",), "重庆市水利局", 2026, "budget"),
        (("中共西安市委宣传部2021年部门综合预算",), "中共西安市委宣传部", 2021, "budget"),
        (
            ("上海市普陀区规划和自然", "资源局", "2024年度部门决算"),
            "上海市普陀区规划和自然资源局",
            2024,
            "final-accounts",
        ),
    ],
)
def test_a_title_says_whose_budget_it_is_and_of_what_year(lines, issuer, year, kind):
    found = identity_of(*lines)
    assert (found.issuer, found.year, found.kind) == (issuer, year, kind)


@pytest.mark.parametrize(
    "above", ["附件2", "附件2：", "内部资料 注意保存", "表1", "（公开稿）", "编号：2024-12", "2024-03-01"]
)
def test_what_stands_in_its_own_line_above_the_title_is_no_part_of_the_name(above):
    found = identity_of(above, "昌吉市花灯街道办事处2024年部门预算公开")
    assert (found.issuer, found.year) == ("昌吉市花灯街道办事处", 2024)


def test_a_title_of_a_place_leaves_the_issuer_to_the_line_that_states_it():
    found = identity_of("上海市普陀区2025年区级部门预算", "预算主管部门：上海市普陀区财政局")
    assert (found.issuer, found.year) == ("上海市普陀区财政局", 2025)


def test_tables_without_a_title_page_say_of_which_department_they_are():
    found = identity_of("收支预算总表", "部门： 江苏省人大常委会办公厅 单位：万元")
    assert (found.issuer, found.year, found.title) == ("江苏省人大常委会办公厅", None, None)


def test_a_name_in_a_cell_and_the_year_of_a_caption_identify_tables_without_title_and_caption():
    found = identity_of("预算13表部门整体支出绩效目标表", "（2026年度）", rows=(("部门名称", "", "北京市审计局"),))
    assert (found.issuer, found.year) == ("北京市审计局", 2026)


def test_captions_of_two_years_tell_none():
    assert identity_of("（2025年度）", "（2026年度）").year is None


def test_a_name_cut_off_at_the_end_of_a_line_is_not_a_second_name():
    found = identity_of(
        "江苏省高级人民法院", "2017年部门预算", "部门名称：江苏省高级人民法", "编制部门：江苏省高级人民法院 单"
    )
    assert found.names == ("江苏省高级人民法院",)


def test_a_sentence_about_a_budget_is_no_title():
    assert identity_of("根据要求，我局2026年预算安排如下").title is None


@pytest.mark.parametrize(
    ("lines", "issuer"),
    [
        # Words that nobody foresaw stand above the title.
        (("部门预算公开材料", "昌吉市花灯街道办事处2024年部门预算公开"), "昌吉市花灯街道办事处"),
        (("第十四届人民代表大会第三次会议文件", "丁山市样例局", "2024年部门预算"), "丁山市样例局"),
        # A cover breaks the name: 资源局2024年度部门决算 alone is not all of it.
        (("样例文件", "上海市普陀区规划和自然", "资源局2024年度部门决算"), "上海市普陀区规划和自然资源局"),
        (("丁山市信访办公室部门2026年度部门预算", "信息公开"), "丁山市信访办公室"),
    ],
)
def test_the_shortest_run_of_lines_that_begins_with_a_place_is_the_title(lines, issuer):
    assert identity_of(*lines).issuer == issuer


def test_headings_of_a_contents_page_are_no_title():
    found = identity_of("一、主要职能", "三、2019年度主要工作任务", "第二部分 2019年度部门预算表", "一、收支预算总表")
    assert (found.title, found.issuer) == (None, None)


@pytest.mark.parametrize(
    ("stated", "other"),
    [
        ("丁山市另一局", "丁山市另一局"),
        ("丁山市样例局", ""),
        ("样例局", ""),
        ("丁山市样例局（本级）", ""),
    ],
)
def test_a_department_that_tables_state_and_the_title_does_not_is_told(stated, other):
    found = identity_of("丁山市样例局2024年部门预算", f"编制单位：{stated}")
    assert (found.issuer, found.other_issuer) == ("丁山市样例局", other)
