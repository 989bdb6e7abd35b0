"""Every page works for every reader: without scripts, on a phone, in the dark, and without leaving its host."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin, urlparse

import pytest
from lxml import html
from PIL import Image

from .conftest import KINDS

pytestmark = pytest.mark.browser


def test_no_page_asks_another_host_or_complains(browser: Any, address: str, looked_at: list[str]) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    strangers: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda r: None if r.url.startswith((address, "data:", "blob:")) else strangers.append(r.url))
    page.on("console", lambda m: complaints.append(f"{page.url}: {m.text}") if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda e: complaints.append(f"{page.url}: {e}"))
    page.on("response", lambda r: complaints.append(f"{r.url}: {r.status}") if r.status >= 400 else None)
    for url in looked_at:
        page.goto(address + url, wait_until="load")
    page.keyboard.press("/")
    page.keyboard.type("预算")
    page.wait_for_selector("[data-search-results] a")
    context.close()
    assert strangers == []
    assert complaints == []


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.thorough)])
def test_no_page_is_wider_than_a_phone(browser: Any, address: str, looked_at: list[str], scheme: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    wide = []
    for url in looked_at:
        page.goto(address + url)
        if page.evaluate("document.documentElement.scrollWidth") > 390:
            wide.append(url)
    context.close()
    assert wide == []


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


def test_every_link_inside_the_site_leads_somewhere(site: Path, pages: list[str]) -> None:
    anchors: dict[str, set[str]] = {}
    links: set[tuple[str, str]] = set()
    for url in pages:
        tree = html.fromstring((site / url / "index.html").read_text(encoding="utf-8"))
        anchors[url] = {*tree.xpath("//@id"), *tree.xpath("//a/@name")}
        found = {str(link) for link in tree.xpath("//a/@href|//link/@href|//script/@src|//img/@src")}
        links |= {(url, link) for link in found}
    dead = []
    for url, link in links:
        target, anchor = urldefrag(urljoin(f"http://site/{url}", link))
        if urlparse(target).netloc != "site":
            continue
        path = unquote(urlparse(target).path).lstrip("/")
        if path.endswith("/") or not path:
            there = path in anchors and (not anchor or unquote(anchor) in anchors[path])
        else:
            there = (site / path).is_file()
        if not there:
            dead.append(f"{url} -> {link}")
    assert dead == []


def test_ids_are_unique_on_every_page(site: Path, pages: list[str]) -> None:
    for url in pages:
        ids = html.fromstring((site / url / "index.html").read_text(encoding="utf-8")).xpath("//@id")
        assert sorted(set(ids)) == sorted(ids), url


def test_every_page_has_its_own_title_and_description(site: Path, pages: list[str]) -> None:
    titles = []
    for url in pages:
        tree = html.fromstring((site / url / "index.html").read_text(encoding="utf-8"))
        assert tree.get("lang") == "zh"
        assert len(tree.xpath("//h1")) == 1, url
        assert tree.xpath("string(//meta[@name='description']/@content)"), url
        titles.append(tree.findtext(".//title"))
    assert len(set(titles)) == len(titles)
