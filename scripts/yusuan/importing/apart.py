"""Works in a child process with limits of time and memory: what was read apart may still take long to understand."""

from __future__ import annotations

import contextlib
import io
import multiprocessing
import pickle
import re
import sys
import traceback
import warnings
from collections.abc import Callable, Collection
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, TypeVar

from yusuan.errors import CannotRead

_Result = TypeVar("_Result")

# A long disclosure takes three seconds and 200 MB.
SECONDS = 180.0
MEMORY_BYTES = 2_000_000_000
_PATIENCE = 10.0
"""How much longer than its time on the processor a child may take where others use the processor, too."""
_RIGHT_FILE = "Is it the right file?"
# A fork has the words of all forms already; elsewhere than on Linux the libraries of the system do not bear one.
METHOD = "fork" if sys.platform == "linux" else "spawn"

_RESULT, _REFUSED, _TIME, _MEMORY, _BROKEN = "result", "refused", "time", "memory", "broken"
# How the system ends a process at its limit: SIGXCPU, and SIGKILL where that does not end it.
_OUT_OF_TIME = (-24, -9)


@dataclass(frozen=True)
class Limits:
    """What a child may use: seconds of the processor, and bytes of memory beyond what its parent had."""

    seconds: float = SECONDS
    memory: int = MEMORY_BYTES


class BrokeDown(Exception):
    """What was at work in a child met an error of the program; its text is the child's traceback."""


def work_apart(
    place: str,
    work: Callable[..., _Result],
    *given: Any,
    plain: Collection[type] = (),
    limits: Limits | None = None,
    method: str = METHOD,
) -> _Result:
    """What `work(*given)` returns, done in a child process.

    What comes back is read as plain data: the classes in `plain` and Python's own values, and nothing else.
    Raises `CannotRead` of `place` where the child meets a limit, that of the work as it is, and `BrokeDown` where the
    program is at fault.
    """
    limits = limits or Limits()
    context: Any = multiprocessing.get_context(method)
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=_work, args=(theirs, limits, work, given))
    with ours:
        with warnings.catch_warnings():
            # Python warns of a fork beside other threads: the child takes none of their locks.
            warnings.simplefilter("ignore", DeprecationWarning)
            child.start()
        theirs.close()
        try:
            if ours.poll(_PATIENCE * limits.seconds):
                how, what = _Plain(ours.recv_bytes(), plain).load()
            else:
                how, what = _TIME, None
        except (EOFError, OSError):
            child.join()
            how, what = (_TIME if child.exitcode in _OUT_OF_TIME else _BROKEN), f"ended with {child.exitcode}"
        finally:
            child.kill()
            child.join()
    if how == _RESULT:
        result: _Result = what
        return result
    if how == _REFUSED:
        raise CannotRead(*what)
    if how == _TIME:
        raise CannotRead(place, f"took longer than {limits.seconds:g} seconds to understand.", _RIGHT_FILE)
    if how == _MEMORY:
        raise CannotRead(place, f"needs more than {limits.memory // 1_000_000:,} MB to be understood.", _RIGHT_FILE)
    raise BrokeDown(what)


def _work(answers: Connection, limits: Limits, work: Callable[..., Any], given: tuple[Any, ...]) -> None:
    """Work in the child, and send what came of it."""
    try:
        _limit(limits)
        data = pickle.dumps((_RESULT, work(*given)))
    except CannotRead as error:
        data = pickle.dumps((_REFUSED, (error.place, error.problem, error.remedy)))
    except MemoryError:
        data = pickle.dumps((_MEMORY, None))
    except KeyboardInterrupt:  # the parent has been told, too
        return
    except Exception:  # noqa: BLE001 - the parent raises it
        data = pickle.dumps((_BROKEN, traceback.format_exc()))
    with contextlib.suppress(BrokenPipeError):
        answers.send_bytes(data)


def _limit(limits: Limits) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits; the parent's patience stands.
        return

    def lower(kind: int, wanted: int) -> None:
        hard = resource.getrlimit(kind)[1]
        most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(kind, (most, hard))

    lower(resource.RLIMIT_CORE, 0)
    lower(resource.RLIMIT_CPU, max(1, round(limits.seconds)))
    with contextlib.suppress(OSError):
        has = re.search(r"VmSize:\s*([0-9]+) kB", Path("/proc/self/status").read_text("ascii", "replace"))
        if has is not None:
            lower(resource.RLIMIT_AS, int(has[1]) * 1024 + limits.memory)


class _Plain(pickle.Unpickler):
    """Makes objects of a few known classes, so that a child which a document has taken over makes nothing else here."""

    def __init__(self, data: bytes, known: Collection[type]) -> None:
        super().__init__(io.BytesIO(data))
        self._known = {(one.__module__, one.__qualname__): one for one in known}

    def find_class(self, module: str, name: str) -> type:
        """One of the known classes. Raises `UnpicklingError` for any other."""
        try:
            return self._known[module, name]
        except KeyError:
            raise pickle.UnpicklingError(f"{module}.{name} is not plain data") from None
