"""Budget against outturn, as the page of a disclosure of final accounts shows it: table by table, line by line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from yusuan.model import load_model
from yusuan.presenting.words import places
from yusuan.site.anchors import Key
from yusuan.site.source import Row
from yusuan.site.tables import Printed
from yusuan.things.addresses import item_url

PAGE = "execution/"
AMOUNTS = ("budget", "adjusted_budget", "outturn")
MINUS = "−"
_SECTION = 2


@dataclass(frozen=True)
class Amount:
    """A printed amount in 万元, as text, with the cell or claim that prints it and its locator."""

    text: str
    resource: str
    row: int
    field: str
    source: str
    id: str


@dataclass(frozen=True)
class Line:
    """One row: its amounts (None where none is printed), by how much the outturn differs, and how far it completes.

    `stated` is the completion that the document states, where it is not what the amounts give.
    """

    id: str
    code: str
    label: str
    level: int
    amounts: tuple[Amount | None, ...]
    difference: str
    completion: str
    stated: str
    adjusted: bool
    thing_url: str = ""
    """The address of the page of what its code stands for; nothing where there is none."""

    @property
    def is_total(self) -> bool:
        """Whether it is the grand total of its table."""
        return self.level == 0


@dataclass(frozen=True)
class Group:
    """The lines of one table. `has_adjusted` says whether any line has a budget adjusted in the year."""

    name: str
    title: str
    has_adjusted: bool
    lines: tuple[Line, ...]

    @property
    def budgeted(self) -> int:
        """How many lines, without the total, have a budget."""
        return sum(not line.is_total and any(line.amounts[:2]) for line in self.lines)

    @property
    def total(self) -> Line | None:
        """The line of the grand total, if it has a budget."""
        return next((line for line in self.lines if line.is_total and any(line.amounts[:2])), None)


def groups_of(rows: Sequence[Row], titles: Mapping[str, str], printed: Printed | None = None) -> tuple[Group, ...]:
    """The tables that have any budget or stated completion.

    `titles` are their titles as printed; the model's stand in for others. `printed` has the texts of claims.
    """
    tables = load_model().tables
    found = []
    for name, listed in groupby(rows, key=lambda row: str(row["table_name"])):
        lines = tuple(_line(row, printed or {}) for row in _shown(list(listed)))
        if any(line.stated or any(line.amounts[:2]) for line in lines):
            has_adjusted = any(line.amounts[1] for line in lines)
            found.append(Group(name, titles.get(name) or tables[name].title, has_adjusted, lines))
    return tuple(found)


def uses_of(rows: Sequence[Row]) -> dict[Key, str]:
    """Where claims of the prose are shown on the page: (resource, row, field) → its address below the disclosure."""
    return {
        (str(row[f"{name}_resource"]), int(row[f"{name}_row"]), str(row[f"{name}_field"])): f"{PAGE}#{_id(row)}-{name}"
        for row in rows
        for name in AMOUNTS
        if row[f"{name}_resource"] == "statements" and row["compared_with"]
    }


def _shown(rows: list[Row]) -> Iterator[Row]:
    """Rows with a budget or a stated completion, the classes above them, and totals."""
    for row in rows:
        if row["compared_with"] or row["printed_completion"] is not None or row["level"] in (0, 1):
            yield row


def _line(row: Row, printed: Printed) -> Line:
    amounts = tuple(_amount(row, name) for name in AMOUNTS)
    computed, stated = row["completion"], row["printed_completion"]
    level = row["level"]
    return Line(
        _id(row),
        str(row["code"] or ""),
        str(row["label"] or ""),
        int(level) if level is not None else _SECTION,
        amounts,
        _signed(row["difference"]),
        "" if computed is None else f"{computed:,}%",
        "" if stated is None or _same(stated, computed) else f"{_as_printed(row, printed)}%",
        row["compared_with"] == "adjusted_budget",
        _thing_url(row, amounts),
    )


def _thing_url(row: Row, amounts: Sequence[Amount | None]) -> str:
    """The page of what the code of a row stands for; there is one where a table prints an amount of it."""
    if not any(amount and amount.resource == row["table_name"] for amount in amounts):
        return ""
    classification = load_model().tables[str(row["table_name"])].classification
    return item_url(f"{classification}_classification", str(row["code"] or ""))


def _amount(row: Row, name: str) -> Amount | None:
    value = row[name]
    if value is None:
        return None
    return Amount(
        grouped(value),
        str(row[f"{name}_resource"]),
        int(row[f"{name}_row"]),
        str(row[f"{name}_field"]),
        str(row[f"{name}_source"] or ""),
        f"{_id(row)}-{name}",
    )


def _id(row: Row) -> str:
    return f"e{row['position']}"


def grouped(amount: Decimal) -> str:
    """An amount with all its digits, at least two of them decimals, thousands separated."""
    return f"{amount:,.{max(2, places([amount]))}f}"


def _signed(amount: Decimal | None) -> str:
    if amount is None:
        return ""
    return ("+" if amount > 0 else MINUS if amount < 0 else "") + grouped(abs(amount))


def _as_printed(row: Row, printed: Printed) -> str:
    """The stated completion; its digits where the text is not known."""
    _, text = printed.get(("statements", int(row["completion_row"] or 0), "value"), ("", ""))
    number = row["printed_completion"]
    return text or f"{number:,.{places([number])}f}"


def _same(stated: Decimal, computed: Decimal | None) -> bool:
    """Whether the stated rate is the computed one, rounded to its own decimals."""
    if computed is None:
        return stated == 0
    return abs(stated - computed) <= Decimal(1).scaleb(-places([stated])) / 2
