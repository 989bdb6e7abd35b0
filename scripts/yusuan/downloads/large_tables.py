"""The large derived tables as they are given away: their CSV compressed, and the data package that says so.

Which these are is told by their size alone. They have a row for every printed figure, or several, and most of each row
is the same as in the row before: compressed they are a tenth or less, and pandas, R, DuckDB and Frictionless read them
as they are.
"""

from __future__ import annotations

import hashlib
import mmap
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from yusuan import store
from yusuan.package.csvfile import write_bytes
from yusuan.package.jsonfile import read_json, to_json_bytes
from yusuan.package.layout import PackageId

LARGE = 50_000
"""A table is large that takes more than so many bytes of CSV a disclosure."""

_LEVEL = 6
"""Of zlib's: the ninth takes half as long again, for three per cent less."""
_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
"""Of a gzip file without a name, with no time, of no system."""
_LAST = b"\x03\x00"
"""An empty block, which says that none comes after it."""


def compress(tables: Path, ids: Sequence[PackageId], folder: Path, kept: Path | None = None) -> None:
    """Write `<table>.csv.gz` of each large table in `tables`, and the `datapackage.json` of all, into `folder`.

    Rows of packages that have not changed are not compressed again where they are `kept` from another build; the
    bytes are the same.
    """
    folder.mkdir(parents=True)
    descriptor = read_json(tables / "datapackage.json")
    described = [
        _compressed(resource, tables, ids, folder, kept) if resource["bytes"] > LARGE * len(ids) else resource
        for resource in descriptor["resources"]
    ]
    (folder / "datapackage.json").write_bytes(to_json_bytes({**descriptor, "resources": described}))
    if kept:
        names = [each["path"] for each in described if "compression" in each]
        digests = [each["hash"].removeprefix("sha256:") for each in described]
        store.keep_only(kept, {*names, *(f"{digest}.gz" for digest in digests)})


def _compressed(
    resource: dict[str, Any], tables: Path, ids: Sequence[PackageId], folder: Path, kept: Path | None
) -> dict[str, Any]:
    """Write a table compressed; returns how the data package describes it now."""
    name = f"{resource['path']}.gz"
    total, size, check, length = hashlib.sha256(), 0, 0, 0
    pieces: list[tuple[bytes, int]] = []
    with (
        (tables / resource["path"]).open("rb") as source,
        (folder / name).open("xb") as target,
        _kept_pieces(kept, name) as before,
    ):

        def write(block: bytes) -> None:
            nonlocal size
            target.write(block)
            total.update(block)
            size += len(block)

        write(_HEAD)
        for piece in _pieces(source.fileno(), ids):
            key = hashlib.sha256(piece).digest()
            deflated = before(key) or _deflated(piece)
            write(deflated)
            pieces.append((key, len(deflated)))
            check, length = zlib.crc32(piece, check), length + len(piece)
        write(_LAST + check.to_bytes(4, "little") + (length % (1 << 32)).to_bytes(4, "little"))
    if kept:
        _keep_pieces(kept, name, folder / name, total.hexdigest(), pieces)
    described: dict[str, Any] = {}
    for key_, value in resource.items():
        described[key_] = value
        if key_ == "format":
            described["compression"] = "gz"
    return described | {"path": name, "bytes": size, "hash": f"sha256:{total.hexdigest()}"}


@contextmanager
def _kept_pieces(kept: Path | None, name: str) -> Iterator[Callable[[bytes], bytes | None]]:
    """What finds a piece that was compressed for another build, by the digest of its text."""
    found = store.recall(kept, name, ()) if kept else None
    if not kept or not found:
        yield lambda _: None
        return
    digest, pieces = found
    try:
        file = (kept / f"{digest}.gz").open("rb")
    except OSError:
        yield lambda _: None
        return
    places, place = {}, len(_HEAD)
    for key, size in pieces:
        places[key] = (place, size)
        place += size
    with file:

        def read(key: bytes) -> bytes | None:
            if key not in places:
                return None
            start, size = places[key]
            file.seek(start)
            return file.read(size)

        yield read


def _keep_pieces(kept: Path, name: str, path: Path, digest: str, pieces: Sequence[tuple[bytes, int]]) -> None:
    """Keep a compressed table under its digest, as a second name of it, and what pieces it has."""
    kept.mkdir(parents=True, exist_ok=True)
    whole = kept / f"{digest}.gz"
    if not whole.exists():
        try:
            whole.hardlink_to(path)
        except OSError:  # not every file system has them
            write_bytes(whole, path.read_bytes())
    store.remember(kept, name, (digest, pieces), (), ())


def _deflated(piece: bytes) -> bytes:
    """A piece compressed by itself, so that it may stand after any other."""
    packer = zlib.compressobj(_LEVEL, wbits=-zlib.MAX_WBITS)
    return packer.compress(piece) + packer.flush(zlib.Z_SYNC_FLUSH)


def _pieces(file: int, ids: Sequence[PackageId]) -> Iterator[bytes]:
    """A table's text in pieces: the header with what stands before the first package, then the rows of each package.

    They are sorted by it. Where a text looked like the beginning of a row, a piece would only be another one.
    """
    with mmap.mmap(file, 0, access=mmap.ACCESS_READ) as text:
        start = 0
        for package in sorted(map(str, ids)):
            found = text.find(f"\n{package},".encode(), max(start - 1, 0)) + 1
            if found > start:
                yield text[start:found]
                start = found
        yield text[start:]
