"""Loading is strict: declared types or a located error, nothing guessed, nothing rounded, nothing reached outside."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yusuan.errors import InvalidPackage
from yusuan.package.csvfile import write_rows
from yusuan.package.layout import PackageId, Packages
from yusuan.warehouse import open_warehouse
from yusuan.warehouse.load import read_files

PACKAGE = "changji-sme/2023-budget"


@pytest.fixture
def packages(repository: Path) -> Packages:
    return Packages(repository / "datapackages")


def change(packages: Packages, resource: str, old: str, new: str) -> Path:
    path = packages.folder(PackageId.parse(PACKAGE)) / "data" / f"{resource}.csv"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8", newline="")
    return path


def test_a_cell_that_is_no_number_is_an_error_with_file_line_field_and_value(packages: Packages) -> None:
    path = change(packages, "expenditure", "2210201,住房公积金,3,false,10.84,", "2210201,住房公积金,3,false,1O.84,")
    line = next(n for n, row in enumerate(path.read_text("utf-8").splitlines(), 1) if "2210201" in row)
    with pytest.raises(InvalidPackage) as error:
        open_warehouse(packages)
    assert error.value.place == f"{path}:{line} total"
    assert '"1O.84"' in error.value.problem
    assert error.value.remedy


@pytest.mark.parametrize(
    "bad", ["1,0.84", "1O.84", "1e3", "１０.84", " 10.84", "10.8400001", "NaN", "999999999999999", "+1", ".5", "10."]
)
def test_a_cell_is_exactly_a_number_of_its_type(tmp_path: Path, bad: str) -> None:
    path = tmp_path / "amounts.csv"
    write_rows(path, ["total"], [{"total": "10.84"}, {"total": bad}])
    with pytest.raises(InvalidPackage) as error:
        read_files([(PACKAGE, path)], {"name": "made-up", "fields": [{"name": "total", "type": "number"}]})
    assert error.value.place == f"{path}:3 total"
    assert f'"{bad}"' in error.value.problem


def test_zeros_beyond_the_sixth_decimal_are_no_loss(packages: Packages) -> None:
    change(packages, "expenditure", "2210201,住房公积金,3,false,10.84,", "2210201,住房公积金,3,false,10.84000000,")
    with open_warehouse(packages) as connection:
        found = connection.execute("select total from expenditure where code = '2210201'").fetchall()
    assert found == [(Decimal("10.84"),)]


def test_an_amount_that_its_unit_would_round_is_an_error(packages: Packages) -> None:
    change(packages, "tables", "支出总体情况表,万元", "支出总体情况表,元")
    path = change(packages, "expenditure", "2210201,住房公积金,3,false,10.84,", "2210201,住房公积金,3,false,10.845,")
    with pytest.raises(InvalidPackage) as error:
        open_warehouse(packages)
    assert error.value.place.startswith(f"{path}:")
    assert "10.845" in error.value.problem
    assert " 元 " in error.value.problem


def test_columns_in_another_order_are_an_error_and_not_mapped_by_position(packages: Packages) -> None:
    path = change(
        packages, "expenditure", "basic_expenditure,project_expenditure", "project_expenditure,basic_expenditure"
    )
    with pytest.raises(InvalidPackage, match="columns") as error:
        open_warehouse(packages)
    assert error.value.place == f"{path}:1"


def test_a_row_with_a_cell_too_many_is_an_error_with_its_line(packages: Packages) -> None:
    path = change(packages, "expenditure", "\n2,", "\n2,,")
    with pytest.raises(InvalidPackage) as error:
        open_warehouse(packages)
    assert error.value.place == f"{path}:3"


@pytest.mark.parametrize("stray", ['"', '"x'])
def test_a_stray_quote_is_an_error_with_its_line_and_swallows_no_other_file(packages: Packages, stray: str) -> None:
    import shutil

    shutil.copytree(packages.folder(PackageId.parse(PACKAGE)), packages.root / "changji-sme" / "2024-budget")
    path = change(packages, "glossary", "\n3,", f"\n3,{stray}")
    with pytest.raises(InvalidPackage) as error:
        open_warehouse(packages)
    assert error.value.place.startswith(f"{path}:")


def test_a_cell_of_several_lines_is_one_row_and_later_errors_name_the_right_line(packages: Packages) -> None:
    path = change(packages, "performance-indicators", "志愿服务企业户数（户）", '"志愿服务\n企业户数"')
    with open_warehouse(packages) as connection:
        found = connection.execute("select name from performance_indicators where row = 1").fetchall()
        rows = connection.execute("select count(*) from performance_indicators").fetchall()
    assert (found, rows) == ([("志愿服务\n企业户数",)], [(58,)])
    change(packages, "performance-indicators", "\n2,1,", "\n2,x,")
    with pytest.raises(InvalidPackage) as error:
        open_warehouse(packages)
    assert error.value.place == f"{path}:4 project"


CELL = st.text(st.sampled_from('ab,"\n\r =0') | st.characters(codec="utf-8", exclude_characters="\0"), max_size=8)


@settings(deadline=None)
@given(files=st.lists(st.lists(st.tuples(CELL, CELL, CELL), max_size=4), min_size=1, max_size=4))
def test_text_comes_out_of_many_files_read_as_one_just_as_it_went_into_each(
    tmp_path_factory: pytest.TempPathFactory, files: list[list[tuple[str, str, str]]]
) -> None:
    folder = tmp_path_factory.mktemp("csv")
    names = ["one", "two", "three"]
    schema = {"name": "made-up", "fields": [{"name": name, "type": "string"} for name in names]}
    paths = []
    for number, rows in enumerate(files):
        path = folder / f"{number}.csv"
        write_rows(path, names, [dict(zip(names, row, strict=True)) for row in rows])
        paths.append((str(number), path))
    expected = [
        {"package": str(number), **dict(zip(names, (cell or None for cell in row), strict=True))}
        for number, rows in enumerate(files)
        for row in rows
    ]
    assert read_files(paths, schema).to_pylist() == expected


def test_a_missing_file_is_an_error(packages: Packages) -> None:
    path = packages.folder(PackageId.parse(PACKAGE)) / "data" / "income.csv"
    path.unlink()
    with pytest.raises(InvalidPackage, match="missing") as error:
        open_warehouse(packages)
    assert error.value.place == str(path)


@pytest.fixture(scope="module")
def opened(project: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The warehouse of one disclosure."""
    with open_warehouse(Packages(project / "datapackages"), ids=[PackageId.parse(PACKAGE)]) as connection:
        yield connection


