"""What a document says has changed is told from its claims, be its text kept or not."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from yusuan.package.layout import PackageId
from yusuan.site.changes import Change, changes

HEADING = "一、收支预算总体情况说明"


def claim(row: int, sentence: int, subject: str, quantity: str, value: str | None, **more: Any) -> dict[str, Any]:
    """A row of `statements`; what is not given is empty."""
    unit = "%" if quantity == "change_rate" else "万元"
    own = {"row": row, "heading": HEADING, "enumerators": "一、", "paragraph": None, "sentence": sentence}
    told = {"subject": subject, "quantity": quantity, "value": value, "unit": unit, "period": "current", "role": ""}
    usual = {"concept": None, "code": None, "trend": None, "base_kind": None, "base_period": None}
    base = {"base_period": "prior"} if quantity in ("change", "change_rate") else {}
    return own | told | usual | base | more


def told(*statements: dict[str, Any], kind: str = "budget") -> list[Change]:
    """The changes of a document of which only its figures are kept, under one heading."""
    places = {int(row["row"]): f"P2L{row['row']}@1" for row in statements}
    document: Any = SimpleNamespace(
        id=PackageId("a", 2026, kind),
        url=f"agencies/a/2026-{kind}/",
        rows={"statements": list(statements), "paragraphs": [], "names": []},
        text=lambda resource, row, field, fallback="": str(fallback),
        place=lambda resource, row, field: places.get(row, ""),
        source_url=lambda place: f"agencies/a/2026-{kind}/source/#{place}" if place else "",
    )
    return [change for _, those in changes(document) for change in those]


# 2026年度无锡市统计局部门预算公开, page 25.
TOTAL = (
    claim(1, 62, "收入、支出预算总计", "amount", "3,210.1", concept="total"),
    claim(2, 62, "收、支预算总计", "change", "242.3", concept="total", trend="increase"),
    claim(3, 62, "收、支预算总计", "change_rate", "8.16", concept="total", trend="increase"),
)


def test_a_change_is_told_of_a_document_whose_text_is_not_kept() -> None:
    (one,) = told(*TOTAL)
    assert (one.subject, one.amount, one.change, one.rate) == ("收、支预算总计", "3,210.1 万元", "242.3 万元", "8.16%")
    assert (one.trend, one.url) == ("increase", "agencies/a/2026-budget/source/#P2L2@1")


def test_the_figure_of_the_year_before_stands_beside_the_change_where_it_is_printed() -> None:
    # 北京市民政局2026年度部门预算信息公开, page 5.
    (one,) = told(
        claim(1, 51, "收入预算", "amount", "71094.17", concept="income"),
        claim(2, 51, "收入预算", "amount", "69043.50", concept="income", period="prior", base_kind="budget"),
        claim(3, 51, "收入预算", "change", "2050.67", concept="income", trend="increase", base_kind="budget"),
    )
    assert (one.amount, one.before, one.base) == ("71094.17 万元", "69043.50 万元", "预算数")


def test_what_was_nothing_and_is_nothing_is_no_change() -> None:
    nothing = claim(4, 71, "政府性基金", "amount", "0", concept="government_fund_income")
    still = claim(5, 71, "政府性基金", "change", None, concept="government_fund_income", trend="unchanged")
    assert [one.subject for one in told(*TOTAL, nothing, still)] == ["收、支预算总计"]


def test_basically_the_same_behind_a_change_is_no_second_change() -> None:
    again = claim(4, 63, "收、支预算总计", "change", None, concept="total", trend="unchanged")
    assert [one.trend for one in told(*TOTAL, again)] == ["increase"]


def test_a_number_of_institutions_is_no_change_of_money() -> None:
    assert told(claim(1, 9, "公立医院试点", "change", "8", unit="家", trend="increase")) == []


def test_the_outturn_is_compared_and_not_the_budget_of_the_same_year() -> None:
    (one,) = told(
        claim(1, 79, "公务接待费", "amount", "3", concept="official_reception", base_kind="budget"),
        claim(2, 79, "公务接待费", "amount", "2", concept="official_reception", base_kind="final"),
        claim(3, 80, "公务接待费", "change", "1", concept="official_reception", trend="decrease"),
        claim(4, 81, "公务接待费", "change", "1", concept="official_reception", base_period="current"),
        kind="final-accounts",
    )
    assert (one.amount, one.change, one.trend) == ("2 万元", "1 万元", "decrease")


def test_an_amount_far_away_is_not_the_one_that_has_changed() -> None:
    (one,) = told(TOTAL[0], claim(2, 70, "收、支预算总计", "change", "242.3", concept="total", trend="increase"))
    assert one.amount == ""


def test_a_path_ends_with_the_name_of_its_item() -> None:
    subject = "住房改革支出（款）住房公积金（项）支出"
    (one,) = told(claim(1, 9, subject, "change", "7.6", code="2210201", trend="increase"))
    assert (one.path, one.subject) == ("住房改革支出", "住房公积金")
