"""A headline has one definition: which cell supplies it, which others must agree, and what is said where they do not.

The figures of real documents were read from their PDFs.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yusuan import warehouse
from yusuan.intervals import Outcome, Printed, compare_sum, steps_of
from yusuan.model.headlines import FILE, load_headlines
from yusuan.package.layout import Packages
from yusuan.package.schemas import load_schemas

SUMMARY, INCOME, SPENDING = "income-expenditure-summary", "income", "expenditure"
FISCAL, GENERAL, BASIC = (
    *("fiscal-appropriation-summary", "general-public-budget-expenditure", "general-public-budget-basic-expenditure"),
)


@pytest.fixture
def connection(everything: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    return everything


def figure(connection: duckdb.DuckDBPyConnection, package: str, item: str) -> tuple[Any, ...]:
    found = connection.execute(
        "select state, amount_10k_yuan, printed from derived.headline_figures where package = ? and item = ?",
        [package, item],
    ).fetchall()
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("package", "item", "printed"),
    [
        # 重庆市水利局 2026, 财政拨款收支总表: 本年收入 118,773.55, 收入合计 172,283.15
        ("chongqing-water/2026-budget", "fiscal_appropriation_income", "118773.55"),
        ("chongqing-water/2026-budget", "fiscal_appropriation_total", "172283.15"),
        # 上海市普陀区财政局 2024 final accounts: the table of basic expenditure prints 人员经费合计 2,152.26 and 公用经费合计
        # 184.65 and no total; 一般公共预算财政拨款支出决算表 prints 基本支出 2,336.91
        ("putuo-finance/2024-final-accounts", "basic_expenditure", "2336.91"),
        ("putuo-finance/2024-final-accounts", "general_budget_basic_expenditure", "2336.91"),
        ("putuo-finance/2024-final-accounts", "personnel", "2152.26"),
        ("putuo-finance/2024-final-accounts", "operating", "184.65"),
        # 深圳市财政局（本级） 2026 prints the three public expenses fund by fund: 58.46, 0.00, 0.00
        ("shenzhen-finance-own/2026-budget", "three_public_expenses", "58.46"),
        ("shenzhen-finance-own/2026-budget", "prior_year_three_public_expenses", "59.66"),
        ("changji-sme/2023-budget", "fiscal_appropriation_income", "147.16"),
        ("changji-sme/2023-budget", "total_income", "411.74"),
    ],
)
def test_a_headline_is_the_figure_that_the_document_prints(connection, package: str, item: str, printed: str) -> None:
    state, amount, text = figure(connection, package, item)
    assert (state, amount, text.replace(",", "")) == ("present", Decimal(printed), printed)


def test_a_headline_that_is_printed_differently_has_no_amount(connection) -> None:
    # 湖州市卫生健康委员会 2026: 财政拨款 is 64618.75 in 收支预算总表 and 38191.21 in 财政拨款收支预算总表
    package, item = "huzhou-health/2026-budget", "fiscal_appropriation_income"
    assert figure(connection, package, item) == ("contested", None, None)
    twins = connection.execute(
        "select resource, printed, agrees, source is not null from derived.headline_twins "
        "where package = ? and item = ? order by rank",
        [package, item],
    ).fetchall()
    # and 37018.75 of the general public budget and 27600.00 of government funds in 收入预算总表
    assert set(twins) == {
        *((FISCAL, "38191.21", False, True), (SUMMARY, "64618.75", False, True)),
        (INCOME, "37018.75+27600.00", False, True),
    }
    spent = connection.execute(
        "select fiscal_appropriation_10k_yuan from derived.disclosures where package = ?", [package]
    ).fetchone()
    assert spent == (None,)


@pytest.mark.parametrize("package", ["huzhou-health/2026-budget", "huzhou-transport/2026-budget"])
def test_a_grand_total_is_contested_by_other_tables_where_nothing_is_carried_over(connection, package: str) -> None:
    # 湖州市交通运输局 2026: 42673.03 in 财政拨款收支预算总表, 192207.76 in 收支预算总表; neither prints 上年结转
    assert figure(connection, package, "fiscal_appropriation_total") == ("contested", None, None)


def test_disclosures_have_the_amounts_of_headline_figures(connection) -> None:
    columns = [name for name, *_ in connection.execute("describe derived.disclosures").fetchall()]
    named = {name.removesuffix("_10k_yuan"): name for name in columns if name.endswith("_10k_yuan")}
    items = {"fiscal_appropriation_income" if name == "fiscal_appropriation" else name for name in named}
    assert items <= {headline.name for headline in load_headlines()}
    for name, column in named.items():
        item = "fiscal_appropriation_income" if name == "fiscal_appropriation" else name
        wrong = connection.execute(
            f"select package from derived.disclosures join derived.headline_figures using (package) "
            f'where item = ? and amount_10k_yuan is distinct from "{column}"',
            [item],
        ).fetchall()
        assert wrong == [], column


def test_every_disclosure_has_a_row_for_every_headline_and_a_state_that_fits(connection) -> None:
    wrong = connection.execute(
        "select package, item, state from derived.headline_figures "
        "where (state = 'present') <> (amount_10k_yuan is not null) or (state = 'present') <> (source is not null)"
    ).fetchall()
    assert wrong == []
    counted = connection.execute(
        "select count(*), count(distinct (package, item)), (select count(*) from main.package) "
        "from derived.headline_figures"
    ).fetchone()
    assert counted[0] == counted[1] == counted[2] * len(load_headlines())


def test_a_table_declared_empty_says_so_of_its_headline(connection) -> None:
    assert figure(connection, "changji-sme/2023-budget", "three_public_expenses") == ("declared-empty", None, None)


def test_function_classes_sum_to_the_printed_total_or_say_that_they_do_not(connection) -> None:
    rows = connection.execute(
        """
        select classes.package, sums_to_total, list(classes.amount_10k_yuan), any_value(figures.amount_10k_yuan)
        from derived.function_classes as classes
        join derived.headline_figures as figures on figures.package = classes.package and item = 'total_expenditure'
        group by all
        """
    ).fetchall()
    assert len(rows) > 50
    for package, said, classes, total in rows:
        if total is None:  # the document prints two
            assert said is None, package
            continue
        away = abs(sum(classes) - total)
        # a cent for each class and the total, at most: all print two decimals or more
        assert (away <= Decimal("0.005") * (len(classes) + 1)) == said, package


def test_every_cell_of_a_headline_is_a_column_of_amounts(project: Path) -> None:
    schemas = load_schemas(project / "datapackages" / "schemas")
    for headline in load_headlines():
        assert headline.definition, headline.name
        assert headline.definition_en, headline.name
        for cell in (cell for cell in headline.cells if not cell.concept):
            measures = {field["name"] for field in schemas[cell.table]["fields"] if field.get("measure")}
            assert set(cell.fields) <= measures, (headline.name, cell)


# What headlines say of made-up documents: tables are given as (row, label, level, is_total, {field: printed}).

Line = tuple[str, int | None, bool, dict[str, str]]


@pytest.fixture(scope="module")
def derived(tmp_path_factory: pytest.TempPathFactory, project: Path):
    """A function from tables to the headlines of the one disclosure that has them."""
    import shutil

    from yusuan.package.layout import PackageId
    from yusuan.package.store import Draft, write

    schemas = load_schemas(project / "datapackages" / "schemas")
    folder = tmp_path_factory.mktemp("headlines")
    numbers = iter(range(10**6))

    def derive(
        tables: dict[str, list[Line]],
        kind: str = "budget",
        statements: Sequence[dict[str, object]] = (),
        provenance: Sequence[dict[str, object]] = (),
    ) -> dict[str, tuple[str, Decimal | None]]:
        root = folder / str(next(numbers)) / "datapackages"
        for part in ("schemas", "reference"):
            shutil.copytree(project / "datapackages" / part, root / part)
        resources = {name: [_row(name, n, line) for n, line in enumerate(rows, 1)] for name, rows in tables.items()}
        traced = [*provenance] + [
            {"resource": name, "row": n, "field": field, "source": f"T1R{n}C1", "printed": printed}
            for name, rows in tables.items()
            for n, line in enumerate(rows, 1)
            for field, printed in line[3].items()
        ]
        states = [
            {"table_name": n, "table_number": schemas[n]["table_number"], "unit": "万元", "state": "filled"}
            for n in tables
        ]
        resources |= {"tables": states, "provenance": traced, "statements": [dict(row) for row in statements]}
        write(Draft(PackageId("x", 2024, kind), {"title": "x", "issuer": "x"}, resources), Packages(root))
        opened = warehouse.open_warehouse(Packages(root))
        warehouse.derive(opened, schemas)
        rows = opened.execute("select item, state, amount_10k_yuan from derived.headline_figures").fetchall()
        opened.close()
        return {item: (state, amount) for item, state, amount in rows}

    return derive


def _row(table: str, number: int, line: Line) -> dict[str, object]:
    label, level, is_total, amounts = line
    side = next(iter(amounts)).partition("_")[0] + "_" if table in (SUMMARY, FISCAL) else ""
    name = f"{side}label" if side else "name"
    return {"row": number, name: label, f"{side}level": level, f"{side}is_total": is_total, **amounts}


def total(field: str, amount: str) -> Line:
    return "合计", 0, True, {field: amount}


def test_a_subtotal_is_never_taken_for_the_total(derived) -> None:
    found = derived(
        {
            BASIC: [("人员经费合计", None, True, {"total": "7"}), ("公用经费合计", None, True, {"total": "3"})],
            GENERAL: [("合计", 0, True, {"total": "12", "basic_expenditure": "10"})],
        }
    )
    assert found["general_budget_basic_expenditure"] == ("present", Decimal(10))
    assert found["personnel"] == ("present", Decimal(7))


def test_of_two_rows_that_are_both_the_grand_total_none_is_believed(derived) -> None:
    found = derived({SPENDING: [total("total", "5"), total("total", "7")]})
    assert found["total_expenditure"] == ("not-read", None)


def test_twins_that_differ_by_rounding_agree_and_the_first_is_taken(derived) -> None:
    found = derived({SPENDING: [total("total", "10.4")], SUMMARY: [total("expenditure_amount", "10.44")]})
    assert found["total_expenditure"] == ("present", Decimal("10.4"))
    found = derived({SPENDING: [total("total", "10.40")], SUMMARY: [total("expenditure_amount", "10.44")]})
    assert found["total_expenditure"] == ("contested", None)


def test_what_is_carried_over_is_no_expenditure_of_the_year_and_no_income_of_it(derived) -> None:
    found = derived(
        {
            SUMMARY: [("结转下年", 1, False, {"expenditure_amount": "2"}), total("expenditure_amount", "12")],
            FISCAL: [("上年结转", 1, False, {"income_amount": "3"}), total("income_amount", "9")],
        }
    )
    assert found["total_expenditure"] == ("not-read", None)
    assert found["fiscal_appropriation_income"] == ("not-read", None)
    assert found["fiscal_appropriation_total"] == ("present", Decimal(9))


def test_tables_that_print_the_same_money_by_another_name_are_compared_and_never_taken(derived) -> None:
    funds = ("合计", 0, True, {"total": "9", "general_public_budget": "5", "government_fund_budget": "2"})
    found = derived({INCOME: [funds]})
    assert found["fiscal_appropriation_total"] == found["fiscal_appropriation_income"] == ("not-read", None)
    found = derived({INCOME: [funds], FISCAL: [total("income_amount", "7")]})
    assert found["fiscal_appropriation_total"] == ("present", Decimal(7))
    found = derived({INCOME: [funds], FISCAL: [total("income_amount", "5.00")]})
    assert found["fiscal_appropriation_total"] == ("contested", None)


def test_what_is_carried_over_explains_why_a_grand_total_is_more_than_the_income_of_the_year(derived) -> None:
    funds = ("合计", 0, True, {"total": "9", "general_public_budget": "5", "government_fund_budget": "2"})
    carried = ("上年结转", 1, False, {"income_amount": "1"})
    found = derived({INCOME: [funds], FISCAL: [carried, total("income_amount", "8")]})
    assert found["fiscal_appropriation_total"] == ("present", Decimal(8))


def test_what_neither_a_table_read_whole_nor_any_claim_prints_is_absent(derived) -> None:
    claim = {"row": 1, "heading": "支出说明", "subject": "公用经费", "quantity": "amount", "value": "3", "unit": "万元"}
    claim |= {"role": "statement", "period": "current", "trend": "", "code_from": ""}
    tables = {BASIC: [total("total", "6")], GENERAL: [total("total", "6")]}
    printed = {**tables, GENERAL: [("人员经费", 1, False, {"total": "2"}), *tables[GENERAL]]}
    assert derived(tables)["personnel"] == ("not-read", None)  # nothing was read of the prose
    found = derived(tables, statements=[claim])
    assert found["personnel"] == ("absent", None)
    assert found["operating"] == ("not-read", None)
    # a row that is called so may be it
    assert derived(printed, statements=[claim])["personnel"] == ("not-read", None)


def test_a_claim_of_the_prose_supplies_what_no_table_prints(derived) -> None:
    # 苏州市数据局 2026 says under 一般公共预算基本支出 that 人员经费 is 6377.17 万元; its table has no such row
    claim = {"row": 1, "heading": "八、", "subject": "人员经费", "concept": "personnel", "quantity": "amount"}
    claim |= {"value": "6377.17", "unit": "万元", "step": "0.01", "role": "statement", "period": "current"}
    claim |= {"whole": "一般公共预算财政拨款基本支出预算", "trend": "", "code_from": ""}
    tables = {BASIC: [total("total", "6895.74")]}
    source = {"resource": "statements", "row": 1, "field": "value", "source": "P38L2@8", "printed": "6377.17"}
    ask = partial(derived, provenance=[source])
    assert ask(tables, statements=[claim])["personnel"] == ("present", Decimal("6377.17"))
    # of all sources, or of another whole, it is another figure
    assert ask(tables, statements=[claim | {"whole": "财政拨款基本支出预算"}])["personnel"] == ("not-read", None)
    # what a table prints goes first, and is not contested by the prose
    printed = {**tables, GENERAL: [("合计", 0, True, {"total": "6895.74", "personnel": "6377.00"})]}
    assert ask(printed, statements=[claim])["personnel"] == ("present", Decimal("6377.00"))


def test_the_income_table_of_final_accounts_has_the_income_of_the_year_only(derived) -> None:
    tables = {INCOME: [total("total", "10")], SUMMARY: [total("income_amount", "15")]}
    assert derived(tables, "final-accounts")["total_income"] == ("present", Decimal(15))
    assert derived(tables)["total_income"] == ("contested", None)


def test_personnel_of_all_sources_stands_in_where_no_table_of_the_general_budget_prints_it(derived) -> None:
    found = derived({SPENDING: [("合计", 0, True, {"total": "9", "personnel": "8"})]})
    assert found["personnel"] == ("present", Decimal(8))
    found = derived(
        {
            SPENDING: [("合计", 0, True, {"total": "9", "personnel": "8"})],
            BASIC: [("合计", 0, True, {"total": "6", "personnel": "5"})],
        }
    )
    assert found["personnel"] == ("present", Decimal(5))


def test_a_headline_is_added_by_one_entry(derived, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = """
        [[headline]]
        name = "procurement"
        title = "政府采购"
        title_en = "Procurement"
        definition = "支出总表合计行的政府采购"
        definition_en = "Procurement on the total row of the expenditure table"
        words = "政府采购"
        cells = [{ table = "expenditure", field = "procurement" }]
    """
    path = tmp_path / "headlines.toml"
    path.write_text(FILE.read_text("utf-8") + "\n".join(map(str.strip, entry.splitlines())), encoding="utf-8")
    monkeypatch.setattr("yusuan.warehouse.headlines.load_headlines", lambda: load_headlines(path))
    found = derived({SPENDING: [("合计", 0, True, {"total": "9", "procurement": "4"})]})
    assert found["procurement"] == ("present", Decimal(4))


AMOUNT = st.builds(
    lambda whole, decimals, digits: (
        f"{whole}.{str(digits)[:decimals].ljust(decimals, '0')}" if decimals else str(whole)
    ),
    *(st.integers(0, 10**10), st.integers(0, 4), st.integers(1, 9999)),
)


def _cells(first: str, other: str, second: str) -> list[tuple[str, int, str]]:
    """A figure with another of its table, and its twin in a table of its own."""
    return [("a", 1, first), ("a", 2, other), ("b", 1, second)]


@settings(deadline=None, max_examples=60)
@given(first=AMOUNT, second=AMOUNT, near=st.booleans(), other=AMOUNT)
def test_twins_agree_exactly_when_the_arithmetic_of_intervals_says_so(
    first: str, second: str, near: bool, other: str
) -> None:
    if near:
        second = str(round(Decimal(first), 1))
    sql = (Path(warehouse.__file__).parent / "sql" / "described" / "rounded.sql").read_text("utf-8")
    cells = ", ".join(f"('p', '{table}', {row}, 'f', '{text}')" for table, row, text in _cells(first, other, second))
    columns = 't(package, resource, "row", field, printed)'
    with duckdb.connect() as opened:
        opened.execute(f"create table provenance as select * from (values {cells}) as {columns}")
        opened.execute(
            "create table amount as select * exclude printed, printed::decimal(20,6) as amount from provenance"
        )
        opened.execute("create table resource_unit as select distinct package, resource, '万元' as unit from amount")
        opened.execute("create table money_unit as select '万元' as unit, 10000::decimal(9,0) as in_yuan")
        query = f'select millionths, half from ({sql}) where "row" = 1 order by resource'
        (one, half), (two, other_half) = opened.execute(query).fetchall()
    agrees = max(one - half, two - other_half) <= min(one + half, two + other_half)
    steps = steps_of([first, other])[0], steps_of([second])[0]
    expected = compare_sum(Printed(Decimal(first), steps[0]), [(1, Printed(Decimal(second), steps[1]))])
    assert agrees == (expected is not Outcome.DISCREPANCY)
