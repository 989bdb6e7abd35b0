"""A disclosure in several files is one package: any order gives it, and each file can be imported again alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from yusuan.errors import InvalidPackage
from yusuan.importing.joining import ROW_OF
from yusuan.package.csvfile import read_rows, write_rows
from yusuan.package.layout import Packages
from yusuan.package.schemas import load_schemas
from yusuan.validate import validate

from .several import PACKAGE, edited, files, imported, rows, sources


def test_the_order_of_the_files_does_not_matter(packages: Packages, tables: Path, prose: Path) -> None:
    imported(packages, prose, tables)
    before = files(packages)
    assert imported(packages, tables, prose).changes == ()
    assert files(packages) == before
    assert validate(packages, [PACKAGE], None) == []


def test_the_file_with_tables_comes_first_and_each_is_a_source_with_its_hash(
    packages: Packages, tables: Path, prose: Path
) -> None:
    imported(packages, prose, tables)
    first, second = sources(packages)
    assert (first["file"], second["file"]) == ("报表.txt", "说明.txt")
    assert first["hash"] != second["hash"]
    assert files(packages)[first["path"]] == tables.read_bytes()
    assert files(packages)[second["path"]] == prose.read_bytes()


def test_every_place_leads_to_its_file(packages: Packages, tables: Path, prose: Path) -> None:
    imported(packages, tables, prose)
    texts = [path.read_text("utf-8").split("\n") for path in (tables, prose)]
    traced = [row for row in rows(packages, "provenance") if row["resource"] != "tables"]
    assert {row["source"].startswith("2#") for row in traced} == {True, False}
    for row in traced:
        file, _, place = row["source"].rpartition("#")
        line = int(place.partition("C")[0].partition("@")[0].removeprefix("L").partition(":")[0])
        assert row["printed"] in texts[1 if file == "2" else 0][line - 1], row
    assert {row["resource"] for row in traced if row["source"].startswith("2#")} == {"statements", "key-figures"}
    assert all(row["source"].startswith("2#") for row in rows(packages, "paragraphs")[1:])


def test_what_one_file_says_of_an_empty_table_of_the_other_is_its_note(
    packages: Packages, tables: Path, prose: Path
) -> None:
    # Its statement stands in the prose, below the heading 三.
    imported(packages, tables, prose)
    fund = next(row for row in rows(packages, "tables") if row["table_name"] == "government-fund-expenditure")
    assert fund["state"] == "declared-empty"
    assert "没有使用政府性基金预算安排的支出" in fund["note"]
    state = {row["item"]: row["state"] for row in rows(packages, "searches")}
    assert (state["T8"], state["T1"], state["N5"], state["N6"]) == ("declared-empty", "present", "present", "absent")


def test_codes_of_the_tables_are_found_in_the_prose(packages: Packages, tables: Path, prose: Path) -> None:
    edited(tables, "行政运行", "样例专用运行")
    edited(prose, "行政运行", "样例专用运行")
    imported(packages, tables, prose)
    assert [row["code"] for row in rows(packages, "statements") if row["code"]] == ["2010101", "2010101"]


@pytest.mark.parametrize("narrative", [True, False])
def test_one_file_imported_again_changes_no_byte(
    packages: Packages, tables: Path, prose: Path, narrative: bool
) -> None:
    imported(packages, tables, prose, narrative=narrative)
    before = files(packages)
    for path in (prose, tables):
        assert imported(packages, path, narrative=narrative).changes == ()
    assert files(packages) == before


@pytest.mark.parametrize("which", ["tables", "prose"])
def test_a_new_version_of_one_file_replaces_its_own_rows_and_none_of_the_other(
    packages: Packages, tables: Path, prose: Path, which: str
) -> None:
    imported(packages, tables, prose)
    if which == "tables":
        edited(tables, "2010102\t一般行政管理事务\t300.00\t\t300.00\n", "2010102\t一般行政管理事务\t299.00\t\t299.00\n")
    else:
        edited(prose, "一、收支预算总体情况说明", "一、收支预算总体情况说明\n\n2026年全部收入1300.50万元。")
    imported(packages, tables if which == "tables" else prose)
    alone = files(packages)
    imported(packages, tables, prose)
    assert {name: data for name, data in files(packages).items() if name != "datapackage.json"} == {
        name: data for name, data in alone.items() if name != "datapackage.json"
    }
    assert sources(packages) == json.loads(alone["datapackage.json"])["sources"]


def test_corrections_of_a_file_that_stays_are_kept_and_applied_once(
    packages: Packages, tables: Path, prose: Path
) -> None:
    imported(packages, tables, prose)
    kept = packages.folder(PACKAGE) / "data/corrections.csv"
    kept.write_text(kept.read_text("utf-8") + "expenditure,4,total,900.50,900.60,读错,样例\n", "utf-8")
    imported(packages, tables, prose)
    before = files(packages)
    assert rows(packages, "expenditure")[3]["total"] == "900.60"
    assert imported(packages, prose).changes == ()
    assert files(packages) == before


def test_a_file_joins_with_add(packages: Packages, tables: Path, prose: Path) -> None:
    imported(packages, tables, prose)
    together = files(packages)
    for path in sorted(packages.folder(PACKAGE).rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    imported(packages, tables)
    imported(packages, prose, add=True)
    joined = files(packages)
    assert {n: d for n, d in joined.items() if n != "datapackage.json"} == {
        n: d for n, d in together.items() if n != "datapackage.json"
    }
    # The text that was a disclosure of its own is known by its copy.
    edited(tables, "300.00\t\t300.00", "300.01\t\t300.01")
    imported(packages, tables)
    assert [source["title"] for source in sources(packages)] == [
        "丁山市样例局2026年部门预算表",
        "丁山市样例局2026年部门预算说明",
    ]
    assert rows(packages, "expenditure")[4]["total"] == "300.01"
    assert rows(packages, "statements")


def test_a_department_that_calls_itself_differently_is_known_by_its_figures(
    packages: Packages, tables: Path, prose: Path
) -> None:
    # 1300.50, 1000.50, 900.50 and 300.00 stand in both.
    edited(prose, "丁山市样例局", "市样例局")
    imported(packages, tables, prose)
    assert [row["name"] for row in rows(packages, "names")] == ["丁山市样例局", "市样例局"]


def test_fields_that_name_rows_are_known(packages: Packages) -> None:
    named = {
        (name, field["name"])
        for name, schema in load_schemas(packages.schemas).items()
        for field in schema["fields"]
        if field["type"] == "integer" and str(field.get("description_en", "")).startswith("Row of ")
    }
    within_tables = {(name, field) for name, field in named if field == "income_parent_row"}
    assert named - within_tables == set(ROW_OF), "a field that names rows of a resource belongs in joining.ROW_OF"


@pytest.mark.parametrize(
    ("resource", "field", "cell", "said"),
    [
        ("provenance", "row", "x", '"x" is not a whole number.'),
        ("provenance", "row", "", "must not be empty."),
        ("statements", "paragraph", "x", '"x" is not a whole number.'),
        ("tables", "table_name", "x", '"x" is not one of income-expenditure-summary,'),
        ("expenditure", "is_total", "x", '"x" is not one of true, false.'),
    ],
)
def test_a_file_is_not_imported_into_a_package_whose_other_files_cannot_be_taken_apart(
    packages: Packages, tables: Path, prose: Path, resource: str, field: str, cell: str, said: str
) -> None:
    imported(packages, tables, prose)
    path = packages.folder(PACKAGE) / f"data/{resource}.csv"
    found = read_rows(path)
    found[0][field] = cell
    write_rows(path, list(found[0]), found)
    before = files(packages)
    with pytest.raises(InvalidPackage) as refused:
        imported(packages, edited(prose, "100.50", "100.51"))
    assert refused.value.place == f"{path}:2 {field}"
    assert refused.value.problem.startswith(said)
    assert files(packages) == before


@pytest.mark.parametrize("change", [{"resources": 5}, {"resources": [5]}, {"sources": [5]}])
def test_a_file_is_not_imported_into_a_package_whose_descriptor_lists_nothing(
    packages: Packages, tables: Path, prose: Path, change: dict[str, object]
) -> None:
    imported(packages, tables, prose)
    path = packages.folder(PACKAGE) / "datapackage.json"
    said = json.loads(path.read_text("utf-8"))
    if "sources" in change:
        change = {"sources": [*said["sources"], 5]}
    path.write_text(json.dumps({**said, **change}), "utf-8")
    with pytest.raises(InvalidPackage, match="has no list of"):
        imported(packages, edited(prose, "100.50", "100.51"))
