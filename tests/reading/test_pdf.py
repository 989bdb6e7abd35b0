"""PDF: cells are walled by rules, tables run over pages, and only what is seen is read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from yusuan.document import Document, Line, Table
from yusuan.errors import CannotRead
from yusuan.reading.pdf import read_pdf

if TYPE_CHECKING:
    from tests.reading.conftest import Pdf

XS = [50.0, 150.0, 250.0, 350.0]


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def lines(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Line)]


def test_a_ruled_table_gives_its_cells_with_page_table_row_and_cell(pdf: Pdf, tmp_path: Path) -> None:
    pdf.page().text(50, 60, "部门收入总表").text(300, 80, "单位：万元")
    pdf.table(XS, [100, 120, 140], [["科目编码", "科目名称", "合计"], ["2080505", "养老保险", "1,234.56"]])
    document = read_pdf(pdf.save(tmp_path / "a.pdf"))
    assert lines(document) == ["部门收入总表", "单位：万元"]
    (table,) = tables(document)
    assert texts(table) == [["科目编码", "科目名称", "合计"], ["2080505", "养老保险", "1,234.56"]]
    assert table.place == "P1T1"
    assert table.rows[1][2].place == "P1T1R2C3"
    assert [block.place for block in document.blocks] == ["P1L1", "P1L2", "P1T1"]


def test_a_merged_header_cell_spans_its_columns_and_the_rest_is_empty(pdf: Pdf, tmp_path: Path) -> None:
    pdf.page().text(160, 112, "本年支出").text(53, 112, "科目")
    for y, left in ((100, 50), (120, 150), (140, 50), (160, 50)):
        pdf.line(left, y, 350, y)
    for x, top in ((50, 100), (150, 100), (250, 120), (350, 100)):
        pdf.line(x, top, x, 160)
    pdf.text(160, 132, "基本支出").text(260, 132, "项目支出").text(53, 152, "合计").text(160, 152, "1.00").text(
        260, 152, "2.00"
    )
    (table,) = tables(read_pdf(pdf.save(tmp_path / "a.pdf")))
    assert texts(table) == [["科目", "本年支出", ""], ["", "基本支出", "项目支出"], ["合计", "1.00", "2.00"]]
    assert (table.rows[0][1].columns, table.rows[0][0].rows) == (2, 2)


def test_an_amount_wrapped_in_a_narrow_cell_is_one_amount_again(pdf: Pdf, tmp_path: Path) -> None:
    pdf.page().table(
        [50, 150, 205], [100, 120, 150], [["名称", "金额"], ["社会保障和就业支出\n其他", "1,234,567.\n89"]]
    )
    (table,) = tables(read_pdf(pdf.save(tmp_path / "a.pdf")))
    assert texts(table)[1] == ["社会保障和就业支出其他", "1,234,567.89"]


def test_two_amounts_in_one_cell_stay_two(pdf: Pdf, tmp_path: Path) -> None:
    pdf.page().table([50, 150, 250], [100, 120, 150], [["名称", "金额"], ["合计", "12.50\n13.40"]])
    (table,) = tables(read_pdf(pdf.save(tmp_path / "a.pdf")))
    assert texts(table)[1][1] == "12.50\n13.40"


def test_an_amount_wider_than_its_column_stays_whole(pdf: Pdf, tmp_path: Path) -> None:
    pdf.page().table([50, 150, 180, 280], [100, 120, 140], [["名称", "计", "其中"], ["合计", "", ""]])
    pdf.text(137, 132, "12345678")
    (table,) = tables(read_pdf(pdf.save(tmp_path / "a.pdf")))
    assert texts(table)[1] == ["合计", "12345678", ""]


def test_a_table_over_two_pages_is_one_and_its_repeated_header_is_dropped(pdf: Pdf, tmp_path: Path) -> None:
    header = ["编码", "名称", "金额"]
    pdf.page().text(50, 60, "支出总表").table(XS, [700, 720, 740], [header, ["201", "一般", "1.00"]])
    pdf.page().table(XS, [60, 80, 100], [header, ["208", "社保", "2.00"]])
    (table,) = tables(read_pdf(pdf.save(tmp_path / "a.pdf")))
    assert texts(table) == [header, ["201", "一般", "1.00"], ["208", "社保", "2.00"]]
    assert [row[2].place for row in table.rows] == ["P1T1R1C3", "P1T1R2C3", "P2T1R2C3"]


def test_columns_below_a_repeated_header_are_those_of_the_first_page_however_wide(pdf: Pdf, tmp_path: Path) -> None:
    header = ["项目", "合计", "目标"]
    pdf.page().text(50, 60, "项目表").table(XS, [700, 720, 740], [header, ["甲", "1.00", "一"]])
    pdf.page().table([50.0, 100.0, 280.0, 350.0], [60, 80, 100], [header, ["乙", "2.00", "二"]])
    (table,) = tables(read_pdf(pdf.save(tmp_path / "a.pdf")))
    assert texts(table) == [header, ["甲", "1.00", "一"], ["乙", "2.00", "二"]]


def test_a_title_repeated_with_the_header_does_not_part_a_table(pdf: Pdf, tmp_path: Path) -> None:
    header = ["编码", "名称", "金额"]
    for code in ("201", "208"):
        pdf.page().text(50, 60, "2023年支出总表").table(XS, [80, 100, 120], [header, [code, "支出", "1.00"]])
    document = read_pdf(pdf.save(tmp_path / "a.pdf"))
    assert len(tables(document)) == 1
    assert lines(document) == ["2023年支出总表"]


def test_cells_that_run_on_over_both_ends_of_a_page_are_walled_by_upright_rules_alone(pdf: Pdf, tmp_path: Path) -> None:
    """北京市委宣传部 2026, page 48: a page of indicators of one project, no rule across above or below its name."""
    pdf.page().text(53, 85, "项目甲")
    for y in (60, 80, 100):
        pdf.line(150, y, 350, y)
    for x in XS:
        pdf.line(x, 60, x, 100)
    pdf.text(153, 75, "数量").text(253, 75, "3次").text(153, 95, "质量").text(253, 95, "100%")
    document = read_pdf(pdf.save(tmp_path / "a.pdf"))
    (table,) = tables(document)
    assert texts(table) == [["项目甲", "数量", "3次"], ["", "质量", "100%"]]
    assert table.rows[0][0].rows == 2
    assert lines(document) == []


def test_tables_with_other_outer_edges_or_another_title_stay_apart(pdf: Pdf, tmp_path: Path) -> None:
    pdf.page().table(XS, [700, 720, 740], [["甲", "乙", "丙"], ["a", "b", "1.00"]])
    pdf.page().table([50, 150, 250, 450], [60, 80, 100], [["丁", "戊", "己"], ["a", "b", "2.00"]])
    pdf.page().text(50, 50, "另一张表").table(
        [50, 150, 250, 450], [60, 80, 100], [["庚", "辛", "壬"], ["a", "b", "3.00"]]
    )
    assert len(tables(read_pdf(pdf.save(tmp_path / "a.pdf")))) == 3


def test_a_single_figure_below_an_amount_is_a_row_of_its_own_where_amounts_have_one_decimal(
    pdf: Pdf, tmp_path: Path
) -> None:
    xs = [50, 110, 165, 214, 270]
    first = [["单位名称", "总计", "事业收入", "其他收入"], ["杭州市机动", "14,549.6", "12,437.3", "2,112.3"]]
    pdf.page().table(xs, [700, 720, 740], first)
    pdf.page().table(xs, [60, 80, 100], [["车驾驶员", "", "6", ""], ["地铁分局", "7.2", "", "7.2"]])
    (table,) = tables(read_pdf(pdf.save(tmp_path / "a.pdf")))
    assert texts(table)[2] == ["车驾驶员", "", "6", ""]


def test_figures_in_columns_make_a_table_without_any_rule(pdf: Pdf, tmp_path: Path) -> None:
    pdf.page().text(200, 60, "部门支出总表").text(50, 90, "科目名称").text(200, 90, "合计").text(300, 90, "基本支出")
    for y, row in enumerate(
        (["合计", "1,042.17", "900.00"], ["社会保障支出", "100.00", "100.00"], ["卫生健康支出", "942.17", "800.00"])
    ):
        for x, text in zip((50, 200, 300), row, strict=True):
            pdf.text(x, 110 + 20 * y, text)
    document = read_pdf(pdf.save(tmp_path / "a.pdf"))
    (table,) = tables(document)
    assert lines(document) == ["部门支出总表"]
    assert texts(table) == [
        ["科目名称", "合计", "基本支出"],
        ["合计", "1,042.17", "900.00"],
        ["社会保障支出", "100.00", "100.00"],
        ["卫生健康支出", "942.17", "800.00"],
    ]
    assert table.rows[1][1].place == "P1T1R2C2"


def test_figures_that_stand_in_no_clear_columns_stay_lines(pdf: Pdf, tmp_path: Path) -> None:
    pdf.page()
    for y, (label, x) in enumerate((("甲", 150), ("乙支出比上年增加一百万元多", 210), ("丙", 330))):
        pdf.text(50, 100 + 20 * y, label).text(x, 100 + 20 * y, "100.00").text(
            400, 100 + 20 * y, "文字" if y else "12.00"
        )
    assert not tables(read_pdf(pdf.save(tmp_path / "a.pdf")))


def test_page_numbers_and_running_headers_are_no_lines_of_the_text(pdf: Pdf, tmp_path: Path) -> None:
    for number in range(1, 5):
        pdf.page().text(50, 40, "某局2023年部门预算公开").text(50, 200, f"第{number}段的文字").text(
            290, 815, f"— {number} —"
        )
    assert lines(read_pdf(pdf.save(tmp_path / "a.pdf"))) == [f"第{number}段的文字" for number in range(1, 5)]


def test_the_number_of_a_page_that_ends_early_stands_below_its_text(pdf: Pdf, tmp_path: Path) -> None:
    for number in range(1, 5):
        pdf.page().text(50, 200, f"第{number}段的文字").text(290, 815 if number < 4 else 260, str(number))
    assert lines(read_pdf(pdf.save(tmp_path / "a.pdf"))) == [f"第{number}段的文字" for number in range(1, 5)]


def test_the_count_of_pages_may_leave_one_out_before_the_last_that_end_early(pdf: Pdf, tmp_path: Path) -> None:
    for page, number in enumerate(("1", "2", "3", "", "4", "5"), start=1):
        pdf.page().text(50, 200, f"第{page}段的文字").text(290, 815 if page < 4 else 260, number)
    assert lines(read_pdf(pdf.save(tmp_path / "a.pdf"))) == [f"第{page}段的文字" for page in range(1, 7)]


def test_what_was_left_out_as_the_margin_of_pages_is_kept_apart(pdf: Pdf, tmp_path: Path) -> None:
    for number in range(1, 4):
        pdf.page().text(50, 40, "某局2023年部门预算公开").text(50, 200, f"第{number}段的文字").text(
            290, 815, str(number)
        )
    document = read_pdf(pdf.save(tmp_path / "a.pdf"))
    assert [line.text for line in document.margins] == [w for n in "123" for w in ("某局2023年部门预算公开", n)]
    assert [line.place for line in document.margins][:2] == ["P1L1", "P1L3"]


def test_a_title_and_a_unit_above_the_table_of_every_page_belong_to_the_table(pdf: Pdf, tmp_path: Path) -> None:
    for number in range(1, 5):
        pdf.page().text(50, 30, "某局2023年部门预算公开", 9)
        pdf.text(150, 68, "项目支出绩效目标表", 16).text(150, 86, "单位：万元")
        pdf.table(XS, [92, 112, 132], [["项目名称", f"项目{number}", ""], ["总体目标", "样例", ""]])
    document = read_pdf(pdf.save(tmp_path / "a.pdf"))
    assert lines(document) == ["项目支出绩效目标表", "单位：万元"] * 4
    assert {line.text for line in document.margins} == {"某局2023年部门预算公开"}


def test_a_line_with_an_amount_belongs_to_the_text_on_whatever_page(pdf: Pdf, tmp_path: Path) -> None:
    for number in range(1, 5):
        pdf.page().text(50, 40, "本年预算12.50万元").text(50, 200, f"第{number}段的文字")
    document = read_pdf(pdf.save(tmp_path / "a.pdf"))
    assert lines(document).count("本年预算12.50万元") == 4
    assert not document.margins


def test_characters_of_a_font_that_the_file_lacks_are_listed(pdf: Pdf, tmp_path: Path) -> None:
    """As Beijing's audit bureau printed its title: the codes are those of a font on the machine that wrote the file."""
    pdf.fonts = "/F2 7 0 R"
    pdf.page().text(50, 200, "部门预算情况说明")
    for number in range(5):
        pdf.draw(f"BT /F2 20 Tf {100 + 21 * number} 700 Td <{0x1200 + number:04X}> Tj ET")
    pdf.objects[7] = (
        "<< /Type /Font /Subtype /Type0 /BaseFont /FZXiaoBiaoSong-B05S /Encoding /Identity-H /DescendantFonts [8 0 R] >>"
    )
    pdf.objects[8] = (
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /FZXiaoBiaoSong-B05S /DW 1000"
        " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor"
        " << /Type /FontDescriptor /FontName /FZXiaoBiaoSong-B05S /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0"
        " /Ascent 900 /Descent -200 /CapHeight 900 /StemV 93 >> >>"
    )
    document = read_pdf(pdf.save(tmp_path / "a.pdf"))
    assert lines(document) == ["部门预算情况说明"]
    assert [(flag.place, flag.reason) for flag in document.flags] == [
        ("P1", "5 characters are set in a font that the file lacks; they were not read")
    ]


