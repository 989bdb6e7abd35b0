"""The package as one zip: the folder, its source without personal data, and a README; the same bytes in every build."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

from yusuan.downloads.citation import readme
from yusuan.downloads.contents import Contents
from yusuan.errors import InvalidPackage

_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can hold: its entries have no history


def archive(contents: Contents) -> bytes:
    """The archive's bytes; `datapackage.json` lies at its root, where tools look for it.

    Raises `InvalidPackage` for a link in the folder: what it points to is not the package's to give away.
    """
    files = {name: path.read_bytes() for name, path in _files(contents.folder)} | contents.published
    files["README.txt"] = readme(contents).encode("utf-8")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archived:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _DAY)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archived.writestr(entry, files[name], compresslevel=9)
    return out.getvalue()


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if any(part.startswith(".") for part in name.parts):
            continue
        if path.is_symlink():
            raise InvalidPackage(
                str(path), "is a link; a package contains plain files only.", "Put the file itself there."
            )
        if path.is_file():
            yield name.as_posix(), path
