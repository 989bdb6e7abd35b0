"""What people ask first of a department is answered on a phone, a few presses from the front door.

The departments are Changji's and three drawn at random (seed 20261205); what is expected stands in their documents.
"""

from __future__ import annotations

import re
from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.thorough]

FIRST = 3
"""So many results a reader looks at."""

WALKS = {
    # What is typed, the result that is pressed, and where its page has the answer.
    "pensions": ("养老", "行政事业单位养老支出 20805", "tr:has(:target), tr:target"),
    "sources": ("钱从哪里来", "钱从哪里来", "#sources"),
    "adds up": ("数字对得上吗", "核对", ".y-title"),
    "personnel": ("人员经费占比", "和同级部门比", ".y-peers li:first-of-type"),
    "last year": ("去年花了多少", "比上一年变了什么", "section:has(> #changes)"),
    "original": ("原件", "原文", ".y-title"),
}
UNKNOWN = r"部门在哪里公布的，没有记下"
WHOLE = r"\d+ 个至少和另一个数核对过； ?没有发现不一致"
ANSWERS = {
    # Lines 166, 115, 331; its figures disagree in several places, and of 2023 there is no other county's department.
    "昌吉州中小企业发展局": {
        "pensions": r"行政事业单位养老支出.*21\.08",
        "sources": r"一般公共预算 147\.16 万元 35\.7%",
        "adds up": r"\d+ 处不一致，其中 \d+ 处涉及金额",
        "personnel": r"人员经费占基本支出 \d+\.\d% 可比的部门不足五个（\d 个）",
        "last year": r"基本支出.* 147\.16 万元 增加 20\.5 万元 16\.19%",
        "original": UNKNOWN,
    },
    # 186.pdf, 预算03表 prints no 20805; its items are 219.155200, 667.798400 (six rows), 1,686.524358 and 1,367.350216, and
    # 1,534.437288 (two rows). 153.pdf, page 5.
    "北京市民政局": {
        "pensions": r"5,475\.27 万元（推算：15 项相加）",
        "sources": r"一般公共预算 6\.62 亿元",
        "adds up": r"\d+ 处不一致",
        "personnel": r"人员经费占基本支出 89\.0% \d+ 个里从高到低第 \d+",
        "last year": r"上年预算数 69043\.50 万元 71094\.17 万元 增加 2050\.67 万元 2\.97%",
        "original": UNKNOWN,
    },
    # 235.pdf, pages 10, 9 and 25.
    "无锡市统计局": {
        "pensions": r"行政事业单位养老支出.*263\.85",
        "sources": r"一般公共预算 3,210\.10 万元 100\.0%",
        "adds up": WHOLE,
        "personnel": r"人员经费占基本支出 94\.1% \d+ 个里从高到低第 \d+",
        "last year": r"收、支预算总计 3,210\.1 万元 增加 242\.3 万元 8\.16%",
        "original": UNKNOWN,
    },
    # 009.pdf, pages 10, 8 and 6.
    "上海市普陀区人民政府办公室": {
        "pensions": r"行政事业单位养老支出.*4,?213,?779\.28",
        "sources": r"财政拨款.* 9,101\.68 万元 100\.0%",
        "adds up": WHOLE,
        "personnel": r"人员经费占基本支出 91\.3% 可比的部门不足五个（\d 个）",
        "last year": r"财政拨款支出预算.* 9,101\.68 万元 减少 2,389\.52 万元",
        "original": UNKNOWN,
    },
}


def results(phone: Any, address: str, typed: str) -> list[Any]:
    """Press the search of the front door, type, and look at the first results."""
    phone.goto(address)
    phone.locator("[data-search-open]:visible").first.click()
    phone.locator("[data-search] input").fill(typed)
    phone.locator("[data-search-status]", has_text=re.compile("^找到")).wait_for()
    return list(phone.locator("[data-search-results] a").all()[:FIRST])


def said(element: Any) -> str:
    """The words of an element, as one line."""
    return " ".join(str(element.inner_text()).split())


def press(phone: Any, address: str, typed: str, label: str, whose: str) -> str:
    """The two presses: of the search, and of the result that has this name and is this department's; what it says."""
    shown = results(phone, address, typed)
    words = [f" {said(one)} " for one in shown]
    wanted = next((n for n, text in enumerate(words) if f" {label} " in text and f" {whose} " in text), None)
    assert wanted is not None, words
    shown[wanted].click()
    phone.locator("dialog[data-search]").wait_for(state="hidden")
    phone.wait_for_load_state()
    return words[wanted]


@pytest.mark.parametrize("asked", WALKS)
@pytest.mark.parametrize("name", ANSWERS, ids=["changji", "civil-affairs", "statistics", "general-office"])
def test_what_is_asked_of_a_department_is_answered_after_two_presses(
    phone: Any, address: str, name: str, asked: str
) -> None:
    typed, label, place = WALKS[asked]
    result = press(phone, address, f"{name} {typed}", label, name)
    assert re.search(ANSWERS[name][asked], f"{result} {said(phone.locator(place).first)}")


def test_what_no_one_cell_prints_is_said_by_the_search_itself(phone: Any, address: str) -> None:
    first = said(results(phone, address, "北京市民政局 基本养老保险缴费支出")[0])
    assert "3,053.87 万元（2 行相加）" in first


def test_what_the_three_public_expenses_are_is_answered_after_one_press(phone: Any, address: str) -> None:
    phone.goto(address)
    phone.locator("a", has_text="什么是“三公”经费？").click()
    assert "因公出国（境）费、公务用车购置及运行维护费、公务接待费" in said(phone.locator("article"))
