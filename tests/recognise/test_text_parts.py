"""The text of a document: paragraphs that pages broke, headings, glossary, names, and what the document is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from yusuan.recognise import Recognition

Read = Callable[[Any], Recognition]

ONE = "一、关于天山县图书馆 2024 年收入预算情况说明"
TWO = "二、关于天山县图书馆 2024 年政府性基金预算拨款情况说明"


def paragraphs(found: Recognition) -> list[tuple[object, ...]]:
    return [
        (row["heading"], row["subheading"], row["text"])
        for row in found.findings.resources["paragraphs"]
        if row["heading"] != "一、主要职能"
    ]


def test_a_paragraph_that_a_page_break_cut_is_whole_again(read: Read, tiny: Any) -> None:
    found = read(
        tiny(
            headings=(ONE,),
            narrative=f"{ONE}\n\n财政拨款结转 5 万元，主要原因是本年度\n\n安排 5 万元。\n\n单位资金未安排。",
        )
    )
    assert [text for _, _, text in paragraphs(found)] == [
        "财政拨款结转5万元，主要原因是本年度安排5万元。",
        "单位资金未安排。",
    ]
    source = [str(row["source"]) for row in found.findings.resources["paragraphs"]]
    assert [":" in place for place in source] == [True, False]


def test_a_figure_cut_by_a_page_break_keeps_the_place_of_its_own_line(read: Read, tiny: Any) -> None:
    document = tiny(headings=(ONE,), narrative=f"{ONE}\n\n住房保\n\n障支出 10.84 万元。")
    line = next(n for n, text in enumerate(document.text().split("\n"), start=1) if text.startswith("障支出"))
    found = read(document)
    assert [(row["subject"], row["value"]) for row in found.findings.resources["statements"]] == [
        ("住房保障支出", "10.84")
    ]
    assert [p["source"] for p in found.findings.provenance if p["resource"] == "statements"] == [f"L{line}@5"]


def test_a_line_that_begins_with_a_figure_goes_on_with_the_paragraph_above(read: Read, tiny: Any) -> None:
    found = read(tiny(headings=(ONE,), narrative=f"{ONE}\n\n财政拨款结转\n\n12.34 万元。"))
    assert [(row["subject"], row["value"]) for row in found.findings.resources["statements"]] == [
        ("财政拨款结转", "12.34")
    ]


def test_a_heading_that_a_page_break_cut_is_mended_by_the_contents_page(read: Read, tiny: Any) -> None:
    cut = TWO.replace("预算拨款", "预\n\n算拨款")
    found = read(tiny(headings=(ONE, TWO), narrative=f"{ONE}\n\n收入预算 1.00 万元。\n\n{cut}\n\n没有使用政府性基金。"))
    assert [(heading, text) for heading, _, text in paragraphs(found)] == [
        (ONE.replace(" ", ""), "收入预算1.00万元。"), (TWO.replace(" ", ""), "没有使用政府性基金。"),
    ]  # fmt: skip


def test_the_line_after_a_whole_heading_is_text(read: Read, tiny: Any) -> None:
    found = read(tiny(headings=(ONE,), narrative=f"{ONE}\n\n算拨款情况说明。"))
    assert [text for _, _, text in paragraphs(found)] == ["算拨款情况说明。"]


def test_items_of_a_list_are_paragraphs_of_their_own(read: Read, tiny: Any) -> None:
    found = read(
        tiny(headings=(ONE,), narrative=f"{ONE}\n\n1. 一般公共服务支出（类）1 万元\n2. 卫生健康支出（类）2 万元")
    )
    assert [text for _, _, text in paragraphs(found)] == ["1.一般公共服务支出（类）1万元", "2.卫生健康支出（类）2万元"]


def test_a_paragraph_stands_under_its_heading_and_subheading(read: Read, tiny: Any) -> None:
    text = f"{ONE}\n\n（一）规模\n\n收入 1 万元。\n\n(二) 结构\n\n支出 1 万元。\n\n{TWO}\n\n没有。"
    found = read(tiny(headings=(ONE, TWO), narrative=text))
    assert [(heading, subheading) for heading, subheading, _ in paragraphs(found)] == [
        (ONE.replace(" ", ""), "（一）规模"), (ONE.replace(" ", ""), "(二)结构"), (TWO.replace(" ", ""), None),
    ]  # fmt: skip


def test_the_signature_and_the_date_are_no_paragraph_and_no_term(read: Read, tiny: Any) -> None:
    found = read(tiny(glossary="一、财政拨款：指当年拨付的资金。\n\n二、基本支出：包括人员经费和\n\n公用经费。"))
    assert [(row["term"], row["definition"]) for row in found.findings.resources["glossary"]] == [
        ("财政拨款", "指当年拨付的资金。"), ("基本支出", "包括人员经费和公用经费。"),
    ]  # fmt: skip
    assert found.identity.issued == "2024-02-05"
    assert found.findings.unread == []


def test_a_paragraph_of_the_glossary_that_explains_nothing_is_listed(read: Read, tiny: Any) -> None:
    found = read(tiny(glossary="以下名词仅供参考。"))
    assert [(row["kind"], row["text"]) for row in found.findings.unread] == [("line", "以下名词仅供参考。")]


def test_the_document_says_who_it_is_of_which_year_and_what_kind(read: Read, tiny: Any) -> None:
    identity = read(tiny()).identity
    assert (identity.issuer, identity.year, identity.kind) == ("天山县图书馆", 2024, "budget")
    assert identity.title == "天山县图书馆2024年部门预算公开"


def test_final_accounts_are_told_from_a_budget(read: Read, tiny: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    document = tiny()
    text = document.text()
    monkeypatch.setattr(document, "text", lambda: text.replace("部门预算公开", "部门决算公开", 1), raising=False)
    assert read(document).identity.kind == "final-accounts"


def test_the_code_of_a_path_is_that_of_the_table(read: Read, tiny: Any) -> None:
    rows = "类\t款\t项\t功能分类科目名称\t合计\t基本支出\t项目支出\n207\t\t\t文化旅游体育与传媒支出\t1.00\t1.00\t\n207\t01\t\t文化和旅游\t1.00\t1.00\t\n207\t01\t04\t图书馆\t1.00\t1.00\t\n\t\t\t合计\t1.00\t1.00\t"
    text = f"{ONE}\n\n1. 文化旅游体育与传媒支出（类）文化和旅游（款）图书馆（项）：2024年预算数为1万元。\n\n2. 文化旅游体育与传媒支出（类）1 万元。\n\n3. 文化旅游体育与传媒支出（类）博物馆（款）：2024年预算数为1万元。"
    found = read(tiny([("支出总体情况表", rows, "")], headings=(ONE,), narrative=text))
    assert [row["code"] for row in found.findings.resources["statements"]] == ["2070104", "207", None]


def test_a_figure_of_which_the_sentence_names_nothing_is_listed(read: Read, tiny: Any) -> None:
    found = read(tiny(headings=(ONE,), narrative=f"{ONE}\n\n12.34 万元。"))
    assert found.findings.resources["statements"] == []
    assert [row["kind"] for row in found.findings.unread] == ["number"]
