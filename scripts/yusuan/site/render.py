"""Templates into finished HTML bodies: pages that know their own address and nothing of any theme."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import jinja2

from yusuan.place import in_words
from yusuan.site.search import document, read_body


@dataclass(frozen=True)
class Page:
    """A page to be made: its address below the site's root, its template and what that is filled with.

    `crumbs` are (title, url) from the home page down, without the page itself; `toc` is (id, title, level). `image` is
    the address below the site's root of the picture that other sites show of the page. `moved_to` is that of the page
    which took its place, where one did. `parts` are the anchors of what could as well be pages of its own.
    """

    url: str
    template: str
    title: str
    description: str
    context: dict[str, Any]
    crumbs: tuple[tuple[str, str], ...] = ()
    toc: tuple[tuple[str, str, int], ...] = ()
    searched: bool = field(default=True)
    image: str = ""
    moved_to: str = ""
    parts: tuple[str, ...] = ()


def relative(target: str, page: str) -> str:
    """The address of `target` as seen from `page`, both below the site's root, so that the site works anywhere.

    >>> relative("data/x.zip", "agencies/a/"), relative("", "data/"), relative("agencies/a/#r1", "agencies/a/")
    ('../../data/x.zip', '../', '#r1')
    """
    path, hash_, anchor = target.partition("#")
    if path == page and anchor:
        return f"#{anchor}"
    return f"{_relative_path(path, page)}{hash_}{anchor}"


@lru_cache(maxsize=1 << 14)
def _relative_path(path: str, page: str) -> str:
    there, here = ([part for part in address.split("/") if part] for address in (path, page))
    along = next((i for i, (a, b) in enumerate(zip(there, here, strict=False)) if a != b), min(len(there), len(here)))
    found = "/".join([*[".."] * (len(here) - along), *there[along:]])
    if not path or path.endswith("/"):
        return f"{found}/" if found else "./"
    return found or "."


class Renderer:
    """Renders the templates of one folder; whatever is put into them is escaped.

    `compiled` is a folder of this build's where its processes find the templates that another has compiled.
    """

    def __init__(self, templates: Path, compiled: Path | None = None) -> None:
        if compiled:
            compiled.mkdir(parents=True, exist_ok=True)
        self._environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(templates),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            bytecode_cache=jinja2.FileSystemBytecodeCache(str(compiled)) if compiled else None,
        )
        self._environment.filters["in_words"] = in_words
        self._environment.filters["size"] = size
        self._environment.filters["grouped"] = "{:,}".format

    def compile_all(self) -> None:
        """Compile every template, so that other processes need not."""
        for name in self._environment.list_templates():
            self._environment.get_template(name)

    def body(self, page: Page) -> str:
        """The finished body of one page."""
        template = self._environment.get_template(page.template)
        return template.render(page=page, link=lambda target: relative(target, page.url), **page.context)


@dataclass(frozen=True)
class Entry:
    """What a theme needs to know of a page whose body is made, each as `Page` has it."""

    url: str
    title: str
    description: str
    toc: tuple[tuple[str, str, int], ...]
    searched: bool
    image: str = ""
    moved_to: str = ""
    parts: tuple[str, ...] = ()


def write_bodies(
    pages: Iterable[Page], renderer: Renderer, folder: Path, search: Path | None = None
) -> Iterator[Entry]:
    """Write every body as `<url>/index.html`, and below `search` what is searched of it; yields what each is."""
    for page in pages:
        body = renderer.body(page)
        write_text(folder / page.url / "index.html", body)
        record = read_body(body, page.url) if search and page.searched else None
        if search and record:
            write_text(search / page.url / "index.html", document(record))
        said = (page.title, page.description, page.toc, page.searched, page.image, page.moved_to, page.parts)
        yield Entry(page.url, *said)


def write_index(entries: Iterable[Entry], folder: Path) -> int:
    """Write `pages.json`: what a theme needs to know of every page. Returns how many there are."""
    index = [asdict(entry) for entry in entries]
    write_text(folder / "pages.json", json.dumps(index, ensure_ascii=False, indent=1) + "\n")
    return len(index)


def write_pages(pages: Iterable[Page], renderer: Renderer, folder: Path) -> int:
    """Write every body, and `pages.json`."""
    return write_index(write_bodies(pages, renderer, folder), folder)


def write_text(path: Path, text: str) -> None:
    """Write a file, and the folder that it is in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def size(octets: int) -> str:
    """A file's size for a reader: 1.2 MB, 34 kB."""
    if octets >= 1_000_000:
        return f"{octets / 1_000_000:.1f} MB"
    return f"{max(1, round(octets / 1000))} kB"
