"""Gives the expenditure of the two summaries its functional codes where a place prints names alone."""

from __future__ import annotations

from yusuan.model import load_model
from yusuan.recognise.codes import CodeBook
from yusuan.recognise.findings import Findings, Value
from yusuan.words import key

SUMMARIES = tuple(table.name for table in load_model().tables.values() if table.sides)

Row = dict[str, Value]


def find_function_codes(findings: Findings, codes: CodeBook) -> None:
    """Fill code and level of every uncoded row whose label is exactly the name of a class, section or item.

    A section is looked for below the class above it, an item below the section above it: the same name stands in
    many places. A name that is not known there keeps its label alone. The code is not printed, and has no provenance.
    """
    for resource in SUMMARIES:
        rows = findings.resources.get(resource, [])
        _flatten(rows, codes)
        above = ""
        for row in rows:
            if not row.get("expenditure_label") or row["expenditure_is_total"]:
                continue
            code = row.get("expenditure_code") or _code(row, above, codes)
            if code and not row.get("expenditure_code"):
                row |= {"expenditure_code": code, "expenditure_level": (len(str(code)) - 1) // 2}
            # Below a class that is not known nothing is looked for, until the next class.
            above = str(code) if code else above if row.get("expenditure_level") is None else ""


def _code(row: Row, above: str, codes: CodeBook) -> str | None:
    """The code of a row's label; a numbered label can only be a class."""
    label = key(str(row["expenditure_label"]))
    if row.get("expenditure_level") is not None:
        return codes.named("", label)
    return codes.next_named(above, label)


def _flatten(rows: list[Row], codes: CodeBook) -> None:
    """A numbered row that the classes are numbered below, whatever its name, is their sub-total."""
    parts: list[Row] = []
    whole: Row | None = None
    for row in [*rows, {}]:
        level = row.get("expenditure_level")
        if row and (level is None or row["expenditure_is_total"]):
            continue
        if level is not None and int(str(level)) > 1:
            parts.append(row)
            continue
        if whole and any(codes.named("", key(str(part["expenditure_label"]))) for part in parts):
            whole |= {"expenditure_is_total": True, "expenditure_level": None}
            for part in parts:
                part["expenditure_level"] = int(str(part["expenditure_level"])) - 1
        parts, whole = [], row if row and not row.get("expenditure_code") else None
