"""Where a value is to be seen: its address on the pages of a disclosure, and its id on the source page."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from yusuan import place
from yusuan.place import Place
from yusuan.site.source import Row
from yusuan.site.tables import FILLED, OfficialTable

Key = tuple[str, int, str]
"""(resource, row, field)."""

PROJECTS_ON_A_PAGE = 20
"""Each by itself would be most of a disclosure's files, and half of each the same."""

PROJECT_AMOUNTS = ("total", "fiscal_appropriation", "other_funds")
_NO_ANCHOR = re.compile(r"[^\w.-]+")


@lru_cache(maxsize=1 << 16)
def anchor(locator: str | Place) -> str:
    """The id of a place on the source page; a range is found where it begins.

    >>> anchor("L366@17"), anchor("L211C1:C3"), anchor("收支总表!E8")
    ('L366-17', 'L211C1', '收支总表-E8')
    """
    found = place.find(locator) if isinstance(locator, str) else locator
    return _NO_ANCHOR.sub("-", str(found.start if found else locator))


def project_page(row: int) -> str:
    """The address, below a disclosure's own, of the page that the project in this row stands on.

    >>> project_page(20), project_page(21)
    ('projects/1/', 'projects/21/')
    """
    return f"projects/{row - (row - 1) % PROJECTS_ON_A_PAGE}/"


def project_place(row: int) -> str:
    """The address, below a disclosure's own, of the project in this row.

    >>> project_place(6)
    'projects/1/#p6'
    """
    return f"{project_page(row)}#p{row}"


class Uses:
    """Finds the address, below a disclosure's own, of the page and place where a value is shown."""

    def __init__(
        self,
        tables: Sequence[OfficialTable],
        rows: Mapping[str, list[Row]],
        placed: Collection[Key],
        topics: set[str],
        executed: Mapping[Key, str] | None = None,
    ) -> None:
        """`placed` are the figures that are linked in the text; `topics` those of key figures on the front page;
        `executed` the addresses of those that stand beside an outturn.
        """
        self._executed = executed or {}
        self._tables = {table.name: table for table in tables}
        self._listed_tables = {table.row: table.place for table in tables}
        lines = [(table.name, line) for table in tables for side in table.sides for line in side.lines]
        self._ids = {line.id for _, line in lines}
        # A blank cell has no address of its own: its row is as near as one gets.
        self._blank = {(name, cell.id): line.id for name, line in lines for cell in line.figures if not cell.text}
        self._projects = {int(row["row"]): int(row["project"]) for row in rows["performance-indicators"]}
        self._paragraphs = {int(row["row"]) for row in rows["paragraphs"]}
        self._said_in = {int(row["row"]): int(row["paragraph"] or 0) for row in rows["statements"]}
        self._listed = {int(row["row"]) for row in rows["key-figures"] if row["topic"] in topics}
        self._placed = placed

    def of(self, resource: str, row: int, field: str) -> str | None:
        """`tables/income/#r3-total`, or None for what is on no page."""
        if resource in self._tables:
            if self._tables[resource].state != FILLED:
                return self._tables[resource].place
            cell = self._cell(row, field)
            return f"tables/{resource}/#{self._blank.get((resource, cell), cell)}"
        if resource == "tables":
            return self._listed_tables.get(row, "tables/")
        if resource == "projects":
            return project_place(row) + (f"-{field}" if field in PROJECT_AMOUNTS else "")
        if resource == "performance-indicators":
            return f"{project_page(self._projects[row])}#i{row}" if row in self._projects else None
        if resource == "agency-targets":
            return f"targets/#t{row}"
        if resource == "agency-performance-indicators":
            return f"targets/#i{row}"
        if resource == "paragraphs":
            return f"text/#p{row}" if row in self._paragraphs else None
        if resource == "names":
            return "#about"
        return self._said(resource, row)

    def _cell(self, row: int, field: str) -> str:
        if not field.endswith(("name", "label", "code", "number")):
            return f"r{row}-{field}"
        # Beside the first side of a two-sided table the others have rows of their own.
        other = f"r{row}-{field.rpartition('_')[0]}"
        return other if other in self._ids else f"r{row}"

    def _said(self, resource: str, row: int) -> str | None:
        if (resource, row, "value") in self._placed:
            return f"text/#{'s' if resource == 'statements' else 'k'}{row}"
        if address := self._executed.get((resource, row, "value")):
            return address
        if resource == "statements":
            paragraph = self._said_in.get(row, 0)
            return f"text/#p{paragraph}" if paragraph in self._paragraphs else None
        if resource == "key-figures" and row in self._listed:
            return f"#k{row}"
        return None
