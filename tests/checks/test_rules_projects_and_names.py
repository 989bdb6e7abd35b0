"""What the rules say of projects, key figures, names, and of a department and its units."""

from __future__ import annotations

from typing import Any

import pytest

Row = dict[str, Any]


def project(name: str, total: str, fiscal: str | None = None, other: str | None = None) -> Row:
    parts = {"fiscal_appropriation": fiscal, "other_funds": other}
    return {"name": name, "total": total} | {key: value for key, value in parts.items() if value}


def indicator(name: str, weight: str = "10", **more: Any) -> Row:
    return {"project": 1, "level_1": "成本指标", "level_2": "经济成本指标", "name": name, "weight": weight} | more


def figure(item: str, value: str, quantity: str = "amount", unit: str = "万元") -> Row:
    return {"topic": "procurement", "item": item, "label": item, "quantity": quantity, "value": value, "unit": unit}


def state(name: str, number: int, value: str, **more: str) -> Row:
    return {"table_name": name, "table_number": number, "state": value, "note": "…"} | more


def only(found: dict[str, tuple[Any, ...]]) -> str:
    (answer,) = found.values()
    return str(answer[0])


@pytest.mark.parametrize(("total", "outcome"), [("36.58", "pass"), ("36.59", "rounding"), ("37.58", "discrepancy")])
def test_a_projects_funds_sum_to_its_budget(judge: Any, total: str, outcome: str) -> None:
    assert only(judge("project_funding_sums_to_total", projects=[project("甲", total, "5.00", "31.58")])) == outcome


def test_a_project_without_its_funds_cannot_be_checked(judge: Any) -> None:
    assert only(judge("project_funding_sums_to_total", projects=[project("甲", "5.00")])) == "not-checkable"


PROJECTS = [
    project("甲", "5.00", "5.00"),
    project("乙", "36.58", None, "36.58"),
    project("丙", "223.00", None, "223.00"),
]


@pytest.mark.parametrize(
    ("amount", "outcome"),
    [("264.58", "pass"), ("264.59", "rounding"), ("265.58", "discrepancy"), (None, "not-checkable")],
)
def test_projects_sum_to_project_expenditure(judge: Any, amount: str | None, outcome: str) -> None:
    row = {"name": "合计", "level": 0} | ({"project_expenditure": amount} if amount else {})
    stated = [figure("fiscal_projects", "1", "count", "个"), figure("non_fiscal_projects", "2", "count", "个")]
    given = {"projects": PROJECTS, "expenditure": [row]}
    assert only(judge("projects_sum_to_project_expenditure", key_figures=stated, **given)) == outcome


@pytest.mark.parametrize(("amount", "outcome"), [("264.58", "pass"), ("265.58", "not-checkable")])
def test_projects_may_be_some_only_where_their_number_is_not_stated(judge: Any, amount: str, outcome: str) -> None:
    row = {"name": "合计", "level": 0, "project_expenditure": amount}
    assert only(judge("projects_sum_to_project_expenditure", projects=PROJECTS, expenditure=[row])) == outcome


@pytest.mark.parametrize(("amount", "outcome"), [("5.00", "pass"), ("5.01", "rounding"), ("6.00", "unusual")])
def test_the_fiscal_carryover_usually_funds_the_projects(judge: Any, amount: str, outcome: str) -> None:
    income = [{"name": "合计", "level": 0, "fiscal_carryover": amount, "non_fiscal_carryover": "259.58"}]
    stated = [figure("non_fiscal_projects", "2", "count", "个")]
    found = judge("carryover_equals_project_funding", projects=PROJECTS, income=income, key_figures=stated)
    assert (found["fiscal_appropriation"][0], found["other_funds"][0]) == (outcome, "pass")


@pytest.mark.parametrize(("stated", "outcome"), [("2", "pass"), ("3", "discrepancy")])
def test_there_are_as_many_projects_as_stated(judge: Any, stated: str, outcome: str) -> None:
    stated_figure = figure("non_fiscal_projects", stated, "count", "个")
    assert only(judge("projects_count_as_stated", projects=PROJECTS, key_figures=[stated_figure])) == outcome


@pytest.mark.parametrize(("stated", "outcome"), [("259.58", "pass"), ("259.59", "rounding"), ("260.58", "discrepancy")])
def test_projects_sum_to_the_amount_stated(judge: Any, stated: str, outcome: str) -> None:
    figures = [figure("non_fiscal_projects_amount", stated)]
    assert only(judge("projects_sum_as_stated", projects=PROJECTS, key_figures=figures)) == outcome


@pytest.mark.parametrize(("last", "outcome"), [("20", "pass"), ("10", "pass"), ("15", "unusual")])
def test_weights_usually_add_to_a_hundred_or_to_ninety(judge: Any, last: str, outcome: str) -> None:
    rows = [indicator(str(i), "10") for i in range(8)] + [indicator("末", last)]
    assert (
        only(judge("indicator_weights_sum_to_hundred", projects=[project("甲", "5.00")], performance_indicators=rows))
        == outcome
    )


