"""Pages filled into shells are, to the byte, what the theme makes of each page by itself."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from lxml import html

from yusuan.site import shells, theme
from yusuan.site.render import Page, Renderer, write_pages
from yusuan.site.theme import make_shells

from .conftest import ROOT

SAID = "甲 & 乙  <b>“丙”</b> &amp; yusuan-shell-content"
TOC = (("one", SAID, 2), ("below", "下 <一>", 3), ("under", "下二", 3), ("two", "二", 2))
PAGES = (
    Page("", "x.html", SAID, SAID, {}),
    *(Page(f"agencies/a/{name}", "x.html", f"{SAID} {name}", SAID, {}, toc=TOC) for name in ("", "b/", "c/")),
    Page("agencies/a/d/", "x.html", SAID, "", {}, searched=False),
    *(Page(f"agencies/a/{name}/", "x.html", SAID, SAID, {}, image=f"data/a/{name}/图.png") for name in ("f", "g")),
    Page("agencies/a/e/", "x.html", SAID, SAID, {}, toc=TOC[:1]),
    Page("agencies/", "x.html", "部门", SAID, {}, toc=(("deep", "先是下层", 3), *TOC)),
    *(Page(f"data/{name}", "x.html", "数据", SAID, {}) for name in ("", "dictionary/", "other/", "dictionary/x/")),
    *(Page(f"checks/{name}/", "x.html", name, SAID, {}) for name in ("parts", "sums")),
    *(Page(f"{folder}/{name}", "x.html", SAID, SAID, {}) for folder in ("figures", "terms") for name in ("", "a/")),
)


@pytest.mark.parametrize("address", ["", "https://example.org/budgets"])
def test_a_page_in_a_shell_is_what_the_theme_makes_of_it_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("YUSUAN_SITE_URL", address)
    (tmp_path / "x.html").write_text("<h1>{{ page.title }}</h1>\\1 yusuan-shell-title", encoding="utf-8")
    write_pages(PAGES, Renderer(tmp_path), tmp_path / "pages")
    make_shells(ROOT / "mkdocs.yml", tmp_path / "pages", tmp_path / "shared", epoch=0)()
    monkeypatch.setattr(shells, "kind", lambda entry, menu: (entry["url"],))
    make_shells(ROOT / "mkdocs.yml", tmp_path / "pages", tmp_path / "alone", epoch=0)()
    for page in PAGES:
        shared, alone = (tmp_path / name / page.url / "index.html" for name in ("shared", "alone"))
        assert shared.read_bytes() == alone.read_bytes(), page.url
    listed = (tmp_path / "shared/sitemap.xml").read_text("utf-8").count("<loc>")
    assert listed == (len(PAGES) + 2 if address else 0)  # two pages are written by hand


def test_a_page_keeps_its_own_words(tmp_path: Path) -> None:
    (tmp_path / "x.html").write_text("<h2 id='one'>{{ page.title }}</h2>", encoding="utf-8")
    write_pages(PAGES, Renderer(tmp_path), tmp_path / "pages")
    make_shells(ROOT / "mkdocs.yml", tmp_path / "pages", tmp_path / "site", epoch=0)()
    text = (tmp_path / "site/agencies/a/b/index.html").read_text("utf-8")
    assert "<title>甲 &amp; 乙 &lt;b&gt;“丙”&lt;/b&gt; &amp;amp; yusuan-shell-content b/ · " in text
    assert 'href="#under" class="md-nav__link"' in text
    assert 'data-search-page="on"' in text
    assert 'data-search-page="off"' in (tmp_path / "site/agencies/a/d/index.html").read_text("utf-8")
    assert 'href="../../" aria-current="true">部门' in text


def test_other_sites_are_told_the_whole_address_of_a_pages_picture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "x.html").write_text("<h1>{{ page.title }}</h1>", encoding="utf-8")
    write_pages(PAGES, Renderer(tmp_path), tmp_path / "pages")
    for address, wanted in (
        ("https://example.org/budgets", ["https://example.org/budgets/data/a/f/%E5%9B%BE.png"]),
        ("", []),
    ):
        monkeypatch.setenv("YUSUAN_SITE_URL", address)
        site = tmp_path / f"site{len(address)}"
        make_shells(ROOT / "mkdocs.yml", tmp_path / "pages", site, epoch=0)()
        head = html.parse(site / "agencies/a/f/index.html").getroot()
        assert head.xpath("//meta[@property='og:image']/@content") == wanted
        assert html.parse(site / "agencies/a/b/index.html").getroot().xpath("//meta[@property='og:image']") == []
    assert list(site.rglob("*.map")) == []


def test_mkdocs_runs_again_only_when_something_changed_that_it_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, kept = tmp_path / "project", tmp_path / "kept"
    for name in ("mkdocs.yml", "scripts/yusuan/site/hook.py"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, root / name)
    shutil.copytree(ROOT / "site_src", root / "site_src")
    (tmp_path / "x.html").write_text("<h1>{{ page.title }}</h1>", encoding="utf-8")
    runs: list[object] = []
    build = theme.build
    monkeypatch.setattr(theme, "build", lambda config: (runs.append(config), build(config)))

    def made(name: str, pages: tuple[Page, ...] = PAGES[:4], kept: Path | None = kept) -> dict[str, bytes]:
        write_pages(pages, Renderer(tmp_path), tmp_path / name / "pages")
        site = tmp_path / name / "site"
        make_shells(root / "mkdocs.yml", tmp_path / name / "pages", site, 0, kept)()
        return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}

    first = made("first")
    assert made("second") == first
    other = (*PAGES[:3], Page(PAGES[3].url, "x.html", "另一页", SAID, {}, toc=TOC))
    changed = made("other words", other)
    assert [name for name in first if changed[name] != first[name]] == ["agencies/a/c/index.html"]
    assert len(runs) == 1
    next(kept.iterdir()).write_bytes(b"damaged")
    assert made("damaged") == first
    assert len(runs) == 2
    about = root / "site_src/pages/about.md"
    about.write_text(about.read_text("utf-8") + "\n又一句。\n", "utf-8")
    again = made("another page")
    assert "又一句。" in again["about/index.html"].decode()
    assert again == made("from nothing", kept=None)
    monkeypatch.setenv("YUSUAN_SITE_URL", "https://example.org/")
    assert b"https://example.org/" in made("another address")["sitemap.xml"]
