"""What was read of a document, figure by figure, and what the checks and people say of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import duckdb

from yusuan.checks.confirmations import stale_confirmations
from yusuan.checks.outcomes import missing
from yusuan.model import Table, load_model
from yusuan.package.csvfile import read_rows
from yusuan.package.descriptor import data_path
from yusuan.package.layout import PackageId, Packages
from yusuan.package.plainfile import is_there

Cell = tuple[str, int, str]
"""A resource, a row of it (from 1), and a field."""

_NUMBERS = frozenset({"amount", "rate", "count", "number"})
# Columns that name a row, by the ends of their names, in the order in which they are tried.
_NAMES = ("name", "label", "subject", "item", "term", "title")


@dataclass
class Figure:
    """A cell of the package that was read from a place: the text printed there, and the value read from it.

    `value` is as the package has it, `before` what it was before a person corrected it, or None. `is_number` says that
    it is a figure and no name or code; `words` what a person calls it; `guarded` that a check was evaluated with it.
    """

    cell: Cell
    printed: str
    value: str
    place: str
    row_name: str
    is_number: bool
    before: str | None = None
    unit: str = ""
    words: str = ""
    guarded: bool = False
    why_unguarded: str = ""
    checks: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Operand:
    """A figure in a check: its cell (of another package: none), its words, what is printed, its side and its sign."""

    cell: Cell | None
    words: str
    printed: str
    side: str
    sign: int | None
    place: str


@dataclass(frozen=True)
class Check:
    """A comparison and what came of it; `note` is the confirmation that a person has written."""

    rule: str
    title: str
    subject: str
    outcome: str
    confirmed: bool
    message: str
    published: str
    expected: str
    difference: str
    place: str
    note: str
    comparison: str
    operands: tuple[Operand, ...] = ()


@dataclass(frozen=True)
class Unread:
    """Something that was not understood, its place, and why."""

    kind: str
    text: str
    place: str
    reason: str


@dataclass(frozen=True)
class Record:
    """All that is known of a package: figures in the order of its provenance, checks, and what was not understood.

    `titles` are those of resources, `fields` those of their fields. `lacking` is what must be disclosed and was not
    found, with its state; `stale` the confirmations that hold no longer, in words.
    """

    figures: list[Figure]
    checks: list[Check]
    unread: list[Unread]
    titles: dict[str, str]
    fields: dict[str, dict[str, str]]
    lacking: list[tuple[str, str]]
    stale: list[str]


def read_record(packages: Packages, package: PackageId, connection: duckdb.DuckDBPyConnection) -> Record:
    """The record of one package; `connection` is a warehouse in which it was checked. Raises `InvalidPackage`."""
    checks = _checks(connection, package)
    figures = _figures(packages, package)
    by_cell: dict[Cell, list[Figure]] = defaultdict(list)
    for figure in figures:
        by_cell[figure.cell].append(figure)
    for number, check in enumerate(checks):
        for cell in dict.fromkeys(operand.cell for operand in check.operands if operand.cell):
            for figure in by_cell.get(cell, ()):
                figure.checks.append(number)
    _mark_coverage(connection, by_cell)
    tables = load_model().tables
    read = dict.fromkeys(figure.cell[0] for figure in figures)
    return Record(
        figures,
        checks,
        [Unread(row["kind"], row["text"], row["source"], row["reason"]) for row in _rows(packages, package, "unread")],
        {name: tables[name].title for name in read if name in tables},
        {name: {f.name: f.title for f in tables[name].fields} for name in read if name in tables},
        [(item, state) for _, item, state in missing(connection)],
        [
            f"{stale.rule}「{stale.subject}」: {stale.problem} {stale.remedy}"
            for stale in stale_confirmations(connection)
        ],
    )


def _rows(packages: Packages, package: PackageId, resource: str) -> list[dict[str, str]]:
    path = packages.folder(package) / data_path(resource)
    return read_rows(path) if is_there(path) else []


def _figures(packages: Packages, package: PackageId) -> list[Figure]:
    tables = load_model().tables
    provenance = _rows(packages, package, "provenance")
    data = {name: _rows(packages, package, name) for name in dict.fromkeys(row["resource"] for row in provenance)}
    corrected = {
        (row["resource"], int(row["row"]), row["field"]): row["printed"]
        for row in _rows(packages, package, "corrections")
        if row["row"].isdecimal()
    }
    figures = []
    for traced in provenance:
        name, number, field_name = traced["resource"], int(traced["row"]), traced["field"]
        rows = data[name]
        row = rows[number - 1] if 0 < number <= len(rows) else {}
        cell = (name, number, field_name)
        table = tables.get(name)
        figures.append(
            Figure(
                cell,
                traced["printed"],
                row.get(field_name, ""),
                traced["source"],
                _row_name(table, row, field_name) if table else "",
                bool(table and _role(table, field_name) in _NUMBERS),
                corrected.get(cell),
                row.get("unit", "") if field_name == "value" else "",
            )
        )
    return figures


def _role(table: Table, field_name: str) -> str:
    found = table.by_name.get(field_name)
    return found.role if found else ""


def _row_name(table: Table, row: Mapping[str, str], field_name: str) -> str:
    """The code and the name of a row, of the side of the table that the field stands on."""
    known = table.by_name
    side = known[field_name].side if field_name in known else ""
    beside = [each for each in table.fields if each.side == side]
    code = next((row[each.name] for each in beside if each.role == "code" and row.get(each.name)), "")
    names = (
        row[each.name]
        for end in _NAMES
        for each in beside
        if (each.name == end or each.name.endswith(f"_{end}")) and row.get(each.name)
    )
    return " ".join(filter(None, (code, next(names, ""))))


def _mark_coverage(connection: duckdb.DuckDBPyConnection, by_cell: Mapping[Cell, Sequence[Figure]]) -> None:
    for resource, row, field_name, words, covered, reason in connection.execute(
        'select resource, "row", field, place, covered, reason from derived.coverage'
    ).fetchall():
        for figure in by_cell.get((resource, row, field_name), ()):
            figure.is_number, figure.guarded = True, covered
            figure.words, figure.why_unguarded = words or "", reason or ""


def _checks(connection: duckdb.DuckDBPyConnection, package: PackageId) -> list[Check]:
    operands: dict[tuple[str, str], list[Operand]] = defaultdict(list)
    for rule, subject, resource, row, field_name, place, of, side, sign, words, printed in connection.execute(
        """
        select rule, subject, resource, "row", field, source, operand_package, side, sign, place, printed
        from derived.check_operands where package = $package
        order by rule, subject, side <> 'published', position
        """,
        {"package": str(package)},
    ).fetchall():
        own = of == str(package)
        operands[rule, subject].append(
            Operand(
                (resource, row, field_name) if own and resource else None,
                words or "",
                printed or "",
                side or "",
                int(sign) if sign is not None else None,
                (place or "") if own else "",
            )
        )
    rows = connection.execute(
        """
        select rule, coalesce(title, rule), subject, outcome, confirmed, coalesce(message, ''),
            coalesce(published, ''), coalesce(expected, ''), coalesce(rtrim(rtrim(difference::varchar, '0'), '.'), ''),
            coalesce(source, ''), coalesce(confirmation, ''), coalesce(comparison, '')
        from derived.checks left join derived.check_rules using (rule)
        where package = $package order by rule, subject
        """,
        {"package": str(package)},
    ).fetchall()
    checks = [Check(*row) for row in rows]
    return [replace(check, operands=tuple(operands[check.rule, check.subject])) for check in checks]
