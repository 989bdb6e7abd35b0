"""Tells economic codes from functional ones where a table may be printed by either classification."""

from __future__ import annotations

from collections.abc import Collection

from yusuan.model import load_model
from yusuan.recognise.findings import Findings, Value

BY_EITHER = tuple(
    table.name
    for table in load_model().tables.values()
    if table.economic_title and table.classification == "functional"
)
"""Tables that some places print by function and others by economic class, each code in the column `code`."""
_CLASS = 3


def part_economic_codes(findings: Findings, economic: Collection[str], functional: Collection[str]) -> None:
    """Move the codes of a table whose rows are all of economic classes to the columns that are for these.

    `economic` and `functional` are the codes that the reference knows. A table with any other code is left as it is.
    """
    classes = {code[:_CLASS] for code in economic} - {code[:_CLASS] for code in functional}
    for resource in BY_EITHER:
        rows = findings.resources.get(resource, [])
        codes = [str(row["code"]) for row in rows if row.get("code")]
        if not codes or any(code[:_CLASS] not in classes for code in codes):
            continue
        for row in rows:
            if row.get("code"):
                row |= {"economic_code": row.pop("code"), "economic_name": row["name"]}
        coded = {row["row"] for row in rows if row.get("economic_code")}
        findings.provenance[:] = [
            moved
            for trace in findings.provenance
            for moved in (_moved(trace) if trace["resource"] == resource and trace["row"] in coded else [trace])
        ]
        findings.prints(resource, ("economic_code", "economic_name"))


def _moved(trace: dict[str, Value]) -> list[dict[str, Value]]:
    """Where a value stands under its new name; the name of a row is that of its class, too."""
    if trace["field"] == "code":
        return [{**trace, "field": "economic_code"}]
    return [trace, {**trace, "field": "economic_name"}] if trace["field"] == "name" else [trace]
