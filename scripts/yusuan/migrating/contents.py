"""The CSV files of one package in memory, and what each kind of change does to them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from yusuan.errors import InvalidPackage
from yusuan.migrating.changes import Change

Row = dict[str, str]


@dataclass
class Rows:
    """One CSV file: its columns in order, and its rows, each with a cell for every column."""

    columns: list[str]
    rows: list[Row]


@dataclass
class Contents:
    """Every CSV file of a package by resource, and how each resource was called when the package was written."""

    files: dict[str, Rows]
    former: dict[str, str] = field(default_factory=dict)

    def rows(self, resource: str) -> list[Row]:
        """The rows of a resource; none where there is no such file."""
        return self.files[resource].rows if resource in self.files else []


def apply(contents: Contents, change: Change) -> str:
    """Make one change. Returns what was done in words, "" where there was nothing to do.

    What points at a cell follows it: provenance, corrections, and the subjects of confirmations.
    Raises `InvalidPackage` where the change would lose what a person wrote, or cannot be distinguished from another.
    """
    return _KINDS[change.kind](contents, change)


def _rename_column(contents: Contents, change: Change) -> str:
    file = contents.files.get(change.resource)
    if file is None or change.column not in file.columns:
        return ""
    _refuse_both(file, change)
    file.columns[file.columns.index(change.column)] = change.to
    for row in file.rows:
        row[change.to] = row.pop(change.column)
    for row in _pointing_at(contents, change):
        row["field"] = change.to
    for row in contents.rows("confirmations"):
        if _names(row["subject"], change.resource):
            row["subject"] = _renamed(row["subject"], change.column, change.to)
    return f"{change.resource}: column {change.column} is now {change.to}"


def _add_column(contents: Contents, change: Change) -> str:
    file = contents.files.get(change.resource)
    if file is None or change.column in file.columns:
        return ""
    file.columns.append(change.column)
    for row in file.rows:
        row[change.column] = change.value
    what = f'"{change.value}"' if change.value else "blank"
    return f"{change.resource}: new column {change.column}, {what} in every row"


def _remove_column(contents: Contents, change: Change) -> str:
    file = contents.files.get(change.resource)
    if file is None or change.column not in file.columns:
        return ""
    if any(_is_of(row, change) for row in contents.rows("corrections")):
        raise InvalidPackage(
            "data/corrections.csv",
            f"corrects {change.resource} {change.column}, a column that no longer exists.",
            "Remove the correction.",
        )
    file.columns.remove(change.column)
    for row in file.rows:
        del row[change.column]
    if "provenance" in contents.files:
        provenance = contents.files["provenance"]
        provenance.rows = [row for row in provenance.rows if not _is_of(row, change)]
    return f"{change.resource}: column {change.column} removed"


def _rename_value(contents: Contents, change: Change) -> str:
    file = contents.files.get(change.resource)
    if file is None or change.column not in file.columns:
        return ""
    found = [row for row in file.rows if row[change.column] == change.value]
    for row in found:
        row[change.column] = change.to
    for row in contents.rows("corrections"):
        for part in ("printed", "corrected") if _is_of(row, change) else ():
            row[part] = change.to if row[part] == change.value else row[part]
    cells = _count(len(found), "cell")
    return f"{change.resource}: {change.column} {change.value} is now {change.to} ({cells})" if found else ""


def _rename_resource(contents: Contents, change: Change) -> str:
    if change.resource not in contents.files:
        return ""
    if change.to in contents.files:
        raise InvalidPackage(
            f"data/{change.resource}.csv", f"is now data/{change.to}.csv, which also exists.", "Remove one of them."
        )
    contents.files[change.to] = contents.files.pop(change.resource)
    contents.former[change.to] = contents.former.pop(change.resource, change.resource)
    for file in contents.files.values():
        for column in {"resource", "table_name"}.intersection(file.columns):
            for row in file.rows:
                row[column] = change.to if row[column] == change.resource else row[column]
    for row in contents.rows("confirmations"):
        row["subject"] = _renamed(row["subject"], change.resource, change.to)
    return f"{change.resource} is now {change.to}"


def _add_resource(contents: Contents, change: Change) -> str:
    if change.resource in contents.files:
        return ""
    contents.files[change.resource] = Rows([], [])
    return f"{change.resource}: new, without rows"


def _rename_rule(contents: Contents, change: Change) -> str:
    found = [row for row in contents.rows("confirmations") if row["rule"] == change.rule]
    for row in found:
        row["rule"] = change.to
    return f"confirmations: rule {change.rule} is now {change.to}" if found else ""


def _retire_rule(contents: Contents, change: Change) -> str:
    found = [row for row in contents.rows("confirmations") if row["rule"] == change.rule]
    if not found:
        return ""
    kept = contents.files["confirmations"]
    kept.rows = [row for row in kept.rows if row not in found]
    return (
        f"confirmations: {_count(len(found), 'row')} of {change.rule} removed: this rule no longer finds discrepancies"
    )


_KINDS: dict[str, Callable[[Contents, Change], str]] = {
    "rename-column": _rename_column,
    "add-column": _add_column,
    "remove-column": _remove_column,
    "rename-value": _rename_value,
    "rename-resource": _rename_resource,
    "add-resource": _add_resource,
    "rename-rule": _rename_rule,
    "retire-rule": _retire_rule,
}


def _refuse_both(file: Rows, change: Change) -> None:
    if change.to in file.columns:
        raise InvalidPackage(
            f"data/{change.resource}.csv:1",
            f"has both {change.column} and {change.to}, its present name.",
            "Remove one of the columns.",
        )


def _pointing_at(contents: Contents, change: Change) -> list[Row]:
    return [row for kept in ("provenance", "corrections") for row in contents.rows(kept) if _is_of(row, change)]


def _is_of(row: Row, change: Change) -> bool:
    return (row["resource"], row["field"]) == (change.resource, change.column)


def _names(subject: str, word: str) -> bool:
    return _renamed(subject, word, "") != subject


def _renamed(subject: str, word: str, to: str) -> str:
    """A check's subject with one of its words replaced: `income 合计 total` has three."""
    return re.sub(rf"(?<![\w-]){re.escape(word)}(?![\w-])", lambda _: to, subject)


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}" + ("s" if number != 1 else "")
