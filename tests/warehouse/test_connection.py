"""A query, whoever wrote it, reaches no file and no network, and can change no setting that says so."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from yusuan.warehouse.connection import connect


@pytest.mark.parametrize(
    "query",
    [
        "select * from read_csv('{file}')",
        "select * from read_text('{file}')",
        "copy (select 1) to '{file}.new'",
        "attach '{file}.db'",
        "install httpfs",
        "load httpfs",
    ],
)
def test_no_query_reaches_a_file_or_the_network(tmp_path: Path, query: str) -> None:
    file = tmp_path / "secret.csv"
    file.write_text("a\n1\n")
    connection = connect()
    with pytest.raises(duckdb.Error):
        connection.execute(query.format(file=file))
    connection.close()
    assert [path.name for path in tmp_path.iterdir()] == ["secret.csv"]


@pytest.mark.parametrize("setting", ["lock_configuration = false", "threads = 1", "autoload_known_extensions = true"])
def test_no_query_changes_a_setting(setting: str) -> None:
    connection = connect()
    with pytest.raises(duckdb.Error, match="configuration has been locked"):
        connection.execute(f"set {setting}")
    connection.close()
