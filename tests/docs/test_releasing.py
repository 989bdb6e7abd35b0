"""RELEASING names commands, targets and files that are there."""

from __future__ import annotations

import re
from pathlib import Path

import click

from yusuan.cli import group

PROJECT = Path(__file__).parents[2]
TEXT = (PROJECT / "RELEASING.md").read_text("utf-8")


def test_every_command_and_target_that_it_names_is_there() -> None:
    verbs = set(re.findall(r"\byusuan ([a-z]+)", TEXT))
    assert verbs
    assert verbs <= set(group.list_commands(click.Context(group)))
    targets = set(re.findall(r"`make ([a-z]+)`", TEXT))
    assert {"test", "thorough", "lock"} <= targets
    assert targets <= set(re.findall(r"^([a-z]+):", (PROJECT / "Makefile").read_text("utf-8"), re.MULTILINE))


def test_every_file_that_it_names_is_there() -> None:
    for name in ("scripts/yusuan/__init__.py", "CITATION.cff", "CHANGELOG.md", "datapackages/VERSION", ".ci/run"):
        assert name in TEXT
        assert (PROJECT / name).is_file()
