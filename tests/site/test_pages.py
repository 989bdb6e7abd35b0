"""Every page works for every reader: without scripts, on a phone, in the dark, and without leaving its host."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlparse

import pytest
from lxml import etree, html
from PIL import Image

from yusuan.package.csvfile import read_rows

from .conftest import DISCLOSURE, KINDS, PHONE, ROOT

pytestmark = pytest.mark.browser


@dataclass
class Visit:
    """What came of opening pages on a phone: those that are too wide, what was asked of other hosts, complaints."""

    wide: list[str]
    strangers: list[str]
    complaints: list[str]


@pytest.fixture(scope="module", params=["light", pytest.param("dark", marks=pytest.mark.thorough)])
def visit(request: pytest.FixtureRequest, visitor: Any, address: str, looked_at: list[str]) -> Visit:
    """Every page that is looked at, opened once; and at the end a search."""
    page = visitor.new_page()
    page.set_viewport_size(PHONE)
    page.emulate_media(color_scheme=request.param)
    found = Visit([], [], [])
    own = (address, "data:", "blob:")
    page.on("request", lambda r: None if r.url.startswith(own) else found.strangers.append(r.url))
    page.on(
        "console",
        lambda m: found.complaints.append(f"{page.url}: {m.text}") if m.type in ("error", "warning") else None,
    )
    page.on("pageerror", lambda e: found.complaints.append(f"{page.url}: {e}"))
    page.on("response", lambda r: found.complaints.append(f"{r.url}: {r.status}") if r.status >= 400 else None)
    for url in looked_at:
        page.goto(address + url, wait_until="load")
        if page.evaluate("document.documentElement.scrollWidth") > 390:
            found.wide.append(url)
    page.keyboard.press("/")
    page.keyboard.type("预算")
    page.wait_for_selector("[data-search-results] a")
    page.close()
    return found


def test_no_page_asks_another_host_or_complains(visit: Visit) -> None:
    assert visit.strangers == []
    assert visit.complaints == []


def test_no_page_is_wider_than_a_phone(visit: Visit) -> None:
    assert visit.wide == []


def test_charts_and_their_data_are_there_without_scripts(plain_page: Any, address: str) -> None:
    plain_page.goto(address + KINDS["disclosure"])
    drawn = plain_page.locator("figure.y-chart:has(svg)")
    assert drawn.count() >= 6
    for figure in drawn.all():
        assert figure.locator(".y-chart__wide svg").is_visible()
        assert figure.locator("svg title").first.text_content()
        assert figure.locator("details table").count() == 1
        assert figure.locator("a[download]").count() == 1
    for figure in (drawn.first, drawn.last):
        figure.locator("summary").click()
        assert figure.locator("details table").is_visible()


@pytest.mark.parametrize("reader", ["page", "plain_page"])
def test_a_reader_who_prefers_the_dark_gets_it(request: pytest.FixtureRequest, address: str, reader: str) -> None:
    page = request.getfixturevalue(reader)
    page.emulate_media(color_scheme="dark")
    page.goto(address)
    # What is painted, since a page without scripts cannot be asked for its styles.
    corner = page.screenshot(clip={"x": 2, "y": 200, "width": 1, "height": 1})
    with Image.open(io.BytesIO(corner)) as painted:
        assert sum(painted.convert("RGB").getpixel((0, 0))) < 150


def test_the_colours_can_be_chosen_and_are_kept(browser: Any, address: str) -> None:
    context = browser.new_context()  # since it keeps them
    page = context.new_page()
    page.goto(address)
    shades = []
    for _ in range(3):
        page.locator("[data-md-component=palette] label:visible").click()
        shades.append(page.locator("body").get_attribute("data-md-color-scheme"))
    assert set(shades) == {"default", "slate"}
    while page.locator("body").get_attribute("data-md-color-scheme") != "slate":
        page.locator("[data-md-component=palette] label:visible").click()
    page.goto(address + "data/")
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    context.close()


def test_on_paper_there_is_nothing_to_press(page: Any, address: str) -> None:
    page.emulate_media(media="print")
    page.goto(address + KINDS["coded table"])
    assert not page.locator(".y-header").is_visible()
    assert not page.locator(".y-sections").is_visible()
    assert page.locator("table").first.is_visible()


def test_blank_rows_and_columns_are_folded_until_asked_for(page: Any, address: str) -> None:
    page.goto(address + KINDS["two-sided table"])
    diplomacy = page.get_by_role("rowheader", name="外交支出")
    assert not diplomacy.is_visible()
    page.get_by_label("照原表显示").check()
    assert diplomacy.is_visible()


@dataclass(frozen=True)
class Said:
    """What the markup of a page says: every id and name that an address can end in, every link, and its title."""

    ids: list[str]
    names: set[str]
    links: set[str]
    language: str | None
    headings: int
    description: str
    title: str | None


UTF8 = html.HTMLParser(encoding="utf-8")
# Plain strings, which are found in a third of the time.
ASK = {
    name: etree.XPath(question, smart_strings=False)
    for name, question in {
        "ids": "//@id",
        "names": "//a/@name",
        "links": "//a/@href|//link/@href|//script/@src|//img/@src",
        "headings": "count(//h1)",
        "description": "string(//meta[@name='description']/@content)",
    }.items()
}


def read(site: Path, url: str) -> Said:
    """What a page says, parsed once for all questions."""
    tree = html.document_fromstring((site / url / "index.html").read_bytes(), parser=UTF8)
    ids, names, links, headings, description = (ask(tree) for ask in ASK.values())
    title = tree.findtext(".//title")
    return Said(ids, set(names), set(links), tree.get("lang"), int(headings), description, title)


def of_each_province(pages: list[str]) -> list[str]:
    """Every page that is not below a disclosure, and those of the first disclosure of each kind that a province has.

    What differs from one to another of the same kind is its figures, and how much of it is printed.
    """
    place = {row["agency"]: row["region"] for row in read_rows(ROOT / "datapackages/reference/data/agencies.csv")}
    first: dict[tuple[str, str], str] = {}
    found = []
    for url in pages:
        # A region's code begins with that of its province.
        own = re.match(r"agencies/(?P<agency>[^/]+)/\d{4}-(?P<kind>[^/]+)/", url)
        if own is None or first.setdefault((place[own["agency"]][:2], own["kind"]), own[0]) == own[0]:
            found.append(url)
    return found


@pytest.fixture(
    scope="module", params=["a disclosure of each province", pytest.param("all", marks=pytest.mark.thorough)]
)
def said(request: pytest.FixtureRequest, site: Path, pages: list[str]) -> dict[str, Said]:
    """The pages that are read, by their addresses; `make thorough` reads all."""
    return {url: read(site, url) for url in (pages if request.param == "all" else of_each_province(pages))}


def test_every_link_inside_the_site_leads_somewhere(site: Path, pages: list[str], said: dict[str, Said]) -> None:
    every, there = set(pages), {}

    @cache
    def anchors(url: str) -> set[str]:
        page = said.get(url) or read(site, url)
        return page.names.union(page.ids)

    def leads(path: str, anchor: str) -> bool:
        page = path.endswith("/") or not path
        if path not in there:
            there[path] = path in every if page else (site / path).is_file()
        # What has a name and a value is no place on the page: its script reads it.
        state = "=" in anchor
        return there[path] and (not anchor or state or not page or unquote(anchor) in anchors(path))

    dead = []
    for url, page in said.items():
        # The same page is linked to many times, each time at another place of it.
        targets: dict[str, set[str]] = {}
        for link in page.links:
            target, _, anchor = link.partition("#")
            targets.setdefault(target, set()).add(anchor)
        for target, places in targets.items():
            address = urlparse(urljoin(f"http://site/{url}", target))
            if address.netloc == "site":
                path = unquote(address.path).lstrip("/")
                dead += [f"{url} -> {target}#{anchor}" for anchor in places if not leads(path, anchor)]
    assert dead == []


def test_ids_are_unique_on_every_page(said: dict[str, Said]) -> None:
    assert [url for url, page in said.items() if len(set(page.ids)) < len(page.ids)] == []


def test_every_page_has_a_heading_and_a_description(said: dict[str, Said]) -> None:
    assert [url for url, page in said.items() if page.language != "zh"] == []
    assert [url for url, page in said.items() if page.headings != 1] == []
    assert [url for url, page in said.items() if not page.description] == []


def test_no_two_pages_have_the_same_title(site: Path, pages: list[str]) -> None:
    def title(url: str) -> str:
        [found] = re.findall(
            "<title>(.*?)</title>", (site / url / "index.html").read_text("utf-8").partition("</head>")[0]
        )
        return found

    assert len({title(url) for url in pages}) == len(pages)


@pytest.mark.browser
@pytest.mark.parametrize(
    ("old", "new"),
    [
        (f"{DISCLOSURE}tables/three-public-expenses/", f"{DISCLOSURE}tables/#three-public-expenses"),
        (f"{DISCLOSURE}projects/6/", f"{DISCLOSURE}projects/#p6"),
        ("agencies/beijing-audit/2026-budget/glossary/", "terms/"),
    ],
)
def test_what_had_a_page_of_its_own_is_found_by_its_old_address(
    page: Any, address: str, site: Path, old: str, new: str
) -> None:
    lost = (site / "404.html").read_text("utf-8")
    page.route(f"**/{old}", lambda route: route.fulfill(status=404, content_type="text/html", body=lost))
    page.goto(f"{address}{old}")
    page.wait_for_url(f"{address}{new}")
    assert page.locator(":target").count() == new.count("#")
    page.unroute(f"**/{old}")
