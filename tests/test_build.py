"""The whole build of this project: repeatable byte for byte, and over at once when nothing changed."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]


def build(out: Path, **environment: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "yusuan", "build", "--quiet", "--out", str(out)],
        cwd=PROJECT,
        env={**os.environ, **environment},
        check=True,
    )


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This project, built into a folder of its own."""
    out = tmp_path_factory.mktemp("build")
    build(out, PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C.UTF-8")
    return out


def tree(out: Path) -> dict[str, str]:
    return {
        path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        # The database is a means: what is published from it is compared.
        if path.is_file() and path.relative_to(out).parts[0] in ("tables", "charts", "downloads", "pages", "site")
    }


def test_another_machine_with_another_clock_and_seed_makes_the_same_bytes(built: Path, tmp_path: Path) -> None:
    build(tmp_path / "elsewhere", PYTHONHASHSEED="2", TZ="Asia/Shanghai", LC_ALL="C")
    ours, theirs = tree(built), tree(tmp_path / "elsewhere")
    assert ours
    assert sorted(theirs) == sorted(ours)
    assert [name for name in ours if ours[name] != theirs[name]] == []


def test_a_second_build_is_over_at_once_and_touches_no_file(built: Path) -> None:
    def times() -> dict[str, int]:
        return {str(path): path.stat().st_mtime_ns for path in built.rglob("*")}

    before = times()
    begun = time.perf_counter()
    build(built)
    assert time.perf_counter() - begun < 10  # about one second; a machine under load may need more
    assert times() == before


def test_the_build_leaves_no_scaffold(built: Path) -> None:
    assert {path.name for path in built.iterdir()} <= {
        *(".cache", ".stamp", "yusuan.duckdb", "tables", "charts", "downloads", "pages", "site"),
    }


def test_nothing_that_was_built_names_a_path_of_this_machine(built: Path) -> None:
    strange = [
        path.relative_to(built).as_posix()
        for path in built.rglob("*")
        if path.is_file()
        and path.suffix in {".html", ".json", ".jsonld", ".csv", ".svg", ".js", ".css", ".xml", ".txt"}
        and path.relative_to(built).parts[0] != ".cache"
        and any(place in path.read_text("utf-8", errors="replace") for place in (str(PROJECT), str(built)))
    ]
    assert strange == []
