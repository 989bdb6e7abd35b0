"""The website: pages, theme, files to download and search, put together and then swapped in whole."""

from __future__ import annotations

import calendar
import os
import shutil
import tempfile
import time
from pathlib import Path

from yusuan.package.layout import Packages
from yusuan.site import browser_database, files, finding, making, pages, policy, search
from yusuan.site.render import write_index
from yusuan.site.source import Warehouse

SOURCES = "site_src"
"""What people wrote for the site, below the project's folder."""

# Pagefind brings its own interfaces; ours needs none of them.
_UNUSED = (
    "pagefind-ui.*",
    "pagefind-modular-ui.*",
    "pagefind-component-ui.*",
    "pagefind-highlight.js",
)


def build(root: Path, packages: Packages, out: Path, cache: Path | None = None) -> None:
    """Make `out/pages/` and `out/site/` from the warehouse, charts and downloads that are in `out`.

    `root` holds mkdocs.yml and site_src/. YUSUAN_SITE_URL, where it is set, is the site's public address; without it
    every address is relative. The old site stays until the new one is whole. `cache` keeps pages for the next build,
    which makes those again that something changed for. Raises `YusuanError` for a page that cannot be made.
    """
    from yusuan.site import theme  # MkDocs, which the processes that make pages do without

    out.mkdir(parents=True, exist_ok=True)
    sources = root / SOURCES
    ids = packages.disclosures()
    address = os.environ.get("YUSUAN_SITE_URL", "")
    listed = files.site_files(packages, ids, out, shared=bool(address))
    with tempfile.TemporaryDirectory(dir=out, prefix=".site-") as temporary:
        made, site, searched = (Path(temporary) / name for name in ("pages", "site", "search"))
        folders = making.Folders(packages.root, out, sources / "templates", sources / "words", made, searched, cache)
        entries = pages.write_site_pages(packages, ids, folders, listed, address)
        write_index(entries, made)
        with Warehouse(out / "yusuan.duckdb", ()) as warehouse:
            epoch = _epoch(warehouse)
            fill = theme.make_shells(root / "mkdocs.yml", made, site, epoch, cache and cache / "theme")
            search.add_written(site, {entry.url for entry in entries}, searched)
            # Pagefind, a program of its own, takes as long as all the rest together.
            with search.indexing(searched, site):
                fill()
                finding.write_lookup(warehouse, entries, folders.words, site)
                files.copy_files({**listed, **files.beside_pages(made)}, site, out)
                browser_database.write_database(sources / "vendor" / "duckdb", site)
                policy.write_headers(site)
        for pattern in _UNUSED:
            for path in (site / "pagefind").glob(pattern):
                path.unlink()
        _swap(made, out / "pages")
        _swap(site, out / "site")


def _epoch(warehouse: Warehouse) -> int:
    """The day of the newest disclosure, in seconds: the one date that a build can give itself without a clock."""
    days = [str(row["issued"]) for row in warehouse.all_rows("package") if row["issued"]]
    return max(0, calendar.timegm(time.strptime(max(days), "%Y-%m-%d"))) if days else 0


def _swap(new: Path, old: Path) -> None:
    aside = new.with_name(f"old-{old.name}")
    if old.exists():
        old.rename(aside)
    new.rename(old)
    shutil.rmtree(aside, ignore_errors=True)
