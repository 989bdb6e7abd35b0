"""A row that a page break cut is one row where only the two halves together are a name."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from yusuan.document import Cell, Document, Flag, Table
from yusuan.recognise.cut_rows import with_whole_rows

NAMES = ("小计", "当年收入小计", "社会保障和就业支出", "208", "2080505", "教育支出", "其他支出")


def document(above: tuple[str, ...], below: tuple[str, ...], page: int = 8, elsewhere: str = "支出") -> Document:
    """Two rows, the second at the head of a page, and a doubt about it; and a cell somewhere else."""
    rows = tuple(
        tuple(Cell(text, f"P{number}T1R{row}C{column}") for column, text in enumerate(texts, 1))
        for number, row, texts in ((7, 11, above), (page, 1, below))
    )
    other = Table(((Cell(elsewhere, "P3T1R1C1"),),), "P3T1")
    return Document("pdf", "0", (other, Table(rows, "P7T1")), (Flag(f"P{page}T1R1C1", "…", "may be the rest"),))


def mended(found: Document) -> list[list[tuple[str, str]]]:
    table = with_whole_rows(found, NAMES).blocks[1]
    assert isinstance(table, Table)
    return [[(cell.text, cell.place) for cell in row] for row in table.rows if any(cell.text for cell in row)]


def test_a_name_that_is_known_is_put_together_with_its_number_and_its_amount() -> None:
    # Jiangsu, people's congress, 2017, pages 7 and 8.
    cut = document(("八、社会保障和就", "1,608.51"), ("业支出", ""))
    assert mended(cut) == [[("八、社会保障和就业支出", "P7T1R11C1"), ("1,608.51", "P7T1R11C2")]]
    assert with_whole_rows(cut, NAMES).flags == ()


def test_an_amount_that_is_printed_on_the_later_page_keeps_its_place() -> None:
    cut = document(("八、社会保障和就", ""), ("业支出", "1,608.51"))
    assert mended(cut) == [[("八、社会保障和就业支出", "P7T1R11C1"), ("1,608.51", "P8T1R1C2")]]


def test_a_row_without_text_stays_at_the_head_of_the_page() -> None:
    # A row that is missing there is taken for one that repeats the head of the table.
    table = with_whole_rows(document(("八、社会保障和就", "5.00"), ("业支出", "")), NAMES).blocks[1]
    assert isinstance(table, Table)
    assert [(cell.text, cell.place) for cell in table.rows[1]] == [("", "P8T1R1C1"), ("", "P8T1R1C2")]


def test_a_code_that_is_cut_is_put_together_with_its_name() -> None:
    cut = document(("2080", "社会保障和", "5.00"), ("505", "就业支出", ""))
    assert [text for text, _ in mended(cut)[0]] == ["2080505", "社会保障和就业支出", "5.00"]


def test_a_known_name_may_end_with_another() -> None:
    # The same, pages 8 and 9.
    cut = document(("当 年 收 入", "13,649.07"), ("小计", ""))
    assert [text for text, _ in mended(cut)[0]] == ["当 年 收 入小计", "13,649.07"]


def test_a_name_that_only_the_document_prints_counts() -> None:
    cut = document(("机动经", "5.00"), ("费安排", ""), elsewhere="机动经费安排")
    assert [text for text, _ in mended(cut)[0]] == ["机动经费安排", "5.00"]


@pytest.mark.parametrize(
    ("above", "below", "page"),
    [
        (("教育支出", "5.00"), ("其他支出", "6.00"), 8),
        (("八、社会保障和就", "5.00"), ("业支出", "6.00"), 8),
        (("八、社会保障和就", "5.00"), ("九、教育支出", ""), 8),
        (("社会保障和就", "5.00"), ("业支出", ""), 7),
        (("合计", "5.00"), ("", "6.00"), 8),
    ],
)
def test_rows_that_may_be_two_stay_two(above: tuple[str, ...], below: tuple[str, ...], page: int) -> None:
    two = document(above, below, page)
    assert len(mended(two)) == 2
    assert with_whole_rows(two, NAMES).flags == two.flags


def test_the_classes_of_the_peoples_congress_of_jiangsu_add_up_to_the_printed_total(project: Path) -> None:
    # 025.pdf, pages 7 to 9: 10,528.33, 1,608.51 (八、社会保障和就 | 业支出) and 1,512.23 come to 13,649.07.
    path = project / "datapackages" / "jiangsu-npc" / "2017-budget" / "data" / "income-expenditure-summary.csv"
    rows = [row for row in csv.DictReader(path.open(encoding="utf-8")) if row["expenditure_amount"]]
    classes = {row["expenditure_code"]: Decimal(row["expenditure_amount"]) for row in rows if row["expenditure_code"]}
    assert classes.keys() == {"201", "208", "221"}
    assert sum(classes.values()) == Decimal("13649.07")


def listed(*rows: str) -> Document:
    """Rows of a list on page 25, the last but one at the head of page 26 with a doubt about it."""
    cells = [
        tuple(
            Cell(text, f"P{26 if n >= len(rows) - 2 else 25}T1R{n + 1}C{c}") for c, text in enumerate(row.split("|"), 1)
        )
        for n, row in enumerate(rows)
    ]
    flag = Flag(f"P26T1R{len(rows) - 1}C1", "…", "may be the rest")
    return Document("pdf", "0", (Table((), "P1T1"), Table(tuple(cells), "P25T1")), (flag,))


def test_words_alone_in_a_list_of_amounts_are_the_rest_of_the_row_above() -> None:
    # Suzhou, ecology, 2026, pages 25 and 26.
    rows = (
        "项目|品目|金额",
        "伙食经费|餐饮服务|51.30",
        "市级生态保护和污染防治|其他生态治|2,975.70",
        "资金|理服务|",
        "定额|印刷|6.00",
    )
    found = mended(listed(*rows))
    assert [[text for text, _ in row] for row in found][2] == [
        "市级生态保护和污染防治资金",
        "其他生态治理服务",
        "2,975.70",
    ]
    assert with_whole_rows(listed(*rows), NAMES).flags == ()


def test_words_alone_stay_a_row_where_other_rows_have_no_amount_either() -> None:
    rows = (
        "项目|品目|金额",
        "伙食经费|餐饮服务|51.30",
        "货物||",
        "市级治理|其他治理|2,975.70",
        "资金|服务|",
        "定额|印刷|6.00",
    )
    assert len(mended(listed(*rows))) == len(rows)
    assert with_whole_rows(listed(*rows), NAMES).flags != ()


def test_a_text_that_two_page_breaks_cut_is_one_again() -> None:
    # Shenzhen, ecology, 2026, pages 42 to 44, shortened.
    texts = ("生态管理|22.88|目标1：常", "||态化推进，完成", "||指导文件1份", "环境监测|3.00|目标2：监测")
    rows = [
        tuple(Cell(text, f"P{page}T1R{row}C{column}") for column, text in enumerate(line.split("|"), 1))
        for page, row, line in zip((42, 43, 44, 44), (2, 1, 1, 2), texts, strict=True)
    ]
    flags = tuple(Flag(f"P{page}T1R1C3", "…", "may be the rest") for page in (43, 44))
    found = Document("pdf", "0", (Table((), "P1T1"), Table(tuple(rows), "P42T1")), flags)
    assert [[text for text, _ in row] for row in mended(found)] == [
        ["生态管理", "22.88", "目标1：常态化推进，完成指导文件1份"], ["环境监测", "3.00", "目标2：监测"],
    ]  # fmt: skip
    assert with_whole_rows(found, NAMES).flags == ()
