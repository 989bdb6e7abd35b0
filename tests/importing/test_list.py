"""`yusuan import --list`: many documents in one command that goes on where it stopped."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from yusuan.errors import UsageError
from yusuan.importing.listed import is_imported, read_list
from yusuan.package.layout import Packages

TABLES = """{issuer}2026年部门预算表

收支总表

单位：万元

收入\t\t支出\t
项目\t预算数\t项目\t预算数
一、一般公共预算拨款收入\t1300.50\t一、一般公共服务支出\t1300.50
收入总计\t1300.50\t支出总计\t1300.50
"""
PROSE = "{issuer}2026年部门预算说明\n\n一、收支情况\n\n2026年收入预算1300.50万元，比上年增加100.50万元。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the documents of two departments, one of them in two files."""
    for name, text, issuer in (("a.txt", TABLES, "甲局"), ("a2.txt", PROSE, "甲局"), ("b.txt", TABLES, "乙局")):
        (tmp_path / name).write_text(text.format(issuer=f"丁山市{issuer}"), "utf-8")
    return tmp_path


def listing(folder: Path, *rows: str, header: str = "file,agency,year,kind,url,retrieved") -> Path:
    path = folder / "list.csv"
    path.write_text("\n".join([header, *rows, ""]), "utf-8")
    return path


def test_rows_of_one_disclosure_are_its_files(folder: Path) -> None:
    path = listing(folder, "a.txt,one,2026,budget,https://a.cn/1,2026-02-01", "b.txt,two,2026,,,", "a2.txt,one,2026,,,")
    first, second = read_list(path)
    assert [(one.name, [file.path.name for file in one.files]) for one in (first, second)] == [
        ("one/2026-budget", ["a.txt", "a2.txt"]),
        ("two/2026-budget", ["b.txt"]),
    ]
    assert (first.files[0].url, first.files[0].retrieved) == ("https://a.cn/1", "2026-02-01")
    assert first.files[0].path == folder / "a.txt"


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("a.txt,One,2026,,,", "One is not an agency's slug."),
        ("a.txt,one,26x,,,", "26x is not a year."),
        ("a.txt,one,2026,draft,,", "draft is not a kind of disclosure."),
        (",one,2026,,,", "file is blank."),
        ("a.txt,one,2026,,example.cn,", "example.cn is not the web address of a document."),
        ("a.txt,one,2026,,https://example.cn,yesterday", "yesterday is not a day."),
    ],
)
def test_a_wrong_row_is_kept_with_its_line(folder: Path, row: str, says: str) -> None:
    _, wrong = read_list(listing(folder, "b.txt,two,2026,,,", row))
    assert f"list.csv:3: {says}" in str(wrong.error)


@pytest.mark.parametrize(
    ("header", "rows", "says"),
    [
        ("file,agency", ["a.txt,one"], "has no column year"),
        ("file,agency,year,addres", ["a.txt,one,2026,x"], "has a column “addres” that no list has"),
        ("file,agency,year", [], "lists no documents"),
    ],
)
def test_a_list_that_is_none_is_refused(folder: Path, header: str, rows: list[str], says: str) -> None:
    with pytest.raises(UsageError, match=says):
        read_list(listing(folder, *rows, header=header))


def test_a_list_is_imported_each_failure_a_line_and_then_resumed(
    yusuan: Callable, folder: Path, packages: Packages
) -> None:
    path = listing(
        folder,
        "gone.txt,three,2026,,,",
        "a2.txt,one,2026,budget,https://example.cn/2.pdf,2026-02-01",
        "a.txt,one,2026,budget,https://example.cn/1.pdf,2026-02-01",
        "b.txt,two,2025,,,",
    )
    words = ("import", "--list", str(path), "--packages", str(packages.root), "--quiet", "--without-narrative")
    ended = yusuan(*words)
    assert ended.code == 2
    failures = [line for line in ended.err.splitlines() if line.startswith("yusuan: ")]
    assert len(failures) == 2
    assert "gone.txt" in failures[0]
    assert "its title says year 2026, not 2025" in failures[1]
    assert "3 disclosures in " in ended.out
    assert "one/2026-budget: 2 files, " in ended.out
    assert "  failed: 2\n" in ended.out
    said = json.loads((packages.root / "one/2026-budget/datapackage.json").read_text("utf-8"))["sources"]
    assert [source["path"] for source in said] == ["https://example.cn/1.pdf", "https://example.cn/2.pdf"]

    path = listing(folder, "a.txt,one,2026,,https://example.cn/1.pdf,", "a2.txt,one,2026,,,")
    assert is_imported(read_list(path)[0], packages)
    ended = yusuan(*words)
    assert (ended.code, "  already imported: 1\n" in ended.out) == (0, True)
    # Another address is news, though the files are the same.
    assert not is_imported(read_list(listing(folder, "a.txt,one,2026,,https://example.cn/9.pdf,"))[0], packages)


@pytest.mark.parametrize(
    "words", [("a.txt",), ("--agency", "one"), ("--year", "2026"), ("--add",), ("--url", "https://example.cn")]
)
def test_a_list_says_it_all(yusuan: Callable, folder: Path, words: tuple[str, ...]) -> None:
    ended = yusuan("import", "--list", str(listing(folder, "a.txt,one,2026,,,")), *words)
    assert ended.code == 2
    assert "--list says it all: leave out" in ended.err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("file,agency,year," + "x" * 200_000, "list.csv:1: is no CSV: field larger"),
        ("file,agency,year\n" + "x" * 200_000, "list.csv:2: is no CSV: field larger"),
    ],
    ids=["header", "row"],
)
def test_a_list_with_a_cell_that_no_list_has_is_told(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "list.csv").write_text(text, "utf-8")
    # A library raises the limit of the module for the whole process.
    before = csv.field_size_limit(131_072)
    try:
        with pytest.raises(UsageError, match=said.replace(".", "[.]")):
            read_list(tmp_path / "list.csv")
    finally:
        csv.field_size_limit(before)


@pytest.mark.parametrize("year", ["1" * 5_000, "²⁰²³", "-2023", "2023.0"])
def test_a_year_of_a_list_that_is_none_is_told_with_its_line(folder: Path, year: str) -> None:
    (one,) = read_list(listing(folder, f"a.txt,one,{year},,,"))
    assert "list.csv:2" in str(one.error)


@pytest.mark.parametrize("what", ["pipe", "folder", "device"])
def test_a_list_that_is_no_plain_file_is_told_and_never_waited_for(tmp_path: Path, what: str) -> None:
    path = tmp_path / "list.csv"
    if what == "pipe":
        os.mkfifo(path)
    elif what == "folder":
        path.mkdir()
    else:
        path.symlink_to("/dev/zero")
    with pytest.raises(UsageError, match="not a regular file"):
        read_list(path)
