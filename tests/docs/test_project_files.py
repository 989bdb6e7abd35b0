"""The root files: what installs is pinned and names no place to fetch from."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import yusuan

PROJECT = Path(__file__).parents[2]
LOCKS = ("requirements.txt", "requirements-test.txt")


def text(name: str) -> str:
    return (PROJECT / name).read_text("utf-8")


def pinned(name: str) -> dict[str, str]:
    """Each requirement of a lock with all its lines, `name==version ; marker` first."""
    entries = re.split(r"^(?=[a-z0-9])", re.sub(r"^\s*#.*\n", "", text(name), flags=re.MULTILINE), flags=re.MULTILINE)
    return {entry.split(" \\")[0]: entry for entry in entries if entry.strip()}


@pytest.mark.parametrize("name", LOCKS)
def test_every_requirement_is_pinned_with_hashes(name: str) -> None:
    assert pinned(name)
    for requirement, entry in pinned(name).items():
        assert re.match(r"[a-z0-9.-]+==[0-9][^ ]*( ; .+)?$", requirement), requirement
        assert entry.count("--hash=sha256:") >= 1


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_place_to_fetch_from(name: str) -> None:
    assert re.findall(r"https?:|--(?:extra-)?index|--find-links|file:", text(name)) == []


def test_the_tests_run_on_the_very_versions_that_the_build_runs_on() -> None:
    assert set(pinned("requirements.txt")) <= set(pinned("requirements-test.txt"))


def test_every_dependency_of_the_project_is_locked() -> None:
    project = tomllib.loads(text("pyproject.toml"))["project"]
    extras = project["optional-dependencies"]
    for lock, wanted in (
        ("requirements.txt", project["dependencies"] + extras["build"]),
        ("requirements-test.txt", project["dependencies"] + extras["build"] + extras["test"]),
    ):
        locked = {entry.split("==")[0] for entry in pinned(lock)}
        assert {re.split(r"[\[<>=]", line)[0] for line in wanted} - locked == set(), "run: make lock"


def test_the_version_is_the_same_everywhere() -> None:
    assert re.search(r"^version: (.*)$", text("CITATION.cff"), re.MULTILINE)[1] == yusuan.__version__
    assert re.search(r"^## \[(\d.*?)\]", text("CHANGELOG.md"), re.MULTILINE)[1] == yusuan.__version__


def test_make_says_what_it_can_make() -> None:
    described = set(re.findall(r"^([a-z]+):.*## ", text("Makefile"), re.MULTILINE))
    assert described >= {"site", "test", "serve", "bench", "help", "lock"}


def test_every_library_that_the_program_imports_is_a_dependency_of_its_own() -> None:
    project = tomllib.loads(text("pyproject.toml"))["project"]
    declared = {re.split(r"[\[<>=]", line)[0] for line in project["dependencies"]}
    ours_and_pythons = {"yusuan", *sys.stdlib_module_names}
    makers = packages_distributions()
    strangers = {}
    for path in sorted((PROJECT / "scripts/yusuan").rglob("*.py")):
        for module in imported(path) - ours_and_pythons:
            if not {name.lower() for name in makers.get(module, [module])} & declared:
                strangers[module] = path.relative_to(PROJECT).as_posix()
    assert strangers == {}, "add these to pyproject.toml, then run: make lock"


def imported(path: Path) -> set[str]:
    """The top-level names of the modules that a file imports, inside its functions too."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names
