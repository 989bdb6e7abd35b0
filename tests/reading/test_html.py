"""HTML: text by blocks, tables with spans laid out, layout tables walked into, the page's encoding found."""

from __future__ import annotations

from pathlib import Path

import pytest

from yusuan.document import Block, Line, Table
from yusuan.errors import CannotRead
from yusuan.reading.html import decode, read_html


def blocks(tmp_path: Path, body: str) -> tuple[Block, ...]:
    path = tmp_path / "a.html"
    path.write_text(f"<!doctype html><html><head><title>不读</title></head><body>{body}</body></html>", "utf-8")
    return read_html(path).blocks


def texts(table: Block) -> list[list[str]]:
    assert isinstance(table, Table)
    return [[cell.text for cell in row] for row in table.rows]


def test_blocks_and_line_breaks_make_lines_and_inline_marks_do_not(tmp_path: Path) -> None:
    found = blocks(tmp_path, "<h1>部门<b>预算</b></h1><div>收入<span>1.00</span>万元<br>支出&nbsp;2.00万元</div>")
    assert found == (Line("部门预算", "L1"), Line("收入1.00万元", "L2"), Line("支出 2.00万元", "L3"))


def test_spans_are_laid_out_on_a_rectangle(tmp_path: Path) -> None:
    (table,) = blocks(
        tmp_path,
        "<table><tr><th rowspan=2>科目<th colspan=2>支出</tr><tr><td>基本<td>项目</tr><tr><td>合计<td>1.00<td>2.00</table>",
    )
    assert texts(table) == [["科目", "支出", ""], ["", "基本", "项目"], ["合计", "1.00", "2.00"]]
    assert isinstance(table, Table)
    assert table.rows[2][1].place == "T1R3C2"
    assert table.rows[0][0].rows == 2


def test_a_layout_table_is_walked_into(tmp_path: Path) -> None:
    inner = "<table><tr><td>收入总计<td>1.00</table>"
    found = blocks(tmp_path, f"<table><tr><td>导航</td><td><p>收支总表</p>{inner}</td></tr></table>")
    assert [block.place for block in found] == ["L1", "L2", "T1"]


def test_scripts_styles_and_hidden_parts_are_left_out(tmp_path: Path) -> None:
    found = blocks(
        tmp_path,
        "<script>var a=1</script><style>p{}</style><p>看得见</p><p style='display: none'>看不见</p><p hidden>也不</p>",
    )
    assert found == (Line("看得见", "L1"),)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_page_is_decoded_as_it_declares_or_as_its_bytes_show(encoding: str) -> None:
    text = "<html><body>一般公共预算财政拨款支出情况说明，支出总额为一百万元。</body></html>"
    assert decode(text.encode(encoding)) == text


def test_a_page_that_says_gb2312_may_use_the_characters_of_its_superset() -> None:
    text = '<html><head><meta charset="gb2312"></head><body>镕喆</body></html>'
    assert decode(text.encode("gb18030")) == text


def test_a_row_span_beyond_the_table_ends_with_it(tmp_path: Path) -> None:
    (table,) = blocks(tmp_path, "<table><tr><td rowspan=99999>甲</td><td>乙</td></tr><tr><td>丙</td></tr></table>")
    assert texts(table) == [["甲", "乙"], ["", "丙"]]


def test_a_page_without_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CannotRead, match="contains no text"):
        blocks(tmp_path, "<script>load()</script>")


def table_and_flags(tmp_path: Path, rows: str) -> tuple[list[list[str]], list[tuple[str, str, str]]]:
    path = tmp_path / "a.html"
    path.write_text(f"<html><meta charset=utf-8><body><table>{rows}</table></body></html>", "utf-8")
    document = read_html(path)
    (table,) = document.blocks
    return texts(table), [(flag.place, flag.text, flag.reason) for flag in document.flags]


@pytest.mark.parametrize("style", ["style='display:none'", "hidden", "style='DISPLAY : none !important'"])
def test_a_hidden_cell_moves_no_other_cell_and_is_listed(tmp_path: Path, style: str) -> None:
    rows = f"<tr><td>收入<td {style}>9.99</td><td>0.60<tr><td>支出<td>0.70"
    assert table_and_flags(tmp_path, rows) == (
        [["收入", "0.60"], ["支出", "0.70"]],
        [("T1", "9.99", "this part of the table is hidden; it was not read")],
    )


