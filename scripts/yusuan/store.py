"""What is made of disclosures kept from build to build: what nothing has changed for is not made again.

It is kept under a digest of everything that it is made from. Deleting the store costs time alone.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import platform
import zlib
from collections.abc import Collection, Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Any

from yusuan.package.csvfile import write_bytes
from yusuan.program import digest_of

_FAST = 1
"""Of zlib's levels: pages are a tenth of their size with the least work, too."""


def digest_of_makers(code: Iterable[str], libraries: Iterable[str], *sources: Path) -> bytes:
    """A digest of what makes something, whichever disclosure it is of.

    That is parts of this program (as `program.digest_of` takes them), libraries, and the files of `sources`.
    """
    versions = " ".join(f"{name} {version(name)}" for name in libraries)
    total = hashlib.sha256(f"{versions} Python {platform.python_version()}".encode())
    total.update(digest_of(*code))
    total.update(digest_of_files(*sources))
    return total.digest()


def digest_of_files(*folders: Path) -> bytes:
    """A digest of every file in some folders, or of some files, by their names and bytes."""
    total = hashlib.sha256()
    for folder in folders:
        paths = [folder] if folder.is_file() else sorted(path for path in folder.rglob("*") if path.is_file())
        total.update(f"{len(paths)}\n".encode())
        for path in paths:
            content = path.read_bytes()
            total.update(f"{path.relative_to(folder.parent).as_posix()} {len(content)}\n".encode() + content)
    return total.digest()


def key(*parts: object) -> str:
    """The digest of what something is made from, each part with its length before it."""
    total = hashlib.sha256()
    for part in parts:
        content = part if isinstance(part, bytes) else repr(part).encode("utf-8", "surrogatepass")
        total.update(f"{len(content)}\n".encode() + content)
    return total.hexdigest()


def recall(folder: Path, name: str, roots: Iterable[Path]) -> Any:
    """What was kept under this key, its files being written below the `roots` they belong to; None where nothing was.

    Nothing but what this program wrote is read.
    """
    try:
        kept, files = pickle.loads(zlib.decompress((folder / name).read_bytes()))  # noqa: S301
    except (OSError, ValueError, EOFError, AttributeError, ImportError, zlib.error, pickle.UnpicklingError):
        return None  # a store that cannot be read is only slower
    for root, texts in zip(roots, files, strict=True):
        for path, content in texts.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(content)
    return kept


def remember(folder: Path, name: str, kept: object, roots: Iterable[Path], paths: Collection[str]) -> None:
    """Keep an object, and of the files at `paths` those that are below each of the `roots`."""
    files = [{path: (root / path).read_bytes() for path in paths if (root / path).is_file()} for root in roots]
    write_bytes(folder / name, zlib.compress(pickle.dumps((kept, files), protocol=5), _FAST))


def keep_only(folder: Path, names: Collection[str]) -> None:
    """Delete what is kept under other keys than these."""
    for entry in os.scandir(folder) if folder.is_dir() else ():
        if entry.is_file(follow_symlinks=False) and entry.name not in names:
            Path(entry.path).unlink()
