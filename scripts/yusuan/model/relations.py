"""The relations: what must agree between the columns of a row, between rows, and between tables."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from yusuan.errors import YusuanError
from yusuan.model.model import Model, load_model
from yusuan.model.parts import Table

FILE = Path(__file__).parent / "relations.toml"
OTHERS = "others"
"""Stands for all tables with amounts that no relation of columns names."""


@dataclass(frozen=True)
class Columns:
    """`parts` add up to `whole` in every row of `tables`. `split` names the way in which they divide it, `kind` is
    empty, carryover or of_which."""

    tables: tuple[str, ...]
    whole: str
    parts: tuple[str, ...]
    split: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Items:
    """Figures known by an item: `parts` of `whole`, as `rule` compares them."""

    rule: str
    whole: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Rows:
    """Rows right below a row of `level` add up to it. `side` is income or other; 0 is the grand total."""

    rule: str
    side: str
    level: int
    part_level: int | None = None
    deepened: int | None = None


@dataclass(frozen=True)
class RowNames:
    """A table whose rows are called by several columns: their code alone does not say what they are."""

    table: str
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Carryover:
    """A table that may contain money carried over; relations call it `<name>_in` and `<name>_out`."""

    name: str
    table: str


@dataclass(frozen=True)
class Same:
    """Two columns of two tables state the same money. A difference has the reason `doubt` where a carryover of
    `unless` is there, of `unless_total` for the total alone."""

    rule: str
    table: str
    column: str
    other_table: str
    other_column: str
    doubt: str = ""
    unless: tuple[str, ...] = ()
    unless_total: tuple[str, ...] = ()


@dataclass(frozen=True)
class Execution:
    """In final accounts, a column of what came of the budget.

    Prose names its codes under a heading that `heading` finds, other rows by `concepts`, which gives their items. One
    that is `beside` counts only where its table prints the budget, too.
    """

    table: str
    column: str
    heading: str = ""
    concepts: Mapping[str, str] = field(default_factory=dict)
    beside: bool = False


@dataclass(frozen=True)
class Relations:
    """All relations, by kind: `totals` compare total rows, `codes` every code."""

    columns: tuple[Columns, ...]
    items: tuple[Items, ...]
    rows: tuple[Rows, ...]
    row_names: tuple[RowNames, ...]
    carryovers: tuple[Carryover, ...]
    totals: tuple[Same, ...]
    codes: tuple[Same, ...]
    executions: tuple[Execution, ...] = ()

    def of_rule(self, rule: str) -> Rows | Same | None:
        """The relation that a rule of a family tries; none for a rule that stands alone."""
        known: tuple[Rows | Same, ...] = (*self.rows, *self.totals, *self.codes)
        return next((each for each in known if each.rule == rule), None)

    def compared(self, model: Model) -> tuple[Table, ...]:
        """The tables with amounts that checks compare: those of a budget, and others whose columns have relations."""
        own = {table for each in self.columns for table in each.tables}
        budget = model.group("official", "further")
        return tuple(table for table in model.with_amounts if table.name in budget or table.name in own)

    def columns_by_table(self, model: Model) -> Iterator[tuple[str, Columns]]:
        """Each table with each relation of its columns."""
        own = {table for each in self.columns for table in each.tables}
        others = tuple(table.name for table in self.compared(model) if table.name not in own)
        for each in self.columns:
            for table in each.tables:
                yield from ((name, each) for name in (others if table == OTHERS else (table,)))


_KINDS = {
    "columns": Columns,
    "items": Items,
    "rows": Rows,
    "row_names": RowNames,
    "carryovers": Carryover,
    "totals": Same,
    "codes": Same,
    "executions": Execution,
}


@cache
def load_relations(path: Path = FILE) -> Relations:
    """Every relation. Raises `YusuanError` for a file that is no TOML, and for an entry with other keys than these."""
    try:
        sections = tomllib.loads(path.read_text(encoding="utf-8"))
        return Relations(
            **{name: tuple(_read(kind, entry) for entry in sections.pop(name, ())) for name, kind in _KINDS.items()},
            **sections,
        )
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise YusuanError(f"model/{path.name}", f"cannot be read: {error}.", "Mend it by hand.") from error


def unknown_names(relations: Relations, model: Model | None = None) -> list[str]:
    """Tables and columns that a relation names and the model does not have, each with what names it."""
    known = (model or load_model()).tables
    cells = [
        (same.rule, table, column) for same in (*relations.totals, *relations.codes) for table, column in _ends(same)
    ]
    for each in relations.columns:
        if OTHERS not in each.tables:
            cells += [(each.whole, table, name) for table in each.tables for name in (each.whole, *each.parts)]
    cells += [("executions", each.table, each.column) for each in relations.executions]
    cells += [("row_names", each.table, column) for each in relations.row_names for column in each.columns]
    tables = {table for _, table, _ in cells} | {each.table for each in relations.carryovers}
    return [
        *(f"{table}: no such table" for table in sorted(tables - set(known))),
        *(
            f"{who}: {table} has no column {column}"
            for who, table, column in cells
            if table in known and not known[table].has(column)
        ),
    ]


def _ends(same: Same) -> tuple[tuple[str, str], tuple[str, str]]:
    return (same.table, same.column), (same.other_table, same.other_column)


def _read(kind: Any, entry: Mapping[str, Any]) -> Any:
    return kind(**{key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()})
