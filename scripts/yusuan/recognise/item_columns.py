"""Finds which item and which measure each column of the three public expenses holds."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from yusuan.document import Cell, Table
from yusuan.forms import ItemForm, TableForm, Vocabulary
from yusuan.numbers import number
from yusuan.recognise.columns import Columns
from yusuan.recognise.number_rows import is_number_row
from yusuan.words import key

TOTAL = "total"
ALL = "total_with_conferences_and_training"
"""合计 beside a total of the three public expenses alone: that of conferences and training too."""

_SUBTOTAL = re.compile(r"\(?小计\)?$")
_YEAR = re.compile(r"20\d\d年(?:度)?")

ROLES = ("label", "unit_code", "unit_name", "period", "line_number")
"""Columns that say what a row is, as against its amounts."""


@dataclass(frozen=True)
class ItemColumn:
    """A column of amounts. `item` is empty, and `label` None, where the rows are the items."""

    column: int
    item: str
    label: Cell | None
    measure: str


@dataclass(frozen=True)
class ItemColumns(Columns):
    """`amounts` are the columns of amounts that are understood; `fields` has `ROLES`, and the first of each measure."""

    amounts: tuple[ItemColumn, ...]

    @property
    def across(self) -> bool:
        """Whether the items stand side by side, each with columns of its own."""
        return any(column.item for column in self.amounts)


@dataclass(frozen=True)
class Periods:
    """What a year or a word such as 上年 makes of a measure. `latest` is the last year that the table names."""

    words: Mapping[str, str]
    latest: int | None

    def prefix(self, text: str, vocabulary: Vocabulary) -> str | None:
        """`prior_year_` and the like; empty for the table's own year; None where the words say no period."""
        word = key(text)
        if dated := vocabulary.items.year.fullmatch(word):
            back = (self.latest or 0) - int(dated["year"])
            return {0: "", 1: "prior_year_"}.get(back)
        return self.words.get(word)

    def of_year(self, text: str) -> tuple[str, str] | None:
        """The prefix for the year that a header such as 2024年三公经费预算数 begins with, and the rest of its words."""
        word = key(text)
        dated = _YEAR.match(word)
        back = (self.latest or 0) - int(dated.group()[:4]) if dated else None
        prefix = {0: "", 1: "prior_year_"}.get(back) if back is not None else None
        return None if dated is None or prefix is None else (prefix, word[dated.end() :])


def periods_of(texts: Sequence[str], vocabulary: Vocabulary) -> Periods:
    """The periods named by these words, of a header or of a column of years."""
    words = {key(text) for text in texts}
    years = [int(year[:4]) for word in words for year in _YEAR.findall(word)]
    known = dict(vocabulary.items.periods)
    items = vocabulary.items
    if words & items.executed:
        known |= dict.fromkeys(items.executed, "") | dict.fromkeys(items.budgeted, "budget_")
        known |= dict.fromkeys(items.adjusted, "adjusted_budget_")
    return Periods(known, max(years, default=None))


def find_item(text: str, form: TableForm, vocabulary: Vocabulary) -> ItemForm | None:
    """The item that a label names, with or without its number and 其中."""
    known = {label: item for item in form.items for label in item.labels}
    word = key(text)
    if word in known:
        return known[word]
    word = _SUBTOTAL.sub("", word)
    if word in known:
        return known[word]
    if match := vocabulary.of_which.match(word):
        word = word[match.end() :]
    for level in vocabulary.levels:
        if match := level.match(word):
            return known.get(word[match.end() :])
    return known.get(word)


def find_item_columns(table: Table, form: TableForm, vocabulary: Vocabulary) -> ItemColumns:
    """What each column holds. A column with a word in its header that is not known is left to be listed."""
    depth = _depth(table, form, vocabulary)
    paths = _paths(table.rows[:depth], table.width)
    roles = {header: column.field for column in form.columns for header in column.headers if column.field in ROLES}
    fields: dict[str, int] = {}
    amounts: list[ItemColumn] = []
    unknown: list[Cell] = []
    periods = periods_of([cell.text for path in paths for cell in path], vocabulary)
    for column, path in enumerate(paths):
        role = roles.get(key(path[-1].text)) if path else None
        if role and role not in fields:
            fields[role] = column
        elif path and (amount := _amounts(column, path, form, vocabulary, periods)):
            amounts.append(amount)
        elif path:
            unknown.append(path[-1])
    amounts = _across(amounts)
    if "period" not in fields and "label" in fields and any(amount.item for amount in amounts):
        # Items stand side by side: what each row is called says of which budget or outturn they are.
        body = [key(cells[fields["label"]].text) for cells in table.rows[depth:] if not is_number_row(cells)]
        known = vocabulary.items
        if {*body} - {""} <= known.budgeted | known.adjusted | known.executed:
            fields["period"] = fields.pop("label")
    for found in amounts:
        fields.setdefault(found.measure, found.column)
    return ItemColumns(depth, fields, tuple(unknown), tuple(amounts))


def _across(amounts: list[ItemColumn]) -> list[ItemColumn]:
    """The columns with the item of each that says 合计 alone, where the items stand side by side."""
    items = {column.item for column in amounts if column.item}
    if not items - {TOTAL}:
        return [ItemColumn(column.column, "", None, column.measure) for column in amounts]
    whole = ALL if TOTAL in items else TOTAL
    return [ItemColumn(c.column, c.item or whole, c.label, c.measure) for c in amounts]


def _amounts(
    column: int, path: Sequence[Cell], form: TableForm, vocabulary: Vocabulary, periods: Periods
) -> ItemColumn | None:
    funds = {header: c.field for c in form.columns for header in c.headers if c.field not in ROLES}
    item, label, prefix, measure = "", path[-1], "", TOTAL
    totals = [cell for cell in path if key(cell.text) in vocabulary.total | vocabulary.items.subtotal]
    if totals:
        label = totals[-1]
    for cell in path:
        word = key(cell.text)
        period = periods.prefix(cell.text, vocabulary)
        if known := find_item(cell.text, form, vocabulary):
            if cell not in totals:
                item, label = known.item, cell
        elif period is not None:
            prefix = prefix or period
        elif word in funds:
            measure = funds[word]
        elif (dated := periods.of_year(cell.text)) and (named := find_item(dated[1], form, vocabulary)):
            prefix, item, label = prefix or dated[0], named.item, cell
        elif cell not in totals and word not in vocabulary.items.filler:
            return None
    return ItemColumn(column, item, label, prefix + measure)


def _depth(table: Table, form: TableForm, vocabulary: Vocabulary) -> int:
    """How many rows stand above the first that holds a number, or that is an item with nothing beside it."""
    for row, cells in enumerate(table.rows):
        words = [cell for cell in cells if key(cell.text)]
        if is_number_row(cells) or any(number(cell.text) for cell in cells):
            return row
        if row and len(words) == 1 and words[0] is cells[0] and find_item(words[0].text, form, vocabulary):
            return row
    return len(table.rows)


def _paths(header: Sequence[Sequence[Cell]], width: int) -> list[tuple[Cell, ...]]:
    """For each column the cells of its header from top to bottom; a merged cell counts for all columns below it."""
    paths: list[tuple[Cell, ...]] = [() for _ in range(width)]
    for cells in header:
        above = list(paths)
        for column, cell in enumerate(cells):
            found: Cell | None = cell if key(cell.text) else None
            if found is None and column and above[column] == above[column - 1]:
                found = paths[column - 1][-1] if len(paths[column - 1]) > len(above[column - 1]) else None
            if found is not None:
                paths[column] = (*above[column], found)
    return paths
