"""Recognises tables of performance targets (绩效目标表) and reads them, one project, fund or agency after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from yusuan.document import Cell, Line, Table
from yusuan.forms import Form, Vocabulary
from yusuan.recognise.findings import Findings
from yusuan.recognise.targets.continued import continued_header
from yusuan.recognise.targets.execution import find_execution, read_execution
from yusuan.recognise.targets.grid import Anchor, Grid
from yusuan.recognise.targets.header import Header, find_header
from yusuan.recognise.targets.heading import Heading, read_heading
from yusuan.recognise.targets.indicators import STRONG, Indicators, headless, read_target
from yusuan.recognise.targets.labelled import (
    HEADING,
    field_of,
    inline_field,
    is_cut_heading,
    names_only,
    read_below,
    read_labels,
    values_only,
)
from yusuan.recognise.targets.listing import Layout, find_layout, goes_on_below, read_listing
from yusuan.recognise.targets.record import Reading, Record
from yusuan.recognise.targets.tasks import find_tasks, read_tasks

__all__ = ["read_projects", "read_target"]

_FEWEST_LABELS = 2


def read_projects(
    tables: Sequence[tuple[list[Line], Table]], form: Form, vocabulary: Vocabulary, findings: Findings
) -> frozenset[str]:
    """Read every table of performance targets, each given with the lines above it.

    Returns the places of the tables that were read; the others are not project tables, and are left as they are.
    """
    findings.open("projects")
    findings.open("performance-indicators")
    reader = _Reader(Reading(form.projects, vocabulary, findings))
    return frozenset(table.place for captions, table in tables if reader.read(captions, table))


@dataclass
class _Reader:
    """Reads tables one after the other; a table without a head may continue the one before it."""

    reading: Reading
    layout: Layout | None = None
    record: Record | None = None
    indicators: Indicators | None = None

    def read(self, captions: Sequence[Line], table: Table) -> bool:
        """Read a table if it holds targets."""
        grid = Grid(table)
        heading = read_heading(captions, grid, self.reading)
        layout = find_layout(grid, self.reading, heading.scope if heading.title else None)
        if layout is None and self.layout is not None and heading.title is None:
            layout = goes_on_below(self.layout, grid, self.reading)
        before = self.record if self.layout and self.record and heading.repeats(self.record) else None
        self.layout = layout
        if layout is None and not self._holds_targets(grid, heading):
            self.record = self.indicators = None
            return False
        self.reading.account_for(*heading.words)
        if layout is not None:
            new_record = partial(heading.record, self.reading)
            self.record, self.indicators = read_listing(grid, layout, self.reading, new_record, before), None
            return True
        if self.record is None or before is not None or not self._continues(grid, heading):
            self.record, self.indicators = heading.record(self.reading), None
        self._form(grid)
        self.record.write(table.place)
        return True

    def _form(self, grid: Grid) -> None:
        """Read labels with values, then indicators; a title within the table opens the next project."""
        self.indicators = self._continued(grid)
        row = 0
        while row < grid.height:
            if grid.left_out(row) and self._opens(grid, 0):
                # Two projects of one name: the head of the second is the same, and was taken for a repeated one.
                for repeated in range(grid.left_out(row)):
                    self._step(grid, repeated)
            row = self._step(grid, row)

    def _continued(self, grid: Grid) -> Indicators | None:
        """The indicators of the table before, where they go on in this one: in the same columns, or in fewer."""
        before = self.indicators
        if before is None:
            return None
        if header := continued_header(grid, before.header, self.reading.form):
            return Indicators(self.reading, grid, header, dict(before.above), True, before.last)
        return Indicators(self.reading, grid, before.header) if before.grid.width == grid.width else None

    def _goes_on_with_indicators(self, grid: Grid) -> bool:
        before = self.indicators
        return before is not None and continued_header(grid, before.header, self.reading.form) is not None

    def _step(self, grid: Grid, row: int) -> int:
        """Read what begins in a row. Returns the row after it."""
        assert self.record is not None
        filled = grid.filled(row)
        if not filled:
            return row + 1
        if title := self._opens(grid, row):
            self.reading.account_for(filled[0].cell)
            self._open(grid, title, filled[0].cell)
            return row + 1
        if len(filled) == 1 and (year := self.reading.form.year_of(filled[0].text)) is not None:
            self.reading.account_for(filled[0].cell)
            self.record.year = self.record.year or (year, (filled[0].cell.place, filled[0].cell.text))
            return row + 1
        if header := self._indicator_header(grid, row):
            self._hold_header(header)
            self.indicators = Indicators(self.reading, grid, header)
            return row + header.depth
        if tasks := find_tasks(grid, row, self.reading):
            self.indicators = None
            return read_tasks(grid, tasks, self.record, self.reading)
        if execution := find_execution(grid, row, self.reading):
            self.indicators = None
            return read_execution(grid, execution, self.record, self.reading)
        if self.indicators and self.reading.form.label(filled[0].text) == "score":
            self.indicators.read_score(row, self.record)
            return row + 1
        if self._is_indicator(grid, row, filled):
            return row + self._indicator(grid, row)
        self.indicators = None
        return self._labels(grid, row)

    def _opens(self, grid: Grid, row: int) -> tuple[str, str | None] | None:
        """What a row says that holds a title and nothing else."""
        filled = grid.filled(row)
        return self.reading.form.title(filled[0].text) if len(filled) == 1 else None

    def _labels(self, grid: Grid, row: int) -> int:
        """Read a row of labels, or the values that stand below rows of labels alone. Returns the next row."""
        assert self.record is not None
        below = row
        while below < grid.height and names_only(grid, below, self.reading):
            below += 1
        stacked = row < below < grid.height and values_only(grid, below, self.reading)
        if stacked and not self._indicator_header(grid, below):
            read_below(grid, row, below, self.record, self.reading)
            return below + 1
        parted = row > 0 and (grid.turns_page(row) or grid.reaches_beside(row))
        if parted and values_only(grid, row, self.reading) and self._goes_on(grid, row):
            return row + 1
        read_labels(grid, row, self.record, self.reading)
        return row + 1

    def _goes_on(self, grid: Grid, row: int) -> bool:
        """Whether a row holds nothing but the rest of the value above it; if so, it is added.

        A form parts a long value at the end of a page, or into several cells beside one label.
        """
        assert self.record is not None
        (first, *others) = grid.filled(row)
        # A value may go on in several cells: the first of them is where it was found.
        before = row - 1
        while before > 0 and grid.at(before, first.column).cell.place in self.reading.findings.settled:
            before -= 1
        above = grid.at(before, first.column)
        fields = [known for known, place in self.record.places.items() if place[0] == above.cell.place]
        if others or len(fields) != 1 or fields[0] in self.reading.form.amounts:
            return False
        self.record.add(fields[0], first.cell)
        return True

    def _indicator(self, grid: Grid, row: int) -> int:
        assert self.record is not None
        if self.indicators is None:
            header = headless(grid, row, self.reading.form)
            assert header is not None
            self.indicators = Indicators(self.reading, grid, header)
        for anchor in self.indicators.read(row, self.record):
            if field_of(grid, anchor, self.reading) == HEADING or is_cut_heading(grid, anchor, self.reading):
                self.reading.account_for(anchor.cell)
            else:
                self.reading.findings.not_understood(
                    "label", anchor.text, anchor.cell.place, "Neither a label of this form nor the value of a label."
                )
        return 1

    def _is_indicator(self, grid: Grid, row: int, filled: Sequence[Anchor]) -> bool:
        """Whether a row goes on with the indicators, or is one without a header."""
        if self.indicators is None:
            return headless(grid, row, self.reading.form) is not None
        first = next((anchor for anchor in filled if self.reading.form.label(anchor.text) != HEADING), None)
        inside = min(start for start, _ in self.indicators.header.fields.values())
        return first is not None and (first.column > inside or self.reading.form.label(first.text) is None)

    def _indicator_header(self, grid: Grid, row: int) -> Header | None:
        header = find_header(grid, row, self.reading.form.columns, grouped=False)
        return header if header is not None and len(header.fields.keys() & STRONG) >= 2 else None

    def _hold_header(self, header: Header) -> None:
        self.reading.account_for(*(anchor.cell for anchor in header.cells))
        for anchor in header.unknown:
            if self.reading.form.label(anchor.text) != HEADING:
                self.reading.findings.not_understood(
                    "header", anchor.text, anchor.cell.place, "Project tables have no such column in this form."
                )

    def _open(self, grid: Grid, title: tuple[str, str | None], cell: Cell) -> None:
        """Begin the project that a title within the table names."""
        assert self.record is not None
        said = bool(self.record.values) or self.record.row is not None
        if said:
            self.record.write(grid.table.place)
        scope, named = title
        year = self.record.year
        self.record = Record(self.reading, scope, self.record.unit, year, (cell.place, cell.text))
        self.record.fallback_name = (named, (cell.place, cell.text)) if named else None
        self.indicators = None

    def _holds_targets(self, grid: Grid, heading: Heading) -> bool:
        """Whether a table that lists no projects holds targets: by its indicators, or by its title and labels."""
        if any(self._indicator_header(grid, row) for row in range(grid.height)):
            return True
        if self.indicators is not None and headless(grid, 0, self.reading.form):
            return True
        if heading.title is None and self._goes_on_with_indicators(grid):
            return True
        titled = heading.title or any(self._opens(grid, row) for row in range(min(grid.height, _FEWEST_LABELS)))
        labels = sum(
            field_of(grid, anchor, self.reading) not in (None, HEADING) or bool(inline_field(anchor, self.reading))
            for row in range(grid.height)
            for anchor in grid.filled(row)
        )
        # Below a table of targets another of the same form may stand without a title of its own.
        again = self.record is not None and self._names_project(grid)
        return bool(titled or again) and labels >= _FEWEST_LABELS

    def _names_project(self, grid: Grid) -> bool:
        """Whether a cell is the label of a project's name, be its name in the same cell."""
        return any(
            "name" in (self.reading.form.label(anchor.text), inline_field(anchor, self.reading))
            for row in range(grid.height)
            for anchor in grid.filled(row)
        )

    def _continues(self, grid: Grid, heading: Heading) -> bool:
        """Whether a table goes on with the project before: it names none, and its title, if any, is said again."""
        if self._names_project(grid):
            return False
        if heading.title is None:
            return True
        again = self.record is not None and heading.repeats(self.record)
        return again and heading.named is None and headless(grid, 0, self.reading.form) is not None
