"""What is read is what a reader sees: a matrix of formats and of what can make a text look so or so.

Every box holds a document whose one table says 收入 | 36.58 and, beside or in place of the amount, a 7 that looks so or
so; or it says why the format cannot have it.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

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


class Box(NamedTuple):
    """How a document is made, the text that its cell is to have, and the words that are to be listed."""

    make: Callable[[Path, Pdf], Path]
    text: str = "36.58"
    listed: str | tuple[str, ...] | None = "7"


# --- Word ---------------------------------------------------------------------------------------------------------

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

# --- OpenDocument -------------------------------------------------------------------------------------------------

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

# --- Excel --------------------------------------------------------------------------------------------------------

X = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def xlsx(
    cell: str = '<c r="B1" t="inlineStr" s="{s}"><is>{text}</is></c>', *, font: str = "", fill: str = "", run: str = "",
    view: str = "", columns: str = "", row: str = "", form: str = "General", rules: str = "", difference: str = "",
) -> Callable[[Path, Pdf], Path]:  # fmt: skip
    """An XLSX whose cell B1 has this font, fill and number format, or whose 7 is a run of its text with a font."""

    def make(path: Path, blank: Pdf) -> Path:
        text = "<t>36.58</t>" if not run else f"<r><t>36.58</t></r><r><rPr>{run}</rPr><t>7</t></r>"
        styles = (
            f'<styleSheet {X}><numFmts count="1"><numFmt numFmtId="170" formatCode="{form}"/></numFmts>'
            f"<fonts><font/><font>{font}</font></fonts><fills><fill/><fill>{fill}</fill></fills><borders><border/><border><top style='thin'/></border></borders>"
            '<cellXfs><xf/><xf numFmtId="170" fontId="1" fillId="1" borderId="1"/><xf borderId="1"/></cellXfs>'
            f"<dxfs><dxf>{difference}</dxf></dxfs></styleSheet>"
        )
        label = '<c r="A{0}" s="2" t="inlineStr"><is><t>{1}</t></is></c>'
        third = '<c r="C{0}" s="2" t="inlineStr"><is><t>是</t></is></c>'
        body = (
            f"<sheetViews><sheetView {view}/></sheetViews><cols>{columns}</cols><sheetData>"
            f'<row r="1" {row}>{label.format(1, "收入")}{cell.format(s=1, text=text)}{third.format(1)}</row>'
            f'<row r="2">{label.format(2, "支出")}<c r="B2" s="2" t="inlineStr"><is><t>无</t></is></c>{third.format(2)}</row>'
            f"</sheetData>{rules}"
        )
        parts = {
            "xl/workbook.xml": f'<workbook {X} xmlns:r="{WORD}"><sheets><sheet name="表" sheetId="1" r:id="r1"/>'
            "</sheets></workbook>",
            "xl/worksheets/sheet1.xml": f"<worksheet {X}>{body}</worksheet>",
            "xl/styles.xml": styles,
            "xl/theme/theme1.xml": THEME,
        }
        kind = "openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
        relations = {"xl/worksheets/sheet1.xml": "worksheet", "xl/styles.xml": "styles", "xl/theme/theme1.xml": "theme"}
        return package(path.with_suffix(".xlsx"), "xl/workbook.xml", kind, parts, relations)

    return make


NUMBER = '<c r="B1" s="{s}"><v>7</v></c>'
ZERO = '<c r="B1" s="{s}"><v>0</v></c>'
DARK = '<patternFill patternType="solid"><fgColor rgb="FF1F4E79"/></patternFill>'

XLSX: dict[str, Box | str] = {
    "hidden by itself": Box(xlsx(NUMBER, form=";;;"), ""),
    "hidden by a style": Box(xlsx(NUMBER, form="[White]0"), ""),
    "hidden by a parent of its style": "A cell's format has all that holds for it; named styles are copied into it.",
    "hidden by the style of its paragraph": "A cell has no paragraphs.",
    "hidden by the style of its table": Box(
        xlsx(
            NUMBER,
            rules='<conditionalFormatting sqref="B1:B9"><cfRule type="cellIs" operator="lessThan" dxfId="0">'
            "<formula>10</formula></cfRule></conditionalFormatting>",
            difference='<font><color rgb="FFFFFFFF"/></font>',
        ),
        "",
    ),
    "hidden by defaults": Box(xlsx(NUMBER, columns='<col min="2" max="2" width="0"/>'), "是", ("7", "无")),
    "turned over twice": "Excel turns nothing over.",
    "struck by itself": Box(xlsx(NUMBER, font="<strike/>"), ""),
    "struck by a style": Box(xlsx(NUMBER, font='<strike val="1"/>'), ""),
    "struck by the style of its paragraph or cell": Box(xlsx(NUMBER, font="<strike/>"), ""),
    "a line drawn through it": "A line over cells is a shape, whose place depends on the screen.",
    "raised by itself": Box(xlsx(run='<vertAlign val="superscript"/>'), "36.58⁷", None),
    "raised by a style": Box(xlsx(NUMBER, font='<vertAlign val="superscript"/>'), "⁷", None),
    "moved off its line": "Excel has no other way to raise text.",
    "a part of the cell struck": Box(xlsx(run="<strike/>")),
    "white on white": Box(xlsx(NUMBER, font='<color rgb="FFFFFFFF"/>'), ""),
    "white of the theme": Box(xlsx(NUMBER, font='<color theme="0"/>'), ""),
    "the colour of its ground": Box(xlsx(NUMBER, font='<color rgb="FF1F4E79"/>', fill=DARK), ""),
    "white on a dark ground": Box(xlsx(NUMBER, font='<color indexed="9"/>', fill=DARK), "7", None),
    "too small": Box(xlsx(NUMBER, font='<sz val="1"/>'), ""),
    "row hidden": Box(xlsx(NUMBER, row='hidden="1"'), "无", ("收入", "7", "是")),
    "column hidden": Box(xlsx(NUMBER, columns='<col min="2" max="2" hidden="1"/>'), "是", ("7", "无")),
    "zero hidden": Box(xlsx(ZERO, view='showZeros="0"', form="0.00"), "", None),
    "covered later": "Shapes and pictures over cells are listed: see the test of pictures over figures.",
    "layer off": "Excel has no layers.",
    "in a field": "A field over cells is a shape.",
    "in a note": "Boxes of text are listed: see the test of boxes over cells.",
    "in a comment": "Comments are parts of their own, which are not opened.",
    "of two sizes": "A text of two sizes is still one text; a raised part is told by its own property.",
    "of two colours": "A text of two colours is still one text.",
    "over another figure": "A cell holds one value.",
    "a large watermark": "A watermark is a picture of the page header.",
    "a sign in a font of pictures": Box(
        xlsx('<c r="B1" t="inlineStr" s="{s}"><is><t>\uf02d7</t></is></c>', font='<name val="Symbol"/>'),
        "\uf02d7",
        None,
    ),
}

# --- Web pages ----------------------------------------------------------------------------------------------------


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

# --- PDF ----------------------------------------------------------------------------------------------------------

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
