"""The package as one workbook: a sheet for each table, one that explains, one that is the dictionary.

Numbers are numbers with the decimals that are printed, codes are text, and nothing in a cell is ever a formula.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import Any
from unicodedata import east_asian_width

import xlsxwriter

from yusuan.downloads.citation import LICENCE, cite, cite_en
from yusuan.downloads.contents import Contents, Resource
from yusuan.downloads.sheet import PreparedSheet, boolean, number, row_of, style_of, text

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
_WIDTHS = (8, 60)  # the narrowest and the widest column


def workbook(contents: Contents, dictionary: Dictionary) -> bytes:
    """The workbook's bytes, the same in every build: its date is that of the document.

    `dictionary` is one for all workbooks whose schemas are the same.
    """
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
    sheets.dictionary(contents, names, dictionary)
    book.close()
    return out.getvalue()


class _Sheets:
    """Writes sheets into a workbook; keeps its formats, which XlsxWriter wants made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._formats: dict[str, int] = {}
        self._header = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self._text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        self._plain = style_of(self._text)

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
        fields = {field["name"]: field for field in resource.schema["fields"]}
        header = [fields[field_name] for field_name in resource.table.header]
        titles = [_title(field, resource.unit) for field in header]
        sheet = self._started(name, titles, _widths(titles, resource.table.rows))
        write = [self._writer(column, field["type"]) for column, field in enumerate(header)]
        rows = [
            row_of([cell(said) for cell, said in zip(write, row, strict=True) if said]) for row in resource.table.rows
        ]
        sheet.lay(rows, len(header))
        last_row, last_column = len(rows), len(header) - 1
        sheet.ignore_errors(
            {"number_stored_as_text": f"A1:{xlsxwriter.utility.xl_rowcol_to_cell(last_row, last_column)}"}
        )

    def _started(self, name: str, titles: Sequence[str], widths: Sequence[int]) -> PreparedSheet:
        """A sheet with its header and the widths of its columns."""
        sheet: PreparedSheet = self._book.add_worksheet(name, PreparedSheet)
        sheet.freeze_panes(1, 0)
        for column, (title, width) in enumerate(zip(titles, widths, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, title, self._header)
        return sheet

    def _writer(self, column: int, type_: str) -> Callable[[str], str]:
        """What makes a cell of one column from its text in the CSV file."""

        def as_text(cell: str) -> str:
            return text(column, _fitting(cell), self._plain)

        def as_number(cell: str) -> str:
            if not _is_exact(cell):
                return as_text(cell)
            return number(column, cell, self._number(len(cell.partition(".")[2]), grouped=type_ == "number"))

        def as_boolean(cell: str) -> str:
            return boolean(column, value=cell == "true")

        # Most columns say a few things again and again.
        return cache({"boolean": as_boolean, "number": as_number, "integer": as_number}.get(type_, as_text))

    def _number(self, decimals: int, *, grouped: bool) -> int:
        shown = ("#,##0" if grouped else "0") + ("." + "0" * decimals) * bool(decimals)
        if shown not in self._formats:
            self._formats[shown] = style_of(self._book.add_format({"num_format": shown, "valign": "top"}))
        return self._formats[shown]

    def dictionary(self, contents: Contents, names: dict[str, str], dictionary: Dictionary) -> None:
        parts = [dictionary.part(names[resource.name], resource, self._plain) for resource in contents.resources]
        widths = [max(each) for each in zip(_widths(_DICTIONARY, ()), *(part.widths for part in parts), strict=True)]
        sheet = self._started("数据字典", _DICTIONARY, widths)
        sheet.lay([row for part in parts for row in part.rows], len(_DICTIONARY))


@dataclass(frozen=True)
class _Described:
    """The fields of one table in the dictionary: prepared rows, and how wide each column has to be for them."""

    rows: tuple[str, ...]
    widths: list[int]


class Dictionary:
    """The data dictionary of workbooks, each table's part made once: most workbooks have the same ones."""

    def __init__(self) -> None:
        self._parts: dict[tuple[str, str, str | None, int], _Described] = {}

    def part(self, sheet: str, resource: Resource, style: int) -> _Described:
        """The fields of a table on `sheet`, in cells of a style."""
        key = (sheet, resource.name, resource.unit, style)
        if key not in self._parts:
            rows = [(sheet, *_described(field, resource.unit)) for field in resource.schema["fields"]]
            cells = ([text(column, said, style) for column, said in enumerate(row) if said] for row in rows)
            self._parts[key] = _Described(tuple(map(row_of, cells)), _widths([""] * len(_DICTIONARY), rows))
        return self._parts[key]


def _described(field: Mapping[str, Any], unit: str | None) -> tuple[str, ...]:
    return (
        _title(field, unit),
        field["name"],
        _TYPES[field["type"]],
        unit or "" if field.get("measure") else "",
        field.get("description", ""),
        field.get("title_en", ""),
        field.get("description_en", ""),
    )


def _is_exact(cell: str) -> bool:
    """Whether the number survives Excel, which keeps fifteen digits: one that does not is written as text."""
    return len(cell.lstrip("-0.").replace(".", "")) <= 15 and Decimal(f"{float(cell):.15G}") == Decimal(cell)


def _fitting(cell: str) -> str:
    return cell if len(cell) <= _CELL_LENGTH else cell[: _CELL_LENGTH - len(_CUT)] + _CUT


def _title(field: Mapping[str, Any], unit: str | None) -> str:
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


def _widths(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    """The columns' widths in characters; a Chinese one takes two. The first thousand rows speak for the rest."""
    columns = zip(*rows[:1000], strict=True) if rows else ((),) * len(titles)
    return [_width({title, *cells}) for title, cells in zip(titles, columns, strict=True)]


def _width(texts: set[str]) -> int:
    narrowest, widest = _WIDTHS
    longest = 0
    for said in texts:
        length = len(said)
        # Most texts need not be looked at: even all in Chinese they would be no longer than one that was.
        if 2 * length > longest:
            wide = 0 if said.isascii() else sum(east_asian_width(char) in "WF" for char in said[:widest])
            longest = max(longest, min(length, widest) + wide)
            if longest + 2 >= widest:
                return widest
    return max(longest + 2, narrowest)


def _day(contents: Contents) -> datetime:
    issued = contents.said("issued")
    # XlsxWriter takes the time as it is given, without a zone.
    return datetime.fromisoformat(issued) if issued else datetime(contents.id.year, 1, 1)  # noqa: DTZ001
