"""Writing a disclosure to its folder: whole or not at all, and only where something changed."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from yusuan.errors import CannotCorrect, InvalidPackage
from yusuan.package import csvfile
from yusuan.package.csvfile import Value, to_cell, to_csv_bytes
from yusuan.package.descriptor import MOST_FILES, data_path, describe, source_path
from yusuan.package.exchange import exchange
from yusuan.package.jsonfile import read_json, to_json_bytes
from yusuan.package.layout import PackageId, Packages
from yusuan.package.lock import locked
from yusuan.package.plainfile import is_there, refuse_links
from yusuan.package.schemas import (
    BEGUN_BY_PEOPLE,
    KEPT,
    Schema,
    field_names,
    load_schemas,
    printed_only,
    resource_order,
)

_VERSION = re.compile(r"([0-9]{1,6})\.([0-9]{1,6})\.([0-9]{1,6})", re.ASCII)

_CELL = ("resource", "row", "field", "printed", "corrected")


@dataclass
class Draft:
    """A disclosure as it was read, not yet written.

    `metadata` holds title, title_en, description, description_en, form, issuer, issued (YYYY-MM-DD), region, homepage,
    keywords, id and `sources` (one for each file: {title, hash?, path?, file?, url?, retrieved?}); others are left out,
    and an empty one is unknown.
    `resources` maps a resource to its rows; one that is not there is absent, one without rows gets a header only.
    `columns` maps a resource to the optional columns that the document prints; one that holds a value is printed too.
    `units` maps a resource to the unit of its amounts (万元, 元, 亿元); tables 1–10 need none: `tables` has theirs.
    `source` is the document's text, kept as source/document.txt, or None where it is not ours to pass on; of several
    files it is the first one's, and `further_sources` has the texts of others by their number, from 2.
    """

    id: PackageId
    metadata: dict[str, Any] = field(default_factory=dict)
    resources: dict[str, list[dict[str, Value]]] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    source: bytes | None = None
    columns: dict[str, set[str]] = field(default_factory=dict)
    further_sources: dict[int, bytes] = field(default_factory=dict)

    @property
    def texts(self) -> dict[int, bytes]:
        """The texts that the package keeps, by the number of their file."""
        return ({} if self.source is None else {1: self.source}) | dict(sorted(self.further_sources.items()))


@dataclass(frozen=True)
class Change:
    """One file that writing changed: its path inside the package, and what changed in it in words."""

    file: str
    words: str

    def __str__(self) -> str:
        return f"{self.file}: {self.words}"


def write(draft: Draft, packages: Packages) -> list[Change]:
    """Write the package; returns what changed, nothing when every byte was already there.

    Corrections and confirmations stay as people left them. Files that no importer writes stay too. The version is
    1.0.0 for a new package, and its last part grows by one when data or source change.
    Raises `InvalidPackage` for a file that has to be kept and cannot be read; `ValueError` for a draft that names
    a resource or column without a schema; `YusuanError` while another process keeps writing.
    """
    # The names beside the folder are taken for as long as it is written, so only one process may write.
    with locked(packages.root):
        return _write(draft, packages)


def _write(draft: Draft, packages: Packages) -> list[Change]:
    schemas = load_schemas(packages.schemas)
    folder = packages.folder(draft.id)
    refuse_links(folder)
    _recover(folder)
    _clear(_beside(folder, "new"))
    new = _new_files(draft, schemas, folder)
    old = {path: csvfile.read_bytes(folder / path) for path in _written_by_import(folder, schemas)}
    data_changed = any(old.get(path) != data for path, data in new.items()) or bool(old.keys() - new.keys())
    by_name = {name: new[data_path(name)] for name in resource_order(schemas) if data_path(name) in new}
    descriptor = describe(
        draft.id, draft.metadata, by_name, _units(draft), schemas, draft.texts, _version(folder, data_changed)
    )
    new = {"datapackage.json": to_json_bytes(descriptor), **new}
    described = folder / "datapackage.json"
    if is_there(described):
        old["datapackage.json"] = csvfile.read_bytes(described)
    changes = [
        *(Change(path, _words(path, old.get(path), data)) for path, data in new.items() if old.get(path) != data),
        *(Change(path, "removed") for path in sorted(old.keys() - new.keys())),
    ]
    if changes:
        _swap(folder, new, dropped=old.keys() - new.keys())
    return changes


def replace_files(packages: Packages, package: PackageId, files: Mapping[str, bytes], dropped: set[str]) -> None:
    """Put these files (path inside the package → bytes) into a package and take `dropped` out, in one step.

    All other files stay as they are. Raises `YusuanError` while another process keeps writing.
    """
    with locked(packages.root):
        folder = packages.folder(package)
        refuse_links(folder)
        _recover(folder)
        _clear(_beside(folder, "new"))
        _swap(folder, files, dropped)


def replace_reference(packages: Packages, files: Mapping[str, bytes]) -> None:
    """Put these files (path inside it → bytes) into the reference, in one step; for who has `locked` the packages."""
    refuse_links(packages.reference)
    _swap(packages.reference, files, set())


def mend_reference(packages: Packages) -> None:
    """Clear away what an import left that was killed, and put the reference back where it was killed between two names.

    That happens only where the system cannot exchange them.
    """
    with locked(packages.root):
        _recover(packages.reference)
        _clear(_beside(packages.reference, "new"))


def kept_rows(packages: Packages, package: PackageId, resource: str) -> list[dict[str, str]]:
    """The rows that people keep in `corrections` or `confirmations`; none when there is no such file."""
    path = packages.folder(package) / data_path(resource)
    return csvfile.read_rows(path) if is_there(path) else []


def apply_corrections(draft: Draft, rows: Sequence[Mapping[str, str]]) -> int:
    """Put the corrections into the draft; returns how many there were.

    Raises `CannotCorrect`, with the line of corrections.csv, for one whose cell is not there or does not hold what
    it says was printed: then the reading has changed, and a person must look again.
    """
    for number, row in enumerate(rows, 2):
        place = f"{draft.id}/{data_path('corrections')}:{number}"
        lacking = [column for column in _CELL if column not in row]
        if lacking:
            raise CannotCorrect(place, f"there is no column {lacking[0]}.", "Mend the header.")
        cells = draft.resources.get(row["resource"], [])
        index = int(row["row"]) - 1 if re.fullmatch(r"[0-9]{1,9}", row["row"], re.ASCII) else -1
        what = f"{row['resource']} row {row['row']} {row['field']}"
        if not 0 <= index < len(cells) or row["field"] not in cells[index]:
            raise CannotCorrect(place, f"there is no cell {what}.", "Mend or delete the correction.")
        found = to_cell(cells[index][row["field"]])
        if found != row["printed"]:
            raise CannotCorrect(
                place,
                f'{what} was read as "{found}"{_read_at(draft, row)}, not as "{row["printed"]}".',
                "Look at the document again, then mend or delete the correction.",
            )
        cells[index][row["field"]] = row["corrected"] or None
    return len(rows)


def _read_at(draft: Draft, cell: Mapping[str, str]) -> str:
    wanted = tuple(cell[part] for part in ("resource", "row", "field"))
    traced = draft.resources.get("provenance", [])
    places = (row["source"] for row in traced if (row["resource"], str(row["row"]), row["field"]) == wanted)
    return next((f" at {place}" for place in places), "")


def _new_files(draft: Draft, schemas: Mapping[str, Schema], folder: Path) -> dict[str, bytes]:
    order = resource_order(dict(schemas))
    unknown = draft.resources.keys() - set(order)
    if unknown:
        raise ValueError(f"resources without a schema: {sorted(unknown)}")
    files = {}
    for name in order:
        path = data_path(name)
        if name in KEPT:
            kept = folder / path
            if name in BEGUN_BY_PEOPLE and not is_there(kept):
                continue
            files[path] = csvfile.read_bytes(kept) if is_there(kept) else to_csv_bytes(field_names(schemas[name]), [])
        elif name in draft.resources:
            rows = draft.resources[name]
            printed = draft.columns.get(name, set()).union(
                *({column for column, value in row.items() if value is not None} for row in rows)
            )
            files[path] = to_csv_bytes(
                field_names(printed_only(schemas[name], printed)),
                [{column: value for column, value in row.items() if value is not None} for row in rows],
            )
    return files | {source_path(number): text for number, text in draft.texts.items()}


def _units(draft: Draft) -> dict[str, str]:
    printed = {to_cell(row.get("table_name")): to_cell(row.get("unit")) for row in draft.resources.get("tables", [])}
    return {**{name: unit for name, unit in printed.items() if unit}, **draft.units}


def _written_by_import(folder: Path, schemas: Mapping[str, Schema]) -> list[str]:
    paths = [*map(data_path, schemas), *map(source_path, range(1, MOST_FILES + 1))]
    return [path for path in paths if is_there(folder / path)]


def next_version(version: object) -> str:
    """The version after this one: its last part one higher; 1.0.0 after what is no version."""
    match = _VERSION.fullmatch(str(version))
    return f"{match[1]}.{match[2]}.{int(match[3]) + 1}" if match else "1.0.0"


def _version(folder: Path, data_changed: bool) -> str:
    try:
        version = read_json(folder / "datapackage.json").get("version")
    except InvalidPackage:
        return "1.0.0"  # a new package, or a damaged descriptor, which is what an import mends
    if data_changed or not _VERSION.fullmatch(str(version)):
        return next_version(version)
    return str(version)


def _words(path: str, old: bytes | None, new: bytes) -> str:
    if not path.endswith(".csv"):
        return "new" if old is None else "changed"
    rows = csvfile.parse(new, path).rows
    if old is None:
        return f"new, {_count(len(rows), 'row')}" if rows else "new, a header only"
    try:
        before = csvfile.parse(old, path).rows
    except InvalidPackage:
        return f"rewritten, {_count(len(rows), 'row')}"
    if len(before) != len(rows):
        return f"{_count(len(rows), 'row')}, where there were {len(before)}"
    cells = sum(a != b for left, right in zip(before, rows, strict=True) for a, b in zip(left, right, strict=False))
    return f"{_count(cells, 'cell')} changed" if cells else "rewritten, the same cells"


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}" + ("s" if number != 1 else "")


def _swap(folder: Path, files: Mapping[str, bytes], dropped: set[str]) -> None:
    building, aside = _beside(folder, "new"), _beside(folder, "old")
    made_parent = not folder.parent.exists()
    folder.parent.mkdir(parents=True, exist_ok=True)
    try:
        for path, data in files.items():
            target, present = building / path, folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            if present.is_file() and present.read_bytes() == data:
                shutil.copy2(present, target)  # keeps its time: nothing changed in it
            else:
                target.write_bytes(data)
        _carry_over(folder, building, files.keys() | dropped)
        if not (folder.exists() and exchange(building, folder)):
            if folder.exists():
                folder.rename(aside)
            building.rename(folder)
    except BaseException:
        _recover(folder)
        shutil.rmtree(building, ignore_errors=True)
        if made_parent and not any(folder.parent.iterdir()):
            folder.parent.rmdir()
        raise
    for old in (aside, building):
        shutil.rmtree(old, ignore_errors=True)


def _carry_over(folder: Path, building: Path, handled: set[str]) -> None:
    # A file that no importer wrote is somebody's: it is for `yusuan validate` to report, not for us to delete.
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder)
        if relative.as_posix() in handled or (path.is_dir() and not path.is_symlink()):
            continue
        (building / relative).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, building / relative, follow_symlinks=False)


def _recover(folder: Path) -> None:
    # An earlier write may have been killed between its two renames: then the old package stands aside, whole.
    aside = _beside(folder, "old")
    if aside.is_dir() and not aside.is_symlink():
        if folder.exists():
            shutil.rmtree(aside)
        else:
            aside.rename(folder)


def _clear(leftover: Path) -> None:
    # Of a write that was killed; or a link that somebody laid where the new package is to be built.
    if leftover.is_symlink():
        leftover.unlink()
    shutil.rmtree(leftover, ignore_errors=True)


def _beside(folder: Path, what: str) -> Path:
    return folder.with_name(f".{folder.name}.{what}")
