"""Every page shows the same figure of the same thing: what `headline_figures` and `disclosures` have."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from yusuan.package.schemas import FURTHER, TABLES

CARDS = (
    *("total_expenditure", "fiscal_appropriation_income", "project_expenditure", "personnel"),
    "three_public_expenses",
)
WORDS = {
    "contested": "各处印的不一样",
    "declared-empty": "未安排",
    "empty": "空表，没有说明",
    "absent": "没有印出",
    "not-read": "没有读到",
}

Figures = dict[tuple[str, str], dict[str, str]]


def table(site: Path, name: str) -> list[dict[str, str]]:
    with (site / "data" / "tables" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def figures(site: Path) -> Figures:
    """(package, item) → its row of `headline_figures`."""
    return {(row["package"], row["item"]): row for row in table(site, "headline_figures")}


def tree(path: Path) -> Any:
    return html.document_fromstring(path.read_text("utf-8"))


def overviews(site: Path) -> Iterator[tuple[str, Any]]:
    for path in sorted(site.glob("agencies/*/*/index.html")):
        yield "/".join(path.parts[-3:-1]), tree(path)


def words(element: Any) -> str:
    return " ".join(element.text_content().split())


def in_yuan(text: str) -> Decimal:
    """147.16 万元, as a card shows it."""
    amount, unit = text.split(" ")
    return Decimal(amount.replace(",", "")) * {"元": 1, "万元": 10_000, "亿元": 10**8}[unit]


def test_cards_show_the_headline_figures(site: Path, figures: Figures) -> None:
    seen = 0
    for package, page in overviews(site):
        for item in CARDS:
            (card,) = page.xpath(f"//div[contains(concat(@class, ' '), 'y-card--{item} ')]")
            (shown,) = card.xpath(".//*[@class='y-card__figure']")
            row = figures[package, item]
            if row["state"] == "present":
                exact = Decimal(row["amount_yuan"])
                printed = [words(dd).partition(" ")[2] for dd in card.xpath(".//*[@class='y-card__printed']")]
                assert in_yuan(*printed or [words(shown)]) == exact, (package, item)
                # What is shown above the printed figure is that figure, in the largest unit that it has one of.
                _, unit = words(shown).split(" ")
                step = in_yuan(f"1 {unit}")
                assert abs(in_yuan(words(shown)) - exact) * 200 <= step, (package, item)
                assert unit == "元" or abs(exact) >= step, (package, item)
                assert unit == "亿元" or abs(exact) < 10_000 * step, (package, item)
                links = shown.xpath(".//a/@href")
                if row["resource"] in (*TABLES, *FURTHER):
                    (link,) = links
                    assert link.endswith(f"tables/{row['resource']}/#r{row['row']}-{row['field']}"), (package, item)
                else:
                    # What only the prose prints stands on the page of the text, where the package has it.
                    assert all(link.startswith("text/#") for link in links), (package, item)
            else:
                assert words(shown) == WORDS[row["state"]], (package, item)
                assert not card.xpath(".//strong"), (package, item)
            seen += 1
    assert seen


def test_a_contested_card_shows_what_is_printed_where(site: Path, figures: Figures) -> None:
    printed: dict[tuple[str, str], set[Decimal]] = {}
    for row in table(site, "headline_twins"):
        printed.setdefault((row["package"], row["item"]), set()).add(Decimal(row["amount_yuan"]))
    for package, page in overviews(site):
        for item in CARDS:
            twins = page.xpath(f"//div[contains(concat(@class, ' '), 'y-card--{item} ')]//*[@class='y-card__twin']")
            shown = {in_yuan(" ".join(words(twin).split(" ")[-2:])) for twin in twins}
            contested = figures[package, item]["state"] == "contested"
            assert shown == (printed[package, item] if contested else set()), (package, item)


def test_disclosures_have_the_same_amounts(site: Path, figures: Figures) -> None:
    for row in table(site, "disclosures"):
        for column, amount in row.items():
            name = column.removesuffix("_10k_yuan")
            if name != column:
                item = "fiscal_appropriation_income" if name == "fiscal_appropriation" else name
                assert amount == figures[row["package"], item]["amount_10k_yuan"], (row["package"], item)


def test_explorer_and_agency_pages_show_the_headline_figures(site: Path, figures: Figures) -> None:
    cells = {
        (row["package"], f"tables/{row['resource']}/#r{row['row']}-{row['field']}"): row["amount_10k_yuan"]
        for row in [*figures.values(), *table(site, "function_classes")]
        if row.get("state", "present") == "present"
    }
    pages = [*site.glob("explore/*/index.html"), *site.glob("agencies/*/index.html")]
    seen = 0
    for path in sorted(pages):
        for link in tree(path).xpath("//*[contains(@class, 'y-years') or self::section]//a[@class='y-figure']"):
            place = re.search(r"([^/]+/\d{4}-[a-z-]+)/(tables/.*)$", link.get("href"))
            if place is None or link.xpath("ancestor::table[contains(@class, 'y-prior')]"):
                continue
            amount = Decimal(cells[place[1], place[2]])
            shown = Decimal(words(link).replace(",", ""))
            assert abs(shown - amount) <= Decimal("0.005"), (path, place[0])
            seen += 1
    assert seen


def test_function_classes_make_up_the_total_or_the_page_says_that_they_do_not(site: Path) -> None:
    unlike = {row["package"] for row in table(site, "function_classes") if row["sums_to_total"] == "false"}
    for package, page in overviews(site):
        said = bool(page.xpath("//section[@class='y-bar']//p[contains(., '相加不等于总支出')]"))
        assert said == (package in unlike), package
