"""Things have pages: who spends how much on it, each beside its peers, each figure leading to the cell that prints it."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from lxml import html

PENSIONS = "items/2080505/"
TERM = "a.term"


def tree(site: Path, url: str) -> Any:
    return html.parse(site / url / "index.html", parser=html.HTMLParser(encoding="utf-8")).getroot()


def words(element: Any) -> str:
    return " ".join(element.text_content().split())


def rows(page: Any, ranking: str) -> dict[str, Any]:
    """Department → its row in the ranking of that address on a page."""
    tables = page.xpath(f"//*[@id='{ranking}']/ancestor-or-self::*[self::section or self::details][1]//table")
    return {words(row.find("th")): row for row in tables[0].find("tbody")}


def target(site: Path, url: str, href: str) -> Any:
    """The element that a link of the page at `url` leads to."""
    address, _, anchor = urljoin(f"https://x/{url}", href).removeprefix("https://x/").partition("#")
    (found,) = tree(site, address).xpath(f"//*[@id='{anchor}']")
    return found


def test_a_ranking_has_the_printed_figure_which_leads_to_its_cell(site: Path) -> None:
    # 2026年度无锡市教育局部门预算公开: 2080505 19,037.31; 2026年广州市司法局部门预算: 2080505 8,781.10
    found = rows(tree(site, PENSIONS), "2026-budget-prefecture-department-general-public-budget")
    for department, amount in (("无锡市教育局", "19,037.31"), ("广州市司法局", "8,781.10")):
        (figure,) = found[department].xpath(".//a[@class='y-figure']")
        assert words(figure) == amount
        cell = target(site, PENSIONS, figure.get("href"))
        assert words(cell) == amount
    order = list(found)
    assert order.index("无锡市教育局") < order.index("广州市司法局")


def test_a_department_and_its_own_office_stand_in_different_rankings(site: Path) -> None:
    page = tree(site, PENSIONS)
    departments = rows(page, "2026-budget-prefecture-department-general-public-budget")
    units = rows(page, "2026-budget-prefecture-unit-general-public-budget")
    assert "无锡市教育局" in departments
    assert "无锡市教育局（本级）" in units
    assert not set(departments) & set(units)


def test_fewer_than_five_are_listed_without_ranks(site: Path) -> None:
    # the only budget of a prefecture for 2023; changji-sme-2023-budget.txt, line 238: 13.66
    page = tree(site, PENSIONS)
    (group,) = page.xpath("//details[@id='2023-budget-prefecture-department-general-public-budget']")
    assert "可比的部门不足五个（1 个）" in words(group)
    (row,) = group.xpath(".//tbody/tr")
    assert [words(cell) for cell in row][:2] == ["昌吉州中小企业发展局", "13.66"]
    assert "名次" not in words(group.find(".//thead"))


def test_a_code_that_is_printed_by_government_category_is_added_and_says_so(site: Path) -> None:
    # 2026年烟台市审计局部门预算, p. 17: 住房公积金 159.11 and 45.75
    row = rows(tree(site, "items/e30113/"), "2026-budget-prefecture-department-basic")["烟台市审计局"]
    assert "204.86" in words(row)
    assert "2 行相加" in words(row)


def test_classes_lead_to_sections_and_these_to_items_without_scripts(site: Path) -> None:
    def leads(url: str, to: str) -> bool:
        return to in {urljoin(f"https://x/{url}", a.get("href")) for a in tree(site, url).iter("a") if a.get("href")}

    assert leads("items/", "https://x/items/208/")
    assert leads("items/", "https://x/items/20805/")
    assert leads("items/208/", "https://x/items/20805/")
    assert leads("items/20805/", f"https://x/{PENSIONS}")
    assert leads(PENSIONS, "https://x/items/20805/")


def test_the_file_of_a_page_has_every_row_and_where_it_is_printed(site: Path) -> None:
    with (site / PENSIONS / "2080505.csv").open(encoding="utf-8", newline="") as file:
        listed = list(csv.DictReader(file))
    assert len(listed) == sum(len(table.find("tbody")) for table in tree(site, PENSIONS).iter("table"))
    (changji,) = (row for row in listed if row["package"] == "changji-sme/2023-budget")
    assert (changji["amount_10k_yuan"], changji["printed"], changji["rank"]) == ("13.66", "13.66", "")
    assert changji["source"].startswith("L238")


@pytest.mark.parametrize(
    ("url", "name", "thing"),
    [
        ("agencies/changji-sme/2023-budget/tables/income/", "机关事业单位基本养老保险缴费支出", PENSIONS),
        (
            "agencies/changji-sme/2023-budget/tables/general-public-budget-basic-expenditure/",
            "住房公积金",
            "items/e30113/",
        ),
        ("agencies/changji-sme/2023-budget/", "人员经费", "figures/personnel/"),
        ("agencies/changji-sme/2023-budget/", "社会保障和就业支出", "items/208/"),
        ("agencies/changji-sme/2023-budget/glossary/", "功能分类", "terms/功能分类/"),
    ],
)
def test_a_label_leads_to_its_thing(site: Path, url: str, name: str, thing: str) -> None:
    links = {words(a): urljoin(f"https://x/{url}", a.get("href")) for a in tree(site, url).iter("a") if a.get("href")}
    assert links[name] == f"https://x/{thing}"


def test_a_term_says_what_a_document_says_and_where(site: Path) -> None:
    # changji-sme-2023-budget.txt, line 634
    page = tree(site, "terms/三公经费/")
    (quotation, *_) = page.iter("blockquote")
    assert "指因公出国（境）费、公务用车购置及运行维护费和公务接待费" in words(quotation)
    source = quotation.xpath(".//a")[-1]
    assert "第 634 行" in words(source)
    assert "指因公出国（境）费" in words(target(site, "terms/三公经费/", source.get("href")))


def test_a_question_is_answered_with_figures_of_the_data(site: Path) -> None:
    page = tree(site, "questions/pensions/")
    assert "行政事业单位养老支出（20805）" in {words(h2) for h2 in page.iter("h2")}
    figures = page.xpath("//table//a[@class='y-figure']")
    assert figures
    assert words(target(site, "questions/pensions/", figures[0].get("href"))) == words(figures[0])


def test_home_leads_to_questions_items_headlines_and_terms(site: Path) -> None:
    links = {a.get("href") for a in tree(site, "").iter("a")}
    assert {"questions/", "questions/san-gong/", "items/", "figures/", "terms/"} <= links


@pytest.mark.browser
def test_a_term_opens_where_it_stands_and_closes_again(phone: Any, address: str) -> None:
    here = f"{address}agencies/changji-sme/2023-budget/tables/income/"
    phone.goto(here)
    term = phone.locator(TERM).first
    term.click()
    card = phone.locator(".y-term-card")
    assert card.is_visible()
    assert card.locator("p").inner_text() == term.get_attribute("data-definition")
    assert phone.url == here
    box = card.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    phone.keyboard.press("Escape")
    assert not card.is_visible()
    term.focus()
    phone.keyboard.press("Enter")
    assert card.is_visible()


@pytest.mark.browser
def test_without_scripts_a_term_leads_to_its_explanation(plain_page: Any, address: str) -> None:
    plain_page.goto(f"{address}agencies/changji-sme/2023-budget/text/")
    plain_page.locator(f"{TERM}[href*='terms/']").first.click()
    assert "/terms/" in plain_page.url
    assert plain_page.locator("h1").inner_text()
