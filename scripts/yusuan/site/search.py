"""The search index: what a reader sees on each page, word by word, made by Pagefind."""

from __future__ import annotations

import asyncio
import contextlib
import html
import re
from collections.abc import Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import cast

from lxml import html as markup

from yusuan.errors import YusuanError
from yusuan.site.spacing import spaced

_ARTICLE = "//*[@data-search-page]"
_SKIPPED = frozenset({"h1", "nav", "svg", "script", "style", "template", "noscript", "button", "input"})
# Cells and blocks are words apart: glued to its neighbour, a number is lost.
_INLINE = frozenset({"a", "abbr", "b", "code", "dfn", "em", "i", "mark", "small", "span", "strong", "sub", "sup"})
_NO_ANCHOR = frozenset({"td", "th", "table", "a"})
# A word in the title counts as much as this many in the text.
_TITLE_WEIGHT = 10
# A search on a department's page lists its own pages first.
_DEPARTMENT = re.compile(r"agencies/([^/]+)/")
# Half a minute at most.
_LOOKS, _BETWEEN_LOOKS = 600, 0.05


@dataclass(frozen=True)
class Record:
    """What is searched of one page: pieces of text, each with the nearest anchor ("" for the page's beginning)."""

    url: str
    title: str
    crumb: str
    pieces: tuple[tuple[str, str], ...]


@contextlib.contextmanager
def indexing(documents: Path, site: Path) -> Iterator[None]:
    """Write `site/pagefind/` over the `documents` that there are, one for each page, beside what is done meanwhile.

    Raises `YusuanError` where there are none, or where Pagefind did not read them all.
    """
    count = sum(1 for _ in documents.rglob("index.html"))
    if not count:
        raise YusuanError(str(site), "the site has no page to search.", "Build the site again.")
    # In a thread of its own, also because a loop cannot be run beside another, as that of a notebook.
    with ThreadPoolExecutor(max_workers=1) as apart:
        written = apart.submit(asyncio.run, _write(documents, count, site / "pagefind"))
        yield
        written.result()


def add_written(site: Path, finished: Collection[str], documents: Path) -> None:
    """Add what is searched of the hand-written pages of `site`: those that are not `finished`, by their address."""
    for path in sorted(site.rglob("index.html")):
        url = path.parent.relative_to(site).as_posix()
        url = "" if url == "." else f"{url}/"
        record = None if url in finished else read_page(path.read_text(encoding="utf-8"), url)
        if record:
            target = documents / url / "index.html"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(document(record), encoding="utf-8")


def read_body(text: str, url: str) -> Record | None:
    """The record of a finished body that is to be searched, as it will stand in its page."""
    return read_page(f'<article id="content" data-search-page="on">{text}</article>', url)


def read_page(text: str, url: str) -> Record | None:
    """A page's record, or None where the page is not to be searched."""
    found = _find(markup.document_fromstring(text), _ARTICLE)
    if not found or found[0].get("data-search-page") == "off":
        return None
    article = found[0]
    title = " ".join("".join(h1.text_content() for h1 in _find(article, "(.//h1)[1]")).split())
    crumb = " › ".join(" ".join(a.text_content().split()) for a in _find(article, ".//nav[@data-crumbs]//a")[1:])
    found_pieces: list[tuple[str, str]] = []
    _add_pieces(article, "", found_pieces)
    by_anchor = groupby(found_pieces, key=lambda piece: piece[0])
    joined = ((anchor, " ".join("".join(text for _, text in those).split())) for anchor, those in by_anchor)
    return Record(url, title, crumb, tuple((anchor, text) for anchor, text in joined if text))


def _find(element: markup.HtmlElement, path: str) -> list[markup.HtmlElement]:
    return cast("list[markup.HtmlElement]", element.xpath(path))


def _add_pieces(element: markup.HtmlElement, anchor: str, found: list[tuple[str, str]]) -> None:
    tag = element.tag
    if not isinstance(tag, str) or tag in _SKIPPED or element.get("data-search") == "off":
        return
    # The anchor of a cell or a figure would lead nowhere better than its row or paragraph, and cut that in two.
    if tag not in _NO_ANCHOR:
        anchor = str(element.get("id") or anchor)
    apart = "" if tag in _INLINE else " "
    if element.text:
        found.append((anchor, apart + element.text))
    for child in element:
        _add_pieces(child, anchor, found)
        tail = child.tail
        if tail:
            found.append((anchor, tail if child.tag in _INLINE else f" {tail}"))
    if apart:
        found.append((anchor, apart))


def document(record: Record) -> str:
    """The record as the HTML that Pagefind reads: its anchors let a result lead to the row that it was found in."""
    title = html.escape(spaced(record.title))
    shown = html.escape(record.title)
    crumb = html.escape(record.crumb)
    blocks = []
    for anchor, piece in record.pieces:
        place = f' id="{html.escape(anchor)}"' if anchor else ""
        blocks.append(f"<p{place}>{html.escape(spaced(piece))}</p>")
    if department := _DEPARTMENT.match(record.url):
        blocks.append(f"<p>{department_word(department[1])}</p>")
    return (
        f'<html lang="zh"><body><h1 data-pagefind-weight="{_TITLE_WEIGHT}">{title}</h1>'
        f'<i data-pagefind-meta="title[data-t], crumb[data-c]" data-t="{shown}" data-c="{crumb}"></i>'
        f"{''.join(blocks)}</body></html>"
    )


def department_word(slug: str) -> str:
    """The word that all pages of a department hold and no document does: search.js knows them by it.

    Pagefind has filters for this, but writes them in another order each time.

    >>> department_word("changji-sme")
    'zqzq6368616e676a692d736d65'
    """
    return f"zqzq{slug.encode().hex()}"


async def _write(documents: Path, count: int, folder: Path) -> None:
    # Loaded where it is needed: the processes that make pages do without.
    from pagefind.index import IndexConfig
    from pagefind.service import PagefindService

    # In one request: the service's client looks for an answer ten times a second, so a page at a time takes minutes.
    # The index is not entered as a context: that would write it a second time, and end the writer in the midst.
    async with PagefindService() as service:
        index = await service.create_index(IndexConfig(force_language="zh", output_path=str(folder)))
        found = await index.add_directory(str(documents))
        if found["page_count"] != count:
            raise YusuanError(
                str(folder), f"Pagefind read {found['page_count']} of {count} pages.", "Build the site again."
            )
        await index.write_files()
        await _settle(folder)


async def _settle(folder: Path) -> None:
    """Wait until every file has its bytes: Pagefind answers when it has opened the last one, not when it is written."""
    for _ in range(_LOOKS):
        empty = [path for path in folder.rglob("*") if path.is_file() and not path.stat().st_size]
        if not empty and (folder / "pagefind.js").is_file():
            return
        await asyncio.sleep(_BETWEEN_LOOKS)
    raise YusuanError(str(folder), "Pagefind did not finish writing the search index.", "Build the site again.")
