"""The checks on the site: what was compared, what does not agree and where, and what each rule means."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from lxml import html

from .conftest import DISCLOSURE

CHECKS = f"{DISCLOSURE}checks/"
OUTCOMES = ["一致", "尾差", "不一致", "与惯例不同", "不能核对"]
# What the document prints in two places and does not print alike: 259.98 in line 366, 259.58 in table 2.
NOT_ALIKE = "说明（二）「非财政拨款结转结余」金额"


def tree(site: Path, url: str) -> html.HtmlElement:
    return html.fromstring((site / url / "index.html").read_text(encoding="utf-8"))


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def cases(site: Path, outcome: str) -> list[html.HtmlElement]:
    found: list[html.HtmlElement] = tree(site, CHECKS).xpath(f"//section[@aria-labelledby='{outcome}']//article")
    return found


def follow(page: Any, link: Any, how: str) -> None:
    """Follow a link by mouse, or by keyboard alone."""
    with page.expect_navigation():
        if how == "mouse":
            link.click()
        else:
            link.focus()
            page.keyboard.press("Enter")


def landed(page: Any) -> Any:
    """The element that the address of the page points to."""
    return page.locator(f"[id='{page.url.partition('#')[2]}']")


def test_coverage_comes_first_and_every_table_amount_is_compared(site: Path) -> None:
    page = tree(site, CHECKS)
    assert page.xpath("//article[@id='content']//h2/@id")[0] == "coverage"
    (tables,) = page.xpath("//*[@class='y-meters']/li[contains(., '十张表')]")
    assert words(tables) == "十张表 242 / 242"


def test_a_figure_that_is_not_compared_is_named_with_its_reason(site: Path) -> None:
    (folded,) = tree(site, CHECKS).xpath("//details[contains(summary, '没有核对的')]")
    said = words(folded)
    # Posts stand alone in the document; a growth from nothing has no base.
    assert "其他事项「编制数」 11 名" in said
    assert "比率没有基数" in said
    listed = folded.xpath(".//li")
    assert f"没有核对的 {len(listed)} 个数" in words(folded.xpath("./summary")[0])
    assert all(item.xpath(".//a[@data-source-link]") for item in listed)


def test_every_discrepancy_says_what_is_printed_in_both_places_and_links_them(site: Path) -> None:
    found = cases(site, "discrepancy")
    assert len(found) == 17
    for case in found:
        here, there = case.xpath(".//dl/div[not(contains(@class, 'y-case__gap'))]")
        assert words(here.xpath("./dd")[0]), words(case)
        assert words(there.xpath("./dd")[0]), words(case)
        assert here.xpath(".//a[@data-use or @data-source-link]"), words(case)
        assert there.xpath(".//a[@data-use or @data-source-link]"), words(case)
        assert case.xpath(".//p[contains(@class, 'y-case__note--confirmed')]"), words(case)


def test_a_discrepancy_of_figures_says_how_far_they_are_apart(site: Path) -> None:
    case = next(c for c in cases(site, "discrepancy") if words(c.xpath("./h4")[0]) == NOT_ALIKE)
    assert [words(part) for part in case.xpath(".//dd[@class='y-case__value']")] == [
        "259.98 万元",
        "259.58 万元",
        "0.40 万元",
    ]


def test_a_table_that_is_promised_and_not_there_leads_to_both_places(site: Path) -> None:
    case = next(c for c in cases(site, "discrepancy") if "政府性基金预算支出情况表" in words(c))
    targets = [urljoin(f"/{CHECKS}", link) for link in case.xpath(".//a/@href")]
    # The contents promise it on line 30.
    assert f"/{DISCLOSURE}source/#L30" in targets
    assert f"/{DISCLOSURE}tables/#government-fund-expenditure" in targets


def test_no_word_of_a_discrepancy_blames_anybody(site: Path) -> None:
    said = " ".join(words(case) for case in cases(site, "discrepancy"))
    assert [word for word in ("错误", "有误", "违规", "造假", "不实", "虚报") if word in said] == []


def test_rounding_is_folded_away_and_explained(site: Path) -> None:
    (section,) = tree(site, CHECKS).xpath("//section[@aria-labelledby='rounding']")
    assert "四舍五入" in words(section.xpath("./p")[0])
    (folded,) = section.xpath("./details[not(@open)]")
    # 0.60 + 13.66 + 6.83 is 21.09, where table 5 prints 21.08.
    assert ["21.08", "21.09", "0.01 万元"] in [
        [words(c) for c in row.xpath("./td")[:3]] for row in folded.xpath(".//tr")
    ]


def test_completeness_gives_state_and_basis_of_every_item(site: Path) -> None:
    rows = tree(site, CHECKS).xpath("//table[contains(@class, 'y-complete')]/tbody/tr")
    said = {row.get("id"): [words(cell) for cell in row.xpath("./*")] for row in rows}
    assert said["item-T8"][1].startswith("这份文件里没有")
    assert said["item-T9"][1].startswith("声明为空表")
    assert said["item-T1"][1] == "有"
    assert said["item-D1"][1] == "文件里看不出"
    assert all(entry[2] and entry[3] for entry in said.values())


def test_the_front_page_says_how_many_are_checked_and_how_many_do_not_agree(site: Path) -> None:
    (card,) = tree(site, DISCLOSURE).xpath("//*[@class='y-checked']/a")
    assert "个和别处核对过" in words(card)
    assert "17 处不一致" in words(card)
    assert urljoin(f"/{DISCLOSURE}", card.get("href")) == f"/{CHECKS}"


def test_every_rule_has_a_page_that_explains_it_in_both_languages(site: Path) -> None:
    overview = tree(site, "checks/")
    links = overview.xpath("//section[@aria-labelledby='rules']//th/a/@href")
    assert len(links) > 50
    for link in links:
        page = tree(site, f"checks/{link}")
        assert words(page.xpath("//h1")[0])
        assert words(page.xpath("//p[@class='y-gist']")[0])
        (english,) = page.xpath("//*[@lang='en']//dd")
        assert len(words(english).split()) > 5


def test_results_over_all_documents_add_up_to_the_rules_own(site: Path) -> None:
    overview = tree(site, "checks/")
    totals = []
    for section in ("documents", "rules"):
        table = overview.xpath(f"//section[@aria-labelledby='{section}']//table")[0]
        heads = [words(cell) for cell in table.xpath(".//thead//th")]
        columns = [heads.index(outcome) for outcome in OUTCOMES]
        # a row without numbers names the region of those below it
        rows = [row.xpath("./*") for row in table.xpath(".//tbody/tr[td]")]
        totals.append([sum(int(words(row[n]).replace(",", "") or 0) for row in rows) for n in columns])
        if section == "documents":
            (first,) = (row for row in rows if "昌吉州中小企业发展局" in words(row[0]))
            assert words(first[heads.index("不一致")]) == "17"
    assert totals[0] == totals[1]


@pytest.mark.browser
@pytest.mark.parametrize(
    ("how", "side", "figure", "page_below"),
    [
        ("mouse", 1, "259.98", "text/"),
        ("keyboard", 2, "259.58", "tables/income/"),
        pytest.param("keyboard", 1, "259.98", "text/", marks=pytest.mark.thorough),
        pytest.param("mouse", 2, "259.58", "tables/income/", marks=pytest.mark.thorough),
    ],
)
def test_a_discrepancy_leads_to_both_of_its_figures(
    page: Any, address: str, how: str, side: int, figure: str, page_below: str
) -> None:
    page.goto(address + CHECKS)
    case = page.locator("#discrepancy ~ article", has_text=NOT_ALIKE).first
    follow(page, case.locator(f"dl > div:nth-child({side}) [data-use]").first, how)
    assert page.url.startswith(f"{address}{DISCLOSURE}{page_below}#")
    assert landed(page).inner_text() == figure
    assert landed(page).is_visible()


@pytest.mark.browser
@pytest.mark.parametrize(
    ("how", "side", "line", "figure"),
    [
        ("keyboard", 1, "L366-77", "259.98"),
        ("mouse", 2, "L146C15", "259.58"),
        pytest.param("mouse", 1, "L366-77", "259.98", marks=pytest.mark.thorough),
        pytest.param("keyboard", 2, "L146C15", "259.58", marks=pytest.mark.thorough),
    ],
)
def test_a_discrepancy_leads_to_both_lines_of_the_source(
    page: Any, address: str, how: str, side: int, line: str, figure: str
) -> None:
    page.goto(address + CHECKS)
    case = page.locator("#discrepancy ~ article", has_text=NOT_ALIKE).first
    follow(page, case.locator(f"dl > div:nth-child({side}) [data-source-link]").first, how)
    assert page.url == f"{address}{DISCLOSURE}source/#{line}"
    assert landed(page).inner_text().strip() == figure


@pytest.mark.browser
@pytest.mark.parametrize("how", [pytest.param("mouse", marks=pytest.mark.thorough), "keyboard"])
def test_the_mark_of_a_figure_leads_to_the_check_and_the_check_back(page: Any, address: str, how: str) -> None:
    table = f"{address}{DISCLOSURE}tables/income-expenditure-summary/"
    page.goto(table)
    mark = page.locator("td .y-mark").first
    assert "不一致" in (mark.get_attribute("aria-label") or "")
    cell = mark.locator("xpath=ancestor::td").get_attribute("id")
    follow(page, mark, how)
    assert page.url.startswith(f"{address}{CHECKS}#c")
    follow(page, landed(page).locator(f"[data-use][href$='#{cell}']").first, how)
    assert page.url == f"{table}#{cell}"


@pytest.mark.browser
def test_a_mark_is_reached_right_after_its_figure(page: Any, address: str) -> None:
    page.goto(f"{address}{DISCLOSURE}text/")
    page.locator("#s16").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.classList.contains('y-mark')")
    assert page.evaluate("document.activeElement.previousElementSibling.id") == "s16"
