"""ARCHITECTURE and the READMEs of the program's folders name only what is there, and all that has to be named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

MANY = 12
FOLDERS = ("reading", "recognise", "importing", "package", "charts", "site")


def modules(folder: Path) -> set[str]:
    return {path.stem for path in folder.glob("*.py") if path.stem != "__init__"}


def test_a_folder_with_many_modules_has_a_readme(project: Path) -> None:
    program = project / "scripts/yusuan"
    many = {folder.name for folder in program.iterdir() if folder.is_dir() and len(modules(folder)) > MANY}
    assert [name for name in sorted(many) if not (program / name / "README.md").is_file()] == []


@pytest.mark.parametrize("name", FOLDERS)
def test_a_readme_names_modules_that_are_there(project: Path, name: str) -> None:
    folder = project / "scripts/yusuan" / name
    named = set(re.findall(r"`([a-z_0-9]+)`", (folder / "README.md").read_text("utf-8")))
    assert named - modules(folder) == set(), f"scripts/yusuan/{name}/README.md names modules that are gone"


def test_the_picture_names_every_stage(project: Path) -> None:
    text = (project / "ARCHITECTURE.md").read_text("utf-8")
    stages = set(re.findall(r"\b([a-z]+)/ ", text.partition("```text")[2].partition("```")[0]))
    assert {"reading", "recognise", "importing", "package", "validate", "warehouse", "checks", "charts"} <= stages
    gone = [stage for stage in sorted(stages) if not (project / "scripts/yusuan" / stage).is_dir()]
    assert gone == ["tables"], "only build/tables/ is no stage"


def test_the_way_of_one_figure_is_as_the_files_say(project: Path) -> None:
    text = (project / "ARCHITECTURE.md").read_text("utf-8")
    package = project / "datapackages/changji-sme/2023-budget"
    line = (package / "source/document.txt").read_text("utf-8").splitlines()[246]
    assert line.split() == ["221", "02", "01", "住房公积金", "10.84", "10.84"]
    row = "general-public-budget-expenditure,16,total,L247C5,10.84"
    assert row in (package / "data/provenance.csv").read_text("utf-8").splitlines()
    assert "Line 247" in text
    assert "`L247C5`" in text
    assert "#r16-total" in text


def test_every_link_leads_to_a_file(project: Path) -> None:
    for name in ("ARCHITECTURE.md",):
        for link in re.findall(r"\]\(([^)#:]+)\)", (project / name).read_text("utf-8")):
            assert (project / name).parent.joinpath(link).exists(), f"{name}: {link}"
