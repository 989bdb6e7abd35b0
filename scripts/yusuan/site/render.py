"""Templates into finished HTML bodies: pages that know their own address and nothing of any theme."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jinja2

from yusuan.place import in_words


@dataclass(frozen=True)
class Page:
    """A page to be made: its address below the site's root, its template and what that is filled with.

    `crumbs` are (title, url) from the home page down, without the page itself; `toc` is (id, title, level).
    """

    url: str
    template: str
    title: str
    description: str
    context: dict[str, Any]
    crumbs: tuple[tuple[str, str], ...] = ()
    toc: tuple[tuple[str, str, int], ...] = ()
    searched: bool = field(default=True)


def relative(target: str, page: str) -> str:
    """The address of `target` as seen from `page`, both below the site's root, so that the site works anywhere.

    >>> relative("data/x.zip", "agencies/a/"), relative("", "data/"), relative("agencies/a/#r1", "agencies/a/")
    ('../../data/x.zip', '../', '#r1')
    """
    path, hash_, anchor = target.partition("#")
    if path == page and anchor:
        return f"#{anchor}"
    found = posixpath.relpath(f"/{path}", f"/{page}" if page else "/")
    if not path or path.endswith("/"):
        found = "./" if found == "." else f"{found}/"
    return f"{found}{hash_}{anchor}"


class Renderer:
    """Renders the templates of one folder; whatever is put into them is escaped."""

    def __init__(self, templates: Path, common: dict[str, Any] | None = None) -> None:
        self._environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(templates),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters["in_words"] = in_words
        self._environment.filters["size"] = size
        self._environment.filters["grouped"] = "{:,}".format
        self._environment.globals.update(common or {})

    def body(self, page: Page) -> str:
        """The finished body of one page."""
        template = self._environment.get_template(page.template)
        return template.render(page=page, link=lambda target: relative(target, page.url), **page.context)


def write_pages(pages: Iterable[Page], renderer: Renderer, folder: Path) -> int:
    """Write every body as `<url>/index.html`, and `pages.json` with what a theme needs to know of each."""
    index = []
    for page in pages:
        target = folder / page.url / "index.html"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(renderer.body(page), encoding="utf-8")
        index.append(
            {
                "url": page.url,
                "title": page.title,
                "description": page.description,
                "toc": [list(entry) for entry in page.toc],
                "searched": page.searched,
            }
        )
    text = json.dumps(index, ensure_ascii=False, indent=1)
    (folder / "pages.json").write_text(text + "\n", encoding="utf-8")
    return len(index)


def size(octets: int) -> str:
    """A file's size for a reader: 1.2 MB, 34 kB."""
    if octets >= 1_000_000:
        return f"{octets / 1_000_000:.1f} MB"
    return f"{max(1, round(octets / 1000))} kB"
