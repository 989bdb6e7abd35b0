"""What is read is what a reader sees: a matrix of formats and of what can make a text look so or so.

Every box holds a document whose one table says 收入 | 36.58 and, beside or in place of the amount, a 7 that looks so or
so; or it says why the format cannot have it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.reading.looks.box import Box
from tests.reading.looks.docx import DOCX
from tests.reading.looks.html import HTML
from tests.reading.looks.odt import ODT
from tests.reading.looks.pdf import PDF
from tests.reading.looks.xlsx import XLSX

from yusuan.document import Table
from yusuan.reading.docx import read_docx
from yusuan.reading.html import read_html
from yusuan.reading.odt import read_odt
from yusuan.reading.pdf import read_pdf
from yusuan.reading.xlsx import read_xlsx

if TYPE_CHECKING:
    from tests.reading.conftest import Pdf

READERS = {".docx": read_docx, ".odt": read_odt, ".xlsx": read_xlsx, ".html": read_html, ".pdf": read_pdf}
FORMATS = ("docx", "odt", "doc", "xlsx", "html", "pdf")
MECHANISMS = (
    "hidden by itself", "hidden by a style", "hidden by a parent of its style", "hidden by the style of its paragraph",
    "hidden by the style of its table", "hidden by defaults", "turned over twice", "struck by itself",
    "struck by a style", "struck by the style of its paragraph or cell", "a line drawn through it",
    "raised by itself", "raised by a style", "moved off its line", "a part of the cell struck", "white on white",
    "white of the theme", "the colour of its ground", "white on a dark ground", "too small",
    "row hidden", "column hidden", "zero hidden", "covered later", "layer off", "in a field", "in a note",
    "in a comment", "of two sizes", "of two colours", "over another figure", "a large watermark",
    "a sign in a font of pictures",
)  # fmt: skip

MATRIX: dict[str, dict[str, Box | str]] = {
    "docx": DOCX,
    "odt": ODT,
    "doc": dict.fromkeys(MECHANISMS, "LibreOffice turns a DOC into an ODT, which is read as any other."),
    "xlsx": XLSX,
    "html": HTML,
    "pdf": PDF,
}
BOXES = [
    pytest.param(found, id=f"{kind}: {mechanism}")
    for kind, row in MATRIX.items()
    for mechanism, found in row.items()
    if isinstance(found, Box)
]


def test_every_box_of_the_matrix_has_a_test_or_says_why_not() -> None:
    assert set(MATRIX) == set(FORMATS)
    for kind, row in MATRIX.items():
        assert set(row) == set(MECHANISMS), kind
        assert all(len(found) > 10 for found in row.values() if isinstance(found, str))


@pytest.mark.parametrize("found", BOXES)
def test_a_figure_is_read_as_it_looks_and_what_is_not_read_is_listed(tmp_path: Path, pdf: Pdf, found: Box) -> None:
    path = found.make(tmp_path / "document", pdf)
    document = READERS[path.suffix](path)
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    cells = table.rows[0]
    assert (cells[1].text if len(cells) > 1 else "") == found.text
    listed = (found.listed,) if isinstance(found.listed, str) else found.listed or ()
    assert tuple(flag.text for flag in document.flags) == listed
