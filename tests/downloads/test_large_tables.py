"""Large tables are given away compressed: the same rows for whatever reads them, and less to write when little changed."""

from __future__ import annotations

import gzip
import json
import random
import subprocess
import sys
from pathlib import Path

import duckdb
import pandas
import pytest

from yusuan.downloads import large_tables
from yusuan.package.jsonfile import to_json_bytes
from yusuan.package.layout import PackageId

IDS = [PackageId("a-bureau", 2023), PackageId("b-bureau", 2023), PackageId("b-bureau", 2023, "final-accounts")]


def described(name: str, path: Path) -> dict[str, object]:
    fields = [{"name": name, "type": "string"} for name in ("package", "code", "words")]
    file = {"path": path.name, "format": "csv", "mediatype": "text/csv", "bytes": path.stat().st_size}
    return {"name": name, "type": "table", **file, "hash": "", "schema": {"fields": fields}}


def tables(folder: Path, words: str = "结转", rows: int = 3_000) -> Path:
    """A table with many rows of each package, a code like `0050101` in each, and a table with a few."""
    folder.mkdir()
    numbers = random.Random(1)
    lines = [f'{one},{numbers.randrange(10**7):07},"{words}, ""年末"""\n' for one in IDS for _ in range(rows)]
    header = "package,code,words\n"
    (folder / "facts.csv").write_text(header + "".join(lines), "utf-8", newline="")
    (folder / "projects.csv").write_text(header + lines[0], "utf-8", newline="")
    resources = [described(name, folder / f"{name}.csv") for name in ("facts", "projects")]
    (folder / "datapackage.json").write_bytes(to_json_bytes({"name": "yusuan-tables", "resources": resources}))
    return folder


@pytest.fixture
def published(tmp_path: Path) -> Path:
    source = tables(tmp_path / "tables")
    large_tables.compress(source, IDS, tmp_path / "published")
    (tmp_path / "published" / "projects.csv").hardlink_to(source / "projects.csv")
    return tmp_path / "published"


def test_only_a_large_table_is_compressed_and_its_text_is_the_same(published: Path, tmp_path: Path) -> None:
    assert sorted(path.name for path in published.iterdir()) == ["datapackage.json", "facts.csv.gz", "projects.csv"]
    packed = (published / "facts.csv.gz").read_bytes()
    assert gzip.decompress(packed) == (tmp_path / "tables" / "facts.csv").read_bytes()
    assert packed[4:8] == bytes(4)  # no time: the same bytes in every build


def test_pandas_duckdb_and_frictionless_read_it_as_it_is(published: Path) -> None:
    codes = {"code": "string"}
    read = pandas.read_csv(published / "facts.csv.gz", dtype=codes)
    assert len(read) == 9_000
    assert set(read["code"].str.len()) == {7}
    rows = duckdb.sql(f"from read_csv('{published / 'facts.csv.gz'}', all_varchar = true)").fetchall()
    assert len(rows) == 9_000
    run = [sys.executable, "-m", "frictionless", "validate", "datapackage.json", "--json"]
    done = subprocess.run(run, cwd=published, capture_output=True, encoding="utf-8")
    report = json.loads(done.stdout)
    assert report["valid"], report
    assert [task["stats"]["rows"] for task in report["tasks"]] == [9_000, 1]


def test_the_data_package_says_what_the_compressed_file_is(published: Path) -> None:
    facts, projects = json.loads((published / "datapackage.json").read_text("utf-8"))["resources"]
    assert (facts["path"], facts["format"], facts["compression"]) == ("facts.csv.gz", "csv", "gz")
    assert facts["bytes"] == (published / "facts.csv.gz").stat().st_size
    assert "compression" not in projects


def test_rows_that_have_not_changed_are_not_compressed_again_and_the_bytes_are_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, kept, packed = tables(tmp_path / "tables"), tmp_path / "kept", []
    deflate = large_tables._deflated
    monkeypatch.setattr(large_tables, "_deflated", lambda piece: packed.append(piece) or deflate(piece))

    def made(name: str, store: Path | None = kept) -> bytes:
        packed.clear()
        large_tables.compress(source, IDS, tmp_path / name, store)
        return (tmp_path / name / "facts.csv.gz").read_bytes()

    whole = made("one")
    assert len(packed) == 1 + len(IDS)
    assert made("two") == whole
    assert packed == []
    text = (source / "facts.csv").read_text("utf-8").replace("b-bureau/2023-budget,0", "b-bureau/2023-budget,1")
    (source / "facts.csv").write_text(text, "utf-8", newline="")
    changed = made("three")
    assert len(packed) == 1
    assert changed == made("four", None)
    assert gzip.decompress(changed) == text.encode()
    assert len(list(kept.iterdir())) == 2  # what nothing asks for is gone
    next(kept.glob("*.gz")).unlink()
    assert made("five") == changed
