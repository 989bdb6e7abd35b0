"""Questions asked in SQL in the browser are answered as DuckDB answers them from the tables."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from yusuan.errors import YusuanError
from yusuan.site.browser_database import write_database

PROJECT = Path(__file__).parents[2]
QUESTIONS = tomllib.loads((PROJECT / "site_src/words/sql.toml").read_text("utf-8"))["question"]
SHOWN = 500


@pytest.fixture(scope="module")
def tables(site: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        for path in sorted((site / "data/tables").glob("*.parquet")):
            connection.execute(f"create view {path.stem} as from read_parquet('{path}')")
        yield connection


def plain(cell: object) -> str:
    """A value of the tables as the page shows it: without the zeros that only the column's type adds."""
    if isinstance(cell, Decimal):
        return f"{cell.normalize():f}" if cell else "0"
    return "" if cell is None else str(cell).removesuffix(".0") if isinstance(cell, float) else str(cell)


def ask(page: Any, sql: str) -> None:
    page.locator("#question").fill(sql)
    page.locator("[data-sql-run]").click()
    page.locator("[data-sql-run]:not([disabled])").wait_for()


def test_every_ready_question_has_the_answer_of_the_tables(
    page: Any, address: str, tables: duckdb.DuckDBPyConnection
) -> None:
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(f"{address}sql/")
    assert not [url for url in requests if "duckdb" in url]
    for question in QUESTIONS:
        ask(page, question["sql"])
        assert "行" in page.locator("[data-sql-status]").inner_text(), question["name"]
        shown = page.locator("[data-sql-result] tbody tr").evaluate_all(
            "rows => rows.map(row => Array.from(row.cells, cell => cell.textContent))"
        )
        expected = [[plain(cell) for cell in row] for row in tables.sql(question["sql"]).fetchall()]
        assert expected, question["name"]
        assert shown == expected[:SHOWN], question["name"]
    assert [url for url in requests if not url.startswith((address, "blob:"))] == []


def test_a_question_in_the_address_waits_for_a_press_and_one_that_is_wrong_is_told_so(page: Any, address: str) -> None:
    page.goto(f"{address}sql/#q=select%20nothing%20from%20headlines")
    page.locator("[data-sql-form]").wait_for()
    assert page.locator("#question").input_value() == "select nothing from headlines"
    assert page.locator("[data-sql-status]").inner_text() == ""
    ask(page, "select nothing from headlines")
    assert "nothing" in page.locator("[data-sql-status]").inner_text()
    assert not page.locator("[data-sql-result]").is_visible()


def test_an_answer_can_be_kept_with_every_digit_and_nothing_that_a_spreadsheet_would_compute(
    page: Any, address: str
) -> None:
    page.goto(f"{address}sql/")
    ask(page, "select '00501' as code, 1.50::decimal(9, 2) as amount, '=1+1' as words, null as nothing")
    with page.expect_download() as kept:
        page.locator("[data-sql-save]").click()
    assert Path(kept.value.path()).read_text("utf-8-sig").splitlines() == [
        "code,amount,words,nothing",
        "00501,1.50,'=1+1,",
    ]


def test_a_database_that_is_not_the_listed_one_is_refused(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / "SHA256SUMS").write_text(f"{'0' * 64}  duckdb.js\n", encoding="ascii")
    (kept / "duckdb.js.xz").write_bytes((PROJECT / "site_src/vendor/duckdb/duckdb.js.xz").read_bytes())
    with pytest.raises(YusuanError, match="is not the file that SHA256SUMS lists"):
        write_database(kept, tmp_path / "site")
    (kept / "duckdb.js.xz").write_bytes(b"no archive")
    with pytest.raises(YusuanError, match="cannot be unpacked"):
        write_database(kept, tmp_path / "site")
