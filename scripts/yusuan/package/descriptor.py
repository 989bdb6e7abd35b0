"""datapackage.json of a disclosure, made from its metadata, its files and the master schemas (Data Package v2)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from yusuan.package.layout import PackageId
from yusuan.package.schemas import KEPT, Schema, inline, printed_only

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
SOURCE_PATH = "source/document.txt"
CC0 = {
    "name": "CC0-1.0",
    "path": "https://creativecommons.org/publicdomain/zero/1.0/",
    "title": "CC0 1.0 Universal",
}

DIALECT = {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "skipInitialSpace": False}
# Said, though it is the default: a reader that is not told guesses it from the first lines, and may guess wrong.

METADATA = ("id", "title", "title_en", "description", "description_en", "homepage", "keywords", "form", "region")
"""What an importer may say of a disclosure, besides issuer, issued, sources and contributors."""

PROPERTIES = (
    *("$schema", "name"),
    *METADATA[:7],
    *("agency", "year", "kind", *METADATA[7:], "issuer", "issued", "created", "version"),
    *("licenses", "sources", "contributors", "resources"),
)
"""Every property that a disclosure's descriptor may have, in order."""

_TITLES = ("title", "title_en", "description", "description_en")

RESOURCE_PROPERTIES = (
    *("name", "type", *_TITLES, "path", "scheme", "format", "mediatype", "encoding"),
    *("dialect", "bytes", "hash", "schema"),
)
"""Every property that a resource may have, in order."""


def sha256(data: bytes) -> str:
    """The hash of a file as descriptors write it: `sha256:` and 64 hexadecimal digits."""
    return "sha256:" + hashlib.sha256(data).hexdigest()


def data_path(resource: str) -> str:
    """Where a resource lies in its package."""
    return f"data/{resource}.csv"


def describe_resource(master: Schema, data: bytes, unit: str | None) -> dict[str, Any]:
    """One entry of `resources`.

    What people keep carries no bytes and hash: it is meant to be edited, and an import makes the same descriptor
    whatever stands in it.
    """
    name = master["name"]
    pinned = {} if name in KEPT else {"bytes": len(data), "hash": sha256(data)}
    titles: dict[str, Any] = {key: master[key] for key in _TITLES if key in master}
    return {
        "name": name,
        "type": "table",
        **titles,
        "path": data_path(name),
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": dict(DIALECT),
        **pinned,
        "schema": inline(master, unit),
    }


def describe(
    package: PackageId,
    metadata: Mapping[str, Any],
    files: Mapping[str, bytes],
    units: Mapping[str, str],
    schemas: Mapping[str, Schema],
    source: bytes | None,
    version: str,
) -> dict[str, Any]:
    """The whole descriptor.

    `files` maps resource names, in order, to CSV bytes; `units` the resources that hold amounts to their unit.
    `created` is the day of issue, and is left out when that is not known: a clock would make every build differ.
    """
    issuer, issued = metadata.get("issuer"), metadata.get("issued")
    said: dict[str, Any] = {
        **{key: metadata[key] for key in METADATA if metadata.get(key)},
        "$schema": PROFILE,
        "name": package.name,
        "agency": package.agency,
        "year": package.year,
        "kind": package.kind,
        "version": version,
        "licenses": [CC0],
        "sources": _sources(metadata, source),
        "resources": [
            describe_resource(printed_only(schemas[name], _header(data)), data, units.get(name))
            for name, data in files.items()
        ],
    }
    if issuer:
        said["issuer"] = issuer
        said["contributors"] = [{"title": issuer, "roles": ["publisher"]}]
    if metadata.get("contributors"):
        said["contributors"] = metadata["contributors"]
    if issued:
        said["issued"] = str(issued)
        said["created"] = f"{issued}T00:00:00Z"
    return {key: said[key] for key in PROPERTIES if key in said}


def _header(data: bytes) -> list[str]:
    return data.partition(b"\n")[0].decode("utf-8").split(",")


def _sources(metadata: Mapping[str, Any], source: bytes | None) -> list[dict[str, Any]]:
    sources = [dict(entry) for entry in metadata.get("sources") or []]
    if source is not None:
        if not sources:
            sources.append({"title": metadata.get("title", "")})
        sources[0].update(path=SOURCE_PATH, hash=sha256(source))
    return [entry for entry in sources if entry.get("title")]
