"""What a disclosure's package holds, read once for every kind of download."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yusuan.package import csvfile
from yusuan.package.descriptor import data_path
from yusuan.package.jsonfile import read_json
from yusuan.package.layout import PackageId, Packages
from yusuan.package.published import published_files
from yusuan.package.schemas import Schema, unit_of


@dataclass(frozen=True)
class Resource:
    """One table of a package: its schema, its unit where it holds money, its bytes, and its rows as text."""

    name: str
    schema: Schema
    unit: str | None
    data: bytes
    table: csvfile.Table

    @property
    def title(self) -> str:
        """The table's Chinese title."""
        return str(self.schema["title"])


@dataclass(frozen=True)
class Contents:
    """A package: its descriptor, and its resources in the order of the descriptor.

    `published` are the files that are given away instead of those which the package keeps.
    """

    id: PackageId
    folder: Path
    descriptor: dict[str, Any]
    resources: list[Resource]
    published: dict[str, bytes]

    def said(self, key: str) -> str:
        """A property of the descriptor as text; "" where it is not stated."""
        return str(self.descriptor.get(key) or "")


def read(packages: Packages, package: PackageId, schemas: dict[str, Schema]) -> Contents:
    """Read a package. Raises `InvalidPackage` when a file is missing or unreadable.

    Schemas are the masters; of its own copy only the units are taken.
    """
    folder = packages.folder(package)
    descriptor = read_json(folder / "datapackage.json")
    resources = []
    for stated in descriptor["resources"]:
        name = stated["name"]
        path = folder / data_path(name)
        data = csvfile.read_bytes(path)
        table = csvfile.parse(data, str(path))
        resources.append(Resource(name, schemas[name], unit_of(stated.get("schema")), data, table))
    return Contents(package, folder, descriptor, resources, published_files(folder))
