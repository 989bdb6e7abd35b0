"""CONTRIBUTING: followed word by word, it works and prints what it says."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from tests.docs.walking import printed_so, session, shell_in

PROJECT = Path(__file__).parents[2]
TEXT = (PROJECT / "CONTRIBUTING.md").read_text("utf-8")
ECHO_CODE = "echo $?"


@pytest.fixture
def shell(tmp_path: Path):
    """Run a line in bash in a clone that has `yusuan` on its path; returns its exit code and what it printed."""
    clone = tmp_path / "yusuan"
    for part in ("VERSION", "schemas", "reference", "changji-sme"):
        copy = shutil.copytree if (PROJECT / "datapackages" / part).is_dir() else shutil.copyfile
        (clone / "datapackages").mkdir(parents=True, exist_ok=True)
        copy(PROJECT / "datapackages" / part, clone / "datapackages" / part)
    run = shell_in(clone, tmp_path / "bin", PROJECT / "scripts", own=True)
    begin = (
        "git init -q -b main",
        "git config commit.gpgsign false",
        "git add datapackages",
        "git commit -q -m Published",
    )
    for line in begin:
        assert run(line) == (0, "")
    return run


def test_followed_word_by_word_every_command_prints_what_is_shown(shell) -> None:
    lines = session(TEXT)
    assert sum(line.startswith("yusuan ") for line, _ in lines) >= 8
    code = 0
    for line, said in lines:
        code, printed = (code, f"{code}\n") if line == ECHO_CODE else shell(line)
        assert printed_so(said, printed), f"`{line}` prints otherwise; show in CONTRIBUTING.md:\n{printed}"


def test_it_says_how_many_steps_there_are() -> None:
    steps = [int(number) for number in re.findall(r"^(\d+)\. \*\*", TEXT, re.MULTILINE)]
    assert steps == list(range(1, 10))
    assert "Nine steps" in TEXT


def test_it_says_how_many_commands_the_walk_takes_and_one_of_them_commits_what_was_added() -> None:
    walk = TEXT[: TEXT.index("### A cell that was read wrongly")]
    ready = re.search(r"^ *```sh\n(.*?)^ *```$", walk, re.MULTILINE | re.DOTALL)
    assert ready
    typed = [line.strip() for line in ready[1].splitlines()] + re.findall(r"^ *\$ (.*)$", walk, re.MULTILINE)
    commands = [line for line in typed if line != ECHO_CODE]
    assert f"took {len(commands)} commands and" in TEXT
    eighth = walk[walk.index("\n8. **Commit.**") : walk.index("\n9. ")]
    assert re.search(r"^ *\$ git commit ", eighth, re.MULTILINE)


def test_every_make_target_that_is_named_is_one() -> None:
    targets = set(re.findall(r"^([a-z]+):", (PROJECT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z]+)`|^ *make ([a-z]+)$", TEXT, re.MULTILINE)) != set()
    assert {a or b for a, b in re.findall(r"`make ([a-z]+)`|^ *make ([a-z]+)$", TEXT, re.MULTILINE)} <= targets


def test_every_link_within_the_project_leads_to_a_file() -> None:
    links = [link for link in re.findall(r"\]\(([^)#]+)", TEXT) if not link.startswith("https:")]
    assert links
    assert [link for link in links if not (PROJECT / link).is_file()] == []


def test_every_link_within_the_page_leads_to_a_heading() -> None:
    headings = {
        re.sub(r"[^a-z ]", "", title.lower()).replace(" ", "-")
        for title in re.findall(r"^#+ (.*)$", TEXT, re.MULTILINE)
    }
    assert set(re.findall(r"\]\(#([^)]+)\)", TEXT)) <= headings
