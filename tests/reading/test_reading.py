"""Any file: its kind is told by its bytes, it is read apart, and what cannot be read ends in one clear line."""

from __future__ import annotations

import os
import threading
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

from yusuan.document import Cell, Document, Flag, Line, Table
from yusuan.errors import CannotRead
from yusuan.reading import doc as doc_module
from yusuan.reading import read
from yusuan.reading.docx import read_docx
from yusuan.reading.odt import read_odt
from yusuan.reading.pdf import read_pdf
from yusuan.reading.sandbox import read_apart
from yusuan.reading.sniff import kind_of
from yusuan.reading.transfer import pack, unpack
from yusuan.reading.xlsx import read_xlsx

if TYPE_CHECKING:
    from tests.reading.conftest import Pdf

DISCLOSURES = Path(__file__).parents[2].parent / "shared" / "disclosures"


def words(path: Path) -> str:
    with pytest.raises(CannotRead) as caught:
        read(path)
    assert "\n" not in str(caught.value)
    assert caught.value.place == str(path)
    assert caught.value.remedy
    return caught.value.problem


def test_every_format_is_read_by_its_own_reader(
    pdf: Pdf, tmp_path: Path, make_docx: Callable[[str], Path], make_xlsx: Callable[..., Path]
) -> None:
    page = tmp_path / "a.html"
    page.write_text("<html><body><p>部门预算</p></body></html>", "utf-8")
    text = tmp_path / "a.txt"
    text.write_text("部门预算\n", "utf-8")
    made = [
        make_docx("<w:p><w:r><w:t>部门预算</w:t></w:r></w:p>"),
        make_xlsx(lambda book: book.active.append(["部门预算"])),
        pdf.page().text(50, 60, "部门预算").save(tmp_path / "a.pdf"),
        page,
        text,
    ]
    assert [read(path).format for path in made] == ["docx", "xlsx", "pdf", "html", "text"]
    assert all(block.text == "部门预算" for path in made for block in read(path).blocks if isinstance(block, Line))


def test_a_document_comes_back_from_the_child_as_it_was(pdf: Pdf, tmp_path: Path) -> None:
    path = (
        pdf.page()
        .text(50, 60, "表")
        .table([50, 90, 130], [80, 100, 120], [["a", "b"], ["1", ""]])
        .save(tmp_path / "a.pdf")
    )
    assert read(path) == read_pdf(path)
    cells = ((Cell("一", "T1R1C1", 2, 1), Cell("", "T1R1C2")),)
    document = Document("docx", "0" * 64, (Line("行", "L1", True), Table(cells, "T1")), (Flag("L1", "行", "因"),))
    assert unpack(pack(document)) == document


@pytest.mark.parametrize(
    ("name", "data", "problem"),
    [
        ("a.pdf", b"", "is empty."),
        ("a.txt", b"\xef\xbb\xbf \n", "contains no text."),
        ("a.pdf", b"%PDF-1.7\n%%EOF", "is damaged: it is not a readable PDF."),
        ("a.pdf", b"\x89PNG\r\n\x1a\n000", "is a picture, not a document."),
        ("a.docx", b"PK\x03\x04 cut off", "is damaged: it cannot be unpacked."),
        ("a.pdf", b"<html><body>404</body></html>", "is named as a PDF but is a web page (HTML)."),
        ("a.docx", b"%PDF-1.4", "is named as a Word document (DOCX) but is a PDF."),
        ("a.xlsx", b"\0\1\2\3" * 50, "is damaged: its name says that it is an Excel workbook (XLSX), but it is not."),
        ("a.pdf", "部门预算".encode(), "is named as a PDF but is a plain text."),
        ("a.mht", b"MIME-Version: 1.0\n", "is a web archive (MHTML)."),
        ("a.doc", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "is damaged or of an unknown kind."),
        ("a.xlsx", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "is encrypted."),
    ],
)
def test_a_file_that_cannot_be_read_ends_in_one_line_that_says_why(
    tmp_path: Path, name: str, data: bytes, problem: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert words(path) == problem


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    assert "cannot be opened" in words(tmp_path / "none.pdf")
    assert words(tmp_path) == "is a folder."


def test_what_is_not_a_plain_file_is_never_read(tmp_path: Path) -> None:
    pipe, endless = tmp_path / "pipe.txt", tmp_path / "endless.txt"
    os.mkfifo(pipe)
    endless.symlink_to("/dev/urandom")
    assert words(pipe) == words(endless) == "is not a plain file."


def test_the_kind_of_an_archive_is_told_without_unpacking_it(tmp_path: Path) -> None:
    path = tmp_path / "bomb.odt"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", b"application/vnd.oasis.opendocument.text" + b" " * 50_000_000)
    tracemalloc.start()
    try:
        assert kind_of(path) == "odt"
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


def test_an_archive_that_holds_no_document_is_refused(tmp_path: Path) -> None:
    for inside, problem in (("OFD.xml", "is an OFD document."), ("a.pdf", "is an archive, not a document.")):
        path = tmp_path / f"{inside}.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(inside, "x")
        assert words(path) == problem


def test_a_docx_whose_parts_are_broken_is_refused_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<broken")
    assert words(path) == "its part word/document.xml cannot be read as XML."


def test_an_xlsx_whose_parts_are_broken_is_refused_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<broken")
        archive.writestr("[Content_Types].xml", "<broken")
    assert words(path) == "its part [content_types].xml cannot be read as XML."


def test_a_file_that_unpacks_to_too_much_is_refused_before_it_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "0" * 10_000)
    monkeypatch.setattr("yusuan.reading.sniff.MAX_UNPACKED", 5_000)
    assert "unpacks to more than" in words(path)


