"""Limits of time and memory for work in this process: what was read apart may still take long to understand."""

from __future__ import annotations

import re
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from yusuan.errors import CannotRead

# A long disclosure takes three seconds and 200 MB.
SECONDS = 180.0
MEMORY_BYTES = 2_000_000_000
_RIGHT_FILE = "Is it the right file?"


class _OutOfTime(BaseException):
    """Not an Exception: nothing that is at work may take it for an error of its own."""


@contextmanager
def bounded(place: str, seconds: float = SECONDS, memory: int = MEMORY_BYTES) -> Iterator[None]:
    """End what is done within, with `CannotRead` of `place`, once it has taken `seconds` of the processor, or asks for
    more than `memory` bytes beyond what this process has. A system without such limits has none.
    """
    try:
        with _limited_memory(memory), _limited_time(seconds):
            yield
    except _OutOfTime:
        raise CannotRead(place, f"took longer than {seconds:g} seconds to understand.", _RIGHT_FILE) from None
    except MemoryError:
        problem = f"needs more than {memory // 1_000_000:,} MB to be understood."
        raise CannotRead(place, problem, _RIGHT_FILE) from None


@contextmanager
def _limited_time(seconds: float) -> Iterator[None]:
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGPROF, _end)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _end(_: int, __: FrameType | None) -> None:
    raise _OutOfTime


@contextmanager
def _limited_memory(memory: int) -> Iterator[None]:
    try:
        import resource

        has = re.search(r"VmSize:\s*([0-9]+) kB", Path("/proc/self/status").read_text("ascii", "replace"))
    except (ImportError, OSError):
        has = None
    if has is None:
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = int(has[1]) * 1024 + memory
    allowed = [limit for limit in (soft, hard) if limit != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_AS, (min([wanted, *allowed]), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
