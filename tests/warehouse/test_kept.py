"""What packages yield is kept: whatever changed, and in whatever order, the tables are those of a build from nothing."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest

import yusuan
from yusuan import warehouse
from yusuan.checks.engine import count_rules, evaluate
from yusuan.checks.rules import load_rules
from yusuan.package.csvfile import read_rows, write_rows
from yusuan.package.layout import PackageId, Packages
from yusuan.package.store import Draft, write
from yusuan.warehouse import kept
from yusuan.warehouse.relations import groups

AGENCIES = ("jiangsu-npc", "jiangsu-court", "wuxi-education", "wuxi-education-own")
YEARS = (2022, 2023, 2024)


def some_rules(connection: duckdb.DuckDBPyConnection) -> None:
    """Those that look at other packages, and some that do not: all take longer than a test should."""
    names = ("prior_year_columns_equal_last_years_document", "department_equals_units", "classes_sum_to_total")
    evaluate(connection, [rule for rule in load_rules() if rule.name in names])


def files(out: Path) -> dict[str, bytes]:
    return {p.relative_to(out).as_posix(): p.read_bytes() for p in (out / "tables").rglob("*") if p.is_file()}


class World:
    """Made-up packages that change, and the builds of them, each made from the one before."""

    def __init__(self, packages: Packages, folder: Path, draft: Draft, seed: int) -> None:
        self.packages, self.folder, self.draft = packages, folder, draft
        self.random = random.Random(seed)
        self.builds = 0
        for agency, year in ((AGENCIES[0], 2022), (AGENCIES[0], 2023), (AGENCIES[2], 2023), (AGENCIES[3], 2023)):
            self.write(PackageId(agency, year))

    def write(self, package: PackageId) -> None:
        """A package with amounts of its own."""
        cents = [self.random.randrange(1, 100_000) for _ in range(2)]
        amounts = [f"{n // 100}.{n % 100:02}" for n in (*cents, sum(cents) + self.random.choice((0, 0, 100)))]
        rows = [row | {"total": amount} for row, amount in zip(self.draft.resources["income"], amounts, strict=True)]
        write(replace(self.draft, id=package, resources=self.draft.resources | {"income": rows}), self.packages)

    def change(self) -> str:
        """Something changes; what it is."""
        ids = self.packages.disclosures()
        free = sorted({PackageId(a, y) for a in AGENCIES for y in YEARS} - set(ids))
        package = self.random.choice(ids)
        kind = self.random.choice(("add", "change", "remove", "rename", "parent", "name"))
        if kind == "add" and free:
            self.write(self.random.choice(free))
        elif kind == "remove" and len(ids) > 1:
            shutil.rmtree(self.packages.folder(package))
        elif kind == "rename" and free:
            target = self.packages.folder(self.random.choice(free))
            target.parent.mkdir(exist_ok=True)
            self.packages.folder(package).rename(target)
        elif kind in ("parent", "name"):
            path = self.packages.reference / "data/agencies.csv"
            rows = read_rows(path)
            for row in rows:
                if row["agency"] == "wuxi-education-own" and kind == "parent":
                    row["parent"] = "" if row["parent"] else "wuxi-education"
                elif row["agency"] == package.agency and kind == "name":
                    row["name"] += "处"
            write_rows(path, list(rows[0]), rows)
        else:
            self.write(package)
        return f"{kind} {package}"

    def build(self) -> Path:
        """A build that takes over what it can of the one before."""
        self.builds += 1
        out = self.folder / f"build-{self.builds}"
        last = self.folder / f"build-{self.builds - 1}" if self.builds > 1 else None
        store = self.folder / "store"
        warehouse.build(self.packages, out, [some_rules], finish=[count_rules], cache=store, last=last)
        return out

    def from_nothing(self) -> Path:
        """A build without anything from before."""
        out = self.folder / f"nothing-{self.builds}"
        warehouse.build(self.packages, out, [some_rules], finish=[count_rules])
        return out


@pytest.mark.parametrize(("changes", "seed"), [(3, 1), pytest.param(30, 2, marks=pytest.mark.thorough)])
def test_after_any_changes_the_tables_are_those_of_a_build_from_nothing(
    packages: Packages, draft: Draft, tmp_path: Path, changes: int, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("yusuan.warehouse.assembling._FEW", 1)  # however many changed
    world = World(packages, tmp_path, draft, seed)
    world.build()
    said = []
    for number in range(1, changes + 1):
        said.append(world.change())
        found = files(world.build())
        if number % 5 == 0 or number == changes:
            assert found == files(world.from_nothing()), said
    assert len(found) > 20


def test_only_what_changed_is_loaded_and_what_did_not_keeps_its_files(
    packages: Packages, draft: Draft, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("yusuan.warehouse.assembling._FEW", 1)
    world = World(packages, tmp_path, draft, 3)
    loaded: list[str] = []
    load: Callable[..., duckdb.DuckDBPyConnection] = kept.open_warehouse
    monkeypatch.setattr(kept, "open_warehouse", lambda p, ids: (loaded.extend(map(str, ids)), load(p, ids=ids))[1])
    first = world.build()
    assert len(loaded) == 4
    loaded.clear()
    world.write(PackageId("wuxi-education-own", 2023))
    second = world.build()
    # the unit, and the department that it is of
    assert loaded == ["wuxi-education/2023-budget", "wuxi-education-own/2023-budget"]
    parts = [path.relative_to(first).as_posix() for path in (first / "tables/facts").rglob("*.parquet")]
    same = [path for path in parts if (first / path).stat().st_ino == (second / path).stat().st_ino]
    assert [path.split("/")[2] for path in sorted(same)] == ["region=320000", "region=320000"]
    assert (first / "tables/glossary_terms.csv").stat().st_ino == (second / "tables/glossary_terms.csv").stat().st_ino


def test_a_damaged_store_and_a_damaged_database_cost_time_alone(
    packages: Packages, draft: Draft, tmp_path: Path
) -> None:
    world = World(packages, tmp_path, draft, 4)
    first = world.build()
    for path in (tmp_path / "store").iterdir():
        path.write_bytes(path.read_bytes()[:-100])
    (first / warehouse.DATABASE).write_bytes(b"none")
    assert files(world.build()) == files(first)


def test_what_a_group_yields_is_the_same_bytes_alone_and_among_others(
    packages: Packages, draft: Draft, tmp_path: Path
) -> None:
    World(packages, tmp_path, draft, 5)
    first, second = groups(packages, packages.disclosures())
    for name, wanted in (("both", {first: "one", second: "two"}), ("alone", {second: "two"})):
        (tmp_path / name).mkdir()
        kept.make(packages, wanted, [], "common", tmp_path / name)
    assert (tmp_path / "alone/two").read_bytes() == (tmp_path / "both/two").read_bytes()


def test_related_are_the_years_of_a_department_its_parent_and_its_units(packages: Packages) -> None:
    names = ("wuxi-education/2023-budget", "wuxi-education-own/2022-budget", "changji-sme/2023-budget")
    several = [PackageId.parse(name) for name in (*names, "changji-sme/2022-final-accounts")]
    assert [list(map(str, group)) for group in groups(packages, several)] == [
        ["changji-sme/2022-final-accounts", "changji-sme/2023-budget"],
        ["wuxi-education/2023-budget", "wuxi-education-own/2022-budget"],
    ]


def by_package(table: Any) -> dict[str, list[Any]]:
    """The rows of each package, in their order."""
    rows: dict[str, list[Any]] = {}
    for row in table.to_pylist():
        rows.setdefault(str(row.get("package")), []).append(row)
    return rows


@pytest.mark.thorough
def test_no_rule_looks_further_than_related_packages(project: Path, tmp_path: Path) -> None:
    names = ("jiangsu-court", "jiangsu-npc", "putuo-finance", "wuxi-education", "wuxi-education-own")
    packages = Packages(tmp_path / "datapackages")
    for name in ("schemas", "reference", *names):
        shutil.copytree(project / "datapackages" / name, packages.root / name)
    found = groups(packages, packages.disclosures())
    together, alone = tmp_path / "together", tmp_path / "alone"
    keys = {group: str(number) for number, group in enumerate(found)}
    kept.make(packages, keys, [evaluate], "common", together)
    for group, key in keys.items():
        kept.make(packages, {group: key}, [evaluate], "common", alone)
    assert len(found) == 4
    for key in (*keys.values(), "common"):
        one, other = kept.read(together, key), kept.read(alone, key)
        assert [rows.table for rows in one] == [rows.table for rows in other]
        # Packages of a group stand in the order in which they came; what each of them yields is what counts.
        assert [a.table for a, b in zip(one, other, strict=True) if by_package(a.read()) != by_package(b.read())] == []


def test_the_store_knows_all_code_that_loads_and_checks() -> None:
    listing = (
        "import sys, yusuan.checks.engine; print(*(m.__file__ for n, m in sys.modules.items() if n[:7] == 'yusuan.'))"
    )
    loaded = subprocess.run([sys.executable, "-c", listing], capture_output=True, text=True, check=True).stdout.split()
    parts = {Path(path).relative_to(Path(yusuan.__file__).parent).parts[0] for path in loaded}
    assert parts - set(kept._CODE) == set(), "add these to _CODE in warehouse/kept.py"
