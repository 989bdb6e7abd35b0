from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from yusuan.charts import (
    basic_and_project,
    income_by_source,
    levels,
    spending_by_economic_class,
    spending_by_function,
    three_public_expenses,
)
from yusuan.charts import (
    flow as flow_chart,
)
from yusuan.charts import (
    projects as projects_chart,
)
from yusuan.charts.bars import Bars
from yusuan.charts.model import Nothing, Story
from yusuan.charts.theme import WIDE, colour
from yusuan.presenting import sources
from yusuan.presenting.colours import GREY

Row = dict[str, Any]
ROOT = Path(__file__).parents[2]


def story_of(said: Story | Nothing) -> Story:
    assert isinstance(said, Story), said
    return said


def refused(said: Story | Nothing) -> str:
    assert isinstance(said, Nothing), said
    return said.reason


def bars(story: Story) -> Bars:
    assert isinstance(story.picture, Bars)
    return story.picture


def printed(text: str, columns: str) -> list[Row]:
    """Lines of code, name and figures (- is blank), as a chart's query gives them; 合计 without a code is of all."""
    rows = []
    for number, line in enumerate(text.strip().splitlines(), 1):
        code, label, *figures = line.split()
        total = code == "-"
        row: Row = {"row": number, "code": None if total else code, "label": label, "is_total": total}
        row["level"] = (0 if label == "合计" else None) if total else (len(code) - 1) // 2
        row |= {k: None if v == "-" else Decimal(v) for k, v in zip(columns.split(), figures, strict=True)}
        rows.append(row)
    return rows


def test_income_names_its_largest_source(income: list[Row]) -> None:
    story = story_of(income_by_source.make_story(income))
    assert story.title == "收入411.74万元，非财政结转结余占63.0%"
    assert (
        "非财政结转结余259.58万元，占63.0%；一般公共预算147.16万元，占35.7%；财政拨款结转5.00万元，占1.2%" in story.alt
    )
    assert story.rows[-1] == ("总计", "411.74", "100.0%")


def test_a_subtotal_or_an_of_which_is_not_counted_twice() -> None:
    rows = [
        {"measure": "total", "amount": Decimal(10)},
        {"measure": "fiscal_appropriation", "amount": Decimal(10)},
        {"measure": "general_public_budget", "amount": Decimal(10)},
        {"measure": "general_public_budget_transfer", "amount": Decimal(4)},
    ]
    story = story_of(income_by_source.make_story(rows))
    assert story.title == "收入10万元，全部来自一般公共预算"
    rows[0]["amount"] = Decimal(14)  # here the transfer stands beside, not within
    rows[1]["amount"] = Decimal(14)
    assert story_of(income_by_source.make_story(rows)).title == "收入14万元，一般公共预算占71.4%"


def test_the_totals_of_this_years_income_and_of_what_is_carried_over_are_not_shown_beside_their_parts() -> None:
    # 北京市信访办公室 2026, table 2, in small.
    rows: list[dict[str, Any]] = [
        {"measure": "total", "amount": Decimal(12)},
        {"measure": "general_public_budget", "amount": Decimal(8)},
        {"measure": "current_total", "amount": Decimal(10)},
        {"measure": "other_income", "amount": Decimal(2)},
        {"measure": "carryover_total", "amount": Decimal(2)},
        {"measure": "carryover_general_public_budget", "amount": Decimal(2)},
        {"measure": "prior_year_total", "amount": Decimal(11)},
    ]
    shown = story_of(income_by_source.make_story(rows)).rows
    assert [name for name, *_ in shown] == ["一般公共预算", "其他收入", "上年结转：一般公共预算", "总计"]
    without_parts = [row for row in rows if row["measure"] in ("total", "current_total", "carryover_total")]
    assert [name for name, *_ in story_of(income_by_source.make_story(without_parts)).rows] == [
        "本年收入小计",
        "上年结转结余小计",
        "总计",
    ]


def test_every_column_of_the_income_table_has_the_name_that_its_schema_gives() -> None:
    schema = json.loads((ROOT / "datapackages/schemas/income.json").read_text(encoding="utf-8"))
    titles = {field["name"]: field["title"] for field in schema["fields"] if field.get("measure")}
    wholes = {name: titles[name] for name in ("total", "departmental_budget")}
    assert wholes | sources.NAMES == titles, "update NAMES in scripts/yusuan/presenting/sources.py"


