"""What may lie in a package's folder: plain files, none hidden, no links, and nothing that is not declared."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from yusuan.errors import InvalidPackage

MAX_ENTRIES = 1000
MAX_PACKAGE_BYTES = 16 * 1024 * 1024
"""All files of a package together. A table takes forty times its bytes while it is vetted; the largest disclosure known
has 0.6 million."""


def list_files(folder: Path, report: Callable[[str, str], None]) -> set[str]:
    """The plain files of a package, as paths inside it; links are neither followed nor listed.

    `report(path inside the package, message)` is called for everything else. Takes at most `MAX_ENTRIES` entries.
    """
    found: set[str] = set()
    if folder.is_symlink() or folder.parent.is_symlink():
        report("", "is a link; a package is a folder of its own. Put the folder itself there.")
        return found
    seen = 0
    pending = [""]
    while pending:
        under = pending.pop()
        for entry in sorted(os.scandir(folder / under), key=lambda entry: entry.name):
            path = f"{under}{entry.name}"
            seen += 1
            if seen > MAX_ENTRIES:
                report("", f"contains more than {MAX_ENTRIES} files. Move away what does not belong to the package.")
                return found
            if entry.is_symlink():
                report(path, "is a link; a package contains plain files only. Put the file itself there.")
            elif entry.name.startswith("."):
                report(path, "is hidden; a package contains no hidden files. Delete it.")
            elif entry.is_dir(follow_symlinks=False):
                pending.append(path + "/")
            elif entry.is_file(follow_symlinks=False):
                found.add(path)
            else:
                report(path, "is not a plain file. Delete it.")
    return found


def why_too_large(folder: Path, files: set[str]) -> str | None:
    """Why these files of a package are too large together to be read, or None."""
    size = sum((folder / path).lstat().st_size for path in files)
    if size <= MAX_PACKAGE_BYTES:
        return None
    return (
        f"has {size:,} bytes in its files; at most {MAX_PACKAGE_BYTES:,} are read of a package. Is it one disclosure?"
    )


def refuse_too_large(folder: Path) -> None:
    """Raise `InvalidPackage` where the files of a package are too large together. What else is wrong is not told."""
    if folder.is_dir() and (why := why_too_large(folder, list_files(folder, lambda *_: None))):
        raise InvalidPackage(str(folder), why)


def why_unsafe(path: object) -> str | None:
    """Why a path in a descriptor may not be followed, or None when it stays inside the package."""
    if not isinstance(path, str) or not path:
        return "is not a path"
    if "://" in path:
        return "is an address; nothing in a descriptor is fetched"
    if "\\" in path:
        return "has a backslash"
    if path.startswith("/") or path[1:2] == ":":
        return "is absolute"
    parts = path.split("/")
    if ".." in parts:
        return "leaves the package"
    if any(part.startswith(".") for part in parts):
        return "names a hidden file"
    return None
