"""Brings one package from an earlier schema to today's: read, changed, judged, and only then put in its place."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yusuan.errors import InvalidPackage
from yusuan.migrating.changes import Migration
from yusuan.migrating.contents import Contents, Rows, apply
from yusuan.package import csvfile
from yusuan.package.csvfile import parse, to_csv_bytes
from yusuan.package.descriptor import data_path, describe_resource, sha256
from yusuan.package.jsonfile import read_json, to_json_bytes
from yusuan.package.layout import PackageId, Packages
from yusuan.package.plainfile import refuse_links
from yusuan.package.schemas import (
    KEPT,
    Schema,
    field_names,
    load_schemas,
    measures,
    printed_only,
    resource_order,
    unit_of,
)
from yusuan.package.store import next_version, replace_files
from yusuan.validate import judge
from yusuan.vetting.files import refuse_too_large

_DESCRIPTOR = "datapackage.json"


@dataclass(frozen=True)
class Outcome:
    """What became of one package: what was changed in it, in words, or why it cannot be migrated."""

    package: PackageId
    changes: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


def migrate(packages: Packages, package: PackageId, migrations: Iterable[Migration]) -> Outcome:
    """Migrate one package; a package that needs nothing, or cannot be migrated, is left as it is.

    Rows, corrections and confirmations are kept; the version's last part grows by one where data changed. What comes
    of it is judged as `yusuan validate` does before it takes the old package's place, in one step.
    """
    schemas = load_schemas(packages.schemas)
    folder = packages.folder(package)
    try:
        refuse_links(folder)
        refuse_too_large(folder)
        descriptor = read_json(folder / _DESCRIPTOR)
        resources = _resources(descriptor)
        contents = _read(folder, resources)
        applied = [apply(contents, change) for migration in migrations for change in migration.changes]
        files, dropped = _written(folder, descriptor, resources, contents, schemas)
    except InvalidPackage as error:
        place = error.place if error.place.startswith(str(packages.root)) else str(folder / error.place)
        return Outcome(package, problems=(str(InvalidPackage(place, error.problem, error.remedy)),))
    if not files and not dropped:
        return Outcome(package)
    problems = _problems(packages, package, files, dropped)
    if problems:
        return Outcome(package, problems=problems)
    replace_files(packages, package, files, dropped)
    return Outcome(package, tuple(filter(None, applied)) or ("schemas copied again",))


def _resources(descriptor: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    resources = descriptor.get("resources")
    if not isinstance(resources, list) or not all(isinstance(r, dict) and "name" in r for r in resources):
        raise InvalidPackage(_DESCRIPTOR, "has no list of resources.", "Import the document again.")
    return {str(resource["name"]): resource for resource in resources}


def _read(folder: Path, resources: Mapping[str, dict[str, Any]]) -> Contents:
    """The CSV files as they are. Raises `InvalidPackage` where one is not the file that the descriptor describes."""
    files = {}
    begun = [name for name in KEPT if name not in resources and (folder / data_path(name)).is_file()]
    for name in (*resources, *begun):
        resource, path = resources.get(name, {}), folder / data_path(name)
        data = csvfile.read_bytes(path)
        if resource.get("hash", sha256(data)) != sha256(data):
            raise InvalidPackage(
                str(path), "has been changed since it was written.", "Run: yusuan refresh. Then migrate again."
            )
        table = parse(data, str(path))
        files[name] = Rows(table.header, [dict(zip(table.header, row, strict=True)) for row in table.rows])
    return Contents(files)


def _written(
    folder: Path,
    descriptor: dict[str, Any],
    resources: Mapping[str, dict[str, Any]],
    contents: Contents,
    schemas: dict[str, Schema],
) -> tuple[dict[str, bytes], set[str]]:
    """The files that differ from those in `folder`, by path, and those that are no more."""
    unknown = contents.files.keys() - set(resource_order(schemas))
    if unknown:
        name = min(unknown)
        raise InvalidPackage(data_path(name), "has no schema, and no migration changes it.", "Remove it.")
    files: dict[str, bytes] = {}
    described = []
    for name in resource_order(schemas):
        if name not in contents.files:
            continue
        path = folder / data_path(name)
        data = _to_bytes(path, contents.files[name], schemas[name])
        schema = printed_only(schemas[name], contents.files[name].columns)
        former = resources.get(contents.former.get(name, name), {})
        unit = unit_of(former.get("schema")) if measures(schema) else None
        described.append(describe_resource(schema, data, unit))
        if not path.is_file() or csvfile.read_bytes(path) != data:
            files[data_path(name)] = data
    dropped = {data_path(name) for name in resources.keys() - contents.files.keys()}
    new = {**descriptor, "resources": described}
    if files.keys() - {data_path(name) for name in KEPT} or dropped:
        new["version"] = next_version(descriptor.get("version"))
    if new != descriptor:
        files[_DESCRIPTOR] = to_json_bytes(new)
    return files, dropped


def _to_bytes(path: Path, file: Rows, master: Schema) -> bytes:
    """A CSV file with the columns of its schema, in its order; the bytes of `path` where they say the same already."""
    wanted = field_names(printed_only(master, file.columns))
    strange = [column for column in file.columns if column not in wanted]
    lacking = [column for column in wanted if column not in file.columns] if file.columns else []
    for columns, what in ((strange, "a column {}, which the schema lacks"), (lacking, "no column {}")):
        if columns:
            problem = f"has {what.format(columns[0])}, and no migration changes it."
            raise InvalidPackage(f"{path}:1", problem, "Import the document again.")
    data = to_csv_bytes(wanted, file.rows)
    if path.is_file():
        old = csvfile.read_bytes(path)
        same, present = parse(data, str(path)), parse(old, str(path))
        if (present.header, present.rows) == (same.header, same.rows):
            return old  # a person may have saved it with other quotes or line ends
    return data


def _problems(packages: Packages, package: PackageId, files: Mapping[str, bytes], dropped: set[str]) -> tuple[str, ...]:
    """What `yusuan validate` would say of the package with these files, in its own place."""
    folder = packages.folder(package)
    with tempfile.TemporaryDirectory() as temporary:
        copy = Packages(Path(temporary)).folder(package)
        shutil.copytree(folder, copy, symlinks=True)
        for path in dropped:
            (copy / path).unlink()
        for path, data in files.items():
            (copy / path).parent.mkdir(parents=True, exist_ok=True)
            (copy / path).write_bytes(data)
        found = judge(packages, package, copy)
    return tuple(str(problem).replace(str(copy), str(folder)) for problem in found)


def outdated_masters(packages: Packages, migrations: Sequence[Migration]) -> list[Path]:
    """Master schemas of resources that have another name now."""
    renamed = [change for migration in migrations for change in migration.changes if change.kind == "rename-resource"]
    paths = (packages.schemas / f"{change.resource}.json" for change in renamed)
    return [path for path in paths if path.is_file()]