def test_spending_names_its_largest_function(expenditure: list[Row]) -> None:
    rows = [r | {"amount": r["total"], "table_number": 3} for r in expenditure if r["level"] <= 1]
    story = story_of(spending_by_function.make_story(rows))
    assert story.title == "支出411.74万元，一般公共服务支出占90.5%"
    assert "一般公共服务支出372.48万元，占90.5%" in story.alt
    assert [row[0] for row in story.rows] == ["201", "208", "221", "210", ""]


def test_basic_and_project_spending_are_told_with_their_shares(expenditure: list[Row]) -> None:
    story = story_of(basic_and_project.make_story(expenditure))
    assert story.title == "支出411.74万元，项目支出占64.3%，基本支出占35.7%"
    assert ("2011399", "其他商贸事务支出", "228.00", "", "228.00") in story.rows
    assert ("2011350", "事业运行", "107.90", "107.90", "") in story.rows
    assert story.rows[-1] == ("", "合计", "411.74", "147.16", "264.58")


def test_a_blank_stays_blank_and_a_printed_zero_stays_a_zero() -> None:
    row = {"row": 1, "code": "20101", "label": "甲", "level": 2, "is_total": False}
    rows = [
        row | {"total": Decimal("1.00"), "basic_expenditure": Decimal("1.00"), "project_expenditure": Decimal("0.00")},
        row
        | {
            "row": 2,
            "code": "20102",
            "total": Decimal(2),
            "basic_expenditure": Decimal(2),
            "project_expenditure": None,
        },
        {"row": 3, "code": None, "label": "合计", "level": 0, "is_total": True}
        | {"total": Decimal(3), "basic_expenditure": Decimal(3), "project_expenditure": Decimal("0.00")},
    ]
    story = story_of(basic_and_project.make_story(rows))
    assert {cells[0]: cells[4] for cells in story.rows} == {"20101": "0", "20102": "", "": "0"}
    assert story.title == "支出3万元，全部是基本支出"


def test_projects_are_counted_summed_and_named(projects: list[Row]) -> None:
    story = story_of(projects_chart.make_story(projects))
    assert story.title == "7个项目共264.58万元，最大的一个占60.5%"
    assert "“中小企业公共服务平台国密改造、2023年等保测评费”160.00万元，占60.5%" in story.alt
    assert "财政拨款5.00万元，其他资金259.58万元" in story.alt
    assert story.rows[-1] == ("自治区中小企业发展专项资金（结余项目）", "5.00", "5.00", "")


def test_the_flow_says_where_the_largest_source_goes(
    flow: Callable[[str, str], list[Row]], table_2: str, table_3: str
) -> None:
    story = story_of(flow_chart.make_story(flow(table_2, table_3)))
    assert story.title == "非财政结转结余259.58万元全部用于一般公共服务支出"
    assert (
        "项目支出264.58万元，来自一般公共服务支出（非财政结转结余）259.58、一般公共服务支出（财政拨款结转）5.00"
        in story.alt
    )
    assert sum(Decimal(row[-1]) for row in story.rows) == Decimal("411.74")
    assert "没有说明" not in story.alt + story.note


def test_the_flow_says_what_the_document_does_not(flow: Callable[[str, str], list[Row]]) -> None:
    story = story_of(flow_chart.make_story(flow("201 甲 10 6 4 -\n- 合计 10 6 4 -", "201 甲 10 7 3\n- 合计 10 7 3")))
    assert "其中10万元，文件没有说明哪个来源用于哪类支出" in story.alt
    assert story.note == "灰色部分文件没有说明来源"


