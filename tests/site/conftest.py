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
    "comparisons": "compare/",
    "comparison": "compare/2026-budget/",
    "departments": "agencies/",
    "department": "agencies/changji-sme/",
    "disclosure": DISCLOSURE,
    "list of tables": f"{DISCLOSURE}tables/",
    "two-sided table": f"{DISCLOSURE}tables/income-expenditure-summary/",
    "coded table": f"{DISCLOSURE}tables/income/",
    "table declared empty": f"{DISCLOSURE}tables/three-public-expenses/",
    "absent table": f"{DISCLOSURE}tables/government-fund-expenditure/",
    "budget and outturn": "agencies/putuo-finance/2024-final-accounts/execution/",
    "projects": f"{DISCLOSURE}projects/",
    "project": f"{DISCLOSURE}projects/6/",
    "targets": "agencies/xian-petitions/2026-budget/targets/",
    "text": f"{DISCLOSURE}text/",
    "checks": f"{DISCLOSURE}checks/",
    "source": f"{DISCLOSURE}source/",
    "rules": "checks/",
    "rule": "checks/narrative_share_equals_ratio/",
    "glossary": f"{DISCLOSURE}glossary/",
    "downloads": f"{DISCLOSURE}downloads/",
    "data": "data/",
    "dictionary": "data/dictionary/",
    "hand-written page": "about/",
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
    """What kind of page an address leads to: pages of one kind come from one template. The first disclosure's pages are
    each a kind of their own."""
    own = re.fullmatch(r"agencies/(?!changji-sme/)[^/]+/(?P<disclosure>[^/]+/)?(?P<kind>.*)", url)
    if own:
        return re.sub(r"\d+/", "N/", own["kind"]) if own["disclosure"] else "department"
    return re.sub(r"^(checks|regions|compare)/[^/]+/$", r"\1/N/", url)


@pytest.fixture(
    scope="session", params=["the largest of each kind", pytest.param("others", marks=pytest.mark.thorough)]
)
def looked_at(request: pytest.FixtureRequest, site: Path, pages: list[str]) -> list[str]:
    """The pages to open in a browser: the largest page of each kind.

    `make thorough` opens others as well: of a disclosure's pages the next two of each kind, of the rest all.
    """
    kinds: dict[str, list[str]] = {}
    for url in sorted(pages, key=lambda url: (site / url / "index.html").stat().st_size, reverse=True):
        kinds.setdefault(kind_of(url), []).append(url)
    if request.param != "others":
        return sorted(urls[0] for urls in kinds.values())
    return sorted(url for urls in kinds.values() for url in urls[1 : 3 if urls[0].startswith("agencies/") else None])


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing."""


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the site is served, below a folder: nothing may depend on standing at a host's root."""

    class Below(_Quiet):
        def translate_path(self, path: str) -> str:
            return super().translate_path(path.removeprefix("/below"))

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Below, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/below/"
    server.shutdown()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A new page, 1280 pixels wide."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def package() -> Path:
    """The package that the disclosure's pages are made from."""
    return ROOT / "datapackages" / "changji-sme" / "2023-budget"


@pytest.fixture(scope="session")
def descriptor(package: Path) -> dict[str, Any]:
    """The package's descriptor."""
    found: dict[str, Any] = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    return found
