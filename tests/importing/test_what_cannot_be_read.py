"""Damaged, encrypted, empty, huge, pictured and mislabelled files of every format: one clear line, and nothing left.

Each file is made here by the means of its format, and imported by the command as a person would.
"""

from __future__ import annotations

import io
import os
import random
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 64
OFFICE = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "table", "text"))
NOISE = random.Random(1).randbytes(4_000)


def pdf(*objects: bytes, trailer: bytes = b"", last: int = 0) -> bytes:
    """A PDF of these objects, numbered from 1; the first is its catalogue. `last` adds empty objects up to it."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate([*objects, *[b"null"] * max(0, last - len(objects))], start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, trailer, start)
    return bytes(out)


CATALOGUE, PAGES = b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"


def encrypted_pdf() -> bytes:
    """A PDF whose password is not the empty one."""
    key = b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (b"ab" * 32, b"cd" * 32)
    return pdf(CATALOGUE, PAGES, PAGE, key, trailer=b"/Encrypt 4 0 R /ID [<00> <00>]")


def pictured_pdf() -> bytes:
    """A page that is one picture, as scanners make them."""
    page = PAGE[:-2] + b"/Contents 4 0 R /Resources << /XObject << /I 5 0 R >> >> >>"
    drawing, pixels = b"595 0 0 842 0 0 cm /I Do", zlib.compress(bytes(64))
    image = b"<< /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode"
    return pdf(
        CATALOGUE, PAGES, page,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawing), drawing),
        image + b" /Length %d >>\nstream\n%s\nendstream" % (len(pixels), pixels),
    )  # fmt: skip


def packed(**files: bytes) -> bytes:
    """An archive of these files; `__` in a name is a slash."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/"), data)
    return out.getvalue()


def odt(content: bytes) -> bytes:
    """An OpenDocument text with this content."""
    return packed(mimetype=b"application/vnd.oasis.opendocument.text", **{"content.xml": content})


def encrypted_odt() -> bytes:
    """An OpenDocument text with a password, which its manifest tells."""
    manifest = b"<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
    return packed(mimetype=b"application/vnd.oasis.opendocument.text", **{
        "content.xml": NOISE, "META-INF/manifest.xml": manifest,
    })  # fmt: skip


def word(change: Callable[[bytes], bytes] = bytes, text: str = "") -> bytes:
    """A Word document of one paragraph, its text part changed."""
    made, out = io.BytesIO(), io.BytesIO()
    document = docx.Document()
    document.add_paragraph(text)
    document.save(made)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(data) if name == "word/document.xml" else data)
    return out.getvalue()


def excel(merged: str = "", text: str | None = "部门预算") -> bytes:
    """A workbook of one cell, with one range merged."""
    out, book = io.BytesIO(), openpyxl.Workbook()
    book.active["A1"] = text
    if merged:
        book.active.merged_cells.add(merged)
    book.save(out)
    return out.getvalue()


def with_password(data: bytes) -> bytes:
    """The archive with the mark of a password on each of its files."""
    out = bytearray(data)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = out.find(mark)
        while at >= 0:
            out[at + offset] |= 1
            at = out.find(mark, at + 4)
    return bytes(out)


def said_to_unpack_to(size: int, data: bytes) -> bytes:
    """The archive, its list giving the first file this size unpacked."""
    at = data.index(b"PK\x01\x02") + 24
    return data[:at] + size.to_bytes(4, "little") + data[at + 4 :]


def laughing(data: bytes) -> bytes:
    """The XML with entities that unfold to billions of characters."""
    entities = b'<!ENTITY a "' + b"x" * 100 + b'">'
    for name, inner in zip(b"bcdefghi", b"abcdefgh", strict=True):
        entities += b'<!ENTITY %c "%s">' % (name, (b"&%c;" % inner) * 20)
    head, _, body = data.partition(b"?>")
    return head + b"?><!DOCTYPE d [" + entities + b"]>" + body.replace(b"</w:p>", b"<w:r><w:t>&i;</w:t></w:r></w:p>", 1)


