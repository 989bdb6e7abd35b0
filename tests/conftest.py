"""What every test may ask for: the project's folder, a small repository of its own, and the command `yusuan`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

from yusuan.cli import run
from yusuan.garbage import collect_seldom
from yusuan.package.csvfile import read_rows, write_rows
from yusuan.package.layout import PackageId, Packages
from yusuan.package.lock import locked
from yusuan.package.refresh import refresh_reference
from yusuan.package.store import Draft

if TYPE_CHECKING:
    import duckdb

# How long a machine takes is for `make bench`, never for a test; and what runs before a change lands is the same each time.
settings.register_profile("yusuan", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("yusuan"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "yusuan")

# As the command does.
collect_seldom()

# What tests expect of the command is in English, whatever the machine speaks.
os.environ["LC_ALL"] = "C.UTF-8"

PROJECT = Path(__file__).parents[1]
FEW = ("changji-sme/2023-budget", "jiangsu-npc/2019-budget", "putuo-finance/2024-final-accounts")
"""A budget with its text, one in another form with last year's figures, and final accounts."""
FIRST = (
    *("tests/site/test_accessibility.py", "tests/test_build.py", "tests/validate", "tests/importing"),
    *("tests/warehouse", "tests/docs/test_contributing.py", "tests/docs/test_recipes.py"),
    *("tests/recognise/test_hostile_text.py", "tests/site", "tests/typeset", "tests/checks"),
    *("tests/test_pipeline.py", "tests/cli", "tests/docs"),
)
"""What takes long, the longest first: what is left at the end, for whichever worker is idle, is then short."""
CHROMIUM = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The first is Chromium without what is around a page: tests with it take a quarter less of the processor."""
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
"""Without these Chromium looks for its maker's hosts whenever it starts."""


@dataclass(frozen=True)
class Ended:
    """How a command ended: its exit code, and what it wrote on stdout and stderr."""

    code: int
    out: str
    err: str


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests that take long first."""

    def place(item: pytest.Item) -> int:
        path = item.path.relative_to(PROJECT).as_posix()
        return next((number for number, start in enumerate(FIRST) if path.startswith(start)), len(FIRST))

    items.sort(key=place)


@pytest.fixture(scope="session")
def project() -> Path:
    """The project's own folder, to be read only."""
    return PROJECT


@pytest.fixture(scope="session")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of three disclosures, with all that a build reads; to be read only."""
    root = tmp_path_factory.mktemp("few")
    for part in ("site_src", *(f"datapackages/{part}" for part in ("schemas", "reference", *FEW))):
        shutil.copytree(PROJECT / part, root / part)
    (root / "scripts/yusuan/site").mkdir(parents=True)
    for name in ("mkdocs.yml", "requirements.txt", "datapackages/VERSION", "scripts/yusuan/site/hook.py"):
        shutil.copyfile(PROJECT / name, root / name)
    return root


def shared_folder(tmp_path_factory: pytest.TempPathFactory, name: str) -> Path:
    """A folder of that name which all workers have together; what they put there they put there under its lock."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / name
    folder.mkdir(exist_ok=True)
    return folder


def build_apart(root: Path, out: Path, **environment: str) -> None:
    """Build the project in `root` into `out` in a process of its own, with more in its environment."""
    command = [sys.executable, "-m", "yusuan", "build", "--quiet", "--out", str(out)]
    subprocess.run(command, cwd=root, env={**os.environ, **environment}, check=True)


