"""Recognises tables of performance targets (绩效目标表) and reads them, one project, fund or agency after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from yusuan.document import Cell, Line, Table
from yusuan.forms import Form, Vocabulary
from yusuan.recognise.findings import Findings, Printed
from yusuan.recognise.targets.grid import Anchor, Grid
from yusuan.recognise.targets.header import Header, find_header
from yusuan.recognise.targets.indicators import STRONG, Indicators, headless, read_target
from yusuan.recognise.targets.labelled import HEADING, field_of, names_only, read_below, read_labels, values_only
from yusuan.recognise.targets.listing import find_layout, read_listing
from yusuan.recognise.targets.record import PROJECT, Reading, Record
from yusuan.recognise.targets.tasks import find_tasks, read_tasks
from yusuan.words import key

__all__ = ["read_projects", "read_target"]

_FEWEST_LABELS = 2


def read_projects(
    tables: Sequence[tuple[list[Line], Table]], form: Form, vocabulary: Vocabulary, findings: Findings
) -> frozenset[str]:
    """Read every table of performance targets, each given with the lines above it.

    Returns the places of the tables that were read; the others are none, and left as they are.
    """
    findings.open("projects")
    findings.open("performance-indicators")
    reader = _Reader(Reading(form.projects, vocabulary, findings))
    return frozenset(table.place for captions, table in tables if reader.read(captions, table))


@dataclass
class _Title:
    """What the lines above a table say of it. `name` is the project's where the title holds it."""

    scope: str
    printed: Printed
    name: str | None
    lines: tuple[Line, ...]


