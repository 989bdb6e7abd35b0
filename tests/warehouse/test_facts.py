"""The facts of the Changji disclosure: the 242 amounts of its official tables, each where the document has it.

The layout below was read from the document by eye: which lines a table fills, which cell holds what.
"""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from yusuan import warehouse
from yusuan.package.layout import Packages
from yusuan.package.schemas import load_schemas

PACKAGE = "changji-sme/2023-budget"
FUNDS = ("general_public_budget", "government_fund_budget", "state_capital_budget")
SPLIT = ("total", "basic_expenditure", "project_expenditure")
TABLE_2 = (
    *("total", "fiscal_appropriation", "general_public_budget", "general_public_budget_transfer"),
    *("government_fund_budget", "government_fund_transfer", "state_capital_budget", "special_account"),
    *("unit_funds", "fiscal_carryover", "non_fiscal_carryover"),
)
# table: first line, last line, how many cells of code, the measures of the cells after the name
CODED = {
    "income": (128, 146, 3, TABLE_2),
    "expenditure": (159, 177, 3, SPLIT),
    "general-public-budget-expenditure": (232, 248, 3, SPLIT),
    "general-public-budget-basic-expenditure": (261, 286, 2, ("total", "personnel", "operating")),
}
# table: first line, last line, the measure of cell 2, the measures from cell 4 on
TWO_SIDED = {
    "income-expenditure-summary": (86, 116, "income_amount", ("expenditure_amount",)),
    "fiscal-appropriation-summary": (
        *(189, 219, "income_amount"),
        ("expenditure_total", *(f"expenditure_{fund}" for fund in FUNDS)),
    ),
}

Printed = dict[tuple[str, str, str], tuple[str, str, str, Decimal]]
"""(table, measure, source) to (code, label, printed, amount)."""


def cells_of(document: list[str], line: int) -> list[str]:
    return document[line - 1].rstrip("\n").split("\t")


def printed_amounts(text: str) -> Printed:
    """Every amount of the tables, read from the document by the layout above and nothing of the program."""
    document = text.split("\n")
    found: Printed = {}

    def add(table: str, measure: str, place: str, code: str, label: str, printed: str) -> None:
        if printed.strip():
            found[table, measure, place] = (code, label.replace(" ", ""), printed, Decimal(printed))

    for table, (first, last, codes, measures) in CODED.items():
        for line in range(first, last + 1):
            cells = cells_of(document, line)
            code, label = "".join(cells[:codes]), cells[codes]
            for at, measure in enumerate(measures, codes + 1):
                if at < len(cells):
                    add(table, measure, f"L{line}C{at + 1}", code, label, cells[at])
    for table, (first, last, income, expenditures) in TWO_SIDED.items():
        for line in range(first, last + 1):
            cells = cells_of(document, line)
            label = cells[0].split("、")[-1].split("：")[-1].split(". ")[-1]
            add(table, income, f"L{line}C2", "", label, cells[1])
            code, _, name = cells[2].partition(" ") if cells[2][:1].isdigit() else ("", "", cells[2])
            for at, measure in enumerate(expenditures, 3):
                if at < len(cells):
                    add(table, measure, f"L{line}C{at + 1}", code, name, cells[at])
    return found


