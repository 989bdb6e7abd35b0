"""What a person can download of each disclosure: the package as a zip, and as a workbook; and the catalogue."""

from __future__ import annotations

import shutil
from pathlib import Path

from yusuan.downloads import catalog, contents
from yusuan.downloads.archive import archive
from yusuan.downloads.catalog import Download
from yusuan.downloads.xlsx import Dictionary, workbook
from yusuan.package.layout import Packages
from yusuan.package.schemas import load_schemas

__all__ = ["DOWNLOADS", "PUBLISHED", "build"]

DOWNLOADS = "downloads"
"""The folder of downloads in the output folder."""

PUBLISHED = "published"
"""The folder, in a disclosure's own, of the files that are published instead of those which the package keeps."""

_ZIP = "application/zip"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def build(packages: Packages, out: Path, site_url: str | None = None) -> None:
    """Write `out/downloads/`: `<agency>/<year>-<kind>.zip` and `.xlsx`, and `catalog.jsonld`.

    The catalogue names the derived tables when `out/tables` has them. The folder takes the place of the last one once
    it is whole. Raises `InvalidPackage` for a package that cannot be read.
    """
    schemas = load_schemas(packages.schemas)
    folder, new = out / DOWNLOADS, out / f".{DOWNLOADS}.new"
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    try:
        listed, dictionary = [], Dictionary()
        for package in packages.disclosures():
            read = contents.read(packages, package, schemas)
            listed.append((read, _write(read, dictionary, new)))
        tables = out / "tables" if (out / "tables" / "datapackage.json").is_file() else None
        (new / "catalog.jsonld").write_bytes(catalog.catalog(packages, listed, tables, site_url))
        shutil.rmtree(folder, ignore_errors=True)
        new.rename(folder)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _write(read: contents.Contents, dictionary: Dictionary, folder: Path) -> list[Download]:
    made = [
        (f"{read.id}.zip", _ZIP, "数据包 Data package", archive(read)),
        (f"{read.id}.xlsx", _XLSX, "工作簿 Workbook", workbook(read, dictionary)),
    ]
    for path_text, data in read.published.items():
        path = folder / str(read.id) / PUBLISHED / path_text
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    downloads = []
    for path_text, media_type, title, data in made:
        path = folder / path_text
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        downloads.append(Download(path_text, media_type, title, len(data)))
    downloads.extend(
        Download(f"{read.id}/data/{r.name}.csv", "text/csv", f"{r.title} {r.schema['title_en']}", len(r.data))
        for r in read.resources
    )
    return downloads
