"""No pattern of the program takes a time that grows out of hand with the text that a stranger wrote."""

from __future__ import annotations

import functools
import importlib
import pkgutil
import re
import signal
from collections.abc import Iterator
from itertools import product
from types import FrameType, ModuleType

import pytest

import yusuan

SECONDS = 1.0
"""Of the processor, for one search of one pattern; all others take a thousandth of it."""
SIGNS = "10一年表项(（)）.。…:：、，-—～ \t/%a<[{'\"续第万元"
# Where each sign may be read in two ways, twice as many ways with every sign; where three things repeat, their cube.
HOSTILE = (
    *(sign * 40 + "\u0001" for sign in SIGNS),
    *((one + other) * 30 + "\u0001" for one, other in product(SIGNS, SIGNS) if one != other),
    *(sign * 600 + "\u0001" for sign in SIGNS),
)


def modules() -> Iterator[ModuleType]:
    """Every module of the program that can be loaded by itself."""
    for found in pkgutil.walk_packages(yusuan.__path__, "yusuan."):
        if not found.name.endswith(("__main__", ".hook")):
            yield importlib.import_module(found.name)


@functools.cache
def patterns() -> dict[str, re.Pattern[str]]:
    """Every pattern of text that a module holds, by where it stands, also those in its tuples and dictionaries."""
    found: dict[re.Pattern[str], str] = {}
    for module in modules():
        for name, held in vars(module).items():
            inner = held.values() if isinstance(held, dict) else held if isinstance(held, (list, tuple)) else [held]
            for one in inner:
                if isinstance(one, re.Pattern) and isinstance(one.pattern, str):
                    found.setdefault(one, f"{module.__name__}.{name}")
    return {f"{where} {pattern.pattern}": pattern for pattern, where in found.items()}


class TooLong(Exception):
    """A search that did not end in its time."""


def _stop(number: int, frame: FrameType | None) -> None:
    raise TooLong


@pytest.mark.thorough
@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this system has no timer of the processor's time")
def test_every_pattern_ends_on_any_text_in_its_time() -> None:
    slow = []
    before = signal.signal(signal.SIGVTALRM, _stop)
    try:
        for where, pattern in patterns().items():
            for text in HOSTILE:
                signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
                try:
                    pattern.search(text)
                    pattern.sub("", text)
                except TooLong:
                    slow.append(f"{where} on {text[:4]!r} × {len(text)}")
                    break
                finally:
                    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    finally:
        signal.signal(signal.SIGVTALRM, before)
    assert not slow
