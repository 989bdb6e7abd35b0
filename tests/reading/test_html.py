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
    with pytest.raises(CannotRead, match="holds no text"):
        blocks(tmp_path, "<script>load()</script>")
