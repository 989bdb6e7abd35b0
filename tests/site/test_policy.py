"""Pages work under the Content Security Policy, by its tag and by its header, and the policy holds.

All tests that open the site do so under both; test_accessibility.py asks every kind of page what was refused to it."""

from __future__ import annotations

import functools
import http.server
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from .conftest import DISCLOSURE, KINDS, WATCH, headers_of, template_of

pytestmark = pytest.mark.browser

TAG = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')


@contextmanager
def served(site: Path, tags: bool, headers: bool) -> Iterator[str]:
    """The site as a host serves it that knows no headers, or one that takes them; without tags, by its headers alone."""
    sent = headers_of(site) if headers else []

    class Host(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            """Say nothing."""

        def end_headers(self) -> None:
            for name, value in sent:
                self.send_header(name, value)
            super().end_headers()

        def do_GET(self) -> None:
            path = Path(self.translate_path(self.path))
            page = path / "index.html" if path.is_dir() else path
            if tags or page.suffix != ".html":
                super().do_GET()
                return
            text = TAG.sub("", page.read_text("utf-8")).encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Host, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def watched(browser: Any) -> Iterator[tuple[Any, list[str]]]:
    """A page, and everything that its browser refuses or stumbles over, in it or in a worker."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(WATCH)
    page = context.new_page()
    refused: list[str] = []
    page.on("pageerror", lambda error: refused.append(str(error)))
    page.on("console", lambda said: refused.append(said.text) if said.type in ("error", "warning") else None)
    yield page, refused
    context.close()


def refusals(page: Any, refused: list[str]) -> list[str]:
    return [*page.evaluate("window.violations"), *refused]


@pytest.mark.parametrize("by", ["tag", pytest.param("header", marks=pytest.mark.thorough)])
def test_search_finds_and_colours_change_under_the_policy(site: Path, watched: tuple[Any, list[str]], by: str) -> None:
    page, refused = watched
    with served(site, tags=by == "tag", headers=by == "header") as address:
        page.goto(address + DISCLOSURE)
        page.keyboard.press("/")
        page.keyboard.type("住房公积金")
        page.wait_for_function(
            "() => /^(找到|没有找到|搜索没有)/.test(document.querySelector('[data-search-status]').textContent)"
        )
        assert page.locator("[data-search-results] a").count() > 0
        page.get_by_role("button", name="关闭").click()
        before = page.evaluate("document.body.dataset.mdColorMedia")
        page.locator("[data-md-component=palette] label:visible").first.click()
        assert page.evaluate("document.body.dataset.mdColorMedia") != before
        page.reload()
        assert page.evaluate("document.body.dataset.mdColorMedia") != before, "the choice is kept"
        assert refusals(page, refused) == []


@pytest.mark.parametrize("by", ["tag", "header"])
def test_no_script_of_a_stranger_would_run(site: Path, watched: tuple[Any, list[str]], by: str) -> None:
    page, _ = watched
    with served(site, tags=by == "tag", headers=by == "header") as address:
        page.goto(address + DISCLOSURE)
        page.evaluate(
            """() => {
            const script = document.createElement("script");
            script.textContent = "window.ran = 'inline'";
            document.body.append(script);
            document.body.insertAdjacentHTML("beforeend", "<img src='data:,' onerror=\\"window.ran = 'handler'\\">");
            const link = document.createElement("a");
            link.href = "javascript:window.ran = 'address'";
            document.body.append(link);
            link.click();
            setTimeout("window.ran = 'evaluated'");
            const other = document.createElement("script");
            other.src = "https://example.org/other.js";
            document.body.append(other);
            }"""
        )
        page.wait_for_timeout(300)
        assert page.evaluate("window.ran") is None
        found = {violation.split()[0] for violation in page.evaluate("window.violations")}
        assert {"script-src-elem", "script-src-attr", "script-src"} <= found


def test_no_page_has_a_script_of_its_own_and_each_states_the_policy(site: Path) -> None:
    header = dict(headers_of(site))["Content-Security-Policy"]
    for name in (*KINDS.values(), "404.html"):
        path = site / name / "index.html" if not name.endswith(".html") else site / name
        if not path.exists():
            continue
        text = path.read_text("utf-8")
        policy = TAG.search(text)
        assert policy, name
        assert header == f"{unescape(policy[1])}; frame-ancestors 'none'"
        before = text.index(policy[0])
        assert not re.search(r"<(script|style|link|base)\b", text[:before]), f"{name}: the policy comes first"
        inline = re.findall(r"<script(?![^>]*(?: src=|type=\"application/(?:ld\+)?json\"))[^>]*>", text)
        assert inline == [], name


def test_scripts_are_neither_inline_nor_evaluated() -> None:
    from yusuan.site.policy import POLICY

    scripts = dict(part.split(" ", 1) for part in POLICY.split("; "))["script-src"].split()
    assert scripts == ["'self'", "'wasm-unsafe-eval'"]


@pytest.mark.thorough
@pytest.mark.parametrize("by", ["tag", "header"])
def test_nothing_is_refused_to_any_page(site: Path, pages: list[str], watched: tuple[Any, list[str]], by: str) -> None:
    page, refused = watched
    found: dict[str, list[str]] = {}
    with served(site, tags=by == "tag", headers=by == "header") as address:
        # By header, where nothing depends on the page, the largest of each template say enough.
        by_size = sorted(pages, key=lambda url: (site / url / "index.html").stat().st_size)
        largest = {template_of(url): url for url in by_size}
        for url in pages if by == "tag" else largest.values():
            # A page that has moved leads on by itself, in the middle of what is asked of it.
            if b'http-equiv="refresh"' in (site / url / "index.html").read_bytes():
                continue
            page.goto(address + url)
            if said := refusals(page, refused):
                found[url] = list(said)
                refused.clear()
    assert found == {}
