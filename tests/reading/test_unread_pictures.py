"""Pictures, embedded objects, frames and linked files: what they show is not read, and where they stand is kept."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from yusuan.reading.docx import read_docx
from yusuan.reading.html import read_html
from yusuan.reading.odt import read_odt
from yusuan.reading.xlsx import read_xlsx

CASES = Path(__file__).parent / "cases"
INCH = 914_400
DRAWING = (
    '<w:r><w:drawing><wp:inline xmlns:wp="x"><wp:extent cx="{0}" cy="{1}"/><a:pic xmlns:a="y"/></wp:inline>'
    "</w:drawing></w:r>"
)
SHAPE = (
    '<w:r><w:pict><v:shape xmlns:v="v" style="position:absolute;width:{0}pt;height:{1}pt"><v:imagedata/>'
    "</v:shape></w:pict></w:r>"
)
OBJECT = (
    '<w:r><w:object><v:shape xmlns:v="v" style="width:20pt;height:20pt"/><o:OLEObject xmlns:o="o"/></w:object></w:r>'
)


@pytest.mark.parametrize(
    ("run", "kept"),
    [
        (DRAWING.format(6 * INCH, 4 * INCH), True),
        (DRAWING.format(INCH, INCH), False),  # a seal
        (SHAPE.format(432, 288), True),
        (SHAPE.format(72, 72), False),
        (OBJECT, True),  # its sign is small, what is in it need not be
    ],
)
def test_a_word_file_keeps_the_places_of_large_pictures_and_of_objects(
    make_docx: Callable[[str], Path], run: str, kept: bool
) -> None:
    body = f"<w:p><w:r><w:t>一、概况</w:t></w:r></w:p><w:p>{run}</w:p><w:p><w:r><w:t>二、说明</w:t></w:r></w:p>"
    assert read_docx(make_docx(body)).pictures == ("L1",) * kept


def test_the_picture_of_a_table_is_kept_in_word_files_and_workbooks() -> None:
    assert read_docx(CASES / "d7.docx").pictures == ("L9",)
    assert read_xlsx(CASES / "x17.xlsx").pictures == ("支出总体情况表!A4",)


@pytest.mark.parametrize(
    ("frame", "kept"),
    [
        ('<draw:frame svg:width="16cm" svg:height="9cm"><draw:image/></draw:frame>', True),
        ('<draw:frame svg:width="2cm" svg:height="2cm"><draw:image/></draw:frame>', False),
        ('<draw:frame svg:width="2cm" svg:height="2cm"><draw:object/></draw:frame>', True),
    ],
)
def test_an_opendocument_text_keeps_them_too(tmp_path: Path, frame: str, kept: bool) -> None:
    names = {
        "office": "office", "text": "text", "draw": "drawing", "svg": "svg-compatible",
    }  # fmt: skip
    spaces = " ".join(f'xmlns:{k}="urn:oasis:names:tc:opendocument:xmlns:{v}:1.0"' for k, v in names.items())
    path = tmp_path / "a.odt"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:body><office:text><text:p>一、概况</text:p>"
            f"<text:p>{frame}</text:p></office:text></office:body></office:document-content>",
        )
    assert read_odt(path).pictures == ("L1",) * kept


@pytest.mark.parametrize(
    ("tags", "kept"),
    [
        ("<img src=a.png>", True),
        ("<img src=a.png width=900 height=600>", True),
        ("<img src=a.png width=90 height=60>", False),
        ("<iframe></iframe>", True),
    ],
)
def test_a_web_page_keeps_them_but_for_what_stands_in_its_head(tmp_path: Path, tags: str, kept: bool) -> None:
    path = tmp_path / "a.html"
    path.write_text(f"<meta charset=utf-8><img src=logo.png><p>一、概况</p>{tags}", encoding="utf-8")
    assert read_html(path).pictures == ("L1",) * kept


def test_a_file_of_a_budget_that_a_page_links_to_is_listed_though_the_page_has_a_table(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    links = "<a href=a.pdf>附件：2024年部门预算公开表</a><a href=b.pdf>网站地图</a>"
    table = "<table><tr><td>项目</td><td>金额</td></tr><tr><td>甲</td><td>1.00</td></tr></table>"
    path.write_text(f"<meta charset=utf-8><p>支出总表</p>{table}<p>{links}</p>", encoding="utf-8")
    (flag,) = read_html(path).flags
    assert (flag.text, flag.reason) == (
        "", "a file or page is linked here, “附件：2024年部门预算公开表”; it was not read",
    )  # fmt: skip
