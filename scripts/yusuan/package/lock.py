"""One writer at a time in a folder of packages, whichever process it is in."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from yusuan.errors import YusuanError

SECONDS = 120.0


@contextmanager
def locked(folder: Path, seconds: float = SECONDS) -> Iterator[None]:
    """Keep every other process (and thread) that asks for the same folder waiting until this is done.

    The system lets go when a process ends, however it ends. Raises `YusuanError` after `seconds` of waiting.
    Not to be asked for twice, one inside the other.
    """
    handle = _open(folder)
    try:
        until = time.monotonic() + seconds
        while not _take(handle):
            if time.monotonic() > until:
                raise YusuanError(str(folder), "another command is writing there.", "Run this again when it has ended.")
            time.sleep(0.05)
        yield
    finally:
        os.close(handle)  # which lets go of it


if sys.platform == "win32":
    import msvcrt

    def _open(folder: Path) -> int:
        # Windows locks files only; one with a hidden name is nobody's data.
        return os.open(folder / ".lock", os.O_RDWR | os.O_CREAT)

    def _take(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _open(folder: Path) -> int:
        # The folder itself is locked, so that no file is left in it.
        return os.open(folder, os.O_RDONLY)

    def _take(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
