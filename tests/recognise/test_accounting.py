"""Each number of a document is held by one resource, or is told to be no figure, or is listed as not understood."""

from __future__ import annotations

import csv
import re
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yusuan.document import Document, Line
from yusuan.forms import load_vocabulary
from yusuan.package.schemas import TABLES
from yusuan.reading.text import read_text
from yusuan.recognise import Known, Recognition, recognise
from yusuan.recognise.accounting import account
from yusuan.recognise.findings import Findings
from yusuan.recognise.quantities import prose_grammar

Read = Callable[[Any], Recognition]
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
ONE = "一、关于收入预算情况说明"
OTHER_KINDS = {"contents entries", "dates", "document numbers", "ordinals", "thresholds in names"}


@pytest.fixture(scope="module")
def changji() -> tuple[str, Recognition]:
    root = Path(__file__).parents[2] / "datapackages"
    path = root / "changji-sme/2023-budget/source/document.txt"
    with (root / "reference/data/functional-classification.csv").open(encoding="utf-8", newline="") as file:
        codes = [(row["code"], row["name"]) for row in csv.DictReader(file)]
    numbers = {name: number for number, name in enumerate(TABLES, start=1)}
    return path.read_text(encoding="utf-8"), recognise(read_text(path), Known(numbers, (), codes))


def test_every_number_of_the_document_is_counted_once(changji: tuple[str, Recognition]) -> None:
    text, found = changji
    assert sum(found.balance.values()) == len(NUMBER.findall(text))
    assert "not understood" not in found.balance
    assert found.findings.unread == []


def test_a_number_that_is_no_figure_is_of_a_kind_that_says_why(changji: tuple[str, Recognition]) -> None:
    _, found = changji
    assert set(found.balance) <= OTHER_KINDS | set(found.findings.resources)


def test_no_place_is_held_by_two_resources(changji: tuple[str, Recognition]) -> None:
    _, found = changji
    holders: dict[str, set[object]] = {}
    for row in found.findings.provenance:
        holders.setdefault(str(row["source"]), set()).add(row["resource"])
    assert {place: held for place, held in holders.items() if len(held) > 1} == {}


def test_no_figure_is_held_twice_by_one_resource(changji: tuple[str, Recognition]) -> None:
    _, found = changji
    places = Counter((row["resource"], row["source"]) for row in found.findings.provenance if "@" in str(row["source"]))
    assert [place for place, times in places.items() if times > 1] == []


def test_what_a_figure_was_printed_as_is_held_where_the_document_prints_it(changji: tuple[str, Recognition]) -> None:
    # 242 amounts in the tables, 92 claims, and 39 of the 42 key figures are numbers (L66, L70 twice and L480 are words: 4).
    _, found = changji
    assert (found.balance["statements"], found.balance["key-figures"]) == (92, 38)


@pytest.mark.parametrize("sentence", ["另有神秘数字 77.77 在此。", "77.77", "甲乙丙 77.77 海里。"])
def test_a_number_in_the_narrative_that_nothing_holds_is_listed_with_its_place(
    read: Read, tiny: Any, sentence: str
) -> None:
    document = tiny(headings=(ONE,), narrative=f"{ONE}\n\n{sentence}")
    line = next(n for n, text in enumerate(document.text().split("\n"), start=1) if text == sentence)
    found = read(document)
    assert f"L{line}@{sentence.index('77') + 1}" in {
        row["source"] for row in found.findings.unread if row["kind"] == "number"
    }
    assert found.balance["not understood"] >= 1
    assert all(row["reason"] for row in found.findings.unread)


@pytest.mark.parametrize("sentence", ["编号 77 备查。", "热线 0994-777。", "我馆成立 77 周年。"])
def test_a_whole_number_without_a_unit_is_no_figure_of_the_narrative(read: Read, tiny: Any, sentence: str) -> None:
    found = read(tiny(headings=(ONE,), narrative=f"{ONE}\n\n{sentence}"))
    assert found.findings.unread == []
    assert found.balance["narrative"] >= 1


@pytest.mark.parametrize(("place", "text"), [
    ("overview", "我馆占 77.77 的面积。"), ("glossary", "一、财政拨款：指 77.77 的资金。"),
])  # fmt: skip
def test_a_number_in_another_part_that_nothing_holds_is_listed(read: Read, tiny: Any, place: str, text: str) -> None:
    found = read(tiny(**{place: text}))
    assert [row["source"] for row in found.findings.unread if "77" in str(row["text"])] != []


@pytest.mark.parametrize("sentence", [
    "根据〔2022〕14号文件执行。", "2024年2月5日起施行。", "没有单位价值50万元以上的设备。",
])  # fmt: skip
def test_dates_document_numbers_and_thresholds_are_accounted_for_and_not_listed(
    read: Read, tiny: Any, sentence: str
) -> None:
    found = read(tiny(headings=(ONE,), narrative=f"{ONE}\n\n{sentence}"))
    assert found.findings.unread == []
    assert "not understood" not in found.balance


def test_numbers_in_the_goal_of_a_project_are_held_by_it(read: Read, tiny: Any) -> None:
    text = "一、关于收入预算情况说明\n\n项目支出绩效目标表\n\n(2024年)\n\n项目名称\t\t购书\t\n项目总体目标\t\t购书 100 册，运转 12 个月。\t\n"
    found = read(tiny(headings=(ONE,), narrative=text))
    assert "number" not in {row["kind"] for row in found.findings.unread}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.text("收入支出预算为占增加比上年第表0123456789.,，。；：（）%万元年月日号人 \t\n-", min_size=1, max_size=30),
        max_size=6,
    )
)
def test_whatever_stands_in_the_narrative_every_number_is_accounted_for(
    read: Read, tiny: Any, lines: list[str]
) -> None:
    document = tiny(headings=(ONE,), narrative=f"{ONE}\n\n" + "\n".join(lines))
    found = read(document)
    counted = sum(len(NUMBER.findall(cell)) for cell in re.split(r"[\n\t]", document.text()))
    assert sum(found.balance.values()) == counted
    assert found.balance.get("not understood", 0) <= len(found.findings.unread)


def test_the_numbers_of_one_long_line_are_accounted_for_in_time_that_grows_with_its_length() -> None:
    text = "2024年1月5日印发 77、" * 8_000
    document = Document("text", "", (Line(text, "L1"),))
    begun = time.process_time()
    balance = account(document, [], prose_grammar(load_vocabulary()), Findings())
    # Looking the whole line through again for each number would take minutes.
    assert time.process_time() - begun < 20
    assert balance == {"dates": 24_000, "ordinals": 8_000}


def test_a_range_with_a_unit_is_listed_and_the_years_of_a_span_are_dates(read: Read, tiny: Any) -> None:
    found = read(tiny(headings=(ONE,), narrative=f"{ONE}\n\n人员10至20人。\n2021至2023年执行。"))
    assert [str(row["reason"]) for row in found.findings.unread] == ["No subject found for the number 20."]


def test_a_year_that_the_document_does_not_say_is_that_of_its_package(tiny: Any) -> None:
    heading, line = (
        Line("一、收入预算情况说明", "L1"),
        Line("收入预算 9.00 万元，比2025年年初预算数 8.00 万元增加 1.00 万元。", "L2"),
    )
    for year, period in ((2026, "prior"), (2025, "current")):
        found = recognise(Document("text", "", (heading, line)), Known({}, year=year)).findings
        stated = {str(row["value"]): row["period"] for row in found.resources["statements"]}
        assert stated["8.00"] == period
