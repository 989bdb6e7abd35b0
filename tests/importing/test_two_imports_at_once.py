"""Two imports at the same time lose nothing: each waits for the other to have written."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from yusuan.errors import YusuanError
from yusuan.importing.reference import Reference, extend_reference
from yusuan.package.layout import PackageId, Packages
from yusuan.package.lock import locked
from yusuan.package.schemas import load_schemas
from yusuan.package.store import Draft

HOLD = """
import sys, time
from pathlib import Path
from yusuan.package.lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""
DOCUMENT = """{name}州中小企业发展局2023年部门预算公开

表2

收入总表

单位：万元

科目编码\t科目名称\t合计
201\t一般公共服务支出\t372.48
\t合计\t372.48
"""


def slugs(packages: Packages) -> set[str]:
    return {row["agency"] for row in Reference.load(packages).rows["agencies"]}


def test_what_another_import_added_to_the_reference_in_the_meantime_stays(repository: Path) -> None:
    packages = Packages(repository / "datapackages")
    schemas = load_schemas(packages.schemas)
    first, second = Reference.load(packages), Reference.load(packages)
    for agency, reference in (("one", first), ("two", second)):
        extend_reference(packages, reference, Draft(PackageId(agency, 2024), {"issuer": f"{agency}局"}), schemas)
    assert {"one", "two"} <= slugs(packages)


@pytest.mark.parametrize("processes", [2, pytest.param(6, marks=pytest.mark.thorough)])
def test_imports_of_several_processes_all_come_into_the_reference(repository: Path, processes: int) -> None:
    names = "甲乙丙丁戊己"[:processes]
    agencies = [f"bureau-{number}" for number in range(processes)]
    command = [sys.executable, "-m", "yusuan", "import", "--year", "2023", "--quiet", "--agency"]
    documents = [repository / f"{agency}.txt" for agency in agencies]
    for name, path in zip(names, documents, strict=True):
        path.write_text(DOCUMENT.format(name=name), "utf-8")
    running = [
        subprocess.Popen([*command, agency, str(path)], stdout=subprocess.DEVNULL)
        for agency, path in zip(agencies, documents, strict=True)
    ]
    assert {process.wait(timeout=180) for process in running} <= {0, 1}
    packages = Packages(repository / "datapackages")
    assert set(agencies) <= slugs(packages)
    assert {package.agency for package in packages.disclosures()} == {"changji-sme", *agencies}
    assert list(packages.root.rglob(".*")) == []


def test_a_folder_that_another_process_holds_is_waited_for_and_then_told(repository: Path) -> None:
    folder = repository / "datapackages"
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == b"held"
        with pytest.raises(YusuanError, match="another command is writing there"), locked(folder, seconds=0.2):
            pass
        holder.kill()
    with locked(folder, seconds=5):
        assert not (folder / ".lock").exists()


def test_validate_says_that_an_agency_is_not_in_the_reference(repository: Path, yusuan: Callable) -> None:
    agencies = repository / "datapackages/reference/data/agencies.csv"
    kept = [line for line in agencies.read_text("utf-8").splitlines() if not line.startswith("changji-sme,")]
    agencies.write_text("\n".join(kept) + "\n", "utf-8")
    assert "agency: is not in reference/data/agencies.csv." in yusuan("validate").out