def test_a_full_line_is_carried_on_by_one_that_is_not_indented(pdf: Pdf, tmp_path: Path) -> None:
    pdf.page().text(70, 100, "本" * 40).text(50, 120, "年支出12.50万元。").text(70, 140, "另一段落，" + "文" * 35)
    pdf.text(50, 160, "结束。").text(70, 180, "这一段到页末为止还没有完，它的最后一行写到了行末为止，" + "字" * 13)
    pdf.page().text(50, 60, "下一页接着写完。").page().text(200, 60, "居中的标题")
    document = read_pdf(pdf.save(tmp_path / "a.pdf"))
    flowing = [block.continues for block in document.blocks if isinstance(block, Line)]
    assert flowing == [False, True, False, True, False, True, False]


def test_a_line_is_full_where_the_figure_that_follows_had_no_room_on_it(pdf: Pdf, tmp_path: Path) -> None:
    # 1,234.56万 would have run out of the measure of 42 letters, to which the other lines run: so line 4 ends early.
    pdf.page().text(50, 100, "收" * 42).text(50, 120, "入" * 42).text(50, 140, "预" * 42)
    pdf.text(50, 160, "支" * 39 + "为").text(50, 180, "1,234.56万元。").text(70, 200, "另一段。").text(
        70, 220, "末段。"
    )
    document = read_pdf(pdf.save(tmp_path / "a.pdf"))
    flowing = [block.continues for block in document.blocks if isinstance(block, Line)]
    assert flowing == [False, True, True, True, True, False, False]