@pytest.fixture
def connection(everything: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    return everything


def test_the_facts_are_the_242_amounts_that_the_document_prints(project: Path, connection) -> None:
    text = (project / "datapackages" / PACKAGE / "source" / "document.txt").read_text("utf-8")
    expected = printed_amounts(text)
    assert len(expected) == 14 + 62 + 41 + 13 + 34 + 78
    rows = connection.execute(
        "select table_name, measure, source, code, label, printed, amount_10k_yuan, amount_yuan "
        "from derived.facts where package = ? and table_number is not null",
        [PACKAGE],
    ).fetchall()
    found = {(t, m, s): (code or "", label, printed, amount) for t, m, s, code, label, printed, amount, _ in rows}
    assert found == expected
    assert all(yuan == amount * 10_000 for *_, amount, yuan in rows)


@pytest.mark.parametrize(
    ("table", "code", "label", "measure", "amount", "source"),
    [
        ("income-expenditure-summary", None, "本年收入", "income_amount", "147.16", "L86C2"),
        ("income-expenditure-summary", "221", "住房保障支出", "expenditure_amount", "10.84", "L105C4"),
        ("income-expenditure-summary", None, "支出总计", "expenditure_amount", "411.74", "L116C4"),
        ("income", "2011399", "其他商贸事务支出", "fiscal_carryover", "5.00", "L132C14"),
        ("income", None, "合计", "non_fiscal_carryover", "259.58", "L146C15"),
        ("expenditure", "2011302", "一般行政管理事务", "project_expenditure", "36.58", "L161C7"),
        (
            "fiscal-appropriation-summary",
            "201",
            "一般公共服务支出",
            "expenditure_general_public_budget",
            "107.9",
            "L189C5",
        ),
        ("general-public-budget-expenditure", "2101103", "公务员医疗补助", "basic_expenditure", "0.43", "L243C6"),
        ("general-public-budget-basic-expenditure", "30307", "医疗费补助", "operating", "0.00", "L284C6"),
    ],
)
def test_a_fact_carries_its_code_label_measure_amount_and_place(
    connection, table: str, code: str | None, label: str, measure: str, amount: str, source: str
) -> None:
    found = connection.execute(
        "select code, label, measure, amount_10k_yuan, printed from derived.facts "
        "where package = ? and table_name = ? and source = ?",
        [PACKAGE, table, source],
    ).fetchall()
    assert found == [(code, label, measure, Decimal(amount), amount)]


def test_the_income_side_of_a_two_sided_table_has_the_levels_that_its_numbering_implies(connection) -> None:
    levels = connection.execute(
        "select label, level, is_total, direction, code_system from derived.facts "
        "where package = ? and table_number = 1 and measure = 'income_amount' order by row",
        [PACKAGE],
    ).fetchall()
    assert levels == [
        ("本年收入", 1, False, "revenue", None),
        ("一般公共预算拨款", 2, False, "revenue", None),
        ("一般财力", 3, False, "revenue", None),
        ("上年结转结余", 1, False, "revenue", None),
        ("财政拨款结转", 2, False, "revenue", None),
        ("一般公共预算拨款", 3, False, "revenue", None),
        ("非财政拨款结转结余", 2, False, "revenue", None),
        ("单位资金", 3, False, "revenue", None),
        ("收入总计", 0, True, "revenue", None),
    ]


def test_rows_of_level_one_sum_to_the_total_of_their_table_and_measure(connection) -> None:
    wrong = connection.execute(
        """
        select table_name, measure,
            sum(amount_yuan) filter (level = 1) as parts, sum(amount_yuan) filter (is_total) as total
        from derived.facts where package = ?
        group by all having parts is distinct from total order by all
        """,
        [PACKAGE],
    ).fetchall()
    # Table 6 prints 131.99, 11.06 and 4.12 above a total of 147.16, and 131.99 and 4.12 above 136.10: the document's
    # own rounding. Everywhere else the parts are the whole.
    basic = "general-public-budget-basic-expenditure"
    assert wrong == [
        (basic, "personnel", Decimal("1361100.00"), Decimal("1361000.00")),
        (basic, "total", Decimal("1471700.00"), Decimal("1471600.00")),
    ]


def test_headline_figures_are_the_totals_that_the_tables_print(connection) -> None:
    found = connection.execute(
        """
        select total_income_10k_yuan, total_expenditure_10k_yuan, fiscal_appropriation_10k_yuan,
            basic_expenditure_10k_yuan, project_expenditure_10k_yuan, personnel_10k_yuan, operating_10k_yuan,
            three_public_expenses_10k_yuan, unit, issued::varchar, issuer, facts
        from derived.disclosures where package = ?
        """,
        [PACKAGE],
    ).fetchone()
    totals = [Decimal(x) for x in ("411.74", "411.74", "147.16", "147.16", "264.58", "136.10", "11.06")]
    # Table 10 is declared empty: its total is not printed, and is not zero. The seven projects print 14 amounts.
    assert found == (*totals, None, "万元", "2023-01-31", "昌吉州中小企业发展局", 242 + 14)


def test_rows_below_a_units_own_row_are_that_units(connection) -> None:
    # 深圳市生态环境局 2026, table of basic expenditure: the unit stands on a line of its own, above its items.
    row = """
        select unit_name, amount_10k_yuan from derived.facts where package = 'shenzhen-ecology/2026-budget'
        and table_name = 'basic-expenditure' and label = '工资福利支出' and measure = 'total' and amount_10k_yuan = 4941.41
    """
    assert connection.execute(row).fetchall() == [("广东省深圳生态环境监测中心站", Decimal("4941.41"))]


def test_every_measure_of_every_table_can_become_a_fact(project: Path, tmp_path: Path) -> None:
    schemas = load_schemas(project / "datapackages" / "schemas")
    official = {name: schema for name, schema in schemas.items() if "table_number" in schema}
    assert sorted(schema["table_number"] for schema in official.values()) == list(range(1, 11))
    with_amounts = {n: s for n, s in schemas.items() if any(field.get("measure") for field in s["fields"])}
    assert official.items() <= with_amounts.items()
    # One package in which every cell of every table that has amounts is filled.
    root = tmp_path / "datapackages"
    for part in ("schemas", "reference"):
        shutil.copytree(project / "datapackages" / part, root / part)
    expected = fill_every_table(Packages(root), with_amounts)
    opened = warehouse.open_warehouse(Packages(root))
    warehouse.derive(opened, schemas)
    found = opened.execute(
        "select table_name, table_number, measure, direction, amount_yuan from derived.facts"
    ).fetchall()
    opened.close()
    assert sorted(row[:4] for row in found) == sorted(expected)
    assert {row[4] for row in found} == {Decimal("15000.00")}


def fill_every_table(packages: Packages, schemas: dict) -> list[tuple[str, int | None, str, str]]:
    from yusuan.package.layout import PackageId
    from yusuan.package.store import Draft, write

    filled = {"integer": 1, "number": Decimal("1.5"), "boolean": False, "string": "201"}
    fixed = {"item": "total", "unit": "万元", "state": "filled"}
    resources = {
        name: [{f["name"]: fixed.get(f["name"], filled[f["type"]]) for f in schema["fields"]}]
        for name, schema in schemas.items()
    }
    resources["tables"] = [
        {"table_name": name, "table_number": schema.get("table_number"), "unit": "万元", "state": "filled"}
        for name, schema in schemas.items()
    ]
    write(Draft(PackageId("full", 2024), {"title": "x"}, resources), packages)
    return [
        (name, schema.get("table_number"), field["name"], field["direction"])
        for name, schema in schemas.items()
        for field in schema["fields"]
        if field.get("measure")
    ]
