"""Reads a list of documents to import: a CSV, one row per file; rows of one disclosure are its files."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from yusuan.decoding import decode
from yusuan.errors import UsageError, YusuanError
from yusuan.importing.files import Given, hash_of, sources_of
from yusuan.inputs import MAX_BYTES, read_named
from yusuan.package.descriptor import address_of
from yusuan.package.layout import PackageId, Packages

REQUIRED = ("file", "agency", "year")
OPTIONAL = ("kind", "url", "retrieved")
_YEAR = re.compile("[0-9]{1,9}")
_MEND = f"A list has the columns {', '.join(REQUIRED)}, and may have {', '.join(OPTIONAL)}."


@dataclass(frozen=True)
class Listed:
    """A disclosure of the list: its name as listed, and its files, or else what is wrong with its rows."""

    name: str
    package: PackageId | None
    files: tuple[Given, ...]
    error: YusuanError | None = None


def read_list(path: Path) -> list[Listed]:
    """The disclosures of a list, in its order. A file is looked for beside the list; a blank kind is a budget.

    Raises `UsageError` for a list that cannot be read; what is wrong with a row is kept with its disclosure.
    """
    try:
        text = decode(read_named(path, MAX_BYTES), str(path))
    except OSError as error:
        raise UsageError(str(path), f"{error.strerror or error}.", "Give the path of a CSV file.") from error
    reader = csv.DictReader(io.StringIO(text, newline=""), restkey="")
    try:
        return _listed_in(path, reader)
    except csv.Error as error:
        raise UsageError(f"{path}:{reader.line_num + 1}", f"is no CSV: {error}.", "Save it as CSV again.") from error


def _listed_in(path: Path, reader: csv.DictReader[str]) -> list[Listed]:
    header = reader.fieldnames or []
    if lacking := [column for column in REQUIRED if column not in header]:
        raise UsageError(f"{path}:1", f"has no column {lacking[0]}.", _MEND)
    if unknown := [column for column in header if column not in (*REQUIRED, *OPTIONAL)]:
        raise UsageError(f"{path}:1", f"has a column “{unknown[0]}” that no list has.", _MEND)
    found: dict[tuple[str, ...], list[tuple[int, dict[str, str]]]] = {}
    for row in reader:
        values = {key: (value or "").strip() for key, value in row.items() if key}
        values["kind"] = values.get("kind") or "budget"
        if any(values[column] for column in REQUIRED):
            of = (values["agency"], values["year"], values["kind"])
            found.setdefault(of, []).append((reader.line_num, values))
    if not found:
        raise UsageError(str(path), "lists no documents.", _MEND)
    return [_listed(path, of, rows) for of, rows in found.items()]


def _listed(path: Path, of: tuple[str, ...], rows: Sequence[tuple[int, dict[str, str]]]) -> Listed:
    agency, year, kind = of
    name = f"{agency}/{year}-{kind}"
    line = rows[0][0]
    try:
        if not _YEAR.fullmatch(year):
            raise UsageError(year or '""', "is not a year.", "Give four digits, such as 2023.")
        package = PackageId(agency, int(year), kind)
        files = []
        for line, values in rows:  # noqa: B007 - the message names the line at which it stopped
            if not values["file"]:
                raise UsageError("file", "is blank.", "Name the document.")
            files.append(Given(path.parent / values["file"], values.get("url", ""), values.get("retrieved", "")))
    except YusuanError as error:
        return Listed(name, None, (), UsageError(f"{path}:{line}", f"{error.place} {error.problem}", error.remedy))
    return Listed(name, package, tuple(files))


def is_imported(listed: Listed, packages: Packages) -> bool:
    """Whether the package has these very files already, with the addresses of the list. Raises `CannotRead`."""
    if listed.package is None:
        return False
    known = {str(source.get("hash")): source for source in sources_of(packages, listed.package)}
    for one in listed.files if known else ():
        source = known.get(hash_of(one.path))
        if source is None:
            return False
        if (one.url and one.url != address_of(source)) or (one.retrieved and one.retrieved != source.get("retrieved")):
            return False
    return bool(known)
