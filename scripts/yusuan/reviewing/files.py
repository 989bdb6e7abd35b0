"""Which of the files that a person gives is which of the documents that a package was made from: by their hashes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yusuan.errors import InvalidPackage, UsageError
from yusuan.package.descriptor import sha256, source_path
from yusuan.package.jsonfile import read_json
from yusuan.package.layout import PackageId, Packages
from yusuan.package.plainfile import read_plain
from yusuan.reading.sniff import kind_of
from yusuan.reading.text import MAX_BYTES

_IMPORT = "Import the document again."
_GIVE = "Give the document that was imported, or import this one first."


@dataclass(frozen=True)
class SourceFile:
    """A document of a disclosure: its number as places have it, its title, and where it lies if it was given."""

    number: int
    title: str
    path: Path | None


def source_files(packages: Packages, package: PackageId, given: Sequence[Path]) -> list[SourceFile]:
    """The documents that the package was made from, in order, each with its file.

    A text that the package itself keeps need not be given. Raises `UsageError` for a file that the package was not
    made from, and where none is at hand; `CannotRead` for one that is missing; `InvalidPackage` for a descriptor that
    cannot be read.
    """
    folder = packages.folder(package)
    sources = read_json(folder / "datapackage.json").get("sources")
    entries = [entry for entry in sources if isinstance(entry, dict)] if isinstance(sources, list) else []
    numbers = {str(entry.get("hash")): number for number, entry in enumerate(entries, start=1)}
    found: dict[int, Path] = {}
    for path in given:
        found[_number(path, numbers, package, entries)] = path
    for number, entry in enumerate(entries, start=1):
        if number not in found and entry.get("path") == source_path(number):
            found[number] = _own(folder / source_path(number), entry)
    if not found:
        raise UsageError(
            str(package),
            f"does not contain its document: {_titles(entries)}.",
            f"Give the file: yusuan review {package} FILE.",
        )
    return [SourceFile(n, str(entry.get("title") or ""), found.get(n)) for n, entry in enumerate(entries, start=1)]


def _own(path: Path, entry: dict[str, Any]) -> Path:
    """The text that the package contains. Raises `InvalidPackage` where it is not the one that was imported."""
    if sha256(read_plain(path, MAX_BYTES, _IMPORT)) != entry.get("hash"):
        raise InvalidPackage(str(path), "is not the text that was imported: its hash differs.", _IMPORT)
    return path


def _number(path: Path, numbers: dict[str, int], package: PackageId, entries: list[dict[str, Any]]) -> int:
    kind_of(path)
    with path.open("rb") as file:
        found = "sha256:" + hashlib.file_digest(file, "sha256").hexdigest()
    if found not in numbers:
        raise UsageError(
            str(path),
            f"is not a document of {package}, which was made from {_titles(entries)}; its hash differs.",
            _GIVE,
        )
    return numbers[found]


def _titles(entries: Sequence[dict[str, Any]]) -> str:
    return " and ".join(f"“{entry.get('file') or entry.get('title')}”" for entry in entries) or "an unknown document"
