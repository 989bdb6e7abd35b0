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


def test_the_budget_beside_the_outturn_is_that_of_the_beginning_of_the_year(common: Form) -> None:
    found = columns_of(
        common,
        "general-public-budget-expenditure",
        """
科目编码|科目名称|年初预算数|||调整预算数|2024年决算数|||完成率
||合计|基本支出|项目支出||合计|基本支出|项目支出|
201|一般公共服务支出|5.00|4.00|1.00|6.00|5.50|4.00|1.50|91.67%
""",
    )
    known = (
        "budget_total",
        "adjusted_budget_total",
        "total",
        "basic_expenditure",
        "project_expenditure",
        "completion_rate",
    )
    assert [found.fields[field] for field in known] == [2, 5, 6, 7, 8, 9]
    # Basic and project expenditure that were budgeted have no columns of their own: they are listed.
    assert [cell.place for cell in found.unknown] == ["T1R2C4", "T1R2C5"]


def test_a_budget_with_no_outturn_beside_it_is_the_tables_own(common: Form) -> None:
    printed = "科目编码|科目名称|预算数\n201|一般公共服务支出|5.00"
    assert columns_of(common, "general-public-budget-expenditure", printed).fields["total"] == 2
    beside = "科目编码|科目名称|预算数|决算数\n201|一般公共服务支出|5.00|4.00"
    found = columns_of(common, "general-public-budget-expenditure", beside).fields
    assert (found["budget_total"], found["total"]) == (2, 3)


def test_the_label_of_an_empty_total_row_may_stand_in_the_last_row_of_the_header(common: Form) -> None:
    # 上海市普陀区规划和自然资源局 2024, 决算, page 18.
    found = columns_of(
        common,
        "government-fund-expenditure",
        """
项目||年初结转和结余|本年收入|本年支出|||年末结转和结余
功能分类科目编码|科目名称||||||
合计||||合计|基本支出|项目支出|
|||||||
""",
    )
    assert found.unknown == ()
    known = (
        "code",
        "name",
        "opening_carryover",
        "current_income",
        "total",
        "basic_expenditure",
        "project_expenditure",
        "closing_carryover",
    )
    assert [found.fields[field] for field in known] == list(range(8))


def test_a_total_below_a_header_that_goes_on_from_the_left_is_a_column_of_amounts(common: Form) -> None:
    # 深圳市信访局 2026, page 23.
    found = columns_of(
        common,
        "project-expenditure",
        """
支出项目类别||2026年预算||
|总计|财政拨款||上年结余、结转
||一般公共预算拨款|政府性基金预算拨款|
深圳市信访局|1,612.29|1,604.95|0.00|7.34
""",
    )
    assert found.unknown == ()
    assert (found.fields["name"], found.fields["total"]) == (0, 1)
