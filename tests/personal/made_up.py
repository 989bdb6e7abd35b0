"""One made-up document in which personal data stand everywhere that a document has words, in every format."""

from __future__ import annotations

import html
import importlib.util
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl

NAME, IDENTITY, CARD = "欧阳晓峰", "11010519491231002X", "6222021234567890128"
MOBILE, EMAIL, LINE = "13912345678", "ouyang.xf@example.com", "0994-2345678"
DATA = (NAME, IDENTITY, CARD, MOBILE, EMAIL, LINE)

Table = list[list[str]]
AMOUNT = "13800138000.00"
"""A figure whose digits look like a telephone."""

DOCUMENT: list[str | Table] = [
    f"天山县图书馆2024年部门预算公开（联系人：{NAME} {MOBILE}）",
    "支出预算总表",
    "编制单位：天山县图书馆",
    "单位：元",
    [
        ["科目编码", "科目名称", "合计", "基本支出", "项目支出"],
        ["2010301", f"行政运行（经办人：{NAME}）", AMOUNT, AMOUNT, ""],
        ["2010302", f"一般行政管理事务 {EMAIL}", "2000.00", "", "2000.00"],
        ["", "合计", "13800140000.00", AMOUNT, "2000.00"],
    ],
    f"注：填表人：{NAME}，身份证号 {IDENTITY}。",
    "一、关于支出预算的说明",
    f"我馆2024年支出预算13800140000.00元，由局长{NAME}同志负责，账号：{CARD}，电话{LINE}。",
    f"其中项目支出2000.00元，用于{NAME}（{IDENTITY}）的遗属补助，手机{MOBILE}。",
    "项目支出绩效目标表",
    [
        ["项目名称", f"{NAME}遗属补助", "项目负责人", NAME],
        ["项目资金（元）", "2000.00", "联系电话", MOBILE],
        ["项目目标", f"按时发放给{NAME}，卡号{CARD}", "邮箱", EMAIL],
    ],
    "名词解释",
    f"财政拨款：指财政安排的资金。咨询请找馆长{NAME}，电话：{MOBILE}，{EMAIL}。",
    "天山县图书馆",
    "2024年2月5日",
]


def write_text(path: Path) -> Path:
    """The document as plain text, cells parted by tabs."""
    blocks = ("\n".join("\t".join(row) for row in b) if isinstance(b, list) else b for b in DOCUMENT)
    path.write_text("\n\n".join(blocks) + "\n", encoding="utf-8")
    return path


def write_html(path: Path) -> Path:
    """The document as a web page."""
    rows = lambda table: "".join(  # noqa: E731
        f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in row)}</tr>" for row in table
    )
    body = "".join(f"<table>{rows(b)}</table>" if isinstance(b, list) else f"<p>{html.escape(b)}</p>" for b in DOCUMENT)
    path.write_text(f"<html><head><meta charset='utf-8'></head><body>{body}</body></html>", encoding="utf-8")
    return path


def write_docx(path: Path) -> Path:
    """The document as Word writes it."""
    document = docx.Document()
    for block in DOCUMENT:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(len(block), len(block[0]))
        for row, printed in zip(table.rows, block, strict=True):
            for cell, text in zip(row.cells, printed, strict=True):
                cell.text = text
    document.save(str(path))
    return path


def write_xlsx(path: Path) -> Path:
    """The document as one sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    for block in DOCUMENT:
        for row in block if isinstance(block, list) else [[block]]:
            sheet.append(row)
        sheet.append([])
    book.save(path)
    return path


def write_pdf(path: Path) -> Path:
    """The document as ruled pages."""
    spec = importlib.util.spec_from_file_location("reading_pdf", Path(__file__).parents[1] / "reading/conftest.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    pdf, y = module.Pdf().page(), 60.0
    for block in DOCUMENT:
        if isinstance(block, str):
            pdf.text(40, y, block, 8)
            y += 20
            continue
        ys = [y + 20.0 * n for n in range(len(block) + 1)]
        xs = [40.0 + (500 / len(block[0])) * n for n in range(len(block[0]) + 1)]
        pdf.table(xs, ys, [["\n".join(_cut(cell)) for cell in row] for row in block])
        y = ys[-1] + 25
    return Path(pdf.save(path))


def _cut(cell: str) -> list[str]:
    return [cell] if len(cell) < 12 or cell.isascii() else [cell[:9], cell[9:]]


WRITERS: dict[str, Callable[[Path], Path]] = {
    "txt": write_text,
    "html": write_html,
    "docx": write_docx,
    "xlsx": write_xlsx,
    "pdf": write_pdf,
}