BOMB = 1_100_000_000
LARGE = ("of half a gigabyte", "that unpacks to a gigabyte", "of a million objects")
"""Files that take long to make or to read."""
ERROR_PAGE = b"<!DOCTYPE html><html><head><title>404</title></head><body>Not Found</body></html>"

FILES: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "empty pdf": ("a.pdf", lambda: b"", "is empty."),
    "damaged pdf": ("a.pdf", lambda: pdf(CATALOGUE, PAGES, PAGE)[:40], "is damaged: it is not a readable PDF."),
    "pdf of noise": ("a.pdf", lambda: b"%PDF-1.7\n" + NOISE, "is damaged: it is not a readable PDF."),
    "encrypted pdf": ("a.pdf", encrypted_pdf, "is encrypted."),
    "scanned pdf": ("a.pdf", pictured_pdf, "scan"),
    "blank pdf": ("a.pdf", lambda: pdf(CATALOGUE, PAGES, PAGE), ""),
    "pdf of many objects": ("a.pdf", lambda: pdf(CATALOGUE, PAGES, PAGE, last=100_000), ""),
    "pdf of a million objects": ("a.pdf", lambda: pdf(CATALOGUE, PAGES, PAGE, last=1_000_000), ""),
    "pdf without pages": ("a.pdf", lambda: pdf(CATALOGUE, b"<< /Type /Pages /Kids [] /Count 0 >>"), ""),
    "web page called pdf": ("a.pdf", lambda: ERROR_PAGE, "is named as a PDF but is a web page (HTML)."),
    "picture called pdf": ("a.pdf", lambda: PNG, "is a picture, not a document."),
    "empty docx": ("a.docx", lambda: b"", "is empty."),
    "damaged docx": ("a.docx", lambda: word(text="预算")[:900], "is damaged: it cannot be unpacked."),
    "docx of broken parts": ("a.docx", lambda: word(lambda data: data[:200]), "A program other than Office wrote this"),
    "encrypted docx": ("a.docx", lambda: COMPOUND + "EncryptedPackage".encode("utf-16-le"), "is encrypted."),
    "docx with a password on its parts": ("a.docx", lambda: with_password(word(text="预算")), "is encrypted."),
    "docx without text": ("a.docx", word, "contains no text."),
    "docx that says it unpacks to a gigabyte": ("a.docx", lambda: said_to_unpack_to(BOMB, word()), "unpacks to more than"),
    "docx that unpacks to a gigabyte": ("a.docx", lambda: word(lambda data: b" " * BOMB), "unpacks to more than"),
    "docx of half a gigabyte": ("a.docx", lambda: word(lambda data: data + b" " * 500_000_000), ""),
    "docx of endless entities": ("a.docx", lambda: word(laughing, "预算"), ""),
    "docx of endless nesting": (
        "a.docx",
        lambda: word(lambda data: data.replace(b"<w:body>", b"<w:body>" + b"<w:sdt><w:sdtContent>" * 100_000, 1)),
        "cannot be read as XML",
    ),
    "pdf called docx": ("a.docx", lambda: pdf(CATALOGUE, PAGES, PAGE), "is named as a Word document (DOCX) but is a PDF."),
    "empty xlsx": ("a.xlsx", lambda: b"", "is empty."),
    "damaged xlsx": ("a.xlsx", lambda: excel()[:900], "is damaged: it cannot be unpacked."),
    "xlsx with a password": ("a.xlsx", lambda: COMPOUND + "EncryptedPackage".encode("utf-16-le"), "is encrypted."),
    "xlsx with a password on its parts": ("a.xlsx", lambda: with_password(excel()), "is encrypted."),
    "xlsx of nothing": ("a.xlsx", lambda: excel(text=None), "has no content on any visible sheet."),
    "xlsx merged from end to end": ("a.xlsx", lambda: excel("A1:XFD1048576"), "contains none of the ten budget tables"),
    "docx called xlsx": ("a.xlsx", lambda: word(text="预算"), "is named as an Excel workbook (XLSX) but is a Word"),
    "archive called xlsx": ("a.xlsx", lambda: packed(x=b"x"), "is an archive, not a document."),
    "odt of broken parts": ("a.odt", lambda: odt(b"<office:document-content"), "has a part that cannot be read as XML."),
    "encrypted odt": ("a.odt", encrypted_odt, "is encrypted."),
    "odt without text": ("a.odt", lambda: odt(f"<office:document-content {OFFICE}/>".encode()), "contains no text."),
    "odt of half a gigabyte": ("a.odt", lambda: odt(b"<a>" + b"<b/>" * 120_000_000 + b"</a>"), ""),
    "empty html": ("a.html", lambda: b"", "is empty."),
    "html without text": ("a.html", lambda: b"<html><body><script>load()</script></body></html>", "contains no text."),
    "html of endless nesting": ("a.html", lambda: b"<html><body>" + b"<div>" * 300_000 + b"x</body></html>", ""),
    "picture called html": ("a.html", lambda: PNG, "is a picture, not a document."),
    "damaged doc": ("a.doc", lambda: COMPOUND + b"\0" * 600, "is damaged or of an unknown kind."),
    "doc of noise": ("a.doc", lambda: NOISE, "is damaged"),
    "rtf called doc": ("a.doc", lambda: b"{\\rtf1 x}", "is named as an old Word document (DOC) but is a rich text file"),
    "empty text": ("a.txt", lambda: b" \r\n", "is empty."),
    "text in UTF-16": ("a.txt", lambda: "部门预算".encode("utf-16"), "UTF-16"),
    "text of noise": ("a.txt", lambda: NOISE, "is not a text file"),
    "text that holds no table": ("a.txt", "部门预算\n".encode, "contains none of the ten budget tables"),
    "picture called text": ("a.txt", lambda: PNG, "is a picture, not a document."),
    "huge file": ("a.txt", lambda: b"1\n" * 100_000_001, "bytes; at most 200,000,000 are read."),
    "huge text": ("a.txt", lambda: b"1\n" * 10_000_001, "bytes; a text may have 20,000,000."),
}  # fmt: skip


