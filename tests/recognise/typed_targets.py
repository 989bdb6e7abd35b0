"""Tables of performance targets typed by hand, and what is read of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from yusuan.document import Cell, Line, Table
from yusuan.forms import load_forms, load_vocabulary
from yusuan.recognise.findings import Findings
from yusuan.recognise.projects import read_projects

SPAN = re.compile(r"(?P<text>.*)<(?P<rows>\d+)x(?P<columns>\d+)>", re.DOTALL)


def table(*rows: str, page: int = 1, first: int = 1) -> Table:
    """A table as a PDF gives it: cells parted by |, a span as <rows x columns>, covered places blank."""
    return Table(
        tuple(
            tuple(cell(text, f"P{page}T1R{row}C{column}") for column, text in enumerate(cells.split("|"), start=1))
            for row, cells in enumerate(rows, start=first)
        ),
        f"P{page}T1",
    )


def cell(text: str, place: str) -> Cell:
    if match := SPAN.fullmatch(text.strip()):
        return Cell(match["text"], place, int(match["rows"]), int(match["columns"]))
    return Cell(text.strip(), place)


def joined(*parts: Table) -> Table:
    """A table over several pages, as readers join it."""
    return Table(tuple(row for part in parts for row in part.rows), parts[0].place)


def lines(*texts: str) -> list[Line]:
    return [Line(text, f"P1L{number}") for number, text in enumerate(texts, start=1)]


def read(*tables: tuple[list[Line], Table]) -> tuple[Findings, frozenset[str]]:
    findings = Findings()
    taken = read_projects(tables, load_forms()[0], load_vocabulary(), findings)
    return findings, taken


def rows(findings: Findings, resource: str, *fields: str) -> list[tuple[Any, ...]]:
    return [tuple(row.get(field) for field in fields) for row in findings.resources[resource]]


def said(row: Mapping[str, Any]) -> dict[str, Any]:
    return {field: value for field, value in row.items() if field != "row"}
