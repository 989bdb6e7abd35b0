"""datapackage.json of a disclosure, made from its metadata, its files and the master schemas (Data Package v2)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Any

from yusuan.package.layout import PackageId
from yusuan.package.schemas import KEPT, Schema, inline, printed_only

MOST_FILES = 20
"""No disclosure known was published in more files than these."""
_ADDRESS = re.compile(r"https?://[^\s\x00-\x20\x7f\\<>\"@/?#]+(?:[/?#][^\s\x00-\x20\x7f\\<>\"]*)?")
"""An address without a name and a password in it."""
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
SOURCE_PATH = "source/document.txt"
"""Where a package keeps the text of its document; of several files that of the first."""
CC0 = {
    "name": "CC0-1.0",
    "path": "https://creativecommons.org/publicdomain/zero/1.0/",
    "title": "CC0 1.0 Universal",
}

DIALECT = {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "skipInitialSpace": False}
# Said, though it is the default: a reader that does not know guesses it from the first lines, and may guess wrong.

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

SOURCE_PROPERTIES = ("title", "hash", "path", "file", "url", "retrieved")
"""What is said of a source, in order: `file` is its name, `retrieved` the day on which it was fetched from its address.

`path` is the copy that the package keeps, else the address; where it is the copy, `url` is the address.
"""

RESOURCE_PROPERTIES = (
    *("name", "type", *_TITLES, "path", "scheme", "format", "mediatype", "encoding"),
    *("dialect", "bytes", "hash", "schema"),
)
"""Every property that a resource may have, in order."""


def sha256(data: bytes) -> str:
    """The hash of a file as descriptors write it: `sha256:` and 64 hexadecimal digits."""
    return "sha256:" + hashlib.sha256(data).hexdigest()


def source_path(number: int) -> str:
    """Where the text of the file `number` (from 1) of a disclosure is kept: `source/document-2.txt` of the second."""
    return SOURCE_PATH if number == 1 else SOURCE_PATH.replace(".txt", f"-{number}.txt")


def is_address(text: object) -> bool:
    """Whether a text is the web address of a document."""
    return isinstance(text, str) and _ADDRESS.fullmatch(text) is not None


def address_of(source: Mapping[str, Any]) -> str:
    """Where a source was published; blank where that is not known.

    It is the `path` of a source, or its `url` where the path is that of the copy which the package keeps.
    """
    return next((str(source[key]) for key in ("url", "path") if is_address(source.get(key))), "")


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
    texts: Mapping[int, bytes],
    version: str,
) -> dict[str, Any]:
    """The whole descriptor.

    `files` maps resource names, in order, to CSV bytes; `units` the resources that hold amounts to their unit;
    `texts` the numbers of the document's files, from 1, to the text of each that the package keeps.
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
        "sources": _sources(metadata, texts),
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


def _sources(metadata: Mapping[str, Any], texts: Mapping[int, bytes]) -> list[dict[str, Any]]:
    sources = [dict(entry) for entry in metadata.get("sources") or []]
    if texts and not sources:
        sources.append({"title": metadata.get("title", "")})
    for number, text in texts.items():
        source = sources[number - 1]
        if address := address_of(source):
            source["url"] = address
        source.update(path=source_path(number), hash=sha256(text))
    named = [entry for entry in sources if entry.get("title")]
    return [{key: entry[key] for key in (*SOURCE_PROPERTIES, *entry) if key in entry} for entry in named]
