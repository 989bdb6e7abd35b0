"""What the lines above a target table say of it: whose targets, of which year, in which unit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from yusuan.document import Line
from yusuan.recognise.findings import Printed
from yusuan.recognise.targets.grid import Grid
from yusuan.recognise.targets.record import AGENCY, PROJECT, Reading, Record
from yusuan.units import YUAN
from yusuan.words import key, name

_LONGEST_LABEL = 30
_MOST_TITLE_LINES = 3
_UNIT_AFTER = re.compile(rf"\s*(?:金额)?单位\s*[:：]|\s+(?:{'|'.join(YUAN)})$")


@dataclass(frozen=True)
class Heading:
    """`title` is None where no title stands above the table; `named` is the project or agency that the lines name."""

    scope: str
    title: Printed | None
    named: tuple[str, Printed] | None
    year: tuple[int, Printed] | None
    unit: str
    words: tuple[Line, ...]

    def repeats(self, record: Record) -> bool:
        """Whether the lines say nothing but what stood above the record's table: a table over several pages."""
        if self.title is None:
            return True
        return record.title is not None and record.title[1] == self.title[1]

    def record(self, reading: Reading) -> Record:
        """A record filled only from the lines above the table."""
        return Record(reading, self.scope, self.unit, self.year, self.title, self.named)


def read_heading(captions: Sequence[Line], grid: Grid, reading: Reading) -> Heading:
    """Read the lines above a table, nearest last, and the unit that its labels name."""
    scope, title, named, lines = _title(captions, reading)
    year = _year(captions, reading)
    words = [*lines, *(line for line in captions if _beside(line, reading))]
    return Heading(
        scope,
        title,
        _agency(captions, reading) if scope == AGENCY else named,
        year,
        _unit(captions, grid, reading),
        tuple(line for line in words if year is None or line.place != year[1][0]),
    )


def _title(
    captions: Sequence[Line], reading: Reading
) -> tuple[str, Printed | None, tuple[str, Printed] | None, list[Line]]:
    """The title among the lines: the last of them but those that stand beside one, be it broken over several."""
    lines = list(captions)
    while lines and _beside(lines[-1], reading):
        lines.pop()
    for count in range(1, min(_MOST_TITLE_LINES, len(lines)) + 1):
        found = reading.form.title("".join(line.text.strip() for line in lines[-count:]))
        if found is None:
            continue
        scope, project = found
        longer = _begins_before(lines[:-count], reading) if project is not None else []
        tail = [*longer, *lines[-count:]]
        printed = (tail[0].place, "".join(line.text for line in tail))
        named = ("".join(key(line.text) for line in longer) + project, printed) if project is not None else None
        return scope, printed, named, tail
    return PROJECT, None, None, []


def _begins_before(lines: Sequence[Line], reading: Reading) -> list[Line]:
    """The line that a title's name begins in, where it is broken: neither a sentence nor a heading nor a title."""
    if not lines:
        return []
    text, patterns = lines[-1].text.strip(), reading.vocabulary.patterns
    whole = (
        patterns["sentence_end"].search(text)
        or patterns["heading"].match(text)
        or patterns["subheading"].match(text)
        or patterns["list_item"].match(text)
        or reading.form.title(text)
        or _beside(lines[-1], reading)
    )
    return [] if whole else [lines[-1]]


def _beside(line: Line, reading: Reading) -> bool:
    form = reading.form
    return form.stands_beside_title(line.text) or (
        form.year_of(line.text) is not None and form.title(line.text) is None
    )


def _year(captions: Sequence[Line], reading: Reading) -> tuple[int, Printed] | None:
    for line in reversed(captions):
        if (year := reading.form.year_of(line.text)) is not None:
            return year, (line.place, line.text)
    return None


def _agency(captions: Sequence[Line], reading: Reading) -> tuple[str, Printed] | None:
    """The agency that a line above the table names."""
    for line in reversed(captions):
        match = reading.vocabulary.patterns["issuer"].fullmatch(line.text.strip())
        if match and (agency := name(_UNIT_AFTER.split(match["name"])[0])):
            return agency, (line.place, line.text)
    return None


def _unit(captions: Sequence[Line], grid: Grid, reading: Reading) -> str:
    """The unit of the amounts, as a line above the table or a label within it names it."""
    texts = [anchor.text for row in range(grid.height) for anchor in grid.filled(row)]
    for text in [*(line.text for line in reversed(captions)), *texts]:
        if len(text) < _LONGEST_LABEL and (match := reading.form.units.search(key(text))):
            return match["unit"] or match["stated"]
    return reading.form.unit
