"""Printed words: which are the same, and what is kept of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yusuan import words

SPACES = " \t\u3000\u00a0"
texts = st.text(st.characters(codec="utf-8"), max_size=40)


@given(texts)
def test_the_key_of_a_key_is_the_key(text: str) -> None:
    assert words.key(words.key(text)) == words.key(text)


@given(
    st.lists(st.text(st.characters(categories=["L", "N"], codec="utf-8"), max_size=6), max_size=6),
    st.text(SPACES, max_size=3),
)
def test_words_are_compared_without_spaces(parts: list[str], space: str) -> None:
    assert words.key(space.join(parts)) == words.key(" ".join(parts)) == words.key("\n".join(parts))


@given(st.text("abcXYZ0123456789()%:,.-", max_size=30))
def test_words_are_compared_without_regard_to_full_width(text: str) -> None:
    wide = "".join(chr(ord(character) + 0xFEE0) for character in text)
    assert words.key(wide) == words.key(text)


@pytest.mark.parametrize(("one", "other"), [
    ("财政拨款“三公”经费支出情况表", "财政拨款三公经费支出情况表"), ("收 入 总 计", "收入总计"), ("一般公 共预算", "一般公共预算"),
    ("财政拨款 (补助) 小计", "财政拨款（补助）小计"), ("其中：财政拨款", "其中:财政拨款"), ("项\u3000目", "项目"),
])  # fmt: skip
def test_these_are_printed_alike(one: str, other: str) -> None:
    assert words.key(one) == words.key(other)


@pytest.mark.parametrize(("one", "other"), [("事业运行", "行政运行"), ("合计", "总计"), ("201", "2011")])
def test_these_are_not_printed_alike(one: str, other: str) -> None:
    assert words.key(one) != words.key(other)


@pytest.mark.parametrize(("text", "kept"), [
    ("收 入 总 计", "收入总计"), ("  功能分类科目编 码 ", "功能分类科目编码"), ("昌吉州中小企业发展局 2023 年", "昌吉州中小企业发展局2023年"),
    ("GB 18030 编码", "GB 18030编码"), ("因公出国（境）费", "因公出国（境）费"), ("", ""),
])  # fmt: skip
def test_a_name_loses_its_layout_spaces_and_nothing_else(text: str, kept: str) -> None:
    assert words.name(text) == kept


@given(texts)
def test_a_name_keeps_every_character_but_spaces(text: str) -> None:
    assert "".join(words.name(text).split()) == "".join(text.split())
    assert words.name(words.name(text)) == words.name(text)


@pytest.mark.parametrize(("text", "kept"), [
    ("<p>根据《意见》。</p>", "根据《意见》。"), ("<p>a<br/>b</p>", "ab"), ('<p style="x">一</p>', "一"),
    ("≤5万元 且 <10 户", "≤5万元且<10户"), ("上诉率<=20%", "上诉率<=20%"), ("x < y > z", "x < y > z"),
])  # fmt: skip
def test_running_text_loses_its_markup_but_not_its_comparisons(text: str, kept: str) -> None:
    assert words.prose(text) == kept
