"""Among how many processes work is shared, and how they begin: decided here for all stages of a build."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from typing import Any

from yusuan.garbage import collect_seldom

MOST = 8
"""Each takes some hundred megabytes of memory."""


def number(tasks: int, worth: int) -> int:
    """How many processes are to share so many tasks: as many as there are cores, up to `MOST`.

    Fewer than `worth` are done sooner by this process alone.
    """
    return min(os.cpu_count() or 1, MOST) if tasks >= worth else 1


def pool(workers: int, begin: Callable[..., object] | None = None, *given: Any) -> ProcessPoolExecutor:
    """So many processes, each of which begins by calling `begin` with what is `given`.

    They are new ones rather than copies of this one: DuckDB, and what draws, have threads of their own, and these do
    not survive a fork.
    """
    return ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), _begin, (begin, given))


def _begin(begin: Callable[..., object] | None, given: tuple[Any, ...]) -> None:
    collect_seldom()
    if begin:
        begin(*given)
