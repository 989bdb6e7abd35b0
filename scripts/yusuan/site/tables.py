"""A table as a reader sees it: columns, rows and cells, with the digits exactly as printed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from yusuan.site.source import Row
from yusuan.things.addresses import item_url

Printed = Mapping[tuple[str, int, str], tuple[str, str]]
"""(resource, row, field) → (locator, text as printed)."""


_NUMBERED = frozenset({"row", "code", "number", "level", "parent_row", "is_total", "label", "name", "item"})
"""Fields, without the name of their side, that are shown in the row's own name, or say what the row is."""

FILLED = "filled"
"""The state of a table that has figures."""

_CODE_OF = {"unit_name": "unit_code", "economic_name": "economic_code"}
_CODE_OF["government_economic_name"] = "government_economic_code"


@dataclass(frozen=True)
class Column:
    """One column of amounts. `blank` when no row has anything printed in it."""

    field: str
    title: str
    blank: bool


@dataclass(frozen=True)
class Said:
    """A cell of words: which field, and what is printed there."""

    field: str
    text: str


@dataclass(frozen=True)
class Figure:
    """One cell of amounts: `text` as printed, empty where the cell is blank; `source` is its locator."""

    id: str
    field: str
    text: str
    value: Decimal | None
    source: str

    @property
    def zero(self) -> bool:
        """A printed zero: not the same thing as a blank."""
        return self.value is not None and self.value == 0


@dataclass(frozen=True)
class Line:
    """One row of one side. `level` 0 of a total is the table's own; a sub-total has no level (here -1).

    `said` are the cells of `Side.worded`, in order.
    """

    id: str
    row: int
    code: str
    number: str
    label: str
    level: int
    is_total: bool
    figures: tuple[Figure, ...]
    said: tuple[Said, ...] = ()
    thing_url: str = ""
    """The address of the page of what its code stands for; nothing where there is none."""

    @property
    def blank(self) -> bool:
        """No amount is printed in this row, though others of its kind print some."""
        return bool(self.figures) and not any(figure.text for figure in self.figures)

    @property
    def code_parts(self) -> list[str]:
        """The code cut into class, section and item: `2011350` is 201, 13 and 50."""
        return [self.code[:3], *(self.code[i : i + 2] for i in range(3, len(self.code), 2))] if self.code else []


@dataclass(frozen=True)
class Side:
    """One half of a two-sided table, or the whole of any other."""

    name: str
    label_title: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    worded: tuple[Column, ...] = ()
    of_units: bool = False
    """Whether every row but the totals is a unit of the department."""

    @property
    def total(self) -> Line | None:
        """The row that the document prints as the grand total: a sub-total is none, and of two neither is believed."""
        totals = [line for line in self.lines if line.is_total and line.level == 0]
        return totals[0] if len(totals) == 1 else None


@dataclass(frozen=True)
class OfficialTable:
    """One of the ten tables of one disclosure, or a further one: filled, declared empty, empty, absent, not asked for.

    `row` is its line in `tables`; `number` ours of the ten, or none.
    """

    name: str
    row: int
    number: int | None
    title: str
    state: str
    unit: str
    note: str
    printed_number: str
    printed_title: str
    contents_title: str
    sides: tuple[Side, ...] = field(default=())

    @property
    def place(self) -> str:
        """Its address below its disclosure's: its page, or, where it has no figures to show, its line in the list."""
        return f"tables/{self.name}/" if self.state == FILLED else f"tables/#{self.name}"

    @property
    def tag(self) -> str:
        """The number that a reader knows it by: as printed, else ours; nothing for a further table without one."""
        return self.printed_number or (f"表{self.number}" if self.number else "")

    @property
    def tagged(self) -> str:
        """How a sentence names it: 表3, or 《政府采购表》."""
        return f"表{self.number}" if self.number else f"《{self.title}》"

    def figure(self, measure: str) -> Figure | None:
        """The amount of `measure` in the row that the document prints as the total."""
        for side in self.sides:
            if side.total:
                for figure in side.total.figures:
                    if figure.field == measure:
                        return figure
        return None

    @property
    def blank_columns(self) -> list[str]:
        """Titles of the columns in which nothing is printed."""
        return [column.title for side in self.sides for column in (*side.worded, *side.columns) if column.blank]

    @property
    def blank_lines(self) -> int:
        """How many rows have a name but no amount."""
        return sum(line.blank for side in self.sides for line in side.lines)

    @property
    def shown_columns(self) -> int:
        """The most columns, beside the names of the rows, that one side shows."""
        return max((sum(not c.blank for c in (*side.worded, *side.columns)) for side in self.sides), default=0)

    @property
    def of_units(self) -> bool:
        """Whether its rows are units of the department, not kinds of expenditure."""
        return bool(self.sides) and self.sides[0].of_units

    @property
    def long(self) -> bool:
        """More rows than a reader would want to scroll past."""
        return any(len(side.lines) > _LONG for side in self.sides)


_LONG = 60