def test_a_flow_without_kinds_of_spending_has_its_functions_on_the_right(
    flow: Callable[[str, str], list[Row]], table_2: str
) -> None:
    story = story_of(flow_chart.make_story(flow(table_2, "")))
    assert story.columns == ("资金来源", "功能分类科目编码", "功能分类科目名称", "金额（万元）")
    assert story.rows[0] == ("非财政结转结余", "201", "一般公共服务支出", "259.58")
    assert story.alt.startswith("流向图：411.74万元，从资金来源到功能分类。")
    assert "只画到功能分类" in story.note
    assert story.tables == (2,)
    drawing = story.picture.draw(WIDE)
    assert {(words.align, words.placed[0][0]) for words in drawing.words} == {("left", 0.0), ("right", 680.0)}


def test_three_public_expenses_count_vehicles_once() -> None:
    printed = [("合计", 0, "9"), ("因公出国（境）费", 1, "0"), ("公务接待费", 1, "2"), ("公务用车购置及运行费", 1, "7"),
               ("其中：公务用车购置费", 2, "3"), ("公务用车运行费", 2, "4")]  # fmt: skip
    rows = [
        {"row": n, "label": label, "level": level, "is_total": level == 0, "amount": Decimal(amount)}
        for n, (label, level, amount) in enumerate(printed, 1)
    ]
    story = story_of(three_public_expenses.make_story(rows))
    assert story.title == "“三公”经费9万元，公务用车运行费占44.4%"
    assert story.rows[-1][1] == "9"
    assert sum(Decimal(row[1]) for row in story.rows[:-1]) == 9


def test_nothing_is_drawn_of_nothing() -> None:
    for tell in (
        income_by_source.make_story,
        spending_by_function.make_story,
        basic_and_project.make_story,
        spending_by_economic_class.make_story,
        projects_chart.make_story,
        flow_chart.make_story,
        three_public_expenses.make_story,
    ):
        assert isinstance(tell([]), Nothing)
    zero = [{"row": 1, "label": "合计", "level": 0, "is_total": True, "amount": Decimal(0)}]
    assert isinstance(three_public_expenses.make_story(zero), Nothing)


def test_a_classification_too_long_to_show_is_shown_one_level_up(expenditure: list[Row]) -> None:
    total = Decimal("411.74")
    assert len(levels.fitting(expenditure, total)) == 10  # items
    assert [row["code"] for row in levels.fitting(expenditure, total, most=5)] == ["20113", "20805", "21011", "22102"]


def test_where_only_totals_of_parts_are_printed_none_is_taken_for_the_total_of_all() -> None:
    # 上海市普陀区财政局, final accounts of 2024: table 6 ends with the totals of its two halves.
    rows = printed(
        """
        301 工资福利支出 2082.85
        303 对个人和家庭的补助 69.41
        - 人员经费合计 2152.26
        302 商品和服务支出 171.07
        310 资本性支出 13.58
        - 公用经费合计 184.65
        """,
        "total",
    )
    assert levels.grand_total(rows) is None
    reason = refused(
        spending_by_economic_class.make_story([row | {"personnel": None, "operating": None} for row in rows])
    )
    assert reason == "《一般公共预算基本支出情况表》只读到人员经费合计、公用经费合计，没有读到总的合计"


def test_money_that_a_unit_keeps_in_reserve_is_a_kind_of_its_own() -> None:
    # 江苏省人大常委会办公厅 2019, 公开03表.
    columns = "total basic_expenditure project_expenditure unit_reserve carryover_next_year"
    story = story_of(basic_and_project.make_story(printed("- 合计 18330.37 9312.90 6459.58 2557.89 -", columns)))
    assert story.title == "支出18,330.37万元，基本支出占50.8%，项目支出占35.2%，单位预留机动经费占14.0%"
    assert story.note == ""
    assert story.columns[2:] == ("合计（万元）", "基本支出（万元）", "项目支出（万元）", "单位预留机动经费（万元）")
    assert [(bar.label, bar.amount) for bar in bars(story).bars] == [("合计", Decimal("18330.37"))]


def test_personnel_and_operating_costs_stand_in_the_place_of_basic_spending() -> None:
    # 杭州市气象局 2026, 表3.
    columns = "total project_expenditure personnel operating business_operation_expenditure"
    story = story_of(basic_and_project.make_story(printed("- 合计 5876.67 2131.61 2906.80 838.27 -", columns)))
    assert story.title == "支出5,876.67万元，人员经费占49.5%，项目支出占36.3%，公用经费占14.3%"
    # 2131.61 + 2906.80 + 838.27 = 5876.68: the bar keeps what is printed
    assert story.note == "印出的各项之和比合计多0.01万元，是四舍五入的尾差"
    assert bars(story).bars[0].amount == Decimal("5876.67")