@pytest.mark.parametrize(
    ("target", "within", "sums"),
    [("5", "pass", "pass"), ("4", "pass", "not-checkable"), ("6", "unusual", "unusual")],
)
def test_cost_targets_usually_stay_within_the_budget(judge: Any, target: str, within: str, sums: str) -> None:
    rows = [indicator("费用", target=f"≤{target}.00万元", operator="<=", value=target, unit="万元")]
    given = {"projects": [project("甲", "5.00")], "performance_indicators": rows}
    assert only(judge("cost_indicators_within_budget", **given)) == within
    assert only(judge("cost_indicators_sum_to_budget", **given)) == sums


@pytest.mark.parametrize(
    ("targets", "outcome"),
    [
        ((("办公费", "2.00"), ("差旅费", "3.00")), "pass"),
        ((("办公费", "2.00"), ("差旅费", "4.00")), "unusual"),
        # as much as the budget, and its parts below it
        ((("预算金额", "5.00"), ("办公费", "2.00"), ("差旅费", "3.00")), "pass"),
        ((("项目总成本", "5.00"), ("人员经费", "5.00")), "pass"),
        # a total that is not the budget
        ((("项目总成本", "6.00"), ("办公费", "2.00"), ("差旅费", "4.00")), "unusual"),
        ((("经费", "6.00"), ("办公费", "2.00"), ("差旅费", "4.00")), "unusual"),
    ],
)
def test_a_cost_target_that_is_the_total_is_not_added_to_its_parts(
    judge: Any, targets: tuple[tuple[str, str], ...], outcome: str
) -> None:
    rows = [indicator(name, target=f"≤{n}万元", operator="<=", value=n, unit="万元") for name, n in targets]
    found = judge("cost_indicators_sum_to_budget", projects=[project("甲", "5.00")], performance_indicators=rows)
    (answer,) = found.values()
    assert answer[0] == outcome
    assert len(answer[2]) == 4  # 5.00 or 6.00: never both added


@pytest.mark.parametrize(("total", "outcome"), [("16", "pass"), ("17", "discrepancy")])
def test_staff_are_those_in_service_and_the_retired(judge: Any, total: str, outcome: str) -> None:
    people = [figure(item, n, "count", "人") for item, n in (("staff", total), ("in_service", "9"), ("retired", "7"))]
    assert only(judge("staff_sum_to_total", key_figures=people)) == outcome


@pytest.mark.parametrize(("total", "outcome"), [("257.98", "pass"), ("257.99", "rounding"), ("258.98", "discrepancy")])
def test_procurement_is_goods_works_and_services(judge: Any, total: str, outcome: str) -> None:
    parts = (
        ("procurement", total),
        ("procurement_goods", "30.22"),
        ("procurement_works", "0"),
        ("procurement_services", "227.76"),
    )
    assert only(judge("procurement_sums_to_total", key_figures=[figure(*part) for part in parts])) == outcome


@pytest.mark.parametrize(
    ("reserved", "outcome"), [("257.98", "pass"), ("257.99", "rounding"), ("258.98", "discrepancy")]
)
def test_what_is_reserved_is_within_procurement(judge: Any, reserved: str, outcome: str) -> None:
    figures = [figure("procurement", "257.98"), figure("procurement_reserved_smes", reserved)]
    assert only(judge("reserved_within_procurement", key_figures=figures)) == outcome


@pytest.mark.parametrize(("amount", "outcome"), [("257.98", "pass"), ("412.74", "unusual")])
def test_procurement_is_usually_within_expenditure(judge: Any, amount: str, outcome: str) -> None:
    total = {
        "expenditure_label": "支出总计",
        "expenditure_level": 0,
        "expenditure_is_total": True,
        "expenditure_amount": "411.74",
    }
    assert (
        only(
            judge(
                "procurement_within_expenditure",
                key_figures=[figure("procurement", amount)],
                income_expenditure_summary=[total],
            )
        )
        == outcome
    )


@pytest.mark.parametrize(("total", "outcome"), [("3", "pass"), ("4", "discrepancy")])
def test_vehicles_sum_to_their_total(judge: Any, total: str, outcome: str) -> None:
    cars = (("vehicles", total), ("vehicles_general", "1"), ("vehicles_law_enforcement", "0"), ("vehicles_other", "2"))
    assert (
        only(judge("vehicles_sum_to_total", key_figures=[figure(item, n, "count", "辆") for item, n in cars]))
        == outcome
    )


SPECIAL_BONDS = [("234", "抗疫特别国债安排的支出", "observed"), ("234", "抗疫特别国债支出", "alias")]
REFERENCE = [
    {"code": code, "name": name, "level": 1, "years": "2023", "status": status} for code, name, status in SPECIAL_BONDS
]


