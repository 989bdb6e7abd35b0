"""The code lists hold what the documents print, in every year in which it was seen printed."""

from __future__ import annotations

import pytest

from yusuan.package.csvfile import read_rows


@pytest.fixture(scope="module")
def functional(project):
    return read_rows(project / "datapackages/reference/data/functional-classification.csv")


@pytest.fixture(scope="module")
def economic(project):
    return read_rows(project / "datapackages/reference/data/economic-classification.csv")


def names(rows, code, year):
    return {row["name"] for row in rows if row["code"] == code and year in row["years"].split()}


# As printed in table 1 of the Changji document of 2023.
CLASSES = (
    "201 202 203 204 205 206 207 208 209 210 211 212 213 214 215 216 217 219 220 221 "
    "222 223 224 227 229 230 231 232 233 234"
)


def test_every_class_that_the_first_document_prints_is_known_in_its_year(functional):
    assert all(names(functional, code, "2023") for code in CLASSES.split())


def test_class_234_has_both_names_that_the_first_document_prints(functional):
    assert names(functional, "234", "2023") == {"抗疫特别国债安排的支出", "抗疫特别国债还本支出"}


def test_medical_insurance_has_the_alias_that_the_first_document_prints(economic):
    assert {row["name"]: row["status"] for row in economic if row["code"] == "30110"} == {
        "职工基本医疗保险缴费": "observed",
        "城镇职工基本医疗保险缴费": "alias",
    }


@pytest.mark.parametrize(
    ("code", "old", "year", "new"),
    [
        ("207", "文化体育与传媒支出", "2017", "文化旅游体育与传媒支出"),
        ("210", "医疗卫生与计划生育支出", "2018", "卫生健康支出"),
        ("215", "资源勘探信息等支出", "2019", "资源勘探工业信息等支出"),
        ("220", "国土海洋气象等支出", "2018", "自然资源海洋气象等支出"),
        ("20805", "行政事业单位离退休", "2019", "行政事业单位养老支出"),
        ("21505", "工业和信息产业监管", "2022", "工业和信息产业"),
    ],
)
def test_a_code_keeps_the_name_it_had_in_each_year(functional, code, old, year, new):
    assert old in names(functional, code, year)
    assert new in names(functional, code, "2026")
    assert old not in names(functional, code, "2026")


@pytest.mark.parametrize("name", ["functional", "economic"])
def test_a_parent_is_the_code_without_its_last_two_digits_and_is_in_the_list(name, request):
    rows = request.getfixturevalue(name)
    codes = {row["code"] for row in rows}
    for row in rows:
        assert row["level"] == str((len(row["code"]) - 1) // 2)
        above = row["code"][:-2] if len(row["code"]) > 3 else ""
        assert row["parent"] == (above if above in codes else "")


def test_only_the_classification_of_departmental_budgets_is_in_the_economic_list(economic):
    assert {row["code"][0] for row in economic} == {"3"}
