"""Follows a page of documentation word by word: the commands that it shows at a prompt, and what they are to print."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

from yusuan.cli import run as called

Shell = Callable[[str], tuple[int, str]]


def session(text: str) -> list[tuple[str, list[str]]]:
    """Every command that the page shows at a prompt, in order, and the lines that it is to print; `…` stands for any
    lines, or for anything in a line. A command goes on up to the END of what it is given."""
    found: list[tuple[str, list[str]]] = []
    for indent, block in re.findall(r"^( *)```console\n(.*?)^ *```$", text, re.MULTILINE | re.DOTALL):
        given = False
        for line in (line.removeprefix(indent) for line in block.splitlines()):
            if given:
                command, printed = found[-1]
                found[-1] = (f"{command}\n{line}", printed)
                given = line != "END"
            elif line.startswith("$ "):
                found.append((line.removeprefix("$ "), []))
                given = line.endswith("<<'END'")
            else:
                found[-1][1].append(line)
    return found


def shell_in(clone: Path, bin_folder: Path, scripts: Path, own: bool = False) -> Shell:
    """Run a line in bash in a clone, with `yusuan` of `scripts` on the path; gives its exit code and what it printed.

    Where `scripts` are our `own`, a line that is `yusuan` and nothing else needs no bash and no other process.
    """
    bin_folder.mkdir()
    (bin_folder / "yusuan").write_text(f'#!/bin/sh\nexec "{sys.executable}" -X utf8 -m yusuan "$@"\n')
    (bin_folder / "yusuan").chmod(0o755)
    environment = {
        **os.environ,
        "PATH": f"{bin_folder}:{os.environ['PATH']}",
        "PYTHONPATH": str(scripts),
        **dict.fromkeys(("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"), "A"),
        **dict.fromkeys(("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"), "a@example.org"),
    }

    def run(line: str) -> tuple[int, str]:
        if own and line.startswith("yusuan ") and not set("|<>") & set(line):
            return _called(clone, shlex.split(line)[1:])
        done = subprocess.run(["bash", "-c", line], cwd=clone, env=environment, capture_output=True, encoding="utf-8")
        return done.returncode, done.stdout + _without_progress(done.stderr)

    return run


def _called(clone: Path, words: list[str]) -> tuple[int, str]:
    """The command called in this process: it has the program at hand already."""
    with chdir(clone), redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()) as err:
        code = called(words)
    return code, out.getvalue() + _without_progress(err.getvalue())


def _without_progress(told: str) -> str:
    """What a terminal keeps: it shows progress as a bar that goes away."""
    return "".join(said for said in told.splitlines(keepends=True) if not re.match(r"\[\d+/\d+\] ", said))


def printed_so(shown: list[str], printed: str) -> bool:
    """Whether a command printed what the page shows; a line `…` stands for any lines, within a line for any words."""
    lines = ("(?:.*\n)*" if line == "…" else re.escape(line).replace("…", ".*") + "\n" for line in shown)
    return re.fullmatch("".join(lines), printed) is not None
