"""Files that are not one disclosure are refused, and the package that is there stays as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from yusuan.errors import CannotRead
from yusuan.package.layout import Packages
from yusuan.validate import validate

from .several import PACKAGE, PROSE, TABLES, edited, imported, refused, rows, written


def test_a_file_that_is_neither_is_refused(packages: Packages, tables: Path, prose: Path, tmp_path: Path) -> None:
    imported(packages, tables, prose)
    other = written(tmp_path / "三公.txt", PROSE.replace("1300.50", "1300.51"))
    said = refused(packages, other)
    assert "三公.txt: is none of the files that dingshan-example/2026-budget is made of: 报表.txt and 说明.txt." in said
    assert "--add" in said


def test_the_same_file_twice_is_refused(packages: Packages, tables: Path, prose: Path, tmp_path: Path) -> None:
    copy = written(tmp_path / "copy.txt", TABLES)
    assert "copy.txt: is the same document as" in refused(packages, tables, copy)
    imported(packages, tables, prose)
    assert "is already file 2 of dingshan-example/2026-budget" in refused(packages, prose, add=True)


def test_nothing_is_added_to_what_is_not_there(packages: Packages, prose: Path) -> None:
    assert "Leave out --add" in refused(packages, prose, add=True)


def test_prose_without_its_tables_is_told_to_join_them(packages: Packages, prose: Path) -> None:
    said = refused(packages, prose, error=CannotRead)
    assert "contains none of the ten budget tables" in said
    assert "add this one to their package with --add" in said


def test_a_file_without_anything_of_a_budget_is_refused(packages: Packages, tables: Path, tmp_path: Path) -> None:
    notice = written(tmp_path / "notice.txt", "会议通知\n\n请各位同志准时参加。\n")
    said = refused(packages, tables, notice, error=CannotRead)
    assert "notice.txt: contains neither a table of a budget nor a figure in prose." in said


def test_files_that_contradict_each_other_are_refused(packages: Packages, tables: Path, tmp_path: Path) -> None:
    other = written(tmp_path / "other.txt", TABLES.replace("\t900.50\t900.50\t\n", "\t901.50\t901.50\t\n"))
    said = refused(packages, tables, other)
    assert "both have the table expenditure, and it is not the same in both: row 4 is" in said
    assert "901.50" in said


def test_a_table_that_both_files_print_is_one_table(packages: Packages, tables: Path, tmp_path: Path) -> None:
    more = written(tmp_path / "all.txt", TABLES + "\n" + PROSE.partition("\n")[2])
    imported(packages, tables, more)
    assert len(rows(packages, "expenditure")) == 8
    assert validate(packages, [PACKAGE], None) == []


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("2026年部门预算说明", "2025年部门预算说明", "its title says year 2025, not 2026"),
        ("2026年部门预算说明", "2026年部门决算说明", "its title says kind final-accounts, not budget"),
    ],
)
def test_a_file_of_another_year_or_kind_is_refused(
    packages: Packages, tables: Path, prose: Path, old: str, new: str, says: str
) -> None:
    said = refused(packages, tables, edited(prose, old, new))
    assert "说明.txt" in said
    assert says in said


def test_files_of_two_departments_are_refused(packages: Packages, tables: Path, prose: Path) -> None:
    edited(prose, "丁山市样例局", "丁山市另一局")
    for old, new in (("1300.50", "777.70"), ("1000.50", "444.40"), ("900.50", "222.20"), ("300.00", "333.30")):
        edited(prose, old, new)
    said = refused(packages, tables, prose)
    assert "one is of 丁山市样例局, the other of 丁山市另一局, and no figures of the two agree." in said
