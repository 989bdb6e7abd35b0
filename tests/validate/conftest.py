"""A whole tiny package, of a bureau that never was, to be broken in one place at a time."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from yusuan.package.csvfile import Value, read_rows, write_rows
from yusuan.package.layout import PackageId, Packages
from yusuan.package.refresh import refresh, refresh_reference
from yusuan.package.store import Draft, write
from yusuan.validate import Problem, validate

CODES = ("201", "20113", "2011350", "301", "30101")
AGENCY = ("changji-sme",)
NAMED = (
    ("functional-classification", "code", CODES),
    ("economic-classification", "code", CODES),
    ("regions", "region", ("650000", "652300", "652301")),
    ("agencies", "agency", AGENCY),
    ("agency-names", "agency", AGENCY),
)
"""What stays of the reference: the whole would be judged with every package. File, column, values."""
INCOME: list[dict[str, Value]] = [
    {"row": 1, "code": "201", "name": "一般公共服务支出", "level": 1, "is_total": False, "total": "1203.50"},
    {"row": 2, "code": "20113", "name": "商贸事务", "level": 2, "is_total": False, "total": "1203.50"},
    {"row": 3, "code": "2011350", "name": "事业运行", "level": 3, "is_total": False, "total": "1203.50"},
    {"row": 4, "code": None, "name": "合计", "level": 0, "is_total": True, "total": "1203.50"},
]
INDICATORS: list[dict[str, Value]] = [
    {"row": 1, "project": 1, "level_1": "产出指标", "level_2": "数量指标", "name": "服务户数", "target": "≥40户",
     "operator": ">=", "value": "40", "unit": "户", "weight": "90"},
]  # fmt: skip
PROVENANCE: list[dict[str, Value]] = [
    *(
        {"resource": "income", "row": n, "field": "total", "source": f"L{n}C5", "printed": "1,203.50"}
        for n in range(1, 5)
    ),
    {"resource": "projects", "row": 1, "field": "total", "source": "L9C4", "printed": "5万元"},
    {"resource": "performance-indicators", "row": 1, "field": "value", "source": "L12C4", "printed": "≥40户"},
]


def tiny_draft() -> Draft:
    """The package as an importer would hand it over."""
    filled: dict[str, Value] = {"table_name": "income", "table_number": 2, "unit": "万元", "state": "filled"}
    empty: dict[str, Value] = {
        "table_name": "three-public-expenses", "table_number": 10, "unit": "万元", "state": "declared-empty",
    }  # fmt: skip
    absent: dict[str, Value] = {"table_name": "government-fund-expenditure", "table_number": 8, "state": "absent"}
    return Draft(
        PackageId("changji-sme", 2023),
        {"title": "小局2023年部门预算", "issuer": "小局", "issued": "2023-01-31", "sources": [{"title": "小局"}]},
        {
            "income": [dict(row) for row in INCOME],
            "three-public-expenses": [],
            "tables": [filled, empty, absent],
            "projects": [{"row": 1, "name": "一个项目", "year": 2023, "total": "5"}],
            "performance-indicators": [dict(row) for row in INDICATORS],
            "names": [{"row": 1, "name": "小局", "role": "issuer", "occurrences": 2, "source": "L1"}],
            "provenance": [dict(row) for row in PROVENANCE],
            "unread": [],
        },
        {"projects": "万元"},
        "小局2023年部门预算\n".encode(),
    )


@dataclass
class Tiny:
    """One package in a folder of packages, with what breaks and judges it."""

    packages: Packages
    id: PackageId
    cache: Path | None = None

    @property
    def folder(self) -> Path:
        return self.packages.folder(self.id)

    def file(self, path: str) -> Path:
        return self.folder / path

    def edit(self, path: str, old: str, new: str) -> None:
        """Put `new` in place of the first `old` in a file."""
        text = self.file(path).read_text("utf-8")
        assert old in text
        self.file(path).write_text(text.replace(old, new, 1), "utf-8", newline="")

    def refresh(self) -> None:
        refresh(self.packages, [self.id])

    def problems(self) -> list[Problem]:
        return validate(self.packages, [self.id], self.cache)

    def lines(self) -> list[str]:
        """Every problem as it is printed, with the folder of packages called `datapackages`."""
        return [str(p).replace(str(self.packages.root), "datapackages") for p in self.problems()]


@pytest.fixture(scope="session")
def sound(tmp_path_factory: pytest.TempPathFactory, project: Path) -> Tiny:
    """The package as it was written, beside the rows of the reference that it and its tests name."""
    packages = Packages(tmp_path_factory.mktemp("sound") / "datapackages")
    for part in ("schemas", "reference"):
        shutil.copytree(project / "datapackages" / part, packages.root / part)
    for name, field, kept in NAMED:
        path = packages.reference / f"data/{name}.csv"
        rows = [row for row in read_rows(path) if row[field] in kept]
        write_rows(path, list(rows[0]), rows)
    refresh_reference(packages)
    draft = tiny_draft()
    write(draft, packages)
    return Tiny(packages, draft.id)


@pytest.fixture(scope="session")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where is kept what was found, so that a reference that no test has changed is judged once."""
    return tmp_path_factory.mktemp("judged")


@pytest.fixture
def tiny(tmp_path: Path, sound: Tiny, judged: Path, monkeypatch: pytest.MonkeyPatch) -> Tiny:
    """A copy of the sound package, to be broken; the folder of packages lies in the working directory."""
    shutil.copytree(sound.packages.root, tmp_path / "datapackages")
    monkeypatch.chdir(tmp_path)
    return Tiny(Packages(Path("datapackages")), sound.id, judged)
