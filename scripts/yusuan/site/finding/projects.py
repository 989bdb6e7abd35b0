"""Projects, a file for each syllable: those whose names have a character that is read so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from yusuan.site.anchors import PROJECTS_ON_A_PAGE, project_page
from yusuan.site.finding.departments import Department
from yusuan.site.finding.files import amount, place, write
from yusuan.site.source import Warehouse

MOST = 400
"""At most so many stand in one file, the largest of them: an answer of more is none."""


@dataclass(frozen=True)
class Project:
    """A project that has a page: its package and row, its name, its amount in 万元, the name of its department."""

    package: str
    row: int
    name: str
    total: Decimal | None
    department: str


def read_projects(warehouse: Warehouse, departments: Sequence[Department], urls: Mapping[str, str]) -> list[Project]:
    """Every project that has a page among `urls`."""
    names = {str(row["package"]): one.name for one in departments for row in one.disclosures}
    found = [
        Project(package, int(row["row"]), str(row["name"]), row["total_10k_yuan"], names[package])
        for row in warehouse.all_rows("projects", "derived")
        if row["name"] and (package := str(row["package"])) in names
    ]
    return [one for one in found if f"agencies/{one.package}/{project_page(one.row)}" in urls]


def write_projects(projects: Sequence[Project], readings: Mapping[str, Sequence[str]], folder: Path) -> dict[str, int]:
    """Write the files; returns how many projects each has."""
    having: dict[str, list[Project]] = defaultdict(list)
    for project in projects:
        for syllable in {reading for character in project.name for reading in readings.get(character, ())}:
            having[syllable].append(project)
    counts = {}
    for syllable, its in sorted(having.items()):
        packages: list[list[str]] = []
        largest = sorted(its, key=lambda one: -(one.total or Decimal()))[:MOST]
        rows = [
            [place(packages, [one.package, one.department]), one.row, one.name, amount(one.total)] for one in largest
        ]
        write(folder / f"{syllable}.json", {"of": packages, "rows": rows, "each": PROJECTS_ON_A_PAGE})
        counts[syllable] = len(rows)
    return counts
