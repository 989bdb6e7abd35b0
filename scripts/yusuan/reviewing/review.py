"""Makes the page on which a maintainer compares a document with what was read from it."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from yusuan.checks.outcomes import checked
from yusuan.package.csvfile import write_bytes
from yusuan.package.jsonfile import read_json
from yusuan.package.layout import PackageId, Packages
from yusuan.reviewing.files import SourceFile, source_files
from yusuan.reviewing.page import Counts, page
from yusuan.reviewing.record import read_record
from yusuan.reviewing.sheets import look_at, open_sheets

FOLDER = "review"


@dataclass(frozen=True)
class Reviewed:
    """The page that was written, its size in bytes, what is on it, and the documents that were not at hand."""

    path: Path
    size: int
    counts: Counts
    lacking: list[SourceFile]


def review(packages: Packages, package: PackageId, given: Sequence[Path], out: Path) -> Reviewed:
    """Write `out`/review/<agency>/<year>-<kind>.html, a page for one package and the documents it was made from.

    Raises `UsageError` for a document that is none of them, `CannotRead` for one that cannot be shown, and
    `InvalidPackage` for a package that cannot be read.
    """
    files = source_files(packages, package, given)
    with ThreadPoolExecutor() as pool:
        # Documents are read by other processes, while this one checks the package.
        looking = {file.number: pool.submit(look_at, file.path) for file in files if file.path}
        with checked(packages, [package], summaries=True) as connection:
            record = read_record(packages, package, connection)
        sheets = open_sheets({number: found.result() for number, found in looking.items()})
    title = str(read_json(packages.folder(package) / "datapackage.json").get("title") or package)
    data, counts = page(package, title, files, sheets, record)
    path = out / FOLDER / package.agency / f"{package.year}-{package.kind}.html"
    write_bytes(path, data)
    return Reviewed(path, len(data), counts, [file for file in files if not file.path])
