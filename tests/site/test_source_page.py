"""From every figure to the line that it was printed on, and from the line back to the figure."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin

import pytest
from lxml import html

from yusuan.package.schemas import TABLES
from yusuan.site.anchors import anchor
from yusuan.site.figured import Found, place_figures
from yusuan.site.source_pages import source_document

from .conftest import DISCLOSURE
from .test_checks_pages import follow, landed, tree

SOURCE = f"{DISCLOSURE}source/"


@pytest.fixture(scope="module")
def spots(site: Path) -> dict[str, str]:
    """Id → text of every place of the source page."""
    return {element.get("id"): element.text_content() for element in tree(site, SOURCE).xpath("//article//*[@id]")}


def test_the_source_page_says_what_the_document_says_line_by_line(site: Path, package: Path) -> None:
    page = tree(site, SOURCE)
    published = (package / "source" / "document.txt").read_text(encoding="utf-8").split("\n")
    lines = (
        (site / "data" / DISCLOSURE.removeprefix("agencies/") / "source" / "document.txt")
        .read_text("utf-8")
        .split("\n")
    )
    # The persons in charge of seven projects are not shown; nothing else differs, and no place moves.
    assert [len(line) for line in lines] == [len(line) for line in published]
    assert sum(line != other for line, other in zip(lines, published, strict=True)) == 7
    elements: dict[str, list[html.HtmlElement]] = {}
    for element in page.xpath("//*[@id]"):
        elements.setdefault(element.get("id"), []).append(element)
    for number, line in enumerate(lines, start=1):
        (element,) = elements[f"L{number}"]
        for printed in element.xpath(".//*[contains(@class, 'y-source__number')]"):
            assert printed.text_content() == str(number)
            printed.drop_tree()
        cells = [cell.text_content() for cell in element.xpath("./td")]
        assert (cells == line.split("\t")) if "\t" in line else (element.text_content().strip() == line.strip())


# Tables 7 to 10 have no figures in this document.
@pytest.mark.parametrize("name", TABLES[:6])
def test_every_figure_of_a_table_has_a_link_to_its_place(site: Path, spots: dict[str, str], name: str) -> None:
    url = f"{DISCLOSURE}tables/{name}/"
    for cell in tree(site, url).xpath("//td[@id]"):
        (link,) = cell.xpath("./a[@class='y-figure']")
        target, place = urldefrag(urljoin(f"/{url}", link.get("href")))
        assert target == f"/{SOURCE}"
        assert spots[place] == link.text


def test_every_figure_of_the_text_has_a_link_to_its_place(site: Path, spots: dict[str, str]) -> None:
    links = tree(site, f"{DISCLOSURE}text/").xpath("//article//p/a[@class='y-figure']")
    # 92 figures of the explanation and 38 of staff, procurement, assets and the like.
    assert len(links) == 130
    for link in links:
        assert spots[urldefrag(link.get("href"))[1]] == link.text


def test_every_figure_of_the_source_leads_to_where_it_is_used(site: Path) -> None:
    links = tree(site, SOURCE).xpath("//*[@class='y-source']//a[@class='y-figure']")
    pages: dict[str, dict[str, html.HtmlElement]] = {}
    wrong = []
    for link in links:
        target, place = urldefrag(urljoin(f"/{SOURCE}", link.get("href")))
        if target not in pages:
            pages[target] = {part.get("id"): part for part in tree(site, target.strip("/")).xpath("//*[@id]")}
        # A project's amounts are printed with their unit; an indicator's page shows its whole row.
        figure = link.text.removesuffix("万元")
        if place not in pages[target] or figure not in pages[target][place].text_content():
            wrong.append((link.text, target, place))
    assert wrong == []
    # 242 amounts of tables, 130 of text, 14 of projects, 107 of their indicators.
    assert len(links) == 493


def test_the_source_page_is_not_searched(site: Path) -> None:
    assert tree(site, SOURCE).xpath("//*[@data-search-page]/@data-search-page") == ["off"]
    assert tree(site, f"{DISCLOSURE}checks/").xpath("//*[@data-search-page]/@data-search-page") == ["on"]


@pytest.mark.browser
@pytest.mark.parametrize("how", [pytest.param("mouse", marks=pytest.mark.thorough), "keyboard"])
def test_a_figure_leads_to_its_line_and_the_line_back_to_the_figure(page: Any, address: str, how: str) -> None:
    table = f"{address}{DISCLOSURE}tables/general-public-budget-basic-expenditure/"
    page.goto(table)
    cell = page.locator("tr", has_text="住房公积金").locator("td").first
    id_ = cell.get_attribute("id")
    follow(page, cell.locator("a.y-figure"), how)
    # Table 6 prints 301 13 住房公积金 10.84 on line 271.
    assert page.url == f"{address}{SOURCE}#L271C4"
    assert page.locator("#L271").inner_text().split() == ["271", "301", "13", "住房公积金", "10.84", "10.84", "0.00"]
    follow(page, landed(page).locator("a.y-figure"), how)
    assert page.url == f"{table}#{id_}"
    assert landed(page).inner_text() == "10.84"


@pytest.mark.browser
def test_after_arriving_at_a_line_the_next_tab_reaches_its_figure(page: Any, address: str) -> None:
    page.goto(f"{address}{SOURCE}#L271C4")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('td').id") == "L271C4"


@pytest.mark.browser
@pytest.mark.parametrize("how", ["mouse", pytest.param("keyboard", marks=pytest.mark.thorough)])
def test_an_amount_of_a_project_leads_to_its_cell_and_back(page: Any, address: str, how: str) -> None:
    page.goto(f"{address}{DISCLOSURE}projects/1/")
    follow(page, page.locator("#p6-total a.y-figure"), how)
    assert landed(page).inner_text() == "160万元"
    follow(page, landed(page).locator("a.y-figure"), how)
    assert page.url == f"{address}{DISCLOSURE}projects/1/#p6-total"


@pytest.mark.parametrize(
    ("locator", "id_"),
    [
        ("L366@17", "L366-17"),
        ("L128C5", "L128C5"),
        ("L211C1:C3", "L211C1"),
        ("P5T2R3C5", "P5T2R3C5"),
        ("收支总表!E8", "收支总表-E8"),
        ("L512C3@4", "L512C3-4"),
    ],
)
def test_a_locator_becomes_an_id_that_an_address_can_hold(locator: str, id_: str) -> None:
    assert anchor(locator) == id_


def paragraph(text: str, source: str) -> dict[str, Any]:
    return {"row": 1, "text": text, "source": source}


def test_a_figure_is_found_by_its_character_not_by_the_first_digits_like_it() -> None:
    lines = "1. 项目 1 个，\n涉及 5 万元，其中 5 万元"
    figures = {
        ("key-figures", 1, "value"): Found("L1@7", "1", "项目数"),
        ("statements", 2, "value"): Found("L2@12", "5", "金额"),
    }
    placed = place_figures([paragraph("1.项目1个，涉及5万元，其中5万元", "L1:L2")], figures, {1: lines})
    assert [(p.start, p.end, p.key[1]) for p in placed[1]] == [(4, 5, 1), (15, 16, 2)]


def test_without_the_document_figures_are_found_one_after_another_and_never_inside_a_longer_one() -> None:
    figures = {
        ("statements", 1, "value"): Found("P2L4@9", "5", "甲"),
        ("statements", 2, "value"): Found("P2L5@3", "35.75", "乙"),
    }
    text = "甲比 15 多 5 万元，占 35.75%"
    placed = place_figures([paragraph(text, "P2L4:P2L5")], figures, {})
    assert [text[p.start : p.end] for p in placed[1]] == ["5", "35.75"]
    assert placed[1][0].start == 8


def test_a_figure_of_another_paragraph_is_left_to_it() -> None:
    figures = {("statements", 1, "value"): Found("L9@1", "5", "甲")}
    assert place_figures([paragraph("5 万元", "L3")], figures, {}) == {1: ()}


PRINTED = {
    ("income", 1, "name"): ("P5T2R3C2", "住房公积金"),
    ("income", 1, "total"): ("P5T2R3C4", "10.84"),
    ("expenditure", 1, "total"): ("支出!E8", "20.5"),
    ("statements", 1, "value"): ("P6L12@9", "147.16"),
}


def test_a_document_whose_text_is_not_kept_is_rebuilt_from_its_places() -> None:
    figures = {key: Found(source, text, "甲") for key, (source, text) in PRINTED.items() if key[2] != "name"}
    found = source_document({}, PRINTED, figures)
    assert not found.whole
    said = [
        (block.page, [[[p.text for p in c.pieces] for c in line.cells] for line in block.lines])
        for block in found.blocks
    ]
    assert said == [
        ("支出", [[[], [], [], [], ["20.5"]]]),
        ("第 5 页", [[[], ["住房公积金"], [], ["10.84"]]]),
        ("第 6 页", [[["147.16"]]]),
    ]
    assert {"P5T2R3C4", "支出-E8", "P6L12-9"} <= found.anchors


def test_places_of_the_second_file_have_their_own_anchors_and_heading() -> None:
    texts = {1: "合计\t10.84", 2: "收入 10.84 万元"}
    figures = {
        ("income", 1, "total"): Found("L1C2", "10.84", "表二"),
        ("statements", 1, "value"): Found("2#L1@4", "10.84", "说明"),
    }
    found = source_document(texts, {}, figures, ["报表.txt", "说明.txt"])
    assert [block.page for block in found.blocks] == ["第 1 个文件：报表.txt", "第 2 个文件：说明.txt"]
    assert (found.find("L1C2"), found.find("2#L1@4")) == ("L1C2", "2-L1-4")
    pieces = [piece for block in found.blocks for line in block.lines for cell in line.cells for piece in cell.pieces]
    assert [piece.key for piece in pieces if piece.key] == list(figures)


def test_a_place_that_the_page_does_not_have_leads_to_what_is_around_it() -> None:
    found = source_document({1: "目录\n201\t住房 10.84"}, {}, {("x", 1, "value"): Found("L1@2", "录", "甲")})
    assert found.find("L1@2") == "L1-2"
    assert found.find("L1@1") == "L1"
    assert found.find("L2C2@4") == "L2C2"
    assert found.find("L2C9") == "L2"
    assert found.find("L7") == ""
