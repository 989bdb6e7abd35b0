"""`make lint` holds the order of the stages: here it is shown that it does notice what it is there for."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest


@pytest.fixture
def code(tmp_path: Path, project: Path) -> Path:
    """A copy of the program, to break rules in."""
    shutil.copyfile(project / "pyproject.toml", tmp_path / "pyproject.toml")
    shutil.copytree(
        project / "scripts/yusuan",
        tmp_path / "scripts/yusuan",
        ignore=lambda folder, names: [n for n in names if not n.endswith(".py") and not Path(folder, n).is_dir()],
    )
    return tmp_path


def lint(code: Path) -> subprocess.CompletedProcess[str]:
    """Run the linter in `code` on the copy, not on the installed program."""
    command = Path(sys.executable).with_name("lint-imports")
    env = os.environ | {"PYTHONPATH": str(code / "scripts"), "PYTHONUTF8": "1"}
    return subprocess.run([command, "--no-logo", "--no-cache"], cwd=code, env=env, capture_output=True, text=True)


def test_the_program_keeps_the_order(code: Path) -> None:
    ended = lint(code)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "Contracts: 2 kept, 0 broken." in ended.stdout


@pytest.mark.parametrize(
    ("module", "line", "broken"),
    [
        ("package/store.py", "from yusuan.vetting.cells import NUMBER", "yusuan.package is not allowed to import yusuan.vetting"),
        ("warehouse/money.py", "import yusuan.checks", "yusuan.warehouse is not allowed to import yusuan.checks"),
        ("charts/bars.py", "import yusuan.downloads", "yusuan.charts is not allowed to import yusuan.downloads"),
        ("charts/bars.py", "from yusuan.site import pages", "yusuan.charts is not allowed to import yusuan.site"),
        ("site/pages.py", "from yusuan.reading.text import read_text", "yusuan.site is not allowed to import yusuan.reading"),
    ],
)  # fmt: skip
def test_an_import_of_a_later_stage_is_refused(code: Path, module: str, line: str, broken: str) -> None:
    path = code / "scripts/yusuan" / module
    path.write_text(path.read_text("utf-8") + f"\n{line}\n", "utf-8")
    ended = lint(code)
    assert ended.returncode == 1
    assert broken in " ".join(ended.stdout.split())


def test_a_module_without_a_place_in_the_order_is_refused(code: Path) -> None:
    (code / "scripts/yusuan/helpers.py").write_text('"""Anything."""\n', "utf-8")
    ended = lint(code)
    assert ended.returncode == 1
    assert "helpers" in ended.stdout


def test_lint_runs_it_on_every_contract(project: Path) -> None:
    makefile = (project / "Makefile").read_text("utf-8")
    recipe = makefile.split("\nlint:")[1].split("\n\n")[0]
    assert "$(bin)/lint-imports" in recipe
    assert "--contract" not in recipe
    contracts = tomllib.loads((project / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    assert [contract["type"] for contract in contracts] == ["layers", "forbidden"]
    assert not any("ignore_imports" in contract for contract in contracts), "no exception is needed"
