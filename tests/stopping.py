"""Work that is stopped at its n-th change to the disk, as by a kill or a full disk: in a forked process, which it ends."""

from __future__ import annotations

import errno
import multiprocessing
import os
import signal
from collections.abc import Callable
from typing import Any, NoReturn

Change = Callable[..., Any]


def stopped_at(step: int, work: Callable[[Callable[[Change], Change]], None], stop: str = "kill") -> bool:
    """Do `work` in a process that stops before its change number `step` (from 0), by a "kill" or a "full disk".

    Returns whether it came that far. `work` is given a function, and passes each call that changes the disk through it.
    """
    child = multiprocessing.get_context("fork").Process(target=_work, args=(step, work, stop))
    child.start()
    child.join()
    assert child.exitcode in (0, -signal.SIGKILL if stop == "kill" else 1)
    return child.exitcode != 0


def _work(step: int, work: Callable[[Callable[[Change], Change]], None], stop: str) -> None:
    count = 0

    def counted(change: Change) -> Change:
        def instead(*words: Any, **options: Any) -> Any:
            nonlocal count
            count += 1
            if count > step:
                _fail(stop)
            return change(*words, **options)

        return instead

    if stop != "kill":
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # what is raised here is meant to be
    work(counted)


def _fail(stop: str) -> NoReturn:
    if stop == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
