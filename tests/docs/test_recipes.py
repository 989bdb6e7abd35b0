"""RECIPES: followed word by word in a copy of the repository, each works and prints what it says."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.docs.walking import printed_so, session, shell_in


def copy_of(project: Path, folder: Path) -> Path:
    """A copy of the program and of one disclosure, to be changed at will."""
    clone = folder / "yusuan"
    for part in ("scripts", "site_src", "datapackages/schemas", "datapackages/reference", "datapackages/changji-sme"):
        shutil.copytree(project / part, clone / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(project / "mkdocs.yml", clone)
    return clone


def test_followed_word_by_word_every_recipe_works(project: Path, tmp_path: Path) -> None:
    clone = copy_of(project, tmp_path)
    shell = shell_in(clone, tmp_path / "bin", clone / "scripts")
    for line, said in session((project / "scripts/RECIPES.md").read_text("utf-8")):
        _, printed = shell(line)
        assert printed_so(said, printed), f"`{line}` prints otherwise; show in scripts/RECIPES.md:\n{printed}"
