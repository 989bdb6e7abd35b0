"""The ten tables of Changji's budget of 2023, as a person reads them in the document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

Rows = list[dict[str, str]]
Read = Callable[[str], Rows]


@pytest.fixture
def facts(everything: duckdb.DuckDBPyConnection) -> list[tuple[object, ...]]:
    return everything.execute(
        "select table_number, source, coalesce(code, ''), label, measure, printed, amount_10k_yuan, amount_yuan"
        " from derived.facts where package = 'changji-sme/2023-budget'"
    ).fetchall()


def test_the_document_has_242_amounts_in_its_ten_tables(expected: Read) -> None:
    assert Counter(row["table_number"] for row in expected("amounts")) == {
        "1": 14, "2": 62, "3": 41, "4": 13, "5": 34, "6": 78,
    }  # fmt: skip


def test_what_was_read_by_hand_stands_at_its_place_in_the_document(expected: Read, document: list[str]) -> None:
    for row in expected("amounts"):
        cells = document[int(row["line"]) - 1].split("\t")
        assert cells[int(row["cell"]) - 1] == row["amount"]
        assert row["label"] in "".join("".join(cells).split())
        assert "".join("".join(cells).split()).find(row["code"]) >= 0


def test_facts_are_exactly_the_amounts_of_the_document(expected: Read, facts: list[tuple[object, ...]]) -> None:
    read = [
        (
            int(row["table_number"]), f"L{row['line']}C{row['cell']}", row["code"], row["label"], row["measure"],
            row["amount"], Decimal(row["amount"]), Decimal(row["amount"]) * 10_000,
        )
        for row in expected("amounts")
    ]  # fmt: skip
    official = [fact for fact in facts if fact[0] is not None]
    assert sorted(official, key=repr) == sorted(read, key=repr)


def test_amounts_keep_their_printed_digits(
    expected: Read, package: Read, places: dict[tuple[str, str, str], tuple[str, str]]
) -> None:
    printed = {f"L{row['line']}C{row['cell']}": row["amount"] for row in expected("amounts")}
    measured = {
        source: (package(resource)[int(row) - 1][field], text)
        for (resource, row, field), (source, text) in places.items()
        if source in printed and field not in ("name", "code")
    }
    assert measured == {place: (amount, amount) for place, amount in printed.items()}


def test_each_row_of_a_table_stands_in_the_order_it_was_printed_in(expected: Read, package: Read) -> None:
    for number, resource in (
        (2, "income"),
        (3, "expenditure"),
        (5, "general-public-budget-expenditure"),
        (6, "general-public-budget-basic-expenditure"),
    ):
        printed = dict.fromkeys(
            (row["code"], row["label"]) for row in expected("amounts") if row["table_number"] == str(number)
        )
        rows = package(resource)
        assert [(row["code"], row["name"]) for row in rows] == list(printed)
        assert [row["row"] for row in rows] == [str(i) for i in range(1, len(rows) + 1)]


def test_classes_sections_and_items_have_levels_1_2_and_3_and_a_total_has_0(package: Read) -> None:
    for resource in (
        "income",
        "expenditure",
        "general-public-budget-expenditure",
        "general-public-budget-basic-expenditure",
    ):
        for row in package(resource):
            level = {0: "0", 3: "1", 5: "2", 7: "3"}[len(row["code"])]
            assert (row["level"], row["is_total"]) == (level, "true" if level == "0" else "false")
        assert [row["name"] for row in package(resource) if row["is_total"] == "true"] == ["合计"]


# L86–L116: the number, the label, and the label that it is part of.
INCOME_OF_TABLE_1 = [
    ("一、", "本年收入", None),
    ("1.", "一般公共预算拨款", "本年收入"),
    ("其中：", "一般财力", "一般公共预算拨款"),
    ("", "上级一般公共预算安排转移支付", "一般公共预算拨款"),
    ("2.", "基金预算拨款", "本年收入"),
    ("其中：", "政府性基金收入", "基金预算拨款"),
    ("", "上级政府性基金安排转移支付", "基金预算拨款"),
    ("3.", "国有资本经营预算拨款", "本年收入"),
    ("其中：", "国有资本经营收入", "国有资本经营预算拨款"),
    ("", "上级国有资本经营预算安排转移支付", "国有资本经营预算拨款"),
    ("4.", "财政专户核拨", "本年收入"),
    ("5.", "单位资金", "本年收入"),
    ("其中：", "事业收入", "单位资金"),
    ("", "上级补助收入", "单位资金"),
    ("", "附属单位上缴收入", "单位资金"),
    ("", "事业单位经营收入", "单位资金"),
    ("", "其他收入", "单位资金"),
    ("二、", "上年结转结余", None),
    ("1.", "财政拨款结转", "上年结转结余"),
    ("其中：", "一般公共预算拨款", "财政拨款结转"),
    ("", "基金预算拨款", "财政拨款结转"),
    ("", "国有资本经营预算拨款", "财政拨款结转"),
    ("2.", "非财政拨款结转结余", "上年结转结余"),
    ("其中：", "财政专户核拨", "非财政拨款结转结余"),
    ("", "单位资金", "非财政拨款结转结余"),
    ("", "收入总计", None),
]
# The functional classes that both summaries list, in the order of L86–L115 and L189–L218; 234 has two names.
CLASSES = [
    "201",
    "202",
    "203",
    "204",
    "205",
    "206",
    "207",
    "208",
    "209",
    "210",
    "211",
    "212",
    "213",
    "214",
    "215",
    "216",
    "217",
    "219",
    "220",
    "221",
    "222",
    "223",
    "224",
    "227",
    "229",
    "230",
    "231",
    "232",
    "233",
    "234",
]


def test_table_1_keeps_the_hierarchy_that_numbering_and_of_which_imply(package: Read) -> None:
    rows = package("income-expenditure-summary")
    label = {row["row"]: row["income_label"] for row in rows}
    income = [row for row in rows if row["income_label"]]
    assert [
        (row["income_number"], row["income_label"], label.get(row["income_parent_row"])) for row in income
    ] == INCOME_OF_TABLE_1
    assert [row["income_label"] for row in income if row["income_level"] == "1"] == ["本年收入", "上年结转结余"]
    assert [row["income_label"] for row in income if row["income_is_total"] == "true"] == ["收入总计"]


def test_table_4_has_its_four_incomes(package: Read) -> None:
    rows = [row for row in package("fiscal-appropriation-summary") if row["income_label"]]
    assert [(row["income_number"], row["income_label"]) for row in rows] == [
        ("一、", "财政拨款（补助）"), ("", "一般公共预算"), ("", "政府性基金预算"), ("", "国有资本经营预算"), ("", "收入总计"),
    ]  # fmt: skip
    assert [row["income_level"] for row in rows] == ["1", "2", "2", "2", "0"]
    assert [row["income_parent_row"] for row in rows] == ["", "1", "1", "1", ""]


@pytest.mark.parametrize(("resource", "name_of_234"), [
    ("income-expenditure-summary", "抗疫特别国债安排的支出"), ("fiscal-appropriation-summary", "抗疫特别国债还本支出"),
])  # fmt: skip
def test_the_summaries_list_every_functional_class_also_where_nothing_is_spent(
    package: Read, resource: str, name_of_234: str
) -> None:
    rows = package(resource)
    assert [row["expenditure_code"] for row in rows if row["expenditure_code"]] == CLASSES
    assert {row["expenditure_level"] for row in rows if row["expenditure_code"]} == {"1"}
    assert [row["expenditure_label"] for row in rows][-2:] == [name_of_234, "支出总计"]


def test_contents_and_body_are_compared_table_by_table(expected: Read, package: Read) -> None:
    columns = list(expected("tables")[0])
    assert [{column: row[column] for column in columns} for row in package("tables")] == expected("tables")


@pytest.mark.parametrize(
    "resource", ["general-public-budget-project-expenditure", "state-capital-expenditure", "three-public-expenses"]
)
def test_a_table_that_is_declared_empty_has_a_header_and_no_rows(package: Read, project: Path, resource: str) -> None:
    path = project / "datapackages/changji-sme/2023-budget/data" / f"{resource}.csv"
    assert path.read_bytes().count(b"\n") == 1
    assert package(resource) == []


def test_a_table_that_is_not_in_the_document_has_no_file(project: Path) -> None:
    assert not (project / "datapackages/changji-sme/2023-budget/data/government-fund-expenditure.csv").exists()


def test_a_printed_zero_is_kept_and_a_blank_stays_blank(package: Read) -> None:
    wages = next(row for row in package("general-public-budget-basic-expenditure") if row["code"] == "301")
    administration = next(row for row in package("expenditure") if row["code"] == "2011302")
    assert (wages["operating"], administration["basic_expenditure"]) == ("0.00", "")
