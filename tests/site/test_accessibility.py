"""No kind of page keeps a reader out: axe-core has no objection, wide or narrow, light or dark; no script is needed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from lxml import html

from .conftest import KINDS, PHONE, WIDE

pytestmark = pytest.mark.browser

# Of what is built alike and stands in the like place, such as rows of tables, the first three are left: what axe-core
# objects to in the others it objects to in these, and looking takes as long for each.
FEWER = """
    () => {
        const compared = ["class", "role", "type", "hidden", "aria-hidden", "aria-expanded", "aria-current"];
        const skip = document.querySelector(".md-skip")?.hash.slice(1);
        const alike = new Map();
        const superfluous = [];
        const shape = (element, place) => {
            const names = element.getAttributeNames().sort();
            const attributes = names.map((name) => compared.includes(name) ? name + element.getAttribute(name) : name);
            const own = `${element.localName}[${attributes}]`;
            const text = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
            const parts = new Set([...element.children].map((child) => shape(child, place + own)));
            const whole = `${own}${text}(${[...parts].sort()})`;
            const seen = alike.get(place + whole) ?? [];
            alike.set(place + whole, [...seen.slice(0, 3), element]);
            const repeats = element.matches("tr, li, p, section, article, details, dl > div, svg :not(title, desc)");
            if (seen.length >= 3 && repeats && element.id !== skip) superfluous.push(element);
            return whole;
        };
        shape(document.body, "");
        superfluous.forEach((element) => element.remove());
    }
"""


def objections(page: Any) -> list[str]:
    """What axe-core objects to: the rule, and the first place where it is broken."""
    # What it has nothing to say against is not written out: that takes as long as looking.
    options = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
    found = Axe().run(page, options=options).response["violations"]
    return [f"{v['id']}: {v['nodes'][0]['html'][:200]} {v['nodes'][0].get('failureSummary', '')}" for v in found]


def open_details(page: Any) -> None:
    """Unfold all that is folded."""
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")


@dataclass(frozen=True)
class Opened:
    """A page of one kind in the window: its address below the site's, what it was when it was loaded, and what failed."""

    kind: str
    url: str
    content: str
    failed: list[str]


@pytest.fixture(scope="module", params=KINDS)
def opened(request: pytest.FixtureRequest, window: Any, address: str) -> Opened:
    """A page of each kind, loaded once for all tests."""
    window.set_viewport_size(WIDE)
    window.emulate_media(media="screen", color_scheme="light")
    url, failed = KINDS[request.param], []
    listeners = {
        "pageerror": lambda error: failed.append(str(error)),
        "console": lambda said: failed.append(said.text) if said.type in ("error", "warning") else None,
    }
    for event, listener in listeners.items():
        window.on(event, listener)
    window.goto(address + url)
    failed += window.evaluate("window.violations")
    failed += window.evaluate("[...document.images].filter((i) => i.complete && !i.naturalWidth).map((i) => i.src)")
    for event, listener in listeners.items():
        window.remove_listener(event, listener)
    return Opened(request.param, url, window.content(), failed)


def test_every_kind_of_page_works_under_its_policy_with_its_charts(opened: Opened) -> None:
    assert opened.failed == []


# The explorer takes the place of a list of its pages, which stays where there are no scripts.
@pytest.mark.parametrize(
    "opened", [kind for kind in KINDS if kind not in ("lost", "explorer", "explorer of a year")], indirect=True
)
def test_scripts_change_nothing_of_what_a_page_says(opened: Opened, site: Path) -> None:
    def said(content: str) -> str:
        article = html.fromstring(content).xpath("//article")[0]
        for part in article.xpath(".//*[@data-search-invite]|.//button|.//*[contains(@class,'md-code__')]"):
            part.drop_tree()
        return " ".join(article.text_content().split())

    assert said(opened.content) == said((site / opened.url / "index.html").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "kind",
    [
        *("home", "disclosure", "coded table", "source"),
        *(pytest.param(kind, marks=pytest.mark.thorough) for kind in ("regions", "projects", "text", "checks", "data")),
    ],
)
def test_without_scripts_a_page_shows_what_it_is_its_words_and_its_menu(
    plain_page: Any, address: str, kind: str
) -> None:
    plain_page.goto(address + KINDS[kind])
    for part in ("h1", ".y-menu a", "article :is(p, td)"):
        assert plain_page.locator(part).first.is_visible(), part


def test_no_kind_of_page_keeps_a_reader_out(opened: Opened, window: Any) -> None:
    """Every other kind is looked at narrow and dark, the rest wide and light."""
    if list(KINDS).index(opened.kind) % 2 == 0:
        window.set_viewport_size(PHONE)
        # Where colours change by and by, some are looked at half-way.
        window.emulate_media(color_scheme="dark", reduced_motion="reduce")
    open_details(window)
    window.evaluate(FEWER)
    assert objections(window) == []


@pytest.mark.parametrize(("width", "scheme"), [(WIDE, "light"), (PHONE, "dark")], ids=["wide", "phone"])
def test_what_a_search_found_keeps_no_reader_out(page: Any, address: str, width: dict[str, int], scheme: str) -> None:
    page.set_viewport_size(width)
    page.emulate_media(color_scheme=scheme)
    page.goto(address)
    page.keyboard.press("/")
    page.keyboard.type("住房公积金")
    page.wait_for_function("() => document.querySelectorAll('[data-search-results] a').length > 2")
    assert objections(page) == []


def test_a_page_that_leads_on_keeps_no_reader_out(page: Any, address: str, site: Path) -> None:
    """Looked at as a browser shows it that stays: one that was told not to lead on by itself."""
    text = (site / "compare/index.html").read_text(encoding="utf-8")
    staying = text.replace('<meta http-equiv="refresh"', '<meta name="refresh"')
    assert staying != text
    page.route(f"{address}compare/", lambda route: route.fulfill(body=staying, content_type="text/html; charset=utf-8"))
    try:
        page.goto(f"{address}compare/")
        assert objections(page) == []
    finally:
        page.unroute(f"{address}compare/")


def test_a_fault_in_one_of_many_that_are_built_alike_is_found(page: Any) -> None:
    links = "".join(f"<li><a href='#{number}'>{'' if number == 50 else number}</a></li>" for number in range(100))
    page.set_content(f"<html lang='zh'><title>表</title><main><h1>表</h1><ul>{links}</ul></main></html>")
    page.evaluate(FEWER)
    assert page.locator("li").count() == 4
    assert "link-name" in [said.partition(":")[0] for said in objections(page)]


@pytest.mark.thorough
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_whole_page_keeps_a_reader_out(browser: Any, address: str, width: int, scheme: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    found = {}
    for kind, url in KINDS.items():
        page.goto(address + url)
        open_details(page)
        found[kind] = objections(page)
    context.close()
    assert {kind: said for kind, said in found.items() if said} == {}


def test_the_open_search_keeps_no_reader_out(page: Any, address: str) -> None:
    page.goto(address)
    page.keyboard.press("/")
    page.keyboard.type("养老")
    page.wait_for_selector("[data-search-results] a")
    page.locator("[data-search-full]").press("Enter")
    page.wait_for_selector("[data-search-results] mark")
    page.evaluate(FEWER)
    found = {}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found[scheme] = objections(page)
    assert found == {"light": [], "dark": []}


def test_the_first_tab_leads_past_the_menu(page: Any, address: str) -> None:
    page.goto(address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#content"


def test_what_has_the_focus_is_seen_to_have_it(page: Any, address: str) -> None:
    page.goto(address + KINDS["disclosure"])
    for _ in range(12):
        page.keyboard.press("Tab")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none", page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
