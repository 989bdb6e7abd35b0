"""`yusuan refresh`: after an edit by hand, bytes and hash of the descriptor follow the files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from yusuan.errors import InvalidPackage
from yusuan.package.csvfile import read_bytes, write_bytes
from yusuan.package.descriptor import data_path, describe_resource, sha256
from yusuan.package.jsonfile import read_json, to_json_bytes
from yusuan.package.layout import PackageId, Packages
from yusuan.package.problem import quoted
from yusuan.package.schemas import KEPT, Schema, load_schemas


def refresh(packages: Packages, ids: Sequence[PackageId]) -> list[str]:
    """Rewrite `bytes` and `hash` of every resource of these packages, and of the reference when `ids` are all.

    Corrections and confirmations that a person has just begun are declared. The source's hash is left alone: it says
    which document was read. Returns one line for each descriptor changed, naming the resources.
    Raises `InvalidPackage` when a descriptor or a file that it declares cannot be read.
    """
    changed = []
    folders = [packages.folder(package) for package in ids]
    if list(ids) == packages.disclosures():
        folders.insert(0, packages.reference)
    for folder in folders:
        fresh = _refresh(folder, packages)
        if fresh:
            changed.append(f"{folder / 'datapackage.json'}: {', '.join(fresh)}")
    return changed


def refresh_reference(packages: Packages) -> list[str]:
    """Rewrite `bytes` and `hash` of the reference alone; returns the resources that changed."""
    return _refresh(packages.reference, packages)


def describe_changed_reference(packages: Packages, changed: Mapping[str, bytes]) -> bytes:
    """The descriptor that the reference needs with these files (path inside it → bytes) in place of its own."""
    return to_json_bytes(_refreshed(packages.reference, packages, changed)[1])


def _refresh(folder: Path, packages: Packages) -> list[str]:
    fresh, descriptor = _refreshed(folder, packages, {})
    if fresh:
        write_bytes(folder / "datapackage.json", to_json_bytes(descriptor))
    return fresh


def _refreshed(folder: Path, packages: Packages, changed: Mapping[str, bytes]) -> tuple[list[str], dict[str, Any]]:
    """The resources whose bytes and hash change, and the descriptor with the new ones.

    `changed` has the files (path inside the folder → bytes) that are not yet written.
    """
    schemas = load_schemas(packages.schemas)
    path = folder / "datapackage.json"
    descriptor = read_json(path)
    resources: Any = descriptor.get("resources")
    if not isinstance(resources, list) or not all(isinstance(resource, dict) for resource in resources):
        raise InvalidPackage(str(path), "has no list of resources.", "Import the document again.")
    fresh = []
    for resource in resources:
        name = str(resource.get("name"))
        if name not in schemas or resource.get("path") != data_path(name):
            raise InvalidPackage(str(path), f"resource {quoted(name)} is not at its path.", "Run: yusuan validate")
        right: dict[str, Any] = {}
        if name not in KEPT:
            file = data_path(name)
            data = changed[file] if file in changed else read_bytes(folder / file)
            right = {"bytes": len(data), "hash": sha256(data)}
        if {key: resource[key] for key in ("bytes", "hash") if key in resource} != right:
            schema = resource.pop("schema", None)
            for key in ("bytes", "hash"):
                resource.pop(key, None)
            resource.update(right)
            if schema is not None:
                resource["schema"] = schema  # stays last, where a reader of the file expects it
            fresh.append(name)
    if folder != packages.reference:
        fresh += _declare_kept(folder, resources, schemas)
    return fresh, descriptor


def _declare_kept(folder: Path, resources: list[Any], schemas: dict[str, Schema]) -> list[str]:
    declared = {resource.get("name") for resource in resources}
    begun = [name for name in KEPT if name not in declared and (folder / data_path(name)).is_file()]
    if begun:
        resources += [describe_resource(schemas[name], b"", None) for name in begun]
        resources.sort(key=lambda resource: KEPT.index(resource["name"]) if resource.get("name") in KEPT else -1)
    return begun
