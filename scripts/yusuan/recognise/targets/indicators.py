"""Reads the rows of indicators below their header."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from yusuan.forms import ProjectsForm, Vocabulary
from yusuan.numbers import number
from yusuan.recognise.findings import Printed, Value, printed
from yusuan.recognise.targets.grid import Anchor, Grid
from yusuan.recognise.targets.header import Header
from yusuan.recognise.targets.labelled import HEADING
from yusuan.recognise.targets.record import Reading, Record
from yusuan.words import key, name, plain

STRONG = frozenset({"level_1", "level_2", "name", "target"})
# A merged cell says the same of every row beside it; other cells are figures of their first row alone.
_SHARED = frozenset({"level_1", "level_2", "name", "target", "nature", "unit", "activity"})
# A unit has no digits: a range, a date or two conditions at once are no single value.
_TARGET = re.compile(
    r"(?P<operator>[<>]=|[≥≤≧≦=<>])?\s*(?P<value>-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*(?P<unit>[^\d\s.,，]\D*)?"
)
# A text that a page break may cut.
_CUT = frozenset(
    {"name", "target", "basis", "scoring_rule", "explanation", "evidence", "actual", "deviation", "remark"}
)
_POINTS = frozenset({"weight", "score"})
_WEIGHT = re.compile(r"(?P<number>.+?)(?:分|%)?")
_WORD = re.compile(r"\w")


@dataclass
class Indicators:
    """Reads indicators by the columns of their header, filling the merged cells of their levels."""

    reading: Reading
    grid: Grid
    header: Header
    above: dict[str, Anchor] = field(default_factory=dict)
    continued: bool = False
    """Whether the first row goes on with levels of the table before."""
    last: tuple[str, int] | None = None
    """The resource and the row of the indicator above."""

    def read(self, row: int, record: Record) -> list[Anchor]:
        """Keep the indicator of a row. Returns the cells of the row that no column takes."""
        cells = {name_: self._cell(name_, row) for name_ in self.header.fields}
        taken = {anchor for anchor in cells.values() if anchor is not None}
        rest = [anchor for anchor in self.grid.filled(row) if anchor not in taken]
        if self._goes_on(row, cells):
            return []
        if not any((anchor := cells.get(known)) and self._says(anchor) for known in ("name", "target")):
            return [anchor for anchor in self.grid.filled(row) if not self._is_words(anchor)]
        number_ = record.write(self.grid.table.place)
        if number_ is None:
            return [*rest, *(anchor for anchor in taken if anchor.row == row)]
        _, resource, key_field = record.resources
        self.reading.findings.prints(resource, self.header.fields)
        values: dict[str, Value] = {key_field: number_}
        places: dict[str, Printed] = {}
        for name_, anchor in cells.items():
            if anchor is None or not anchor.text or (name_ not in _SHARED and anchor.row != row):
                continue
            places[name_] = printed(anchor.cell)
            values[name_] = self._points(anchor) if name_ in _POINTS else name(anchor.text)
        if outer := self._level_beside(row):
            values["level_1"], places["level_1"] = name(outer.text), printed(outer.cell)
            rest = [anchor for anchor in rest if anchor != outer]
        if "name" not in values:
            return [*rest, *(anchor for anchor in taken if anchor.row == row)]
        values |= self._levels(values, places)
        values |= self._target(cells)
        self.last = resource, self.reading.findings.add(resource, values, places)
        return rest

    def _level_beside(self, row: int) -> Anchor | None:
        """The level left of all columns, where its own header is blank or cut off."""
        if "level_1" in self.header.fields:
            return None
        first = min(start for start, _ in self.header.fields.values())
        beside = [self.grid.at(row, column) for column in range(first)]
        return next((a for a in beside if key(a.text) in self.reading.form.first_levels), None)

    def _goes_on(self, row: int, cells: dict[str, Anchor | None]) -> bool:
        """Add the rest of one text of the indicator above, if a row at the head of a page holds that alone."""
        filled = self.grid.filled(row)
        field_ = next((known for known, anchor in cells.items() if filled and anchor == filled[0]), None)
        if self.last is None or len(filled) != 1 or field_ not in _CUT or not self.grid.turns_page(row):
            return False
        resource, number_ = self.last
        above = self.reading.findings.resources[resource][number_ - 1]
        if not above.get(field_) or (field_ == "target" and above.get("value") is not None):
            return False
        rest = filled[0].cell
        above[field_] = f"{above[field_]}{name(rest.text)}"
        self.reading.findings.account_for([rest.place], resource)
        self.reading.findings.settled[rest.place] = rest.text
        return True

    def _says(self, anchor: Anchor) -> bool:
        return bool(_WORD.search(anchor.text)) and not self.reading.form.is_template(anchor.text)

    def _is_words(self, anchor: Anchor) -> bool:
        """Whether a cell of a row without an indicator says nothing by itself; if so, it is held as a word."""
        form, text = self.reading.form, anchor.text
        words = form.label(text) == HEADING or form.is_level(text) or form.is_template(text)
        if words or not _WORD.search(text):
            self.reading.account_for(anchor.cell)
        return words or not _WORD.search(text)

    def _cell(self, name_: str, row: int) -> Anchor | None:
        """The cell of a column in a row; a blank one of a level repeats the cell above, unless it is its own."""
        start, end = self.header.fields[name_]
        found = [a for a in dict.fromkeys(self.grid.at(row, c) for c in range(start, end)) if a.text]
        form = self.reading.form
        if found:
            if name_ in form.merged and found[0] is not self.above.get(name_):
                # A new cell of an outer level ends the merged cells inside it.
                inner = form.merged[form.merged.index(name_) + 1 :]
                self.above = {level: kept for level, kept in self.above.items() if level not in inner}
                self.above[name_] = found[0]
            return found[0]
        if name_ not in form.merged:
            return None
        blank = self.grid.at(row, start)
        if self.continued and blank.row == 0:
            return self.above.get(name_)
        if blank.rows == 1 and not self.grid.merges_down(start):
            return self.above.get(name_)
        if blank.row == row and self.grid.turns_page(row):
            return self.above.get(name_)
        if self.grid.turns_page(blank.row):
            return self.above.get(name_)
        self.above.pop(name_, None)
        return None

    def read_score(self, row: int, record: Record) -> None:
        """Keep the points of all indicators together: 总分 | 100 | 99."""
        fields = {"weight": "full_score", "score": "score"}
        places = {field: self.header.fields[column] for column, field in fields.items() if column in self.header.fields}
        for anchor in self.grid.filled(row):
            field = next((f for f, (start, end) in places.items() if start <= anchor.column < end), None)
            if field:
                record.put(field, anchor.cell)
            elif self.reading.form.label(anchor.text):
                self.reading.account_for(anchor.cell)
            else:
                self.reading.findings.not_understood(
                    "number", anchor.text, anchor.cell.place, "Neither the points to be had nor those earned."
                )

    def _points(self, anchor: Anchor) -> str | None:
        if key(anchor.text) in self.reading.vocabulary.blank:
            return None
        match = _WEIGHT.fullmatch(plain(anchor.text))
        weight = number(match["number"]) if match else None
        if weight is None:
            self.reading.findings.not_understood(
                "number", anchor.text, anchor.cell.place, "The weight or score of an indicator is not a number."
            )
        return weight

    def _levels(self, values: dict[str, Value], places: dict[str, Printed]) -> dict[str, Value]:
        """The levels that a cell runs together with the indicator's name: 产出指标数量指标床位数."""
        text = str(values.get("name", ""))
        if "level_1" in self.header.fields or "name" not in places:
            return {}
        form = self.reading.form
        first = next((word for word in form.first_levels if text.startswith(word)), None)
        if first is None:
            return {}
        rest = text.removeprefix(first)
        second = next((word for word in form.second_levels if rest.startswith(word)), None)
        if second is None or rest == second:
            return {}
        places["level_1"] = places["level_2"] = places["name"]
        return {"level_1": first, "level_2": second, "name": rest.removeprefix(second)}

    def _target(self, cells: dict[str, Anchor | None]) -> dict[str, Value]:
        """Operator, value and unit, be they printed in one cell or in three."""
        target, nature, unit = (cells.get(name_) for name_ in ("target", "nature", "unit"))
        read = read_target(target.text, self.reading.vocabulary) if target else {}
        sign = self.reading.vocabulary.operators.get(key(nature.text)) if nature else None
        if sign and read and read.get("operator") is None:
            read |= {"operator": sign}
        if unit and unit.text:
            read |= {"unit": name(unit.text)}
        return read


def headless(grid: Grid, row: int, form: ProjectsForm) -> Header | None:
    """The columns of an indicator without a header above it: two levels, name and target, known by the first level."""
    filled = [a for a in grid.filled(row) if form.label(a.text) != "heading"]
    if len(filled) != 4 or key(filled[0].text) not in form.first_levels:
        return None
    fields = dict(zip(("level_1", "level_2", "name", "target"), ((a.column, a.end) for a in filled), strict=True))
    return Header(row, 0, fields, (), (), ())


def read_target(text: str, vocabulary: Vocabulary) -> dict[str, Value]:
    """Operator, value and unit of a target; none of them for a target in words such as 显著提升.

    >>> read_target("≥4次/年", load_vocabulary())
    {'operator': '>=', 'value': '4', 'unit': '次/年'}
    """
    match = _TARGET.fullmatch(text.strip())
    if match is None:
        return {}
    operator = vocabulary.operators[match["operator"]] if match["operator"] else None
    return {"operator": operator, "value": number(match["value"]), "unit": match["unit"]}
