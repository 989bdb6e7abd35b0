"""What of a package is published otherwise than it is kept: the texts of its sources, with their personal data masked.

The package keeps its sources as they were published. The copy that is given away has each of these characters covered,
so that every place holds; its hash is its own, and its descriptor says so.
"""

from __future__ import annotations

from pathlib import Path

from yusuan.decoding import ENCODINGS, decode
from yusuan.package.csvfile import read_bytes, read_rows
from yusuan.package.descriptor import data_path, sha256, source_path
from yusuan.package.jsonfile import read_json, to_json_bytes
from yusuan.package.plainfile import is_there
from yusuan.personal import PERMISSIONS, Permissions, masked_text

DESCRIPTOR = "datapackage.json"


def published_text(folder: Path, number: int = 1) -> str | None:
    """The text of a file (from 1) of the disclosure as it may be shown; None where the package keeps none."""
    path = folder / source_path(number)
    if not path.is_file():
        return None
    return masked_text(decode(read_bytes(path), str(path)), permissions_of(folder))


def published_files(folder: Path) -> dict[str, bytes]:
    """The files, by path inside the package, that differ from those which the package keeps; none in most."""
    descriptor = read_json(folder / DESCRIPTOR)
    sources = descriptor.get("sources")
    files: dict[str, bytes] = {}
    for number, source in enumerate(sources if isinstance(sources, list) else [], start=1):
        name = source_path(number)
        if source.get("path") != name or not (folder / name).is_file():
            continue
        data = read_bytes(folder / name)
        encoding = _encoding(data)
        text = data.decode(encoding)
        masked = masked_text(text, permissions_of(folder))
        if masked != text:
            files[name] = masked.encode(encoding)
            source.update(hash=sha256(files[name]), masked=True, masked_from=sha256(data))
    return files | {DESCRIPTOR: to_json_bytes(descriptor)} if files else {}


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