@pytest.mark.parametrize(
    ("name", "one", "reference"),
    [
        ("抗疫特别国债安排的支出", "pass", "pass"),
        ("抗疫特别国债支出", "pass", "pass"),  # an alias that the reference knows
        ("抗疫特别国债还本支出", "discrepancy", "unusual"),
    ],
)
def test_one_code_has_one_name(judge: Any, name: str, one: str, reference: str) -> None:
    def side(label: str) -> list[Row]:
        return [
            {
                "expenditure_code": "234",
                "expenditure_label": label,
                "expenditure_level": 1,
                "expenditure_is_total": False,
            }
        ]

    given = {
        "income_expenditure_summary": side("抗疫特别国债安排的支出"),
        "fiscal_appropriation_summary": side(name),
        "functional_classification": REFERENCE,
    }
    assert judge("one_code_one_name", **given)["functional 234"][0] == one
    assert judge("codes_named_as_in_reference", **given)[f"functional 234 {name}"][0] == reference


@pytest.mark.parametrize(
    ("year", "name", "outcome"),
    [
        (2017, "医疗费", "pass"),
        (2017, "医疗费补助", "unusual"),
        (2020, "医疗费补助", "pass"),
        (2020, "医疗费", "unusual"),
        (2030, "医疗费", "pass"),  # a year that nobody has seen yet says nothing
    ],
)
def test_a_code_goes_by_the_name_of_its_years(judge: Any, year: int, name: str, outcome: str) -> None:
    reference = [
        {"code": "30307", "name": "医疗费", "level": 2, "years": "2017", "status": "observed"},
        {"code": "30307", "name": "医疗费补助", "level": 2, "years": "2018 2022", "status": "observed"},
    ]
    row = {"code": "30307", "name": name, "level": 2, "total": "1.00"}
    disclosures = {
        f"bureau/{year}-budget": {
            "general-public-budget-basic-expenditure": [row],
            "economic-classification": reference,
        }
    }
    assert only(judge("codes_named_as_in_reference", disclosures)) == outcome


def test_a_code_that_the_reference_lacks_cannot_be_checked(judge: Any) -> None:
    rows = [{"code": "299", "name": "新科目", "level": 1, "total": "1.00"}]
    assert only(judge("codes_named_as_in_reference", expenditure=rows)) == "not-checkable"


@pytest.mark.parametrize(
    ("value", "outcome"), [("filled", "pass"), ("declared-empty", "pass"), ("absent", "discrepancy")]
)
def test_a_table_of_the_contents_page_is_in_the_body(judge: Any, value: str, outcome: str) -> None:
    rows = [state("government-fund-expenditure", 8, value, contents_title="政府性基金预算支出情况表")]
    assert only(judge("promised_tables_are_present", tables=rows)) == outcome


@pytest.mark.parametrize(
    ("contents", "outcome"),
    [("某局收支总体情况表", "pass"), ("收 支 总体情况表", "pass"), ("收支预算总体情况表", "unusual")],
)
def test_a_title_is_usually_the_same_in_contents_and_body(judge: Any, contents: str, outcome: str) -> None:
    rows = [state("income-expenditure-summary", 1, "filled", contents_title=contents, printed_title="收支总体情况表")]
    names = [{"name": "某局", "role": "issuer", "occurrences": 1, "source": "L1"}]
    assert only(judge("contents_titles_match_body", tables=rows, names=names)) == outcome


def test_the_agency_goes_by_its_names(judge: Any) -> None:
    known = [{"agency": "bureau", "name": "某州某局", "kind": "full"}]
    names = [{"name": name, "role": role, "occurrences": 1, "source": "L1"} for name, role in (
        ("某州某局", "issuer"), ("某县某局", "budget_unit"), ("某中心", "mentioned"),
    )]  # fmt: skip
    found = judge("agency_is_named_as_known", names=names, agency_names=known)
    assert {name: answer[0] for name, answer in found.items()} == {"某州某局": "pass", "某县某局": "unusual"}
    found = judge("mentioned_bodies_are_known", names=names, agency_names=known)
    assert {name: answer[0] for name, answer in found.items()} == {"某中心": "unusual"}


@pytest.mark.parametrize(("whole", "outcome"), [("30.00", "pass"), ("30.01", "rounding"), ("31.00", "unusual")])
def test_a_department_is_the_sum_of_its_units(judge: Any, whole: str, outcome: str) -> None:
    def document(amount: str) -> dict[str, list[Row]]:
        return {"expenditure": [{"name": "合计", "level": 0, "total": amount}]}

    agencies = [{"agency": name, "name": name, "parent": "bureau", "status": "observed"} for name in ("office", "unit")]
    disclosures = {"bureau/2023-budget": document(whole) | {"agencies": agencies}}
    disclosures |= {"office/2023-budget": document("10.00"), "unit/2023-budget": document("20.00")}
    assert only(judge("department_equals_units", disclosures)) == outcome
