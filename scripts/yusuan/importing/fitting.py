"""Checks, before anything is written, that a package can contain what was read and what people corrected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from yusuan.errors import CannotCorrect, CannotRead
from yusuan.package.csvfile import to_cell
from yusuan.package.descriptor import data_path
from yusuan.package.layout import PackageId
from yusuan.package.problem import quoted
from yusuan.package.schemas import Schema
from yusuan.package.store import Draft
from yusuan.personal import KINDS, PERMISSIONS
from yusuan.units import YUAN, most_decimals
from yusuan.vetting.cells import rule_of, without_remedy


def must_be_cells(draft: Draft, corrections: Sequence[Mapping[str, str]], schemas: Mapping[str, Schema]) -> None:
    """Raise `CannotCorrect` for a correction, already in the draft, whose value does not fit its column."""
    for line, row in enumerate(corrections, 2):
        fields = (field for field in schemas[row["resource"]]["fields"] if field["name"] == row["field"])
        why = _why_unfit(row["corrected"], next(fields, {"type": "string"}))
        if why:
            raise CannotCorrect(
                f"{draft.id}/{data_path('corrections')}:{line}",
                f"{row['resource']} row {row['row']} {row['field']}: {quoted(row['corrected'])} {why}",
                "Mend or delete the correction.",
            )


def must_be_permissions(package: PackageId, rows: Sequence[Mapping[str, str]], unused: Sequence[int]) -> None:
    """Raise `CannotCorrect` for a permission without its columns or reason, or `unused` (rows from 0): not printed."""
    place = f"{package}/{data_path(PERMISSIONS)}"
    for line, row in enumerate(rows, 2):
        lacking = next((column for column in ("kind", "printed", "reason") if not row.get(column)), None)
        if lacking:
            raise CannotCorrect(f"{place}:{line}", f"has no {lacking}.", "Fill it in, or delete the row.")
        if row["kind"] not in KINDS:
            raise CannotCorrect(
                f"{place}:{line}", f"{quoted(row['kind'])} is not one of {', '.join(KINDS)}.", "Mend the kind."
            )
    for number in unused:
        raise CannotCorrect(
            f"{place}:{number + 2}",
            f"no {rows[number]['kind']} in the document is printed so.",
            "Write it as the document prints it, or delete the row.",
        )


def leave_out_unfit(draft: Draft, schemas: Mapping[str, Schema], source: Path) -> None:
    """Remove what no package can contain from the draft, and list each as not understood, with its place: values whose
    column the schema lacks, and numbers that their column cannot contain.

    Raises `CannotRead` for a number that its row needs.
    """
    _leave_out_unknown(draft, schemas, source)
    printed = {str(row["table_name"]): row.get("unit") for row in draft.resources["tables"]}
    units = {**printed, **draft.units}
    unfit = [
        (resource, number, field, why)
        for resource, rows in draft.resources.items()
        for field in schemas[resource]["fields"]
        if field["type"] in ("number", "integer")
        for number, row in enumerate(rows, 1)
        if (cell := to_cell(row.get(field["name"])))
        and (why := _why_unfit(cell, field) or _why_no_money(cell, field, units.get(resource)))
    ]
    for resource, number, field, why in unfit:
        row, name = draft.resources[resource][number - 1], field["name"]
        value, place = to_cell(row[name]), _take_place(draft, resource, str(row.get("row", number)), name)
        if place is None or field["type"] != "number" or field.get("constraints", {}).get("required"):
            raise CannotRead(
                str(source), f"{name} of {resource} row {number}: {quoted(value)} {why}", "Is it the right file?"
            )
        row[name] = None
        unread = draft.resources["unread"]
        unread.append({"row": len(unread) + 1, "kind": "number", "text": value, "source": place, "reason": f"It {why}"})


def _leave_out_unknown(draft: Draft, schemas: Mapping[str, Schema], source: Path) -> None:
    """A reader that gives a column which the model lacks is at fault, but the maintainer who imports is not."""
    lacking = [
        (resource, number, name)
        for resource, rows in draft.resources.items()
        for known in [{field["name"] for field in schemas[resource]["fields"]}]
        for number, row in enumerate(rows, 1)
        for name in row
        if name not in known
    ]
    unread = draft.resources["unread"]
    for resource, number, name in lacking:
        draft.columns.get(resource, set()).discard(name)
        row = draft.resources[resource][number - 1]
        value, place = to_cell(row.pop(name)), _take_place(draft, resource, str(row.get("row", number)), name)
        if value and place is None:
            raise CannotRead(str(source), f"{quoted(value)}: {resource} has no column {name}.", "Please report it.")
        if value:
            reason = f"{resource} has no column {name}: please report it."
            unread.append({"row": len(unread) + 1, "kind": "number", "text": value, "source": place, "reason": reason})


def _why_no_money(cell: str, field: Mapping[str, Any], unit: object) -> str | None:
    """Why an amount cannot be one of money: what is less than 分 would have to be rounded."""
    if not field.get("measure") or unit not in YUAN:
        return None
    decimals = len(cell.partition(".")[2].rstrip("0"))
    return "is not a whole number of 分." if decimals > most_decimals(str(unit)) else None


def _take_place(draft: Draft, resource: str, row: str, field: str) -> str | None:
    traced = draft.resources["provenance"]
    for number, entry in enumerate(traced):
        if (entry["resource"], str(entry["row"]), entry["field"]) == (resource, row, field):
            return str(traced.pop(number)["source"])
    return None


def _why_unfit(cell: str | None, field: Mapping[str, Any]) -> str | None:
    """Why a cell cannot stand in a column, as the end of a sentence; None where it can."""
    limits = field.get("constraints", {})
    if not cell:
        return "must not be blank." if cell == "" and limits.get("required") else None
    if field["type"] == "boolean":
        return None if cell in ("true", "false") else "is neither true nor false."
    if "enum" in limits and cell not in map(str, limits["enum"]):
        return f"is not one of {', '.join(map(str, limits['enum']))}."
    why = rule_of(dict(field))(cell)
    return without_remedy(why) if why else None
