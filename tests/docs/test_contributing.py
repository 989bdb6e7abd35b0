"""CONTRIBUTING: followed word by word, it works and prints what it says."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
TEXT = (PROJECT / "CONTRIBUTING.md").read_text("utf-8")


def sessions() -> list[tuple[str, list[str]]]:
    """Each command that the page shows at a prompt, and the lines that it is to print; `…` stands for any lines."""
    found = []
    for indent, block in re.findall(r"^( *)```console\n(.*?)^ *```$", TEXT, re.MULTILINE | re.DOTALL):
        lines = [line.removeprefix(indent) for line in block.splitlines()]
        assert lines[0].startswith("$ yusuan ")
        found.append((lines[0].removeprefix("$ yusuan "), lines[1:]))
    return found


@pytest.mark.parametrize(("words", "said"), sessions(), ids=lambda value: value if isinstance(value, str) else "")
def test_a_command_that_is_shown_prints_what_is_shown(repository: Path, yusuan, words: str, said: list[str]) -> None:
    ended = yusuan(*shlex.split(words))
    expected = "".join("(?:.*\n)*" if line == "…" else re.escape(line) + "\n" for line in said)
    assert re.fullmatch(expected, ended.out), (
        f"`yusuan {words}` prints otherwise; show in CONTRIBUTING.md:\n{ended.out}"
    )
    assert ended.code == 0


def test_every_make_target_that_is_named_is_one() -> None:
    targets = set(re.findall(r"^([a-z]+):", (PROJECT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z]+)`|^ *make ([a-z]+)$", TEXT, re.MULTILINE)) != set()
    assert {a or b for a, b in re.findall(r"`make ([a-z]+)`|^ *make ([a-z]+)$", TEXT, re.MULTILINE)} <= targets


def test_every_link_within_the_project_leads_to_a_file() -> None:
    links = [link for link in re.findall(r"\]\(([^)#]+)", TEXT) if not link.startswith("https:")]
    assert links
    assert [link for link in links if not (PROJECT / link).is_file()] == []
