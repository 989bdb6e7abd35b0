"""The looks of a figure in OpenDocument texts, by what makes them."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from tests.reading.looks.box import Box

if TYPE_CHECKING:
    from tests.reading.conftest import Pdf


SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"),
        ("fo", "xsl-fo-compatible"), ("draw", "drawing"),
    )
)  # fmt: skip


def odt(
    inside: str = '<text:span text:style-name="a">7</text:span>', *, styles: str = "", named: str = "",
    paragraph: str = "", cell: str = "", row: str = "", columns: str = "<table:table-column/>" * 2, amount: str = "36.58",
) -> Callable[[Path, Pdf], Path]:  # fmt: skip
    """An ODT whose 7 is of style `a` of these automatic styles; `named` are those of its other part."""

    def make(path: Path, blank: Pdf) -> Path:
        path = path.with_suffix(".odt")
        content = (
            f"<office:document-content {SPACES}><office:automatic-styles>{styles}</office:automatic-styles><office:body>"
            f"<office:text><table:table>{columns}<table:table-row {row}><table:table-cell><text:p>收入</text:p>"
            f"</table:table-cell><table:table-cell {cell}><text:p {paragraph}>{amount}{inside}</text:p></table:table-cell>"
            "</table:table-row><table:table-row><table:table-cell><text:p>支出</text:p></table:table-cell>"
            "<table:table-cell/></table:table-row></table:table></office:text></office:body></office:document-content>"
        )
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
            archive.writestr("content.xml", content)
            archive.writestr(
                "styles.xml",
                f"<office:document-styles {SPACES}><office:styles>{named}</office:styles></office:document-styles>",
            )
        return path

    return make


def odt_style(properties: str, name: str = "a", family: str = "text", parent: str = "", kind: str = "text") -> str:
    on = f' style:parent-style-name="{parent}"' if parent else ""
    return (
        f'<style:style style:name="{name}" style:family="{family}"{on}>'
        f"<style:{kind}-properties {properties}/></style:style>"
    )


HIDE, STRIKE = 'text:display="none"', 'style:text-line-through-style="solid"'

ODT: dict[str, Box | str] = {
    "hidden by itself": Box(odt('<text:hidden-text text:is-hidden="true">7</text:hidden-text>')),
    "hidden by a style": Box(odt(styles=odt_style(HIDE))),
    "hidden by a parent of its style": Box(odt(styles=odt_style("", parent="b"), named=odt_style(HIDE, "b"))),
    "hidden by the style of its paragraph": Box(
        odt("7", amount="", paragraph='text:style-name="p"', named=odt_style(HIDE, "p", "paragraph")), ""
    ),
    "hidden by the style of its table": Box(
        odt("7", amount="", cell='table:style-name="c"', styles=odt_style(HIDE, "c", "table-cell")), ""
    ),
    "hidden by defaults": Box(
        odt(
            "7",
            amount="",
            paragraph='text:style-name="p"',
            named=odt_style("", "p", "paragraph", "q") + odt_style(HIDE, "q", "paragraph"),
        ),
        "",
    ),
    "turned over twice": "In OpenDocument the nearest style decides; nothing is turned over.",
    "struck by itself": "A span always has a style.",
    "struck by a style": Box(odt(styles=odt_style(STRIKE))),
    "struck by the style of its paragraph or cell": Box(
        odt("7", amount="", paragraph='text:style-name="p"', styles=odt_style(STRIKE, "p", "paragraph")), ""
    ),
    "a line drawn through it": "Lines through text are a property of it.",
    "raised by itself": "A span always has a style.",
    "raised by a style": Box(odt(styles=odt_style('style:text-position="super 58%"')), "36.58⁷", None),
    "moved off its line": Box(odt(styles=odt_style('style:text-position="33% 100%"')), "36.58⁷", None),
    "a part of the cell struck": Box(odt(styles=odt_style(STRIKE))),
    "white on white": Box(odt(styles=odt_style('fo:color="#ffffff"'))),
    "white of the theme": "Colours are written out beside their place in the theme.",
    "the colour of its ground": Box(odt(styles=odt_style('fo:color="#1f4e79" fo:background-color="#1f4e79"'))),
    "white on a dark ground": Box(
        odt(
            styles=odt_style('fo:color="#ffffff"')
            + odt_style('fo:background-color="#1f4e79"', "c", "table-cell", kind="table-cell"),
            cell='table:style-name="c"',
            amount="",
        ),
        "7",
        None,
    ),
    "too small": Box(odt(styles=odt_style('fo:font-size="1pt"'))),
    "row hidden": Box(odt("7", row='table:visibility="collapse"'), "", "收入 36.587"),
    "column hidden": Box(
        odt("7", columns='<table:table-column/><table:table-column table:visibility="collapse"/>'), "", "36.587"
    ),
    "zero hidden": "A text has no numbers, only text.",
    "covered later": "What is drawn over a cell floats: its place is worked out only as the page is laid out.",
    "layer off": "A text has no layers.",
    "in a field": Box(odt("<text:text-input>7</text:text-input>"), "36.587", None),
    "in a note": Box(odt("<draw:frame><draw:text-box><text:p>7</text:p></draw:text-box></draw:frame>")),
    "in a comment": Box(odt("<office:annotation><text:p>7</text:p></office:annotation>"), "36.58", None),
    "of two sizes": "A text of two sizes is still one text; a raised part is told by its own property.",
    "of two colours": "A text of two colours is still one text.",
    "over another figure": "Text flows: no two characters stand in one place.",
    "a large watermark": "A watermark is part of the page's style, and no part of the text.",
    "a sign in a font of pictures": Box(odt(styles=odt_style('style:font-name="Wingdings"'))),
}
