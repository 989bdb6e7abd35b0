"""Where a figure is to be seen: its line on the source page, its cell, paragraph or project on the others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from yusuan.package.schemas import TABLES
from yusuan.site.source import Row

Key = tuple[str, int, str]
"""(resource, row, field)."""

_NO_ANCHOR = re.compile(r"[^\w.-]+")
_LINES = re.compile(r"L(?P<first>\d+)(?::L(?P<last>\d+))?")


def anchor(locator: str) -> str:
    """The id of a place on the source page; a range is found where it begins.

    >>> anchor("L366@17"), anchor("L211C1:C3"), anchor("收支总表!E8")
    ('L366-17', 'L211C1', '收支总表-E8')
    """
    return _NO_ANCHOR.sub("-", locator.partition(":")[0])


class Uses:
    """The address, below a disclosure's own, of the page and place where a value is shown."""

    def __init__(self, rows: Mapping[str, list[Row]]) -> None:
        self._projects = {int(row["row"]): int(row["project"]) for row in rows["performance-indicators"]}
        self._has_text = bool(rows["paragraphs"])

    def of(self, resource: str, row: int, field: str) -> str | None:
        """`tables/income/#r3-total`, or None for what is on no page."""
        if resource in TABLES:
            return f"tables/{resource}/#r{row}" + ("" if field.endswith(("name", "label", "code")) else f"-{field}")
        if resource == "tables":
            return "tables/"
        if resource == "projects":
            shown = field in ("total", "fiscal_appropriation", "other_funds")
            return f"projects/{row}/" + (f"#{field}" if shown else "")
        if resource == "performance-indicators":
            return f"projects/{self._projects[row]}/#i{row}" if row in self._projects else None
        if resource in ("statements", "key-figures") and field == "value" and self._has_text:
            return f"text/#{'s' if resource == 'statements' else 'k'}{row}"
        return None


def lines_of(locator: str) -> range:
    """The lines of the text that `L366` or `L366:L368` spans; none for a locator of another kind."""
    match = _LINES.fullmatch(locator)
    return range(int(match["first"]), int(match["last"] or match["first"]) + 1) if match else range(0)


def line_of(locator: str) -> int:
    """The line that `L366@17` stands in, 0 where the locator has none."""
    match = re.match(r"L(\d+)@", locator)
    return int(match[1]) if match else 0


def in_order(figures: Iterable[tuple[Key, str, str]]) -> list[tuple[Key, str, str]]:
    """Figures of text (key, locator, printed) in the order of the document."""

    def place(figure: tuple[Key, str, str]) -> tuple[int, int]:
        line, _, character = figure[1].partition("@")
        return int(line[1:]), int(character)

    return sorted((f for f in figures if line_of(f[1])), key=place)