def test_what_a_table_does_not_divide_is_not_called_missing() -> None:
    story = story_of(
        basic_and_project.make_story(printed("- 合计 10 - 4", "total basic_expenditure project_expenditure"))
    )
    assert story.title == "支出10万元，其中项目支出占40.0%"
    assert story.note == ""
    (bar,) = bars(story).bars
    assert dict(bar.parts) == {"project_expenditure": Decimal(4), "": Decimal(6)}
    assert bar.amount == 10


def test_other_income_within_a_units_funds_is_counted_once() -> None:
    # 江苏省人民检察院 2018, 公开02表: 其他资金 has a subtotal of 14.39, all of it 其他收入.
    rows = [
        {"measure": "total", "amount": Decimal("21955.35")},
        {"measure": "general_public_budget", "amount": Decimal("21940.96")},
        {"measure": "unit_funds", "amount": Decimal("14.39")},
        {"measure": "other_income", "amount": Decimal("14.39")},
        {"measure": "fiscal_allocation", "amount": Decimal("21940.96")},
    ]
    story = story_of(income_by_source.make_story(rows))
    assert [row[:2] for row in story.rows] == [
        ("一般公共预算", "21940.96"),
        ("其他收入", "14.39"),
        ("总计", "21955.35"),
    ]
    assert story.note == ""


def test_blank_zero_and_unknown_unit_of_the_three_public_expenses_are_told_apart() -> None:
    row = {"row": 1, "label": "合计", "level": 0, "is_total": True}
    blank = refused(three_public_expenses.make_story([row | {"amount": None, "printed": False}]))
    zero = refused(three_public_expenses.make_story([row | {"amount": Decimal("0.00"), "printed": True}]))
    no_unit = refused(three_public_expenses.make_story([row | {"amount": None, "printed": True}]))
    # 上海市普陀区财政局 2024 prints 0.95 of 预算数 and leaves 决算数 blank.
    assert blank == ("《财政拨款“三公”经费支出情况表》的金额是空白，只读到作对照的数（如年初预算数）；空白不等于0")
    assert zero == "《财政拨款“三公”经费支出情况表》印出的“三公”经费是0"
    assert no_unit == "《财政拨款“三公”经费支出情况表》印出了数字，但读不出是元还是万元"
    only_total = refused(three_public_expenses.make_story([row | {"amount": Decimal("1.5"), "printed": True}]))
    assert only_total == "《财政拨款“三公”经费支出情况表》只读到合计，没有读到分项"


def test_the_flow_names_the_printed_total_of_a_source_where_its_parts_miss_it(
    flow: Callable[[str, str], list[Row]],
) -> None:
    income = "201 甲 10.01 10.01 - -\n208 乙 5.00 5.00 - -\n- 合计 15.00 15.00 - -"
    story = story_of(
        flow_chart.make_story(flow(income, "201 甲 10.01 10.01 -\n208 乙 5.00 5.00 -\n- 合计 15.00 15.00 -"))
    )
    assert story.title == "一般公共预算15.00万元，甲占66.7%"
    assert "基本支出15.00万元，来自" in story.alt
    assert "15.01" not in story.alt
    picture = story.picture
    assert isinstance(picture, flow_chart.Ribbons)
    assert picture.amounts["来:general_public_budget"] == picture.amounts["类:basic_expenditure"] == 15


def test_grey_is_left_to_what_the_document_does_not_name() -> None:
    never_drawn = {"special_funds", "fiscal_allocation", "prior_year_total", "budget_total", "adjusted_budget_total"}
    assert [name for name in sources.NAMES if name not in never_drawn and colour(name) == GREY] == []
    assert [name for name in basic_and_project.NAMES if colour(name) == GREY] == []
    # 重庆市经济和信息化委员会 2026 has these five
    chongqing = ("general_public_budget", "special_account", "business_income", "operating_income", "other_income")
    assert len({colour(name) for name in chongqing}) == 5
