"""`.ci/review`: what a change does to the data, told of a small repository of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
PACKAGE = "datapackages/changji-sme/2023-budget"
MAKEFILE = ".venv/.ready:\nsite:\n\t@echo built\n"


@pytest.fixture
def review(repository: Path) -> Callable[[], tuple[int, str, str]]:
    """Review the repository against its first commit; returns the exit code, the report, and what was shown."""
    (repository / ".ci").mkdir()
    shutil.copy(PROJECT / ".ci/review", repository / ".ci/review")
    (repository / "Makefile").write_text(MAKEFILE)
    program = repository / ".venv/bin/yusuan"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -X utf8 -m yusuan "$@"\n')
    program.chmod(0o755)
    name = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    for words in (("init", "-q"), ("add", "datapackages"), ("commit", "-q", "-m", "As published")):
        subprocess.run(["git", *name, *words], check=True, cwd=repository)

    def run() -> tuple[int, str, str]:
        environment = {**os.environ, "PYTHONPATH": str(PROJECT / "scripts")}
        done = subprocess.run(
            ["bash", ".ci/review", "HEAD", "review.txt"], cwd=repository, env=environment, capture_output=True
        )
        return done.returncode, (repository / "review.txt").read_text("utf-8"), done.stderr.decode()

    return run


def test_a_change_without_data_is_only_validated_and_built_and_the_report_is_named(review: Callable) -> None:
    code, report, shown = review()
    assert shown.endswith("The report: review.txt\n")
    assert code == 0
    assert report.startswith("Packages that change: none\n")
    assert "1 package: valid\n" in report
    assert report.endswith("site\nbuilt\n")


def test_a_changed_figure_is_told_by_every_part_and_ends_with_1(review: Callable, repository: Path) -> None:
    path = repository / PACKAGE / "data/income.csv"
    path.write_text(path.read_text("utf-8").replace("住房公积金,3,false,10.84", "住房公积金,3,false,10.48"), "utf-8")
    code, report, _ = review()
    assert code == 1
    assert "Packages that change: changji-sme/2023-budget\n" in report
    # The document, L145: 住房公积金 10.84
    assert 'income.csv:19 total: "10.48" is not what was printed, "10.84" (L145C5).' in report
    assert "yusuan check changji-sme/2023-budget\n" in report
    assert "  row 18 · 2210201 住房公积金\n    total: 10.84 → 10.48\n" in report


def test_a_new_year_is_laid_beside_the_year_before_and_a_strange_name_is_no_argument(
    review: Callable, repository: Path
) -> None:
    shutil.copytree(repository / PACKAGE, repository / "datapackages/changji-sme/2024-budget")
    described = repository / "datapackages/changji-sme/2024-budget/datapackage.json"
    text = described.read_text("utf-8").replace("changji-sme-2023-budget", "changji-sme-2024-budget")
    described.write_text(text.replace('"year": 2023', '"year": 2024'), "utf-8")
    strange = repository / "datapackages/--help/2024-$(touch ran)-budget"
    strange.mkdir(parents=True)
    (strange / "datapackage.json").write_text("{}")
    _, report, _ = review()
    assert "Packages that change: changji-sme/2024-budget\n" in report
    assert "changji-sme/2024-budget is new.\n" in report
    assert "yusuan diff changji-sme/2023-budget changji-sme/2024-budget\n" in report
    assert "The same amounts.\n" in report
    assert not (repository / "ran").exists()
