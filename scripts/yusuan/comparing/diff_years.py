"""Two disclosures side by side: the amounts of each table, matched by code and label, with what changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from yusuan.comparing.diff import Side, open_side
from yusuan.comparing.laying import Row, lay_together, what_it_is
from yusuan.errors import InvalidPackage
from yusuan.package.descriptor import data_path
from yusuan.package.layout import Packages
from yusuan.package.problem import quoted
from yusuan.package.schemas import Schema, load_schemas, measures, resource_order
from yusuan.units import YUAN
from yusuan.vetting.cells import why_no_amount

_SIDES = ("income_", "expenditure_")


@dataclass(frozen=True)
class Amount:
    """One amount in two disclosures, as printed; None where there is no such row or column, "" where it is blank.

    `change` is in the unit of the new one, and `rate` in percent with one decimal; None where they mean nothing.
    """

    what: str
    field: str
    old: str | None
    new: str | None
    change: Decimal | None
    rate: Decimal | None


@dataclass(frozen=True)
class TableChange:
    """The amounts of one resource that differ, how many are the same, and the unit of each side.

    `rows_old` and `rows_new` count the rows that only one side has; `only` is "old" or "new" where the whole
    resource is in one of them alone.
    """

    resource: str
    title: str
    amounts: tuple[Amount, ...]
    same: int
    units: tuple[str, str]
    rows_old: int
    rows_new: int
    only: str


def diff_years(old: Path, new: Path, packages: Packages) -> list[TableChange]:
    """The changes of each resource that has amounts in either of two packages' folders, in their order.

    Raises `InvalidPackage` when either cannot be read.
    """
    schemas = load_schemas(packages.schemas)
    left, right = open_side(old), open_side(new)
    return [change for name in resource_order(schemas) if (change := _table(name, schemas[name], left, right))]


def _table(name: str, schema: Schema, left: Side, right: Side) -> TableChange | None:
    fields = {field["name"]: str(field.get("title", field["name"])) for field in schema["fields"]}
    amounts = measures(schema)
    old, new = left.rows(name), right.rows(name)
    for side, rows in ((left, old), (right, new)):
        _must_be_numbers(side, name, rows or [], amounts)
    if not amounts or (old is None and new is None):
        return None
    units = (left.unit(name), right.unit(name))
    worth = YUAN[units[0]] / YUAN[units[1]] if {*units} <= YUAN.keys() else Decimal(1)
    found: list[Amount] = []
    same = only_old = only_new = 0
    for keep in _sides(schema):
        before, after = _part(old or [], keep), _part(new or [], keep)
        for i, j in lay_together(before, after, by_position=False):
            a, b = None if i is None else before[i], None if j is None else after[j]
            only_old, only_new = only_old + (b is None), only_new + (a is None)
            for field in (amount for amount in amounts if amount in keep):
                was, now = _value(a, field), _value(b, field)
                if was or now:
                    same += _equal(was, now, worth)
                    if not _equal(was, now, worth):
                        found.append(_amount(what_it_is(b or a or {}), fields[field], was, now, worth))
    only = "new" if old is None else "old" if new is None else ""
    return TableChange(name, str(schema.get("title", name)), tuple(found), same, units, only_old, only_new, only)


def _must_be_numbers(side: Side, name: str, rows: Sequence[Row], amounts: Sequence[str]) -> None:
    for number, row in enumerate(rows, 1):
        for field in amounts:
            value = row.get(field, "")
            if value and why_no_amount(value):
                place = f"{side.folder / data_path(name)} row {number} {field}"
                raise InvalidPackage(place, f"{quoted(value)} {why_no_amount(value)}")


def _sides(schema: Schema) -> Iterator[frozenset[str]]:
    """The columns that make up one list: a summary prints two lists beside each other, which share their rows only
    by chance."""
    names = frozenset(field["name"] for field in schema["fields"] if field["name"] != "row")
    if not {f"{side}label" for side in _SIDES} <= names:
        yield names
        return
    for side in _SIDES:
        yield frozenset(name for name in names if name.startswith(side))


def _part(rows: Sequence[Row], keep: frozenset[str]) -> list[Row]:
    part = [{field: value for field, value in row.items() if field in keep} for row in rows]
    return [row for row in part if any(row.values())]


def _value(row: Mapping[str, str] | None, field: str) -> str | None:
    return None if row is None else row.get(field)


def _equal(old: str | None, new: str | None, worth: Decimal) -> bool:
    if not old or not new:
        return old == new
    return Decimal(old) * worth == Decimal(new)


def _amount(what: str, field: str, old: str | None, new: str | None, worth: Decimal) -> Amount:
    if not old or not new:
        return Amount(what, field, old, new, None, None)
    before, after = Decimal(old) * worth, Decimal(new)
    rate = (after - before) / abs(before) * 100 if before else None
    rounded = rate.quantize(Decimal("0.1"), ROUND_HALF_UP) if rate is not None else None
    return Amount(what, field, old, new, after - before, rounded)
