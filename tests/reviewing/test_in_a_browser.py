"""The page at work in a browser: keys step from doubt to doubt, and what is copied is a row as packages have it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.reviewing.conftest import HOSTILE

from yusuan.package.csvfile import to_csv_bytes
from yusuan.reviewing import Reviewed

pytestmark = pytest.mark.browser
# A clipboard of its own: that of the machine is nobody's business.
CLIPBOARD = """
    Object.defineProperty(navigator, "clipboard", {
        value: { writeText: (text) => { window.copied = text; return Promise.resolve(); } },
    });
"""
NOTE = 'P1：印作“118.85”, 且"如此"'


@pytest.fixture
def page(browser: Any, reviewed: Reviewed) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.add_init_script(CLIPBOARD)
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("request", lambda request: wrong.append(request.url) if request.url[:5] != "file:" else None)
    page.goto(reviewed.path.as_uri())
    yield page
    assert wrong == []
    context.close()


def row(*cells: str) -> str:
    """The cells as a package's CSV has them."""
    fields = [str(number) for number in range(len(cells))]
    return to_csv_bytes(fields, [dict(zip(fields, cells, strict=True))]).decode("utf-8").split("\n", 1)[1]


def test_a_maintainer_steps_from_doubt_to_doubt_and_copies_what_to_write(page: Any) -> None:
    selected, position = page.locator("#selected"), page.locator("#position")
    page.keyboard.press("n")
    assert position.inner_text().startswith("第 1 处")
    assert "118.85" in selected.inner_text()
    assert page.locator(".is-selected").inner_text() == "118.85"
    assert sorted(page.locator(".is-operand").all_inner_texts()) == ["10.84", "107.90", "118.85"]

    page.keyboard.press("o")
    assert page.locator(".is-selected").inner_text() != "118.85"

    # What is typed into a field is text, and no command.
    page.keyboard.press("e")
    page.keyboard.type(NOTE)
    page.keyboard.press("Escape")
    page.keyboard.press("c")
    page.wait_for_function("window.copied")
    copied = page.evaluate("window.copied")
    rule, subject = copied.split(",")[:2]
    assert copied == row(rule, subject, "118.85", "118.74", NOTE)

    page.keyboard.press("n")
    assert HOSTILE.strip() in selected.inner_text()
    page.keyboard.press("p")
    assert "118.85" in selected.inner_text()

    # A figure that was read wrongly: choose it on the page, say what is right.
    page.get_by_text("10.84", exact=True).first.click()
    assert selected.inner_text().startswith("不符 表2「221 住房保障支出」总计")
    page.keyboard.press("e")
    page.keyboard.type("10.85")
    page.keyboard.press("Tab")
    page.keyboard.type("看错一位")
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    page.get_by_role("button", name="复制全部 1 行").click()
    page.wait_for_function("window.copied.startsWith('income')")
    assert page.evaluate("window.copied") == row(
        "income", "2", "total", "10.84", "10.85", "看错一位", "第 4 行第 5 格，印作“10.84”"
    )

    # It is all still there when the page is opened again.
    page.reload()
    assert "10.85" in page.locator("#listed").inner_text()


def test_it_can_be_used_by_everyone(page: Any) -> None:
    page.keyboard.press("n")
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 800})
        rules = ["wcag2a", "wcag2aa", "wcag21aa"]
        found = Axe().run(page, options={"runOnly": rules, "resultTypes": ["violations"]})
        assert found.violations_count == 0, (width, found.generate_report())
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width


def test_the_explanation_opens_and_shuts_by_its_key(page: Any) -> None:
    page.keyboard.press("?")
    assert page.get_by_role("dialog").is_visible()
    page.keyboard.press("?")
    assert not page.locator("dialog").is_visible()