def plain(value: Decimal) -> str:
    """Digits of an amount whose printed form is not known, without meaningless zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def official_table(
    entry: Row, schema: Mapping[str, Any], rows: list[Row], printed: Printed, columns: Collection[str]
) -> OfficialTable:
    """Put one table together from its line in `tables`, its master schema, its rows and their provenance.

    `columns` are those that the package has: a column that its document does not print is not shown.
    """
    fields = [f for f in schema["fields"] if f["name"] in columns]
    # A two-sided table prints revenue beside expenditure, each with its own labels; its fields begin with the side.
    prefixes = [str(f["name"]).removesuffix("label") for f in fields if str(f["name"]).endswith("_label")] or [""]
    sides = tuple(_side(prefix, str(schema["name"]), fields, rows, printed) for prefix in prefixes) if rows else ()
    return OfficialTable(
        name=entry["table_name"],
        row=int(entry["row"]),
        number=entry["table_number"],
        title=entry["printed_title"] or entry["contents_title"] or schema["title"],
        state=entry["state"],
        unit=entry["unit"] or "",
        note=entry["note"] or "",
        printed_number=entry["printed_number"] or "",
        printed_title=entry["printed_title"] or "",
        contents_title=entry["contents_title"] or "",
        sides=tuple(side for side in sides if side.lines),
    )


def _side(prefix: str, resource: str, known: list[Mapping[str, Any]], rows: list[Row], printed: Printed) -> Side:
    fields = {f["name"]: f for f in known if f["name"].startswith(prefix)}
    measures = [f for f in fields.values() if f.get("measure")]
    label = next(f for f in fields.values() if f["name"] in (f"{prefix}label", f"{prefix}name"))
    named = str(label["name"])
    codes = set(_CODE_OF.values())
    worded = [
        f
        for f in fields.values()
        if not f.get("measure") and f["name"].removeprefix(prefix) not in _NUMBERED and f["name"] not in codes
    ]
    parts = [row for row in rows if not row.get(f"{prefix}is_total")]
    # Where a row is named by another column the heading is that one's, and only its code is left to tell.
    own = next((name for name in _CODE_OF if parts and all(row.get(name) == row[named] for row in parts)), None)
    if own:
        label = fields[own]
        worded = [f for f in worded if f is not label or any(row.get(_CODE_OF[own]) for row in rows)]
    # A single column of words has no heading on the page: a code that is left alone there says what it is the code of.
    alone = len(worded) == 1 and worded[0] is not label
    kinds = {str(w["name"]): str(w["title"]).removesuffix("名称") if alone else "" for w in worded}
    coded = fields.get(f"{prefix}code", {})
    system = str(coded.get("codeList", "")).replace("-", "_")
    lines = []
    for row in rows:
        if not row.get(named) and all(row.get(m["name"]) is None for m in measures):
            continue  # the shorter side has run out of rows
        lines.append(_line(prefix, resource, row, named, measures, worded, printed, kinds, system))
    # A two-sided table says the side in every title ("支出：一般公共预算"); under the side's own heading that is noise.
    titles = [str(m["title"]).split("：")[-1] if prefix else str(m["title"]) for m in measures]
    columns = tuple(
        Column(m["name"], title, not any(line.figures[i].text for line in lines))
        for i, (m, title) in enumerate(zip(measures, titles, strict=True))
    )
    words = tuple(
        Column(w["name"], str(w["title"]), not any(line.said[i].text for line in lines)) for i, w in enumerate(worded)
    )
    return Side(prefix.rstrip("_"), str(label["title"]), columns, tuple(lines), words, own == "unit_name")


def _line(
    prefix: str,
    resource: str,
    row: Row,
    label: str,
    measures: list[Mapping[str, Any]],
    worded: list[Mapping[str, Any]],
    printed: Printed,
    kinds: Mapping[str, str],
    system: str,
) -> Line:
    number = int(row["row"])
    figures = []
    for measure in measures:
        name = str(measure["name"])
        value = row.get(name)
        source, text = printed.get((resource, number, name), ("", ""))
        if value is None:
            text = ""
        figures.append(
            Figure(f"r{number}-{name}", name, text or (plain(value) if value is not None else ""), value, source)
        )
    # The second side shares its rows with the first: the ids must not.
    anchor = f"r{number}" if prefix in ("", "income_") else f"r{number}-{prefix.rstrip('_')}"
    code = str(row.get(f"{prefix}code") or "")
    is_total, level = bool(row.get(f"{prefix}is_total")), row.get(f"{prefix}level")
    return Line(
        id=anchor,
        row=number,
        code=code,
        number=row.get(f"{prefix}number") or "",
        label=row.get(label) or "",
        level=int(level) if level is not None else -1 if is_total else 0,
        is_total=is_total,
        figures=tuple(figures),
        said=tuple(
            Said(str(w["name"]), _words(row, str(w["name"]), row.get(label), kinds[str(w["name"])])) for w in worded
        ),
        # A code without any amount has no page where no document prints one.
        thing_url=item_url(system, code) if any(figure.text for figure in figures) else "",
    )


def _words(row: Row, name: str, label: object, kind: str) -> str:
    """A cell of words, a name with its code before it. What is the name of the row already is not said again.

    `kind` says what the code is one of, for where it stands alone.
    """
    code = row.get(_CODE_OF[name]) if name in _CODE_OF else None
    said = row.get(name)
    return " ".join(
        str(part) for part in ((kind if said == label and code else ""), code, said) if part and part != label
    )
