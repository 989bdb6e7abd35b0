"""A reader follows a figure to the line it was printed on and back, and a discrepancy to both of its figures."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import html

from .conftest import DISCLOSURE

pytestmark = pytest.mark.browser
TABLES = ("income-expenditure-summary", "income", "expenditure", "fiscal-appropriation-summary")
TABLES += ("general-public-budget-expenditure", "general-public-budget-basic-expenditure")


def follow(page: Any, selector: str, how: str) -> None:
    """Follow a link by mouse or by keyboard."""
    link = page.locator(selector)
    with page.expect_navigation():
        if how == "mouse":
            link.click()
        else:
            link.focus()
            page.keyboard.press("Enter")


@pytest.mark.parametrize("how", ["mouse", "keyboard"])
def test_a_figure_leads_to_its_line_and_the_line_back_to_the_figure(page: Any, address: str, how: str) -> None:
    page.goto(f"{address}{DISCLOSURE}tables/general-public-budget-basic-expenditure/")
    row = page.locator("tr", has_text="住房公积金")
    cell = row.locator("td").first.get_attribute("id")
    assert row.locator("td").first.inner_text() == "10.84"
    follow(page, f"[id='{cell}'] a.y-figure", how)
    # The document prints 住房公积金 of table 6 on its line 271, the total in the fourth cell.
    assert page.url.endswith("source/#L271C4")
    assert page.locator("#L271").inner_text().split()[:4] == ["301", "13", "住房公积金", "10.84"]
    follow(page, "#L271C4 a.y-figure", how)
    assert page.url.endswith(f"tables/general-public-budget-basic-expenditure/#{cell}")


@pytest.mark.parametrize("how", ["mouse", "keyboard"])
def test_a_discrepancy_leads_to_both_of_its_figures(page: Any, address: str, how: str) -> None:
    checks = f"{address}{DISCLOSURE}checks/"
    page.goto(checks)
    check = page.locator(".y-check", has_text="金额印作 259.98 万元；表2")
    id_ = check.get_attribute("id")
    links = [a.get_attribute("href") for a in check.locator(".y-operands a:not(.y-operands__source)").all()]
    assert len(links) == 2
    for number, link in enumerate(links):
        page.goto(checks)
        follow(page, f"#{id_} .y-operands li:nth-child({number + 1}) a:not(.y-operands__source)", how)
        assert page.url.endswith(str(link).removeprefix(".."))
        target = page.locator(f"[id='{page.url.partition('#')[2]}']")
        assert target.inner_text().strip("≠") in ("259.98", "259.58")


@pytest.mark.parametrize("table", TABLES)
def test_every_figure_of_a_table_stands_on_a_line_of_the_source(site: Any, table: str) -> None:
    source = html.parse(site / DISCLOSURE / "source" / "index.html")
    places = {e.get("id"): "".join(e.itertext()) for e in source.xpath("//*[@id]")}
    page = html.parse(site / DISCLOSURE / "tables" / table / "index.html")
    cells = page.xpath("//td[@id]")
    assert cells
    for cell in cells:
        (link,) = cell.xpath("./a[contains(@class, 'y-figure')]")
        assert link.text in places[link.get("href").partition("#")[2]]


def test_every_discrepancy_names_its_places_and_says_whether_it_is_confirmed(site: Any) -> None:
    page = html.parse(site / DISCLOSURE / "checks" / "index.html")
    checks = page.xpath("//h2[@id='discrepancy']/..//li[@class='y-check']")
    assert len(checks) == 12
    for check in checks:
        assert check.xpath(".//a[@class='y-operands__source']")
        assert check.xpath(".//*[@class='y-confirmed']")


def test_a_figure_of_the_text_leads_to_its_place(page: Any, address: str) -> None:
    page.goto(f"{address}{DISCLOSURE}text/")
    figure = page.locator("a.y-figure", has_text="53.53")
    figure.click()
    # 下降53.53% stands in line 350.
    assert "source/#L350-" in page.url
    assert page.locator(f"[id='{page.url.partition('#')[2]}']").inner_text() == "53.53"


def test_the_mark_of_a_figure_leads_to_the_check(page: Any, address: str) -> None:
    page.goto(f"{address}{DISCLOSURE}tables/fiscal-appropriation-summary/")
    page.locator(".y-mark").last.click()
    assert "/checks/#c" in page.url
    assert page.locator(f"[id='{page.url.partition('#')[2]}']").is_visible()
