"""The only tie to MkDocs: a page for each shell goes in, marked where finished pages have words of their own.

MkDocs loads this file by its path (`hooks:` in mkdocs.yml), so it imports nothing of ours. `theme.py` gives it
`config.extra.shells`: the pages, and the marks by name; and `config.extra.addresses`, of every finished page.
"""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote, urljoin

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import get_build_date
from mkdocs.utils.templates import TemplateContext

_ASSETS = ("styles", "scripts", "vendor/table-core")
"""Folders beside the hand-written pages that the browser needs as they are, but for what is written about them."""
_THEMES = ("assets/javascripts/", "assets/stylesheets/")
"""The theme's scripts, and its styles: theme.py takes from these what our pages need."""
_STYLES = "styles/site.css"
"""The style sheet of every page."""


_BETWEEN_HAN = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])\n(?=[\u3000-\u9fff\uff00-\uffef])")


_EITHER = re.compile(
    r"<!-- with (?P<name>\w+) -->\n(?P<with>.*?)<!-- without (?P=name) -->\n(?P<without>.*?)<!-- end -->", re.DOTALL
)


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add one empty document for each shell, and our styles and scripts; leave out the theme's, which none asks for.

    The style sheets of `extra_css` become one: each of them would keep a page from being drawn until it has come.

    None of them enters `nav`: that would cost time on every other page.
    """
    for file in [file for file in files if file.src_uri.startswith(_THEMES)]:
        files.remove(file)
    for shell in config.extra["shells"]["pages"]:
        generated = File.generated(config, f"{shell['url']}index.md", content="", inclusion=InclusionLevel.NOT_IN_NAV)
        generated.shell = shell  # type: ignore[attr-defined]
        files.append(generated)
    sources = Path(config.docs_dir).parent
    for path in sorted(p for name in _ASSETS for p in (sources / name).iterdir() if p.suffix != ".md"):
        if (address := path.relative_to(sources).as_posix()) not in config.extra_css:
            files.append(File.generated(config, address, abs_src_path=str(path)))
    together = "".join((sources / address).read_text(encoding="utf-8") for address in config.extra_css)
    files.append(File.generated(config, _STYLES, content=together))
    config.extra_css = [_STYLES]
    return files


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """Give the theme the marks of a shell where it looks for what it needs to know of a page.

    A hand-written page keeps of its two wordings the one for a site that has a repository or a mailbox, or has none.
    """
    shell = _shell(page)
    if shell:
        marks = config.extra["shells"]["marks"]
        page.title = marks["title"]
        page.meta.update(title=page.title, description=marks["description"], finished=True)
        page.meta.update(search=shell["searched"], image=shell["image"], moved=shell["moved_to"])
        page.canonical_url = marks["address"] if config.site_url else None
    addresses = {"repository": (config.repo_url or "").rstrip("/"), "mailbox": config.extra["mailbox"] or ""}

    def chosen(found: re.Match[str]) -> str:
        address = addresses[found["name"]]
        return found["with"].replace(found["name"].upper(), address) if address else found["without"]

    return _EITHER.sub(chosen, markdown)


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """Return the mark of the body in place of the rendered, empty Markdown."""
    shell = _shell(page)
    if not shell:
        # One sentence a line in Markdown: between Chinese characters the line's end is no space.
        return _BETWEEN_HAN.sub("", html)
    page.toc = TableOfContents([AnchorLink(title, anchor, level) for anchor, title, level in shell["toc"]])
    return str(config.extra["shells"]["marks"]["content"])


def on_template_context(context: TemplateContext, *, template_name: str, config: MkDocsConfig) -> TemplateContext:
    """Give the sitemap the hand-written pages and every finished one."""
    if template_name == "sitemap.xml":
        written = [file for file in context["pages"] if not _shell(file.page)]
        context["pages"] = [*written, *(_listed(url, config) for url in config.extra["addresses"])]  # type: ignore[list-item]
    return context


def _listed(url: str, config: MkDocsConfig) -> SimpleNamespace:
    """A finished page as the sitemap's template asks for it."""
    address = urljoin(f"{config.site_url.rstrip('/')}/", quote(url)) if config.site_url else None
    page = SimpleNamespace(is_link=False, abs_url=address, canonical_url=address, update_date=get_build_date())
    return SimpleNamespace(page=page)


def _shell(page: Page | None) -> dict[str, Any] | None:
    found: dict[str, Any] | None = getattr(page.file, "shell", None) if page else None
    return found
