"""What the rules make of forms other than Xinjiang's: items without classes, repeated codes, columns that are not there."""

from __future__ import annotations

from typing import Any

import pytest

from yusuan.model import load_model, load_relations

Row = dict[str, Any]


def coded(*rows: tuple[str, str | None], field: str = "total") -> list[Row]:
    """Rows of a coded table with one amount column; no code is the total row."""
    return [
        {"code": code or None, "name": code or "合计", "level": (len(code) - 1) // 2 if code else 0}
        | ({field: amount} if amount else {})
        for code, amount in rows
    ]


def spent(*rows: tuple[str, str | None, str], field: str = "expenditure_amount") -> list[Row]:
    """The expenditure side of a summary: code, amount and label. Without a code it is a total, or carried over."""
    return [
        {
            "expenditure_code": code or None,
            "expenditure_label": label,
            "expenditure_level": (len(code) - 1) // 2 if code else {"支出总计": 0, "结转下年": 1}.get(label),
            "expenditure_is_total": not code and label != "结转下年",
        }
        | ({field: amount} if amount else {})
        for code, amount, label in rows
    ]


def received(*rows: tuple[str, int | None, str | None], resource_total: str = "收入总计") -> list[Row]:
    """The income side of a summary: label, level (none for a sub-total), amount."""
    return [
        {"income_label": label, "income_level": level, "income_is_total": level in (0, None)}
        | ({"income_amount": amount} if amount else {})
        for label, level, amount in rows
    ]


def outcomes(found: dict[str, tuple[Any, ...]]) -> dict[str, str]:
    return {subject: outcome for subject, (outcome, *_) in found.items()}


CLASSES = spent(("201", "30.00", "一般公共服务支出"), ("208", "5.00", "社会保障和就业支出"), ("", "35.00", "支出总计"))


def test_a_class_that_a_table_of_items_does_not_print_is_the_sum_of_its_items(judge: Any) -> None:
    items = coded(("2010301", "10.00"), ("2010302", "20.00"), ("2080505", "5.00"), ("", "35.00"))
    found = judge("summary_expenditure_equals_expenditure_table", income_expenditure_summary=CLASSES, expenditure=items)
    assert outcomes(found) == {"201": "pass", "208": "pass", "total": "pass"}
    items[0]["total"], items[-1]["total"] = "11.00", "36.00"
    found = judge("summary_expenditure_equals_expenditure_table", income_expenditure_summary=CLASSES, expenditure=items)
    assert found["201"] == ("discrepancy", "30.00", "31.00")


def test_a_code_printed_once_for_each_economic_code_is_compared_as_a_whole_but_never_accused(judge: Any) -> None:
    def table(amount: str) -> list[Row]:
        return coded(("2010301", "10.00"), ("2010301", amount), ("2080505", "5.00"), ("", "35.00"))

    rule = "summary_expenditure_equals_expenditure_table"
    found = judge(rule, income_expenditure_summary=CLASSES, expenditure=table("20.00"))
    assert outcomes(found) == {"201": "pass", "208": "pass", "total": "pass"}
    found = judge(rule, income_expenditure_summary=CLASSES, expenditure=table("21.00"))
    assert outcomes(found) == {"201": "not-checkable", "208": "pass", "total": "pass"}


def test_each_unit_has_classes_and_items_of_its_own(judge: Any) -> None:
    units = [
        ("201", "8.00"),
        ("20103", "8.00"),
        ("2010301", "8.00"),
        ("201", "2.00"),
        ("20103", "2.00"),
        ("2010301", "2.00"),
    ]
    table = coded(*units, ("", "10.00"))
    for rule in ("classes_sum_to_total", "sections_sum_to_class", "items_sum_to_section", "items_sum_to_class"):
        assert set(outcomes(judge(rule, expenditure=table)).values()) == {"pass"}, rule


def test_a_row_that_nobody_can_place_leaves_the_sums_above_it_open(judge: Any) -> None:
    table = [*coded(("201", "8.00")), {"name": "某项", "total": "2.00"}, *coded(("", "10.00"))]
    assert outcomes(judge("classes_sum_to_total", expenditure=table)) == {"expenditure 合计 total": "not-checkable"}


def test_a_code_is_missed_only_in_a_table_that_is_whole(judge: Any) -> None:
    income, rest = coded(("201", "8.00"), ("208", "2.00"), ("", "10.00")), coded(("201", "8.00"), ("", "10.00"))
    found = judge("income_equals_expenditure_by_code", income=income, expenditure=rest)
    assert outcomes(found) == {"201": "pass", "208": "not-checkable", "total": "pass"}


def test_a_table_of_units_is_compared_in_total_alone(judge: Any) -> None:
    income = [{"name": "合计", "level": 0, "total": "10.00"}]
    found = judge("income_equals_expenditure_by_code", income=income, expenditure=coded(("201", "8.00"), ("", "10.00")))
    assert outcomes(found) == {"total": "pass"}


def test_money_carried_to_next_year_may_be_in_one_table_only(judge: Any) -> None:
    summary = spent(("201", "30.00", "一般公共服务支出"), ("", "5.00", "结转下年"), ("", "35.00", "支出总计"))
    found = judge(
        "summary_expenditure_equals_expenditure_table",
        income_expenditure_summary=summary,
        expenditure=coded(("201", "30.00"), ("", "30.00")),
    )
    assert outcomes(found) == {"201": "pass", "total": "not-checkable"}


def test_a_subtotal_is_no_part_of_the_total_and_what_is_carried_over_is(judge: Any) -> None:
    rows = received(
        ("一般公共预算拨款收入", 1, "30.00"),
        ("本年收入合计", None, "30.00"),
        ("上年结转结余", 1, "5.00"),
        ("收入总计", 0, "35.00"),
    )
    (answer,) = judge("current_and_carryover_sum_to_total", income_expenditure_summary=rows).values()
    assert answer == ("pass", "35.00", "35.00")


@pytest.mark.parametrize(
    ("amount", "outcome"), [("30.00", "pass"), ("30.01", "rounding"), ("35.00", "discrepancy"), (None, "not-checkable")]
)
def test_this_years_subtotal_is_what_is_listed_without_what_is_carried_over(
    judge: Any, amount: str | None, outcome: str
) -> None:
    before = received(
        ("财政拨款收入", 1, amount),
        ("本年收入合计", None, "30.00"),
        ("上年结转结余", 1, "5.00"),
        ("收入总计", 0, "35.00"),
    )
    after = received(
        ("本年收入", None, "30.00"), ("财政拨款收入", 1, amount), ("上年结转", 1, "5.00"), ("收入总计", 0, "35.00")
    )
    for rows in (before, after):
        found = judge("subtotal_sums_its_rows", income_expenditure_summary=rows)
        assert set(outcomes(found).values()) == {outcome}


@pytest.mark.parametrize(("fiscal", "outcome"), [("30.00", "pass"), ("25.00", "not-checkable")])
def test_appropriations_with_and_without_carryover_are_not_held_against_each_other(
    judge: Any, fiscal: str, outcome: str
) -> None:
    one = received(("一般公共预算拨款收入", 1, "30.00"), ("收入总计", 0, "30.00"))
    four = received(("一般公共预算拨款收入", 1, fiscal), ("上年结转", 1, "5.00"), ("收入总计", 0, "30.00"))
    found = judge(
        "fiscal_summary_equals_summary_income", income_expenditure_summary=one, fiscal_appropriation_summary=four
    )
    assert set(outcomes(found).values()) == {outcome}


def test_a_sum_over_a_table_with_something_not_understood_accuses_nobody(judge: Any) -> None:
    rows = coded(("201", "8.00"), ("", "10.00"))
    given: dict[str, list[Row]] = {"expenditure": rows}
    assert outcomes(judge("classes_sum_to_total", **given)) == {"expenditure 合计 total": "discrepancy"}
    placed = [row | {"_place": f"P3T1R{number}C2"} for number, row in enumerate(rows, start=1)]
    unread = [{"kind": "line", "text": "二、2.00", "source": "P3T1R5C1", "reason": "…"}]
    found = judge("classes_sum_to_total", expenditure=placed, unread=unread)
    assert outcomes(found) == {"expenditure 合计 total": "not-checkable"}


def test_a_promised_table_may_be_one_that_was_not_understood(judge: Any) -> None:
    promised = [
        {"table_name": "income", "table_number": 2, "state": "absent", "contents_title": "收入总表", "note": "…"}
    ]
    unread = [{"kind": "table", "text": "收 入 表", "source": "P3T1", "reason": "…"}]
    assert outcomes(judge("promised_tables_are_present", tables=promised, unread=unread)) == {"income": "not-checkable"}


@pytest.mark.parametrize(
    ("contents", "body", "outcome"),
    [
        ("表1 收支总表", "2026年部门收支总表", "pass"),
        ("（一）收支总表", "预算01表收支总表", "pass"),
        ("五、“三公”经费表", "三公经费表", "pass"),
        ("一般公共预算支出表", "一般公共预算支出情况表", "unusual"),
    ],
)
def test_titles_differ_in_more_than_year_number_and_department(
    judge: Any, contents: str, body: str, outcome: str
) -> None:
    tables = [
        {
            "table_name": "income",
            "table_number": 2,
            "state": "filled",
            "contents_title": contents,
            "printed_title": body,
        }
    ]
    assert outcomes(judge("contents_titles_match_body", tables=tables)) == {"income": outcome}


def test_names_that_differ_in_brackets_alone_are_one_name(judge: Any) -> None:
    rows = coded(("20103", "8.00"))
    one, other = (
        [rows[0] | {"name": "政府办公厅（室）及相关机构事务"}],
        [rows[0] | {"name": "政府办公厅(室)及相关 机构事务"}],
    )
    found = judge("one_code_one_name", income=one, expenditure=other)
    assert outcomes(found) == {"functional 20103": "pass"}


def test_three_public_expenses_of_each_unit_sum_to_that_units_total(judge: Any) -> None:
    def unit(level: int | None, *amounts: str) -> list[Row]:
        items = ("total", "overseas_travel", "official_vehicles", "official_reception")
        return [
            {"item": item, "label": item, "level": level, "is_total": item == "total", "total": amount}
            for item, amount in zip(items, amounts, strict=True)
        ]

    rows = unit(1, "9.00", "1.00", "5.00", "3.00") + unit(None, "4.00", "1.00", "2.00", "1.00")
    found = judge("three_public_expenses_sum_to_total", three_public_expenses=rows)
    assert outcomes(found) == {
        "three-public-expenses total total": "pass",
        "three-public-expenses total#2 total": "pass",
    }


def test_a_total_of_items_that_are_not_all_listed_accuses_nobody(judge: Any) -> None:
    rows = [
        {"item": "total", "label": "合计", "level": 0, "total": "9.00"},
        {"item": "official_reception", "label": "公务接待费", "level": 1, "total": "3.00"},
    ]
    found = judge("three_public_expenses_sum_to_total", three_public_expenses=rows)
    assert outcomes(found) == {"three-public-expenses total total": "not-checkable"}


@pytest.mark.parametrize(("amount", "outcome"), [("35.00", "pass"), ("35.01", "rounding"), ("36.00", "discrepancy")])
def test_expenditure_by_purpose_is_the_same_in_total(judge: Any, amount: str, outcome: str) -> None:
    row = {"income_label": "收入总计", "income_level": 0, "income_is_total": True, "income_amount": "35.00"}
    row |= {"purpose_label": "支出总计", "purpose_level": 0, "purpose_is_total": True, "purpose_amount": amount}
    found = judge("summary_blocks_agree", income_expenditure_summary=[row])
    assert outcomes(found) == {"income-expenditure-summary 支出总计 purpose_amount": outcome}


@pytest.mark.parametrize(("fund", "outcome"), [("5.00", "pass"), ("6.00", "discrepancy"), (None, "not-checkable")])
def test_a_fiscal_summary_without_columns_is_the_sum_of_its_budgets(judge: Any, fund: str | None, outcome: str) -> None:
    states = [
        {"table_name": name, "table_number": number, "state": state, "note": "此表为空表。"}
        for name, number, state in (
            ("general-public-budget-expenditure", 5, "filled"),
            ("government-fund-expenditure", 8, "filled" if fund else "absent"),
            ("state-capital-expenditure", 9, "declared-empty"),
        )
    ]
    found = judge(
        "fiscal_summary_equals_its_budgets",
        {
            "bureau/2023-budget": {
                "fiscal-appropriation-summary": spent(("", "35.00", "支出总计"), field="expenditure_total"),
                "general-public-budget-expenditure": coded(("", "30.00")),
                "tables": states,
                "columns that are printed": {},
            }
            | ({"government-fund-expenditure": coded(("", fund))} if fund else {})
        },
    )
    assert set(outcomes(found).values()) == {outcome}


def test_further_tables_add_up_too(judge: Any) -> None:
    rows = coded(("302", "8.00"), ("30201", "5.00"), ("30202", "2.00"), ("", "8.00"))
    found = judge("sections_sum_to_class", administrative_expenses=rows)
    assert outcomes(found) == {"administrative-expenses 302 total": "discrepancy"}


def test_units_sum_to_the_total_and_a_department_above_them_counts_once(judge: Any) -> None:
    def table(*units: tuple[str, str]) -> list[Row]:
        rows = [{"name": name, "unit_name": name, "is_total": False, "total": amount} for name, amount in units]
        return [{"name": "合计", "level": 0, "total": "10.00"}, *rows]

    def outcome(*units: tuple[str, str]) -> str:
        (answer,) = outcomes(judge("units_sum_to_total", income=table(*units))).values()
        return answer

    assert outcome(("本级", "8.00"), ("中心", "2.00")) == "pass"
    assert outcome(("某局", "10.00"), ("本级", "8.00"), ("中心", "2.00")) == "pass"
    assert outcome(("某局", "10.00")) == "pass"
    assert outcome(("某局", "10.00"), ("本级", "8.00"), ("中心", "1.00")) == "discrepancy"


def test_an_economic_table_that_divides_some_sections_only_is_not_summed_by_item(judge: Any) -> None:
    rows = coded(("301", "8.00"), ("30101", "5.00"), ("30102", "3.00"), ("3010201", "2.00"), ("3010202", "1.00"))
    assert judge("items_sum_to_class", general_public_budget_basic_expenditure=rows) == {}
    found = judge("items_sum_to_section", general_public_budget_basic_expenditure=rows)
    assert outcomes(found) == {"general-public-budget-basic-expenditure 30102 total": "pass"}


def test_a_project_funded_by_levels_of_government_adds_up(judge: Any) -> None:
    project = {"name": "甲", "total": "9.00", "central_funds": "5.00", "municipal_funds": "4.00", "other_funds": "0.00"}
    given = {"projects": [project], "columns that are printed": {}}
    found = judge("project_funding_sums_to_total", {"bureau/2023-budget": given})
    assert outcomes(found) == {"甲": "pass"}


def test_every_column_of_amounts_has_its_place_among_the_columns() -> None:
    """A column that nobody placed would be missing from the sum of its row."""
    model = load_model()
    known = {(table, part) for table, each in load_relations().columns_by_table(model) for part in each.parts}
    wholes = {"total", "income_amount", "expenditure_amount", "expenditure_total", "purpose_amount"}
    wholes |= {"economic_amount", "government_economic_amount"}
    # of another year, of both years, of the budget beside an outturn, or of which
    apart = {
        "final_total",
        "change",
        "household_personnel",
        "budget_total",
        "adjusted_budget_total",
        "departmental_budget",
        "quantity",
        "special_funds",
        "carryover_used",
    }
    apart |= {
        "project_expenditure_without_construction",
        "procurement",
        "procurement_reserved_smes",
        "procurement_reserved_micro",
    }
    apart |= {"opening_carryover", "current_income", "closing_carryover"}
    missing = {
        (table.name, field.name)
        for table in model.with_amounts
        if table.name in model.group("official", "further")
        for field in table.amounts
        if field.name not in wholes | apart
        and not field.name.removeprefix("income_").removeprefix("expenditure_").startswith(("prior_year_", "change_"))
        and not field.name.endswith("budget_amount")
        and (table.name, field.name) not in known
    }
    assert not missing


def test_an_item_whose_code_is_not_known_still_counts_where_it_stands(judge: Any) -> None:
    table = coded(("204", "9.00"), ("20407", "9.00"), ("2040701", "5.00"))
    table.append({"name": "信息化建设", "level": 3, "total": "4.00"})
    for rule in ("items_sum_to_section", "items_sum_to_class"):
        assert set(outcomes(judge(rule, expenditure=table)).values()) == {"pass"}
    other = coded(("204", "9.00"), ("20407", "9.00"), ("2040701", "5.00"), ("2040706", "4.00"))
    found = judge("income_equals_expenditure_by_code", income=other, expenditure=table)
    assert outcomes(found) == {"204": "pass", "20407": "pass", "2040701": "pass", "2040706": "not-checkable"}


def test_a_project_may_print_its_appropriation_or_what_each_level_of_government_gives(judge: Any) -> None:
    one = {"name": "甲", "total": "9.00", "fiscal_appropriation": "9.00", "other_funds": "0.00"}
    other = {"name": "乙", "total": "9.00", "central_funds": "5.00", "municipal_funds": "4.00", "other_funds": "0.00"}
    given = {"projects": [one, other], "columns that are printed": {}}
    found = judge("project_funding_sums_to_total", {"bureau/2023-budget": given})
    assert (found["甲"][0], found["乙"][0]) == ("pass", "pass")


@pytest.mark.parametrize(
    ("name", "outcome"), [("机关事业单位基本养老保险缴", "pass"), ("机关单位基本养老保险缴费", "discrepancy")]
)
def test_a_name_cut_off_by_its_cell_is_no_other_name(judge: Any, name: str, outcome: str) -> None:
    row = coded(("30108", "8.00"))[0]
    found = judge(
        "one_code_one_name",
        general_public_budget_basic_expenditure=[row | {"name": "机关事业单位基本养老保险缴费"}],
        administrative_expenses=[row | {"name": name}],
    )
    assert outcomes(found) == {"economic 30108": outcome}


def test_a_row_that_a_page_break_may_have_cut_in_two_leaves_the_sums_of_its_table_open(judge: Any) -> None:
    whole = {
        "name": "甲",
        "unit_name": "甲",
        "is_total": False,
        "total": "9.00",
        "special_account": "8.9",
        "unit_funds": "0.04",
    }
    rest = {"name": "乙", "unit_name": "乙", "is_total": False, "unit_funds": "6"}
    given = {"income": [whole, rest], "columns that are printed": {}}
    found = judge("row_parts_sum_to_total", {"bureau/2023-budget": given | {"income": [whole]}})
    assert set(outcomes(found).values()) == {"discrepancy"}
    found = judge("row_parts_sum_to_total", {"bureau/2023-budget": given})
    assert set(outcomes(found).values()) == {"not-checkable"}


def test_last_years_income_in_the_summary_is_not_compared_with_this_years_table(judge: Any) -> None:
    summary = [{"income_label": "收入总计", "income_level": 0, "income_is_total": True, "income_amount": "9.00", "income_prior_year_amount": "7.00"}]  # fmt: skip
    income = [{"name": "合计", "level": 0, "is_total": True, "total": "9.00"}]
    found = judge("summary_income_equals_income_table", income_expenditure_summary=summary, income=income)
    assert outcomes(found) == {"income-expenditure-summary total income_amount": "pass"}


def test_a_table_whose_unit_is_not_known_is_not_compared_as_if_it_were_blank(judge: Any) -> None:
    rows = [{"name": "合计", "level": 0, "is_total": True, "total": "9.00"}]
    given: dict[str, Any] = {"income": rows, "expenditure": rows}
    rule = "income_equals_expenditure_by_code"
    assert outcomes(judge(rule, {"bureau/2023-budget": given})) == {"total": "pass"}
    unknown = given | {"tables without a unit": ["expenditure"]}
    assert "discrepancy" not in outcomes(judge(rule, {"bureau/2023-budget": unknown})).values()


@pytest.mark.parametrize(
    ("above", "current", "outcome"), [(False, "9.00", "pass"), (False, "8.00", "discrepancy"), (True, "11.00", "pass")]
)
def test_income_below_the_total_of_current_income_is_no_part_of_it(
    judge: Any, above: bool, current: str, outcome: str
) -> None:
    # 烟台市住房和城乡建设局 2026 lists 上级补助收入 below 本年收入合计.
    subsidy = ("上级补助收入", 1, "2.00")
    rows = [
        ("财政拨款收入", 1, "8.00"),
        ("其他收入", 1, "1.00"),
        *([subsidy] if above else []),
        ("本年收入合计", None, current),
    ]
    columns = {"total": "11.00", "fiscal_appropriation": "8.00", "other_income": "1.00", "superior_subsidy": "2.00"}
    given = {
        "income-expenditure-summary": received(*rows, *([] if above else [subsidy])),
        "income": [{"name": "合计", "level": 0, "is_total": True, **columns}],
        "columns that are printed": {},
    }
    found = judge("summary_income_equals_income_table", {"bureau/2023-budget": given})
    assert found["income-expenditure-summary current_income income_amount"][0] == outcome
