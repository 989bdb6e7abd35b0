"""No words of a document run: every class of payload, in every text of a package, in a browser without a policy."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.site.test_policy import served

from yusuan.package.layout import Packages
from yusuan.package.store import Draft, write

from .payloads import PAYLOADS, flat

PAGES = (
    "",
    "text/",
    "glossary/",
    "source/",
    "tables/",
    "tables/income/",
    "projects/",
    "projects/1/",
    "checks/",
    "downloads/",
)


def test_there_are_enough_of_each_class() -> None:
    assert len(flat()) >= 200
    assert min(map(len, PAYLOADS.values())) >= 5


@pytest.fixture(scope="module")
def hostile_site(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of one made-up disclosure: each of its texts is a payload."""
    root = tmp_path_factory.mktemp("hostile")
    for part in ("site_src", "datapackages/schemas", "datapackages/reference"):
        shutil.copytree(project / part, root / part)
    (root / "scripts/yusuan/site").mkdir(parents=True)
    for name in ("mkdocs.yml", "requirements.txt", "datapackages/VERSION", "scripts/yusuan/site/hook.py"):
        shutil.copyfile(project / name, root / name)
    write(_hostile(), Packages(root / "datapackages"))
    words = "from yusuan.cli import main; main()"
    environment = {**os.environ, "PYTHONPATH": str(project / "scripts")}
    ended = subprocess.run(
        [sys.executable, "-c", words, "build", "--quiet"], cwd=root, env=environment, capture_output=True, text=True
    )
    assert ended.returncode == 0, ended.stdout[-2000:] + ended.stderr[-2000:]
    return root / "build" / "site"


def _hostile() -> Draft:
    from yusuan.package.layout import PackageId

    texts = flat()
    numbered = list(enumerate(texts, start=1))
    rows = [
        {"row": n, "code": f"2{n:02}", "name": text, "level": 1, "is_total": False, "total": "1.00"}
        for n, text in numbered[:17]
    ]
    rows.append({"row": 18, "name": "合计", "level": 0, "is_total": True, "total": "17.00"})
    projects = [
        {"row": n, "name": text, "agency_name": text, "goal": text, "description": text, "basis": text, "remark": text}
        for n, text in enumerate(texts, start=1)
        if n % 8 == 1
    ]
    projects = [{**row, "row": n} for n, row in enumerate(projects, start=1)]
    resources: dict[str, Any] = {
        "income": rows,
        "tables": [{"table_name": "income", "table_number": 2, "unit": "万元", "state": "filled"}],
        "projects": projects,
        "paragraphs": [
            {"row": n, "part": text, "heading": text, "subheading": text, "text": text, "source": f"L{n}"}
            for n, text in numbered
        ],
        "glossary": [{"row": n, "term": text, "definition": text, "source": f"L{n}"} for n, text in numbered],
        "unread": [{"row": n, "kind": "line", "text": t, "source": f"L{n}", "reason": t} for n, t in numbered],
        "provenance": [
            {
                "resource": "income",
                "row": n,
                "field": "total",
                "source": f"L{n}C5",
                "printed": "1.00" if n < 18 else "17.00",
            }
            for n, printed in enumerate([*["1.00"] * 17, "17.00"], start=1)
        ],
    }
    metadata = {
        "title": f"{texts[0]}2023年部门预算",
        "issuer": texts[1],
        "issued": "2023-01-31",
        "form": "xinjiang-2023",
    }
    return Draft(PackageId("changji-sme", 2023), metadata, resources, {"projects": "万元"}, "\n".join(texts).encode())


@pytest.mark.thorough
@pytest.mark.browser
def test_no_payload_runs_even_without_a_policy(hostile_site: Path, browser: Any) -> None:
    context = browser.new_context()
    page = context.new_page()
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    seen = 0
    with served(hostile_site, tags=False, headers=False) as address:
        for url in (
            "",
            "agencies/",
            "agencies/changji-sme/",
            *(f"agencies/changji-sme/2023-budget/{one}" for one in PAGES),
        ):
            if not (hostile_site / url / "index.html").is_file():
                continue
            page.goto(address + url)
            page.wait_for_timeout(300)
            assert page.evaluate("window.ran") is None, url
            seen += page.evaluate(f"document.body.textContent.split({'window.ran=1'!r}).length - 1")
    context.close()
    assert dialogs == []
    assert seen > 400, "the payloads stand on the pages as words"


@pytest.mark.thorough
@pytest.mark.browser
def test_no_payload_runs_in_the_search_the_explorer_or_a_term(hostile_site: Path, browser: Any) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    wrong: list[str] = []
    page.on("dialog", lambda dialog: (wrong.append(dialog.message), dialog.dismiss()))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    seen = 0
    with served(hostile_site, tags=False, headers=False) as address:
        page.goto(address)
        page.keyboard.press("/")
        # In the names of projects, and in the full text.
        for query in ("window", "script", "onerror", "window.ran=1"):
            page.locator("[data-search] input").fill(query)
            page.locator("[data-search-status]", has_text=re.compile("^(没有找到|找到)")).wait_for()
            page.wait_for_timeout(200)
            seen += page.locator("[data-search-results] a").count()
        page.goto(f"{address}explore/2023-budget/")
        page.locator(".y-explore__status", has_text="个部门").wait_for()
        page.goto(f"{address}agencies/changji-sme/2023-budget/tables/income/")
        for term in page.locator("a.term:visible").all()[:3]:
            term.click()
        page.wait_for_timeout(200)
        assert page.evaluate("window.ran") is None
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.close()
    assert wrong == []
    assert seen, "payloads were found as words"
