"""Figures read by hand from the budget of 昌吉州中小企业发展局 for 2023, as rows of the charts' queries."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from yusuan.charts import font
from yusuan.package.layout import PackageId, Packages
from yusuan.package.schemas import load_schemas
from yusuan.warehouse import DATABASE, derive, open_warehouse

Row = dict[str, Any]
ROOT = Path(__file__).parents[2]
CHANGJI = PackageId("changji-sme", 2023, "budget")

# code, name, total, general public budget, fiscal carryover, non-fiscal carryover (table 2)
TABLE_2 = """
201 一般公共服务支出 372.48 107.9 5.00 259.58
20113 商贸事务 372.48 107.9 5.00 259.58
2011302 一般行政管理事务 36.58 - - 36.58
2011350 事业运行 107.90 107.9 - -
2011399 其他商贸事务支出 228.00 - 5.00 223.00
208 社会保障和就业支出 21.08 21.08 - -
20805 行政事业单位养老支出 21.08 21.08 - -
2080502 事业单位离退休 0.60 0.60 - -
2080505 机关事业单位基本养老保险缴费支出 13.66 13.66 - -
2080506 机关事业单位职业年金缴费支出 6.83 6.83 - -
210 卫生健康支出 7.34 7.34 - -
21011 行政事业单位医疗 7.34 7.34 - -
2101102 事业单位医疗 6.83 6.83 - -
2101103 公务员医疗补助 0.43 0.43 - -
2101199 其他行政事业单位医疗支出 0.09 0.09 - -
221 住房保障支出 10.84 10.84 - -
22102 住房改革支出 10.84 10.84 - -
2210201 住房公积金 10.84 10.84 - -
- 合计 411.74 147.16 5.00 259.58
"""
# code, name, total, basic, project (table 3)
TABLE_3 = """
201 一般公共服务支出 372.48 107.9 264.58
20113 商贸事务 372.48 107.90 264.58
2011302 一般行政管理事务 36.58 - 36.58
2011350 事业运行 107.90 107.90 -
2011399 其他商贸事务支出 228.00 - 228.00
208 社会保障和就业支出 21.08 21.08 -
20805 行政事业单位养老支出 21.08 21.08 -
2080502 事业单位离退休 0.60 0.60 -
2080505 机关事业单位基本养老保险缴费支出 13.66 13.66 -
2080506 机关事业单位职业年金缴费支出 6.83 6.83 -
210 卫生健康支出 7.34 7.34 -
21011 行政事业单位医疗 7.34 7.34 -
2101102 事业单位医疗 6.83 6.83 -
2101103 公务员医疗补助 0.43 0.43 -
2101199 其他行政事业单位医疗支出 0.09 0.09 -
221 住房保障支出 10.84 10.84 -
22102 住房改革支出 10.84 10.84 -
2210201 住房公积金 10.84 10.84 -
- 合计 411.74 147.16 264.58
"""
INCOME_COLUMNS = ("total", "general_public_budget", "fiscal_carryover", "non_fiscal_carryover")
SPENDING_COLUMNS = ("total", "basic_expenditure", "project_expenditure")


def printed_rows(text: str, columns: tuple[str, ...]) -> list[Row]:
    """Lines of code, name and figures (- is blank) as one row each, with its level."""
    rows = []
    for number, line in enumerate(text.strip().splitlines(), 1):
        code, label, *figures = line.split()
        row: Row = {"row": number, "code": None if code == "-" else code, "label": label, "is_total": code == "-"}
        row["level"] = 0 if code == "-" else (len(code) - 1) // 2
        row |= {name: None if cell == "-" else Decimal(cell) for name, cell in zip(columns, figures, strict=True)}
        rows.append(row)
    return rows


def flow_rows(income: str, spending: str) -> list[Row]:
    """Both tables as rows of `flow.sql`: one for each printed amount."""
    rows = []
    for number, (text, columns) in enumerate(((income, INCOME_COLUMNS), (spending, SPENDING_COLUMNS)), 2):
        for row in printed_rows(text, columns):
            about = {name: row[name] for name in ("row", "code", "label", "level", "is_total")}
            rows += [
                about | {"table_number": number, "measure": name, "amount": row[name]}
                for name in columns
                if row[name] is not None
            ]
    return rows


@pytest.fixture
def flow() -> Callable[[str, str], list[Row]]:
    return flow_rows


@pytest.fixture
def table_2() -> str:
    return TABLE_2


@pytest.fixture
def table_3() -> str:
    return TABLE_3


@pytest.fixture
def expenditure() -> list[Row]:
    return printed_rows(TABLE_3, SPENDING_COLUMNS)


@pytest.fixture
def income() -> list[Row]:
    total = printed_rows(TABLE_2, INCOME_COLUMNS)[-1]
    return [{"measure": name, "amount": total[name]} for name in INCOME_COLUMNS]


@pytest.fixture
def projects() -> list[Row]:
    printed = [
        ("自治区中小企业发展专项资金（结余项目）", "5", "5", None),
        ("2023年度单位运转类项目资金", "36.58", None, "36.58"),
        ("昌吉州三级联动挂钩帮扶企业政企直通码", "11", None, "11"),
        ("律师咨询费", "10", None, "10"),
        ("政策信息咨询服务项目", "12", None, "12"),
        ("中小企业公共服务平台国密改造、2023年等保测评费", "160", None, "160"),
        ("中小企业公共服务平台网站改版", "30", None, "30"),
    ]
    names = ("total", "fiscal_appropriation", "other_funds")
    return [
        {"row": number, "name": name} | {k: v and Decimal(v) for k, v in zip(names, figures, strict=True)}
        for number, (name, *figures) in enumerate(printed, 1)
    ]


@pytest.fixture(scope="session")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An output folder with the warehouse of the one package that the project began with."""
    out = tmp_path_factory.mktemp("out")
    packages = Packages(ROOT / "datapackages")
    connection = open_warehouse(packages, out / DATABASE, [CHANGJI])
    derive(connection, load_schemas(packages.schemas))
    connection.close()
    return out


@pytest.fixture
def no_missing_glyph() -> Callable[[str], bool]:
    return lambda text: not font.missing(text)
