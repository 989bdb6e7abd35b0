"""Where a place is shown: a box on the picture of a PDF's page, or a line or cell of any other document."""

from __future__ import annotations

import base64
import io
from pathlib import Path

import pytest
from PIL import Image
from tests.reading.conftest import HEIGHT, WIDTH, Pdf

from yusuan.document import Cell, Document, Line, Table
from yusuan.reading.pdf_view import LEAST_WIDTH, PdfView, Picture, pack_view, unpack_view, view_pdf
from yusuan.reading.text import read_text
from yusuan.reviewing.sheets import Sheets, Spot, open_sheets

XS = [50.0, 150.0, 250.0, 350.0]
HEADER = ["编码", "名称", "金额"]


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> PdfView:
    """A table that runs over two pages below its title, and a sentence with a figure."""
    pdf = Pdf()
    pdf.page().text(50, 60, "支出总表").table(XS, [700, 720, 740], [HEADER, ["201", "一般", "1.00"]])
    pdf.page().table(XS, [60, 80, 100], [HEADER, ["208", "社保", "12.50"]]).text(50, 300, "支出合计1,234.50万元。")
    return view_pdf(pdf.save(tmp_path_factory.mktemp("drawn") / "a.pdf"))


def box(sheets: Sheets, place: str, length: int = 0) -> tuple[int, float, float, float, float]:
    """The one box of a place: its page from 0, and left, top, right and bottom in points."""
    (spot,) = sheets.find(place, length)
    assert spot.box
    left, top, width, height = spot.box
    return spot.sheet, left * WIDTH, top * HEIGHT, (left + width) * WIDTH, (top + height) * HEIGHT


def image(picture: Picture) -> Image.Image:
    """A picture of a page, opened."""
    return Image.open(io.BytesIO(base64.b64decode(picture.data))).convert("L")


def printed_on(seen: Image.Image) -> tuple[int, int, int, int]:
    """The box around all that is dark."""
    found = seen.point(lambda grey: 255 if grey < 128 else 0).getbbox()
    assert found
    return found


def test_a_cell_is_where_its_text_is_printed_also_on_the_second_page_of_its_table(drawn: PdfView) -> None:
    page, left, top, right, bottom = box(open_sheets({1: drawn}), "P2T1R2C3")
    assert page == 1
    assert 250 <= left < right <= 350
    assert 80 <= top < 92 < bottom <= 100


def test_a_figure_in_a_sentence_is_where_its_characters_stand(drawn: PdfView) -> None:
    sheets = open_sheets({1: drawn})
    # 支出合计 are four characters of 10 points; the figure has eight of half that width.
    _, left, _, right, _ = box(sheets, "P2L1@5", len("1,234.50"))
    whole = box(sheets, "P2L1")
    assert left == pytest.approx(50 + 40, abs=4)
    assert right == pytest.approx(50 + 40 + 40, abs=8)
    assert whole[1] < left < right < whole[3]


def test_a_row_is_around_its_cells_and_a_table_around_its_rows(drawn: PdfView) -> None:
    sheets = open_sheets({1: drawn})
    assert box(sheets, "P1T1R2")[1:] == pytest.approx((53, 723.4, 273, 733.6), abs=4)
    assert box(sheets, "P1T1")[1:] == pytest.approx((50, 700, 350, 740), abs=2)


def test_a_place_that_nothing_stands_at_is_shown_by_what_is_around_it(drawn: PdfView) -> None:
    sheets = open_sheets({1: drawn})
    assert sheets.find("P1T1R9C9") == sheets.find("P1T1")
    assert sheets.find("P2L40") == [Spot(1, (0.0, 0.0, 1.0, 1.0))]
    assert sheets.find("P9L1") == sheets.find("no place") == []


def test_places_of_a_second_file_lead_to_its_pages(drawn: PdfView, tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text("收入说明\n合计\t12.50\n", encoding="utf-8")
    sheets = open_sheets({2: drawn, 1: read_text(text)})
    assert [sheet.file for sheet in sheets.sheets] == [1, 2, 2]
    assert sheets.find("L2C2") == [Spot(0, None, 3)]
    assert sheets.find("L1@3", 2) == [Spot(0, None, 1, 3, 2)]
    assert sheets.find("2#P2T1R2C3")[0].sheet == 2
    assert sheets.find("3#L1") == []


def test_a_workbook_is_shown_sheet_by_sheet() -> None:
    def cell(place: str) -> Cell:
        return Cell("1.00", place)

    blocks = (
        Line("收入表", "表1!A1"),
        Table(((cell("表1!A2"), cell("表1!B2")), (cell("表1!A3"), cell("表1!B3"))), "表1!"),
        Table(((cell("1#2#!A1"), cell("1#2#!B1")),), "1#2#!"),
    )
    sheets = open_sheets({1: Document("xlsx", "", blocks)})
    assert [sheet.place for sheet in sheets.sheets] == ["表1!", "1#2#!"]
    assert sheets.find("表1!B3") == [Spot(0, None, 5)]
    # A sheet may be called as a place in a second file begins.
    assert sheets.find("1#2#!B1") == [Spot(1, None, 7)]


def test_every_amount_on_a_page_is_known_to_the_one_who_looks(drawn: PdfView) -> None:
    assert [(amount.page, amount.text) for amount in drawn.amounts] == [(1, "1.00"), (2, "12.50"), (2, "1,234.50")]


def test_a_page_that_is_stored_on_its_side_is_drawn_upright(tmp_path: Path) -> None:
    pdf = Pdf()
    pdf.page(rotate=90).text(50, 60, "支出总表")
    (picture,) = view_pdf(pdf.save(tmp_path / "a.pdf")).pictures
    # Its text runs along the width of what is stored: that way up it is read, whatever /Rotate says.
    assert (picture.width, picture.height) == (WIDTH, HEIGHT)
    seen = image(picture)
    left, top, right, bottom = (side * WIDTH / seen.width for side in printed_on(seen))
    assert (left, right) == pytest.approx((50, 90), abs=3)
    assert (top, bottom) == pytest.approx((51, 61), abs=4)


def test_pictures_shrink_until_a_long_document_fits(drawn: PdfView, monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setattr("yusuan.reading.pdf_view.MAX_BYTES", 1)
    pdf = Pdf()
    pdf.page().table(XS, [700, 720, 740], [HEADER, ["201", "一般", "1.00"]])
    (small,) = view_pdf(pdf.save(tmp_path / "a.pdf")).pictures
    assert LEAST_WIDTH <= image(small).width < LEAST_WIDTH * 4 / 3 < image(drawn.pictures[0]).width


def test_what_the_child_process_found_arrives_whole(drawn: PdfView) -> None:
    carried = unpack_view(pack_view(drawn))
    assert carried.pictures == drawn.pictures
    assert carried.extents.keys() == drawn.extents.keys()
    assert [amount.text for amount in carried.amounts] == [amount.text for amount in drawn.amounts]
