"""The published tables: the same bytes every time, each column described, with types that every reader gets right."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pandas
import pytest
from pyarrow import parquet

from yusuan import warehouse
from yusuan.checks.engine import count_rules, evaluate
from yusuan.errors import InvalidPackage
from yusuan.package.layout import PackageId, Packages
from yusuan.package.schemas import load_schemas
from yusuan.warehouse.dictionary import derived_tables

CONTRACT = [
    *("package", "agency", "year", "kind", "table_name", "table_number", "row", "direction", "code_system", "code"),
    *("label", "level", "is_total", "measure", "amount_10k_yuan", "amount_yuan", "printed", "source"),
]
GAINED = [
    *("agency_name", "region_name", "unit_code", "unit_name", "functional_code", "economic_code"),
    *("government_economic_code", "label_path", "fund", "period"),
]


@pytest.fixture
def out(built: Path) -> Path:
    return built


def files(folder: Path) -> dict[str, bytes]:
    tables = folder / "tables"
    return {p.relative_to(tables).as_posix(): p.read_bytes() for p in tables.rglob("*") if p.is_file()}


@pytest.mark.thorough  # of a whole build, tests/test_build.py says so in every run
def test_a_second_build_writes_the_same_tables_byte_for_byte(few: Path, few_built: Path, tmp_path: Path) -> None:
    warehouse.build(Packages(few / "datapackages"), tmp_path, [evaluate], finish=[count_rules])
    assert files(few_built) == files(tmp_path)


def test_the_columns_of_facts_are_those_of_the_contract(out: Path) -> None:
    header = (out / "tables" / "facts.csv").read_text("utf-8").splitlines()[0]
    assert header.split(",") == CONTRACT + GAINED
    assert parquet.read_schema(out / "tables" / "facts.parquet").names == CONTRACT + GAINED


@pytest.mark.parametrize("of", ["few_built", pytest.param("built", marks=pytest.mark.thorough)])
def test_stock_frictionless_finds_the_tables_valid(request: pytest.FixtureRequest, of: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "frictionless", "validate", "datapackage.json"],
        cwd=request.getfixturevalue(of) / "tables",
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout


def test_amounts_in_csv_keep_two_decimals_and_drop_no_digit(out: Path) -> None:
    rows = pandas.read_csv(out / "tables" / "facts.csv", dtype=str, keep_default_na=False)
    changji = rows[rows["package"] == "changji-sme/2023-budget"]
    fund = changji[(changji["code"] == "2210201") & (changji["table_number"] == "5") & (changji["measure"] == "total")]
    assert fund[["amount_10k_yuan", "amount_yuan", "printed"]].values.tolist() == [["10.84", "108400.00", "10.84"]]
    operating = changji[(changji["source"] == "L128C6")]
    # printed 107.9 there, 107.90 two lines below: the same amount, each kept as it is printed
    assert operating[["amount_10k_yuan", "printed"]].values.tolist() == [["107.90", "107.9"]]


def test_parquet_has_decimals_text_codes_and_real_booleans(out: Path) -> None:
    columns = duckdb.sql(f"describe from '{out}/tables/facts.parquet'").fetchall()
    types = {name: type_ for name, type_, *_ in columns}
    assert types["amount_10k_yuan"] == "DECIMAL(20,6)"
    assert types["amount_yuan"] == "DECIMAL(20,2)"
    assert (types["code"], types["is_total"], types["year"]) == ("VARCHAR", "BOOLEAN", "INTEGER")
    issued = duckdb.sql(f"describe select issued from '{out}/tables/disclosures.parquet'").fetchall()
    assert issued[0][1] == "DATE"


def test_parquet_and_csv_hold_the_same_rows(out: Path) -> None:
    for table in ("facts", "projects", "indicators", "key_figures", "disclosures"):
        from_csv = duckdb.sql(f"select count(*) from read_csv('{out}/tables/{table}.csv', all_varchar = true)")
        from_parquet = duckdb.sql(f"select count(*) from '{out}/tables/{table}.parquet'")
        assert from_csv.fetchall() == from_parquet.fetchall()


def test_a_code_that_begins_with_zero_keeps_it_in_csv_and_parquet(repository: Path) -> None:
    packages = Packages(repository / "datapackages")
    path = packages.folder(PackageId("changji-sme", 2023)) / "data" / "expenditure.csv"
    path.write_text(path.read_text("utf-8").replace("2210201,", "0050101,"), "utf-8", newline="")
    warehouse.build(packages, repository / "build")
    text = (repository / "build" / "tables" / "facts.csv").read_text("utf-8")
    assert "functional_classification,0050101,住房公积金" in text
    column = parquet.read_table(repository / "build" / "tables" / "facts.parquet", columns=["code"])["code"]
    assert "0050101" in column.to_pylist()


def test_every_column_is_described_in_both_languages(project: Path, out: Path) -> None:
    descriptor = json.loads((out / "tables" / "datapackage.json").read_text("utf-8"))
    for resource in descriptor["resources"]:
        for described in (resource, *resource["schema"]["fields"]):
            for key in ("title", "title_en", "description", "description_en"):
                assert described[key], (resource["name"], described["name"], key)
    names = [table.name for table in derived_tables(load_schemas(project / "datapackages" / "schemas"))]
    made = [resource["name"] for resource in descriptor["resources"]]
    assert made == [name for name in names if name in made]
    assert {"disclosures", "facts", "statements", "projects", "indicators", "key_figures"} <= set(made)


def test_the_seven_projects_keep_their_funding_apart(out: Path) -> None:
    rows = parquet.read_table(out / "tables" / "projects.parquet").to_pylist()
    found = [
        (row["total_10k_yuan"], row["fiscal_appropriation_10k_yuan"], row["other_funds_10k_yuan"])
        for row in rows
        if row["package"] == "changji-sme/2023-budget"
    ]
    # 年度预算总额, 其中：财政拨款, 其他资金 of each; what is not printed is not zero
    others = [Decimal(x) for x in ("36.58", "11", "10", "12", "160", "30")]
    assert found == [(Decimal(5), Decimal(5), None), *((amount, None, amount) for amount in others)]


def test_makers_add_tables_and_an_undescribed_one_is_refused(repository: Path) -> None:
    def make(connection: duckdb.DuckDBPyConnection) -> None:
        connection.execute("create table derived.surprise as select 1 as one")

    with pytest.raises(ValueError, match="surprise"):
        warehouse.build(Packages(repository / "datapackages"), repository / "build", [make])


def test_a_failed_build_leaves_the_database_as_it_was(repository: Path) -> None:
    packages, out = Packages(repository / "datapackages"), repository / "build"
    warehouse.build(packages, out)
    before = (out / warehouse.DATABASE).read_bytes(), files(out)
    path = packages.folder(PackageId("changji-sme", 2023)) / "data" / "income.csv"
    path.write_text(path.read_text("utf-8").replace("411.74", "411,74", 1), "utf-8", newline="")
    with pytest.raises(InvalidPackage):
        warehouse.build(packages, out)
    assert ((out / warehouse.DATABASE).read_bytes(), files(out)) == before
    assert sorted(path.name for path in out.iterdir()) == ["tables", warehouse.DATABASE]


def test_a_disk_that_is_full_at_the_end_is_told_and_nothing_is_put_in_place(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full:
        def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
            self._connection = connection

        def __getattr__(self, name: str) -> object:
            return getattr(self._connection, name)

        def execute(self, query: str, *words: object) -> object:
            if query == "checkpoint":
                raise duckdb.IOException("No space left on device")
            return self._connection.execute(query, *words)

    made: Any = warehouse.assemble

    def assemble(*words: object) -> object:
        found = made(*words)
        return replace(found, connection=Full(found.connection))

    monkeypatch.setattr(warehouse, "assemble", assemble)
    with pytest.raises(duckdb.IOException, match="No space left"):
        warehouse.build(Packages(repository / "datapackages"), repository / "build")
    assert not (repository / "build" / "yusuan.duckdb").exists()
