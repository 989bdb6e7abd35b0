"""Headers of tables as the documents print them, and the column that each field is read from."""

from __future__ import annotations

import pytest

from yusuan.document import Cell, Table
from yusuan.forms import ColumnForm, Form, load_forms
from yusuan.recognise.columns import Columns, find_columns


def table_of(text: str) -> Table:
    """A table that is typed as lines of cells parted by `|`."""
    printed = [line.split("|") for line in text.strip("\n").split("\n")]
    rows = tuple(
        tuple(Cell(word, f"T1R{r}C{c}") for c, word in enumerate(words, start=1))
        for r, words in enumerate(printed, start=1)
    )
    return Table(rows, "T1")


@pytest.fixture(scope="module")
def common() -> Form:
    return next(form for form in load_forms() if form.name == "common")


def columns_of(form: Form, table_name: str, text: str) -> Columns:
    known: tuple[ColumnForm, ...] = next(t.columns for t in form.tables if t.table_name == table_name)
    return find_columns(table_of(text), known)


def test_the_year_in_a_header_may_stand_anywhere_in_it(common: Form) -> None:
    # 深圳市统计局（本级） 2026, page 19.
    found = columns_of(
        common,
        "expenditure",
        """
预算单位|科目编码|科目名称|支出总计|基本支出|项目支出|事业单位经营支出|对附属单位补助支出|上缴上级支出|2026年政府采购项目||
|||||||||小计|其中：2026年政府采购项目中预留给中小企业的项目资金规模|其中：2026年政府采购项目中预留给小型、微型企业的项目资金规模
深圳市统计局（本级）|||5,417.80|4,104.00|1,313.80|0.00|0.00|0.00|94.28|94.28|0.00
""",
    )
    assert (found.depth, found.unknown) == (2, ())
    procurement = ("procurement", "procurement_reserved_smes", "procurement_reserved_micro")
    assert [found.fields[field] for field in procurement] == [9, 10, 11]
    assert found.fields["total"] == 3
