"""What of a package is published otherwise than it is kept: the source's text, with its personal data masked.

The package keeps its source as it was published. The copy that is given away has each of these characters covered, so
that every place holds; its hash is its own, and its descriptor says so.
"""

from __future__ import annotations

from pathlib import Path

from yusuan.decoding import ENCODINGS, decode
from yusuan.package.csvfile import read_bytes, read_rows
from yusuan.package.descriptor import SOURCE_PATH, data_path, sha256
from yusuan.package.jsonfile import read_json, to_json_bytes
from yusuan.package.plainfile import is_there
from yusuan.personal import PERMISSIONS, Permissions, masked_text

DESCRIPTOR = "datapackage.json"


def published_text(folder: Path) -> str | None:
    """The source's text as it may be shown; None where the package keeps none."""
    path = folder / SOURCE_PATH
    if not path.is_file():
        return None
    return masked_text(decode(path.read_bytes(), str(path)), permissions_of(folder))


def published_files(folder: Path) -> dict[str, bytes]:
    """The files, by path inside the package, that differ from those which the package keeps; none in most."""
    path = folder / SOURCE_PATH
    if not path.is_file():
        return {}
    data = read_bytes(path)
    encoding = _encoding(data)
    text = data.decode(encoding)
    masked = masked_text(text, permissions_of(folder))
    if masked == text:
        return {}
    copy = masked.encode(encoding)
    descriptor = read_json(folder / DESCRIPTOR)
    for source in descriptor.get("sources", []):
        if source.get("path") == SOURCE_PATH:
            source.update(hash=sha256(copy), masked=True, masked_from=sha256(data))
    return {SOURCE_PATH: copy, DESCRIPTOR: to_json_bytes(descriptor)}


def permissions_of(folder: Path) -> Permissions:
    """What people have decided to publish of this package."""
    path = folder / data_path(PERMISSIONS)
    return Permissions(read_rows(path) if is_there(path) else ())


def _encoding(data: bytes) -> str:
    """The encoding that a text is in; a byte order mark stays one of its characters."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return ENCODINGS[-1]
    return "utf-8"
