"""What a disclosure spends on a code: one amount of each, and none where its rows make up no total."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import duckdb
import pytest

from yusuan.things.amounts import Spent, read_codes, read_headlines

TABLE = "general-public-budget-expenditure"
FACTS = """
create schema derived;
create table derived.facts (
    package varchar, table_name varchar, "row" integer, measure varchar, code_system varchar, code varchar,
    is_total boolean, unit_name varchar, amount_10k_yuan decimal(20,6), printed varchar, source varchar
);
create table main.money_unit (unit varchar, in_10k_yuan decimal(10,4));
insert into main.money_unit values ('万元', 1), ('元', 0.0001);
create table main.resource_unit (package varchar, resource varchar, unit varchar);
create table derived.check_operands (
    package varchar, rule varchar, subject varchar, operand_package varchar, resource varchar, "row" integer, field varchar
);
create table derived.checks (package varchar, rule varchar, subject varchar, outcome varchar);
create table derived.headline_figures (
    package varchar, item varchar, state varchar, amount_10k_yuan decimal(20,6), printed varchar, resource varchar,
    "row" integer, field varchar, source varchar
);
"""

Printed = tuple[str | None, str, str]
"""Code (none of a total), amount as printed in 万元, and unit."""


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(":memory:") as made:
        made.execute(FACTS)
        yield made


def spent(
    connection: duckdb.DuckDBPyConnection,
    rows: list[Printed],
    table: str = TABLE,
    system: str = "functional_classification",
    measure: str = "total",
) -> dict[str, Spent]:
    """What a document that prints these rows spends, by code."""
    for number, (code, printed, unit) in enumerate(rows, 1):
        amount = Decimal(printed)
        fact = [
            "a/2026-budget",
            table,
            number,
            measure,
            system,
            code,
            code is None,
            unit or None,
            amount,
            printed,
            "P1",
        ]
        connection.execute(f"insert into derived.facts values ({', '.join('?' * len(fact))})", fact)
    connection.execute("insert into main.resource_unit values ('a/2026-budget', ?, '万元')", [table])
    return {code: one for (_, code), several in read_codes(connection) for one in several}


def amounts(found: dict[str, Spent]) -> dict[str, tuple[str, str]]:
    return {code: (one.state, "" if one.amount is None else f"{one.amount:.2f}") for code, one in found.items()}


def test_a_code_in_one_row_has_the_amount_that_is_printed(connection: duckdb.DuckDBPyConnection) -> None:
    found = spent(connection, [(None, "10.00", ""), ("208", "4.00", ""), ("20805", "4.00", ""), ("210", "6.00", "")])
    assert amounts(found) == {"208": ("printed", "4.00"), "20805": ("printed", "4.00"), "210": ("printed", "6.00")}
    assert found["208"].share == 40
    assert found["210"].printed == "6.00"
    assert (found["210"].table, found["210"].row, found["210"].field) == (TABLE, 4, "total")


def test_a_code_of_several_units_is_their_sum_once(connection: duckdb.DuckDBPyConnection) -> None:
    rows: list[Printed] = [(None, "10.00", ""), ("208", "4.00", "甲"), ("208", "3.50", "乙"), ("210", "2.50", "乙")]
    found = spent(connection, rows)
    assert amounts(found) == {"208": ("sum", "7.50"), "210": ("printed", "2.50")}
    assert found["208"].parts == 2


def test_units_beside_rows_of_all_of_them_are_not_counted_twice(connection: duckdb.DuckDBPyConnection) -> None:
    rows: list[Printed] = [(None, "10.00", "")]
    rows += [
        ("208", "7.50", ""),
        ("210", "2.50", ""),
        ("208", "4.00", "甲"),
        ("208", "3.50", "乙"),
        ("210", "2.50", "乙"),
    ]
    assert amounts(spent(connection, rows)) == {"208": ("printed", "7.50"), "210": ("printed", "2.50")}


def test_rows_that_make_up_no_total_give_no_amount_of_a_code_that_repeats(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    # 219 is printed twice where one of the two is another code
    rows: list[Printed] = [(None, "10.00", ""), ("208", "5.00", ""), ("219", "5.00", ""), ("219", "5.00", "")]
    assert amounts(spent(connection, rows)) == {"208": ("printed", "5.00"), "219": ("unclear", "")}


def test_where_rows_are_missing_one_row_may_be_a_part_of_its_code(connection: duckdb.DuckDBPyConnection) -> None:
    rows: list[Printed] = [(None, "99.00", ""), ("208", "5.00", ""), ("208", "6.00", ""), ("210", "7.00", "")]
    assert amounts(spent(connection, rows)) == {"208": ("unclear", ""), "210": ("unclear", "")}


def test_a_class_that_is_not_printed_is_the_sum_of_the_items_that_make_up_the_total(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    rows: list[Printed] = [
        ("2080501", "1.00", ""),
        ("2080505", "2.00", ""),
        ("2101101", "4.00", ""),
        (None, "7.00", ""),
    ]
    found = amounts(spent(connection, rows))
    assert found["208"] == found["20805"] == ("implied", "3.00")
    assert found["210"] == ("implied", "4.00")
    assert found["2080505"] == ("printed", "2.00")


def test_items_of_another_sum_imply_nothing(connection: duckdb.DuckDBPyConnection) -> None:
    rows: list[Printed] = [("2080501", "1.00", ""), ("2080505", "2.00", ""), (None, "7.00", "")]
    assert set(spent(connection, rows)) == {"2080501", "2080505"}


def test_rounding_does_not_hide_that_rows_make_up_a_total(connection: duckdb.DuckDBPyConnection) -> None:
    rows: list[Printed] = [(None, "10.01", ""), ("208", "3.33", "甲"), ("208", "3.33", "乙"), ("210", "3.34", "乙")]
    assert amounts(spent(connection, rows))["208"] == ("sum", "6.66")


def test_a_figure_that_another_place_contradicts_has_no_amount(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("insert into derived.checks values ('a/2026-budget', 'r', 's', 'discrepancy')")
    for resource, row in ((TABLE, 2), ("statements", 9)):
        operand = ["a/2026-budget", "r", "s", "a/2026-budget", resource, row, "total"]
        connection.execute("insert into derived.check_operands values (?, ?, ?, ?, ?, ?, ?)", operand)
    rows: list[Printed] = [(None, "10.00", ""), ("208", "4.00", ""), ("210", "6.00", "")]
    assert amounts(spent(connection, rows)) == {"208": ("contested", ""), "210": ("printed", "6.00")}


def test_government_categories_of_one_economic_code_are_added(connection: duckdb.DuckDBPyConnection) -> None:
    # 2026年烟台市审计局部门预算, p. 17: 住房公积金 159.11 (50103) and 45.75 (50501); here alone
    rows: list[Printed] = [(None, "204.86", ""), ("30113", "159.11", ""), ("30113", "45.75", "")]
    found = spent(connection, rows, "general-public-budget-basic-expenditure", "economic_classification")
    assert amounts(found)["30113"] == ("sum", "204.86")


def test_all_funds_are_shown_only_of_a_code_that_no_book_has(connection: duckdb.DuckDBPyConnection) -> None:
    spent(connection, [(None, "5.00", ""), ("208", "5.00", "")])
    found = spent(connection, [(None, "9.00", ""), ("208", "8.00", ""), ("210", "1.00", "")], "expenditure")
    assert found["208"].book == "general_public_budget"
    assert found["210"].book == "all_funds"


def test_a_headline_is_a_part_of_the_headline_of_the_same_money(connection: duckdb.DuckDBPyConnection) -> None:
    basic = "general-public-budget-basic-expenditure"
    for item, amount, table in (
        ("personnel", 80, basic),
        ("general_budget_basic_expenditure", 100, basic),
        ("total_expenditure", 300, "expenditure"),
    ):
        row = ["a/2026-budget", item, "present", amount, str(amount), table, 1, "total", "P1"]
        connection.execute("insert into derived.headline_figures values (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    (personnel,) = read_headlines(connection)["personnel"]
    assert personnel.share == 80
    # all money on people is of another whole: the document does not say of which
    connection.execute(
        "update derived.headline_figures set resource = 'expenditure', field = 'personnel' where item = 'personnel'"
    )
    (personnel,) = read_headlines(connection)["personnel"]
    assert personnel.share is None