@pytest.fixture(scope="session")
def few_built(few: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a whole build of `few` makes from nothing, built once for all workers; to be read only."""
    folder = shared_folder(tmp_path_factory, "few-built")
    with locked(folder, seconds=3600):
        if not (folder / "whole").is_file():
            build_apart(few, folder / "build", PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C.UTF-8")
            (folder / "whole").touch()
    return folder / "build"


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the project's own `tables/` and `downloads/`, of all disclosures; to be read only.

    It is the one that `make site` has built. Where that was made of other sources, they are built here, once for all
    workers.
    """
    from yusuan import downloads, stamp, warehouse
    from yusuan.checks.engine import count_rules, evaluate
    from yusuan.pipeline import OUTPUTS

    packages, out = Packages(PROJECT / "datapackages"), PROJECT / "build"
    if stamp.holds(out, stamp.of_inputs(PROJECT, packages.root), OUTPUTS):
        return out
    shared = shared_folder(tmp_path_factory, "built")
    with locked(shared, seconds=3600):
        if not (shared / "whole").is_file():
            warehouse.build(packages, shared, [evaluate], finish=[count_rules])
            downloads.build(packages, shared)
            (shared / "whole").touch()
    return shared


@pytest.fixture(scope="module")
def everything(built: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The database of all disclosures, with what the checks say of them, to be read only."""
    from yusuan import warehouse

    with warehouse.connect(built / warehouse.DATABASE, read_only=True) as connection:
        yield connection


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of packages with one disclosure, and of the regions of the reference those of its province.

    Thousands of others would be judged whenever the reference is.
    """
    folder = tmp_path_factory.mktemp("small") / "datapackages"
    for part in ("schemas", "reference", "changji-sme/2023-budget"):
        shutil.copytree(PROJECT / "datapackages" / part, folder / part)
    named = {row["region"] for row in read_rows(folder / "reference/data/agencies.csv")}
    path = folder / "reference/data/regions.csv"
    regions = read_rows(path)
    named |= {row["parent"] for row in regions if row["region"] in named}
    kept = [row for row in regions if row["region"] in named or row["region"].startswith("65") or not row["parent"]]
    write_rows(path, list(kept[0]), kept)
    refresh_reference(Packages(folder))
    return folder


@pytest.fixture
def repository(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A whole small repository to be changed at will, which is also the working directory; it has one disclosure."""
    shutil.copytree(small, tmp_path / "datapackages")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def packages(tmp_path: Path, project: Path) -> Packages:
    """A folder of packages with the real schemas and reference, and no disclosure yet."""
    for part in ("schemas", "reference"):
        shutil.copytree(project / "datapackages" / part, tmp_path / "datapackages" / part)
    return Packages(tmp_path / "datapackages")


@pytest.fixture
def draft() -> Draft:
    """A small disclosure that is ready to be written."""
    return Draft(
        PackageId("changji-sme", 2023),
        {"title": "小局2023年部门预算", "issuer": "小局", "issued": "2023-01-31", "form": "xinjiang-2023"},
        {
            "income": [
                {"row": 1, "code": "201", "name": "一般公共服务支出", "level": 1, "is_total": False, "total": "107.90"},
                {"row": 2, "code": "221", "name": "住房保障支出", "level": 1, "is_total": False, "total": "10.84"},
                {"row": 3, "name": "合计", "level": 0, "is_total": True, "total": "118.74"},
            ],
            "three-public-expenses": [],
            "tables": [
                {"table_name": "income", "table_number": 2, "unit": "万元", "state": "filled"},
                {"table_name": "three-public-expenses", "table_number": 10, "unit": "万元", "state": "declared-empty"},
            ],
            "projects": [],
            "provenance": [
                {"resource": "income", "row": n, "field": "total", "source": f"L{n}C5", "printed": printed}
                for n, printed in enumerate(["107.90", "10.84", "118.74"], 1)
            ],
        },
        {"projects": "万元"},
        "小局2023年部门预算\n".encode(),
    )


@pytest.fixture
def yusuan(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ended]:
    """Run `yusuan` in this process: `yusuan("validate", "--json")`."""

    def command(*words: str) -> Ended:
        capsys.readouterr()
        code = run(words)
        out, err = capsys.readouterr()
        return Ended(code, out, err)

    return command


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A Chromium of this machine, one for all tests: Playwright does not run twice in one process.

    Where there is none, tests are left out here but fail on the project's CI.
    """
    from playwright.sync_api import sync_playwright

    found = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if found is None:
        reason = "there is no Chromium on this machine (on Debian: apt install chromium)"
        if os.environ.get("CI"):
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        yield running
        running.close()
