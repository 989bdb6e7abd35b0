"""Facts are all the amounts that the packages have, counted here from their files alone, and can be told apart."""

from __future__ import annotations

import csv
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

KEY = (
    *("package", "table_name", "direction", "unit_code", "unit_name", "code", "functional_code", "economic_code"),
    *("government_economic_code", "label_path", "fund", "period", "measure"),
)

OURS = ("kind", "item", "remark", "quantity")
"""Columns of words that do not name a row: ours, what is printed about it, and how many there are of it."""


@pytest.fixture(scope="module")
def facts(everything: duckdb.DuckDBPyConnection) -> list[dict[str, object]]:
    cursor = everything.execute("select * from derived.facts")
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def resources(project: Path) -> Iterator[tuple[str, dict, list[dict[str, str]]]]:
    """Package, described resource and rows, read with nothing of the program."""
    for path in sorted((project / "datapackages").glob("*/*/datapackage.json")):
        for resource in json.loads(path.read_text("utf-8"))["resources"]:
            with (path.parent / resource["path"]).open(encoding="utf-8", newline="") as file:
                yield "/".join(path.parts[-3:-1]), resource, list(csv.DictReader(file))


def measures(resource: dict) -> list[str]:
    return [field["name"] for field in resource["schema"]["fields"] if field.get("measure")]


def test_there_are_as_many_facts_as_the_packages_have_amounts(project: Path, facts: list[dict[str, object]]) -> None:
    printed: Counter[tuple[str, str, str]] = Counter()
    for package, resource, rows in resources(project):
        for name in measures(resource):
            printed[package, resource["name"], name] += sum(row[name] != "" for row in rows)
    found = Counter((fact["package"], fact["table_name"], fact["measure"]) for fact in facts)
    assert found == +printed
    assert len(facts) > 26_000


def test_an_amount_is_in_yuan_where_the_document_prints_its_unit(project: Path, facts: list[dict[str, object]]) -> None:
    united: set[tuple[str, str]] = set()
    for package, resource, rows in resources(project):
        if any(field.get("unit") for field in resource["schema"]["fields"]):
            united.add((package, resource["name"]))
        if resource["name"] == "tables":
            united |= {(package, row["table_name"]) for row in rows if row["unit"]}
    without = {(fact["package"], fact["table_name"]) for fact in facts if fact["amount_yuan"] is None}
    assert without.isdisjoint(united)


def test_facts_are_told_apart_but_for_rows_that_print_the_same_words(
    project: Path, facts: list[dict[str, object]]
) -> None:
    alike: defaultdict[tuple[object, ...], list[dict[str, object]]] = defaultdict(list)
    for fact in facts:
        alike[tuple(fact[name] for name in KEY)].append(fact)
    repeated = [group for group in alike.values() if len(group) > 1]
    words = {}
    for package, resource, rows in resources(project):
        texts = [f["name"] for f in resource["schema"]["fields"] if f["type"] == "string" and f["name"] not in OURS]
        for row in rows:
            words[package, resource["name"], row.get("row")] = tuple(row[name] for name in texts)
    for group in repeated:
        printed = {words[fact["package"], fact["table_name"], str(fact["row"])] for fact in group}
        assert len(printed) == 1, group


def test_a_label_path_names_what_a_row_belongs_to(facts: list[dict[str, object]]) -> None:
    # 昌吉州中小企业发展局 2023, 收入总体情况表 and 收支总体情况表
    def paths(table: str) -> dict[object, object]:
        mine = (f for f in facts if f["package"] == "changji-sme/2023-budget" and f["table_name"] == table)
        return {fact["source"]: fact["label_path"] for fact in mine}

    assert paths("income")["L132C14"] == "一般公共服务支出/商贸事务/其他商贸事务支出"
    assert paths("income-expenditure-summary")["L87C2"] == "本年收入/一般公共预算拨款"
    assert paths("income")["L146C15"] == "合计"


def test_a_column_says_its_fund_and_its_period(facts: list[dict[str, object]]) -> None:
    said = {fact["measure"]: (fact["fund"], fact["period"]) for fact in facts}
    assert said["total"] == (None, "current")
    assert said["expenditure_government_fund_budget"] == ("government_fund_budget", "current")
    assert said["prior_year_general_public_budget"] == ("general_public_budget", "prior")
    assert said["change_total"] == (None, "change")
    assert said["budget_total"] == (None, "budget")
    assert said["period_fiscal_appropriation"] == ("fiscal_appropriation", "whole")
