"""Whole small documents that print nothing wrong, or one thing, and were once said to hold several contradictions."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from yusuan.checks.outcomes import checked
from yusuan.importing.importer import import_document
from yusuan.package.layout import PackageId, Packages

DOCUMENTS = Path(__file__).parent / "documents"
CONVENTION, ERROR = "unusual", "discrepancy"
READ = ("of-which-column", "one-code-twice", "contents-title-wording", "functional-equals-economic")

Found = Callable[[str], list[tuple[str, str, str]]]


@pytest.fixture(scope="module")
def found(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Found:
    """What does not agree in a document: outcome, rule and place. All are imported and checked together, once."""
    packages = Packages(tmp_path_factory.mktemp("alarms") / "datapackages")
    for part in ("schemas", "reference"):
        shutil.copytree(project / "datapackages" / part, packages.root / part)
    ids = {name: PackageId(f"sample-{number}", 2026) for number, name in enumerate(READ)}
    for name, package in ids.items():
        import_document(DOCUMENTS / f"{name}.txt", package, packages)
    with checked(packages, list(ids.values())) as connection:
        rows = connection.execute(
            "select distinct package, outcome, rule, source from derived.checks where outcome in (?, ?) order by all",
            [CONVENTION, ERROR],
        ).fetchall()
    return lambda name: [(outcome, rule, place) for package, outcome, rule, place in rows if package == str(ids[name])]


def test_a_column_under_of_which_is_not_added_to_the_columns_that_hold_it(found: Found) -> None:
    # 20 + 10 = 30; the 5 under 其中 are a part of them
    assert found("of-which-column") == []


def test_one_misprinted_code_is_one_discrepancy(found: Found) -> None:
    # 21999 stands twice, in lines 12 and 13: the second is an item, and its code ought to say so
    assert found("one-code-twice") == [(ERROR, "each_row_has_its_own_code", "L13C1")]


def test_another_wording_of_a_title_is_no_contradiction(found: Found) -> None:
    rule = "contents_titles_match_body"
    assert found("contents-title-wording") == [(CONVENTION, rule, "L22"), (CONVENTION, rule, "L33")]


def test_a_purpose_paid_under_another_code_is_no_contradiction(found: Found) -> None:
    # 2080505 is 10.00, 30108 is 12.00, and each table agrees with its own total
    assert found("functional-equals-economic") == [(CONVENTION, "functional_usually_equals_economic", "L39C3")]
