"""Files that other programs than Office wrote are read where Office reads them; only a broken file is called damaged."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest

from yusuan.document import Table
from yusuan.errors import CannotRead
from yusuan.reading import read

Parts = dict[str, bytes]
ROWS = [["科目", "名称", "支出预算"], ["201", "一般公共服务支出", "345.60"]]
BODY, SHEET = "word/document.xml", "xl/worksheets/sheet1.xml"


def word(folder: Path) -> Path:
    document = docx.Document()
    table = document.add_table(len(ROWS), len(ROWS[0]))
    for row, printed in zip(table.rows, ROWS, strict=True):
        for cell, text in zip(row.cells, printed, strict=True):
            cell.text = text
    document.save(str(folder / "whole.docx"))
    return folder / "whole.docx"


def excel(folder: Path) -> Path:
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    book.save(folder / "whole.xlsx")
    return folder / "whole.xlsx"


def opendocument(_: Path) -> Path:
    return Path(__file__).parent / "cases/odt6.odt"


MAKERS = {"docx": word, "xlsx": excel, "odt": opendocument}


def changed(folder: Path, suffix: str, change: Callable[[Parts], Parts]) -> Path:
    """A whole file of this kind with its parts changed, packed again without a fault."""
    with zipfile.ZipFile(MAKERS[suffix](folder)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    path = folder / f"changed.{suffix}"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in change(parts).items():
            archive.writestr(name, data)
    return path


def figures(path: Path) -> set[str]:
    tables = (block for block in read(path).blocks if isinstance(block, Table))
    return {cell.text for table in tables for row in table.rows for cell in row}


def renamed(rename: Callable[[str], str]) -> Callable[[Parts], Parts]:
    return lambda parts: {rename(name): data for name, data in parts.items()}


def without(*gone: str) -> Callable[[Parts], Parts]:
    return lambda parts: {name: data for name, data in parts.items() if name not in gone}


def replaced(part: str, pattern: bytes, by: bytes) -> Callable[[Parts], Parts]:
    def change(parts: Parts) -> Parts:
        found = re.sub(pattern, by, parts[part], flags=re.DOTALL)
        assert found != parts[part], "nothing was changed"
        return parts | {part: found}

    return change


READ: dict[str, tuple[str, Callable[[Parts], Parts]]] = {
    "docx: names with backslashes": ("docx", renamed(lambda name: name.replace("/", "\\"))),
    "docx: names in capitals": ("docx", renamed(str.upper)),
    "docx: no list of parts": ("docx", without("[Content_Types].xml")),
    "docx: no relations": ("docx", without("_rels/.rels", "word/_rels/document.xml.rels")),
    "docx: styles are missing": ("docx", without("word/styles.xml")),
    "docx: the main part has a general type": (
        "docx",
        replaced("[Content_Types].xml", rb"application/vnd[^\"]*document\.main\+xml", b"application/xml"),
    ),
    "docx: blanks before the XML": ("docx", lambda parts: parts | {BODY: b"\r\n " + parts[BODY]}),
    "docx: a byte order mark": ("docx", lambda parts: parts | {BODY: b"\xef\xbb\xbf" + parts[BODY]}),
    "docx: a span without its number": ("docx", replaced(BODY, rb"<w:tcPr>", b"<w:tcPr><w:gridSpan/>")),
    "docx: sizes in points": ("docx", replaced(BODY, rb"<w:r>", b'<w:r><w:rPr><w:sz w:val="10.5pt"/></w:rPr>')),
    "xlsx: names with backslashes": ("xlsx", renamed(lambda name: name.replace("/", "\\"))),
    "xlsx: names in capitals": ("xlsx", renamed(str.upper)),
    "xlsx: no styles": ("xlsx", without("xl/styles.xml", "xl/theme/theme1.xml")),
    "xlsx: cells without their names": ("xlsx", replaced(SHEET, rb'<c r="[A-Z0-9]+"', b"<c")),
    "xlsx: a style that is not there": ("xlsx", replaced(SHEET, rb'<c r="([A-Z0-9]+)"', rb'<c r="\1" s="999"')),
    "xlsx: rows counted with a point": ("xlsx", replaced(SHEET, rb'<row r="(\d+)"', rb'<row r="\1.0"')),
    "xlsx: a sheet that is not there": (
        "xlsx",
        replaced("xl/workbook.xml", rb"</sheets>", b'<sheet name="x" sheetId="9"/></sheets>'),
    ),
    "odt: no list of parts": ("odt", without("META-INF/manifest.xml")),
    "odt: its kind is not stated": ("odt", without("mimetype")),
    "odt: names in capitals": ("odt", renamed(lambda name: name if name == "mimetype" else name.upper())),
    "odt: names with backslashes": ("odt", renamed(lambda name: name.replace("/", "\\"))),
}


@pytest.mark.parametrize(("suffix", "change"), READ.values(), ids=READ.keys())
def test_what_office_reads_is_read(tmp_path: Path, suffix: str, change: Callable[[Parts], Parts]) -> None:
    assert "345.60" in figures(changed(tmp_path, suffix, change))


def test_lines_before_a_packed_file_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "sent.docx"
    path.write_bytes(b"X-Sent: yes\r\n\r\n" + word(tmp_path).read_bytes())
    assert "345.60" in figures(path)


FOREIGN: dict[str, tuple[str, Callable[[Parts], Parts]]] = {
    "docx: an entity of web pages": ("docx", replaced(BODY, rb"<w:t>", b"<w:t>&nbsp;")),
    "docx: a bare ampersand": ("docx", replaced(BODY, rb"<w:t>", b"<w:t>A & B")),
    "docx: a control character": ("docx", replaced(BODY, rb"<w:t>", b"<w:t>\x01")),
    "docx: half of the styles": ("docx", lambda parts: parts | {"word/styles.xml": parts["word/styles.xml"][:300]}),
    "docx: entities of its own": ("docx", replaced(BODY, rb"<w:document", b"<!DOCTYPE x><w:document")),
    "xlsx: half of a sheet": ("xlsx", lambda parts: parts | {SHEET: parts[SHEET][:200]}),
    "xlsx: merged without an area": (
        "xlsx",
        replaced(SHEET, rb"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="?"/></mergeCells>'),
    ),
    "xlsx: no way to its sheets": ("xlsx", without("xl/_rels/workbook.xml.rels")),
    "odt: an entity of web pages": ("odt", replaced("content.xml", rb"<text:p", b"&nbsp;<text:p")),
}


@pytest.mark.parametrize(("suffix", "change"), FOREIGN.values(), ids=FOREIGN.keys())
def test_what_no_office_program_writes_is_not_called_damaged(
    tmp_path: Path, suffix: str, change: Callable[[Parts], Parts]
) -> None:
    with pytest.raises(CannotRead, match="save it again") as refused:
        read(changed(tmp_path, suffix, change))
    assert "damaged" not in str(refused.value)


@pytest.mark.parametrize("suffix", ["docx", "xlsx"])
def test_a_file_that_is_cut_or_altered_is_damaged(tmp_path: Path, suffix: str) -> None:
    whole = MAKERS[suffix](tmp_path).read_bytes()
    path = tmp_path / f"broken.{suffix}"
    path.write_bytes(whole[: len(whole) * 2 // 3])
    with pytest.raises(CannotRead, match="is damaged"):
        read(path)