def test_an_amount_over_three_lines_of_a_cell_is_one_amount(pdf: Pdf, tmp_path: Path) -> None:
    pdf.page().table([50, 150, 166], [60, 80, 130], [["名称", "计"], ["合计", "14\n7.\n16"]])
    (table,) = tables(read_pdf(pdf.save(tmp_path / "a.pdf")))
    assert texts(table)[1] == ["合计", "147.16"]


def test_walls_of_two_tables_on_a_page_are_not_taken_for_one(pdf: Pdf, tmp_path: Path) -> None:
    rows = [["编码", "名称", "金额"], ["201", "一般", "1.00"]]
    pdf.page().table(XS, [60, 80, 100], rows).text(50, 690, "表五").table([x + 2 for x in XS], [700, 720, 740], rows)
    pdf.page().table([x + 2 for x in XS], [60, 80, 100], [rows[0], ["208", "社会", "2.00"]])
    _, table = tables(read_pdf(pdf.save(tmp_path / "a.pdf")))
    assert [row[0] for row in texts(table)] == ["编码", "201", "208"]


def test_short_lines_alone_do_not_show_where_a_page_s_text_ends(pdf: Pdf, tmp_path: Path) -> None:
    captions = ("项目支出绩效目标表", "(2023年)") * 3
    pdf.page()
    for y, caption in enumerate(captions):
        pdf.text(50, 100 + 20 * y, caption)
    document = read_pdf(pdf.save(tmp_path / "a.pdf"))
    assert [block.continues for block in document.blocks if isinstance(block, Line)] == [False] * 6


