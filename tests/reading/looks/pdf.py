"""The looks of a figure in PDF, by what makes them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from tests.reading.looks.box import Box

if TYPE_CHECKING:
    from tests.reading.conftest import Pdf


AT = (106, 92)
"""Where the 7 stands: right behind the amount."""


def printed(*drawn: str, amount: str = "36.58", setup: Callable[[Pdf], None] = lambda made: None,
        sized: float = 10) -> Callable[[Path, Pdf], Path]:  # fmt: skip
    """A PDF with a table, and what is drawn after it; `{7}` is the 7 behind the amount."""

    def make(path: Path, blank: Pdf) -> Path:
        made = blank.page().text(50, 50, "收支总表")
        made.table([50, 78, 160], [80, 100, 120], [["收入", amount], ["支出", ""]])
        setup(made)
        for content in drawn:
            made.draw(content.replace("{7}", f"BT /F1 {sized} Tf {AT[0]} {842 - AT[1]} Td <0037> Tj ET"))
        return made.save(path.with_suffix(".pdf"))

    return make


def box(colour: str, x: float, width: float, height: float = 14) -> str:
    return f"q {colour} rg {x} {842 - AT[1] - 3} {width} {height} re f Q"


def _layer(made: Pdf) -> None:
    made.catalog = "/OCProperties << /OCGs [7 0 R] /D << /OFF [7 0 R] /Order [7 0 R] >> >>"
    made.resources = "/Properties << /MC0 7 0 R >>"
    made.objects[7] = "<< /Type /OCG /Name (draft) >>"


def _field(made: Pdf) -> None:
    made.page_entries = "/Annots [7 0 R]"
    rectangle = f"[{AT[0]} {842 - AT[1] - 2} {AT[0] + 40} {842 - AT[1] + 10}]"
    made.objects[7] = (
        f"<< /Type /Annot /Subtype /Widget /FT /Tx /T (f) /F 4 /V (7) /Rect {rectangle} /AP << /N 8 0 R >> >>"
    )
    body = "BT /F1 10 Tf 0 2 Td <0037> Tj ET"
    made.objects[8] = (
        "<< /Type /XObject /Subtype /Form /BBox [0 0 40 12] /Resources << /Font << /F1 3 0 R >> >>"
        f" /Length {len(body)} >>\nstream\n{body}\nendstream"
    )


def _note(made: Pdf) -> None:
    made.page_entries = "/Annots [7 0 R]"
    made.objects[7] = "<< /Type /Annot /Subtype /FreeText /F 4 /Contents (7) /DA (0 g) /Rect [300 740 340 752] >>"


def _comment(made: Pdf) -> None:
    made.page_entries = "/Annots [7 0 R]"
    made.objects[7] = "<< /Type /Annot /Subtype /Text /F 4 /Contents (7) /Rect [300 740 320 760] >>"


PDF: dict[str, Box | str] = {
    "hidden by itself": Box(printed("3 Tr {7} 0 Tr")),
    "hidden by a style": "A PDF has no styles: it draws.",
    "hidden by a parent of its style": "A PDF has no styles: it draws.",
    "hidden by the style of its paragraph": "A PDF has no styles: it draws.",
    "hidden by the style of its table": "A PDF has no styles: it draws.",
    "hidden by defaults": "A PDF has no styles: it draws.",
    "turned over twice": "A PDF has no styles: it draws.",
    "struck by itself": "A PDF strikes text by a line.",
    "struck by a style": "A PDF has no styles: it draws.",
    "struck by the style of its paragraph or cell": "A PDF has no styles: it draws.",
    "a line drawn through it": Box(printed(f"0.5 w 80 {842 - 88.4} m 110 {842 - 88.4} l S"), "", "36.58"),
    "raised by itself": Box(printed(f"BT /F1 5 Tf {AT[0]} {842 - AT[1] + 2} Td <0037> Tj ET"), "36.58⁷", None),
    "raised by a style": "A PDF has no styles: it draws.",
    "moved off its line": Box(printed(f"BT /F1 6 Tf {AT[0]} {842 - AT[1] + 3} Td <0037> Tj ET"), "36.58⁷", None),
    "a part of the cell struck": "A line through a part of a figure goes through the figure.",
    "white on white": Box(printed("1 g {7} 0 g")),
    "white of the theme": "A PDF has no themes.",
    "the colour of its ground": Box(printed(box("0.2 0.4 0.6", 105, 12), "0.2 0.4 0.6 rg {7} 0 g")),
    "white on a dark ground": Box(printed(box("0.2 0.4 0.6", 80, 40), "1 g {7} 0 g", amount=""), "7", None),
    "too small": "Where letters are small, so is all that is drawn of them; what is printed can be enlarged.",
    "row hidden": "A PDF has no rows: it draws.",
    "column hidden": "A PDF has no columns: it draws.",
    "zero hidden": "A PDF has no numbers: it draws.",
    "covered later": Box(printed("{7}", box("1 1 1", 105.5, 10))),
    "layer off": Box(printed("/OC /MC0 BDC {7} EMC", setup=_layer)),
    "in a field": Box(printed(setup=_field), "36.587", None),
    "in a note": Box(printed(setup=_note)),
    "in a comment": Box(printed(setup=_comment), "36.58", None),
    "of two sizes": Box(printed("{7}", sized=12), "\ufffd36.587", None),
    "of two colours": Box(printed("1 0 0 rg {7} 0 g"), "\ufffd36.587", None),
    "over another figure": Box(
        printed(f"BT /F1 10 Tf 84 {842 - AT[1]} Td <003100320033> Tj ET"), "\ufffd36.58123", None
    ),
    "a large watermark": Box(printed(f"0.8 g BT /F1 40 Tf 60 {842 - 100} Td <0037> Tj ET 0 g")),
    "a sign in a font of pictures": "A sign that no font explains: see the test of signs that are not known.",
}
