"""Reads tables with a project in each row, or in each run of rows with its indicators beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from yusuan.recognise.findings import Value
from yusuan.recognise.targets.grid import Anchor, Grid
from yusuan.recognise.targets.header import Header, find_header
from yusuan.recognise.targets.indicators import STRONG, Indicators
from yusuan.recognise.targets.record import AGENCY, Reading, Record
from yusuan.words import key, name

TOTAL = "total"
_NOT_KEPT = frozenset({"number"})
# One cell may say this of several projects.
_SHARED = frozenset({"unit_code", "agency_name", "department", "category"})


@dataclass(frozen=True)
class Layout:
    """The header of such a table: the columns of the project, and those of its indicators where it has them."""

    width: int
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
    depth = max(header.depth for header in (project, indicators) if header is not None)
    if not _reaches(grid, project, depth) or (indicators is not None and not _reaches(grid, indicators, depth)):
        return None
    unknown = [a for a in project.unknown if indicators is None or a in indicators.unknown]
    return Layout(grid.width, depth, project, indicators, tuple(unknown))


def _reaches(grid: Grid, header: Header, depth: int) -> bool:
    """Whether nothing stands between a header's columns and the first row: both headers are the head of one table."""
    columns = [start for start, _ in header.fields.values()]
    return not any(
        (anchor := grid.at(row, column)).text and anchor.row >= header.depth
        for row in range(header.depth, depth)
        for column in columns
    )


def goes_on_below(layout: Layout, grid: Grid, reading: Reading) -> Layout | None:
    """The layout of a table without a header that goes on with indicators where the one before it ended."""
    if layout.indicators is None or layout.width != grid.width or "level_1" not in layout.indicators.fields:
        return None
    first = grid.at(0, layout.indicators.fields["level_1"][0])
    return replace(layout, depth=0, unknown=()) if key(first.text) in reading.form.first_levels else None


def read_listing(
    grid: Grid, layout: Layout, reading: Reading, new_record: Callable[[], Record], before: Record | None = None
) -> Record | None:
    """Read every project of the table with its indicators, and the totals over projects.

    `before` is the project that the table before ended with, which may go on. Returns that which this one ends with.
    """
    reading.account_for(*(anchor.cell for row in range(layout.depth) for anchor in grid.filled(row)))
    for anchor in layout.unknown:
        if reading.form.label(anchor.text) != "heading":
            reading.findings.not_understood(
                "header", anchor.text, anchor.cell.place, "Project tables have no such column in this form."
            )
    indicators = Indicators(reading, grid, layout.indicators) if layout.indicators else None
    record = before
    for row in range(layout.depth, grid.height):
        turned = grid.turns_page(row) or row == layout.depth
        filled = grid.filled(row)
        if not filled or _is_filler(filled, reading) or _is_note(filled, reading):
            reading.account_for(*(anchor.cell for anchor in filled))
            continue
        begun = _begun(grid, layout, row)
        if record is None or _is_new(begun, record, turned):
            record = new_record()
            record.prints(*layout.project.fields)
            for field_name, anchor in (_shared(grid, layout, row) | begun).items():
                _put(field_name, anchor, record)
            if _is_total(grid, layout, row, reading, record):
                _keep_total(record, reading)
                record = None
                continue
        elif _goes_on(begun, record):
            _add(begun, record, turned or not grid.spanned)
        else:
            begun = {}
        rest = filled if indicators is None else indicators.read(row, record)
        for anchor in rest:
            if anchor not in begun.values():
                reading.findings.not_understood(
                    "label", anchor.text, anchor.cell.place, "Neither a label of this form nor the value of a label."
                )
        record.write(grid.table.place)
    return record


def _put(field_name: str, anchor: Anchor, record: Record) -> None:
    if field_name in _NOT_KEPT:
        record.reading.account_for(anchor.cell)
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


def _shared(grid: Grid, layout: Layout, row: int) -> dict[str, Anchor]:
    """The filled cells that reach down to a row from above, and hold of its project too."""
    reaching = {name_: grid.at(row, start) for name_, (start, _) in layout.project.fields.items() if name_ in _SHARED}
    return {name_: anchor for name_, anchor in reaching.items() if anchor.text and anchor.row < row}


def _is_new(begun: dict[str, Anchor], record: Record, turned: bool) -> bool:
    """Whether a row opens another project: one with a name, unless a page has turned and all of it is said again."""
    if "name" not in begun and not (record.scope == AGENCY and "agency_name" in begun):
        return False
    return not (turned and _goes_on(begun, record))


def _goes_on(begun: dict[str, Anchor], record: Record) -> bool:
    known = {place[1].strip() for place in record.places.values()}
    keys = ("name", "agency_name", "total")
    return all(begun[field_name].text in known for field_name in keys if field_name in begun)


def _add(begun: dict[str, Anchor], record: Record, cut: bool) -> None:
    """What a row adds to its project: the same again, or the rest of a text that the page break cut off."""
    for field_name, anchor in begun.items():
        said = record.places.get(field_name)
        if said is not None and said[1].strip() == anchor.text:
            record.reading.findings.account_for([anchor.cell.place], record.resources[0])
        elif field_name in record.values and cut:
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


def _total_above(values: dict[str, Value], reading: Reading) -> int | None:
    """The row of the total over everything that the sub-total of a unit stands below."""
    totals = reading.form.totals
    if key(str(values.get("name", ""))) in totals:
        return None
    kept = reading.findings.resources.get("agency-targets", [])
    named = (
        number for number, row in enumerate(kept, 1) if row["kind"] == TOTAL and key(str(row.get("name"))) in totals
    )
    return max(named, default=None)


def _keep_total(record: Record, reading: Reading) -> None:
    values: dict[str, Value] = {"kind": TOTAL, **record.values}
    if key(str(record.values.get("unit_code", ""))) in reading.form.totals:
        values["name"] = name(str(values.pop("unit_code")))
    if whole := _total_above(values, reading):
        values["part_of"] = whole
    places = dict(record.places)
    if record.year is not None:
        values["year"], places["year"] = record.year
    reading.findings.open("agency-performance-indicators")
    reading.findings.units.setdefault("agency-targets", record.unit)
    reading.findings.add("agency-targets", values, {k: v for k, v in places.items() if k in values})
