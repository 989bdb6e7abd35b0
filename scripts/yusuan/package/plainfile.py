"""The one way to open a file of a package: a plain file, reached through no link, and never more of it than is allowed.

Packages come from strangers. A link would show any file of whoever reads it, a pipe would wait for ever, and a device
never ends.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

from yusuan.errors import InvalidPackage
from yusuan.inputs import NotRegular, read_regular
from yusuan.package.layout import REFERENCE, SCHEMAS, is_package_folder

_PLAIN = "a package contains plain files only."
_LINK = f"is a link; {_PLAIN}"
_PUT = "Put the file itself there."
_LINKED = frozenset({errno.ELOOP, getattr(errno, "EMLINK", errno.ELOOP), getattr(errno, "EFTYPE", errno.ELOOP)})


def read_plain(path: Path, most: int, mend: str) -> bytes:
    """The bytes of a file of a package, or of the reference or the schemas.

    Raises `InvalidPackage`, which says to `mend` it where nothing better is known, when the file is missing, a link or
    reached through one, no plain file, larger than `most` bytes, or unreadable.
    """
    refuse_links(path.parent)
    try:
        data = read_regular(path, most)
    except FileNotFoundError:
        raise InvalidPackage(str(path), "the file is missing.", mend) from None
    except NotRegular:
        problem = f"is not a plain file; {_PLAIN}"
        raise InvalidPackage(str(path), problem, "Delete it, or put a plain file there.") from None
    except OSError as error:
        if error.errno in _LINKED or path.is_symlink():
            raise InvalidPackage(str(path), _LINK, _PUT) from None
        raise InvalidPackage(str(path), f"cannot be read ({error.strerror}).", "Put a plain file there.") from None
    if len(data) > most:
        raise InvalidPackage(str(path), f"is larger than {most:,} bytes.", mend)
    return data


def is_there(path: Path) -> bool:
    """Whether anything has this name, be it a link that leads nowhere: then it is not to be passed over."""
    return os.path.lexists(path)


def refuse_links(folder: Path) -> None:
    """Raise `InvalidPackage` where a folder of a package, the package, or its agency is a link.

    What lies above them is the reader's own, and may be one.
    """
    for inner in _of_package(folder):
        if inner.is_symlink():
            raise InvalidPackage(str(inner), "is a link; a package is a folder of its own.", "Put the folder there.")


def _of_package(folder: Path) -> Iterator[Path]:
    for inner in (folder, *folder.parents):
        if is_package_folder(inner.name):
            yield from (inner, inner.parent)
            return
        if inner.name in (REFERENCE, SCHEMAS):
            yield inner
            return
        if inner.name not in ("data", "source"):
            return
        yield inner
