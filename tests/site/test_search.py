"""A reader finds what is typed, exactly, with the keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

pytestmark = pytest.mark.browser

HERE = "agencies/changji-sme/2023-budget/"
TABLES = f"{HERE}tables/"
PROJECTS = f"{HERE}projects/"

# What a reader types, and a page of the document that has it: read from the document.
FOUND = [
    ("三公经费", TABLES),
    ("“三公”经费", TABLES),
    ("公务接待费", "agencies/changji-sme/2023-budget/text/"),
    ("住房公积金", f"{TABLES}income/"),
    ("中小企业", PROJECTS),
    ("等保测评", f"{PROJECTS}1/"),
    ("养老", f"{TABLES}expenditure/"),
    ("147.16", f"{TABLES}income/"),
    ("30108", f"{TABLES}general-public-budget-basic-expenditure/"),
    ("3010", f"{TABLES}general-public-budget-basic-expenditure/"),
    ("2210201", f"{TABLES}income/"),
    ("律师咨询费", f"{PROJECTS}1/"),
    ("国密改造", f"{PROJECTS}1/"),  # from the middle of a title
    ("改造2023年等保", f"{PROJECTS}1/"),  # the title prints a mark between these
    ("公积", f"{TABLES}income/"),  # half a word
    ("房公积", f"{TABLES}income/"),  # the middle of one
    ("１４７.１６", f"{TABLES}income/"),  # full width
    ("津贴补贴", f"{TABLES}general-public-budget-basic-expenditure/"),
    ("志愿服务企业户数", f"{PROJECTS}1/"),
]


@pytest.fixture(scope="module")
def page(visitor: Any) -> Iterator[Any]:
    """One window for all questions: to open the search anew for each takes ten times longer."""
    page = visitor.new_page()
    yield page
    page.close()


READY = """query => { const said = document.querySelector("[data-search-status]").textContent;
return document.querySelector("[data-search] input").value === query && /^(找到|没有找到|搜索没有)/.test(said) }"""


def ask(page: Any, address: str, query: str, on: str = HERE, text: bool = True) -> list[tuple[str, str]]:
    """Type `query` into the search of the page `on`; returns (address below the site, text) of each result.

    With `text` only what was found in the full text, which is asked for where things answer.
    """
    if page.url != address + on:
        page.goto(address + on)
        page.keyboard.press("/")
    # What was typed before is taken out, and what was said of it is gone.
    page.locator("[data-search] input").fill("")
    page.wait_for_function("() => /^输入/.test(document.querySelector('[data-search-status]').textContent)")
    page.locator("[data-search] input").focus()
    page.keyboard.type(query)
    page.wait_for_function(READY, arg=query)
    if text and page.locator("[data-search-full]").is_visible():
        page.locator("[data-search-full]").press("Enter")
        page.wait_for_function(READY, arg=query)
    listed = f"[data-search-results] {'ol:last-of-type ' if text else ''}a"
    results = page.evaluate("listed => [...document.querySelectorAll(listed)].map(a => [a.href, a.innerText])", listed)
    return [(str(url).removeprefix(address), str(text)) for url, text in results]


@pytest.mark.parametrize(("query", "url"), FOUND)
def test_what_the_document_says_is_found(page: Any, address: str, query: str, url: str) -> None:
    results = ask(page, address, query)
    assert url in [found.partition("#")[0] for found, _ in results]


@pytest.mark.parametrize("url", ["agencies/changji-sme/2023-budget/", "agencies/beijing-audit/2026-budget/checks/"])
def test_what_is_of_the_department_looked_at_comes_first(page: Any, address: str, url: str) -> None:
    found = [result for result, _ in ask(page, address, "住房公积金", on=url)]
    department = url.split("/")[1]
    own = [result.startswith(f"agencies/{department}/") for result in found]
    assert own[0]
    assert own == sorted(own, reverse=True)
    assert "本部门" in page.locator("[data-search-status]").inner_text()


def test_from_the_front_page_every_department_is_searched(page: Any, address: str) -> None:
    found = [result for result, _ in ask(page, address, "住房公积金", on="")]
    assert len({result.split("/")[1] for result in found if result.startswith("agencies/")}) > 2


def test_more_results_are_listed_as_long_as_there_are_any(page: Any, address: str) -> None:
    first = len(ask(page, address, "津贴补贴", on=""))
    status = page.locator("[data-search-status]").inner_text()
    count = int("".join(c for c in status.split("页")[0].split("全文里")[-1] if c.isdigit()))
    assert first < count
    results = page.locator("[data-search-results] ol:last-of-type a")
    more = page.locator("[data-search-more]")
    while more.is_visible():
        before = page.locator("[data-search-results] a").count()
        more.press("Enter")
        page.wait_for_function("n => document.querySelectorAll('[data-search-results] a').length > n", arg=before)
        assert page.evaluate("document.activeElement.matches('[data-search-results] a')")
    assert results.count() == count
    assert len(set(results.evaluate_all("links => links.map(a => a.href)"))) == count


@pytest.mark.parametrize("query", ["公务用车运行费收入", "金公房", "999.99", "陈大鹏"])
def test_what_the_document_does_not_say_is_not_found(page: Any, address: str, query: str) -> None:
    assert ask(page, address, query, text=False) == []
    assert query in page.locator("[data-search-status]").inner_text()


def test_a_page_with_the_words_in_its_title_comes_first(page: Any, address: str) -> None:
    first, words = ask(page, address, "律师咨询费", text=False)[0]
    assert first.startswith(f"{PROJECTS}1/#p4")
    assert "律师咨询费" in words


def test_a_result_leads_to_the_row_that_it_was_found_in(page: Any, address: str) -> None:
    found = dict(ask(page, address, "津贴补贴"))
    anchored = [url for url in found if url.startswith(f"{TABLES}general-public-budget-basic-expenditure/#")]
    assert anchored
    page.goto(address + anchored[0])
    row = page.locator(":target")
    assert "津贴补贴" in row.inner_text()
    assert "8.46" in row.inner_text()


def test_an_excerpt_reads_like_the_document_and_marks_what_was_asked(page: Any, address: str) -> None:
    ask(page, address, "公务接待费")
    marked = page.locator("[data-search-results] mark").all_inner_texts()
    assert "公务接待费" in marked
    excerpts = "".join(page.locator(".y-search__excerpt").all_inner_texts())
    assert "公务接待费0万元" in excerpts.replace(" ", "")


@pytest.mark.parametrize("keys", ["/", "Control+k"])
def test_the_keyboard_alone_reaches_a_result(page: Any, address: str, keys: str) -> None:
    page.goto(address)
    page.keyboard.press(keys)
    page.keyboard.type("等保测评")
    page.wait_for_selector("[data-search-results] a")
    page.keyboard.press("ArrowDown")
    chosen = page.evaluate("document.activeElement.href")
    page.keyboard.press("Enter")
    page.wait_for_url(chosen)
    assert "等保测评" in page.locator("article").inner_text()


def test_escape_closes_the_search_and_gives_the_focus_back(page: Any, address: str) -> None:
    page.goto(address)
    button = page.locator(".y-search-open")
    button.focus()
    page.keyboard.press("Enter")
    assert page.locator("[data-search]").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("[data-search]").is_visible()
    assert page.evaluate("document.activeElement.classList.contains('y-search-open')")


def test_without_scripts_the_reader_is_shown_a_way_round(plain_page: Any, address: str) -> None:
    plain_page.goto(address)
    assert not plain_page.locator(".y-search-open").is_visible()
    assert plain_page.locator(".y-search-none").is_visible()
