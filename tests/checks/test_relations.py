"""Relations of the model: every one is tried by a rule, and a new one is tried without a line of code."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from yusuan.checks.engine import evaluate
from yusuan.checks.rules import load_rules, parse_rule
from yusuan.model import load_model, load_relations
from yusuan.model.relations import Columns, Items, Same, unknown_names

from .warehouse import PACKAGE, tiny_warehouse

HEAD = """-- title: 一个数等于另一个数
-- title_en: A figure equals another
-- severity: must
-- relation: sum
-- basis: 同一笔钱
-- explanation: 两处应当相等。
-- explanation_en: Both are the same.
"""


def test_relations_name_tables_and_columns_that_the_model_has() -> None:
    assert unknown_names(load_relations()) == []


def test_a_relation_that_names_no_table_or_column_is_found() -> None:
    wrong = (
        Same("rule", "income", "total", "no-such-table", "total"),
        Same("rule", "income", "wrong", "income", "total"),
    )
    relations = dataclasses.replace(load_relations(), totals=wrong)
    assert unknown_names(relations) == ["no-such-table: no such table", "rule: income has no column wrong"]


def test_every_rule_of_a_family_has_its_relation_and_every_relation_its_rule() -> None:
    relations = load_relations()
    families = {
        "rows": {each.rule for each in relations.rows},
        "totals": {each.rule for each in relations.totals},
        "codes": {each.rule for each in relations.codes},
    }
    found: dict[str, set[str]] = {}
    for rule in load_rules():
        found.setdefault(rule.family, set()).add(rule.name)
    assert {family: found[family] for family in families} == families
    items = {each.rule for each in relations.items}
    assert found["items"] <= items <= {rule.name for rule in load_rules()}


def test_columns_are_stated_once() -> None:
    stated = [
        (table, each.split, each.whole, part)
        for table, each in load_relations().columns_by_table(load_model())
        for part in each.parts
    ]
    assert sorted(stated) == sorted(set(stated))


@pytest.mark.parametrize(
    ("text", "problem"),
    [(HEAD, "a query"), (HEAD + "-- family: rows\nselect 1", "not both")],
    ids=["neither query nor family", "query and family"],
)
def test_a_rule_has_either_a_query_or_a_family(text: str, problem: str) -> None:
    with pytest.raises(ValueError, match="its head is not complete"):
        parse_rule("rule", text)


def judged(
    schemas: Any, rule: str, resources: dict[str, list[dict[str, Any]]], **changed: Any
) -> list[tuple[Any, ...]]:
    relations = dataclasses.replace(load_relations(), **changed)
    with tiny_warehouse(schemas, {PACKAGE: resources}) as connection:
        evaluate(connection, [parse_rule("made_up", HEAD + f"-- family: {rule}")], relations=relations)
        return connection.execute("select subject, outcome, expected from derived.checks order by all").fetchall()


def test_a_relation_between_tables_is_tried_by_its_entry_alone(schemas: Any) -> None:
    """Personnel in table 6 against basic expenditure of table 3, which no rule of ours compares."""
    same = Same("made_up", "general-public-budget-basic-expenditure", "personnel", "expenditure", "basic_expenditure")
    total = {"name": "合计", "level": 0}
    resources = {
        "tables": [{"table_name": "expenditure", "state": "filled", "printed_title": "支出总表"}],
        "general-public-budget-basic-expenditure": [{**total, "personnel": "5.00"}],
        "expenditure": [{**total, "basic_expenditure": "4.00"}],
    }
    found = judged(schemas, "totals", resources, totals=(same,))
    assert found == [("general-public-budget-basic-expenditure 合计 personnel", "discrepancy", "4.00")]


def test_items_add_up_by_their_entry_alone(schemas: Any) -> None:
    figures = [
        {"item": "posts", "label": "编制", "quantity": "count", "value": "9", "unit": "名"},
        {"item": "posts_administrative", "label": "行政编制", "quantity": "count", "value": "5", "unit": "名"},
        {"item": "posts_public", "label": "事业编制", "quantity": "count", "value": "4", "unit": "名"},
    ]
    items = (Items("made_up", "posts", ("posts_administrative", "posts_public")),)
    assert judged(schemas, "items", {"key-figures": figures}, items=items) == [("posts", "pass", "9")]


def test_columns_of_a_row_add_up_by_their_entry_alone(schemas: Any) -> None:
    columns = (
        *load_relations().columns,
        Columns(("income",), "unit_funds", ("carryover_unit_funds", "debt_funds"), "made_up"),
    )
    relations = dataclasses.replace(load_relations(), columns=columns)
    row = {"name": "合计", "level": 0, "unit_funds": "3.00", "carryover_unit_funds": "1.00", "debt_funds": "2.00"}
    rules = [rule for rule in load_rules() if rule.name == "row_parts_sum_to_total"]
    with tiny_warehouse(schemas, {PACKAGE: {"income": [row]}}) as connection:
        evaluate(connection, rules, relations=relations)
        found = connection.execute("select outcome from derived.checks where subject like '%made_up'").fetchall()
    assert found == [("pass",)]
