"""The looks of a figure in Word documents, by what makes them."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from tests.reading.looks.box import Box

if TYPE_CHECKING:
    from tests.reading.conftest import Pdf


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
WORD = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="xml" ContentType="application/xml"/>
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{}</Types>"""
RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
THEME = (
    '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements><a:clrScheme name="x">'
    '<a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1><a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1>'
    "</a:clrScheme></a:themeElements></a:theme>"
)


def package(path: Path, main: str, kind: str, parts: dict[str, str], relations: dict[str, str]) -> Path:
    """An Open XML file: its main part, and the other parts with the kind of relation by which it refers to them."""
    folder, _, name = main.rpartition("/")
    listed = "".join(
        f'<Relationship Id="r{n}" Type="{WORD}/{k}" Target="{t.removeprefix(folder + "/")}"/>'
        for n, (t, k) in enumerate(relations.items(), start=1)
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "[Content_Types].xml", TYPES.format(f'<Override PartName="/{main}" ContentType="application/vnd.{kind}"/>')
        )
        root = f'<Relationship Id="r1" Type="{WORD}/officeDocument" Target="{main}"/>'
        archive.writestr("_rels/.rels", RELATIONS.format(root))
        archive.writestr(f"{folder}/_rels/{name}.rels", RELATIONS.format(listed))
        for part, text in parts.items():
            archive.writestr(part, text)
    return path


def docx(
    run: str = "", *, style: str = "", paragraph: str = "", table: str = "", cell: str = "", row: str = "",
    inside: str = "", defaults: str = "", columns: str = "",
) -> Callable[[Path, Pdf], Path]:  # fmt: skip
    """A DOCX whose 7 has these properties of its run, paragraph, cell, row and table, and these styles."""

    def make(path: Path, blank: Pdf) -> Path:
        seven = inside or f"<w:r><w:rPr>{run}</w:rPr><w:t>7</w:t></w:r>"
        amount = "" if paragraph or table or defaults else "<w:r><w:t>36.58</w:t></w:r>"
        body = (
            f"<w:tbl><w:tblPr>{table}</w:tblPr><w:tr>{'<w:trPr>' + row + '</w:trPr>' if row else ''}"
            f"<w:tc><w:p><w:r><w:rPr><w:vanish w:val='0'/><w:strike w:val='0'/></w:rPr><w:t>收入</w:t></w:r></w:p></w:tc>"
            f"<w:tc><w:tcPr>{cell}</w:tcPr><w:p><w:pPr>{paragraph}</w:pPr>{amount}{seven}</w:p></w:tc></w:tr>"
            "<w:tr><w:tc><w:p><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>支出</w:t></w:r></w:p></w:tc>"
            "<w:tc><w:p/></w:tc></w:tr></w:tbl>"
        )
        parts = {
            "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
            "word/styles.xml": f"<w:styles {W}>{defaults}{style}</w:styles>",
            "word/theme/theme1.xml": THEME,
        }
        kind = "openxmlformats-officedocument.wordprocessingml.document.main+xml"
        return package(
            path.with_suffix(".docx"), "word/document.xml", kind, parts,
            {"word/styles.xml": "styles", "word/theme/theme1.xml": "theme"},
        )  # fmt: skip

    return make


def word_style(name: str, kind: str, run: str = "", based: str = "", more: str = "") -> str:
    on = f'<w:basedOn w:val="{based}"/>' if based else ""
    return f'<w:style w:type="{kind}" w:styleId="{name}">{on}<w:rPr>{run}</w:rPr>{more}</w:style>'


R_STYLE, P_STYLE, T_STYLE = '<w:rStyle w:val="a"/>', '<w:pStyle w:val="p"/>', '<w:tblStyle w:val="t"/>'

DOCX: dict[str, Box | str] = {
    "hidden by itself": Box(docx("<w:vanish/>")),
    "hidden by a style": Box(docx(R_STYLE, style=word_style("a", "character", "<w:vanish/>"))),
    "hidden by a parent of its style": Box(
        docx(
            R_STYLE,
            style=word_style("a", "character", based="b") + word_style("b", "character", "<w:vanish/>"),
        )
    ),
    "hidden by the style of its paragraph": Box(
        docx(paragraph=P_STYLE, style=word_style("p", "paragraph", "<w:vanish/>")), ""
    ),
    "hidden by the style of its table": Box(docx(table=T_STYLE, style=word_style("t", "table", "<w:vanish/>")), ""),
    "hidden by defaults": Box(
        docx(defaults="<w:docDefaults><w:rPrDefault><w:rPr><w:vanish/></w:rPr></w:rPrDefault></w:docDefaults>"), ""
    ),
    "turned over twice": Box(
        docx(
            R_STYLE,
            paragraph=P_STYLE,
            style=word_style("a", "character", "<w:vanish/>") + word_style("p", "paragraph", "<w:vanish/>"),
        ),
        "7",
        None,
    ),
    "struck by itself": Box(docx("<w:dstrike/>")),
    "struck by a style": Box(docx(R_STYLE, style=word_style("a", "character", "<w:strike/>"))),
    "struck by the style of its paragraph or cell": Box(
        docx(paragraph=P_STYLE, style=word_style("p", "paragraph", "<w:strike/>")), ""
    ),
    "a line drawn through it": "Word draws lines through text by a property, never apart from it.",
    "raised by itself": Box(docx('<w:vertAlign w:val="superscript"/>'), "36.58⁷", None),
    "raised by a style": Box(
        docx(R_STYLE, style=word_style("a", "character", '<w:vertAlign w:val="superscript"/>')), "36.58⁷", None
    ),
    "moved off its line": Box(docx('<w:position w:val="8"/>'), "36.58⁷", None),
    "a part of the cell struck": Box(docx("<w:strike/>")),
    "white on white": Box(docx('<w:color w:val="FFFFFF"/>')),
    "white of the theme": Box(docx('<w:color w:val="auto" w:themeColor="background1"/>')),
    "the colour of its ground": Box(
        docx('<w:color w:val="1F4E79"/><w:shd w:val="clear" w:color="auto" w:fill="1F4E79"/>')
    ),
    "white on a dark ground": Box(
        docx('<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="1F4E79"/>'), "36.587", None
    ),
    "too small": Box(docx('<w:sz w:val="2"/>')),
    "row hidden": Box(docx(row="<w:hidden/>"), "", "收入 36.587"),
    "column hidden": "Word hides no columns.",
    "zero hidden": "Word has no numbers, only text.",
    "covered later": "What is drawn over a cell floats: its place is worked out only as Word lays out the page.",
    "layer off": "Word has no layers.",
    "in a field": Box(
        docx(inside="<w:sdt><w:sdtContent><w:r><w:t>7</w:t></w:r></w:sdtContent></w:sdt>"), "36.587", None
    ),
    "in a note": Box(
        docx(
            inside="<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>7</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>",
        )
    ),
    "in a comment": Box(docx(inside='<w:r><w:commentReference w:id="1"/></w:r>'), "36.58", None),
    "of two sizes": "A text of two sizes is still one text; a raised part is told by its own property.",
    "of two colours": "A text of two colours is still one text.",
    "over another figure": "Text flows: no two characters stand in one place.",
    "a large watermark": "A watermark is a shape of the page header, and no part of the text.",
    "a sign in a font of pictures": Box(
        docx(inside='<w:r><w:sym w:font="Symbol" w:char="F02D"/></w:r><w:r><w:t>7</w:t></w:r>'),
        "36.58\ufffd7",
        "Symbol F02D",
    ),
}
