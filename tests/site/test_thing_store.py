"""A page of a thing is made again only when what it shows has changed, and its file comes back with it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from yusuan.site import thing_store
from yusuan.site.making import Folders
from yusuan.site.render import Page
from yusuan.site.thing_store import ThingPage, write_things

ROOT = Path(__file__).parents[2]


def question(slug: str, answer: str) -> ThingPage:
    context = {"question": slug, "answer": (answer,), "told": (), "parts": None, "terms": (), "see": (), "others": ()}
    url = f"questions/{slug}/"
    return ThingPage(Page(url, "question.html", slug, answer, context), f"{url}{slug}.csv", f"answer\n{answer}\n")


def test_only_pages_that_show_something_else_are_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    write_bodies = thing_store.write_bodies

    def counted(pages: list[Page], *rest: Any) -> Any:
        made.extend(page.url for page in pages)
        return write_bodies(pages, *rest)

    monkeypatch.setattr(thing_store, "write_bodies", counted)

    def build(name: str, *answers: str) -> Path:
        made.clear()
        sources = ROOT / "site_src"
        pages = tmp_path / name / "pages"
        folders = Folders(
            ROOT,
            tmp_path,
            sources / "templates",
            sources / "words",
            pages,
            tmp_path / name / "search",
            tmp_path / "store",
        )
        things = [question(slug, answer) for slug, answer in zip("ab", answers, strict=False)]
        entries = list(write_things(things, folders))
        assert [entry.url for entry in entries] == [thing.page.url for thing in things]
        return pages

    first = build("first", "one", "two")
    assert made == ["questions/a/", "questions/b/"]
    again = build("again", "one", "2")
    assert made == ["questions/b/"]
    for file in ("questions/a/index.html", "questions/a/a.csv"):
        assert (again / file).read_bytes() == (first / file).read_bytes()
    assert "2" in (again / "questions/b/b.csv").read_text("utf-8")
    build("fewer", "one")
    assert made == []
    assert len(list((tmp_path / "store" / "things").iterdir())) == 1
