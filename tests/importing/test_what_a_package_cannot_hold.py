"""An import never writes what `yusuan validate` refuses: it is left out and told, or nothing is written at all."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from yusuan.recognise.findings import Findings

FOLDER = Path("datapackages/changji-sme/2023-budget")
HEADER = "resource,row,field,printed,corrected,reason,evidence\n"
# The document, table 2: 201 13 02 一般行政管理事务 36.58
LINE = "201\t13\t02\t一般行政管理事务\t36.58"


def contents() -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(FOLDER.rglob("*")) if path.is_file()}


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"data/{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("amount", ["36.583333333", "123456789012345678"])
def test_an_amount_with_more_digits_than_an_amount_can_have_is_left_out_and_told(
    source: Path, importing, yusuan, amount: str
) -> None:
    text = source.read_text("utf-8")
    number = next(n for n, line in enumerate(text.split("\n"), 1) if line.startswith(LINE))
    source.write_text(text.replace(LINE, LINE.replace("36.58", amount), 1), "utf-8")
    ended = importing(source)
    assert ended.code == 1
    assert [(row["kind"], row["text"], row["source"]) for row in rows("unread")] == [("number", amount, f"L{number}C5")]
    assert "has more digits than an amount can have" in ended.out
    (row,) = (row for row in rows("income") if row["name"] == "一般行政管理事务")
    assert row["total"] == ""
    assert yusuan("validate", "changji-sme/2023-budget").code == 0


def test_an_amount_of_yuan_that_is_no_whole_number_of_fen_is_left_out_and_told(source: Path, importing, yusuan) -> None:
    lines = source.read_text("utf-8").split("\n")
    number = next(n for n, line in enumerate(lines, 1) if line.startswith(LINE))
    unit = max(n for n, line in enumerate(lines[:number]) if "单位：万元" in line)
    lines[unit] = lines[unit].replace("万元", "元")
    lines[number - 1] = lines[number - 1].replace("36.58", "36.583", 1)
    source.write_text("\n".join(lines), "utf-8")
    ended = importing(source)
    assert ended.code == 1
    assert ("36.583", f"L{number}C5") in {(row["text"], row["source"]) for row in rows("unread")}
    assert "is not a whole number of 分" in ended.out
    assert yusuan("validate", "changji-sme/2023-budget").code == 0
    assert "is not a whole number of 分" not in yusuan("check", "changji-sme/2023-budget").err


def test_such_an_amount_can_be_corrected(source: Path, importing, yusuan) -> None:
    text = source.read_text("utf-8")
    source.write_text(text.replace(LINE, LINE.replace("36.58", "36.583333333"), 1), "utf-8")
    (row,) = (row for row in rows("income") if row["name"] == "一般行政管理事务")
    correction = f"income,{row['row']},total,36.583333333,36.58,算出来的数,第 2 张表\n"
    (FOLDER / "data/corrections.csv").write_text(HEADER + correction, "utf-8")
    importing(source)
    assert next(row for row in rows("income") if row["name"] == "一般行政管理事务")["total"] == "36.58"
    assert "36.583333333" not in {row["text"] for row in rows("unread")}
    assert yusuan("validate", "changji-sme/2023-budget").code == 0


@pytest.mark.parametrize(
    ("correction", "told"),
    [
        ("income,1,total,372.48,=1+1", '"=1+1" is not a number.'),
        ("income,1,total,372.48,372.4800001", '"372.4800001" has more digits than an amount can have.'),
        ("income,1,is_total,false,maybe", '"maybe" is neither true nor false.'),
        ("income,1,code,201,2O1", '"2O1" is not a code'),
        ("income,1,total,372.49,372.48", "was read as"),
        ("income,99,total,372.48,372.49", "there is no cell"),
    ],
)
def test_a_wrong_correction_ends_with_2_and_leaves_the_package_as_it_was(
    source: Path, importing, correction: str, told: str
) -> None:
    (FOLDER / "data/corrections.csv").write_text(f"{HEADER}{correction},看错,第 2 张表\n", "utf-8")
    before = contents()
    ended = importing(source)
    assert ended.code == 2
    assert "corrections.csv:2" in ended.err
    assert told in ended.err
    assert contents() == before


def test_corrections_without_their_columns_end_with_2(source: Path, importing) -> None:
    (FOLDER / "data/corrections.csv").write_text("resource,line,field\nincome,1,total\n", "utf-8")
    ended = importing(source)
    assert ended.code == 2
    assert "there is no column row" in ended.err


BUSINESS_FUND = """某某市样例局2020年部门预算公开

表1

支出总体情况表

单位：万元

科目编码\t科目名称\t合计\t基本支出\t项目支出\t用事业基金弥补收支差额
\t合计\t30.00\t20.00\t10.00\t1.00
201\t一般公共服务支出\t30.00\t20.00\t10.00\t1.00
"""


def test_every_header_that_is_known_in_the_table_of_expenditure_has_a_column(
    repository: Path, yusuan, tmp_path: Path
) -> None:
    document = tmp_path / "document.txt"
    document.write_text(BUSINESS_FUND, "utf-8")
    assert yusuan("import", str(document), "--agency", "sample", "--year", "2020").code == 0
    with Path("datapackages/sample/2020-budget/data/expenditure.csv").open(encoding="utf-8", newline="") as file:
        assert [row["business_fund_used"] for row in csv.DictReader(file)] == ["1.00", "1.00"]


def test_a_value_without_a_column_is_listed_and_no_traceback(source: Path, importing, yusuan, monkeypatch) -> None:
    """A fault of the program: a reader gives a column that the model lacks."""
    add = Findings.add

    def add_more(self: Findings, resource: str, values: dict[str, object], printed: dict[str, object]) -> int:
        if resource == "income" and "total" in printed:
            values, printed = {**values, "of_nothing": values["total"]}, {**printed, "of_nothing": printed["total"]}
        return add(self, resource, values, printed)

    monkeypatch.setattr(Findings, "add", add_more)
    ended = importing(source)
    assert ended.code == 1
    listed = [row for row in rows("unread") if "no column of_nothing" in row["reason"]]
    assert len(listed) == sum(row["total"] != "" for row in rows("income"))
    assert "36.58" in {row["text"] for row in listed}
    assert yusuan("validate", "changji-sme/2023-budget").code == 0
