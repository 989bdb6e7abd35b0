"""What a person can download of each disclosure: the package as a zip, and as a workbook; and the catalogue."""

from __future__ import annotations

import shutil
from pathlib import Path

from yusuan.downloads import catalog
from yusuan.downloads.making import PUBLISHED, make_all
from yusuan.package.layout import Packages

__all__ = ["DOWNLOADS", "PUBLISHED", "build"]

DOWNLOADS = "downloads"
"""The folder of downloads in the output folder."""


def build(packages: Packages, out: Path, site_url: str | None = None, cache: Path | None = None) -> None:
    """Write `out/downloads/`: `<agency>/<year>-<kind>.zip` and `.xlsx`, and `catalog.jsonld`.

    The catalogue names the derived tables when `out/tables` has them. The folder takes the place of the last one once
    it is whole. The files of packages that have not changed come from `cache`, where there is one.

    Raises `InvalidPackage` for a package that cannot be read.
    """
    folder, new = out / DOWNLOADS, out / f".{DOWNLOADS}.new"
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    try:
        listed = make_all(packages, packages.disclosures(), new, cache)
        tables = out / "tables" if (out / "tables" / "datapackage.json").is_file() else None
        (new / "catalog.jsonld").write_bytes(catalog.catalog(packages, listed, tables, site_url))
        shutil.rmtree(folder, ignore_errors=True)
        new.rename(folder)
    finally:
        shutil.rmtree(new, ignore_errors=True)
