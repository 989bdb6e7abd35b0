"""What stands above the rows of a table within its own grid, and rows that only number its columns."""

from __future__ import annotations

import pytest

from yusuan.document import Cell, Table
from yusuan.forms import load_forms, load_vocabulary
from yusuan.recognise.captions import titled_tables
from yusuan.recognise.number_rows import is_number_row


def row(*words: str, number: int = 1) -> tuple[Cell, ...]:
    return tuple(Cell(word, f"T1R{number}C{column}") for column, word in enumerate(words, start=1))


def test_a_blank_row_may_part_the_title_of_a_table_from_its_unit() -> None:
    # 西安市安全生产监督管理局 2019, page 29: the sheet was printed with the rows above its table.
    printed = (
        ("表11", "", "", ""),
        ("2019年部门综合预算财政拨款结转资金支出表", "", "", ""),
        ("", "", "", ""),
        ("", "", "", "单位：万元"),
        ("预算单位代码", "预算单位名称", "预算项目名称", "金额"),
        ("125001", "西安市安全生产监督管理局", "省级安全生产专项", "2.61"),
    )
    table = Table(tuple(row(*words, number=number) for number, words in enumerate(printed, start=1)), "T1")
    form = next(form for form in load_forms() if form.name == "common")
    (titled,) = titled_tables([table], form, load_vocabulary())
    assert titled.above.unit == ("T1R4C4", "单位：万元")
    assert titled.table.rows[0][0].text == "预算单位代码"


@pytest.mark.parametrize(
    ("words", "numbers_columns"),
    [
        (("**", "**", "**", "**"), True),
        (("**", "**", "1", "2"), True),
        (("", "", "**", ""), False),
        (("--", "--", "--", "--"), False),
        (("合计", "**", "**", "1.00"), False),
    ],
)
def test_marks_in_every_column_number_them(words: tuple[str, ...], numbers_columns: bool) -> None:
    assert is_number_row(row(*words)) is numbers_columns
