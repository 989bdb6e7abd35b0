"""A printed zero, a blank cell, a table declared empty and a table that is not there stay four different things."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from yusuan import warehouse
from yusuan.package.layout import PackageId, Packages
from yusuan.package.store import Draft, write

TEN = {"table_number": 10, "unit": "元"}
THREE = [
    {"row": 1, "item": "total", "label": "合计", "level": 0, "is_total": True, "total": Decimal("0.00")},
    {"row": 2, "item": "official_reception", "label": "公务接待费", "level": 1, "is_total": False, "total": None},
]
# year: the state of table 10, and its rows (None: no file)
PACKAGES = {2020: ("filled", THREE), 2021: ("declared-empty", []), 2022: ("empty", []), 2023: ("absent", None)}


@pytest.fixture
def packages(project: Path, tmp_path: Path) -> Packages:
    root = tmp_path / "datapackages"
    for part in ("schemas", "reference"):
        shutil.copytree(project / "datapackages" / part, root / part)
    for year, (state, rows) in PACKAGES.items():
        resources = {"tables": [{"table_name": "three-public-expenses", **TEN, "state": state}]}
        if rows is not None:
            resources["three-public-expenses"] = rows
        write(Draft(PackageId("bureau", year), {"title": f"{year}"}, resources), Packages(root))
    return Packages(root)


def test_zero_blank_declared_empty_and_absent_survive_to_the_published_tables(
    packages: Packages, tmp_path: Path
) -> None:
    out = tmp_path / "build"
    warehouse.build(packages, out)
    facts = (out / "tables" / "facts.csv").read_text("utf-8").splitlines()
    # Only the printed zero is a fact; the blank is none.
    assert len(facts) == 2
    assert facts[1].startswith(
        "bureau/2020-budget,bureau,2020,budget,three-public-expenses,10,1,expenditure,,,合计,0,true,"
    )
    assert ",total,0.00,0.00," in facts[1]
    with warehouse.connect(out / warehouse.DATABASE, read_only=True) as connection:
        states = connection.execute("select package, state, facts from derived.disclosure_tables").fetchall()
        cells = connection.execute("select label, total from three_public_expenses order by row").fetchall()
        headline = connection.execute(
            "select year, three_public_expenses_10k_yuan from derived.disclosures order by year"
        ).fetchall()
    assert states == [
        ("bureau/2020-budget", "filled", 1),
        ("bureau/2021-budget", "declared-empty", 0),
        ("bureau/2022-budget", "empty", 0),
        ("bureau/2023-budget", "absent", 0),
    ]
    assert cells == [("合计", Decimal(0)), ("公务接待费", None)]
    assert headline == [(2020, Decimal(0)), (2021, None), (2022, None), (2023, None)]
