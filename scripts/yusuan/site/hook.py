"""The only tie to MkDocs: finished pages go in as they are, past Markdown, and out inside the theme.

MkDocs loads this file by its path (`hooks:` in mkdocs.yml), so it imports nothing of ours.
"""

from __future__ import annotations

import json
import os
import re
from html import escape
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

_ASSETS = ("styles", "scripts")
"""Folders beside the hand-written pages that the browser needs as they are."""


_BETWEEN_HAN = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])\n(?=[\u3000-\u9fff\uff00-\uffef])")


_EITHER = re.compile(
    r"<!-- with repository -->\n(?P<with>.*?)<!-- without repository -->\n(?P<without>.*?)<!-- end -->", re.DOTALL
)


def _folder() -> Path:
    return Path(os.environ.get("YUSUAN_PAGES", "build/pages"))


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add one empty document for each finished page, and our styles and scripts.

    No finished page enters `nav`: that would cost time on every other page.
    """
    folder = _folder()
    for entry in json.loads((folder / "pages.json").read_text(encoding="utf-8")):
        generated = File.generated(config, f"{entry['url']}index.md", content="", inclusion=InclusionLevel.NOT_IN_NAV)
        generated.finished = entry  # type: ignore[attr-defined]
        files.append(generated)
    sources = Path(config.docs_dir).parent
    for path in sorted(p for name in _ASSETS for p in (sources / name).iterdir()):
        files.append(File.generated(config, path.relative_to(sources).as_posix(), abs_src_path=str(path)))
    return files


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """Give the theme what it needs to know of a finished page, escaped: the theme's templates do not do it.

    A hand-written page keeps of its two wordings the one for a site whose repository has an address, or has none.
    """
    entry = _finished(page)
    if entry:
        page.title = escape(entry["title"])
        page.meta.update(title=page.title, description=escape(entry["description"]), finished=True)
        page.meta["search"] = entry["searched"]
    address = (config.repo_url or "").rstrip("/")
    return _EITHER.sub(lambda m: (m["with"] if address else m["without"]).replace("REPOSITORY", address), markdown)


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """Return the finished body in place of the rendered, empty Markdown."""
    entry = _finished(page)
    if not entry:
        # One sentence a line in Markdown: between Chinese characters the line's end is no space.
        return _BETWEEN_HAN.sub("", html)
    links: list[AnchorLink] = []
    for anchor, title, level in entry["toc"]:
        link = AnchorLink(escape(title), anchor, level)
        if level > 2 and links:
            links[-1].children.append(link)
        else:
            links.append(link)
    page.toc = TableOfContents(links)
    finished: Path = _folder() / entry["url"] / "index.html"
    return finished.read_text(encoding="utf-8")


def _finished(page: Page) -> dict[str, Any] | None:
    found: dict[str, Any] | None = getattr(page.file, "finished", None)
    return found