def test_a_label_with_its_own_code_is_no_rest_of_the_row_above(pdf: Pdf, tmp_path: Path) -> None:
    pdf.page().table(XS, [700, 720, 740], [["收入", "功能分类", "预算数"], ["", "222粮油物资储备", ""]])
    pdf.page().table(XS, [60, 80, 100], [["", "223国有资本经营", ""], ["", "229其他支出", "4.00"]])
    assert read_pdf(pdf.save(tmp_path / "a.pdf")).flags == ()


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_text_is_read_upright_however_the_page_is_stored(pdf: Pdf, tmp_path: Path, rotate: int) -> None:
    pdf.page(rotate).text(50, 60, "支出总表").table(
        XS, [100, 120, 140], [["编码", "名称", "金额"], ["201", "一般", "1.00"]]
    )
    (table,) = tables(read_pdf(pdf.save(tmp_path / "a.pdf")))
    assert texts(table)[1] == ["201", "一般", "1.00"]


@pytest.mark.parametrize(
    ("rotate", "matrix"), [(90, "0 1 -1 0 595 0"), (0, "0 -1 1 0 0 842"), (180, "-1 0 0 -1 595 842")]
)
def test_text_drawn_on_its_side_is_read_upright(pdf: Pdf, tmp_path: Path, rotate: int, matrix: str) -> None:
    pdf.page(rotate)
    pdf.pages[-1].append(f"{matrix} cm")
    pdf.text(50, 560, "支出总表").table(XS, [600, 620, 640], [["编码", "名称", "金额"], ["201", "一般", "1.00"]])
    document = read_pdf(pdf.save(tmp_path / "a.pdf"))
    assert lines(document) == ["支出总表"]
    assert texts(tables(document)[0]) == [["编码", "名称", "金额"], ["201", "一般", "1.00"]]


