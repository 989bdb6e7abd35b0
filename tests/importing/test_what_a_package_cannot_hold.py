"""An import never writes what `yusuan validate` refuses: it is left out and told, or nothing is written at all."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from yusuan.importing import ImportReport
from yusuan.importing.importer import import_document
from yusuan.package.layout import PackageId, Packages
from yusuan.recognise.findings import Findings
from yusuan.validate import validate

SAMPLE = PackageId("sample", 2023)
HEADER = "resource,row,field,printed,corrected,reason,evidence\n"
LINE = "2011302\t一般行政管理事务\t36.58\t"
DOCUMENT = f"""某某市样例局2023年部门预算公开

表2

收入总表

单位：万元

科目编码\t科目名称\t合计\t一般公共预算
201\t一般公共服务支出\t372.48\t372.48
20113\t商贸事务\t372.48\t372.48
{LINE}36.58
2011350\t事业运行\t335.90\t335.90
\t合计\t372.48\t372.48
"""


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "document.txt"
    path.write_text(DOCUMENT, "utf-8")
    return path


@pytest.fixture
def imported(packages: Packages, document: Path) -> Callable[..., ImportReport]:
    """Import the document, some of its words changed, as the package SAMPLE."""

    def ask(*changes: tuple[str, str]) -> ImportReport:
        text = DOCUMENT
        for old, new in changes:
            assert old in text
            text = text.replace(old, new, 1)
        document.write_text(text, "utf-8")
        return import_document(document, SAMPLE, packages)

    return ask


def contents(packages: Packages) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(packages.folder(SAMPLE).rglob("*")) if path.is_file()}


def rows(packages: Packages, name: str) -> list[dict[str, str]]:
    with (packages.folder(SAMPLE) / f"data/{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def total(packages: Packages) -> str:
    """What the package has of 一般行政管理事务."""
    return next(row["total"] for row in rows(packages, "income") if row["name"] == "一般行政管理事务")


@pytest.mark.parametrize("amount", ["36.583333333", "123456789012345678"])
def test_an_amount_with_more_digits_than_an_amount_can_have_is_left_out_and_told(
    packages: Packages, imported: Callable[..., ImportReport], amount: str
) -> None:
    assert not imported((LINE, LINE.replace("36.58", amount))).whole
    assert [(row["kind"], row["text"], row["source"], row["reason"]) for row in rows(packages, "unread")] == [
        ("number", amount, "L12C3", "It has more digits than an amount can have.")
    ]
    assert total(packages) == ""
    assert validate(packages, [SAMPLE], None) == []


def test_an_amount_of_yuan_that_is_no_whole_number_of_fen_is_left_out_and_told(
    packages: Packages, imported: Callable[..., ImportReport], yusuan: Callable
) -> None:
    imported(("单位：万元", "单位：元"), (LINE, LINE.replace("36.58", "36.583")))
    ((text, source, reason),) = ((row["text"], row["source"], row["reason"]) for row in rows(packages, "unread"))
    assert (text, source) == ("36.583", "L12C3")
    assert "is not a whole number of 分" in reason
    assert validate(packages, [SAMPLE], None) == []
    ended = yusuan("check", str(SAMPLE), "--packages", str(packages.root))
    assert "is not a whole number of 分" not in ended.err


def test_such_an_amount_can_be_corrected(packages: Packages, imported: Callable[..., ImportReport]) -> None:
    imported()
    (packages.folder(SAMPLE) / "data/corrections.csv").write_text(
        f"{HEADER}income,3,total,36.583333333,36.58,算出来的数,第 2 张表\n", "utf-8"
    )
    imported((LINE, LINE.replace("36.58", "36.583333333")))
    assert total(packages) == "36.58"
    assert rows(packages, "unread") == []
    assert validate(packages, [SAMPLE], None) == []


@pytest.fixture
def command(packages: Packages, imported: Callable[..., ImportReport], document: Path, yusuan: Callable) -> Callable:
    """Import the document by the command, which has to end with 2, with these corrections; returns what it says."""

    def ask(corrections: str) -> str:
        imported()
        (packages.folder(SAMPLE) / "data/corrections.csv").write_text(corrections, "utf-8")
        before = contents(packages)
        given = ("--agency", SAMPLE.agency, "--year", "2023", "--packages", str(packages.root))
        ended = yusuan("import", str(document), *given)
        assert ended.code == 2
        assert contents(packages) == before
        return ended.err

    return ask


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
    command: Callable[[str], str], correction: str, told: str
) -> None:
    said = command(f"{HEADER}{correction},看错,第 2 张表\n")
    assert "corrections.csv:2" in said
    assert told in said


def test_corrections_without_their_columns_end_with_2(command: Callable[[str], str]) -> None:
    assert "there is no column row" in command("resource,line,field\nincome,1,total\n")


BUSINESS_FUND = """某某市样例局2020年部门预算公开

表1

支出总体情况表

单位：万元

科目编码\t科目名称\t合计\t基本支出\t项目支出\t用事业基金弥补收支差额
\t合计\t30.00\t20.00\t10.00\t1.00
201\t一般公共服务支出\t30.00\t20.00\t10.00\t1.00
"""


def test_every_header_that_is_known_in_the_table_of_expenditure_has_a_column(
    packages: Packages, document: Path
) -> None:
    document.write_text(BUSINESS_FUND, "utf-8")
    report = import_document(document, PackageId("sample", 2020), packages)
    assert report.whole
    assert [row["business_fund_used"] for row in report.draft.resources["expenditure"]] == ["1.00", "1.00"]


def test_a_value_without_a_column_is_listed_and_no_traceback(
    packages: Packages, imported: Callable[..., ImportReport], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault of the program: a reader gives a column that the model lacks."""
    add = Findings.add

    def add_more(self: Findings, resource: str, values: dict[str, object], printed: dict[str, object]) -> int:
        if resource == "income" and "total" in printed:
            values, printed = {**values, "of_nothing": values["total"]}, {**printed, "of_nothing": printed["total"]}
        return add(self, resource, values, printed)

    monkeypatch.setattr(Findings, "add", add_more)
    assert not imported().whole
    listed = [row for row in rows(packages, "unread") if "no column of_nothing" in row["reason"]]
    assert len(listed) == sum(row["total"] != "" for row in rows(packages, "income"))
    assert "36.58" in {row["text"] for row in listed}
    assert validate(packages, [SAMPLE], None) == []
