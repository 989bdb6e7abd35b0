"""An official table as a reader sees it: columns, rows and cells, with the digits exactly as printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from yusuan.site.source import Row

Printed = Mapping[tuple[str, int, str], tuple[str, str]]
"""(resource, row, field) → (locator, text as printed)."""


@dataclass(frozen=True)
class Column:
    """One column of amounts. `blank` when no row has anything printed in it."""

    field: str
    title: str
    blank: bool


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
    """One row of one side. `levels` are the parts of the code; `level` 0 is the table's own total."""

    id: str
    row: int
    code: str
    number: str
    label: str
    note: str
    level: int
    is_total: bool
    figures: tuple[Figure, ...]

    @property
    def blank(self) -> bool:
        """No amount is printed in this row."""
        return not any(figure.text for figure in self.figures)

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

    @property
    def total(self) -> Line | None:
        """The row that the document prints as the total."""
        return next((line for line in self.lines if line.is_total), None)


@dataclass(frozen=True)
class OfficialTable:
    """One of the ten tables of one disclosure, whether filled, declared empty, empty or absent."""

    name: str
    number: int
    title: str
    state: str
    unit: str
    note: str
    printed_number: str
    printed_title: str
    contents_title: str
    sides: tuple[Side, ...] = field(default=())

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
        return [column.title for side in self.sides for column in side.columns if column.blank]

    @property
    def blank_lines(self) -> int:
        """How many rows have a name but no amount."""
        return sum(line.blank for side in self.sides for line in side.lines)

    @property
    def shown_columns(self) -> int:
        """The most columns of amounts that one side shows."""
        return max((sum(not c.blank for c in side.columns) for side in self.sides), default=0)


def plain(value: Decimal) -> str:
    """Digits of an amount whose printed form is not known, without meaningless zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def official_table(entry: Row, schema: Mapping[str, Any], rows: list[Row], printed: Printed) -> OfficialTable:
    """Put one table together from its line in `tables`, its master schema, its rows and their provenance."""
    measures = [f for f in schema["fields"] if f.get("measure")]
    directions = {f.get("direction") for f in measures}
    # A two-sided table prints revenue beside expenditure, each with its own labels: its fields bear the side's name.
    prefixes = ("income_", "expenditure_") if len(directions) == 2 else ("",)
    sides = tuple(_side(prefix, schema, rows, printed) for prefix in prefixes) if rows else ()
    return OfficialTable(
        name=entry["table_name"],
        number=entry["table_number"],
        title=entry["printed_title"] or entry["contents_title"] or schema["title"],
        state=entry["state"],
        unit=entry["unit"] or "",
        note=entry["note"] or "",
        printed_number=entry["printed_number"] or "",
        printed_title=entry["printed_title"] or "",
        contents_title=entry["contents_title"] or "",
        sides=sides,
    )


def _side(prefix: str, schema: Mapping[str, Any], rows: list[Row], printed: Printed) -> Side:
    fields = {f["name"]: f for f in schema["fields"] if f["name"].startswith(prefix)}
    measures = [f for f in fields.values() if f.get("measure")]
    label = next(f for f in fields.values() if f["name"] in (f"{prefix}label", f"{prefix}name"))
    lines = []
    for row in rows:
        if not row.get(label["name"]) and all(row.get(m["name"]) is None for m in measures):
            continue  # the shorter side has run out of rows
        lines.append(_line(prefix, str(schema["name"]), row, label["name"], measures, printed))
    # A two-sided table says the side in every title ("支出：一般公共预算"); under the side's own heading that is noise.
    titles = [str(m["title"]).split("：")[-1] for m in measures]
    columns = tuple(
        Column(m["name"], title, not any(line.figures[i].text for line in lines))
        for i, (m, title) in enumerate(zip(measures, titles, strict=True))
    )
    return Side(prefix.rstrip("_"), str(label["title"]), columns, tuple(lines))


def _line(prefix: str, resource: str, row: Row, label: str, measures: list[dict[str, Any]], printed: Printed) -> Line:
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
    return Line(
        id=anchor,
        row=number,
        code=row.get(f"{prefix}code") or "",
        number=row.get(f"{prefix}number") or "",
        label=row.get(label) or "",
        note=row.get("project_name") or "",
        level=int(row.get(f"{prefix}level") or 0),
        is_total=bool(row.get(f"{prefix}is_total")),
        figures=tuple(figures),
    )
