"""What the tests of the importer share: the source document, what it says, and what the package holds."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from .imported import Imported, import_once, of_another
from .several import PROSE, TABLES, written

Rows = list[dict[str, str]]

PROJECT = Path(__file__).parents[2]
PACKAGE = PROJECT / "datapackages" / "changji-sme" / "2023-budget"
DOCUMENT = PACKAGE / "source" / "document.txt"
EXPECTED = PROJECT / "tests" / "expected" / "changji-sme-2023-budget"


def _rows(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="session")
def expected() -> Callable[[str], Rows]:
    """What was read in the document by hand: `expected("amounts")`."""
    return lambda name: _rows(EXPECTED / f"{name}.csv")


@pytest.fixture(scope="session")
def package() -> Callable[[str], Rows]:
    """The rows of a resource of the committed package: `package("income")`."""
    return lambda name: _rows(PACKAGE / "data" / f"{name}.csv")


@pytest.fixture(scope="session")
def places(package: Callable[[str], Rows]) -> dict[tuple[str, str, str], tuple[str, str]]:
    """Locator and printed text by resource, row and field, as the package's provenance has them."""
    return {(p["resource"], p["row"], p["field"]): (p["source"], p["printed"]) for p in package("provenance")}


@pytest.fixture(scope="session")
def document() -> list[str]:
    """The lines of the source document; the line `L1` is `document[0]`."""
    return (PACKAGE / "source" / "document.txt").read_text(encoding="utf-8").split("\n")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A copy of the source document, somewhere else."""
    path = tmp_path / "published.txt"
    path.write_bytes((PACKAGE / "source" / "document.txt").read_bytes())
    return path


@pytest.fixture
def importing(yusuan: Callable[..., object], repository: Path) -> Callable[..., object]:
    """Run `yusuan import` on a document for Changji's budget of 2023 in a repository of its own."""
    return lambda path, *words: yusuan("import", str(path), "--agency", "changji-sme", "--year", "2023", *words)


@pytest.fixture(scope="session")
def again(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Imported:
    """Changji's document, as it is, imported by the command where its package already stands."""
    return import_once(project, tmp_path_factory.mktemp("again"), DOCUMENT.read_text("utf-8"))


@pytest.fixture(scope="session")
def of_new_agency(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Imported:
    """Changji's document as if of 奇台县林业局, which no reference has, imported by the command."""
    text = of_another(DOCUMENT.read_text("utf-8"), "奇台县林业局")
    return import_once(project, tmp_path_factory.mktemp("new-agency"), text, agency="qitai-forestry")


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    return written(tmp_path / "报表.txt", TABLES)


@pytest.fixture
def prose(tmp_path: Path) -> Path:
    return written(tmp_path / "说明.txt", PROSE)
