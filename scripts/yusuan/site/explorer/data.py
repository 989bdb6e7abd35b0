"""What the explorer loads: the figures of one year and kind in columns, amounts as exact strings.

One file has the departments with their headlines, classes and staff; the items of their functions, which most readers
never ask for, are in others, class by class. `docs` below says what each column is; `explorer.js` reads it.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from yusuan.model.headlines import PRIOR_YEAR
from yusuan.site.explorer.members import CARRYOVER, Edition, Member, title_of, year_before
from yusuan.site.headlines import TITLES, Amount
from yusuan.things.peers import Level

OF_INCOME = ("total_income", "fiscal_appropriation_income", "fiscal_appropriation_total", CARRYOVER)
"""Headlines that are parts of income; all others are parts of expenditure."""

HEADLINES = (*(name for name in TITLES if not name.startswith(PRIOR_YEAR)), CARRYOVER)
"""The figures that are compared, in the order of the model; those of the year before stand beside them."""

_ROW = re.compile(r"#r(\d+)-")


@dataclass
class _Thing:
    """Columns of one thing: one place in each for each department that has it.

    `of` are places in the list of departments; `amount` exact, in the thing's unit; `cell` the place of its address in
    the list of cells, and `row` what stands there for `*`; `prior` the figure of the year before, and `prior_of` what
    printed it: 0 the same document, 1 that of the year before. `state` says why a department has no amount.
    """

    id: str
    name: str
    group: str
    unit: str = "万元"
    whole: str = "total_expenditure"
    of: list[int] = field(default_factory=list)
    amount: list[str | None] = field(default_factory=list)
    cell: list[int] = field(default_factory=list)
    row: list[int] = field(default_factory=list)
    prior: dict[int, str] = field(default_factory=dict)
    prior_of: dict[int, int] = field(default_factory=dict)
    wholes: dict[int, str] = field(default_factory=dict)
    state: dict[int, str] = field(default_factory=dict)

    def columns(self) -> dict[str, Any]:
        """As the file has it: what is empty is left out."""
        return {name: value for name, value in vars(self).items() if value not in ([], {})}


class _Cells:
    """Addresses below a disclosure's own, each with its row left open, in the order in which they come."""

    def __init__(self) -> None:
        self.listed: dict[str, int] = {}

    def place(self, url: str, base: str) -> tuple[int, int]:
        """The number of an address, and its row; 0 where it has none."""
        below = url.removeprefix(base)
        found = _ROW.search(below)
        cell = _ROW.sub("#r*-", below)
        return self.listed.setdefault(cell, len(self.listed)), int(found[1]) if found else 0


@dataclass(frozen=True)
class Coded:
    """What a disclosure prints of a code: the code, its name, and the amount; without one, `state` says why.

    `whole` is what it is a part of, where that is not the total expenditure.
    """

    code: str
    name: str
    amount: Amount | None
    state: str = ""
    whole: Decimal | None = None


def exact(amount: Decimal) -> str:
    """All digits of an amount, and no more.

    >>> exact(Decimal("147.160000")), exact(Decimal("300")), exact(Decimal("0.00"))
    ('147.16', '300', '0')
    """
    text = f"{amount:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def edition_file(
    edition: Edition, members: Mapping[str, Member], now: Sequence[Edition], has_items: bool
) -> dict[str, Any]:
    """The departments of one year and kind with their headlines, classes and staff; `now` are all editions.

    `has_items` says whether there is a file of items beside this one.
    """
    cells = _Cells()
    things = [
        *_headlines(edition, members, cells),
        *_classes(edition, members, cells),
        *_staff(edition, cells),
    ]
    places = _places(edition)
    levels = list(edition.levels)
    return {
        "in": edition.name,
        "title": edition.title,
        "items": int(has_items),
        "editions": [[other.name, other.title, len(other.members)] for other in now],
        "places": [[code, name, above] for code, name, above in places],
        "levels": [[level.code, level.title, int(level.known)] for level in levels],
        "departments": _departments(edition, [code for code, _, _ in places], levels),
        "things": [thing.columns() for thing in things if thing.of],
        "cells": list(cells.listed),
    }


def items_files(
    edition: Edition, members: Mapping[str, Member], items: Mapping[str, Sequence[Coded]]
) -> Iterable[tuple[str, dict[str, Any]]]:
    """The codes below classes of one year and kind, each file with its name; `items` are by package.

    `items` lists every code with its name; what is printed of those of one class is in `items-208`, of an economic one
    in `items-e301`: whoever looks at an item loads no other class. `books` has, by book and department, what an amount
    is a part of. All are items, in 万元.
    """
    cells: dict[str, _Cells] = defaultdict(_Cells)
    things = _coded(edition, members, items, lambda code: cells[_part_of(code)], "item")
    yield "items", {"in": edition.name, "things": [[thing.id, thing.name] for thing in things]}
    parts: dict[str, list[_Thing]] = defaultdict(list)
    for thing in things:
        parts[_part_of(thing.id)].append(thing)
    for part, its in sorted(parts.items()):
        books: dict[str, dict[int, str]] = defaultdict(dict)
        for thing in its:
            books[thing.id.partition(".")[2]] |= thing.wholes
        columns = [{name: value for name, value in thing.columns().items() if name not in _OF_PART} for thing in its]
        yield (
            f"items-{part}",
            {"in": edition.name, "things": columns, "cells": list(cells[part].listed), "books": books},
        )


