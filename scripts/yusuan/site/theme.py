"""Finished bodies and hand-written Markdown into a themed site, by MkDocs."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from yusuan.errors import YusuanError
from yusuan.site import shells, style_sheet
from yusuan.site.policy import POLICY

_CLASSES = re.compile(r'class="([^"]*)"')
_SET_BY_SCRIPTS = {"js", "md-nav__link--active"}
_VALUES = {"ltr", "default", "slate", "custom"}
"""What attributes say that the theme's rules ask for: direction, and the schemes of colours."""


def build_site(configuration: Path, pages: Path, site: Path, epoch: int) -> None:
    """Run MkDocs on `configuration`, and put the finished `pages` into what it makes, into `site`.

    `epoch` (seconds since 1970) stands for the time of building wherever MkDocs would write one, so that two builds
    are equal. Raises `YusuanError` for a configuration or a hand-written page that MkDocs refuses.
    """
    entries = json.loads((pages / "pages.json").read_text(encoding="utf-8"))
    settings = {
        "SOURCE_DATE_EPOCH": str(epoch),
        "NO_MKDOCS_2_WARNING": "true",
        "DISABLE_MKDOCS_2_WARNING": "true",
    }
    with _environment(settings), _warnings() as warnings:
        try:
            config = load_config(str(configuration), site_dir=str(site.resolve()))
            config.extra["policy"] = POLICY
            lines = [config.extra["menu"], *config.extra["footer"]]
            menu = [str(item["url"]) for line in lines for item in line]
            first: dict[tuple[object, ...], dict[str, Any]] = {}
            for entry in entries:
                first.setdefault(shells.kind(entry, menu), entry)
            # The hook gives MkDocs a page for each shell, and the sitemap every address.
            config.extra["shells"] = {"pages": list(map(shells.marked, first.values())), "marks": shells.MARKS}
            config.extra["addresses"] = [entry["url"] for entry in entries if not entry["moved_to"]]
            config.plugins.on_startup(command="build", dirty=False)
            build(config)
            config.plugins.on_shutdown()
        except MkDocsException as error:
            raise YusuanError(str(configuration), f"MkDocs says: {error}.", "Mend it and build again.") from error
    if warnings:
        raise YusuanError(str(configuration), f"MkDocs says: {warnings[0]}.", "Mend it and build again.")
    item = config.theme.get_env().get_template("partials/toc-item.html")
    made = {
        kind: shells.Shell((site / entry["url"] / "index.html").read_text(encoding="utf-8"), item)
        for kind, entry in first.items()
    }
    _write_style_sheet(site, config.theme.dirs)
    shells.fill(entries, made, menu, pages, site, config.site_url or "")


def _write_style_sheet(site: Path, folders: list[str]) -> None:
    """Put the rules of the theme that the pages made so far can meet before our own, in the one style sheet."""
    sheets = [sheet for folder in folders for sheet in sorted(Path(folder).glob("assets/stylesheets/*.css"))]
    theme = "".join(sheet.read_text(encoding="utf-8") for sheet in sheets)
    made = "".join(page.read_text(encoding="utf-8") for page in sorted(site.rglob("*.html")))
    classes = {name for names in _CLASSES.findall(made) for name in names.split()} | _SET_BY_SCRIPTS
    target = site / "styles" / "site.css"
    own = target.read_text(encoding="utf-8")
    target.write_text(style_sheet.needed(theme, own, classes, _VALUES), encoding="utf-8")


@contextlib.contextmanager
def _environment(settings: Mapping[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in settings}
    os.environ.update(settings)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


class _Collect(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@contextlib.contextmanager
def _warnings() -> Iterator[list[str]]:
    """What MkDocs warns of while it works: a dead link in a hand-written page is an error here."""
    handler = _Collect()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    try:
        yield handler.messages
    finally:
        logger.removeHandler(handler)
