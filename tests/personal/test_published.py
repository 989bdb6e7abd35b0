"""No personal datum of a document, of whatever format, comes into a table or into anything that is published."""

from __future__ import annotations

import csv
import io
import json
import shutil
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import duckdb
import pytest

from yusuan import downloads
from yusuan.cli import run
from yusuan.importing import import_document
from yusuan.package.layout import PackageId, Packages
from yusuan.pipeline import Workspace, build
from yusuan.validate import validate

from .made_up import AMOUNT, DATA, MOBILE, WRITERS

SLUG = {suffix: f"tianshan-{suffix}" for suffix in WRITERS}


def contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file below a folder, and what is in each zip and workbook."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            yield str(path), data
            if zipfile.is_zipfile(path):
                with zipfile.ZipFile(path) as archive:
                    yield from ((f"{path}!{name}", archive.read(name)) for name in archive.namelist())


def leaks(folder: Path) -> list[tuple[str, str]]:
    """Each file of a folder and the datum that stands in it."""
    return [(name, datum) for name, data in contents(folder) for datum in DATA if datum.encode() in data]


def imported(packages: Packages, folder: Path, suffix: str) -> PackageId:
    # Each is a disclosure of a year of its own department: the document has no other name.
    package = PackageId(SLUG[suffix], 2024)
    (folder / suffix).mkdir(parents=True)
    import_document(WRITERS[suffix](folder / suffix / f"document.{suffix}"), package, packages)
    return package


@pytest.mark.parametrize("suffix", WRITERS)
def test_no_table_of_a_package_has_personal_data(packages: Packages, tmp_path: Path, suffix: str) -> None:
    package = imported(packages, tmp_path / "published", suffix)
    assert leaks(packages.folder(package) / "data") == []
    assert not any(datum.encode() in (packages.folder(package) / "datapackage.json").read_bytes() for datum in DATA)
    assert validate(packages, [package], None) == []
    with (packages.folder(package) / "data/expenditure.csv").open(encoding="utf-8", newline="") as file:
        assert [row["total"] for row in csv.DictReader(file)] == [AMOUNT, "2000.00", "13800140000.00"]


def test_the_package_keeps_its_source_and_the_download_masks_it(packages: Packages, tmp_path: Path) -> None:
    package = imported(packages, tmp_path / "published", "txt")
    kept = (packages.folder(package) / "source/document.txt").read_bytes()
    assert kept == WRITERS["txt"](tmp_path / "again.txt").read_bytes()
    downloads.build(packages, tmp_path / "out")
    assert leaks(tmp_path / "out") == []
    with zipfile.ZipFile(tmp_path / f"out/downloads/{package}.zip") as archive:
        copy = archive.read("source/document.txt")
        described = json.loads(archive.read("datapackage.json"))
    assert [len(line) for line in copy.decode().split("\n")] == [len(line) for line in kept.decode().split("\n")]
    assert described["sources"][0] | {"title": ""} == {
        "title": "",
        "path": "source/document.txt",
        "hash": f"sha256:{sha256(copy).hexdigest()}",
        "masked": True,
        "masked_from": f"sha256:{sha256(kept).hexdigest()}",
    }
    # What is given away is a valid package, too.
    shutil.rmtree(packages.folder(package))
    with zipfile.ZipFile(tmp_path / f"out/downloads/{package}.zip") as archive:
        archive.extractall(packages.folder(package))
    (packages.folder(package) / "README.txt").unlink()
    assert validate(packages, [package], None) == []


def test_the_import_says_what_was_masked_and_where_and_repeats_nothing(
    packages: Packages, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = WRITERS["txt"](tmp_path / "document.txt")
    run(["import", str(source), "--agency", "tianshan", "--year", "2024", "--packages", str(packages.root)])
    out = "".join(capsys.readouterr())
    assert not any(datum in out for datum in DATA)
    assert "Personal data: " in out
    assert "5 telephones: L1@28" in out


def test_what_a_person_decided_to_publish_stays_in_tables_and_source(packages: Packages, tmp_path: Path) -> None:
    package = imported(packages, tmp_path / "published", "txt")
    folder = packages.folder(package)
    (folder / "data/permissions.csv").write_text(
        f"kind,printed,reason\ntelephone,{MOBILE},the office's own telephone for the public\n", encoding="utf-8"
    )
    import_document(tmp_path / "published/txt/document.txt", package, packages)
    assert validate(packages, [package], None) == []
    assert MOBILE in (folder / "data/paragraphs.csv").read_text(encoding="utf-8")
    downloads.build(packages, tmp_path / "out")
    found = {datum for _, datum in leaks(tmp_path / "out")}
    assert found == {MOBILE}


def test_a_permission_for_what_is_not_in_the_document_is_refused(packages: Packages, tmp_path: Path) -> None:
    package = imported(packages, tmp_path / "published", "txt")
    file = packages.folder(package) / "data/permissions.csv"
    file.write_text("kind,printed,reason\ntelephone,13000000000,ours\n", encoding="utf-8")
    source = str(tmp_path / "published/txt/document.txt")
    words = ["import", source, "--agency", package.agency, "--year", "2024", "--packages", str(packages.root)]
    assert run(words) == 2


def test_a_table_with_personal_data_is_not_valid(packages: Packages, tmp_path: Path) -> None:
    package = imported(packages, tmp_path / "published", "txt")
    file = packages.folder(package) / "data/confirmations.csv"
    file.write_text(
        f"rule,subject,published,expected,note\nrule,subject,1,2,asked 张三 at {MOBILE}\n", encoding="utf-8"
    )
    problems = validate(packages, [package], None)
    assert [problem.field for problem in problems] == ["note"]
    assert MOBILE not in str(problems[0])


@pytest.mark.thorough
def test_no_file_of_the_site_has_personal_data(project: Path, packages: Packages, tmp_path: Path) -> None:
    for suffix in WRITERS:
        imported(packages, tmp_path / "published", suffix)
    for name in ("mkdocs.yml", "requirements.txt", "datapackages/VERSION", "scripts/yusuan/site/hook.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(project / name, tmp_path / name)
    shutil.copytree(project / "site_src", tmp_path / "site_src")
    assert build(Workspace(tmp_path, packages, tmp_path / "build")).built
    assert (tmp_path / "build/site/index.html").is_file()
    assert leaks(tmp_path / "build") == []
    with duckdb.connect(str(tmp_path / "build/yusuan.duckdb"), read_only=True) as warehouse:
        tables = warehouse.execute("select table_schema, table_name from information_schema.tables").fetchall()
        for schema, table in tables:
            out = io.StringIO()
            csv.writer(out).writerows(warehouse.execute(f'select * from "{schema}"."{table}"').fetchall())
            assert not any(datum in out.getvalue() for datum in DATA), table
