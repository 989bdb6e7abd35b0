"""Public collections of odd input: CSV is read as they say, and no string of theirs breaks a package or a page."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from yusuan.importing.importer import import_document
from yusuan.package.csvfile import parse, to_csv_bytes
from yusuan.package.layout import PackageId, Packages
from yusuan.package.store import Draft, write
from yusuan.unseen import as_text
from yusuan.validate import validate

PUBLIC = Path(__file__).parent / "public"
SPECTRUM: dict[str, Any] = json.loads((PUBLIC / "csv-spectrum.json").read_text("utf-8"))
NAUGHTY: list[str] = json.loads((PUBLIC / "naughty-strings.json").read_text("utf-8"))
ID = PackageId("changji-sme", 2023)
LONGEST = 10_000
"""Characters that a title or a description may have."""
PLACES = ("text", "glossary", "source", "tables/income", "projects")
"""Pages that show every string of a kind."""


def in_one_line(strings: list[str]) -> list[str]:
    """The strings as a line of a document has them, each once, without those that are white space alone."""
    lines = (" ".join(re.split(r"[\n\t]", text)) for text in strings)
    return [text for text in dict.fromkeys(lines) if as_text(text).strip()]


def seen(text: str) -> str:
    """Without white space, which pages and tables lay out as they need."""
    return re.sub(r"\s", "", as_text(text))


@pytest.mark.parametrize("name", SPECTRUM)
def test_csv_is_read_as_the_public_suite_says(name: str) -> None:
    case = SPECTRUM[name]
    table = parse(case["csv"].encode(), name)
    assert [dict(zip(table.header, row, strict=True)) for row in table.rows] == case["rows"]


@pytest.mark.parametrize("name", SPECTRUM)
def test_csv_that_is_written_is_read_again(name: str) -> None:
    rows = SPECTRUM[name]["rows"]
    table = parse(to_csv_bytes(list(rows[0]), rows), name)
    assert [dict(zip(table.header, row, strict=True)) for row in table.rows] == rows


def naughty_draft() -> Draft:
    """A disclosure whose title, description, labels, projects, texts and document are these strings."""
    texts = [as_text(text) for text in in_one_line(NAUGHTY)]
    numbered = list(enumerate(texts, 1))
    half = len(texts) // 2
    resources: dict[str, Any] = {
        "income": [{"row": n, "name": t, "level": 1, "is_total": False, "total": "1.00"} for n, t in numbered],
        "tables": [{"table_name": "income", "table_number": 2, "unit": "万元", "state": "filled"}],
        "projects": [{"row": n, "name": t, "agency_name": t, "goal": t} for n, t in numbered],
        "paragraphs": [
            {"row": n, "part": t, "heading": t, "subheading": t, "text": t, "source": f"L{n}"} for n, t in numbered
        ],
        "glossary": [{"row": n, "term": t, "definition": t, "source": f"L{n}"} for n, t in numbered],
        "unread": [{"row": n, "kind": "line", "text": t, "source": f"L{n}", "reason": t} for n, t in numbered],
        "provenance": [
            {"resource": "income", "row": n, "field": "total", "source": f"L{n}C5", "printed": "1.00"}
            for n, _ in numbered
        ],
    }
    metadata = {
        "title": " ".join(texts[:half])[:LONGEST],
        "description": " ".join(texts[half:])[:LONGEST],
        "issuer": texts[1],
        "issued": "2023-01-31",
        "form": "xinjiang-2023",
    }
    return Draft(ID, metadata, resources, {"projects": "万元"}, "\n".join(texts).encode())


def test_every_naughty_string_may_stand_in_a_package(packages: Packages) -> None:
    write(naughty_draft(), packages)
    assert validate(packages, [ID], None) == []


def test_every_naughty_string_of_a_document_is_kept_or_listed(project: Path, packages: Packages) -> None:
    lines = (project / f"datapackages/{ID}/source/document.txt").read_text("utf-8").split("\n")
    texts = in_one_line(NAUGHTY)
    # As labels of a table, below its last row but the total; and as lines at the end.
    last = next(at for at, line in enumerate(lines) if re.match(r"221\t02\t01\t.*\t10\.84\t10\.84\t$", line))
    lines[last + 1 : last + 1] = [f"208\t05\t02\t{text}\t0.01\t0.01\t" for text in texts]
    document = packages.root / "document.txt"
    document.write_text("\n".join([*lines, *texts]), "utf-8")
    report = import_document(document, ID, packages)
    assert validate(packages, [ID], None) == []
    kept = seen(
        "".join(str(value) for rows in report.draft.resources.values() for row in rows for value in row.values())
    )
    assert [text for text in texts if seen(text) not in kept] == []
    labels = {seen(str(row["name"])) for row in report.draft.resources["expenditure"]}
    assert len(labels & set(map(seen, texts))) > len(texts) / 2


@pytest.mark.thorough
def test_every_naughty_string_is_shown_as_the_words_that_it_is(project: Path, packages: Packages) -> None:
    root = packages.root.parent
    shutil.copytree(project / "site_src", root / "site_src")
    (root / "scripts/yusuan/site").mkdir(parents=True)
    for name in ("mkdocs.yml", "requirements.txt", "datapackages/VERSION", "scripts/yusuan/site/hook.py"):
        shutil.copyfile(project / name, root / name)
    draft = naughty_draft()
    write(draft, packages)
    words = ("-c", "from yusuan.cli import main; main()", "build", "--quiet")
    environment = {**os.environ, "PYTHONPATH": str(project / "scripts"), "PYTHONUTF8": "1"}
    ended = subprocess.run([sys.executable, *words], cwd=root, env=environment, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stderr[-2000:]
    pages = root / f"build/site/agencies/{ID}"
    # Of a string that became markup, or cut what follows off, the text of a page would lack something.
    for place in PLACES:
        shown = seen(html.fromstring((pages / place / "index.html").read_text("utf-8")).text_content())
        assert [t for t in in_one_line(NAUGHTY) if seen(t) not in shown] == [], place
    front = seen(html.fromstring((pages / "index.html").read_text("utf-8")).text_content())
    assert seen(draft.metadata["title"]) in front
    for number, row in enumerate(draft.resources["projects"], 1):
        page = html.fromstring((pages / f"projects/{number}/index.html").read_text("utf-8"))
        assert seen(str(row["name"])) in seen(page.xpath("string(//h1)")), number
