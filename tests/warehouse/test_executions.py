"""Budget against outturn: a made-up document of final accounts, from its text to the table `executions`."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from yusuan import warehouse
from yusuan.importing.importer import import_document
from yusuan.package.layout import PackageId, Packages
from yusuan.package.schemas import load_schemas

LIBRARY = PackageId("tianshan-library", 2024, "final-accounts")
GENERAL, FUND, THREE = (*("general-public-budget-expenditure", "government-fund-expenditure", "three-public-expenses"),)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, project: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    root = tmp_path_factory.mktemp("library")
    for part in ("schemas", "reference"):
        shutil.copytree(project / "datapackages" / part, root / "datapackages" / part)
    packages = Packages(root / "datapackages")
    report = import_document(project / "tests/checks/documents/final-accounts.txt", LIBRARY, packages)
    assert report.recognition.findings.unread == []
    connection = warehouse.open_warehouse(packages)
    warehouse.derive(connection, load_schemas(packages.schemas))
    yield connection
    connection.close()


def rows(connection: duckdb.DuckDBPyConnection, table: str, *columns: str) -> list[tuple[Any, ...]]:
    """These columns of the executions of one table, in order; amounts as text."""
    found = connection.execute(
        f"select {', '.join(columns)} from derived.executions where table_name = ? order by position", [table]
    ).fetchall()
    return [tuple(f"{v:.2f}" if isinstance(v, Decimal) else v for v in row) for row in found]


def test_each_code_has_its_outturn_and_the_budget_that_the_prose_states(library) -> None:
    columns = ("code", "budget", "adjusted_budget", "outturn", "compared_with", "difference", "completion")
    assert rows(library, GENERAL, *columns) == [
        ("207", None, None, "78.00", None, None, None),
        ("20701", None, None, "78.00", None, None, None),
        ("2070104", "80.00", None, "78.00", "budget", "-2.00", "97.50"),
        ("208", None, None, "12.00", None, None, None),
        ("20805", None, None, "12.00", None, None, None),
        ("2080505", "9.00", None, "9.00", "budget", "0.00", "100.00"),
        # Nothing was budgeted at the beginning of the year: the budget as adjusted is what counts.
        ("2080506", "0.00", "4.00", "3.00", "adjusted_budget", "-1.00", "75.00"),
        (None, "89.00", None, "90.00", "budget", "1.00", "101.12"),
    ]


def test_each_figure_names_the_place_that_prints_it(library) -> None:
    columns = (
        *("code", "budget_resource", "budget_source", "outturn_resource", "outturn_row", "outturn_field"),
        *("outturn_source", "printed_completion", "completion_source"),
    )
    assert rows(library, GENERAL, *columns)[2] == (
        *("2070104", "statements", "L91@49", GENERAL, 3, "total", "L50C3", "97.50", "L91@77"),
    )
    assert rows(library, THREE, *columns)[0][1:7] == (THREE, "L78C2", THREE, 1, "total", "L78C4")


def test_the_budget_of_a_fund_stands_under_its_heading(library) -> None:
    assert rows(library, FUND, "code", "budget", "outturn")[-1] == ("2296003", "5.00", "4.00")


def test_a_table_with_the_budget_beside_the_outturn_goes_before_the_prose(library) -> None:
    columns = ("label", "budget", "adjusted_budget", "outturn", "difference", "printed_completion")
    found = {row[0]: row[1:] for row in rows(library, THREE, *columns)}
    assert found["合计"] == ("6.00", "5.00", "4.50", "-1.50", "69.23")
    assert found["公务接待费"] == ("5.00", "4.00", "4.00", "-1.00", None)
    assert found["公务用车购置费"] == ("0.00", "0.00", "0.00", "0.00", None)


def test_budgets_alone_have_no_executions(project: Path) -> None:
    packages = Packages(project / "datapackages")
    connection = warehouse.open_warehouse(packages, ids=[PackageId("changji-sme", 2023)])
    warehouse.derive(connection, load_schemas(packages.schemas))
    assert connection.execute("select count(*) from derived.executions").fetchone() == (0,)
    connection.close()
