"""Spending by economic class: at which level it is shown, and in which colours."""

from __future__ import annotations

from decimal import Decimal

from yusuan.charts import spending_by_economic_class

from .test_stories import printed, refused, story_of


def test_economic_classes_are_coloured_as_personnel_or_operating() -> None:
    rows = [
        {
            "code": "301",
            "label": "工资福利支出",
            "level": 1,
            "is_total": False,
            "total": Decimal("131.99"),
            "personnel": Decimal("131.99"),
        },
        {
            "code": "30101",
            "label": "基本工资",
            "level": 2,
            "is_total": False,
            "total": Decimal("131.99"),
            "personnel": Decimal("131.99"),
        },
        {
            "code": "302",
            "label": "商品和服务支出",
            "level": 1,
            "is_total": False,
            "total": Decimal("15.17"),
            "operating": Decimal("15.17"),
        },
        {
            "code": "30201",
            "label": "办公费",
            "level": 2,
            "is_total": False,
            "total": Decimal("15.17"),
            "operating": Decimal("11.06"),
        },
        {
            "code": None,
            "label": "合计",
            "level": 0,
            "is_total": True,
            "total": Decimal("147.16"),
            "personnel": Decimal("131.99"),
            "operating": Decimal("11.06"),
        },
    ]
    rows = [{"personnel": None, "operating": None} | row for row in rows]
    story = story_of(spending_by_economic_class.make_story(rows))
    assert story.title == "一般公共预算基本支出147.16万元，人员经费占89.7%"
    picture = story.picture
    assert [bar.label for bar in picture.bars] == ["基本工资", "办公费"]  # type: ignore[attr-defined]
    # what the table says is neither stays of no kind
    assert dict(picture.bars[1].parts) == {"personnel": Decimal(0), "operating": Decimal("11.06"), "": Decimal("4.11")}  # type: ignore[attr-defined]


def test_economic_classes_are_shown_at_a_level_that_makes_up_the_total() -> None:
    # 重庆市水利局 2026: only two of the sections are divided further.
    rows = printed(
        """
        - 合计 33325.21 23208.51 10116.70
        301 工资福利支出 22242.59 22189.17 53.41
        30102 津贴补贴 1450.71 1450.71 -
        3010201 规范性津补贴 1282.63 1282.63 -
        3010202 其他津补贴 168.08 168.08 -
        302 商品和服务支出 10051.03 - 10051.03
        303 对个人和家庭的补助 1027.72 1019.34 8.38
        310 资本性支出 3.88 - 3.88
        """,
        "total personnel operating",
    )
    story = story_of(spending_by_economic_class.make_story(rows))
    assert [row[0] for row in story.rows] == ["301", "302", "303", "310", ""]
    # 22242.59 + 10051.03 + 1027.72 + 3.88 = 33325.22
    assert story.note == "印出的各项之和比合计多0.01万元，是四舍五入的尾差"


def test_where_no_level_makes_up_the_total_no_part_is_shown_for_the_whole() -> None:
    rows = printed("- 合计 100 100 -\n30101 基本工资 30 30 -\n3010201 津贴 5 5 -", "total personnel operating")
    reason = refused(spending_by_economic_class.make_story(rows))
    assert reason.startswith("《一般公共预算基本支出情况表》按经济分类印出的各项，没有哪一级相加等于合计")


def test_a_code_printed_under_two_government_classes_is_one_bar() -> None:
    # 烟台市审计局 2026, 公开表6: every code stands below 501 or 502 (offices) and again below 505 (institutions).
    rows = printed(
        """
        - 合计 2772.24 2536.91 235.33
        301 工资福利支出 1812.81 1812.81 -
        30101 基本工资 442.38 442.38 -
        30102 津贴补贴 474.33 474.33 -
        30103 奖金 385.12 385.12 -
        30108 机关事业单位基本养老保险缴费 170.61 170.61 -
        30109 职业年金缴费 43.50 43.50 -
        30110 职工基本医疗保险缴费 78.51 78.51 -
        30111 公务员医疗补助缴费 42.86 42.86 -
        30112 其他社会保障缴费 16.39 16.39 -
        30113 住房公积金 159.11 159.11 -
        301 工资福利支出 509.37 509.37 -
        30101 基本工资 128.46 128.46 -
        30102 津贴补贴 43.71 43.71 -
        30103 奖金 100.66 100.66 -
        30107 绩效工资 102.86 102.86 -
        30108 机关事业单位基本养老保险缴费 50.40 50.40 -
        30110 职工基本医疗保险缴费 22.75 22.75 -
        30111 公务员医疗补助缴费 7.67 7.67 -
        30112 其他社会保障缴费 7.11 7.11 -
        30113 住房公积金 45.75 45.75 -
        302 商品和服务支出 205.72 - 205.72
        302 商品和服务支出 29.61 - 29.61
        303 对个人和家庭补助 214.73 214.73 -
        """,
        "total personnel operating",
    )
    story = story_of(spending_by_economic_class.make_story(rows))
    shown = {row[0]: row[2:] for row in story.rows}
    assert shown["30101"] == ("570.84", "570.84", "")  # 442.38 + 128.46
    assert shown["302"] == ("235.33", "", "235.33")  # 205.72 + 29.61
    assert shown["30107"] == ("102.86", "102.86", "")
    assert story.note == "同一科目印了几行的，各行已相加"