@pytest.mark.parametrize("style", ["display:none", "visibility:collapse"])
def test_rows_in_a_hidden_part_of_a_table_are_not_read_and_listed(tmp_path: Path, style: str) -> None:
    rows = f"<tr><td>收入<td>1.00<tbody style='{style}'><tr><td>隐藏<td>77.77</tbody><tbody><tr><td>合计<td>1.00"
    found, flags = table_and_flags(tmp_path, rows)
    assert found == [["收入", "1.00"], ["合计", "1.00"]]
    assert flags == [("T1", "隐藏 77.77", "this part of the table is hidden; it was not read")]


@pytest.mark.parametrize(
    ("style", "why"),
    [
        ("font-size:0", "too small to be seen"),
        ("font-size: 0px", "too small to be seen"),
        ("visibility:hidden", "hidden"),
        ("display:none", "hidden"),
    ],
)
def test_digits_of_a_cell_that_cannot_be_seen_are_none_of_its_amount(tmp_path: Path, style: str, why: str) -> None:
    rows = f"<tr><td>收入<td>0.60<span style='{style}'>7</span><tr><td>支出<td>1.00"
    found, flags = table_and_flags(tmp_path, rows)
    assert found == [["收入", "0.60"], ["支出", "1.00"]]
    assert flags == [("T1R1C2", "7", f"the text is {why}; it was not read")]


def test_a_cell_that_is_only_invisible_keeps_its_room(tmp_path: Path) -> None:
    rows = "<tr><td>收入<td style='visibility:hidden'>9.99<td>0.60<tr style='font-size:0'><td style='font-size:9pt'>支出<td>8<td>8"
    found, flags = table_and_flags(tmp_path, rows)
    assert found == [["收入", "", "0.60"], ["支出", "", ""]]
    assert [flag[:2] for flag in flags] == [("T1R1C2", "9.99"), ("T1R2C2", "8"), ("T1R2C3", "8")]


def test_what_is_typed_into_a_field_of_a_table_is_the_text_of_its_cell(tmp_path: Path) -> None:
    rows = "<tr><td>收入<td><input value='0.60'><input type=hidden value='7'><tr><td>支出<td><textarea>1.00</textarea>"
    assert table_and_flags(tmp_path, rows) == ([["收入", "0.60"], ["支出", "1.00"]], [])


@pytest.mark.parametrize("mark", ["<sup>1</sup>", "<span style='vertical-align:super'>1</span>", "<sub>1</sub>"])
def test_the_mark_of_a_footnote_is_no_digit_of_the_amount_before_it(tmp_path: Path, mark: str) -> None:
    found, _ = table_and_flags(tmp_path, f"<tr><td>收入<td>0.60{mark}<tr><td>支出<td>1.00")
    assert found[0] == ["收入", "0.60¹"]


@pytest.mark.parametrize("old", ["<s>1</s>", "<del>1</del>", "<strike>1</strike>", "<u style='text-decoration:line-through'>1</u>"])  # fmt: skip
def test_a_figure_struck_out_is_not_read_with_the_one_that_stands_for_it_and_is_listed(
    tmp_path: Path, old: str
) -> None:
    found, flags = table_and_flags(tmp_path, f"<tr><td>收入<td>{old}6.83<tr><td>支出<td>1.00")
    assert found[0] == ["收入", "6.83"]
    assert flags == [("T1R1C2", "1", "the text is struck out; it was not read")]


def test_words_struck_out_of_running_text_are_listed(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<html><meta charset=utf-8><body><p>收入<del>1.00</del>2.00万元</p></body></html>", "utf-8")
    document = read_html(path)
    assert document.blocks == (Line("收入2.00万元", "L1"),)
    assert [(flag.place, flag.text) for flag in document.flags] == [("L1", "1.00")]


def test_paragraphs_of_a_cell_are_not_joined_to_an_amount_that_each_could_be(tmp_path: Path) -> None:
    found, _ = table_and_flags(tmp_path, "<tr><td>收入<td><p>12.3</p><p>4</p><tr><td>支出<td><p>1,234.</p><p>56</p>")
    assert found == [["收入", "12.3\n4"], ["支出", "1,234.56"]]


def test_elements_never_closed_lose_nothing_of_the_page(tmp_path: Path) -> None:
    assert blocks(tmp_path, "<p>" + "<font>" * 300 + "<p>末尾 9.99</p>")[-1].text == "末尾 9.99"  # type: ignore[union-attr]


@pytest.mark.parametrize("deep", [1_000, 5_000])
def test_a_page_whose_elements_nest_too_deep_is_refused(tmp_path: Path, deep: int) -> None:
    with pytest.raises(CannotRead, match="nest more than"):
        blocks(tmp_path, "<p>开头</p>" + "<span>" * deep + "<p>末尾 9.99</p>")
