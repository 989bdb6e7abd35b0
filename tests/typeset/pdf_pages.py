"""Writes pages of text and thin rules as a PDF, in a font that readers know without its being embedded.

Points are measured from the top left of the page. Han characters are as wide as the type is high, others half of that.
"""

from __future__ import annotations

from pathlib import Path

_FONT = (
    "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
    "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /W [1 95 500]"
    " /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor"
    " << /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0"
    " /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >> >>",
)


def width(text: str, size: float) -> float:
    """How far a text runs."""
    return sum(size / 2 if character < "\x7f" else size for character in text)


class Pages:
    """The pages so far; text and rules go onto the last one."""

    def __init__(self, wide: float, high: float) -> None:
        self.wide, self.high = wide, high
        self.pages: list[list[str]] = []

    def begin(self) -> None:
        """Begin a page."""
        self.pages.append([])

    def text(self, x: float, baseline: float, text: str, size: float) -> None:
        """Write a line of text."""
        if text.strip():
            code = text.encode("utf-16-be").hex()
            self.pages[-1].append(f"BT /F1 {size} Tf {x:.2f} {self.high - baseline:.2f} Td <{code}> Tj ET")

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Draw a thin line."""
        self.pages[-1].append(f"0.5 w {x0:.2f} {self.high - y0:.2f} m {x1:.2f} {self.high - y1:.2f} l S")

    def save(self, path: Path) -> None:
        """Write the file."""
        kids = " ".join(f"{5 + 2 * i} 0 R" for i in range(len(self.pages)))
        objects = [
            "<< /Type /Catalog /Pages 2 0 R >>",
            f"<< /Type /Pages /Kids [{kids}] /Count {len(self.pages)} >>",
            *_FONT,
        ]
        for number, content in enumerate(self.pages):
            body = "\n".join(content)
            box = f"/MediaBox [0 0 {self.wide} {self.high}] /Resources << /Font << /F1 3 0 R >> >>"
            objects.append(f"<< /Type /Page /Parent 2 0 R {box} /Contents {6 + 2 * number} 0 R >>")
            objects.append(f"<< /Length {len(body)} >>\nstream\n{body}\nendstream")
        out, offsets = "%PDF-1.4\n", []
        for number, text in enumerate(objects, start=1):
            offsets.append(f"{len(out):010} 00000 n \n")
            out += f"{number} 0 obj\n{text}\nendobj\n"
        table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{''.join(offsets)}"
        trailer = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
        path.write_bytes((out + table + trailer).encode("latin-1"))
