"""XLSX: values as the sheet displays them, with sheet and cell; merged cells; what is hidden is said, not read."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Border, Side
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from yusuan.document import Line, Table
from yusuan.errors import CannotRead
from yusuan.reading.xlsx import read_xlsx
from yusuan.reading.xlsx_values import displayed

Make = Callable[[Callable[[openpyxl.Workbook], None]], Path]
THIN = Border(*[Side(style="thin")] * 4)


def budget(book: openpyxl.Workbook) -> None:
    sheet = book.active
    sheet.title = "收支总表"
    sheet["A1"] = "部门收支总表"
    sheet.merge_cells("A1:D1")
    sheet["A2"], sheet["D2"] = "填报部门：某局", "单位：万元"
    for row in (
        ["收入", None, "支出", None],
        ["项目", "预算数", "项目", "预算数"],
        ["合计", 107.90000000000001, "合计", 107.9],
    ):
        sheet.append(row)
    sheet.merge_cells("A3:B3")
    sheet.merge_cells("C3:D3")
    sheet["B5"].number_format = sheet["D5"].number_format = "#,##0.00"
    for row in sheet["A3:D5"]:
        for cell in row:
            cell.border = THIN
    sheet["A6"] = "注：本表无空白。"


def test_a_sheet_gives_its_title_its_table_and_its_note_with_their_cells(make_xlsx: Make) -> None:
    document = read_xlsx(make_xlsx(budget))
    title, unit, table, note = document.blocks
    assert title == Line("部门收支总表", "收支总表!A1")
    assert unit == Line("填报部门：某局 单位：万元", "收支总表!A2")
    assert note == Line("注：本表无空白。", "收支总表!A6")
    assert isinstance(table, Table)
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["收入", "", "支出", ""],
        ["项目", "预算数", "项目", "预算数"],
        ["合计", "107.90", "合计", "107.90"],
    ]
    assert table.rows[2][3].place == "收支总表!D5"
    assert table.rows[0][0].columns == 2


def test_a_sheet_without_borders_gives_the_same_table(make_xlsx: Make) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        sheet = book.active
        for row in (
            ["支出总表"],
            ["科目编码", "科目名称", "合计"],
            ["201", "一般公共服务", 1],
            ["合计", None, 1],
            ["注：无。"],
        ):
            sheet.append(row)

    blocks = read_xlsx(make_xlsx(fill)).blocks
    assert [type(block) for block in blocks[:2]] == [Line, Table]


def test_a_hidden_sheet_a_hidden_row_and_a_formula_without_result_are_flagged(make_xlsx: Make) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        budget(book)
        sheet = book.active
        sheet.row_dimensions[6].hidden = True
        sheet["B4"] = "=1+1"
        other = book.create_sheet("底稿")
        other["A1"] = "不公开"
        other.sheet_state = "hidden"

    document = read_xlsx(make_xlsx(fill))
    assert [flag.place for flag in document.flags] == ["收支总表!B4", "收支总表!A6", "底稿!A1"]
    assert not any("不公开" in str(block) for block in document.blocks)


def test_two_tables_on_one_sheet_are_two(make_xlsx: Make) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        sheet = book.active
        for row in (1, 2, 5, 6):
            for column in (1, 2):
                sheet.cell(row, column, f"{row}.{column}").border = THIN
        sheet["A4"] = "另一张表"

    blocks = read_xlsx(make_xlsx(fill)).blocks
    assert [type(block) for block in blocks] == [Table, Line, Table]


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (107.90000000000001, "General", "107.9"),
        (107.9, "0.00", "107.90"),
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (1.005, "0.00", "1.01"),
        (-12.5, "#,##0.00_);(#,##0.00)", "(12.50)"),
        (-12.5, "#,##0.00", "-12.50"),
        (0, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-"),
        (12.5, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "12.50"),
        (0, "0.00;-0.00;", ""),
        (0.3575, "0.00%", "35.75%"),
        (5, "000", "005"),
        (12.0, "0.##", "12"),
        (12.5, "0.##", "12.5"),
        (12, '0"万元"', "12万元"),
        (2080505, "General", "2080505"),
        (0.1 + 0.2, "General", "0.3"),
        (1471600, r"0\.0000", "147.1600"),
        (1471600, '0"."00', "14716.00"),
        (5, r"0\.0000", "0.0005"),
        (-365800, r"0\.0000", "-36.5800"),
        (123456, '0!.0,"万元"', "12.3万元"),
        (1234567.5, "# ##0.00", "1234 567.50"),
        (12345678, "0.00,", "12345.68"),
        (5, '[=0]"";0.00', "5.00"),
        (0, '[=0]"";0.00', ""),
        (5, '[<1]"";0.00', "5.00"),
        (-5, '[=0]"";0.00', "-5.00"),
        (25000, "[>=10000]#,##0;0.0", "25,000"),
        (250, "[>=10000]#,##0;[<100]0.00;0.0", "250.0"),
        (-36.58, "0.00;[Red]0.00", "-36.58"),
        (-36.58, '0.00"(万元)"', "-36.58(万元)"),
        ("2080505", "@", "2080505"),
        (True, "General", "TRUE"),
    ],
)
def test_a_value_is_shown_as_its_number_format_says(value: object, form: str, shown: str) -> None:
    assert displayed(value, form) == shown


@pytest.mark.parametrize(
    ("value", "form", "reason"),
    [
        (-36.58, "0.00;0.00", "without a sign"),
        (0.5, '[<1]"";0.00', "hides"),
        (36.58, ";;;", "hides"),
        (50, '[>=10000]0;[<10]0.0;[=11]"";', "no condition"),
        (1234567, r"#,##0\.0000", "groups"),
    ],
)
def test_a_number_that_its_format_hides_or_changes_in_a_way_not_known_is_listed_and_not_read(
    make_xlsx: Make, value: float, form: str, reason: str
) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        budget(book)
        book.active["B5"].value, book.active["B5"].number_format = value, form

    document = read_xlsx(make_xlsx(fill))
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    assert table.rows[2][1].text == ""
    (flag,) = document.flags
    assert (flag.place, flag.text) == ("收支总表!B5", str(value))
    assert reason in flag.reason


def test_an_empty_workbook_is_refused(make_xlsx: Make) -> None:
    with pytest.raises(CannotRead, match="has no content"):
        read_xlsx(make_xlsx(lambda book: None))


def test_a_sheet_without_borders_is_read_in_time_that_grows_with_its_length(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    for number in range(1_500):
        book.active.append(["类", number, 1, 2])
    book.save(path)
    begun = time.process_time()
    (table,) = read_xlsx(path).blocks
    assert time.process_time() - begun < 20
    assert isinstance(table, Table)
    assert len(table.rows) == 1_500


def test_a_header_of_merged_cells_belongs_to_its_table_though_no_border_says_so(make_xlsx: Make) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        budget(book)
        for row in book.active["A3:D5"]:
            for cell in row:
                cell.border = Border()

    title, unit, table, note = read_xlsx(make_xlsx(fill)).blocks
    assert (title.place, unit.place, note.place) == ("收支总表!A1", "收支总表!A2", "收支总表!A6")
    assert isinstance(table, Table)
    assert [cell.text for cell in table.rows[0]] == ["收入", "", "支出", ""]


@pytest.mark.parametrize("formula", ["=SUM(B1:B4)", ArrayFormula("B5", "=SUM(B1:B4*1)"), DataTableFormula("B5")])
def test_a_formula_of_any_kind_without_its_result_is_listed(make_xlsx: Make, formula: object) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        budget(book)
        book.active["B5"] = formula

    (flag,) = read_xlsx(make_xlsx(fill)).flags
    assert flag.place == "收支总表!B5"
    assert "formula" in flag.reason


def test_a_row_without_height_and_a_column_without_width_are_hidden(make_xlsx: Make) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        budget(book)
        book.active.row_dimensions[5].height = 0.01
        book.active.column_dimensions["D"].width = 0.01

    document = read_xlsx(make_xlsx(fill))
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    assert [[cell.text for cell in row] for row in table.rows] == [["收入", "", "支出"], ["项目", "预算数", "项目"]]
    assert {flag.place for flag in document.flags} >= {"收支总表!B5", "收支总表!D5", "收支总表!D4"}


def test_lines_of_a_cell_are_not_joined_to_an_amount_that_each_could_be(make_xlsx: Make) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        budget(book)
        book.active["B5"] = "12.3\n4"

    (table,) = (block for block in read_xlsx(make_xlsx(fill)).blocks if isinstance(block, Table))
    assert table.rows[2][1].text == "12.3\n4"


def test_a_hidden_row_in_the_middle_of_a_table_leaves_it_one_table(make_xlsx: Make) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        budget(book)
        book.active.row_dimensions[4].hidden = True

    (table,) = (block for block in read_xlsx(make_xlsx(fill)).blocks if isinstance(block, Table))
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["收入", "", "支出", ""],
        ["合计", "107.90", "合计", "107.90"],
    ]


def test_a_header_of_two_words_each_over_two_columns_belongs_to_its_table_though_not_merged(make_xlsx: Make) -> None:
    def summary(book: openpyxl.Workbook) -> None:
        sheet = book.active
        sheet.title = "1"
        for row in (
            ["收支总表"],
            ["部门：某局", None, None, "单位：万元"],
            ["收入", None, "支出", None],
            ["项目", "本年预算", "项目", "本年预算"],
            ["合计", 3, "合计", 3],
        ):
            sheet.append(row)

    document = read_xlsx(make_xlsx(summary))
    (table,) = [block for block in document.blocks if isinstance(block, Table)]
    assert [cell.text for cell in table.rows[0]] == ["收入", "", "支出", ""]
    assert [block.text for block in document.blocks if isinstance(block, Line)] == ["收支总表", "部门：某局 单位：万元"]
