"""RECIPES: followed word by word in a copy of the repository, each works and prints what it says.

That takes a build, so `make thorough` does it; each time, the commands are held against those that there are.
"""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import click
import pytest
from tests.docs.walking import printed_so, session, shell_in

from yusuan.cli import group


def copy_of(project: Path, folder: Path) -> Path:
    """A copy of the program and of one disclosure, to be changed at will."""
    clone = folder / "yusuan"
    for part in ("scripts", "site_src", "datapackages/schemas", "datapackages/reference", "datapackages/changji-sme"):
        shutil.copytree(project / part, clone / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(project / "mkdocs.yml", clone)
    return clone


def test_every_command_is_one_and_has_the_options_that_it_is_given(project: Path) -> None:
    lines = [line for line, _ in session((project / "scripts/RECIPES.md").read_text("utf-8"))]
    given = [shlex.split(line.partition("|")[0])[1:] for line in lines if line.startswith("yusuan ")]
    assert len(given) >= 5
    for name, *words in given:
        command = group.get_command(click.Context(group), name)
        assert command, name
        options = {option for parameter in command.params for option in parameter.opts}
        assert {word for word in words if re.match("--", word)} <= options


@pytest.mark.thorough
def test_followed_word_by_word_every_recipe_works(project: Path, tmp_path: Path) -> None:
    clone = copy_of(project, tmp_path)
    shell = shell_in(clone, tmp_path / "bin", clone / "scripts")
    for line, said in session((project / "scripts/RECIPES.md").read_text("utf-8")):
        _, printed = shell(line)
        assert printed_so(said, printed), f"`{line}` prints otherwise; show in scripts/RECIPES.md:\n{printed}"