def test_types_are_those_of_the_schemas(opened: duckdb.DuckDBPyConnection) -> None:
    found = dict(
        opened.execute(
            "select column_name, data_type from information_schema.columns where table_name = 'expenditure'"
        ).fetchall()
    )
    assert (
        found.items()
        >= {
            "package": "VARCHAR",
            "row": "INTEGER",
            "code": "VARCHAR",
            "name": "VARCHAR",
            "level": "INTEGER",
            "is_total": "BOOLEAN",
            "total": "DECIMAL(20,6)",
            "basic_expenditure": "DECIMAL(20,6)",
            "project_expenditure": "DECIMAL(20,6)",
        }.items()
    )


def test_two_packages_share_one_table_and_each_row_says_whose_it_is(packages: Packages, repository: Path) -> None:
    import shutil

    shutil.copytree(packages.folder(PackageId.parse(PACKAGE)), packages.root / "changji-sme" / "2022-budget")
    with open_warehouse(packages) as connection:
        both = connection.execute("select package, count(*) from income group by package order by package").fetchall()
    with open_warehouse(packages, ids=[PackageId("changji-sme", 2022)]) as connection:
        one = connection.execute("select distinct package from provenance").fetchall()
    # table 2 has 18 coded rows and its total
    assert both == [("changji-sme/2022-budget", 19), ("changji-sme/2023-budget", 19)]
    assert one == [("changji-sme/2022-budget",)]


@pytest.mark.parametrize(
    "query",
    [
        "select * from read_csv('/etc/hostname')",
        "select * from read_text('/etc/hostname')",
        "copy (select 1) to '/tmp/out.csv'",
        "attach '/tmp/other.duckdb' as other",
        "install httpfs",
        "set enable_external_access = true",
    ],
)
def test_a_query_reaches_no_file_no_network_and_no_setting(opened: duckdb.DuckDBPyConnection, query: str) -> None:
    with pytest.raises(duckdb.Error):
        opened.execute(query)


def test_loading_a_package_does_not_load_pandas(repository: Path) -> None:
    """It takes half a second, and nothing here uses it."""
    program = """
import sys
from pathlib import Path
from yusuan.package.layout import Packages
from yusuan.warehouse import open_warehouse
open_warehouse(Packages(Path("datapackages"))).close()
print("pandas" in sys.modules)
"""
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=repository)
    assert ended.stdout == "False\n"
