"""Sixty queries, written before there was an index, find their pages; and a search reads little and is quick."""

from __future__ import annotations

import csv
import re
import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

pytestmark = pytest.mark.browser

QUERIES = list(csv.DictReader(Path(__file__).with_name("queries.csv").open(encoding="utf-8")))
FIRST = 3
"""So many results a reader looks at."""
ENOUGH = 57
MOST_BYTES = 300_000
"""Of a first search, as served without compression."""

# Types each query and waits for its answer; the results are read as a reader sees them, from the top.
ASK_ALL = """async (queries) => {
    const dialog = document.querySelector("[data-search]"), input = dialog.querySelector("input");
    const status = dialog.querySelector("[data-search-status]"), answers = [];
    for (const query of queries) {
        status.textContent = "";
        input.value = query;
        const began = performance.now();
        input.dispatchEvent(new Event("input", { bubbles: true }));
        while (!/^(找到|没有找到|搜索没有)/.test(status.textContent)) await new Promise((done) => setTimeout(done, 4));
        const links = [...dialog.querySelectorAll("[data-search-results] a")];
        answers.push([performance.now() - began, links.map((a) => a.href), dialog.textContent]);
    }
    return answers;
}"""


def is_right(url: str, right: str) -> bool:
    """Whether an address is one of those named; * at an end stands for every page below, and a page for its parts."""
    place = unquote(url)
    page = place.partition("#")[0]
    return any(page.startswith(one[:-1]) if one.endswith("*") else one in (page, place) for one in right.split())


@pytest.fixture(scope="module")
def answers(visitor: Any, address: str) -> list[tuple[float, list[str], str]]:
    """Of each query: milliseconds, addresses below the site, and all words of the dialog."""
    page = visitor.new_page()
    page.goto(address)
    page.keyboard.press("/")
    page.keyboard.type("预算")
    page.wait_for_selector("[data-search-results] a")
    found = page.evaluate(ASK_ALL, [row["query"] for row in QUERIES])
    page.close()
    return [(took, [str(url).removeprefix(address) for url in urls], said) for took, urls, said in found]


def test_the_queries_are_of_many_kinds() -> None:
    assert len(QUERIES) == 60
    plain = {"department", "disclosure", "item", "item code", "headline", "project", "region", "amount"}
    assert sum(row["kind"] not in plain for row in QUERIES) >= 20


def test_the_right_page_is_among_the_first_three(answers: list[tuple[float, list[str], str]]) -> None:
    wrong = [
        (row["query"], urls[:FIRST])
        for row, (_, urls, _) in zip(QUERIES, answers, strict=True)
        if not any(is_right(url, row["right"]) for url in urls[:FIRST])
    ]
    assert len(wrong) <= len(QUERIES) - ENOUGH, wrong


def test_no_internal_word_is_shown(answers: list[tuple[float, list[str], str]]) -> None:
    assert not [said for _, _, said in answers if "zqzq" in said]


BESIDE_A_DEPARTMENT = {
    "昌吉中小企业 钱从哪里来": "agencies/changji-sme/2023-budget/#sources",
    "昌吉中小企业 人员经费占比": "agencies/changji-sme/2023-budget/#peers",
    "昌吉中小企业去年花了多少": "agencies/changji-sme/2023-budget/#changes",
    "昌吉中小企业 数字对得上吗": "agencies/changji-sme/2023-budget/checks/",
    "昌吉中小企业 原件": "agencies/changji-sme/2023-budget/source/",
    # Its tables print the item once for each unit, and projects have the word in their names.
    "北京民政局 基本养老保险缴费支出": "agencies/beijing-civil-affairs/2026-budget/tables/*",
    "他们都拿多少工资啊": "items/e301/ items/e30101/ figures/personnel/",
    "决算跟预算差在哪儿": "questions/budget-and-final-accounts/",
}
"""What people ask of a department, and how they speak."""


def test_what_is_asked_of_a_department_leads_to_its_place(page: Any, address: str, site: Path) -> None:
    page.goto(address)
    page.keyboard.press("/")
    page.locator("[data-search] input").fill("预算")
    page.locator("[data-search-results] a").first.wait_for()
    found = page.evaluate(ASK_ALL, list(BESIDE_A_DEPARTMENT))
    for (query, right), (_, urls, _) in zip(BESIDE_A_DEPARTMENT.items(), found, strict=True):
        first = [unquote(str(url).removeprefix(address)) for url in urls[:FIRST]]
        assert right in first if "#" in right else any(is_right(url, right) for url in first), (query, first)


def test_every_overview_has_the_parts_that_the_search_leads_to(site: Path) -> None:
    words = tomllib.loads((Path(__file__).parents[2] / "site_src" / "words" / "search.toml").read_text("utf-8"))
    parts = [address[1:] for address, *_ in words["pages"] if address.startswith("#")]
    overviews = [page.read_text("utf-8") for page in site.glob("agencies/*/*/index.html")]
    assert parts
    assert overviews
    assert not [part for part in parts for text in overviews if text.count(f' id="{part}"') != 1]


@pytest.mark.parametrize("query", ["a" * 3000, "1" * 300, '"><img src=x onerror=alert(1)>', "__proto__", "(((*[\\"])
def test_whatever_is_typed_the_dialog_keeps_its_width(phone: Any, address: str, query: str) -> None:
    wrong: list[str] = []
    phone.on("pageerror", lambda error: wrong.append(str(error)))
    phone.goto(address)
    phone.keyboard.press("/")
    phone.locator("[data-search] input").fill(query)
    phone.locator("[data-search-status]", has_text=re.compile("^(没有找到|找到|输入)")).wait_for()
    assert phone.evaluate("(box => box.scrollWidth <= box.clientWidth)(document.querySelector('[data-search]'))")
    assert wrong == []


def test_things_lead_to_pages_that_there_are(answers: list[tuple[float, list[str], str]], site: Path) -> None:
    urls = {unquote(url.partition("#")[0]) for _, found, _ in answers for url in found}
    assert not [url for url in urls if not (site / url / "index.html").is_file()]


@pytest.mark.parametrize("query", ["养老", "江苏高院", "三公经费是什么", "昌吉养老", "404,415.23"])
def test_a_first_search_reads_little(browser: Any, address: str, query: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(address)
    read: list[int] = []
    page.on("requestfinished", lambda request: read.append(request.sizes()["responseBodySize"]))
    page.keyboard.press("/")
    page.locator("[data-search] input").fill(query)
    page.wait_for_selector("[data-search-results] a")
    page.wait_for_function("/^找到/.test(document.querySelector('[data-search-status]').textContent)")
    context.close()
    assert sum(read) <= MOST_BYTES


def test_the_figure_of_a_department_is_found_with_its_amount(page: Any, address: str) -> None:
    page.goto(address)
    page.keyboard.press("/")
    page.locator("[data-search] input").fill("昌吉 机关事业单位基本养老保险缴费支出")
    # Line 167 of the document prints 13.66 beside 2080505.
    result = page.locator("[data-search-results] a", has_text="13.66 万元").first
    assert "昌吉州中小企业发展局" in result.inner_text()
    result.click()
    assert "13.66" in page.locator(":target").inner_text()


def test_the_dialog_with_results_is_accessible(phone: Any, address: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    for scheme in ("light", "dark"):
        phone.emulate_media(color_scheme=scheme)
        phone.goto(address)
        phone.keyboard.press("/")
        phone.locator("[data-search] input").fill("江苏高院")
        phone.wait_for_selector("[data-search-results] a")
        found = Axe().run(phone, context="[data-search]").response["violations"]
        assert found == []
        assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
