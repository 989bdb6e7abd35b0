"""What a document makes of the time and the memory of the program that understands it has a limit."""

from __future__ import annotations

import fractions
import os
import pickle
import signal
import sys
import time
from decimal import Decimal

import pytest

from yusuan.errors import CannotRead
from yusuan.importing import apart
from yusuan.importing.apart import BrokeDown, Limits, work_apart


def work_on(seconds: float) -> int:
    """Use the processor, and take whatever happens for an error of this work."""
    begun = time.process_time()
    while time.process_time() - begun < seconds:
        try:
            sum(range(1000))
        except Exception:  # noqa: BLE001 - a careless reader may do so
            continue
    return 45


def take_memory(size: int) -> int:
    return len(bytearray(size))


def refuse(place: str) -> None:
    raise CannotRead(place, "is no budget.", "Is it the right file?")


def break_down() -> None:
    raise KeyError("a fault of the program")


def end_with(number: int) -> None:
    os.kill(os.getpid(), number)


def test_what_takes_too_long_to_understand_is_ended_with_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_PATIENCE", 1_000)  # the processor's time counts, however much others use of it
    begun = os.times().children_user
    with pytest.raises(
        CannotRead, match=r"^a\.txt: took longer than 1 seconds to understand\. Is it the right file\?$"
    ):
        work_apart("a.txt", work_on, 8, limits=Limits(seconds=1))
    assert os.times().children_user - begun < 3


def test_what_takes_too_much_memory_is_ended_with_one_line() -> None:
    with pytest.raises(CannotRead, match=r"^a\.txt: needs more than 50 MB to be understood\."):
        work_apart("a.txt", take_memory, 500_000_000, limits=Limits(memory=50_000_000))


@pytest.mark.parametrize("method", ["fork", "spawn"])
@pytest.mark.skipif(sys.platform == "win32", reason="has no fork")
def test_what_keeps_within_its_limits_comes_back(method: str) -> None:
    assert work_apart("a.txt", work_on, 0.0, method=method) == 45


def test_a_refusal_keeps_its_own_place_and_words() -> None:
    with pytest.raises(CannotRead) as refused:
        work_apart("a.txt", refuse, "L7")
    assert (refused.value.place, refused.value.problem) == ("L7", "is no budget.")


def test_a_fault_of_the_program_is_not_told_as_one_of_the_document() -> None:
    with pytest.raises(BrokeDown, match="a fault of the program"):
        work_apart("a.txt", break_down)
    with pytest.raises(BrokeDown, match="ended with -15"):
        work_apart("a.txt", end_with, signal.SIGTERM)


def test_nothing_comes_back_but_plain_data() -> None:
    with pytest.raises(pickle.UnpicklingError, match=r"fractions\.Fraction is not plain data"):
        work_apart("a.txt", fractions.Fraction, 1, 2)
    assert work_apart("a.txt", Decimal, "1.50", plain=[Decimal]) == Decimal("1.50")
