"""axe-core finds nothing to object to on any kind of page, wide or narrow, light or dark."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from .conftest import KINDS

pytestmark = pytest.mark.browser


def objections(page: Any) -> list[str]:
    """What axe-core objects to: the rule, and the first place where it is broken."""
    # What it has nothing to say against is not written out: that takes as long as looking.
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [f"{v['id']}: {v['nodes'][0]['html'][:200]} {v['nodes'][0].get('failureSummary', '')}" for v in found]


HALVES = list(KINDS.items())[::2], list(KINDS.items())[1::2]


@pytest.mark.parametrize(
    ("width", "scheme", "kinds"),
    [
        pytest.param(390, "dark", HALVES[0], id="narrow and dark"),
        pytest.param(1280, "light", HALVES[1], id="wide and light"),
        pytest.param(390, "dark", HALVES[1], id="narrow and dark, others", marks=pytest.mark.thorough),
        pytest.param(1280, "light", HALVES[0], id="wide and light, others", marks=pytest.mark.thorough),
        pytest.param(390, "light", KINDS.items(), id="narrow and light", marks=pytest.mark.thorough),
        pytest.param(1280, "dark", KINDS.items(), id="wide and dark", marks=pytest.mark.thorough),
    ],
)
def test_no_page_keeps_a_reader_out(
    browser: Any, address: str, width: int, scheme: str, kinds: Iterable[tuple[str, str]]
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    found = {}
    for kind, url in kinds:
        page.goto(address + url)
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
        found[kind] = objections(page)
    context.close()
    assert {kind: said for kind, said in found.items() if said} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_open_search_keeps_no_reader_out(browser: Any, address: str, scheme: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    page.goto(address)
    page.keyboard.press("/")
    page.keyboard.type("养老")
    page.wait_for_selector("[data-search-results] mark")
    found = objections(page)
    context.close()
    assert found == []


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
