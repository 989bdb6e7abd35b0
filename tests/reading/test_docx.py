"""DOCX: paragraphs and tables in order, merged cells, tracked changes as accepted, list numbers as printed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from yusuan.document import Line, Table
from yusuan.errors import CannotRead
from yusuan.reading.docx import read_docx
from yusuan.reading.docx_numbers import printed

Make = Callable[[str], Path]


def p(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def tr(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def test_lines_and_tables_stand_in_the_order_of_the_document(make_docx: Make) -> None:
    table = f"<w:tbl>{tr(tc('收入总计'), tc('1,042.17'))}</w:tbl>"
    blocks = read_docx(make_docx(p("收支总表") + p("") + table + p("注：无"))).blocks
    assert [block.place for block in blocks] == ["L1", "T1", "L2"]
    assert isinstance(blocks[1], Table)
    assert blocks[1].rows[0][1].place == "T1R1C2"
    assert texts(blocks[1]) == [["收入总计", "1,042.17"]]


def test_cells_merged_across_and_down_leave_empty_places(make_docx: Make) -> None:
    head = tr(tc("科目", '<w:vMerge w:val="restart"/>'), tc("支出", '<w:gridSpan w:val="2"/>'))
    below = tr(tc("", "<w:vMerge/>"), tc("基本支出"), tc("项目支出"))
    body = tr(tc("合计"), tc("1.00"), tc("2.00"))
    (table,) = read_docx(make_docx(f"<w:tbl>{head}{below}{body}</w:tbl>")).blocks
    assert isinstance(table, Table)
    assert texts(table) == [["科目", "支出", ""], ["", "基本支出", "项目支出"], ["合计", "1.00", "2.00"]]
    assert (table.rows[0][0].rows, table.rows[0][1].columns) == (2, 2)
    assert table.rows[2][2].place == "T1R3C3"


def test_what_a_tracked_change_took_out_is_left_out_and_what_it_put_in_is_kept(make_docx: Make) -> None:
    body = (
        "<w:p><w:r><w:t>预算</w:t></w:r><w:del><w:r><w:delText>100</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>200</w:t></w:r></w:ins><w:r><w:t>万元</w:t></w:r></w:p>"
    )
    (line,) = read_docx(make_docx(body)).blocks
    assert isinstance(line, Line)
    assert line.text == "预算200万元"


def test_a_row_that_a_tracked_change_took_out_is_left_out(make_docx: Make) -> None:
    gone = f"<w:tr><w:trPr><w:del/></w:trPr>{tc('旧')}{tc('1.00')}</w:tr>"
    (table,) = read_docx(make_docx(f"<w:tbl>{tr(tc('新'), tc('2.00'))}{gone}</w:tbl>")).blocks
    assert isinstance(table, Table)
    assert texts(table) == [["新", "2.00"]]


def test_a_field_gives_its_result_and_not_its_code(make_docx: Make) -> None:
    body = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>=SUM(ABOVE)</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>12.50</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    (line,) = read_docx(make_docx(body)).blocks
    assert isinstance(line, Line)
    assert line.text == "12.50"


def test_hidden_text_is_not_read(make_docx: Make) -> None:
    body = "<w:p><w:r><w:t>看得见</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>看不见</w:t></w:r></w:p>"
    (line,) = read_docx(make_docx(body)).blocks
    assert isinstance(line, Line)
    assert line.text == "看得见"


def test_a_nested_table_follows_the_one_that_holds_it(make_docx: Make) -> None:
    inner = f"<w:tbl>{tr(tc('一'), tc('1.00'))}</w:tbl>"
    outer = f"<w:tbl>{tr(tc('项目'), f'<w:tc>{inner}{p(str())}</w:tc>')}</w:tbl>"
    first, second = read_docx(make_docx(outer)).blocks
    assert isinstance(first, Table)
    assert isinstance(second, Table)
    assert texts(first) == [["项目", ""]]
    assert texts(second) == [["一", "1.00"]]


def test_a_table_of_one_cell_is_only_a_frame(make_docx: Make) -> None:
    inner = f"<w:tbl>{tr(tc('一'), tc('1.00'))}</w:tbl>"
    blocks = read_docx(make_docx(f"<w:tbl>{tr(f'<w:tc>{p(str(2023))}{inner}{p(str())}</w:tc>')}</w:tbl>")).blocks
    assert [block.place for block in blocks] == ["L1", "T1"]


def test_content_controls_are_looked_through(make_docx: Make) -> None:
    body = f"<w:sdt><w:sdtPr/><w:sdtContent>{p('名词解释')}</w:sdtContent></w:sdt>"
    (line,) = read_docx(make_docx(body)).blocks
    assert isinstance(line, Line)
    assert line.text == "名词解释"


def test_lines_of_a_cell_stay_apart_but_a_wrapped_amount_is_mended(make_docx: Make) -> None:
    wrapped = f"<w:tc><w:tcPr/>{p('1,234.')}{p('56')}</w:tc>"
    (table,) = read_docx(make_docx(f"<w:tbl>{tr(f'<w:tc>{p(str(1))}{p(str(2))}</w:tc>', wrapped)}</w:tbl>")).blocks
    assert isinstance(table, Table)
    assert texts(table) == [["1\n2", "1,234.56"]]


def test_numbers_of_a_list_are_read_as_printed(tmp_path: Path) -> None:
    document = docx.Document()
    for text in ("主要职能", "机构设置"):
        document.add_paragraph(text, style="List Number")
    path = tmp_path / "a.docx"
    document.save(str(path))
    assert [block.text for block in read_docx(path).blocks if isinstance(block, Line)] == ["1.主要职能", "2.机构设置"]


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (1, "chineseCounting", "一"),
        (10, "chineseCountingThousand", "十"),
        (12, "chineseCounting", "十二"),
        (20, "chineseCounting", "二十"),
        (21, "japaneseCounting", "二十一"),
        (3, "decimal", "3"),
        (2, "upperLetter", "B"),
        (1, "bullet", ""),
    ],
)
def test_list_numbers_have_the_forms_that_documents_use(value: int, form: str, text: str) -> None:
    assert printed(value, form) == text


def test_a_word_document_without_text_is_refused(make_docx: Make) -> None:
    with pytest.raises(CannotRead, match="contains no text"):
        read_docx(make_docx("<w:p/>"))


M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


@pytest.mark.parametrize(
    ("inside", "text", "dropped"),
    [
        (run("36.58", '<w:vanish w:val="0"/>'), "36.58", None),
        (run("36.58") + run("7", "<w:vanish/>"), "36.58", ("7", "hidden")),
        (run("9", "<w:strike/>") + run("36.58"), "36.58", ("9", "struck out")),
        (run("9", "<w:dstrike/>") + run("36.58"), "36.58", ("9", "struck out")),
        (run("36.58", '<w:strike w:val="false"/>'), "36.58", None),
        ("<w:del><w:r><w:delText>9</w:delText></w:r></w:del>" + run("36.58"), "36.58", ("9", "tracked change")),
        (run("36.58") + run("1", '<w:vertAlign w:val="superscript"/>'), "36.58¹", None),
        (f"<m:oMath {M}><m:r><m:t>36.58</m:t></m:r></m:oMath>", "", ("36.58", "formula")),
        ('<w:r><w:sym w:font="Wingdings" w:char="F031"/></w:r>', "", ("Wingdings F031", "font of pictures")),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "☑", None),
        (
            "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>36.58</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>",
            "",
            ("36.58", "text box"),
        ),
    ],
)
def test_a_cell_is_read_as_it_looks_and_what_is_left_out_of_it_is_listed(
    make_docx: Make, inside: str, text: str, dropped: tuple[str, str] | None
) -> None:
    document = read_docx(make_docx(f"<w:tbl>{tr(tc('收入'), f'<w:tc><w:p>{inside}</w:p></w:tc>')}</w:tbl>"))
    (table,) = document.blocks
    assert isinstance(table, Table)
    assert texts(table) == [["收入", text]]
    assert len(document.flags) == (dropped is not None)
    for flag in document.flags:
        assert dropped is not None
        assert (flag.place, flag.text) == ("T1R1C2", dropped[0])
        assert dropped[1] in flag.reason


@pytest.mark.parametrize(("mark", "reason"), [("<w:hidden/>", "hidden"), ("<w:del/>", "tracked change")])
def test_rows_that_are_hidden_or_taken_out_are_not_read_and_are_listed(make_docx: Make, mark: str, reason: str) -> None:
    gone = f"<w:tr><w:trPr>{mark}</w:trPr>{tc('支出')}{tc('9.99')}</w:tr>"
    shown = f'<w:tr><w:trPr><w:hidden w:val="0"/></w:trPr>{tc("合计")}{tc("1.00")}</w:tr>'
    document = read_docx(make_docx(f"<w:tbl>{tr(tc('收入'), tc('1.00'))}{gone}{shown}</w:tbl>"))
    (table,) = document.blocks
    assert isinstance(table, Table)
    assert texts(table) == [["收入", "1.00"], ["合计", "1.00"]]
    (flag,) = document.flags
    assert (flag.place, flag.text) == ("T1", "支出 9.99")
    assert reason in flag.reason


def test_a_cell_that_a_tracked_change_takes_out_keeps_its_room_and_is_listed(make_docx: Make) -> None:
    document = read_docx(make_docx(f"<w:tbl>{tr(tc('收入'), tc('9.99', '<w:cellDel/>'), tc('1.00'))}</w:tbl>"))
    (table,) = document.blocks
    assert isinstance(table, Table)
    assert texts(table) == [["收入", "", "1.00"]]
    assert [(flag.place, flag.text) for flag in document.flags] == [("T1R1C2", "9.99")]


def test_paragraphs_of_a_cell_are_not_joined_to_an_amount_that_each_could_be(make_docx: Make) -> None:
    (table,) = read_docx(
        make_docx(f"<w:tbl>{tr(tc('收入'), f'<w:tc>{p(str(12.3))}{p(str(4))}</w:tc>')}</w:tbl>")
    ).blocks
    assert isinstance(table, Table)
    assert texts(table) == [["收入", "12.3\n4"]]