@pytest.fixture
def refused(repository: Path, yusuan: Callable, monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], str]:
    """Import a file that cannot be read, see that nothing of it is left, and return the one line that says why."""
    temporary = repository / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    monkeypatch.setenv("TMPDIR", str(temporary))
    # Whether LibreOffice is installed must not matter here.
    monkeypatch.setattr("yusuan.reading.doc.shutil.which", lambda name: None)
    before = sorted((repository / "datapackages").rglob("*"))

    def importing(path: Path) -> str:
        begun = time.monotonic()
        ended = yusuan("import", str(path), "--agency", "new-bureau", "--year", "2024", "--quiet")
        assert (ended.code, ended.out) == (2, "")
        assert time.monotonic() - begun < 200
        assert ended.err.startswith(f"yusuan: {path}: ")
        assert ended.err.count("\n") == 1
        assert sorted((repository / "datapackages").rglob("*")) == before
        assert list(temporary.iterdir()) == []
        return ended.err

    return importing


@pytest.mark.parametrize(
    ("name", "make", "says"),
    [
        pytest.param(*case, id=label, marks=pytest.mark.thorough if label.endswith(LARGE) else ())
        for label, case in FILES.items()
    ],
)
def test_a_file_that_cannot_be_read_is_one_line_and_leaves_nothing(
    tmp_path: Path, refused: Callable[[Path], str], name: str, make: Callable[[], bytes], says: str
) -> None:
    path = tmp_path / name
    path.write_bytes(make())
    told = refused(path)
    assert says in told
    assert "broke down" not in told


@pytest.mark.parametrize(("made", "says"), [
    (lambda path: path.mkdir(), "is a folder."),
    (os.mkfifo, "is not a plain file."),
    (lambda path: path.symlink_to("/dev/zero"), "is not a plain file."),
    (lambda path: None, "cannot be opened"),
], ids=["folder", "pipe", "endless device", "missing"])  # fmt: skip
def test_what_is_no_file_is_one_line(
    tmp_path: Path, refused: Callable[[Path], str], made: Callable[[Path], object], says: str
) -> None:
    made(tmp_path / "a.pdf")
    assert says in refused(tmp_path / "a.pdf")
