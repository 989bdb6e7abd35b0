"""Damaged documents and descriptors are read or refused with one clear line; `make fuzz` tries them for long."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from . import fuzz
from .fuzz import TARGETS, try_one

MANY = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("target", TARGETS)
def test_a_few_damaged_inputs_are_read_or_refused(target: str, tmp_path: Path) -> None:
    for seed in range(1 if target == "recogniser" else 3):
        try_one(target, seed, tmp_path)


@pytest.mark.thorough
@pytest.mark.parametrize("target", TARGETS)
@MANY
@given(seed=st.integers(0, 10**9))
def test_damaged_inputs_are_read_or_refused(target: str, tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    try_one(target, seed, tmp_path_factory.mktemp("fuzz"))


def test_what_never_ends_is_a_find(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fuzz, "SLOW", 0.2)
    monkeypatch.setattr(fuzz, "try_document", lambda *_: re.fullmatch("(a|a)*b", "a" * 60))
    with pytest.raises(TimeoutError, match="of the processor"):
        try_one("text", 0, tmp_path)
