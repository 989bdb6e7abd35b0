"""The parts that pages are made of, each by itself."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest
from lxml import html

from yusuan.errors import YusuanError
from yusuan.place import in_words
from yusuan.site import _epoch
from yusuan.site.disclosure import read_charts
from yusuan.site.files import copy_files
from yusuan.site.headline import cards, uses
from yusuan.site.headlines import Amount, Class, Headline
from yusuan.site.render import Page, Renderer, relative, write_pages
from yusuan.site.search import document, read_page
from yusuan.site.spacing import spaced
from yusuan.site.tables import official_table
from yusuan.site.terms import Glossary, Term
from yusuan.site.theme import make_shells

from .conftest import ROOT


@pytest.mark.parametrize(
    ("locator", "words"),
    [
        ("L128C5", "第 128 行第 5 格"),
        ("L366@17", "第 366 行第 17 字"),
        ("L512C3@4", "第 512 行第 3 格第 4 字"),
        ("L40", "第 40 行"),
        ("L366:L368", "第 366 行至第 368 行"),
        ("L211C1:C3", "第 211 行第 1 格至第 211 行第 3 格"),
        ("P5T2R3C5", "第 5 页第 2 张表第 3 行第 5 格"),
        ("P5L12", "第 5 页第 12 行"),
        ("收支总表!E8", "工作表“收支总表”E8"),
        ("T2R3C5", "第 2 张表第 3 行第 5 格"),
        ("somewhere", "somewhere"),
    ],
)
def test_a_locator_is_told_in_words(locator: str, words: str) -> None:
    assert in_words(locator) == words


@pytest.mark.parametrize(
    ("target", "page", "link"),
    [
        ("", "", "./"),
        ("data/", "", "data/"),
        ("", "agencies/a/", "../../"),
        ("agencies/a/", "agencies/a/", "./"),
        ("agencies/a/#r1", "agencies/a/", "#r1"),
        ("agencies/b/#r1", "agencies/a/", "../b/#r1"),
        ("data/a/2023-budget.zip", "agencies/a/2023-budget/downloads/", "../../../../data/a/2023-budget.zip"),
    ],
)
def test_links_are_relative_so_that_the_site_works_at_any_address(target: str, page: str, link: str) -> None:
    assert relative(target, page) == link


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("住房公积金", "住 房 公 积 金"),
        ("“三公”经费147.16万元，30108", "“三 公” 经 费 147.16 万 元， 30108"),
        ("支 出 ， 合计", "支 出， 合 计"),
        ("GB 18030-2022标准", "GB 18030-2022 标 准"),
        ("", ""),
    ],
)
def test_every_han_character_is_a_word_to_the_search(text: str, words: str) -> None:
    assert spaced(text) == words


def test_numbers_in_neighbouring_cells_stay_apart_in_the_index() -> None:
    record = read_page(
        '<html><body><article data-search-page="on"><h1>表</h1><table><tr id="r1"><th>住房</th><td>10.84</td><td>147.16</td></tr>'
        "</table></article></body></html>",
        "x/",
    )
    assert record is not None
    assert record.pieces == (("r1", "住房 10.84 147.16"),)
    assert '<p id="r1">住 房 10.84 147.16</p>' in document(record)


def test_a_page_that_is_not_to_be_searched_is_left_out() -> None:
    assert read_page('<html><body><article data-search-page="off"><h1>下载</h1></article></body></html>', "x/") is None
    assert read_page("<html><body><h1>没有</h1></body></html>", "x/") is None


def test_a_term_is_linked_once_and_quotes_in_it_do_not_matter() -> None:
    glossary = Glossary(
        [Term("term-7", "“三公”经费", "指三项<费用>", True)], [Term("plain-1", "万元", "一万元", False)]
    )
    explain = glossary.explainer("../glossary/", "../../")
    marked = str(explain("三公经费0万元，“三公”经费"))
    assert marked.count("<a ") == 2
    assert '<a class="term" href="../glossary/#term-7" data-definition="指三项&lt;费用&gt;">三公经费</a>' in marked
    assert marked.endswith("，“三公”经费")
    assert str(explain("<b>三公经费</b>")) == "&lt;b&gt;三公经费&lt;/b&gt;"


SCHEMA = {
    "name": "income",
    "title": "收入总体情况表",
    "fields": [
        {"name": "row", "title": "行"},
        {"name": "code", "title": "编码"},
        {"name": "name", "title": "名称"},
        {"name": "level", "title": "级次"},
        {"name": "is_total", "title": "是否合计"},
        {"name": "total", "title": "总计", "measure": True, "direction": "revenue"},
        {"name": "unit_funds", "title": "单位资金", "measure": True, "direction": "revenue"},
    ],
}
COLUMNS = [field["name"] for field in SCHEMA["fields"]]
ENTRY = {
    "row": 2,
    "table_name": "income",
    "table_number": 2,
    "printed_number": "表2",
    "printed_title": "收入总体情况表",
    "contents_title": "",
    "unit": "万元",
    "state": "filled",
    "note": None,
}


def row(number: int, name: str, total: str | None, **more: object) -> dict[str, object]:
    amount = Decimal(total) if total is not None else None
    return {
        "row": number,
        "code": None,
        "name": name,
        "level": 1,
        "is_total": False,
        "total": amount,
        "unit_funds": None,
        **more,
    }


def test_an_amount_is_shown_as_printed_not_as_it_is_stored() -> None:
    printed = {("income", 1, "total"): ("L9C4", "1,107.9")}
    table = official_table(ENTRY, SCHEMA, [row(1, "一般公共服务支出", "1107.900000")], printed, COLUMNS)
    figure = table.sides[0].lines[0].figures[0]
    assert (figure.text, figure.source, figure.id) == ("1,107.9", "L9C4", "r1-total")


def test_blank_zero_and_wholly_blank_columns_are_told_apart() -> None:
    printed = {("income", 2, "total"): ("L9C4", "0.00")}
    table = official_table(ENTRY, SCHEMA, [row(1, "外交支出", None), row(2, "国防支出", "0")], printed, COLUMNS)
    blank, zero = table.sides[0].lines
    assert blank.blank
    assert not blank.figures[0].zero
    assert not zero.blank
    assert zero.figures[0].zero
    assert table.blank_columns == ["单位资金"]


def test_a_column_that_is_not_printed_is_not_there() -> None:
    table = official_table(ENTRY, SCHEMA, [row(1, "国防支出", "1")], {}, [c for c in COLUMNS if c != "unit_funds"])
    assert [column.title for column in table.sides[0].columns] == ["总计"]
    assert table.blank_columns == []


def test_the_grand_total_is_told_from_totals_of_parts() -> None:
    rows = [
        row(1, "合计", "3", level=0, is_total=True),
        row(2, "本级", "2", level=None, is_total=True),
        row(3, "下属", "1", level=None, is_total=True),
    ]
    figure = official_table(ENTRY, SCHEMA, rows, {}, COLUMNS).figure("total")
    assert figure is not None
    assert figure.id == "r1-total"
    # Where none is said to be of everything, none is.
    assert official_table(ENTRY, SCHEMA, rows[1:], {}, COLUMNS).figure("total") is None


def test_a_file_that_was_built_has_a_second_name_and_a_source_is_copied(tmp_path: Path) -> None:
    built, source = tmp_path / "build/tables.csv", tmp_path / "datapackages/income.csv"
    for path in (built, source):
        path.parent.mkdir()
        path.write_text(path.name)
    copy_files({"data/a/tables.csv": built, "data/income.csv": source}, tmp_path / "site", tmp_path / "build")
    assert (tmp_path / "site/data/a/tables.csv").samefile(built)
    assert (tmp_path / "site/data/income.csv").read_text() == "income.csv"
    # Whoever changes the site must not change what it was made from.
    assert not (tmp_path / "site/data/income.csv").samefile(source)


def test_a_code_is_cut_into_its_levels() -> None:
    table = official_table(ENTRY, SCHEMA, [row(1, "住房公积金", "10.84", code="2210201")], {}, COLUMNS)
    assert table.sides[0].lines[0].code_parts == ["221", "02", "01"]


def test_what_a_document_says_is_never_markup(tmp_path: Path) -> None:
    (tmp_path / "x.html").write_text("{{ words }}", encoding="utf-8")
    page = Page("x/", "x.html", "", "", {"words": "<script>alert(1)</script>"})
    assert Renderer(tmp_path).body(page) == "&lt;script&gt;alert(1)&lt;/script&gt;"


@pytest.mark.parametrize(
    "bad", ["<script>1</script>", '<rect onload="x()"/>', '<a href="javascript:x()"/>', "<foreignObject/>"]
)
def test_a_chart_that_would_act_is_refused(tmp_path: Path, bad: str) -> None:
    (tmp_path / "flow.json").write_text('{"drawn": true}', encoding="utf-8")
    for name in ("flow-inline.svg", "flow-narrow.svg"):
        (tmp_path / name).write_text(f"<svg>{bad}</svg>", encoding="utf-8")
    with pytest.raises(YusuanError, match="more than shapes and words"):
        read_charts(tmp_path)


def test_a_chart_may_speak_of_what_acts(tmp_path: Path) -> None:
    (tmp_path / "flow.json").write_text('{"drawn": true}', encoding="utf-8")
    for name in ("flow-inline.svg", "flow-narrow.svg"):
        (tmp_path / name).write_text("<svg><text>javascript: onload= &lt;script&gt;</text></svg>", encoding="utf-8")
    (chart,) = read_charts(tmp_path)
    assert html.fromstring(chart.svg).text_content().strip() == "javascript: onload= <script>"


def test_what_a_document_says_is_never_markup_in_the_theme(tmp_path: Path) -> None:
    said = "</title>\"'><script>1</script>&lt;img src=x onerror=1&gt;"
    (tmp_path / "x.html").write_text("<h1>{{ page.title }}</h1><h2 id='a'></h2><h2 id='b'></h2>", encoding="utf-8")
    made = Page("x/", "x.html", said, said, {}, toc=(("a", said, 2), ("b", said, 2)))
    home = Page("", "x.html", said, said, {})
    write_pages([home, made], Renderer(tmp_path), tmp_path / "pages")
    make_shells(ROOT / "mkdocs.yml", tmp_path / "pages", tmp_path / "site", epoch=0)()
    for name in ("index.html", "x/index.html"):
        page = html.document_fromstring((tmp_path / "site" / name).read_text("utf-8"))
        assert said in page.findtext(".//title")
        assert page.xpath("//meta[@name='description']/@content") == [said]
        assert page.xpath("//script[.='1']|//@onerror") == []
    entries = page.xpath("//nav[contains(@class, 'md-nav--secondary')]//span[contains(@class, 'md-ellipsis')]")
    assert [entry.text_content().strip() for entry in entries] == [said, said]


def test_a_document_of_before_the_clocks_began_can_be_built() -> None:
    warehouse = SimpleNamespace(all_rows=lambda _: [{"issued": "1956-01-31"}, {"issued": None}])
    assert _epoch(warehouse) == 0  # type: ignore[arg-type]


def figured(**amounts: str) -> Headline:
    """A budget whose headlines are these amounts in 万元; "?" is contested."""
    known = {item: Amount(Decimal(text), "", text) for item, text in amounts.items() if text != "?"}
    states = {item: "contested" if text == "?" else "present" for item, text in amounts.items()}
    twins = {item: (Amount(Decimal(1), "", "1"), Amount(Decimal(2), "", "2")) for item in amounts if item not in known}
    return Headline(
        SimpleNamespace(id=SimpleNamespace(kind="budget"), url="agencies/a/2023-budget/"), known, (), states, twins
    )  # type: ignore[arg-type]


def test_a_key_figure_that_is_something_is_never_a_share_of_nothing() -> None:
    # 深圳市科技创新局（本级） 2026: 118.2 of 991,722.33 go to the three public expenses.
    def share(part: str) -> str:
        found = cards(figured(total_expenditure="991722.33", three_public_expenses=part))
        return next(card.share for card in found if card.key == "three_public_expenses")

    assert share("118.2") == "<0.1%"
    assert share("0.00") == "0.0%"
    assert share("5957.43") == "0.6%"


def test_no_share_is_drawn_from_a_figure_that_is_printed_in_two_ways() -> None:
    whole, given = cards(figured(total_expenditure="10", fiscal_appropriation_income="?"))[:2]
    assert (whole.text, given.text, given.share, given.state) == ("10", "", "", "contested")
    assert [twin.printed for twin in given.twins] == ["1", "2"]
    assert all(card.share == "" for card in cards(figured(total_expenditure="?", personnel="2")))


def test_classes_that_do_not_make_up_the_total_are_not_drawn_as_its_parts() -> None:
    # 江苏省人大常委会办公厅 2017: 12,040.56 of 13,649.07, as long as the code of one class was lost at a page break.
    classes = (Class("201", "一般公共服务支出", Amount(Decimal("12040.56"), "", "12,040.56")),)
    told = replace(figured(total_expenditure="13649.07"), classes=classes)
    assert [part.percent for part in uses(told)] == ["88.2%"]
    assert uses(replace(told, classes_make_total=False)) == []


def test_a_class_has_its_colour_on_every_page_whatever_its_rank() -> None:
    def shown(*parts: tuple[str, int]) -> list[tuple[str, str]]:
        classes = tuple(Class(code, code, Amount(Decimal(value), "", str(value))) for code, value in parts)
        return [(p.title, p.colour) for p in uses(replace(figured(total_expenditure="10"), classes=classes))]

    assert shown(("208", 6), ("221", 4)) == [("208", "amber"), ("221", "teal")]
    assert shown(("208", 4), ("221", 6)) == [("221", "teal"), ("208", "amber")]
    # Two that share a colour are told apart: the smaller is grey.
    assert shown(("204", 6), ("216", 4)) == [("204", "purple"), ("216", "grey")]


def test_an_amount_to_read_has_two_decimals_and_separators_else_stands_as_printed() -> None:
    def readable(printed: str) -> tuple[str, str]:
        return Amount(Decimal(printed.replace(",", "")), "", printed).readable

    assert [readable(text) for text in ("510.000000", "1140.61")] == [("510.00", "万元"), ("1,140.61", "万元")]
    assert [readable(text) for text in ("107.9", "160", "1,140.61")] == [
        ("107.9", "万元"),
        ("160", "万元"),
        ("1,140.61", "万元"),
    ]


@pytest.mark.parametrize(("parts", "shown"), [("9.14", "12.00 万元"), ("21.22", "")])
def test_last_years_figure_stands_on_a_card_unless_its_own_parts_contradict_it(parts: str, shown: str) -> None:
    # 西安市安全生产监督管理局 2019 prints 2.86 above 2.86 and 21.22.
    prior = {"prior_year_official_reception": "2.86", "prior_year_official_vehicles": parts}
    whole = "12.00" if shown else "2.86"
    found = cards(figured(three_public_expenses="28.38", prior_year_three_public_expenses=whole, **prior))
    (card,) = (card for card in found if card.key == "three_public_expenses")
    assert card.before == shown