_OF_PART = ("group", "unit", "wholes")
"""Columns that are the same for all items of a part, or that its `books` have."""


def _part_of(code: str) -> str:
    """The class that a code stands in, which its file is named after: 208, e301."""
    return code[:4] if code.startswith("e") else code[:3]


def to_bytes(content: Mapping[str, Any]) -> bytes:
    """The file's bytes: JSON without spaces."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def _departments(edition: Edition, places: list[str], levels: list[Level]) -> dict[str, Any]:
    members = edition.members
    return {
        "id": [member.agency.slug for member in members],
        "name": [member.agency.name for member in members],
        "place": [places.index(m.agency.region.code) if m.agency.region else None for m in members],
        "level": [levels.index(member.level) for member in members],
        "staff": [exact(member.staff.count) if member.staff else None for member in members],
    }


def _places(edition: Edition) -> list[tuple[str, str, int | None]]:
    """Every place that a department is in, with the place of the one around it before it."""
    found: dict[str, tuple[str, str, int | None]] = {}
    for member in edition.members:
        for region in member.agency.region.whole if member.agency.region else ():
            above = list(found).index(region.path[-1].code) if region.path else None
            found.setdefault(region.code, (region.code, region.name, above))
    return list(found.values())


def _headlines(edition: Edition, members: Mapping[str, Member], cells: _Cells) -> Iterable[_Thing]:
    for item in HEADLINES:
        thing = _Thing(item, title_of(item), "headline", whole="total_income" if item in OF_INCOME else _TOTAL)
        for at, member in enumerate(edition.members):
            amount = member.figures.get(item)
            if amount is None and (item == CARRYOVER or _says_nothing(member, item)):
                continue
            place = cells.place(amount.url, member.disclosure.url) if amount else cells.place("#figures", "")
            _add(thing, at, amount.value if amount else None, *place)
            if amount is None:
                thing.state[at] = member.state(item)
                continue
            _add_prior(thing, at, member, members, item)
            base = member.headline.personnel_of if item in ("personnel", "operating") else ""
            if base and (whole := member.amount(base)) is not None:
                thing.wholes[at] = exact(whole)
        if thing.wholes:
            thing.whole = "basic"
        yield thing


_TOTAL = "total_expenditure"


def _says_nothing(member: Member, item: str) -> bool:
    """Whether it is no news that a document does not print a figure: few do, or it is not read."""
    return item != _TOTAL and member.state(item) not in ("contested", "declared-empty")


def _add(thing: _Thing, at: int, value: Decimal | None, cell: int, row: int) -> None:
    thing.of.append(at)
    thing.amount.append(None if value is None else exact(value))
    thing.cell.append(cell)
    thing.row.append(row)


def _add_prior(thing: _Thing, at: int, member: Member, members: Mapping[str, Member], item: str) -> None:
    own = member.figures.get(PRIOR_YEAR + item)
    before = year_before(member, members)
    other = before.figures.get(item) if before else None
    if found := own or other:
        thing.prior[at] = exact(found.value)
        thing.prior_of[at] = 0 if own else 1


def _classes(edition: Edition, members: Mapping[str, Member], cells: _Cells) -> list[_Thing]:
    classes = {
        package: [Coded(each.code, each.label, each.amount) for each in member.headline.classes]
        for package, member in members.items()
    }
    return _coded(edition, members, classes, lambda _: cells, "class")


def _coded(
    edition: Edition,
    members: Mapping[str, Member],
    printed: Mapping[str, Sequence[Coded]],
    cells_of: Callable[[str], _Cells],
    group: str,
) -> list[_Thing]:
    things: dict[str, _Thing] = {}
    for at, member in enumerate(edition.members):
        before = year_before(member, members)
        priors = {one.code: one.amount for one in printed.get(str(before.disclosure.id), ())} if before else {}
        for one in printed.get(str(member.disclosure.id), ()):
            thing = things.setdefault(one.code, _Thing(one.code, one.name, group))
            cells = cells_of(one.code)
            place = cells.place(one.amount.url, member.disclosure.url) if one.amount else cells.place("", "")
            _add(thing, at, one.amount.value if one.amount else None, *place)
            if one.amount is None:
                thing.state[at] = one.state
                continue
            if one.whole is not None:
                thing.wholes[at] = exact(one.whole)
                thing.whole = "book"
            if prior := priors.get(one.code):
                thing.prior[at] = exact(prior.value)
                thing.prior_of[at] = 1
    return [things[code] for code in sorted(things)]


def _staff(edition: Edition, cells: _Cells) -> Iterable[_Thing]:
    thing = _Thing("staff", "在职（实有）人数", "staff", unit="人", whole="")
    for at, member in enumerate(edition.members):
        if member.staff:
            _add(thing, at, member.staff.count, *cells.place(member.staff.url, member.disclosure.url))
    yield thing
