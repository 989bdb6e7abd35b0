"""Work is shared among as many processes as there are cores, where it is worth starting them."""

from __future__ import annotations

import gc
import os

import pytest

from yusuan import workers


@pytest.mark.parametrize(
    ("cores", "tasks", "number"), [(4, 9, 1), (4, 10, 4), (64, 10, workers.MOST), (None, 10, 1), (1, 1_000, 1)]
)
def test_the_cores_share_what_is_worth_it(
    monkeypatch: pytest.MonkeyPatch, cores: int | None, tasks: int, number: int
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: cores)
    assert workers.number(tasks, worth=10) == number


def test_a_worker_looks_for_circles_as_seldom_as_the_command() -> None:
    with workers.pool(1) as pool:
        assert pool.submit(gc.get_threshold).result()[0] > 10_000
