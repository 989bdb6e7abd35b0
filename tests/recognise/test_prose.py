"""Figures of running text: what, how much, in which direction, and where."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yusuan.document import Line, Placed
from yusuan.forms import load_vocabulary
from yusuan.recognise.quantities import Claim, Grammar, prose_grammar, read_claims

AGENCY = "天山县图书馆"


@cache
def grammar() -> Grammar:
    return prose_grammar(load_vocabulary())


def claims(sentence: str) -> list[Claim]:
    return list(read_claims(Placed.of(Line(sentence, "L7")), grammar(), [AGENCY]))


def told(sentence: str) -> list[tuple[str, str, str, str, str | None]]:
    return [(claim.subject, claim.quantity, claim.value, claim.unit, claim.trend) for claim in claims(sentence)]


figures = (
    st.decimals(0, 10**9, places=2).map(str)
    | st.integers(0, 10**9).map(str)
    | st.decimals(0, 10**9, places=2).map("{:,}".format)
)
subjects = st.sampled_from(
    [
        "一般公共预算",
        "基本支出",
        "财政拨款结转",
        "公务接待费",
        "因公出国（境）费",
        "一般公共服务支出（类）商贸事务（款）事业运行（项）",
    ]
)
trends = {"增加": "increase", "减少": "decrease", "增长": "increase", "下降": "decrease"}
gaps = st.sampled_from(["", " ", "\u3000"])


@given(
    subjects,
    figures,
    figures,
    figures,
    figures,
    st.sampled_from(["增加", "减少"]),
    st.sampled_from(["增长", "下降"]),
    gaps,
)
def test_a_sentence_of_the_usual_kind_yields_its_four_claims_with_their_places(
    subject: str, amount: str, share: str, change: str, rate: str, moved: str, grew: str, gap: str
) -> None:
    parts = [
        f"{subject}{gap}",
        amount,
        f"{gap}万元，占{gap}",
        share,
        f"{gap}%，比上年预算{moved}{gap}",
        change,
        f"{gap}万元，{grew}{gap}",
        rate,
        f"{gap}%。",
    ]
    sentence = "".join(parts)
    starts = [sum(len(part) for part in parts[:i]) for i in (1, 3, 5, 7)]
    expected = [
        ("amount", amount, "万元", None), ("share", share, "%", None),
        ("change", change, "万元", trends[moved]), ("change_rate", rate, "%", trends[grew]),
    ]  # fmt: skip
    found = claims(sentence)
    assert [(c.subject, c.quantity, c.value, c.unit, c.trend) for c in found] == [
        (subject, quantity, value.replace(",", ""), unit, trend) for quantity, value, unit, trend in expected
    ]
    assert [(c.source, c.printed) for c in found] == [
        (f"L7@{start + 1}", printed) for start, (_, printed, _, _) in zip(starts, expected, strict=True)
    ]


@given(st.text("收入预算增加减少占比上年为0123456789.,，。；：（）%万元 -", max_size=60))
def test_whatever_is_said_each_claim_stands_where_it_says(sentence: str) -> None:
    for claim in claims(sentence):
        start = int(claim.source.partition("@")[2]) - 1
        assert "".join(sentence[start:].split()).startswith(claim.printed)
        assert Decimal(claim.value).is_finite()


@given(st.lists(st.tuples(subjects, figures), min_size=1, max_size=5))
def test_a_list_of_amounts_yields_each_with_its_own_subject(items: list[tuple[str, str]]) -> None:
    sentence = "支出包括：" + "；".join(f"{subject}{amount}万元" for subject, amount in items) + "。"
    assert [(c.subject, c.printed) for c in claims(sentence)] == items


@pytest.mark.parametrize("sentence", [
    "天山县图书馆 2024 年收入预算 9.5 万元。", "2024年收入预算为9.5万元。", "天山县图书馆2024年度收入预算共9.5万元。", "其中：收入预算 9.5 万元。",
    "收入预算合计9.5万元。", "收入预算：2024年预算数为9.5万元。", "收入预算：2024年预算为9.5万元。",
])  # fmt: skip
def test_what_only_introduces_a_figure_is_no_part_of_its_subject(sentence: str) -> None:
    assert told(sentence) == [("收入预算", "amount", "9.5", "万元", None)]


@pytest.mark.parametrize(("sentence", "trend"), [
    ("基本支出比上年预算增加 5 万元。", "increase"), ("基本支出较上年减少5万元。", "decrease"), ("基本支出与上年相比增加了5万元。", "increase"),
    ("基本支出比上年压减5万元。", "decrease"),
])  # fmt: skip
def test_the_word_before_a_change_tells_its_direction(sentence: str, trend: str) -> None:
    assert told(sentence) == [("基本支出", "change", "5", "万元", trend)]


@pytest.mark.parametrize("sentence", [
    "2024年2月5日公开。", "根据昌州党办传〔2022〕14号文件。", "单位价值50万元以上的设备没有。", "第 3 次会议。", "第三部分第2章。", "截至2023年底。",
])  # fmt: skip
def test_dates_document_numbers_thresholds_and_ordinals_are_no_figures(sentence: str) -> None:
    assert claims(sentence) == []


def test_the_ordinal_of_a_list_item_is_no_figure() -> None:
    assert [(c.subject, c.value) for c in claims("3. 办公家具价值 33.48 万元。")] == [("办公家具价值", "33.48")]


def test_an_item_may_begin_with_a_year_and_a_figure_is_no_ordinal() -> None:
    assert [(c.subject, c.value) for c in claims("1.2024年基本支出 9 万元。")] == [("基本支出", "9")]
    assert [c.value for c in claims("12.5 万元用于购书。")] == ["12.5"]


def test_a_figure_in_a_reason_is_about_the_sentence_s_subject() -> None:
    found = claims("财政拨款结转 5 万元，比上年预算增加 4 万元，主要原因是上年度安排不足，本年度安排 5 万元。")
    assert [(c.subject, c.quantity, c.value) for c in found] == [
        ("财政拨款结转", "amount", "5"), ("财政拨款结转", "change", "4"), ("财政拨款结转", "amount", "5"),
    ]  # fmt: skip


def test_last_year_s_figure_is_told_apart_from_this_year_s() -> None:
    assert [(c.value, c.prior) for c in claims("基本支出 9 万元，上年预算数为 8 万元。")] == [("9", False), ("8", True)]


def test_the_words_that_a_figure_was_read_from_are_kept() -> None:
    assert [c.text for c in claims("基本支出 9 万元，占 90%；项目支出 1 万元。")] == [
        "基本支出9万元",
        "占90%",
        "项目支出1万元",
    ]


def test_full_width_digits_are_kept_as_plain_ones() -> None:
    assert [(c.value, c.printed) for c in claims("基本支出１２３４.５万元。")] == [("1234.5", "１２３４.５")]


@pytest.mark.parametrize(
    "sentence", ["基本支出比上年增加-5万元。", "基本支出比上年增加−5万元。", "基本支出比上年增加－5万元。"]
)
def test_a_minus_is_never_dropped(sentence: str) -> None:
    assert [c.value for c in claims(sentence)] == ["-5"]


@pytest.mark.parametrize(
    "sentence",
    [
        "基本支出1,23万元。",
        "基本支出1,2345万元。",
        "基本支出1.2.3万元。",
        "基本支出１，２３４．５万元。",
        "基本支出10-20万元。",
        "基本支出10～20万元。",
        "增长10%-20%。",
    ],
)
def test_a_number_that_is_not_well_formed_is_not_read_in_part(sentence: str) -> None:
    assert claims(sentence) == []


@pytest.mark.parametrize("sentence", [
    "在职人员10至20人。", "车辆3-5辆。", "车辆3个-5个。", "基本支出10万元至20万元。", "增长3%—5%。", "人员10到20人。",
])  # fmt: skip
def test_neither_end_of_a_range_is_a_figure(sentence: str) -> None:
    assert claims(sentence) == []


def test_a_figure_beside_a_range_is_still_read() -> None:
    assert told("基本支出5万元，人员10至20人。") == [("基本支出", "amount", "5", "万元", None)]
    assert [c.value for c in claims("项目支出由10万元增加到20万元。")] == ["10", "20"]
