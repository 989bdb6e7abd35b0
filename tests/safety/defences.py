"""Takes out each defence in turn, in a copy of the project, and expects that the test which covers it then fails.

Each file in `defences/` is one defence: which threat it meets, the test that fails without it, and the patch that takes
it out. Run `make defences`, or `python tests/safety/defences.py NAME…` for some of them.
"""

from __future__ import annotations

import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).parents[2]
COPIED = ("scripts", "tests", "site_src", "pyproject.toml", "mkdocs.yml", "requirements.txt", "SECURITY.md")
SECONDS = 300
MEMORY = 6_000_000_000
"""A defence that is taken out may let something in that eats all memory, or waits for ever: that counts as noticed."""
FAILED = 1  # how pytest ends when tests failed


@dataclass(frozen=True)
class Defence:
    """One defence: its name, the threat that it meets, the test that fails without it, and its patch."""

    name: str
    threat: str
    defence: str
    test: str
    patch: Path


def defences() -> list[Defence]:
    """Every defence that has a patch, by name. Raises ValueError for a patch that does not say what it is of."""
    found = []
    for patch in sorted((Path(__file__).parent / "defences").glob("*.patch")):
        said = dict(re.findall(r"^(Threat|Defence|Test): (.+)$", patch.read_text("utf-8"), re.MULTILINE))
        if said.keys() != {"Threat", "Defence", "Test"}:
            raise ValueError(f"{patch.name} must begin with lines Threat:, Defence: and Test:")
        found.append(Defence(patch.stem, said["Threat"], said["Defence"], said["Test"], patch))
    return found


def apply(defence: Defence, folder: Path, *options: str) -> bool:
    """Apply a patch to the tree in `folder`; whether it fits."""
    command = ["git", "apply", *options, str(defence.patch)]
    # A repository around the folder must not change which paths are meant.
    environment = {**os.environ, "GIT_CEILING_DIRECTORIES": str(folder.parent)}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True).returncode == 0


def copy_of_project(folder: Path) -> None:
    """Copy what the tests need; the packages are read where they are."""
    for name in COPIED:
        source = PROJECT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(source, folder / name)
    (folder / "datapackages").symlink_to(PROJECT / "datapackages")


def noticed(defence: Defence, folder: Path) -> bool:
    """Whether the named test fails, or comes to no end, in the tree in `folder`."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "-m", "", defence.test]
    environment = {**os.environ, "PYTHONPATH": str(folder / "scripts"), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        ended = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, timeout=SECONDS, preexec_fn=_limit
        )
    except subprocess.TimeoutExpired:
        return True
    return ended.returncode == FAILED


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def main(names: list[str]) -> int:
    """Try every defence, or those named. The exit code is 1 where one is missed by its test."""
    chosen = [defence for defence in defences() if not names or defence.name in names]
    missed = []
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "project"
        folder.mkdir()
        copy_of_project(folder)
        for defence in chosen:
            fits = apply(defence, folder)
            red = fits and noticed(defence, folder)
            if fits:
                apply(defence, folder, "--reverse")
            if not red:
                missed.append(defence.name)
            print(f"{'red' if red else 'GREEN' if fits else 'DOES NOT FIT'}  {defence.name}", flush=True)
    print(f"{len(chosen) - len(missed)} of {len(chosen)} defences are noticed when they are taken out")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
