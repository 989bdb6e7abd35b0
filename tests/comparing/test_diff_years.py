"""Two years side by side: the same code and label are the same thing, wherever they stand."""

from __future__ import annotations

import copy
import time
from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yusuan.comparing import laying
from yusuan.comparing.diff_years import diff_years
from yusuan.comparing.laying import lay_together
from yusuan.package.layout import PackageId
from yusuan.package.store import write


@pytest.fixture
def years(packages, draft):
    """Write the draft as 2023 and a changed copy of it as 2024; returns what changed, by resource."""
    write(draft, packages)

    def compare(change):
        other = copy.deepcopy(draft)
        other.id = PackageId("changji-sme", 2024)
        change(other.resources)
        write(other, packages)
        return {
            table.resource: table
            for table in diff_years(packages.folder(draft.id), packages.folder(other.id), packages)
        }

    return compare


def renumber(rows):
    for number, row in enumerate(rows, 1):
        row["row"] = number


def test_the_same_amounts_are_counted_and_not_told(years):
    found = years(lambda resources: None)["income"]
    assert found.amounts == ()
    assert found.same > 0


def test_an_amount_is_told_with_its_change_and_rate(years):
    # 11.20 − 10.84 = 0.36; 0.36 / 10.84 = 3.32 %
    found = years(lambda r: r["income"][1].update(total="11.20"))["income"].amounts
    assert [(a.what, a.old, a.new, a.change, a.rate) for a in found] == [
        ("221 住房保障支出", "10.84", "11.20", Decimal("0.36"), Decimal("3.3"))
    ]


def test_rows_in_another_order_are_the_same_rows(years):
    def change(resources):
        resources["income"].reverse()
        renumber(resources["income"])
        resources["provenance"] = [row for row in resources["provenance"] if row["resource"] != "income"]

    found = years(change)["income"]
    assert (found.amounts, found.rows_old, found.rows_new) == ((), 0, 0)


def test_a_row_of_one_year_alone_is_paired_with_no_other(years):
    def change(resources):
        resources["income"][1].update(code="210", name="卫生健康支出")

    found = years(change)["income"]
    assert [(a.what, a.old, a.new, a.change) for a in found.amounts] == [
        ("221 住房保障支出", "10.84", None, None),
        ("210 卫生健康支出", None, "10.84", None),
    ]
    assert (found.rows_old, found.rows_new) == (1, 1)


def test_a_blank_is_not_a_zero(years):
    found = years(lambda r: r["income"][1].update(total="0"))["income"].amounts
    assert [(a.old, a.new, a.rate) for a in found] == [("10.84", "0", Decimal("-100.0"))]
    found = years(lambda r: r["income"][1].update(total=None))["income"].amounts
    assert [(a.old, a.new, a.change) for a in found] == [("10.84", "", None)]


def test_amounts_in_other_units_are_compared_by_their_worth(years):
    def change(resources):
        next(row for row in resources["tables"] if row["table_name"] == "income").update(unit="元")
        for row in resources["income"]:
            row["total"] = str(Decimal(row["total"]) * 10_000)

    found = years(change)["income"]
    assert found.amounts == ()
    assert found.units == ("万元", "元")


def test_rows_are_laid_together_by_code_where_the_label_changed_and_by_label_where_the_code_did():
    def row(code, name):
        return {"code": code, "name": name}

    old = [row("234", "抗疫特别国债安排的支出"), row("2101199", "其他行政事业单位医疗支出"), row("", "2022年合计")]
    new = [row("", "2023年合计"), row("2101198", "其他行政事业单位医疗支出"), row("234", "抗疫特别国债还本支出")]
    assert lay_together(old, new, by_position=False) == [(2, 0), (1, 1), (0, 2)]


LABELS = st.lists(st.sampled_from("甲乙丙丁戊"), max_size=12)


@given(LABELS, LABELS, st.booleans())
def test_every_row_of_both_is_laid_once_however_many_there_are(old: list[str], new: list[str], many: bool) -> None:
    with pytest.MonkeyPatch.context() as patch:
        if many:
            patch.setattr(laying, "_MOST_COMPARED", -1)
        laid = lay_together([{"name": one} for one in old], [{"name": one} for one in new])
    assert sorted(i for i, _ in laid if i is not None) == list(range(len(old)))
    assert sorted(j for _, j in laid if j is not None) == list(range(len(new)))
    same = sum((Counter(old) & Counter(new)).values())
    assert sum(i is not None and j is not None and old[i] == new[j] for i, j in laid) == same


def test_what_stayed_is_found_among_many_rows_by_what_occurs_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(laying, "_MOST_COMPARED", -1)
    old, new = [[{"name": one} for one in text] for text in ("甲乙丙甲丁", "戊甲乙甲丁甲")]
    assert lay_together(old, new) == [(None, 0), (0, 1), (1, 2), (2, None), (3, 3), (4, 4), (None, 5)]


def test_rows_of_one_label_are_laid_in_the_time_that_they_are_many() -> None:
    rows = [{"name": "甲"}] * 10_000
    begun = time.process_time()
    lay_together(rows, [*rows[1:], {"name": "乙"}])
    # Each with each took a quarter of a minute.
    assert time.process_time() - begun < 5
