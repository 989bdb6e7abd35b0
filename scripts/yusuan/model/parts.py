"""What the model is made of: concepts, the columns that are one of them, and the tables that these make up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

Constraints = Mapping[str, Any]


@dataclass(frozen=True)
class Words:
    """Words that head a column: alone, or with one of `under`, and none of `not_under`, above them."""

    headers: tuple[str, ...]
    under: tuple[str, ...] = ()
    not_under: tuple[str, ...] = ()


@dataclass(frozen=True)
class Concept:
    """A kind of column.

    `role` is amount, rate, count, number, code, words, flag, level, row, or part for what is read but kept in other
    columns. `fund` is the fund that an amount comes from; `period` the time that it is of: current, prior,
    prior_executed, executed, change, budget, or whole (all years of a project).
    """

    name: str
    role: str
    title: str = ""
    title_en: str = ""
    description: str = ""
    description_en: str = ""
    type: str = ""
    constraints: Constraints = field(default_factory=dict)
    column_type: str = ""
    code_list: str = ""
    fund: str = ""
    period: str = "current"
    words: tuple[Words, ...] = ()


@dataclass(frozen=True)
class Field:
    """A column of a table: `name` in its CSV, the concept that it is one of, and the side of the table it stands on.

    `direction` is revenue or expenditure, for amounts; `optional` columns are kept only where they are printed.
    """

    name: str
    concept: Concept
    side: str
    direction: str
    optional: bool

    @property
    def role(self) -> str:
        """The role of its concept."""
        return self.concept.role

    @property
    def title(self) -> str:
        """What it is called in Chinese."""
        return self.concept.title

    @property
    def title_en(self) -> str:
        """What it is called in English."""
        return self.concept.title_en

    @property
    def is_amount(self) -> bool:
        """Whether it holds amounts of money."""
        return self.concept.role == "amount"


@dataclass(frozen=True)
class Side:
    """A block of a table that sets several side by side. `under` are the words above its columns of amounts,
    `labels` those above its column of names, which need `under` above them unless `label_stands_alone`."""

    name: str
    title: str
    title_en: str
    direction: str = "expenditure"
    under: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    label_stands_alone: bool = False


@dataclass(frozen=True)
class Item:
    """A row that is known by its label. An item that is no part of the total has no level."""

    item: str
    labels: tuple[str, ...]
    level: int | None = None


@dataclass(frozen=True)
class Table:
    """A resource: a table of a budget, or what a package or the reference holds beside them.

    `beside` names the table whose rows some places print it beside: 收入 | 支出功能分类 | 支出经济分类 in one.
    `number` is its place among the ten official tables. `classification` is functional or economic where its rows are
    subjects of one. `titles` are those it is printed with, `layout` how it is read. `columns` are the words of its
    columns, in the order in which they are tried. `covers` names another table whose figures it prints in its column
    `covers_in`: who prints this one need not print the other. `question` is what the table answers, `plain` how to read
    it, for someone who has never seen one; `…_of_units` the same where its rows are units.
    """

    name: str
    group: str
    title: str
    title_en: str
    description: str
    description_en: str
    fields: tuple[Field, ...]
    number: int | None = None
    titles: tuple[str, ...] = ()
    layout: str = ""
    beside: str = ""
    classification: str = ""
    economic_title: bool = False
    covers: str = ""
    covers_in: str = ""
    sides: tuple[Side, ...] = ()
    items: tuple[Item, ...] = ()
    columns: tuple[tuple[str, Words], ...] = ()
    primary_key: tuple[str, ...] = ("row",)
    foreign_keys: tuple[Mapping[str, Any], ...] = ()
    question: str = ""
    plain: str = ""
    question_of_units: str = ""
    plain_of_units: str = ""

    @cached_property
    def by_name(self) -> Mapping[str, Field]:
        """Its columns by name."""
        return {each.name: each for each in self.fields}

    @property
    def amounts(self) -> tuple[Field, ...]:
        """Its columns of money, in order."""
        return tuple(each for each in self.fields if each.is_amount)

    def has(self, *names: str) -> bool:
        """Whether it has all these columns."""
        return all(name in self.by_name for name in names)
