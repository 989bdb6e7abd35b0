"""ODT, which LibreOffice makes of DOC: paragraphs and tables in order, spans laid out."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from yusuan.document import Line, Table
from yusuan.reading.odt import read_odt

CONTENT = """<?xml version="1.0"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0">
<office:body><office:text><text:tracked-changes><text:p>删去的</text:p></text:tracked-changes>
<text:h>收支<text:s/>总表</text:h>
<table:table><table:table-column/><table:table-row>
<table:table-cell table:number-rows-spanned="2"><text:p>科目</text:p></table:table-cell>
<table:table-cell table:number-columns-spanned="2"><text:p>支出</text:p></table:table-cell><table:covered-table-cell/>
</table:table-row><table:table-row><table:covered-table-cell/>
<table:table-cell><text:p>1,234.</text:p><text:p>56</text:p></table:table-cell>
<table:table-cell><text:p>2.00</text:p></table:table-cell></table:table-row></table:table>
</office:text></office:body></office:document-content>"""


def test_an_opendocument_text_gives_lines_and_tables_in_order(tmp_path: Path) -> None:
    path = tmp_path / "a.odt"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", CONTENT)
    line, table = read_odt(path).blocks
    assert line == Line("收支 总表", "L1")
    assert isinstance(table, Table)
    assert [[cell.text for cell in row] for row in table.rows] == [["科目", "支出", ""], ["", "1,234.56", "2.00"]]
    assert table.rows[1][2].place == "T1R2C3"


@pytest.mark.parametrize(
    ("style", "text", "dropped"),
    [
        ('style:text-line-through-style="solid"', "36.58", "the text is struck out; it was not read"),
        ('text:display="none"', "36.58", "the text is hidden; it was not read"),
        ('style:text-position="super 58%"', "36.58¹", None),
        ('style:text-position="0% 100%"', "36.581", None),
    ],
)
def test_a_cell_is_read_as_its_styles_make_it_look(tmp_path: Path, style: str, text: str, dropped: str | None) -> None:
    styles = (
        '<office:automatic-styles xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0">'
        f'<style:style style:name="T1"><style:text-properties {style}/></style:style></office:automatic-styles>'
    )
    content = CONTENT.replace("<office:body>", styles + "<office:body>")
    content = content.replace("2.00", '36.58<text:span text:style-name="T1">1</text:span>')
    path = tmp_path / "a.odt"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", content)
    document = read_odt(path)
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    assert table.rows[1][2].text == text
    expected = [] if dropped is None else [("T1R2C3", "1", dropped)]
    assert [(flag.place, flag.text, flag.reason) for flag in document.flags] == expected


@pytest.mark.parametrize("entity", ['SYSTEM "file://{secret}"', '"一言两语"'], ids=["a file", "text"])
def test_nothing_that_a_document_names_is_put_into_it(tmp_path: Path, entity: str) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("hunter2", encoding="utf-8")
    declared = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e {entity.format(secret=secret)}>]>'
    path = tmp_path / "a.odt"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", CONTENT.replace('<?xml version="1.0"?>', declared).replace("2.00", "&e;"))
    said = "".join(str(block) for block in read_odt(path).blocks)
    assert "hunter2" not in said
    assert "一言两语" not in said
