"""The looks of a figure in workbooks, by what makes them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from tests.reading.looks.box import Box
from tests.reading.looks.docx import THEME, WORD, package

if TYPE_CHECKING:
    from tests.reading.conftest import Pdf


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
