"""The figures on the pages are the package's, digit for digit, and nobody's name is among them."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from .conftest import DISCLOSURE

# In the package's source only, which is published masked: the person who answers for the projects.
PERSON = "陈大鹏"


def tree(site: Path, url: str) -> html.HtmlElement:
    return html.fromstring((site / url / "index.html").read_text(encoding="utf-8"))


def rows(package: Path, resource: str) -> list[dict[str, str]]:
    with (package / "data" / f"{resource}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def unmarked(element: Any) -> str:
    """What an element says, without the marks that lead to a check."""
    return "".join(element.xpath(".//text()[not(ancestor::a[contains(@class, 'y-mark')])]"))


def test_every_amount_of_the_tables_stands_on_its_page_as_printed(
    site: Path, package: Path, descriptor: dict[str, Any]
) -> None:
    provenance = {(r["resource"], r["row"], r["field"]): r for r in rows(package, "provenance")}
    compared = 0
    for resource in descriptor["resources"]:
        measures = [f["name"] for f in resource["schema"]["fields"] if f.get("measure")]
        name = resource["name"]
        if not measures or name == "projects" or not rows(package, name):
            continue
        page = tree(site, f"{DISCLOSURE}tables/{name}/")
        shown = {cell.get("id"): cell for cell in page.xpath("//td[@id]")}
        printed = {}
        for row in rows(package, name):
            for measure in measures:
                if row[measure]:
                    said = provenance[name, row["row"], measure]
                    printed[f"r{row['row']}-{measure}"] = (said["printed"], f"../../source/#{said['source']}")
        assert {i: (unmarked(c), c.xpath("./a/@href")[0]) for i, c in shown.items()} == printed
        compared += len(printed)
    assert compared == 242


@pytest.mark.parametrize(
    ("card", "figure"),
    # As the document prints them: totals of tables 3, 4 and 6.
    [
        ("total_expenditure", "411.74 万元"),
        ("fiscal_appropriation_income", "147.16 万元"),
        ("project_expenditure", "264.58 万元"),
        ("personnel", "136.10 万元"),
        ("three_public_expenses", "未安排"),
    ],
)
def test_the_figures_that_matter_are_the_documents_own(site: Path, card: str, figure: str) -> None:
    found = tree(site, DISCLOSURE).xpath(f"//*[contains(@class, 'y-card--{card}')]//*[@class='y-card__figure']")
    assert [" ".join(f.text_content().split()) for f in found] == [figure]


def test_what_is_declared_empty_or_absent_is_never_shown_as_zero(site: Path) -> None:
    listed = tree(site, f"{DISCLOSURE}tables/")
    empty = listed.get_element_by_id("three-public-expenses")
    assert "此表为空表" in empty.text_content()
    # What the document says of it leads to where it says so: line 334 of the text.
    assert [link.get("href") for link in empty.xpath(".//a")] == ["../source/#L334"]
    absent = listed.get_element_by_id("government-fund-expenditure").text_content()
    assert "这份文件里没有" in absent
    assert "没有公布" not in absent


def test_a_table_without_figures_is_a_line_of_another_page_and_has_none_of_its_own(site: Path) -> None:
    for path in site.glob("agencies/*/*/tables/*/index.html"):
        assert tree(site, path.parent.relative_to(site).as_posix()).xpath("//article//tbody//td"), path


def test_a_blank_cell_stays_blank_and_a_printed_zero_stays_zero(site: Path) -> None:
    income = tree(site, f"{DISCLOSURE}tables/income/")
    general = income.xpath("//tr[contains(., '一般行政管理事务')]/td")
    assert [unmarked(c) for c in general if unmarked(c)] == ["36.58", "36.58"]
    basic = tree(site, f"{DISCLOSURE}tables/general-public-budget-basic-expenditure/")
    wages = basic.xpath("//tr[contains(., '基本工资')]/td")
    assert [unmarked(c) for c in wages] == ["35.35", "35.35", "0.00"]


def test_all_projects_and_all_their_indicators_are_there(site: Path, package: Path) -> None:
    projects = rows(package, "projects")
    assert len(projects) == 7
    page = tree(site, f"{DISCLOSURE}projects/1/")
    for project in projects:
        (own,) = page.xpath(f"//section[h2/@id='p{project['row']}']")
        assert own.xpath("./h2")[0].text_content() == project["name"]
        assert project["goal"] in own.text_content()
    assert len(page.xpath("//tr[starts-with(@id, 'i')]")) == 58


def test_the_narrative_is_whole(site: Path, package: Path) -> None:
    said = tree(site, f"{DISCLOSURE}text/").xpath("//article//p[starts-with(@id, 'p')]")
    assert [unmarked(p) for p in said] == [row["text"] for row in rows(package, "paragraphs")]


def test_terms_are_explained_where_they_occur(site: Path, package: Path) -> None:
    links = tree(site, f"{DISCLOSURE}text/").xpath("//article//a[@class='term']")
    assert {a.text_content() for a in links} >= {"一般公共预算", "基本支出", "“三公”经费"}
    assert all(a.get("data-definition") for a in links)


TEXTS = frozenset({".html", ".txt", ".css", ".js", ".json", ".jsonld", ".csv", ".svg", ".xml"})


def test_no_person_is_named_on_any_page_nor_in_the_source_that_is_given_away(site: Path) -> None:
    files = [p for p in sorted(site.rglob("*")) if p.suffix in TEXTS]
    assert any("source" in p.relative_to(site).parts for p in files)
    assert [str(path) for path in files if PERSON.encode() in path.read_bytes()] == []
