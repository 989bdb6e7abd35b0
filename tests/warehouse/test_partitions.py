"""Large tables in parts: what stands in the parts is what stands in the whole, and only what its folder names."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest
from pyarrow import parquet

from yusuan.package.descriptor import sha256
from yusuan.warehouse.partitions import PARTED

READ = "read_parquet('{0}/*/*/*.parquet', hive_types = {{'region': varchar, 'year': integer}})"


@pytest.fixture
def tables(built: Path) -> Path:
    return built / "tables"


@pytest.mark.parametrize("name", PARTED)
def test_the_parts_together_are_the_whole_table(tables: Path, name: str) -> None:
    parts = READ.format(tables / name)
    columns = ", ".join(f'"{column}"' for column in parquet.read_schema(tables / f"{name}.parquet").names)
    # The same rows in any order have the same number and sum; to lay them side by side takes ten times as long.
    whole, inside = (
        duckdb.sql(f"select count(*), sum(hash({columns})::hugeint) from {rows}").fetchall()
        for rows in (f"'{tables}/{name}.parquet'", parts)
    )
    assert inside == whole


@pytest.mark.parametrize("name", PARTED)
def test_a_part_holds_the_rows_of_its_region_and_year_alone(tables: Path, name: str) -> None:
    strangers = duckdb.sql(
        f"""select count(*) from {READ.format(tables / name)} part
        join '{tables}/disclosures.parquet' d using (package)
        where d.region is distinct from part.region or d.year <> part.year"""
    ).fetchall()
    assert strangers == [(0,)]


@pytest.mark.parametrize("name", PARTED)
def test_every_part_is_listed_with_its_size_and_hash(tables: Path, name: str) -> None:
    resources = json.loads((tables / "datapackage.json").read_text("utf-8"))["resources"]
    listed = next(r["partitions"] for r in resources if r["name"] == name)
    assert listed["keys"] == ["region", "year"]
    found = sorted(path.relative_to(tables).as_posix() for path in (tables / name).rglob("*.parquet"))
    assert [entry["path"] for entry in listed["files"]] == found
    first = listed["files"][0]
    content = (tables / first["path"]).read_bytes()
    assert (first["bytes"], first["hash"]) == (len(content), sha256(content))


def test_what_the_folders_say_is_no_column_inside(tables: Path) -> None:
    part = next((tables / "facts").rglob("*.parquet"))
    # By the file alone: asked for the file, a reader would add the columns of the folders above it.
    assert not {"region", "year"} & set(parquet.ParquetFile(part).schema_arrow.names)
