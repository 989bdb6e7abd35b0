"""The package as one workbook: a sheet for each table, one that explains, one that is the dictionary.

Numbers are numbers with the decimals that are printed, codes are text, and nothing in a cell is ever a formula.
"""

from __future__ import annotations

import io
import re
import unicodedata
from datetime import datetime
from decimal import Decimal
from typing import Any

import xlsxwriter

from yusuan.downloads.citation import LICENCE, cite, cite_en
from yusuan.downloads.contents import Contents, Resource

_NAME_LENGTH = 31  # Excel's limits
_CELL_LENGTH = 32_767
_CUT = "……（全文见 CSV）"
_STATES = {
    "filled": "有数据",
    "declared-empty": "声明为空表",
    "empty": "空，无说明",
    "absent": "这份文件里没有",
    "not-read": "没有读到",
}
_TYPES = {"string": "文本", "integer": "整数", "number": "数", "boolean": "是否"}
_DICTIONARY = ("工作表", "列", "字段名", "类型", "单位", "说明", "Column", "Description")
_WIDTHS = (8, 60)


def workbook(contents: Contents) -> bytes:
    """The workbook's bytes, the same in every build: its date is that of the document."""
    out = io.BytesIO()
    # Text is written as text, whatever it looks like.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"title": contents.said("title"), "author": contents.said("issuer"), "created": _day(contents)})
    sheets = _Sheets(book)
    names = _sheet_names(contents.resources)
    sheets.explain(contents, names)
    for resource in contents.resources:
        sheets.table(names[resource.name], resource)
    sheets.dictionary(contents, names)
    book.close()
    return out.getvalue()


class _Sheets:
    """Writes sheets into a workbook; keeps its formats, which XlsxWriter wants made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._formats: dict[str, Any] = {}
        self._header = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self._text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})

    def explain(self, contents: Contents, names: dict[str, str]) -> None:
        sheet = self._book.add_worksheet("说明")
        sheet.set_column(0, 0, 16)
        sheet.set_column(1, 1, 80)
        lines = [
            ("标题", contents.said("title")),
            ("Title", contents.said("title_en")),
            ("发布者", contents.said("issuer")),
            ("发布日期", contents.said("issued") or "没有读到"),
            ("数据包", f"{contents.id} {contents.said('version')}".strip()),
            ("引用", cite(contents)),
            ("Cite", cite_en(contents)),
            ("许可", LICENCE),
            (
                "读法",
                "金额保留印出的数字；空白为没有印出或没有读懂，不是零；合计行不可与其他行相加。各列含义见“数据字典”。",
            ),
            ("", ""),
            ("官方表", "状态"),
            *self._states(contents, names),
        ]
        for row, (label, value) in enumerate(lines):
            sheet.write_string(row, 0, label, self._header if label else self._text)
            sheet.write_string(row, 1, value, self._text)

    @staticmethod
    def _states(contents: Contents, names: dict[str, str]) -> list[tuple[str, str]]:
        stated = next((r.table for r in contents.resources if r.name == "tables"), None)
        rows = [dict(zip(stated.header, row, strict=True)) for row in stated.rows] if stated else []
        return [
            (
                names.get(row["table_name"]) or row["printed_title"] or row["contents_title"] or row["table_name"],
                "；".join(filter(None, (_STATES.get(row["state"], row["state"]), row["unit"], row["note"]))),
            )
            for row in rows
        ]

    def table(self, name: str, resource: Resource) -> None:
        sheet = self._book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        fields = {field["name"]: field for field in resource.schema["fields"]}
        for column, field_name in enumerate(resource.table.header):
            field = fields[field_name]
            title = _title(field, resource.unit)
            cells = [row[column] for row in resource.table.rows]
            sheet.set_column(column, column, _width([title, *cells]))
            sheet.write_string(0, column, title, self._header)
            for row, cell in enumerate(cells, 1):
                if cell:
                    self._cell(sheet, row, column, cell, field["type"])
        last_row, last_column = len(resource.table.rows), len(resource.table.header) - 1
        sheet.ignore_errors(
            {"number_stored_as_text": f"A1:{xlsxwriter.utility.xl_rowcol_to_cell(last_row, last_column)}"}
        )

    def _cell(self, sheet: Any, row: int, column: int, cell: str, type_: str) -> None:
        if type_ == "boolean":
            sheet.write_boolean(row, column, cell == "true")
        elif type_ in ("number", "integer") and _is_exact(cell):
            decimals = len(cell.partition(".")[2])
            grouped = "#,##0" if type_ == "number" else "0"
            sheet.write_number(
                row, column, float(cell), self._number(grouped + ("." + "0" * decimals) * bool(decimals))
            )
        else:
            sheet.write_string(row, column, _fitting(cell), self._text)

    def _number(self, shown: str) -> Any:
        if shown not in self._formats:
            self._formats[shown] = self._book.add_format({"num_format": shown, "valign": "top"})
        return self._formats[shown]

    def dictionary(self, contents: Contents, names: dict[str, str]) -> None:
        sheet = self._book.add_worksheet("数据字典")
        sheet.freeze_panes(1, 0)
        rows = [
            (
                names[resource.name],
                _title(field, resource.unit),
                field["name"],
                _TYPES[field["type"]],
                resource.unit or "" if field.get("measure") else "",
                field.get("description", ""),
                field.get("title_en", ""),
                field.get("description_en", ""),
            )
            for resource in contents.resources
            for field in resource.schema["fields"]
        ]
        for column, title in enumerate(_DICTIONARY):
            sheet.set_column(column, column, _width([title, *(row[column] for row in rows)]))
            sheet.write_string(0, column, title, self._header)
            for number, row in enumerate(rows, 1):
                sheet.write_string(number, column, row[column], self._text)


def _is_exact(cell: str) -> bool:
    """Whether the number survives Excel, which keeps fifteen digits: one that does not is written as text."""
    return len(cell.lstrip("-0.").replace(".", "")) <= 15 and Decimal(f"{float(cell):.15G}") == Decimal(cell)


def _fitting(cell: str) -> str:
    return cell if len(cell) <= _CELL_LENGTH else cell[: _CELL_LENGTH - len(_CUT)] + _CUT


def _title(field: dict[str, Any], unit: str | None) -> str:
    return f"{field['title']}（{unit}）" if unit and field.get("measure") else str(field["title"])


def _sheet_names(resources: list[Resource]) -> dict[str, str]:
    """A name for each sheet: the table's title without what Excel refuses in names, shortened, each only once."""
    names: dict[str, str] = {}
    taken = {"说明", "数据字典"}
    for resource in resources:
        base = re.sub(r"[\[\]:*?/\\']", " ", resource.title).strip()[:_NAME_LENGTH]
        name, number = base, 2
        while name in taken:
            name = f"{base[: _NAME_LENGTH - 3]} {number}"
            number += 1
        taken.add(name)
        names[resource.name] = name
    return names


def _width(texts: list[str]) -> int:
    """A column's width in characters; a Chinese one takes two. The first thousand rows speak for the rest."""
    longest = max(sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text[:60]) for text in texts[:1000])
    return min(max(longest + 2, _WIDTHS[0]), _WIDTHS[1])


def _day(contents: Contents) -> datetime:
    issued = contents.said("issued")
    # XlsxWriter takes the time as it is given, without a zone.
    return datetime.fromisoformat(issued) if issued else datetime(contents.id.year, 1, 1)  # noqa: DTZ001
