"""The files of each disclosure, by several processes where there are many; only what a catalogue needs comes back."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import cache, partial
from pathlib import Path

from yusuan.downloads import contents
from yusuan.downloads.archive import archive
from yusuan.downloads.catalog import Download
from yusuan.downloads.contents import Contents
from yusuan.downloads.xlsx import Dictionary, workbook
from yusuan.package.layout import PackageId, Packages
from yusuan.package.schemas import Schema, load_schemas

PUBLISHED = "published"
"""The folder, in a disclosure's own, of the files that are published instead of those which the package keeps."""

WORKERS = 2
WORTH_A_WORKER = 24  # a process starts in the time that some eight packages take
_AT_ONCE = 8  # packages for a process

_ZIP = "application/zip"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Made = tuple[Contents, list[Download]]
"""A package without its tables, and its files."""


def make_all(packages: Packages, ids: Sequence[PackageId], folder: Path) -> Iterator[Made]:
    """Write the zip, the workbook and the published files of each package below `folder`, in the order given."""
    if len(ids) < WORTH_A_WORKER:
        schemas, dictionary = load_schemas(packages.schemas), Dictionary()
        yield from (_make(packages, schemas, dictionary, folder, package) for package in ids)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(WORKERS, mp_context=context) as pool:
        yield from pool.map(partial(_make_in_a_worker, packages, folder), ids, chunksize=_AT_ONCE)


@cache
def _known(packages: Packages) -> tuple[dict[str, Schema], Dictionary]:
    """What all packages have in common, once for a process."""
    return load_schemas(packages.schemas), Dictionary()


def _make_in_a_worker(packages: Packages, folder: Path, package: PackageId) -> Made:
    schemas, dictionary = _known(packages)
    return _make(packages, schemas, dictionary, folder, package)


def _make(
    packages: Packages, schemas: dict[str, Schema], dictionary: Dictionary, folder: Path, package: PackageId
) -> Made:
    read = contents.read(packages, package, schemas)
    made = [
        (f"{read.id}.zip", _ZIP, "数据包 Data package", archive(read)),
        (f"{read.id}.xlsx", _XLSX, "工作簿 Workbook", workbook(read, dictionary)),
    ]
    written = {path: data for path, _, _, data in made}
    written |= {f"{read.id}/{PUBLISHED}/{path}": data for path, data in read.published.items()}
    for name, data in written.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    downloads = [Download(path, media_type, title, len(data)) for path, media_type, title, data in made]
    downloads += [
        Download(f"{read.id}/data/{r.name}.csv", "text/csv", f"{r.title} {r.schema['title_en']}", len(r.data))
        for r in read.resources
    ]
    # However many there are, their tables are never all in memory.
    return replace(read, resources=[], published={}), downloads
