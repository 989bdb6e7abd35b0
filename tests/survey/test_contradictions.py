"""What real documents are known to print wrongly, found by the rules on their prose: each looked at on the page."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from yusuan.checks.outcomes import checked
from yusuan.importing import importer
from yusuan.package.layout import Packages

sys.path.insert(0, str(Path(__file__).parent))

from documents import read_listed, repository

DOCUMENTS = Path(__file__).parents[2].parent / "shared" / "disclosures"
FILES = ("026.pdf", "029.pdf", "032.pdf", "033.pdf", "130.pdf", "251.pdf")
pytestmark = [
    pytest.mark.thorough,
    pytest.mark.skipif(not DOCUMENTS.exists(), reason="the real documents are not at hand"),
]

Found = set[tuple[str, str, str, str]]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Found:
    """File, outcome, and the published and the expected figure of every check."""
    listed = [read_listed()[name] for name in FILES]
    packages: Packages = repository(tmp_path_factory.mktemp("contradictions") / "datapackages", listed)
    for document in listed:
        importer.import_document(DOCUMENTS / document.files[0], document.id, packages, without_narrative=True)
    files = {str(document.id): document.file for document in listed}
    with checked(packages, [document.id for document in listed]) as connection:
        rows = connection.execute("select package, outcome, published, expected from derived.checks").fetchall()
    return {
        (files[package], outcome, published.replace(",", ""), expected)
        for package, outcome, published, expected in rows
    }


CONTRADICTIONS = [
    ("026.pdf", "79.05", "79.09"),
    ("026.pdf", "0.64", "0.63"),
    ("029.pdf", "1312.56", "1212.56"),
    ("029.pdf", "10.61", "10.60"),
    ("032.pdf", "5.95", "6.10"),
    ("033.pdf", "21.95", "22.00"),
    ("033.pdf", "3958.98", "3959.28"),
    ("033.pdf", "9.1", "9.2"),
    ("033.pdf", "36.58", "36.59"),
    ("033.pdf", "0.06", "0.60"),
    ("033.pdf", "0.66", "6.60"),
    ("033.pdf", "99.94", "99.93"),
    ("033.pdf", "0.06", "0.07"),
    ("033.pdf", "63.75", "63.74"),
    ("033.pdf", "10.87", "10.88"),
    ("251.pdf", "23.9", "24.0"),
    ("251.pdf", "515313.35", "500313.35"),
    ("251.pdf", "64618.75", "38191.21"),
]


@pytest.mark.parametrize(("file", "printed", "expected"), CONTRADICTIONS)
def test_a_contradiction_is_a_discrepancy(found: Found, file: str, printed: str, expected: str) -> None:
    assert (file, "discrepancy", printed, expected) in found


def test_last_years_document_shows_which_of_two_figures_is_wrong(found: Found) -> None:
    # 032, page 19, says 392.92 less than last year; 026, page 21, prints last year's amount.
    assert ("032.pdf", "unusual", "392.92", "382.92") in found


def test_a_rate_from_nothing_is_a_convention_and_a_rounded_figure_no_contradiction(found: Found) -> None:
    assert ("032.pdf", "unusual", "100", "") in found
    assert ("130.pdf", "rounding", "190.62", "190.63") in found
    assert not {entry for entry in found if entry[:2] == ("130.pdf", "discrepancy")}
