"""Finished bodies and hand-written Markdown into a themed site, by MkDocs."""

from __future__ import annotations

import contextlib
import json
import logging
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from yusuan import store
from yusuan.errors import YusuanError
from yusuan.site import shells, style_sheet
from yusuan.site.policy import POLICY

_CODE = (
    *("site/hook.py", "site/policy.py", "site/render.py", "site/shells.py", "site/style_sheet.py", "site/theme.py"),
    "store.py",
)
_LIBRARIES = ("mkdocs", "mkdocs-material", "jinja2", "markdown", "pymdown-extensions", "pygments")


def make_shells(
    configuration: Path, pages: Path, site: Path, epoch: int, kept: Path | None = None
) -> Callable[[], None]:
    """Run MkDocs on `configuration`, into `site`: the hand-written pages, and a shell of each kind of finished page.

    What it returns puts the finished `pages` into their shells.

    `epoch` (seconds since 1970) stands for the time of building wherever MkDocs would write one, so that two builds
    are equal. What MkDocs makes is kept in the folder `kept`: it runs again only when something changed that it reads.
    Raises `YusuanError` for a configuration or a hand-written page that MkDocs refuses.
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
            key = _key(configuration, config, epoch) if kept else ""
            if not kept or store.recall(kept, key, (site,)) is None:
                config.plugins.on_startup(command="build", dirty=False)
                build(config)
                config.plugins.on_shutdown()
                _write_style_sheet(site, config)
                if kept and not warnings:
                    written = [path.relative_to(site).as_posix() for path in sorted(site.rglob("*")) if path.is_file()]
                    store.remember(kept, key, True, (site,), written)
            if kept:
                store.keep_only(kept, {key})
        except MkDocsException as error:
            raise YusuanError(str(configuration), f"MkDocs says: {error}.", "Mend it and build again.") from error
    if warnings:
        raise YusuanError(str(configuration), f"MkDocs says: {warnings[0]}.", "Mend it and build again.")
    item = config.theme.get_env().get_template("partials/toc-item.html")
    made = {
        kind: shells.Shell(shells.squeezed((site / entry["url"] / "index.html").read_text(encoding="utf-8")), item)
        for kind, entry in first.items()
    }
    return lambda: shells.fill(entries, made, menu, pages, site, config.site_url or "")


def _key(configuration: Path, config: MkDocsConfig, epoch: int) -> str:
    """The digest of everything that MkDocs makes its part of the site from; the words of pages are no part of that."""
    root = configuration.parent
    # Pages and overrides stand in one folder, with the styles and scripts that the hook adds.
    read = [configuration, Path(config.docs_dir).parent, *(root / name for name in config.hooks)]
    makers = store.digest_of_makers(_CODE, _LIBRARIES, *read)
    settings = sorted((name, value) for name, value in os.environ.items() if name.startswith("YUSUAN_"))
    return store.key(makers, settings, epoch, config.extra["shells"], config.extra["addresses"])


def _write_style_sheet(site: Path, config: MkDocsConfig) -> None:
    """Put those rules of the theme before our own that a page can meet: by the shells, templates and scripts."""
    sheets = [sheet for folder in config.theme.dirs for sheet in sorted(Path(folder).glob("assets/stylesheets/*.css"))]
    theme = "".join(sheet.read_text(encoding="utf-8") for sheet in sheets)
    sources = Path(config.docs_dir).parent
    markup = [*sorted(site.rglob("*.html")), *sorted((sources / "templates").rglob("*.html"))]
    scripts = sorted((sources / "scripts").glob("*.js"))
    classes = style_sheet.classes_of(path.read_text(encoding="utf-8") for path in markup)
    classes |= style_sheet.classes_named(path.read_text(encoding="utf-8") for path in scripts)
    target = site / config.extra_css[0]
    own = target.read_text(encoding="utf-8")
    target.write_text(style_sheet.needed(theme, own, classes), encoding="utf-8")


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
