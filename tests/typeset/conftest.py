"""The Changji disclosure typeset in each format, and imported from it into a repository of its own."""

from __future__ import annotations

import csv
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from manuscript import PACKAGE, PROJECT, manuscript
from printed import Printed
from typeset_docx import write_docx
from typeset_html import write_html
from typeset_pdf import EASY, HARD, write_pdf
from typeset_xlsx import write_xlsx

from yusuan.importing import ImportReport, import_document
from yusuan.package.layout import PackageId, Packages

Rows = list[dict[str, str]]

FORMATS = {
    "html": ("disclosure.html", write_html),
    "docx": ("disclosure.docx", write_docx),
    "xlsx": ("disclosure.xlsx", write_xlsx),
    "xlsx, text before": ("disclosure.xlsx", partial(write_xlsx, apart="before")),
    "xlsx, text after": ("disclosure.xlsx", partial(write_xlsx, apart="after")),
    "pdf, easy": ("disclosure.pdf", partial(write_pdf, layout=EASY)),
    "pdf, hard": ("disclosure.pdf", partial(write_pdf, layout=HARD)),
}


@dataclass
class Imported:
    """One import: its format, what it reported, what it wrote, and where the typesetter had put what."""

    format: str
    report: ImportReport
    folder: Path
    places: dict[str, str]
    printed: Printed
    _read: dict[str, Rows] = field(default_factory=dict)

    def rows(self, resource: str) -> Rows:
        """The rows of a resource of the package that was written."""
        if resource not in self._read:
            self._read[resource] = _rows(self.folder / "data" / f"{resource}.csv")
        return self._read[resource]


def _rows(path: Path) -> Rows:
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="session", params=FORMATS)
def imported(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Imported:
    """The disclosure in one format after another, each imported where nothing was known of its department's budgets."""
    folder = tmp_path_factory.mktemp(request.param)
    name, write = FORMATS[request.param]
    places = write(manuscript(), folder / name)
    packages = Packages(folder / "datapackages")
    for part in ("schemas", "reference"):
        shutil.copytree(PROJECT / "datapackages" / part, packages.root / part)
    package = PackageId("changji-sme", 2023, "budget")
    report = import_document(folder / name, package, packages)
    return Imported(request.param, report, packages.folder(package), places, Printed(report.document))


@pytest.fixture(scope="session")
def from_text() -> Callable[[str], Rows]:
    """The rows of a resource as they were read from the text."""
    return lambda resource: _rows(PACKAGE / "data" / f"{resource}.csv")
