"""What the page for researchers says to run runs, in the folder of the downloaded tables, and agrees with the tables."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from lxml import html


def snippet(site: Path, name: str) -> str:
    page: Any = html.document_fromstring((site / "data/use/index.html").read_text("utf-8"))
    return str(page.get_element_by_id(f"use-{name}").text_content())


@pytest.fixture(scope="module")
def pensions(site: Path) -> dict[str, Decimal]:
    """What the rows of 20805 in table 5 come to, package by package, read by other means than the snippets'."""
    rows = duckdb.sql(f"from read_parquet('{site}/data/tables/facts.parquet')").fetchnumpy()
    found: dict[str, Decimal] = {}
    for i, package in enumerate(rows["package"]):
        kind = tuple(str(rows[column][i]) for column in ("table_name", "code", "measure", "period"))
        if kind == ("general-public-budget-expenditure", "20805", "total", "current") and not rows["unit_name"][i]:
            found[package] = found.get(package, Decimal(0)) + Decimal(str(rows["amount_yuan"][i]))
    return found


@pytest.mark.parametrize("name", ["pandas", "duckdb"])
def test_a_snippet_runs_as_it_stands_and_names_the_departments_that_spend_most(
    site: Path, pensions: dict[str, Decimal], name: str
) -> None:
    code = snippet(site, name)
    if name == "duckdb":
        code = f"import duckdb; print(*duckdb.execute({code!r}).fetchall(), sep='\\n')"
    run = [sys.executable, "-c", code]
    shown = subprocess.run(run, cwd=site / "data/tables", capture_output=True, text=True, check=True).stdout
    most = sorted(pensions, key=lambda package: -pensions[package])[:10]
    places = [shown.index(package) for package in most]
    assert places == sorted(places)


def test_codes_are_read_as_text_in_every_snippet(site: Path) -> None:
    assert 'dict.fromkeys(codes, "string")' in snippet(site, "pandas")
    assert 'code = "character"' in snippet(site, "r")
