"""A PDF of a place that no form is known for: what can be read is read, what cannot is named, nothing wrong is stored."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

from manuscript import PROJECT, Grid, GridCell, Piece, Text
from typeset_pdf import EASY, write_pdf

DATA = Path("datapackages/huzhu-forestry/2024-budget/data")

SUMMARY = """
收入||支出|
项目|预算数|项目|预算数
一、一般公共预算拨款收入|320.55|一、农林水支出|300.15
二、事业收入|1.20|二、住房保障支出|21.60
收入总计|321.75|支出总计|321.75
"""
EXPENDITURE = """
科目编码|科目名称|合计|基本支出|项目支出
|合计|321.75|261.75|60.00
213|农林水支出|300.15|240.15|60.00
21302|林业和草原|300.15|240.15|60.00
2130201|行政运行|240.15|240.15|
2130205|森林资源培育|60.00||60.00
221|住房保障支出|21.60|21.60|
22102|住房改革支出|21.60|21.60|
2210201|住房公积金|21.60|21.60|
"""
CARBON = """
碳汇地块|核证量|分配金额
北山林场|1500|12.34
南门峡|900|7.41
"""


def grid(text: str, name: str) -> Grid:
    rows = [line.split("|") for line in text.strip().split("\n")]
    cells = [GridCell(cell, r, c, 1, 1, f"{name}R{r}C{c}") for r, row in enumerate(rows) for c, cell in enumerate(row)]
    return Grid(tuple(cells), len(rows), len(rows[0]), 1, name)


def document(path: Path) -> None:
    """A department's budget with two tables that every place prints, and one that none does."""
    pieces: list[Piece] = []
    lines = 0

    def text(words: str, kind: str = "paragraph") -> None:
        nonlocal lines
        lines += 1
        pieces.append(Text(words, kind, (f"L{lines}",)))

    text("互助县林业和草原局2024年部门预算公开", "title")
    for title, table in (("部门收支总表", SUMMARY), ("部门支出总表", EXPENDITURE), ("林业碳汇收益分配表", CARBON)):
        text(title, "caption")
        text("单位：万元", "caption")
        pieces.append(grid(table, title))
    write_pdf(pieces, path, EASY)


def rows(resource: str) -> list[dict[str, str]]:
    with (DATA / f"{resource}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_of_an_unknown_place_what_is_known_is_read_and_the_rest_is_named(
    repository: Path, yusuan: Callable[..., Any]
) -> None:
    document(repository / "new.pdf")
    ended = yusuan("import", "new.pdf", "--agency", "huzhu-forestry", "--year", "2024")
    assert ended.code == 1
    assert "Traceback" not in ended.out + ended.err

    # Every amount stands in the row and column that it is printed in, and blanks stay blank.
    printed = [line.split("|") for line in EXPENDITURE.strip().split("\n")[1:]]
    fields = ("code", "name", "total", "basic_expenditure", "project_expenditure")
    assert [[row[field] for field in fields] for row in rows("expenditure")] == printed
    summary = [line.split("|") for line in SUMMARY.strip().split("\n")[2:]]
    sides = ("income_label", "income_amount", "expenditure_label", "expenditure_amount")
    kept = [[row[field] for field in sides] for row in rows("income-expenditure-summary")]
    assert [row[1::2] for row in kept] == [row[1::2] for row in summary]
    assert [row[0::2] for row in kept] == [[cell.split("、")[-1] for cell in row[0::2]] for row in summary]

    # The table that no place is known to print, and each number in it, is named with its place; none of it is stored.
    told = rows("unread")
    assert {"12.34", "7.41", "1500", "900"} <= {row["text"] for row in told}
    assert [row["source"] for row in told if row["kind"] == "table"]
    stored = {row["printed"] for row in rows("provenance")}
    assert not {"12.34", "7.41", "1500", "900"} & stored
    assert "P" in next(row["source"] for row in told if row["text"] == "12.34")

    # What was read is a valid package, and its sums agree.
    assert yusuan("validate", "huzhu-forestry/2024-budget").code == 0
    assert yusuan("check", "huzhu-forestry/2024-budget").code == 0


def test_the_project_itself_has_no_form_for_it() -> None:
    forms = (PROJECT / "scripts/yusuan/forms").glob("*.toml")
    assert not any("630000" in form.read_text("utf-8") or "碳汇" in form.read_text("utf-8") for form in forms)
