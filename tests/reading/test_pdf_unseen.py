"""PDF: figures that cannot be seen are not read, and listed; what is seen is read, whatever it stands on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from yusuan.reading.pdf import read_pdf

from .test_pdf import lines

if TYPE_CHECKING:
    from tests.reading.conftest import Pdf


def drawn(text: str, x: float, y: float, before: str) -> str:
    """A text drawn in its own way, such as `3 Tr` or `1 1 1 rg`; `y` from the bottom of the page."""
    return f"q {before} BT /F1 10 Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET Q"


@pytest.mark.parametrize("unseen", ["3 Tr", "7 Tr", "1 1 1 rg", "0 1 0 0 k 1 g"])
def test_figures_that_cannot_be_seen_are_not_read_and_are_listed(pdf: Pdf, tmp_path: Path, unseen: str) -> None:
    pdf.page().text(50, 60, "收入总计36.58")
    pdf.pages[-1].append(drawn("7", 120, 782, unseen))
    document = read_pdf(pdf.save(tmp_path / "a.pdf"))
    assert lines(document) == ["收入总计36.58"]
    (flag,) = document.flags
    assert (flag.place, flag.text) == ("P1", "7")
    assert "cannot be seen" in flag.reason


def test_a_year_that_cannot_be_seen_says_nothing_that_could_be_missed(pdf: Pdf, tmp_path: Path) -> None:
    pdf.page().text(50, 60, "收入总计36.58")
    pdf.pages[-1] += [drawn(c, 120 + 20 * n, 782, "3 Tr") for n, c in enumerate("2026年")]
    assert read_pdf(pdf.save(tmp_path / "a.pdf")).flags == ()


def test_white_text_on_a_dark_cell_is_read(pdf: Pdf, tmp_path: Path) -> None:
    pdf.page().text(50, 60, "收入总计")
    pdf.pages[-1] += ["q 0 0 0.5 rg 100 770 100 30 re f Q", drawn("36.58", 120, 782, "1 1 1 rg")]
    document = read_pdf(pdf.save(tmp_path / "a.pdf"))
    assert lines(document) == ["收入总计 36.58"]
    assert document.flags == ()


def test_white_text_on_a_picture_is_read_and_listed_for_nobody_knows_whether_it_is_seen(
    pdf: Pdf, tmp_path: Path
) -> None:
    pdf.page().text(50, 60, "收入总计").text(50, 90, "支出总计二十万元以上的单位").page().text(50, 60, "另一页").page()
    pdf.pages[0].append("q 100 0 0 30 100 770 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x40 EI Q")
    pdf.pages[0].append(drawn("36.58", 120, 782, "1 1 1 rg"))
    document = read_pdf(pdf.save(tmp_path / "a.pdf"))
    assert lines(document)[0] == "收入总计 36.58"
    assert [(flag.place, flag.text) for flag in document.flags] == [("P1", "36.58")]


@pytest.mark.parametrize("matrix", ["0 1 -1 0 300 400", "0.7071 0.7071 -0.7071 0.7071 300 400"])
def test_figures_at_an_angle_to_the_page_are_listed(pdf: Pdf, tmp_path: Path, matrix: str) -> None:
    pdf.page().text(50, 60, "收入总计36.58")
    pdf.pages[-1].append(drawn("支出总计 9.99", 0, 0, f"{matrix} cm"))
    document = read_pdf(pdf.save(tmp_path / "a.pdf"))
    assert lines(document) == ["收入总计36.58"]
    assert [(flag.place, flag.text.replace(" ", "")) for flag in document.flags] == [("P1", "支出总计9.99")]


def test_the_number_of_a_page_whose_table_is_turned_is_not_listed(pdf: Pdf, tmp_path: Path) -> None:
    pdf.page()
    pdf.pages[-1] += [drawn("收入总计36.58", 0, 0, "0 1 -1 0 300 400 cm"), drawn("- 12 -", 290, 30, "")]
    document = read_pdf(pdf.save(tmp_path / "a.pdf"))
    assert document.flags == ()
