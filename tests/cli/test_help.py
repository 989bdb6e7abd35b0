"""`yusuan --help` and its kin: every command explains itself, at once."""

from __future__ import annotations

import subprocess
import sys
import time

import click
import pytest

import yusuan as package
from yusuan.cli import group

VERBS = group.list_commands(click.Context(group))


@pytest.mark.parametrize("verb", VERBS)
def test_every_command_has_help_that_tells_its_exit_codes(yusuan, verb: str) -> None:
    ended = yusuan(verb, "--help")
    assert ended.code == 0
    assert ended.out.startswith(f"Usage: yusuan {verb} ")
    assert "Exit codes:" in ended.out


@pytest.mark.parametrize("verb", VERBS)
def test_the_list_of_commands_says_what_each_does_in_one_whole_line(yusuan, verb: str) -> None:
    listed = [line for line in yusuan("--help").out.splitlines() if line.startswith(f"  {verb} ")]
    assert len(listed) == 1
    assert listed[0].endswith(".")
    assert "..." not in listed[0]


def test_a_command_that_is_called_bare_shows_help_and_ends_with_2(yusuan) -> None:
    ended = yusuan()
    assert ended.code == 2
    assert ended.err.startswith("Usage: yusuan ")


def test_the_version_is_that_of_the_package(yusuan) -> None:
    assert yusuan("--version").out == f"yusuan {package.__version__}\n"


def test_python_dash_m_is_the_same_command() -> None:
    done = subprocess.run([sys.executable, "-m", "yusuan", "--version"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, f"yusuan {package.__version__}\n")


def test_help_loads_no_heavy_library() -> None:
    heavy = [
        "altair",
        "duckdb",
        "frictionless",
        "lxml",
        "mkdocs",
        "pandas",
        "pyarrow",
        "rich",
        "vl_convert",
    ]
    program = (
        "import sys; from yusuan.cli import run; run(['--help']);"
        f"sys.exit(', '.join(name for name in {heavy} if name in sys.modules) or 0)"
    )
    begun = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert time.perf_counter() - begun < 5  # a slow machine under load; what matters is the line above
