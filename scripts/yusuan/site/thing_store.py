"""Pages of things, kept from build to build: one is made again only when what it shows has changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from yusuan import store
from yusuan.site.making import CODE, Folders, renderer
from yusuan.site.render import Entry, Page, write_bodies, write_text

_LIBRARIES = ("duckdb", "jinja2", "lxml", "markupsafe")


@dataclass(frozen=True)
class ThingPage:
    """A page of a thing and the CSV file of its rows, the file's name being its address below the site's root."""

    page: Page
    csv_url: str = ""
    csv: str = ""


def write_things(pages: Iterable[ThingPage], folders: Folders) -> Iterator[Entry]:
    """Write every page, what is searched of it, and its file beside it; yields what each page is.

    A page is made from its context alone, so the words of that are its key: all of them have a `repr` of their own.
    """
    kept = folders.store / "things" if folders.store else None
    makers = store.digest_of_makers(CODE, _LIBRARIES, folders.templates) if kept else b""
    roots, names = (folders.pages, folders.search), set()
    for thing in pages:
        page = thing.page
        key = store.key(makers, page, thing.csv) if kept else ""
        entry = store.recall(kept, key, roots) if kept else None
        if not isinstance(entry, Entry):
            (entry,) = write_bodies([page], renderer(folders), folders.pages, folders.search)
            if thing.csv_url:
                write_text(folders.pages / thing.csv_url, thing.csv)
            if kept:
                store.remember(kept, key, entry, roots, [f"{page.url}index.html", thing.csv_url or "index.none"])
        names.add(key)
        yield entry
    if kept:
        store.keep_only(kept, names)
