"""What an agency as a whole has set itself: a page of its funds and indicators, each figure led to its place."""

from __future__ import annotations

from pathlib import Path

from .test_checks_pages import tree, words

# 北京市审计局 2026, the document's last pages.
PAGE = "agencies/beijing-audit/2026-budget/targets/"


def test_the_funds_of_the_whole_agency_are_shown_as_printed(site: Path) -> None:
    (table,) = tree(site, PAGE).xpath("//section[@aria-labelledby='funds']//table")
    assert [words(cell) for cell in table.xpath(".//tbody/tr[1]/*")] == [
        *("北京市审计局", "32,852.053832", "32,801.936639", "50.117193", "25,218.537585", "7,583.399054", "50.117193"),
    ]
    assert "万元" in words(table.xpath("./caption")[0])


def test_an_indicator_whose_sign_and_unit_stand_apart_is_told_as_one(site: Path) -> None:
    rows = tree(site, PAGE).xpath("//table[contains(@class, 'y-indicators')]//tr[@id]")
    said = {row.xpath("string(./th/span/text())"): words(row.xpath("./td")[0]) for row in rows}
    assert said["出具数据分析报告"] == "4份"
    assert said["处理企业审计领域审计项目财务数据"] == "≥1TB"


def test_each_figure_leads_to_its_place_in_the_source_and_back(site: Path) -> None:
    page = tree(site, PAGE)
    links = page.xpath("//section[@aria-labelledby='funds']//td/a[@class='y-figure']/@href")
    source = tree(site, PAGE.replace("targets", "source"))
    ids = set(source.xpath("//@id"))
    assert len(links) == 6
    for link in links:
        _, _, place = link.partition("#")
        assert place in ids
        (back,) = source.xpath(f"//*[@id='{place}']/descendant-or-self::a/@href")
        assert "/targets/#t1" in back


def test_a_department_without_a_target_of_its_own_has_no_such_page(site: Path) -> None:
    assert not (site / "agencies/changji-sme/2023-budget/targets").exists()
    assert "整体目标" not in words(
        tree(site, "agencies/changji-sme/2023-budget/").xpath("//nav[@class='y-sections']")[0]
    )
