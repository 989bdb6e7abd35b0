"""Small documents, written by the tests themselves: what a reader finds is compared with what was written."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest

# A4, upright.
WIDTH, HEIGHT = 595, 842


class Pdf:
    """Writes a PDF: text in a font that every PDF reader knows without its being embedded, and straight lines.

    Points are measured from the top left of the page.
    """

    def __init__(self) -> None:
        self.pages: list[list[str]] = []
        self.turned: list[int] = []
        self.encrypted = False
        # Entries of the catalogue, of every page, of its resources and its fonts; objects beside those of the pages, by
        # number.
        self.catalog = self.page_entries = self.resources = self.fonts = ""
        self.objects: dict[int, str] = {}

    def draw(self, content: str) -> Pdf:
        """Write drawing commands as they are."""
        self.pages[-1].append(content)
        return self

    def page(self, rotate: int = 0) -> Pdf:
        """Begin a page."""
        self.pages.append([])
        self.turned.append(rotate)
        return self

    def text(self, x: float, y: float, text: str, size: float = 10) -> Pdf:
        """Write text with its base line at `y`."""
        self.pages[-1].append(f"BT /F1 {size} Tf {x} {HEIGHT - y} Td <{text.encode('utf-16-be').hex()}> Tj ET")
        return self

    def line(self, x0: float, y0: float, x1: float, y1: float) -> Pdf:
        """Draw a thin line."""
        self.pages[-1].append(f"0.5 w {x0} {HEIGHT - y0} m {x1} {HEIGHT - y1} l S")
        return self

    def picture(self) -> Pdf:
        """Put a picture over the page, as a scanner does."""
        data = "q 500 0 0 700 40 60 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x40 EI Q"
        self.pages[-1].append(data)
        return self

    def table(self, xs: list[float], ys: list[float], rows: list[list[str]], *, closed: bool = True) -> Pdf:
        """Draw a grid over the edges and write a text into each cell, several lines where it has line feeds."""
        for y in ys if closed else ys[:-1]:
            self.line(xs[0], y, xs[-1], y)
        for x in xs:
            self.line(x, ys[0], x, ys[-1])
        for row, top in zip(rows, ys, strict=False):
            for cell, left in zip(row, xs, strict=False):
                for number, part in enumerate(cell.split("\n")):
                    if part:
                        self.text(left + 3, top + 12 + 11 * number, part)
        return self

    def save(self, path: Path) -> Path:
        """Write the file and give its path."""
        kids = " ".join(f"{5 + 2 * i} 0 R" for i in range(len(self.pages)))
        objects = [
            f"<< /Type /Catalog /Pages 2 0 R {self.catalog} >>",
            f"<< /Type /Pages /Kids [{kids}] /Count {len(self.pages)} >>",
            "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
            "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /W [1 95 500]"
            " /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor"
            " << /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0"
            " /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >> >>",
        ]
        for number, (content, rotate) in enumerate(zip(self.pages, self.turned, strict=True)):
            body = "\n".join(content)
            objects.append(
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Rotate {rotate}"
                f" /Resources << /Font << /F1 3 0 R {self.fonts} >> {self.resources} >> {self.page_entries}"
                f" /Contents {6 + 2 * number} 0 R >>"
            )
            objects.append(f"<< /Length {len(body.encode('latin-1'))} >>\nstream\n{body}\nendstream")
        for number, text in sorted(self.objects.items()):
            assert number == len(objects) + 1, "objects follow those of the pages"
            objects.append(text)
        secret = f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{'41' * 32}> /U <{'42' * 32}> >> /ID [<00> <00>]"
        out = b"%PDF-1.4\n"
        offsets = []
        for number, text in enumerate(objects, start=1):
            offsets.append(len(out))
            out += f"{number} 0 obj\n{text}\nendobj\n".encode("latin-1")
        start = len(out)
        out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
        out += b"".join(f"{offset:010} 00000 n \n".encode() for offset in offsets)
        trailer = f"<< /Size {len(objects) + 1} /Root 1 0 R {secret if self.encrypted else ''} >>"
        path.write_bytes(out + f"trailer\n{trailer}\nstartxref\n{start}\n%%EOF\n".encode())
        return path


@pytest.fixture
def pdf() -> Pdf:
    """An empty PDF to write on."""
    return Pdf()


@pytest.fixture
def make_docx(tmp_path: Path) -> Callable[[str], Path]:
    """A DOCX whose body is the given WordprocessingML."""

    def make(body: str) -> Path:
        plain, path = tmp_path / "plain.docx", tmp_path / "made.docx"
        docx.Document().save(str(plain))
        space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        document = f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'
        with zipfile.ZipFile(plain) as old, zipfile.ZipFile(path, "w") as new:
            for name in old.namelist():
                new.writestr(name, document if name == "word/document.xml" else old.read(name))
        return path

    return make


@pytest.fixture
def make_xlsx(tmp_path: Path) -> Callable[[Callable[[openpyxl.Workbook], None]], Path]:
    """An XLSX that the given function fills."""

    def make(fill: Callable[[openpyxl.Workbook], None]) -> Path:
        book = openpyxl.Workbook()
        fill(book)
        path = tmp_path / "made.xlsx"
        book.save(path)
        return path

    return make
