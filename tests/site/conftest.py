"""The built site, served on a free port of this machine, and a real Chromium to look at it with."""

from __future__ import annotations

import functools
import http.server
import json
import os
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
DISCLOSURE = "agencies/changji-sme/2023-budget/"
KINDS = {
    "home": "",
    "regions": "regions/",
    "region": "regions/652300/",
    "explorer": "explore/",
    "explorer of a year": "explore/2026-budget/",
    "departments": "agencies/",
    "department": "agencies/changji-sme/",
    "disclosure": DISCLOSURE,
    "list of tables": f"{DISCLOSURE}tables/",
    "two-sided table": f"{DISCLOSURE}tables/income-expenditure-summary/",
    "coded table": f"{DISCLOSURE}tables/income/",
    "budget and outturn": "agencies/putuo-finance/2024-final-accounts/execution/",
    "projects": f"{DISCLOSURE}projects/",
    "project": f"{DISCLOSURE}projects/1/",
    "targets": "agencies/xian-petitions/2026-budget/targets/",
    "text": f"{DISCLOSURE}text/",
    "checks": f"{DISCLOSURE}checks/",
    "source": f"{DISCLOSURE}source/",
    "rules": "checks/",
    "rule": "checks/narrative_share_equals_ratio/",
    "glossary": f"{DISCLOSURE}glossary/",
    "downloads": f"{DISCLOSURE}downloads/",
    "items": "items/",
    "item": "items/20805/",
    "headlines": "figures/",
    "headline": "figures/personnel/",
    "terms": "terms/",
    "term": "terms/三公经费/",
    "questions": "questions/",
    "question": "questions/pensions/",
    "data": "data/",
    "dictionary": "data/dictionary/",
    "questions in SQL": "sql/",
    "use of the data": "data/use/",
    "hand-written page": "about/",
    "how to take part": "contribute/",
    "lost": "404.html",
}
"""One page of each kind that there is."""


@pytest.fixture(scope="session")
def site() -> Path:
    """The folder of the built site. YUSUAN_SITE names another than build/site."""
    folder = Path(os.environ.get("YUSUAN_SITE", ROOT / "build" / "site"))
    if not (folder / "index.html").is_file():
        pytest.fail(f"{folder} is not built. Run: make site", pytrace=False)
    return folder


@pytest.fixture(scope="session")
def pages(site: Path) -> list[str]:
    """The address of every page below the site's root."""
    found = [path.parent.relative_to(site).as_posix() for path in sorted(site.rglob("index.html"))]
    return ["" if url == "." else f"{url}/" for url in found]


def kind_of(url: str) -> str:
    """What kind of page an address leads to. The first disclosure's pages are each a kind of their own."""
    own = re.fullmatch(r"agencies/(?!changji-sme/)[^/]+/(?P<disclosure>[^/]+/)?(?P<kind>.*)", url)
    if own:
        return re.sub(r"\d+/", "N/", own["kind"]) if own["disclosure"] else "department"
    return re.sub(r"^(checks|regions|compare|explore|items|figures|terms|questions)/[^/]+/$", r"\1/N/", url)


def template_of(url: str) -> str:
    """Which template an address's page comes from: all tables have one, but for those with two sides."""
    kind = kind_of(url.replace("changji-sme/", "another/", 1))
    return re.sub(r"^tables/[^/]+?(-summary)?/$", r"tables/N\1/", kind)


@pytest.fixture(
    scope="session", params=["the largest of each template", pytest.param("others", marks=pytest.mark.thorough)]
)
def looked_at(request: pytest.FixtureRequest, site: Path, pages: list[str]) -> list[str]:
    """The pages to open in a browser: the largest page of each template.

    `make thorough` opens others as well: of a disclosure's pages the three largest of each kind, of things and of years
    the ten largest, of the rest all.
    """
    # A page that leads on by itself cannot be looked at.
    staying = [url for url in pages if not url.startswith("compare/")]
    by_size = sorted(staying, key=lambda url: (site / url / "index.html").stat().st_size, reverse=True)
    largest = {template_of(url): url for url in reversed(by_size)}.values()
    if request.param != "others":
        return sorted(largest)
    kinds: dict[str, list[str]] = {}
    for url in by_size:
        kinds.setdefault(kind_of(url), []).append(url)
    limits = {"agencies": 3, "items": 10, "figures": 10, "terms": 10, "questions": 10, "explore": 10}
    wanted = {url for urls in kinds.values() for url in urls[: limits.get(urls[0].partition("/")[0])]}
    return sorted(wanted.difference(largest))


WATCH = """
window.violations = [];
addEventListener("securitypolicyviolation", (event) =>
    window.violations.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`));
"""
"""Script of a page that notes what its Content Security Policy refuses."""


def headers_of(site: Path) -> list[tuple[str, str]]:
    """The headers that a host sends which takes them from the site's file `_headers`."""
    pattern, *lines = (site / "_headers").read_text("utf-8").splitlines()
    assert pattern == "/*"
    return [(name, value) for name, _, value in (line.strip().partition(": ") for line in lines)]


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing."""


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the site is served, with its headers, and below a folder: nothing may depend on standing at a host's root."""
    headers = headers_of(site)

    class Below(_Quiet):
        def end_headers(self) -> None:
            for name, value in headers:
                self.send_header(name, value)
            super().end_headers()

        def translate_path(self, path: str) -> str:
            return super().translate_path(path.removeprefix("/below"))

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Below, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/below/"
    server.shutdown()


WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 800}


@pytest.fixture(scope="session")
def visitor(browser: Any) -> Iterator[Any]:
    """The context of a reader who has been here before: what pages share is loaded once, not anew for each test."""
    context = browser.new_context(viewport=WIDE)
    context.add_init_script(WATCH)
    yield context
    context.close()


@pytest.fixture(scope="session")
def window(visitor: Any) -> Any:
    """The window in which that reader goes from page to page. A new window for each test takes four times as long."""
    return visitor.new_page()


@pytest.fixture
def page(window: Any, address: str) -> Any:
    """The window, 1280 pixels wide, light, and with nothing in it."""
    window.set_viewport_size(WIDE)
    window.emulate_media(media="screen", color_scheme="light", reduced_motion="no-preference")
    window.goto(f"{address}nothing")  # of the same host: to leave it would end the browser's process
    return window


@pytest.fixture
def phone(page: Any) -> Any:
    """The window on a phone."""
    page.set_viewport_size(PHONE)
    return page


@pytest.fixture(scope="session")
def plain_window(browser: Any) -> Iterator[Any]:
    """The window of another reader, whose browser runs no scripts."""
    context = browser.new_context(java_script_enabled=False, viewport=WIDE)
    yield context.new_page()
    context.close()


@pytest.fixture
def plain_page(plain_window: Any) -> Any:
    """The window without scripts, light."""
    plain_window.emulate_media(color_scheme="light")
    return plain_window


@pytest.fixture(scope="session")
def package() -> Path:
    """The package that the disclosure's pages are made from."""
    return ROOT / "datapackages" / "changji-sme" / "2023-budget"


@pytest.fixture(scope="session")
def descriptor(package: Path) -> dict[str, Any]:
    """The package's descriptor."""
    found: dict[str, Any] = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    return found
