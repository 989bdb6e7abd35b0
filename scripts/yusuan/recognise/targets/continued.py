"""Finds the columns of indicators that go on over a page break without a header, in a grid of other columns."""

from __future__ import annotations

from yusuan.forms import ProjectsForm
from yusuan.recognise.targets.grid import Grid
from yusuan.recognise.targets.header import Header
from yusuan.recognise.targets.labelled import HEADING
from yusuan.words import key

_NEEDED = frozenset({"name", "target"})


def continued_header(grid: Grid, before: Header, form: ProjectsForm) -> Header | None:
    """The columns of a table by those of the table before it, counted from the right; None where it cannot go on.

    A cut-off table may lack the columns of levels on its left. Each level that is printed must be a known one, and
    left of the columns nothing but headings may stand.
    """
    order = [name for name, _ in sorted(before.fields.items(), key=lambda item: item[1])]
    starts = sorted({anchor.column for row in range(grid.height) for anchor in grid.beginning(row)})
    columns = list(zip(starts, [*starts[1:], grid.width], strict=True))
    for count in range(min(len(order), len(columns)), 1, -1):
        fields = dict(zip(order[-count:], columns[-count:], strict=True))
        if fields.keys() >= _NEEDED and _fits(grid, fields, columns[: len(columns) - count], form):
            return Header(0, 0, fields, (), (), ())
    return None


def _fits(grid: Grid, fields: dict[str, tuple[int, int]], left: list[tuple[int, int]], form: ProjectsForm) -> bool:
    levels = {"level_1": form.first_levels, "level_2": form.second_levels}
    return (
        all(
            form.is_level(text) and any(known in key(text) for known in known_levels)
            for level, known_levels in levels.items()
            if level in fields
            for text in _texts(grid, fields[level])
        )
        and all(form.label(text) == HEADING or form.is_level(text) for column in left for text in _texts(grid, column))
        and any(_texts(grid, fields["name"]))
        and not any(form.label(text) or form.is_level(text) for text in _texts(grid, fields["name"]))
    )


def _texts(grid: Grid, column: tuple[int, int]) -> list[str]:
    return [
        anchor.text
        for row in range(grid.height)
        for anchor in grid.filled(row)
        if column[0] <= anchor.column < column[1]
    ]
