"""The whole build: repeatable byte for byte, and over at once when nothing changed.

Asked of a project of three disclosures each time, and of the whole project by `make thorough`.
"""

from __future__ import annotations

import hashlib
import time
from pathlib import Path

import pytest

from .conftest import build_apart


@pytest.fixture(scope="module", params=["few", pytest.param("project", marks=pytest.mark.thorough)])
def root(request: pytest.FixtureRequest) -> Path:
    """The project that is built."""
    found: Path = request.getfixturevalue(request.param)
    return found


@pytest.fixture(scope="module")
def out(request: pytest.FixtureRequest, root: Path, few: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that it is built into, from nothing."""
    if root == few:
        found: Path = request.getfixturevalue("few_built")
        return found
    folder = tmp_path_factory.mktemp("build")
    build_apart(root, folder, PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C.UTF-8")
    return folder


def tree(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        # The database is a means: what is published from it is compared.
        for name in ("tables", "charts", "downloads", "pages", "site")
        for path in sorted((folder / name).rglob("*"))
        if path.is_file()
    }


def test_another_machine_with_another_clock_and_seed_makes_the_same_bytes(
    root: Path, out: Path, tmp_path: Path
) -> None:
    build_apart(root, tmp_path / "elsewhere", PYTHONHASHSEED="2", TZ="Asia/Shanghai", LC_ALL="C")
    ours, theirs = tree(out), tree(tmp_path / "elsewhere")
    assert ours
    assert sorted(theirs) == sorted(ours)
    assert [name for name in ours if ours[name] != theirs[name]] == []


def test_a_second_build_is_over_at_once_and_touches_no_file(root: Path, out: Path) -> None:
    def times() -> dict[str, int]:
        return {str(path): path.stat().st_mtime_ns for path in out.rglob("*")}

    before = times()
    begun = time.perf_counter()
    build_apart(root, out)
    assert time.perf_counter() - begun < 10  # about one second; a machine under load may need more
    assert times() == before


def test_the_build_leaves_no_scaffold(out: Path) -> None:
    assert {path.name for path in out.iterdir()} <= {
        *(".builds", ".cache", ".current", ".stamp", "yusuan.duckdb", "tables", "charts", "downloads", "pages", "site"),
    }


def test_nothing_that_was_built_names_a_path_of_this_machine(root: Path, out: Path) -> None:
    strange = [
        path.relative_to(out).as_posix()
        for path in out.rglob("*")
        if path.is_file()
        and path.suffix in {".html", ".json", ".jsonld", ".csv", ".svg", ".js", ".css", ".xml", ".txt"}
        and path.relative_to(out).parts[0] != ".cache"
        and any(place in path.read_text("utf-8", errors="replace") for place in (str(root), str(out)))
    ]
    assert strange == []
