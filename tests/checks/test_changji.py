"""What the checks say of the Changji disclosure. Everything expected here was read from its text with a calculator."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from yusuan.checks.engine import evaluate
from yusuan.checks.rules import load_rules
from yusuan.package import csvfile
from yusuan.package.layout import Packages
from yusuan.package.schemas import load_schemas
from yusuan.warehouse import derive, open_warehouse

Warehouse = duckdb.DuckDBPyConnection
CONFIRMATIONS = Path("datapackages/changji-sme/2023-budget/data/confirmations.csv")

# rule, published, expected, line
DISCREPANCIES = {
    ("promised_tables_are_present", "政府性基金预算支出情况表", "", "L30"),
    ("one_code_one_name", "抗疫特别国债还本支出", "抗疫特别国债安排的支出", "L218"),
    ("one_code_one_name", "其他行政事业单位医疗补助", "其他行政事业单位医疗支出", "L423"),
    ("narrative_same_claim_agrees", "259.98", "259.58", "L366"),
    ("narrative_amount_equals_table", "259.98", "259.58", "L366"),
    ("narrative_share_equals_ratio", "35.75", "35.74", "L350"),
    ("narrative_share_equals_ratio", "63.03", "63.04", "L366"),
    ("narrative_share_equals_ratio", "35.75", "35.74", "L372"),
    ("narrative_share_equals_ratio", "64.25", "64.26", "L374"),
    ("narrative_share_equals_ratio", "7.35", "7.37", "L401"),
    # nine items fall by 168.48 in all, their whole by 169.5
    ("narrative_changes_sum_to_total", "169.5", "168.48", "L350"),
    # basic expenditure rises by 20.5, projects fall by 190; item by item, all but projects rise by 21.52
    ("narrative_kind_changes_equal_item_changes", "20.5", "21.52", "L392"),
    # 147.16 and the 5.00 of L104
    ("fiscal_summary_includes_carryover", "147.16", "152.16", "L219"),
    ("fiscal_projects_are_as_stated", "没有安排财政拨款项目经费预算", "1", "L407:L409"),
    ("staff_changes_agree_with_reasons", "持平", "增加", "L411"),
    ("tables_said_to_be_empty_are_printed_empty", "政府性基金预算支出情况表", "absent", "L443"),
    ("units_below_are_as_stated", "及下属各预算单位", "无下属预算单位", "L471"),
}
# rule, published, line: what breaks a convention
UNUSUAL = {
    ("codes_named_as_in_reference", "抗疫特别国债还本支出", "L218"),
    ("contents_titles_match_body", "财政拨款收支预算总体情况表", "L181"),
    ("cost_rate_agrees_with_cost_limit", "<=95%", "L593"),
    ("goal_rates_agree_with_targets", "公用经费支付及时率达到90%", "L512"),
    ("indicators_stand_under_their_kind", "社会成本指标", "L520"),
    ("mentioned_bodies_are_known", "昌吉州中小企业发展服务中心", "L512"),
    ("projects_have_satisfaction_targets", "0", "L549"),
    ("rates_have_a_base", "100", "L362"),
    ("rates_have_a_base", "100", "L366"),
    ("rates_have_a_base", "100", "L415"),
}
ROUNDING_IN_PROSE = {("39.26", "39.25"), ("1.22", "1.21"), ("73.33", "73.32"), ("14.33", "14.32")}
# published and sum, how often: 20805 and 21011 in seven columns each, as section and as class; table 6 in two columns each
ROUNDING_IN_TABLES = {
    ("21.08", "21.09"): 14, ("7.34", "7.35"): 14, ("131.99", "132.00"): 2, ("11.06", "11.07"): 2,
    ("147.16", "147.17"): 1, ("136.10", "136.11"): 1,
}  # fmt: skip
# key figures that the document states nothing else about
ALONE = {"下设", "编制数", "房屋", "房屋价值", "办公家具价值", "其他资产价值"}


@pytest.fixture(scope="module")
def checked(project: Path) -> Iterator[Warehouse]:
    packages = Packages(project / "datapackages")
    schemas = load_schemas(packages.schemas)
    connection = open_warehouse(packages, ids=packages.select(["changji-sme/2023-budget"]))
    derive(connection, schemas, [evaluate])
    yield connection
    connection.close()


def found(checked: Warehouse, outcome: str, columns: str) -> list[tuple[Any, ...]]:
    return checked.execute(f"select {columns} from derived.checks where outcome = ? order by all", [outcome]).fetchall()


def test_the_discrepancies_are_those_of_the_document_and_no_others(checked: Warehouse) -> None:
    rows = found(checked, "discrepancy", "rule, published, expected, source")
    assert {
        (rule, published, expected, source.partition("@")[0].partition("C")[0])
        for rule, published, expected, source in rows
    } == DISCREPANCIES
    assert len(rows) == len(DISCREPANCIES)


def test_the_conventions_that_it_breaks_are_these(checked: Warehouse) -> None:
    rows = found(checked, "unusual", "rule, published, source")
    assert {
        (rule, published, source.partition("@")[0].partition("C")[0]) for rule, published, source in rows
    } == UNUSUAL
    assert len(rows) == len(UNUSUAL)


def test_every_discrepancy_is_confirmed_by_a_person(checked: Warehouse) -> None:
    assert {confirmed for (confirmed,) in found(checked, "discrepancy", "confirmed")} == {True}


def test_rounding_is_found_where_the_document_rounds_and_nowhere_else(checked: Warehouse) -> None:
    rows = found(checked, "rounding", "rule, published, expected")
    prose = {(published, expected) for rule, published, expected in rows if rule.startswith("narrative_")}
    tables = [(published, expected) for rule, published, expected in rows if not rule.startswith("narrative_")]
    assert prose == ROUNDING_IN_PROSE
    assert {pair: tables.count(pair) for pair in tables} == ROUNDING_IN_TABLES


def test_every_table_amount_and_project_amount_is_guarded(checked: Warehouse) -> None:
    (row,) = checked.execute(
        """
        select count(*) filter (table_number is not null), count(*) filter (table_number is not null and covered),
            count(*) filter (resource = 'projects'), count(*) filter (resource = 'projects' and covered)
        from derived.coverage
        left join (select distinct table_name as resource, table_number from derived.facts) using (resource)
        """
    ).fetchall()
    assert row == (242, 242, 14, 14)


def test_prose_is_guarded_but_for_rates_of_nothing_from_nothing(checked: Warehouse) -> None:
    rows = checked.execute(
        "select printed, reason from derived.coverage where resource = 'statements' and not covered"
    ).fetchall()
    assert sorted(printed for printed, _ in rows) == ["0"] * 5
    assert all("没有基数" in reason for _, reason in rows)


def test_key_figures_are_guarded_but_for_those_that_stand_alone(checked: Warehouse) -> None:
    rows = checked.execute(
        """
        select label from derived.coverage join derived.key_figures using (package, "row")
        where resource = 'key-figures' and not covered
        """
    ).fetchall()
    assert {label for (label,) in rows if "大型设备" not in label} == ALONE


def test_table_8_is_absent_and_7_9_and_10_are_declared_empty(checked: Warehouse) -> None:
    states = dict(checked.execute("select item, state from derived.completeness").fetchall())
    assert {item for item, state in states.items() if state == "absent"} == {"T8"}
    assert {item for item, state in states.items() if state == "declared-empty"} == {"T7", "T9", "T10"}
    assert {item for item, state in states.items() if state == "not-read"} == {"D1", "D2"}


def test_no_subject_holds_a_row_number_and_each_is_used_once(checked: Warehouse) -> None:
    (row,) = checked.execute("select count(*), count(distinct (package, rule, subject)) from derived.checks").fetchall()
    assert row[0] == row[1] > 600


def test_every_operand_has_its_place_in_the_document(checked: Warehouse) -> None:
    assert checked.execute("select * from derived.check_operands where not starts_with(source, 'L')").fetchall() == []


def test_every_rule_explains_itself_in_both_languages() -> None:
    rules = load_rules()
    assert len(rules) > 40
    for rule in rules:
        assert rule.explanation.endswith("。"), rule.name
        assert rule.explanation_en.endswith("."), rule.name


def test_a_confirmation_fails_once_the_figure_or_the_outcome_changes(
    repository: Path, yusuan: Callable[..., Any]
) -> None:
    assert yusuan("check").code == 0
    rows = csvfile.read_rows(CONFIRMATIONS)
    by_rule = {row["rule"]: row for row in rows}
    by_rule["narrative_amount_equals_table"]["expected"] = "259.57"
    by_rule["one_code_one_name"] |= {"rule": "classes_sum_to_total", "subject": "expenditure 合计 total"}
    by_rule["promised_tables_are_present"]["subject"] = "nothing"
    csvfile.write_rows(CONFIRMATIONS, list(rows[0]), rows)
    done = yusuan("check")
    assert done.code == 1
    assert "259.98 against 259.57 was confirmed; now it is 259.98 against 259.58." in done.err
    assert "the check is now pass." in done.err
    assert "there is no such check." in done.err


def test_an_unconfirmed_discrepancy_ends_with_1_and_is_told_with_its_places(
    repository: Path, yusuan: Callable[..., Any]
) -> None:
    csvfile.write_rows(CONFIRMATIONS, ["rule", "subject", "published", "expected", "note"], [])
    done = yusuan("check", "changji-sme/2023-budget")
    assert done.code == 1
    assert "259.98" in done.out
    assert "L366@77" in done.out
    assert "17 discrepancy" in done.out


def test_json_is_one_array_with_the_columns_of_the_contract(repository: Path, yusuan: Callable[..., Any]) -> None:
    rows = json.loads(yusuan("check", "--json").out)
    contract = {"package", "rule", "subject", "outcome", "published", "expected", "difference", "source", "message"}
    assert contract <= set(rows[0])
    assert {row["outcome"] for row in rows} == {"pass", "rounding", "discrepancy", "unusual", "not-checkable"}


def test_coverage_lists_what_no_check_guards(repository: Path, yusuan: Callable[..., Any]) -> None:
    done = yusuan("check", "--coverage")
    assert "编制数" in done.out
    assert "income: 62 of 62 figures are guarded by a check" in done.out
