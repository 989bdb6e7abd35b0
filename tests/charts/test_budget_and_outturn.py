"""Budget and outturn: what is drawn of them, and what is said."""

from __future__ import annotations

from decimal import Decimal

from yusuan.charts import budget_and_outturn
from yusuan.charts.bars import Bars

from .test_stories import Row, refused, story_of

# 上海市普陀区规划和自然资源局 2024, 决算, pages 14 to 24.
EXECUTED: list[Row] = [
    {
        "table_name": "general-public-budget-expenditure",
        "table_number": 5,
        "code": code,
        "label": label,
        "level": level,
        "compared_with": "budget",
        "budget": Decimal(budget),
        "outturn": Decimal(outturn),
        "completion": Decimal(rate) if rate else None,
    }
    for code, label, level, budget, outturn, rate in (
        ("2080505", "机关事业单位基本养老保险缴费支出", 3, "452.40", "446.11", "98.61"),
        ("2120201", "城乡社区规划与管理", 3, "3110.14", "2739.56", "88.08"),
        (None, "合计", 0, "10210.34", "9746.50", "95.46"),
    )
]


def test_budget_and_outturn_draws_the_outturn_and_a_line_at_the_budget() -> None:
    story = story_of(budget_and_outturn.make_story(EXECUTED))
    assert story.title == "决算9,746.50万元，完成预算的95.46%"
    assert isinstance(story.picture, Bars)
    assert [bar.label for bar in story.picture.bars] == ["城乡社区规划与管理", "机关事业单位基本养老保险缴费支出"]
    assert story.picture.targets == (Decimal("3110.14"), Decimal("452.40"))
    assert story.picture.beside == ("88.08%", "98.61%")
    assert story.rows[0] == ("2120201", "城乡社区规划与管理", "3110.14", "2739.56", "88.08%")
    assert story.rows[-1] == ("", "合计", "10210.34", "9746.50", "95.46%")
    assert "条是决算，线是预算" in story.note


def test_budget_and_outturn_says_how_many_items_it_leaves_out() -> None:
    many = [EXECUTED[0] | {"code": f"20805{n:02}", "budget": Decimal(n)} for n in range(1, 15)]
    story = story_of(budget_and_outturn.make_story(many))
    assert isinstance(story.picture, Bars)
    assert len(story.picture.bars) == budget_and_outturn.MOST
    assert len(story.rows) == 14
    assert "只画最大的12项，另有2项见表" in story.note
    assert story.title == "14项印出了预算，14项决算多于预算"


def test_budget_and_outturn_is_not_drawn_where_no_budget_is_printed() -> None:
    assert refused(budget_and_outturn.make_story([])) == "没有读到可以与决算对照的预算数"