@pytest.mark.parametrize(
    ("kind", "part"), [("docx", "word/document.xml"), ("xlsx", "xl/workbook.xml"), ("odt", "content.xml")]
)
@pytest.mark.parametrize("fault", ["packed badly", "packed as nobody does"])
def test_a_part_that_does_not_unpack_is_damage(tmp_path: Path, kind: str, part: str, fault: str) -> None:
    path = tmp_path / f"a.{kind}"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(part, "<document>" * 100)
    data = bytearray(path.read_bytes())
    if fault == "packed badly":
        start = 30 + len(part)
        data[start : start + 8] = b"\xff" * 8
    else:
        data[data.index(b"PK\1\2") + 6] = 99  # the version that is needed to unpack it
    path.write_bytes(data)
    reader = {"docx": read_docx, "xlsx": read_xlsx, "odt": read_odt}[kind]
    with pytest.raises(CannotRead, match="is damaged: it"):
        reader(path)


def test_a_reader_that_needs_too_much_memory_is_ended_with_one_line(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    for _ in range(3_000):
        book.active.append(list(range(100)))
    book.save(path)
    with pytest.raises(CannotRead, match=r"needs more than|broke down"):
        read_apart("xlsx", path, memory=150_000_000)


def test_a_page_that_unpacks_beyond_the_memory_has_met_a_limit_and_is_not_damaged(tmp_path: Path) -> None:
    packed = zlib.compress(b" " * 400_000_000, 1)
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n" % len(packed) + packed + b"\nendstream",
    )
    text = b"".join(b"%d 0 obj\n" % number + each + b"\nendobj\n" for number, each in enumerate(objects, 1))
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.5\n" + text + b"trailer<</Root 1 0 R/Size 5>>\n%%EOF")
    with pytest.raises(CannotRead, match="needs more than 500 MB to read"):
        read_apart("pdf", path, memory=500_000_000)


def test_a_reader_that_waits_for_ever_is_ended_by_the_parent(tmp_path: Path) -> None:
    pipe = tmp_path / "a.html"
    os.mkfifo(pipe)  # the child waits for its other end, and uses no time of the processor

    def let_go_at_last() -> None:
        with pipe.open("wb"):
            pass

    threading.Timer(4, let_go_at_last).start()
    with pytest.raises(CannotRead, match="took longer than 2 seconds"):
        read_apart("html", pipe, seconds=2)
    with pipe.open("rb"):
        pass  # lets the other end go


def test_a_reader_that_takes_too_long_is_ended_with_one_line(pdf: Pdf, tmp_path: Path) -> None:
    path = pdf.page().text(50, 60, "部门预算").save(tmp_path / "a.pdf")
    with pytest.raises(CannotRead, match="took longer than"):
        read_apart("pdf", path, seconds=0.01)


def test_an_old_word_document_without_libreoffice_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0" + "WordDocument".encode("utf-16-le"))
    monkeypatch.setattr(doc_module.shutil, "which", lambda name: None)
    assert words(path) == "is an old Word document (DOC), which is read through LibreOffice, and that is not installed."


def test_an_old_word_document_is_read_through_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0" + "WordDocument".encode("utf-16-le"))

    def office(command: list[str]) -> None:
        body = "<o:document-content xmlns:o='urn:oasis:names:tc:opendocument:xmlns:office:1.0'><o:body><o:text>"
        body += "<t:p xmlns:t='urn:oasis:names:tc:opendocument:xmlns:text:1.0'>部门预算</t:p>"
        with zipfile.ZipFile(Path(command[command.index("--outdir") + 1]) / "a.odt", "w") as archive:
            archive.writestr("content.xml", body + "</o:text></o:body></o:document-content>")

    with monkeypatch.context() as patched:
        patched.setattr(doc_module.shutil, "which", lambda name: "/usr/bin/soffice")
        patched.setattr(doc_module, "_run", office)
        document = read(path)
    assert document.format == "doc"
    assert document.blocks == (Line("部门预算", "L1"),)


@pytest.mark.skipif(not DISCLOSURES.is_dir(), reason="the shared disclosures are not beside this clone")
@pytest.mark.parametrize(
    ("name", "place", "text"),
    [
        # Chongqing, publicity department: table 1 and the last row of a table that runs over three pages.
        ("125.pdf", "P8T1R3C2", "45,369.18"),
        ("125.pdf", "P16T1R3C7", "24,991.96"),
        # Jiangsu's people's congress, stored on its side.
        ("038.pdf", "P9T1R4C2", "767.60"),
        # Hangzhou, public security: an amount wrapped in its cell.
        ("245.pdf", "P26T1R4C2", "370,219.25"),
    ],
)
def test_figures_of_real_disclosures_stand_where_they_are_printed(name: str, place: str, text: str) -> None:
    document = read(DISCLOSURES / name)
    cells = {
        cell.place: cell.text
        for block in document.blocks
        if isinstance(block, Table)
        for row in block.rows
        for cell in row
    }
    assert cells[place] == text
