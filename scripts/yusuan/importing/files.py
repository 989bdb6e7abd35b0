"""Which files a disclosure is made of: those that an import is given, and those that its package has already."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yusuan.errors import InvalidPackage, UsageError
from yusuan.package.csvfile import read_bytes
from yusuan.package.descriptor import MOST_FILES, is_address, source_path
from yusuan.package.jsonfile import read_json
from yusuan.package.layout import PackageId, Packages
from yusuan.package.plainfile import is_there
from yusuan.reading.sniff import kind_of
from yusuan.vetting.descriptor import is_day

_REVISED = 0.5
"""A text is a later version of another that has this part of its lines."""


@dataclass(frozen=True)
class Given:
    """A file to import, the address where it was published, and the day on which it was fetched (YYYY-MM-DD)."""

    path: Path
    url: str = ""
    retrieved: str = ""

    def __post_init__(self) -> None:
        """Raises `UsageError` for what is no address or no day."""
        if self.url and not is_address(self.url):
            raise UsageError(self.url, "is not the web address of a document.", "Begin it with https:// or http://.")
        if self.retrieved and not is_day(self.retrieved):
            raise UsageError(self.retrieved, "is not a day.", "Write it like 2026-01-31.")
        if self.retrieved and not self.url:
            raise UsageError(
                self.retrieved, "says when a document was fetched, but not from where.", "Give its address with --url."
            )


@dataclass(frozen=True)
class Plan:
    """What an import does: the given files, each with the source that it replaces (its number, from 1; None: new), and
    the numbers of the sources that stay as they are."""

    replaced: tuple[int | None, ...]
    kept: tuple[int, ...]


def sources_of(packages: Packages, package: PackageId) -> list[dict[str, Any]]:
    """The sources of the package that is there; none where there is none, or only one that an import is to mend."""
    try:
        sources = read_json(packages.folder(package) / "datapackage.json").get("sources")
    except InvalidPackage:
        return []
    return [source for source in sources if isinstance(source, dict)] if isinstance(sources, list) else []


def hash_of(path: Path) -> str:
    """The hash of a document, as descriptors write it. Raises `CannotRead` for what is no document."""
    kind_of(path)
    with path.open("rb") as file:
        return f"sha256:{hashlib.file_digest(file, 'sha256').hexdigest()}"


def plan(
    given: Sequence[Given],
    hashes: Sequence[str],
    package: PackageId,
    packages: Packages,
    add: bool,
) -> Plan:
    """Which files stay and which are replaced. Raises `UsageError` where that is not clear."""
    _must_be_different(given, hashes)
    sources = sources_of(packages, package)
    folder = packages.folder(package)
    known = _known(given, hashes, sources, folder)
    if add:
        return _adding(given, known, sources, package)
    others = [number for number in range(1, len(sources) + 1) if number not in known]
    new = [one for one, number in zip(given, known, strict=True) if number is None]
    if not others or (len(sources) == 1 and new):
        return Plan(tuple(known), ())
    if new:
        names = " and ".join(str(source.get("file") or source.get("title")) for source in sources)
        raise UsageError(
            str(new[0].path),
            f"is none of the files that {package} is made of: {names}.",
            "If it is a further file of this disclosure, import it with --add; if it replaces one of them under "
            "another name, import all files together.",
        )
    return Plan(tuple(known), tuple(others))


def _must_be_different(given: Sequence[Given], hashes: Sequence[str]) -> None:
    first: dict[str, Path] = {}
    names: dict[str, Path] = {}
    for one, hash_ in zip(given, hashes, strict=True):
        if hash_ in first:
            raise UsageError(str(one.path), f"is the same document as {first[hash_]}.", "Give each file once.")
        if one.path.name in names:
            raise UsageError(
                str(one.path),
                f"has the same name as {names[one.path.name]}: they could not be told apart later.",
                "Rename one of them.",
            )
        first[hash_] = names[one.path.name] = one.path
    if len(given) > MOST_FILES:
        raise UsageError(
            str(given[0].path), f"is one of {len(given)} files; a disclosure has at most {MOST_FILES}.", "Give fewer."
        )


def _known(
    given: Sequence[Given], hashes: Sequence[str], sources: Sequence[Mapping[str, Any]], folder: Path
) -> list[int | None]:
    """The number of the source that each file is a version of: by its hash, else by its name, else by its text."""
    numbered = list(enumerate(sources, start=1))
    found: list[int | None] = [
        next((number for number, source in numbered if source.get("hash") == hash_), None) for hash_ in hashes
    ]
    for at, one in enumerate(given):
        if found[at] is None:
            free = ((number, source) for number, source in numbered if number not in found)
            found[at] = next((number for number, source in free if _is_version(one.path, source, number, folder)), None)
    return found


def _is_version(path: Path, source: Mapping[str, Any], number: int, folder: Path) -> bool:
    if source.get("file"):
        return bool(source["file"] == path.name)
    copy = folder / source_path(number)
    if not is_there(copy):
        return False
    # A text that was a disclosure of its own is known by its copy, not by its name.
    before, now = (set(data.split(b"\n")) for data in (read_bytes(copy), path.read_bytes()))
    return len(before & now) >= _REVISED * len(before)


def _adding(
    given: Sequence[Given], known: Sequence[int | None], sources: Sequence[Mapping[str, Any]], package: PackageId
) -> Plan:
    if not sources:
        raise UsageError(
            str(package), "is not there, so no file can be added to it.", "Leave out --add to import its first file."
        )
    for one, number in zip(given, known, strict=True):
        if number is not None:
            raise UsageError(
                str(one.path),
                f"is already file {number} of {package}, so it cannot be added.",
                "Leave out --add to replace what was read from it.",
            )
    return Plan(tuple(known), tuple(range(1, len(sources) + 1)))
