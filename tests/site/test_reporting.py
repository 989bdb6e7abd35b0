"""From a figure to its published original, and from a figure that looks wrong to a report of it."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote

import pytest

from yusuan.site.figured import Found
from yusuan.site.source_pages import source_document

from .conftest import DISCLOSURE

TOTAL = f"{DISCLOSURE}tables/income/#r19-total"
"""The total of table 2, which the document prints as 411.74."""


def test_a_figure_that_the_address_names_can_be_reported(page: Any, address: str) -> None:
    page.goto(address + TOTAL)
    bar = page.locator("[data-report-bar]")
    bar.wait_for()
    assert "411.74" in bar.inner_text()
    bar.get_by_role("button", name="收起").click()
    assert not bar.is_visible()


def test_a_report_is_written_to_the_mailbox_with_address_place_and_printed_text(page: Any, address: str) -> None:

    def with_mailbox(route: Any) -> None:
        answer = route.fetch()
        mail = "mailto:ask@example.org?subject={subject}&body={message}"
        route.fulfill(response=answer, body=answer.text().replace('data-write=""', f'data-write="{mail}"'))

    page.route("**/tables/income/", with_mailbox)
    page.goto(address + TOTAL)
    page.locator("[data-report-bar]").wait_for()
    link = page.locator("footer [data-report]").get_attribute("href")
    assert link.startswith("mailto:ask@example.org?subject=")
    said = unquote(link)
    assert f"网址：{address}{TOTAL}" in said
    assert "位置：r19-total" in said
    assert "这里印的：411.74" in said
    assert "\n" not in link


@pytest.mark.parametrize("place", ["%E0%A4%A", "%", "r9999-total", "%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E"])
def test_an_address_that_names_no_place_shows_no_bar_and_breaks_nothing(page: Any, address: str, place: str) -> None:
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(f"{address}agencies/changji-sme/2023-budget/tables/expenditure/#{place}")
    assert page.locator("[data-report-bar]").is_hidden()
    assert page.locator("[data-report]").get_attribute("href")
    assert wrong == []


def test_a_page_without_a_chosen_figure_shows_no_bar_and_leads_to_the_page_that_says_how(
    page: Any, address: str
) -> None:
    page.goto(address + DISCLOSURE)
    assert not page.locator("[data-report-bar]").is_visible()
    assert re.search(r"contribute/$", page.locator("footer [data-report]").get_attribute("href"))


def test_each_page_of_the_source_leads_to_that_page_of_the_published_original() -> None:
    figures = {
        ("income", 1, "total"): Found("P6T1R3C2", "1.00", ""),
        ("income", 2, "total"): Found("P7T1R3C2", "2.00", ""),
    }
    known = source_document({}, {}, figures, ["a.pdf"], ["https://example.org/a.pdf"])
    assert [block.original for block in known.blocks] == [
        "https://example.org/a.pdf#page=6",
        "https://example.org/a.pdf#page=7",
    ]
    unknown = source_document({}, {}, figures, ["a.pdf"], [""])
    assert {block.original for block in unknown.blocks} == {""}
