"""Joins what the files of a disclosure give into one: rows one after the other, places in the second with `2#`.

The file with most tables comes first, whatever the order in which they were given.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from yusuan.errors import UsageError
from yusuan.importing.part import PRINTED_TABLES, RANKS, Part, Row, Rows
from yusuan.package.csvfile import to_cell
from yusuan.package.schemas import TABLES
from yusuan.place import in_file

ROW_OF = {
    ("performance-indicators", "project"): "projects",
    ("agency-performance-indicators", "agency_target"): "agency-targets",
    ("agency-targets", "part_of"): "agency-targets",
    ("statements", "paragraph"): "paragraphs",
}
"""Fields that name a row of another resource, or of their own. Those of tables stay: a table is of one file."""
COUNTED = {"statements": ("sentence", "group")}
"""Fields that count through a file."""
_COPIED = (("projects", "performance-indicators"), ("agency-targets", "agency-performance-indicators"))
_MERGED = ("tables", "searches", "names", "provenance")


@dataclass
class Joined:
    """What all files together give, and the files in their order."""

    parts: list[Part]
    resources: dict[str, Rows] = field(default_factory=dict)
    columns: dict[str, set[str]] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)


def in_order(parts: Sequence[Part]) -> list[Part]:
    """The file with most official tables first, then the one with most figures in tables."""

    def first(part: Part) -> tuple[int, int, str]:
        figures = sum(row["resource"] in PRINTED_TABLES for row in part.rows("provenance"))
        return -sum(bool(part.rows(name)) for name in TABLES), -figures, part.sha256

    return sorted(parts, key=first)


def join(parts: Sequence[Part], table_of: Mapping[str, str]) -> Joined:
    """All files as one. `table_of` gives the table that an item of `searches` looks for, where it looks for one.

    Raises `UsageError` where two files print one table differently.
    """
    joined = Joined(in_order(parts))
    left_out = [_copies(part, joined.parts[:number]) for number, part in enumerate(joined.parts)]
    known = list(dict.fromkeys(name for part in joined.parts for name in part.resources))
    numbers: list[dict[tuple[str, int], int]] = [{} for _ in joined.parts]
    for resource in (name for name in known if name not in _MERGED):
        rows = joined.resources.setdefault(resource, [])
        for part, without, new in zip(joined.parts, left_out, numbers, strict=True):
            for old, row in enumerate(() if resource in without else part.rows(resource), start=1):
                rows.append(dict(row))
                new[resource, old] = len(rows)
    _join_names(joined, numbers)
    _join_tables(joined, numbers)
    _join_searches(joined, table_of)
    for file, (part, new) in enumerate(zip(joined.parts, numbers, strict=True), start=1):
        _renumber(joined, file, new)
        for row in part.rows("provenance"):
            at = new.get((str(row["resource"]), int(str(row["row"]))))
            if at is not None and _is_kept(joined, row, at, part):
                place = in_file(str(row["source"]), file)
                joined.resources.setdefault("provenance", []).append({**row, "row": at, "source": place})
        for name, columns in part.columns.items():
            joined.columns.setdefault(name, set()).update(columns)
        joined.units = {**part.units, **joined.units}
    joined.resources = {name: joined.resources.get(name, []) for name in known}
    return joined


def _copies(part: Part, before: Sequence[Part]) -> set[str]:
    """The resources of which an earlier file has the same rows: a table printed twice is one table."""
    copied = set()
    for other in before:
        for name in PRINTED_TABLES:
            if part.rows(name) and other.rows(name):
                _must_agree(name, other, part)
                copied.add(name)
        for family in _COPIED:
            if part.rows(family[0]) and all(_cells(part.rows(name)) == _cells(other.rows(name)) for name in family):
                copied.update(family)
    return copied


def _must_agree(name: str, first: Part, second: Part) -> None:
    one, two = _cells(first.rows(name)), _cells(second.rows(name))
    if one == two:
        return
    row = next((n for n, pair in enumerate(zip(one, two, strict=False)) if pair[0] != pair[1]), min(len(one), len(two)))
    raise UsageError(
        f"{first.name} and {second.name}",
        f"both have the table {name}, and it is not the same in both: row {row + 1} is {_printed(one, row)} in "
        f"{first.name} and {_printed(two, row)} in {second.name}.",
        "Files of one disclosure share its tables out. Is one of them of another department, year or version?",
    )


def _cells(rows: Rows) -> list[dict[str, str]]:
    return [{key: to_cell(value) for key, value in row.items() if value is not None} for row in rows]


def _printed(rows: Sequence[dict[str, str]], number: int) -> str:
    if number >= len(rows):
        return "missing"
    return "“" + " ".join(value for key, value in rows[number].items() if key != "row")[:60] + "”"


def _join_names(joined: Joined, numbers: list[dict[tuple[str, int], int]]) -> None:
    """Each name once, with its first place."""
    known: set[object] = set()
    for part, new in zip(joined.parts, numbers, strict=True):
        for old, row in enumerate(part.rows("names"), start=1):
            if row["name"] not in known:
                known.add(row["name"])
                rows = joined.resources.setdefault("names", [])
                rows.append(dict(row))
                new["names", old] = len(rows)


def _join_tables(joined: Joined, numbers: list[dict[tuple[str, int], int]]) -> None:
    """One row for each table: as the file has it that prints it, with what the others promise or say of it."""
    rows: dict[str, Row] = {}
    order = list(dict.fromkeys(str(row["table_name"]) for part in joined.parts for row in part.rows("tables")))
    for name in order:
        entries = [
            (row, new, old)
            for part, new in zip(joined.parts, numbers, strict=True)
            for old, row in enumerate(part.rows("tables"), start=1)
            if row["table_name"] == name
        ]
        best = max(entries, key=lambda entry: RANKS.index(str(entry[0]["state"])))[0]
        merged = dict(best)
        for row, _, _ in entries:
            for key in ("contents_number", "contents_title"):
                if merged.get(key) is None and row.get(key) is not None:
                    merged[key] = row[key]
            if best["state"] == "empty" and row.get("note"):
                merged |= {"state": "declared-empty", "note": row["note"]}
        rows[name] = merged
        for _, new, old in entries:
            new["tables", old] = len(rows)
    joined.resources["tables"] = list(rows.values())


def _is_kept(joined: Joined, row: Row, at: int, part: Part) -> bool:
    """Whether a value whose place this is went into the whole: of a row that is merged, from this file."""
    if row["resource"] != "tables":
        return True
    kept, own = joined.resources["tables"][at - 1], part.rows("tables")[int(str(row["row"])) - 1]
    name = str(row["field"])
    already = joined.resources.get("provenance", [])
    told = any(p["resource"] == "tables" and p["row"] == at and p["field"] == name for p in already)
    return not told and kept.get(name) is not None and kept[name] == own.get(name)


def _join_searches(joined: Joined, table_of: Mapping[str, str]) -> None:
    """The most that was found of each item; a table is in the state in which a file prints it."""
    states = {str(row["table_name"]): str(row["state"]) for row in joined.resources["tables"]}
    best: dict[str, Row] = {}
    for file, part in enumerate(joined.parts, start=1):
        for row in part.rows("searches"):
            found = {**row, "source": in_file(str(row["source"]), file) if row.get("source") else None}
            before = best.get(str(row["item"]))
            if before is None or _rank(found) > _rank(before):
                best[str(row["item"])] = found
    for item, row in best.items():
        state = states.get(table_of.get(item, ""))
        if state and state not in ("absent", "not-read"):
            row["state"] = "present" if state == "filled" else state
    joined.resources["searches"] = list(best.values())


def _rank(row: Row) -> tuple[int, bool]:
    return RANKS.index(str(row["state"])), bool(row.get("source"))


def _renumber(joined: Joined, file: int, new: dict[tuple[str, int], int]) -> None:
    """Give the rows of a file their new numbers, the rows that they name, and their places."""
    counted = {resource: _highest(joined, resource, new) for resource in COUNTED}
    for (resource, _), at in new.items():
        row = joined.resources[resource][at - 1]
        if "row" in row:
            row["row"] = at
        if row.get("source"):
            row["source"] = in_file(str(row["source"]), file)
        for (holder, name), target in ROW_OF.items():
            if holder == resource and row.get(name):
                row[name] = new.get((target, int(str(row[name]))))
        for name in COUNTED.get(resource, ()):
            if row.get(name):
                row[name] = int(str(row[name])) + counted[resource][name]


def _highest(joined: Joined, resource: str, new: dict[tuple[str, int], int]) -> dict[str, int]:
    """How far the fields of `COUNTED` have come in the files before this one."""
    own = {at for (name, _), at in new.items() if name == resource}
    before = joined.resources.get(resource, [])[: min(own, default=1) - 1]
    return {
        name: max((int(str(row[name])) for row in before if row.get(name)), default=0) for name in COUNTED[resource]
    }
