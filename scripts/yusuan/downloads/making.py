"""The files of each disclosure, by several processes where there are many; only what a catalogue needs comes back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from yusuan import store, workers
from yusuan.downloads import contents
from yusuan.downloads.archive import archive
from yusuan.downloads.catalog import Download
from yusuan.downloads.contents import Contents
from yusuan.downloads.xlsx import Dictionary, workbook
from yusuan.package.jsonfile import to_one_line
from yusuan.package.layout import PackageId, Packages
from yusuan.package.published import DESCRIPTOR
from yusuan.package.schemas import Schema, load_schemas

PUBLISHED = "published"
"""The folder, in a disclosure's own, of the files that are published instead of those which the package keeps."""

WORTH_A_WORKER = 24  # a process starts in the time that some eight packages take
_AT_ONCE = 8  # packages for a process

CODE = (
    *("downloads", "package", "personal", "model", "decoding.py", "errors.py", "garbage.py", "inputs.py"),
    *("numbers.py", "program.py", "store.py", "units.py", "unseen.py", "words.py", "workers.py"),
)
"""Every part of this program that this module loads."""
_LIBRARIES = ("xlsxwriter",)

_ZIP = "application/zip"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Made = tuple[Contents, list[Download]]
"""A package without its tables, and its files."""


def make_all(packages: Packages, ids: Sequence[PackageId], folder: Path, kept: Path | None = None) -> list[Made]:
    """Write the zip, the workbook and the published files of each package below `folder`; what they are, in order.

    The files are the same whether one process makes them or several, or they are `kept` from another build.
    """
    makers = store.digest_of_makers(CODE, _LIBRARIES, packages.schemas) if kept else b""
    tasks = [_Task(packages, package, folder, kept, _key(packages, package, makers) if kept else "") for package in ids]
    found = {task.package: made for task in tasks if (made := _recalled(task))}
    wanted = [task for task in tasks if task.package not in found]
    for task, made in zip(wanted, _done(wanted), strict=True):
        found[task.package] = made
    if kept:
        store.keep_only(kept, {task.key for task in tasks})
    return [found[package] for package in ids]


@dataclass(frozen=True)
class _Task:
    """A package whose files are to be made below `folder`, and kept in a store under a key where there is one."""

    packages: Packages
    package: PackageId
    folder: Path
    kept: Path | None
    key: str


def _key(packages: Packages, package: PackageId, makers: bytes) -> str:
    """The digest of everything that a package's files are made from."""
    return store.key(makers, str(package), store.digest_of_files(packages.folder(package)))


def _recalled(task: _Task) -> Made | None:
    made = store.recall(task.kept, task.key, (task.folder,)) if task.kept else None
    if made is None:
        return None
    described, downloads = made
    return replace(described, folder=task.packages.folder(task.package)), downloads


def _done(tasks: Sequence[_Task]) -> Iterator[Made]:
    number = workers.number(len(tasks), WORTH_A_WORKER)
    if number < 2:
        _known.cache_clear()  # schemas may have changed since
        yield from map(_make, tasks)
        return
    with workers.pool(number) as pool:
        yield from pool.map(_make, tasks, chunksize=_AT_ONCE)


def _descriptor(read: Contents) -> dict[str, Any]:
    """The descriptor as it is published."""
    published = read.published.get(DESCRIPTOR)
    return json.loads(published) if published else read.descriptor


@cache
def _known(packages: Packages) -> tuple[dict[str, Schema], Dictionary]:
    """What all packages have in common, once for a process."""
    return load_schemas(packages.schemas), Dictionary()


def _make(task: _Task) -> Made:
    schemas, dictionary = _known(task.packages)
    read = contents.read(task.packages, task.package, schemas)
    made = [
        (f"{read.id}.zip", _ZIP, "数据包 Data package", archive(read)),
        (f"{read.id}.xlsx", _XLSX, "工作簿 Workbook", workbook(read, dictionary)),
    ]
    written = {path: data for path, _, _, data in made}
    published = read.published | {DESCRIPTOR: to_one_line(_descriptor(read))}
    written |= {f"{read.id}/{PUBLISHED}/{path}": data for path, data in published.items()}
    for name, data in written.items():
        path = task.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    downloads = [Download(path, media_type, title, len(data)) for path, media_type, title, data in made]
    downloads += [
        Download(f"{read.id}/data/{r.name}.csv", "text/csv", f"{r.title} {r.schema['title_en']}", len(r.data))
        for r in read.resources
    ]
    # However many there are, their tables are never all in memory.
    described = {name: said for name, said in read.descriptor.items() if name != "resources"}
    all_made = (replace(read, descriptor=described, resources=[], published={}), downloads)
    if task.kept:
        store.remember(task.kept, task.key, all_made, (task.folder,), written)
    return all_made
