"""The looks of a figure in web pages, by what makes them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from tests.reading.looks.box import Box

if TYPE_CHECKING:
    from tests.reading.conftest import Pdf


def html(seven: str = "<span class=a>7</span>", sheet: str = "", *, amount: str = "36.58", cell: str = "", row: str = "",
         table: str = "") -> Callable[[Path, Pdf], Path]:  # fmt: skip
    """A page whose 7 is of the class `a` of this sheet."""

    def make(path: Path, blank: Pdf) -> Path:
        path = path.with_suffix(".html")
        path.write_text(
            f"<!doctype html><html><head><meta charset=utf-8><style>{sheet}</style></head><body><table {table}>"
            f"<tr {row}><td>收入<td {cell}>{amount}{seven}<tr><td>支出<td></table></body></html>",
            encoding="utf-8",
        )
        return path

    return make


HTML: dict[str, Box | str] = {
    "hidden by itself": Box(html("<span style='display:none'>7</span>")),
    "hidden by a style": Box(html(sheet=".a{display:none}")),
    "hidden by a parent of its style": Box(
        html("<b><span>7</span></b>", "@media screen{td>b{opacity:0}} @media print{b{opacity:1}}")
    ),
    "hidden by the style of its paragraph": Box(html("<p class=a>7</p>", "p.a{visibility:hidden}")),
    "hidden by the style of its table": Box(html("7", "#t td+td{font-size:0}", table="id=t", amount=""), ""),
    "hidden by defaults": Box(html("<span hidden>7</span>")),
    "turned over twice": Box(html(sheet=".a{display:none} span.a{display:inline !important}"), "36.587", None),
    "struck by itself": Box(html("<s>7</s>")),
    "struck by a style": Box(html(sheet=".a{text-decoration:line-through red}")),
    "struck by the style of its paragraph or cell": Box(
        html("7", "td.x{text-decoration-line:line-through}", cell="class=x", amount=""), ""
    ),
    "a line drawn through it": "Lines through text are a property of it; a picture over it is not looked at.",
    "raised by itself": Box(html("<sup>7</sup>"), "36.58⁷", None),
    "raised by a style": Box(html(sheet="span.a{vertical-align:super}"), "36.58⁷", None),
    "moved off its line": Box(html(sheet=".a{position:relative;top:-5px}"), "36.58⁷", None),
    "a part of the cell struck": Box(html("<del>7</del>")),
    "white on white": Box(html("<font color=white>7</font>")),
    "white of the theme": Box(html(sheet=".a{color:rgba(0,0,0,0)}")),
    "the colour of its ground": Box(html(sheet=".a{color:#1f4e79;background:#1F4E79}")),
    "white on a dark ground": Box(html(sheet=".a{color:#fff} td+td{background:#1f4e79}", amount=""), "7", None),
    "too small": Box(html(sheet=".a{font-size:1px}")),
    "row hidden": Box(html("7", "tr.x{display:none}", row="class=x"), "", "收入 36.587"),
    "column hidden": Box(html("7", "td+td{display:none}"), "", "36.587"),
    "zero hidden": "A page has no numbers, only text.",
    "covered later": Box(html(sheet=".a{position:absolute;left:-9999px}")),
    "layer off": Box(html(sheet="@media (min-width:800px){.a{display:none}}")),
    "in a field": Box(html("<input value=7>"), "36.587", None),
    "in a note": "A title shown under the pointer is no part of the page.",
    "in a comment": Box(html("<!-- 7 -->"), "36.58", None),
    "of two sizes": "A text of two sizes is still one text; a raised part is told by its own property.",
    "of two colours": "A text of two colours is still one text.",
    "over another figure": "Where text that is placed freely meets other text only a browser can tell.",
    "a large watermark": "A watermark is a background, and no part of the text.",
    "a sign in a font of pictures": Box(html("\uf02d7", amount=""), "\uf02d7", None),
}
