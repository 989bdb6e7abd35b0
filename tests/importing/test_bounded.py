"""What a document makes of the time and the memory of the program that understands it has a limit."""

from __future__ import annotations

import resource
import signal
import time

import pytest

from yusuan.errors import CannotRead
from yusuan.importing.bounded import bounded


def work_on(seconds: float) -> None:
    """Use the processor, and take whatever happens for an error of this work."""
    begun = time.process_time()
    while time.process_time() - begun < seconds:
        try:
            sum(range(1000))
        except Exception:  # noqa: BLE001 - a careless reader may do so
            continue


def test_what_takes_too_long_to_understand_is_ended_with_one_line() -> None:
    with pytest.raises(CannotRead, match=r"a\.txt: took longer than 0\.2 seconds to understand"), bounded("a.txt", 0.2):
        work_on(5)
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)


def test_what_takes_too_much_memory_is_ended_with_one_line() -> None:
    before = resource.getrlimit(resource.RLIMIT_AS)
    with pytest.raises(CannotRead, match=r"a\.txt: needs more than 50 MB"), bounded("a.txt", memory=50_000_000):
        bytearray(500_000_000)
    assert resource.getrlimit(resource.RLIMIT_AS) == before


def test_what_keeps_within_its_limits_goes_on() -> None:
    with bounded("a.txt", 5):
        assert sum(range(10)) == 45
