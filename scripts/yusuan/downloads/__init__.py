"""What a person can download: each disclosure as a zip and as a workbook, large tables compressed, the catalogue."""

from __future__ import annotations

import shutil
from pathlib import Path

from yusuan.downloads import catalog, large_tables
from yusuan.downloads.making import PUBLISHED, make_all
from yusuan.package.layout import Packages

__all__ = ["DOWNLOADS", "PUBLISHED", "TABLES", "build"]

DOWNLOADS = "downloads"
"""The folder of downloads in the output folder."""

TABLES = "tables"
"""The folder in it of the derived tables that are published instead of those in the output folder's own."""


def build(packages: Packages, out: Path, site_url: str | None = None, cache: Path | None = None) -> None:
    """Write `out/downloads/`: `<agency>/<year>-<kind>.zip` and `.xlsx`, and `catalog.jsonld`.

    Where `out/tables` has the derived tables, the large ones are compressed into `out/downloads/tables/`, beside the
    data package of all; the catalogue names them as they are published. The folder takes the place of the last one
    once it is whole. The files of packages that have not changed come from `cache`, where there is one.

    Raises `InvalidPackage` for a package that cannot be read.
    """
    folder, new = out / DOWNLOADS, out / f".{DOWNLOADS}.new"
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    try:
        ids = packages.disclosures()
        listed = make_all(packages, ids, new, cache)
        tables = new / TABLES if (out / "tables" / "datapackage.json").is_file() else None
        if tables:
            large_tables.compress(out / "tables", ids, tables, cache and cache / TABLES)
        (new / "catalog.jsonld").write_bytes(catalog.catalog(packages, listed, tables, site_url))
        shutil.rmtree(folder, ignore_errors=True)
        new.rename(folder)
    finally:
        shutil.rmtree(new, ignore_errors=True)