def test_what_is_clipped_away_is_not_read(pdf: Pdf, tmp_path: Path) -> None:
    pdf.page().text(50, 100, "看得见的第一行文字，看得见的第一行文字")
    pdf.pages[-1].append("q 0 700 595 142 re W n")
    pdf.text(50, 120, "看得见的第二行").text(50, 300, "看不见的")
    pdf.pages[-1].append("Q")
    assert lines(read_pdf(pdf.save(tmp_path / "a.pdf"))) == ["看得见的第一行文字，看得见的第一行文字", "看得见的第二行"]


def test_a_lone_box_is_a_frame_and_no_table(pdf: Pdf, tmp_path: Path) -> None:
    pdf.page().table([50, 350], [100, 140], [["这一段文字只是加了一个框，不是一张表，也不是图"]])
    document = read_pdf(pdf.save(tmp_path / "a.pdf"))
    assert not tables(document)


def refused(path: Path) -> CannotRead:
    with pytest.raises(CannotRead) as caught:
        read_pdf(path)
    return caught.value


def test_a_scan_is_refused_as_one(pdf: Pdf, tmp_path: Path) -> None:
    assert "is a scan" in refused(pdf.page().picture().save(tmp_path / "a.pdf")).problem


def test_an_encrypted_pdf_is_refused_as_one(pdf: Pdf, tmp_path: Path) -> None:
    pdf.page().text(50, 60, "支出总表")
    pdf.encrypted = True
    assert refused(pdf.save(tmp_path / "a.pdf")).problem == "is encrypted."


def test_a_damaged_pdf_is_refused_as_one(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.4\n" + b"garbage" * 100)
    assert "is damaged" in refused(path).problem


def test_a_page_without_text_among_others_is_flagged(pdf: Pdf, tmp_path: Path) -> None:
    pdf.page().text(50, 60, "这是一份有文字的部门预算公开说明文件的第一页，它的下一页是一张图片").page().picture()
    (flag,) = read_pdf(pdf.save(tmp_path / "a.pdf")).flags
    assert flag.place == "P2"


def test_a_hyphen_at_the_end_of_a_line_is_kept(pdf: Pdf, tmp_path: Path) -> None:
    # PDFium gives it as a control character.
    pdf.page().table([50, 150, 250], [60, 80, 130], [["名称", "金额"], ["资金-\n成果转化", "1.00"]])
    (table,) = tables(read_pdf(pdf.save(tmp_path / "a.pdf")))
    assert texts(table)[1][0] == "资金-成果转化"