@dataclass
class _Reader:
    """Reads tables one after the other; a table without head may go on with what the one before it said."""

    reading: Reading
    record: Record | None = None
    indicators: Indicators | None = None
    titles: list[Line] = field(default_factory=list)

    def read(self, captions: Sequence[Line], table: Table) -> bool:
        """Read a table if it holds targets."""
        grid = Grid(table)
        title = self._title(captions)
        unit, year = self._unit(captions, grid), self._year(captions)
        layout = find_layout(grid, self.reading, title.scope if title else None)
        if layout is None and not self._holds_targets(grid, title):
            self.record = self.indicators = None
            return False
        words = [*(title.lines if title else ()), *(line for line in captions if self._beside(line))]
        self.reading.hold(*(line for line in words if year is None or line.place != year[1][0]))

        def new_record() -> Record:
            record = Record(self.reading, title.scope if title else PROJECT, unit, year)
            if title is not None:
                record.title = title.printed
                record.fallback_name = (title.name, title.printed) if title.name else None
            return record

        if layout is not None:
            read_listing(grid, layout, self.reading, new_record)
            self.record = self.indicators = None
            return True
        if self.record is None or not self._continues(grid, title):
            self.record, self.indicators = new_record(), None
        self._form(grid)
        self.record.write(table.place)
        return True

    def _form(self, grid: Grid) -> None:
        """Read labels with values, then indicators; a title within the table opens the next project."""
        header = self.indicators.header if self.indicators and self.indicators.grid.width == grid.width else None
        self.indicators = Indicators(self.reading, grid, header) if header else None
        row = 0
        while row < grid.height:
            if grid.left_out(row) and self._opens(grid, 0):
                # Two projects of one name: the head of the second is the same, and was taken for a repeated one.
                for repeated in range(grid.left_out(row)):
                    self._step(grid, repeated)
            row = self._step(grid, row)

    def _step(self, grid: Grid, row: int) -> int:
        """Read what begins in a row. Returns the row after it."""
        assert self.record is not None
        filled = grid.filled(row)
        if not filled:
            return row + 1
        if title := self._opens(grid, row):
            self.reading.hold(filled[0].cell)
            self._open(grid, title, filled[0].cell)
            return row + 1
        if header := self._indicator_header(grid, row):
            self._hold_header(header)
            self.indicators = Indicators(self.reading, grid, header)
            return row + header.depth
        if tasks := find_tasks(grid, row, self.reading):
            self.indicators = None
            return read_tasks(grid, tasks, self.record, self.reading)
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
        if grid.turns_page(row) and values_only(grid, row, self.reading) and self._goes_on(grid, row):
            return row + 1
        read_labels(grid, row, self.record, self.reading)
        return row + 1

    def _goes_on(self, grid: Grid, row: int) -> bool:
        """Whether a row at the head of a page holds the rest of the value above it; if so, it is added."""
        assert self.record is not None
        (first, *others) = grid.filled(row)
        above = grid.at(row - 1, first.column)
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
            if field_of(grid, anchor, self.reading) == HEADING:
                self.reading.hold(anchor.cell)
            else:
                self.reading.findings.not_understood(
                    "label", anchor.text, anchor.cell.place, "Neither a label of this form nor the value of one."
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
        self.reading.hold(*(anchor.cell for anchor in header.cells))
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
        scope, name = title
        year = self.record.year
        self.record = Record(self.reading, scope, self.record.unit, year, (cell.place, cell.text))
        self.record.fallback_name = (name, (cell.place, cell.text)) if name else None
        self.indicators = None

    def _holds_targets(self, grid: Grid, title: _Title | None) -> bool:
        """Whether a table that lists no projects holds targets: by its indicators, or by its title and labels."""
        if any(self._indicator_header(grid, row) for row in range(grid.height)):
            return True
        if self.indicators is not None and headless(grid, 0, self.reading.form):
            return True
        titled = title or any(self._opens(grid, row) for row in range(min(grid.height, _FEWEST_LABELS)))
        labels = sum(
            field_of(grid, anchor, self.reading) not in (None, HEADING)
            for row in range(grid.height)
            for anchor in grid.filled(row)
        )
        return bool(titled) and labels >= _FEWEST_LABELS

    def _continues(self, grid: Grid, title: _Title | None) -> bool:
        """Whether a table goes on with the project before: it names none, and its title, if any, is said again."""
        if any(self.reading.form.label(a.text) == "name" for row in range(grid.height) for a in grid.filled(row)):
            return False
        if title is None:
            return True
        again = self.record is not None and self.record.title is not None and self.record.title[1] == title.printed[1]
        return again and title.name is None and headless(grid, 0, self.reading.form) is not None

    def _title(self, captions: Sequence[Line]) -> _Title | None:
        """The title among the lines above a table: the last of them but those that stand beside one."""
        lines = list(captions)
        while lines and self._beside(lines[-1]):
            lines.pop()
        if not lines:
            return None
        for count in (1, 2, 3):
            tail = lines[-count:]
            found = self.reading.form.title("".join(line.text.strip() for line in tail))
            if found is None:
                continue
            scope, name = found
            if name is not None:
                longer = self._longer(lines[:-count])
                tail = [*longer, *tail]
                name = "".join(key(line.text) for line in longer) + name
            text = "".join(line.text for line in tail)
            return _Title(scope, (tail[0].place, text), name, tuple(tail))
        return None

    def _longer(self, lines: Sequence[Line]) -> list[Line]:
        """The line that a title's name begins in, where it is broken: neither a sentence nor a heading nor a title."""
        if not lines:
            return []
        text, patterns = lines[-1].text.strip(), self.reading.vocabulary.patterns
        whole = (
            patterns["sentence_end"].search(text)
            or patterns["heading"].match(text)
            or patterns["subheading"].match(text)
            or patterns["list_item"].match(text)
            or self.reading.form.title(text)
            or self._beside(lines[-1])
        )
        return [] if whole else [lines[-1]]

    def _beside(self, line: Line) -> bool:
        form = self.reading.form
        return form.stands_beside_title(line.text) or (
            form.year_of(line.text) is not None and form.title(line.text) is None
        )

    def _year(self, captions: Sequence[Line]) -> tuple[int, Printed] | None:
        for line in reversed(captions):
            if (year := self.reading.form.year_of(line.text)) is not None:
                return year, (line.place, line.text)
        return None

    def _unit(self, captions: Sequence[Line], grid: Grid) -> str:
        """The unit of the amounts, as a line above the table or a label within it names it."""
        texts = [anchor.text for row in range(grid.height) for anchor in grid.filled(row)]
        for text in [*(line.text for line in reversed(captions)), *texts]:
            if len(text) < _LONGEST_LABEL and (match := self.reading.form.units.search(key(text))):
                return match["unit"] or match["stated"]
        return self.reading.form.unit


_LONGEST_LABEL = 30
