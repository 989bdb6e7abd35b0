"""What descriptors say: one row per disclosure, and the unit of each of its resources that holds money."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa

from yusuan.errors import InvalidPackage
from yusuan.package.descriptor import address_of
from yusuan.package.jsonfile import read_json
from yusuan.package.layout import PackageId, Packages
from yusuan.package.problem import quoted
from yusuan.package.schemas import Schema, unit_of
from yusuan.vetting.package import read_sound

_FIELDS = pa.schema(
    [
        ("package", pa.string()),
        ("agency", pa.string()),
        ("year", pa.int32()),
        ("kind", pa.string()),
        ("title", pa.string()),
        ("title_en", pa.string()),
        ("issuer", pa.string()),
        ("issued", pa.date32()),
        ("region", pa.string()),
        ("form", pa.string()),
        ("version", pa.string()),
        ("source_title", pa.string()),
        ("source_sha256", pa.string()),
        ("source_url", pa.string()),
    ]
)
_UNITS = pa.schema([("package", pa.string()), ("resource", pa.string()), ("unit", pa.string())])


@dataclass(frozen=True)
class Described:
    """A disclosure's descriptor, as far as the warehouse needs it: `row` is its row of the table `package`."""

    id: PackageId
    row: dict[str, Any]
    resources: tuple[str, ...]
    units: dict[str, str]


def read(packages: Packages, package: PackageId, schemas: dict[str, Schema], vetted: bool = True) -> Described:
    """Read one descriptor, and vet it and its folder first where nobody has `vetted` them.

    Raises `InvalidPackage` when it cannot be read, or names what has no master schema or something twice.
    """
    path = packages.folder(package) / "datapackage.json"
    descriptor = read_json(path) if vetted else read_sound(packages, package, schemas)
    resources = descriptor.get("resources")
    if not isinstance(resources, list) or not all(isinstance(r, dict) for r in resources):
        raise InvalidPackage(str(path), "has no list of resources.", "Import the document again.")
    units: dict[str, str | None] = {}
    for resource in resources:
        name = resource.get("name")
        if not isinstance(name, str) or name not in schemas:
            raise InvalidPackage(str(path), f"resource {quoted(name)} has no master schema.", "Remove the resource.")
        if name in units:
            raise InvalidPackage(str(path), f"resource {quoted(name)} occurs twice.", "Remove one.")
        units[name] = unit_of(resource.get("schema"))
    sources = descriptor.get("sources")
    listed = [source for source in sources if isinstance(source, dict)] if isinstance(sources, list) else []
    said = {key: descriptor.get(key) for key in ("title", "title_en", "issuer", "region", "form", "version")}
    row = {
        "package": str(package),
        "agency": package.agency,
        "year": package.year,
        "kind": package.kind,
        **{key: None if value is None else str(value) for key, value in said.items()},
        "issued": _day(descriptor.get("issued"), str(path)),
        "source_title": _of_each(str(source.get("title") or "") for source in listed),
        "source_sha256": _of_each(str(source.get("hash") or "").removeprefix("sha256:") for source in listed),
        "source_url": _of_each(address_of(source) for source in listed),
    }
    return Described(package, row, tuple(units), {name: unit for name, unit in units.items() if unit})


def _of_each(said: Iterable[str]) -> str | None:
    """What is said of each file of a document, parted by `; `; None where nothing is said."""
    said = list(said)
    return "; ".join(said) if any(said) else None


def package_table(described: list[Described]) -> Any:
    """One row per disclosure, as Arrow."""
    return pa.Table.from_pylist([d.row for d in described], schema=_FIELDS)


def unit_table(described: list[Described]) -> Any:
    """One row per disclosure and resource whose descriptor states a unit, as Arrow."""
    rows = [
        {"package": str(d.id), "resource": resource, "unit": unit}
        for d in described
        for resource, unit in d.units.items()
    ]
    return pa.Table.from_pylist(rows, schema=_UNITS)


def _day(value: object, place: str) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise InvalidPackage(
            place, f'issued: "{value}" is not a day.', "Write it as YYYY-MM-DD, or leave it out if it is not known."
        ) from None
