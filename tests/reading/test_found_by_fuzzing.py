"""What fuzzing found in documents, each with the smallest that shows it."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from yusuan.errors import CannotRead
from yusuan.reading.html import read_html
from yusuan.reading.office_package import Package
from yusuan.reading.pdf import read_pdf
from yusuan.reading.written import real, whole
from yusuan.reading.xlsx_values import NotShown, displayed


def test_a_style_with_a_number_of_thousands_of_digits_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    long = "9" * 5_000
    path.write_text(f"<style>p{{left:{long}px}}</style><p style='top:{long}px'>收入</p>", encoding="utf-8")
    assert [block.text for block in read_html(path).blocks] == ["收入"]


def test_an_address_over_several_lines_is_told_on_one(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<p>公开</p><iframe src='/viewer?\nfile=部门预算公开表\n.pdf'></iframe>", encoding="utf-8")
    with pytest.raises(CannotRead, match="attachments or frames") as refused:
        read_html(path)
    assert "\n" not in str(refused.value)


def test_text_of_no_height_in_a_cell_is_told_as_unseen(tmp_path: Path) -> None:
    lines = "".join(f"{x} 500 m {x} 700 l S " for x in (100, 200, 300))
    lines += "".join(f"100 {y} m 300 {y} l S " for y in (500, 600, 700))
    texts = "BT /F 12 Tf 1 0 0 0 110 650 Tm (77) Tj ET BT /F 12 Tf 1 0 0 1 210 550 Tm (12.50) Tj ET"
    stream = (lines + texts).encode()
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n" % len(stream) + stream + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    body = b"".join(b"%d 0 obj\n" % number + each + b"\nendobj\n" for number, each in enumerate(objects, 1))
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.5\n" + body + b"trailer<</Root 1 0 R/Size 6>>\n%%EOF")
    document = read_pdf(path)
    shown = [text.text for block in document.blocks for row in getattr(block, "rows", ((block,),)) for text in row]
    assert [text for text in shown if text] == ["12.50"]
    assert [(flag.place, flag.text) for flag in document.flags] == [("P1", "77")]


def test_a_list_of_parts_without_end_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types>" + "<Override/>" * 200_000 + "</Types>")
        archive.writestr("word/document.xml", "<document/>")
    with pytest.raises(CannotRead, match=r"more than 2,000,000 bytes in its list"):
        Package(path)


@pytest.mark.parametrize(
    ("value", "form"),
    [
        (float("inf"), "0.00"),
        (float("inf"), "General"),
        (float("nan"), None),
        (1e300, "#,##0.00"),
        (1.5, f"0.{'0' * 40}"),
    ],
)
def test_a_number_beyond_all_amounts_is_not_shown(value: float, form: str | None) -> None:
    with pytest.raises(NotShown, match="more digits than any amount"):
        displayed(value, form)


@pytest.mark.parametrize("text", [None, "", "1.2.3", "²", "-1", "9" * 5_000, "1e309", "0x1", "一", "x" * 5_000])
def test_what_stands_in_place_of_a_whole_number_is_none(text: str | None) -> None:
    assert whole(text, 7) == 7
    assert whole(" 12 ") == 12


@pytest.mark.parametrize("text", [None, "", "1.2.3", "nan", "1e309", "-inf", "二"])
def test_what_stands_in_place_of_a_number_is_none(text: str | None) -> None:
    assert real(text, 7.5) == 7.5
    assert real(" 1.5 ", 0) == 1.5
