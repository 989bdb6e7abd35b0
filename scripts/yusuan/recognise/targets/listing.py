"""Reads tables with a project in each row, or in each run of rows with its indicators beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from yusuan.recognise.findings import Value
from yusuan.recognise.targets.grid import Anchor, Grid
from yusuan.recognise.targets.header import Header, find_header
from yusuan.recognise.targets.indicators import STRONG, Indicators
from yusuan.recognise.targets.record import AGENCY, Reading, Record
from yusuan.words import key, name

TOTAL = "total"
_NOT_KEPT = frozenset({"number"})


@dataclass(frozen=True)
class Layout:
    """The header of such a table: the columns of the project, and those of its indicators where it has them."""

    depth: int
    project: Header
    indicators: Header | None
    unknown: tuple[Anchor, ...]


def find_layout(grid: Grid, reading: Reading, scope: str | None) -> Layout | None:
    """The layout of a table that lists projects, or an agency's units; None for any other.

    It names a project (or a unit, in the table of an agency) and its target, be it a goal or indicators.
    """
    form = reading.form
    project = find_header(grid, 0, form.listing)
    if project is None:
        return None
    indicators = find_header(grid, 0, form.columns)
    if indicators is not None and len(indicators.fields.keys() & STRONG) < 2:
        indicators = None
    named = "name" in project.fields or (scope == AGENCY and "agency_name" in project.fields)
    money = bool(project.fields.keys() & form.amounts)
    if not named or not (indicators or "goal" in project.fields) or not (money or scope):
        return None
    unknown = [a for a in project.unknown if indicators is None or a in indicators.unknown]
    return Layout(max(project.depth, indicators.depth if indicators else 0), project, indicators, tuple(unknown))


def read_listing(grid: Grid, layout: Layout, reading: Reading, new_record: Callable[[], Record]) -> None:
    """Read every project of the table with its indicators, and the totals over projects."""
    reading.hold(*(anchor.cell for row in range(layout.depth) for anchor in grid.filled(row)))
    for anchor in layout.unknown:
        if reading.form.label(anchor.text) != "heading":
            reading.findings.not_understood(
                "header", anchor.text, anchor.cell.place, "Project tables have no such column in this form."
            )
    indicators = Indicators(reading, grid, layout.indicators) if layout.indicators else None
    record: Record | None = None
    for row in range(layout.depth, grid.height):
        filled = grid.filled(row)
        if not filled or _is_filler(filled, reading) or _is_note(filled, reading):
            reading.hold(*(anchor.cell for anchor in filled))
            continue
        begun = _begun(grid, layout, row)
        if record is None or _is_new(begun, record, grid, row):
            record = new_record()
            for field_name, anchor in begun.items():
                _put(field_name, anchor, record)
            if _is_total(grid, layout, row, reading, record):
                _keep_total(record, reading)
                record = None
                continue
        elif _goes_on(begun, record):
            _add(begun, record, grid, row)
        rest = filled
        if indicators is not None:
            rest = indicators.read(row, record)
        taken = set(begun.values())
        for anchor in rest:
            if anchor in taken:
                continue
            reading.findings.not_understood(
                "label", anchor.text, anchor.cell.place, "Neither a label of this form nor the value of one."
            )
        record.write(grid.table.place)


def _put(field_name: str, anchor: Anchor, record: Record) -> None:
    if field_name in _NOT_KEPT:
        record.reading.hold(anchor.cell)
    else:
        record.put(field_name, anchor.cell)


def _begun(grid: Grid, layout: Layout, row: int) -> dict[str, Anchor]:
    """The filled cells of the project's columns that begin in a row."""
    found = {}
    for field_name, (start, end) in layout.project.fields.items():
        for column in range(start, end):
            anchor = grid.at(row, column)
            if anchor.row == row and anchor.text:
                found[field_name] = anchor
                break
    return found


def _is_new(begun: dict[str, Anchor], record: Record, grid: Grid, row: int) -> bool:
    """Whether a row opens another project: one with a name, unless a page has turned and all of it is said again."""
    if "name" not in begun and not (record.scope == AGENCY and "agency_name" in begun):
        return False
    return not (grid.turns_page(row) and _goes_on(begun, record))


def _goes_on(begun: dict[str, Anchor], record: Record) -> bool:
    known = {place[1].strip() for place in record.places.values()}
    keys = ("name", "agency_name", "total")
    return all(begun[field_name].text in known for field_name in keys if field_name in begun)


def _add(begun: dict[str, Anchor], record: Record, grid: Grid, row: int) -> None:
    """What a row adds to its project: the same again, or the rest of a text that the page break cut off."""
    for field_name, anchor in begun.items():
        said = record.places.get(field_name)
        if said is not None and said[1].strip() == anchor.text:
            record.reading.findings.hold([anchor.cell.place], record.resources[0])
        elif field_name in record.values and (grid.turns_page(row) or not grid.spanned):
            record.add(field_name, anchor.cell)
        else:
            _put(field_name, anchor, record)


def _is_filler(filled: list[Anchor], reading: Reading) -> bool:
    return all(reading.form.fillers.fullmatch(key(anchor.text)) for anchor in filled)


def _is_note(filled: list[Anchor], reading: Reading) -> bool:
    return len(filled) == 1 and reading.vocabulary.patterns["empty_note"].match(filled[0].text) is not None


def _is_total(grid: Grid, layout: Layout, row: int, reading: Reading, record: Record) -> bool:
    """Whether a row is a total over projects: called so, or nameless, or without any target of its own."""
    totals = reading.form.totals
    if any(key(anchor.text) in totals for anchor in grid.filled(row)):
        return True
    if "name" not in record.values and record.scope != AGENCY:
        return bool(record.values)
    return (
        "goal" not in record.values
        and layout.indicators is not None
        and _prints_no_target(grid, layout.indicators, row)
    )


def _prints_no_target(grid: Grid, header: Header, row: int) -> bool:
    return not any(grid.at(row, column).text for start, end in header.fields.values() for column in range(start, end))


def _keep_total(record: Record, reading: Reading) -> None:
    values: dict[str, Value] = {"kind": TOTAL, **record.values}
    if key(str(record.values.get("unit_code", ""))) in reading.form.totals:
        values["name"] = name(str(values.pop("unit_code")))
    places = dict(record.places)
    if record.year is not None:
        values["year"], places["year"] = record.year
    reading.findings.open("agency-performance-indicators")
    reading.findings.units.setdefault("agency-targets", record.unit)
    reading.findings.add("agency-targets", values, {k: v for k, v in places.items() if k in values})
