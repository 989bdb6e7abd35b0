"""Finished bodies into shells: what the theme puts around pages of one kind is made once, then filled for each of them.

MkDocs takes some 4 ms a page, nearly all of it for what pages have in common. So it makes one page of each kind, with
marks in the places of what is a page's own, and each page of that kind is that one with its own words in these places.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin

import jinja2
import markupsafe
from mkdocs.structure.toc import AnchorLink

from yusuan.site.render import relative

_MARK = "yusuan-shell-{}"
MARKS = {name: _MARK.format(name) for name in ("title", "description", "address", "image", "moved", "first", "content")}
"""What stands in a shell in the place of a page's own: `first` is the anchor of the first entry of its contents."""
_PLACES = re.compile("|".join(f"(?:{mark})" for mark in MARKS.values()))
_SPACE = re.compile(r"\s*\n\s*")
_NAMES = {mark: name for name, mark in MARKS.items()}

Entry = Mapping[str, Any]
"""A page of `pages.json`: url, title, description, toc, searched, image, moved_to."""


def kind(entry: Entry, menu: Sequence[str]) -> tuple[object, ...]:
    """What of a page decides how the theme looks around it, but for the words in the places of `MARKS`.

    That is how deep it lies, how far its address goes along with each address of the `menu`, which has those of the
    footer, too, whether it is searched, whether there is a picture of it, whether it has moved, and whether it has
    contents to list.
    """
    url = str(entry["url"])
    parts = url.split("/")[:-1]
    along = tuple((_shared(parts, item.split("/")[:-1]), url == item, url.startswith(item)) for item in menu)
    said = (bool(entry["searched"]), bool(entry["image"]), bool(entry["moved_to"]))
    return (not url, len(parts), along, *said, min(len(contents(entry)), 2))


def squeezed(text: str) -> str:
    """What the theme made without the white space that its templates leave: a third of what is around a short page."""
    return _SPACE.sub("\n", text).strip()


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def contents(entry: Entry) -> list[AnchorLink]:
    """The contents of a page, as the theme lists them: what is below the second level stands in the entry before."""
    links: list[AnchorLink] = []
    for anchor, title, level in entry["toc"]:
        link = AnchorLink(escape(title), anchor, level)
        (links[-1].children if level > 2 and links else links).append(link)
    return links


def marked(entry: Entry) -> dict[str, Any]:
    """The page of a shell: an entry with marks for its own words, and with two entries of contents at most."""
    listed = [(MARKS["first"], "1", 2), (f"{MARKS['first']}-2", "2", 2)][: len(contents(entry))]
    image = MARKS["image"] if entry["image"] else ""
    moved = MARKS["moved"] if entry["moved_to"] else ""
    return {"url": entry["url"], "toc": listed, "searched": entry["searched"], "image": image, "moved_to": moved}


@dataclass(frozen=True)
class Shell:
    """What the theme makes of a marked page, squeezed, and its template for an entry of contents."""

    text: str
    entry: jinja2.Template

    @cached_property
    def _parts(self) -> list[str]:
        """Text and marks in turns; the contents are a mark, too."""
        listed = marked({"url": "", "searched": True, "image": "", "moved_to": "", "toc": [("", "", 2), ("", "", 2)]})
        first, second = (self._listed(link) for link in contents(listed))
        before, found, rest = self.text.partition(first)
        if not found:
            return re.split(f"({_PLACES.pattern})", self.text)
        between, _, after = rest.partition(second)
        return [*re.split(f"({_PLACES.pattern})", before), f"\0{between}", *re.split(f"({_PLACES.pattern})", after)]

    def _listed(self, link: AnchorLink) -> str:
        return squeezed(self.entry.render(toc_item=link))

    def filled(self, entry: Entry, body: str, site_url: str) -> str:
        """The page of an entry whose finished body is `body`."""
        links = contents(entry)
        title = escape(str(entry["title"]))
        own = {
            # As the theme writes a title: without the tags that it has none of, and escaped once more.
            "title": str(markupsafe.escape(markupsafe.Markup(title).striptags())),  # noqa: S704 (escaped above)
            "description": escape(str(entry["description"])),
            "address": _absolute(str(entry["url"]), site_url),
            "image": _absolute(str(entry["image"]), site_url),
            "moved": escape(relative(str(entry["moved_to"]), str(entry["url"]))),
            "first": links[0].id if links else "",
            "content": body,
        }
        pieces = []
        for part in self._parts:
            if part.startswith("\0"):
                pieces.append(part[1:].join(map(self._listed, links)))
            else:
                pieces.append(own[_NAMES[part]] if part in _NAMES else part)
        return "".join(pieces)


def _absolute(address: str, site_url: str) -> str:
    return urljoin(f"{site_url.rstrip('/')}/", quote(address)) if site_url else ""


def fill(
    entries: Sequence[Entry],
    shells: Mapping[tuple[object, ...], Shell],
    menu: Sequence[str],
    pages: Path,
    site: Path,
    site_url: str,
) -> None:
    """Write every page below `site`, from the finished bodies below `pages` and the shell of its kind."""
    for entry in entries:
        body = (pages / entry["url"] / "index.html").read_text(encoding="utf-8")
        target = site / entry["url"] / "index.html"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(shells[kind(entry, menu)].filled(entry, body, site_url), encoding="utf-8")
