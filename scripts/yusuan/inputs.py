"""What a command reads, looked at before it is read: regular files of a bounded size, and no links, pipes or devices.

A pipe would wait for ever, a device never ends, and a link leads to any file of whoever reads it.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MAX_BYTES = 64 * 1024 * 1024
"""No file that people or programs put into the project is as large."""

# None of these is on every system. O_NONBLOCK keeps a pipe from waiting for its other end.
_FLAGS = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY", "O_NOCTTY"))
_KINDS = {stat.S_IFLNK: "a link", stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket"}
_CACHE = "__pycache__"


@dataclass(frozen=True)
class Entry:
    """One name below a folder, and what the system says of it without following it."""

    path: Path
    status: os.stat_result

    @property
    def is_plain(self) -> bool:
        """Whether it is a regular file that is small enough to be read."""
        return stat.S_ISREG(self.status.st_mode) and self.status.st_size <= MAX_BYTES

    @property
    def fault(self) -> str | None:
        """Why it is not to be read: "is a link", "is larger than …"; None for what is."""
        kind = stat.S_IFMT(self.status.st_mode)
        if kind == stat.S_IFREG:
            return None if self.is_plain else f"is larger than {MAX_BYTES:,} bytes"
        return f"is {_KINDS.get(kind, 'a device')}"

    @property
    def mark(self) -> tuple[int, ...]:
        """What is another whenever the file was written, replaced, or renamed."""
        about = self.status
        return (about.st_mode, about.st_ino, about.st_size, about.st_mtime_ns, about.st_ctime_ns)


def entries(folder: Path, deepest: int | None = None) -> Iterator[Entry]:
    """Every entry below `folder` that is no folder, in one order, or `folder` itself if it is a file.

    Nothing is followed but `folder` itself, which is the reader's own. Hidden ones and caches of Python are left out.
    Folders more than `deepest` steps below are not entered.
    """
    try:
        if not stat.S_ISDIR(folder.stat().st_mode):
            yield Entry(folder, folder.stat())
            return
    except FileNotFoundError:
        return
    yield from _below(folder, deepest)


def _below(folder: Path, deepest: int | None) -> Iterator[Entry]:
    with os.scandir(folder) as found:
        listed = sorted((entry for entry in found if not entry.name.startswith(".")), key=lambda entry: entry.name)
    inner = []
    for entry in listed:
        if entry.is_dir(follow_symlinks=False):
            inner += [entry.name] if entry.name != _CACHE else []
        else:
            yield Entry(folder / entry.name, entry.stat(follow_symlinks=False))
    if deepest == 0:
        return
    for name in inner:
        yield from _below(folder / name, None if deepest is None else deepest - 1)


def folders(folder: Path) -> Iterator[Entry]:
    """`folder` and every folder below it, but hidden ones and caches of Python, in one order. Nothing is followed."""
    try:
        yield Entry(folder, folder.stat())
    except FileNotFoundError:
        return
    with os.scandir(folder) as found:
        inner = [entry.name for entry in found if entry.is_dir(follow_symlinks=False)]
    for name in sorted(inner):
        if not name.startswith(".") and name != _CACHE:
            yield from folders(folder / name)


class NotRegular(OSError):
    """What was to be read is a pipe, a device or a folder."""


def read_regular(path: Path, most: int) -> bytes:
    """The bytes of a regular file that is no link; one byte more than `most` where it is larger.

    Raises `NotRegular` for what is none, and OSError for a link and for what cannot be read.
    """
    handle = os.open(path, _FLAGS)
    try:
        about = os.fstat(handle)
        if not stat.S_ISREG(about.st_mode):
            raise NotRegular(errno.EINVAL, "not a regular file", str(path))
        with open(handle, "rb", closefd=False) as file:
            return file.read(min(about.st_size, most) + 1)
    finally:
        os.close(handle)


def read_named(path: Path, most: int) -> bytes:
    """The bytes of a regular file that a person named, which may be reached through links of their own.

    Raises OSError as `read_regular` does, and for a file of more than `most` bytes.
    """
    data = read_regular(path.resolve(), most)
    if len(data) > most:
        raise OSError(errno.EFBIG, f"larger than {most:,} bytes", str(path))
    return data
