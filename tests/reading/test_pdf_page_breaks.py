"""PDF: a row or an amount that a page break cut is whole again, or flagged and left as printed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from yusuan.reading.pdf import read_pdf

from .test_pdf import XS, tables, texts

if TYPE_CHECKING:
    from tests.reading.conftest import Pdf


def test_a_cell_that_no_rule_closes_at_the_page_break_gets_its_whole_text(pdf: Pdf, tmp_path: Path) -> None:
    pdf.page()
    for y in (700, 720):
        pdf.line(50, y, 350, y)
    pdf.line(150, 740, 350, 740)
    for x in XS:
        pdf.line(x, 700, x, 740)
    pdf.text(53, 712, "项目").text(153, 712, "指标").text(253, 712, "值").text(53, 735, "信息系统").text(
        153, 735, "数量"
    )
    pdf.page().line(150, 60, 350, 60).line(50, 80, 350, 80)
    for x in XS:
        pdf.line(x, 60, x, 80)
    pdf.text(53, 72, "运行维护").text(153, 72, "质量").text(253, 72, "优")
    (table,) = tables(read_pdf(pdf.save(tmp_path / "a.pdf")))
    assert texts(table) == [["项目", "指标", "值"], ["信息系统运行维护", "数量", ""], ["", "质量", "优"]]


def test_a_row_cut_open_by_the_page_break_is_whole_again_on_the_page_it_began(pdf: Pdf, tmp_path: Path) -> None:
    pdf.page().table(XS, [700, 720, 740], [["指标", "值", "赋分规则"], ["满意度", "90", "按照正常"]], closed=False)
    pdf.page().text(253, 60, "比例赋分").line(50, 70, 350, 70)
    for x in XS:
        pdf.line(x, 50, x, 70)
    (table,) = tables(read_pdf(pdf.save(tmp_path / "a.pdf")))
    assert texts(table) == [["指标", "值", "赋分规则"], ["满意度", "90", "按照正常比例赋分"]]


def test_a_figure_of_a_row_cut_open_by_the_page_break_is_placed_on_the_page_where_it_is_printed(
    pdf: Pdf, tmp_path: Path
) -> None:
    # Beijing, civil affairs, 2026, pages 33 and 34: an amount in the middle of a row that runs over the page.
    pdf.page().table(XS, [700, 720, 740], [["项目", "金额", "绩效目标"], ["", "", "按照正常"]], closed=False)
    pdf.page().text(53, 60, "管理服务").text(160, 60, "248.22").text(253, 60, "比例赋分").line(50, 70, 350, 70)
    for x in XS:
        pdf.line(x, 50, x, 70)
    (table,) = tables(read_pdf(pdf.save(tmp_path / "a.pdf")))
    assert [(cell.text, cell.place) for cell in table.rows[1]] == [
        ("管理服务", "P2T1R1C1"),
        ("248.22", "P2T1R1C2"),
        ("按照正常比例赋分", "P1T1R2C3"),
    ]


def test_a_row_that_may_have_been_split_over_two_pages_is_flagged_and_left_as_printed(pdf: Pdf, tmp_path: Path) -> None:
    pdf.page().table(XS, [700, 720, 740], [["编码", "名称", "金额"], ["2150805", "中小企业发展专项支", "3.00"]])
    pdf.page().table(XS, [60, 80, 100], [["", "出", ""], ["2150899", "其他", "4.00"]])
    document = read_pdf(pdf.save(tmp_path / "a.pdf"))
    (flag,) = document.flags
    assert (flag.place, flag.text) == ("P2T1R1C2", "出")
    assert texts(tables(document)[0])[2] == ["", "出", ""]


def test_an_amount_that_the_page_break_cut_of_its_last_digit_is_whole_again(pdf: Pdf, tmp_path: Path) -> None:
    # 杭州市公安局 2026, pages 21 and 22: 14,549.64 is the sum of 12,437.36 and 2,112.28.
    xs = [50, 110, 165, 214, 270]
    first = [["单位名称", "总计", "事业收入", "其他收入"], ["杭州市机动", "14,549.64", "12,437.3", "2,112.28"]]
    second = [["车驾驶员", "", "6", ""], ["地铁分局", "7.20", "", "7.20"]]
    pdf.page().table(xs, [700, 720, 740], first)
    pdf.page().table(xs, [60, 80, 100], second)
    document = read_pdf(pdf.save(tmp_path / "a.pdf"))
    assert texts(tables(document)[0])[1:] == [
        ["杭州市机动车驾驶员", "14,549.64", "12,437.36", "2,112.28"],
        ["地铁分局", "7.20", "", "7.20"],
    ]
    assert document.flags == ()
