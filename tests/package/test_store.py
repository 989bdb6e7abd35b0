"""A package is written whole or not at all, and only where something changed."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from yusuan.errors import InvalidPackage
from yusuan.package import store
from yusuan.package.exchange import exchange
from yusuan.package.layout import PackageId
from yusuan.package.store import apply_corrections, kept_rows, write
from yusuan.validate import validate

CORRECTIONS = "resource,row,field,printed,corrected,reason,evidence\nincome,2,total,10.84,10.48,扫描不清,第 3 页\n"


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def descriptor(packages, draft):
    return json.loads((packages.folder(draft.id) / "datapackage.json").read_text("utf-8"))


def test_what_is_written_is_valid(packages, draft):
    write(draft, packages)
    assert validate(packages, [draft.id], None) == []


def test_a_new_package_says_what_it_is(packages, draft):
    write(draft, packages)
    said = descriptor(packages, draft)
    assert said["name"] == "changji-sme-2023-budget"
    assert said["created"] == "2023-01-31T00:00:00Z"
    assert said["version"] == "1.0.0"
    assert [entry["name"] for entry in said["licenses"]] == ["CC0-1.0"]
    assert said["contributors"] == [{"title": "小局", "roles": ["publisher"]}]
    assert said["sources"][0]["path"] == "source/document.txt"


def test_amounts_carry_the_unit_that_their_table_prints(packages, draft):
    write(draft, packages)
    income = descriptor(packages, draft)["resources"][0]
    assert {field["name"]: field.get("unit") for field in income["schema"]["fields"]}["total"] == "万元"


def test_without_a_day_of_issue_there_is_no_day_of_creation(packages, draft):
    draft.metadata["issued"] = None
    write(draft, packages)
    assert not {"issued", "created"} & descriptor(packages, draft).keys()
    assert validate(packages, [draft.id], None) == []


def test_the_same_again_touches_nothing(packages, draft):
    write(draft, packages)
    before = {path: path.stat() for path in packages.folder(draft.id).rglob("*")}
    assert write(draft, packages) == []
    assert {path: path.stat() for path in packages.folder(draft.id).rglob("*")} == before


def test_made_again_from_nothing_it_is_the_same_byte_for_byte(packages, draft):
    folder = packages.folder(draft.id)
    write(draft, packages)
    first = contents(folder)
    shutil.rmtree(folder)
    write(draft, packages)
    assert contents(folder) == first


def test_what_people_keep_stays_and_leaves_the_descriptor_as_it_would_be_without(packages, draft):
    folder = packages.folder(draft.id)
    write(draft, packages)
    made = (folder / "datapackage.json").read_bytes()
    (folder / "data/corrections.csv").write_text(CORRECTIONS, "utf-8")
    assert write(draft, packages) == []
    assert (folder / "data/corrections.csv").read_text("utf-8") == CORRECTIONS
    assert (folder / "datapackage.json").read_bytes() == made


def test_a_changed_figure_is_said_and_raises_the_version(packages, draft):
    write(draft, packages)
    draft.resources["income"][1]["total"] = "10.85"
    changes = [str(change) for change in write(draft, packages)]
    assert "data/income.csv: 1 cell changed" in changes
    assert descriptor(packages, draft)["version"] == "1.0.1"


def test_a_changed_title_leaves_the_version(packages, draft):
    write(draft, packages)
    draft.metadata["title"] = "小局 2023 年预算"
    assert [str(change) for change in write(draft, packages)] == ["datapackage.json: changed"]
    assert descriptor(packages, draft)["version"] == "1.0.0"


def test_files_that_did_not_change_keep_their_time(packages, draft):
    write(draft, packages)
    path = packages.folder(draft.id) / "data/income.csv"
    before = path.stat().st_mtime_ns
    draft.resources["projects"].append({"row": 1, "name": "一个项目"})
    write(draft, packages)
    assert path.stat().st_mtime_ns == before


def test_a_table_that_is_no_longer_there_is_removed_and_said(packages, draft):
    write(draft, packages)
    del draft.resources["three-public-expenses"]
    changes = [str(change) for change in write(draft, packages)]
    assert "data/three-public-expenses.csv: removed" in changes
    assert not (packages.folder(draft.id) / "data/three-public-expenses.csv").exists()


def test_somebodys_file_is_not_deleted(packages, draft):
    write(draft, packages)
    (packages.folder(draft.id) / "note.md").write_text("mine", "utf-8")
    draft.metadata["title"] = "另一个标题"
    write(draft, packages)
    assert (packages.folder(draft.id) / "note.md").read_text("utf-8") == "mine"


@pytest.mark.parametrize("fails_at", [1, 2])
def test_a_write_that_fails_leaves_the_package_that_was_there(packages, draft, monkeypatch, fails_at):
    folder = packages.folder(draft.id)
    write(draft, packages)
    before = contents(packages.root)
    renamed, count = Path.rename, 0

    def rename(self, target):
        nonlocal count
        count += 1
        if count == fails_at:
            raise OSError("the disk is full")
        return renamed(self, target)

    draft.resources["income"][1]["total"] = "10.85"
    monkeypatch.setattr(store, "exchange", lambda *_: False)
    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(OSError, match="the disk is full"):
        write(draft, packages)
    assert contents(packages.root) == before
    assert [path.name for path in folder.parent.iterdir()] == ["2023-budget"]


@pytest.mark.parametrize(("moment", "stands"), [("before", "10.84"), ("after", "10.85")])
def test_a_write_that_is_killed_leaves_the_old_package_or_the_new_one_whole(packages, draft, moment, stands):
    folder = packages.folder(draft.id)
    write(draft, packages)
    if not exchange(folder, folder):
        pytest.skip("this system cannot exchange two names; the next write mends what is left aside")

    def killed(one, other):
        if moment == "after":
            exchange(one, other)
        os.kill(os.getpid(), signal.SIGKILL)

    draft.resources["income"][1]["total"] = "10.85"
    child = os.fork()
    if child == 0:
        store.exchange = killed
        write(draft, packages)
        os._exit(0)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
    assert f",{stands}" in (folder / "data/income.csv").read_text("utf-8")
    assert packages.disclosures() == [draft.id]
    write(draft, packages)
    assert [path.name for path in folder.parent.iterdir()] == ["2023-budget"]
    assert ",10.85" in (folder / "data/income.csv").read_text("utf-8")


def test_an_exchange_gives_each_folder_the_name_of_the_other(tmp_path):
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_text(name, "utf-8")
    if exchange(tmp_path / "one", tmp_path / "other"):
        assert (tmp_path / "one/file").read_text("utf-8") == "other"
        assert (tmp_path / "other/file").read_text("utf-8") == "one"
    assert exchange(tmp_path / "one", tmp_path / "nowhere") is False
    assert (tmp_path / "one").is_dir()


def test_a_package_that_an_import_left_aside_is_told_and_not_passed_over(packages, draft):
    folder = packages.folder(draft.id)
    write(draft, packages)
    folder.rename(folder.with_name(".2023-budget.old"))
    for look in (packages.disclosures, lambda: packages.select([str(draft.id)])):
        with pytest.raises(InvalidPackage, match=r"interrupted import .* rename the folder to 2023-budget"):
            look()


def test_a_first_write_that_fails_leaves_nothing(packages, draft, monkeypatch):
    def rename(self, target):
        raise OSError("the disk is full")

    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(OSError, match="the disk is full"):
        write(draft, packages)
    assert not packages.folder(draft.id).parent.exists()


def test_a_write_that_was_killed_between_its_renames_is_mended_by_the_next(packages, draft):
    folder = packages.folder(draft.id)
    write(draft, packages)
    before = contents(folder)
    folder.rename(folder.with_name(".2023-budget.old"))
    assert write(draft, packages) == []
    assert contents(folder) == before


def test_a_correction_is_put_in_where_its_cell_still_holds_what_was_printed(packages, draft):
    write(draft, packages)
    (packages.folder(draft.id) / "data/corrections.csv").write_text(CORRECTIONS, "utf-8")
    rows = kept_rows(packages, draft.id, "corrections")
    assert apply_corrections(draft, rows) == 1
    assert draft.resources["income"][1]["total"] == "10.48"
    write(draft, packages)
    assert validate(packages, [draft.id], None) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"printed": "10.80"}, 'income row 2 total was read as "10.84" at L2C5, not as "10.80"'),
        ({"row": "9"}, "there is no cell income row 9 total"),
        ({"row": "x"}, "there is no cell income row x total"),
        ({"field": "sum"}, "there is no cell income row 2 sum"),
        ({"resource": "expenditure"}, "there is no cell expenditure row 2 total"),
    ],
)
def test_a_correction_whose_cell_has_changed_fails_with_its_line(draft, change, said):
    row = {"resource": "income", "row": "2", "field": "total", "printed": "10.84", "corrected": "10.48"}
    with pytest.raises(InvalidPackage, match=f"corrections.csv:2: {said}"):
        apply_corrections(draft, [{**row, **change}])


def test_no_agency_can_stand_in_the_place_of_the_schemas():
    with pytest.raises(Exception, match="is not an agency's slug"):
        PackageId("schemas", 2023)


def test_the_stock_frictionless_command_finds_it_valid(packages, draft):
    write(draft, packages)
    done = subprocess.run(
        [sys.executable, "-m", "frictionless", "validate", "datapackage.json"],
        cwd=packages.folder(draft.id),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
