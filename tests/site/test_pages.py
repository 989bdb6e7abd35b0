"""Every page works for every reader: without scripts, on a phone, in the dark, and without leaving its host."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin, urlparse

import pytest
from lxml import html
from PIL import Image

from .conftest import KINDS

pytestmark = pytest.mark.browser


@dataclass
class Visit:
    """What came of opening pages on a phone: those that are too wide, what was asked of other hosts, complaints."""

    wide: list[str]
    strangers: list[str]
    complaints: list[str]


@pytest.fixture(scope="module", params=["light", pytest.param("dark", marks=pytest.mark.thorough)])
def visit(request: pytest.FixtureRequest, browser: Any, address: str, looked_at: list[str]) -> Visit:
    """Every page that is looked at, opened once; and at the end a search."""
    context = browser.new_context(viewport={"width": 390, "height": 800}, color_scheme=request.param)
    page = context.new_page()
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
    context.close()
    return found


def test_no_page_asks_another_host_or_complains(visit: Visit) -> None:
    assert visit.strangers == []
    assert visit.complaints == []


def test_no_page_is_wider_than_a_phone(visit: Visit) -> None:
    assert visit.wide == []


@pytest.fixture(scope="module")
def with_and_without_scripts(browser: Any) -> Iterator[list[tuple[bool, Any]]]:
    """Two pages to open one address after the other in, so that what all pages share is loaded once."""
    contexts = {
        scripts: browser.new_context(java_script_enabled=scripts, viewport={"width": 1280, "height": 900})
        for scripts in (True, False)
    }
    yield [(scripts, context.new_page()) for scripts, context in contexts.items()]
    for context in contexts.values():
        context.close()


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "lost"])
def test_a_page_says_the_same_without_scripts(
    with_and_without_scripts: list[tuple[bool, Any]], address: str, kind: str
) -> None:
    said = []
    for scripts, page in with_and_without_scripts:
        page.goto(address + KINDS[kind])
        article = html.fromstring(page.content()).xpath("//article")[0]
        for part in article.xpath(".//*[@data-search-invite]|.//button|.//*[contains(@class,'md-code__')]"):
            part.drop_tree()
        said.append(" ".join(article.text_content().split()))
        if not scripts:
            assert page.locator("h1").first.is_visible()
            assert page.locator(".y-menu a").first.is_visible()
    assert said[0] == said[1]


def test_charts_and_their_data_are_there_without_scripts(browser: Any, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(address + KINDS["disclosure"])
    drawn = page.locator("figure.y-chart:has(svg)")
    assert drawn.count() >= 6
    for figure in drawn.all():
        assert figure.locator(".y-chart__wide svg").is_visible()
        assert figure.locator("svg title").first.text_content()
        figure.locator("summary").click()
        assert figure.locator("details table").is_visible()
        assert figure.locator("a[download]").count() == 3
    context.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_reader_who_prefers_the_dark_gets_it(browser: Any, address: str, scripts: bool) -> None:
    context = browser.new_context(java_script_enabled=scripts, color_scheme="dark")
    page = context.new_page()
    page.goto(address)
    # What is painted, since a page without scripts cannot be asked for its styles.
    corner = page.screenshot(clip={"x": 2, "y": 200, "width": 1, "height": 1})
    context.close()
    with Image.open(io.BytesIO(corner)) as painted:
        assert sum(painted.convert("RGB").getpixel((0, 0))) < 150


def test_the_colours_can_be_chosen_and_are_kept(page: Any, address: str) -> None:
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


@pytest.fixture(scope="module")
def said(site: Path, pages: list[str]) -> dict[str, Said]:
    """Every page by its address, each parsed once for all questions."""
    found = {}
    for url in pages:
        tree = html.fromstring((site / url / "index.html").read_text(encoding="utf-8"))
        found[url] = Said(
            [str(name) for name in tree.xpath("//@id")],
            {str(name) for name in tree.xpath("//a/@name")},
            {str(link) for link in tree.xpath("//a/@href|//link/@href|//script/@src|//img/@src")},
            tree.get("lang"),
            len(tree.xpath("//h1")),
            str(tree.xpath("string(//meta[@name='description']/@content)")),
            tree.findtext(".//title"),
        )
    return found


def test_every_link_inside_the_site_leads_somewhere(site: Path, said: dict[str, Said]) -> None:
    anchors = {url: page.names.union(page.ids) for url, page in said.items()}
    files: dict[str, bool] = {}
    dead = []
    for url, link in ((url, link) for url, page in said.items() for link in page.links):
        target, anchor = urldefrag(urljoin(f"http://site/{url}", link))
        if urlparse(target).netloc != "site":
            continue
        path = unquote(urlparse(target).path).lstrip("/")
        if path.endswith("/") or not path:
            there = path in anchors and (not anchor or unquote(anchor) in anchors[path])
        else:
            if path not in files:
                files[path] = (site / path).is_file()
            there = files[path]
        if not there:
            dead.append(f"{url} -> {link}")
    assert dead == []


def test_ids_are_unique_on_every_page(said: dict[str, Said]) -> None:
    assert [url for url, page in said.items() if len(set(page.ids)) < len(page.ids)] == []


def test_every_page_has_its_own_title_and_description(said: dict[str, Said]) -> None:
    assert [url for url, page in said.items() if page.language != "zh"] == []
    assert [url for url, page in said.items() if page.headings != 1] == []
    assert [url for url, page in said.items() if not page.description] == []
    assert len({page.title for page in said.values()}) == len(said)
