"""Finds the ruled grids of a PDF page: rules joined, crossing rules gathered, cells walled in by them.

Columns and rows are the union of all rules of a grid; a cell spans those that no rule keeps apart.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from yusuan.reading.pdf_page import Page
from yusuan.reading.pdf_rules import Rule

# Two rules nearer than this are one, drawn twice (each cell draws its own border).
NEAR = 2.6
# Rules that end this near to another meet it.
TOUCH = 3.0
SHORTEST = 5.0
# The dots of a dotted rule are no longer than this, and leave no more than this between them, also where rules cross.
DOT, DOTTED = 3.0, 5.0
# A rule keeps two cells apart when it runs along more than this share of their common side.
WALL = 0.55


@dataclass(frozen=True, slots=True)
class Area:
    """A cell's rows and columns in its grid, ends excluded."""

    top: int
    bottom: int
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Grid:
    """Column edges `xs`, row edges `ys` (points from the top left), and the cells, which tile the whole."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    areas: tuple[Area, ...]
    # Columns that no rule closes above the first row, or below the last: their cells may run on over the page break.
    open_above: frozenset[int]
    open_below: frozenset[int]

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies inside the outer edges."""
        return self.xs[0] - 1 <= x <= self.xs[-1] + 1 and self.ys[0] - 1 <= y <= self.ys[-1] + 1

    def column(self, x: float) -> int:
        """Index of the column at `x`."""
        return min(max(bisect_right(self.xs, x) - 1, 0), len(self.xs) - 2)

    def row(self, y: float) -> int:
        """Index of the row at `y`."""
        return min(max(bisect_right(self.ys, y) - 1, 0), len(self.ys) - 2)


def find_grids(page: Page) -> list[Grid]:
    """The grids of a page from top to bottom; a lone box (a frame round a text or a chart) is none."""
    across, down = joined(page.across), joined(page.down)
    grids = [grid for group in _with_open_sides(_crossing(across, down)) if (grid := _grid(*group)) is not None]
    # A grid drawn inside a cell of another belongs to that cell: its text is read there.
    outer = [g for g in grids if not any(o is not g and _within(g, o) for o in grids)]
    return sorted(outer, key=lambda grid: (grid.ys[0], grid.xs[0]))


def joined(rules: Iterable[Rule]) -> list[Rule]:
    """Rules on one line made one where they meet; what stays shorter than a letter is dropped."""
    done: list[Rule] = []
    for line in _clusters(sorted(rules)):
        # Only pieces that meet are one rule: the walls of two tables on a page may stand nearly in line.
        run: list[Rule] = []
        end = 0.0
        for piece in sorted(line, key=lambda rule: (rule.start, rule.end)):
            dots = run and max(piece.end - piece.start, run[-1].end - run[-1].start) <= DOT
            if run and piece.start > end + (DOTTED if dots else TOUCH):
                done.append(_one(run))
                run = []
            end = max(end, piece.end) if run else piece.end
            run.append(piece)
        done.append(_one(run))
    return [rule for rule in done if rule.end - rule.start >= SHORTEST]


def _one(run: Sequence[Rule]) -> Rule:
    return Rule(sum(rule.at for rule in run) / len(run), run[0].start, max(rule.end for rule in run))


def _clusters(rules: Sequence[Rule]) -> list[list[Rule]]:
    lines: list[list[Rule]] = []
    for rule in rules:
        if lines and rule.at - lines[-1][0].at <= NEAR:
            lines[-1].append(rule)
        else:
            lines.append([rule])
    return lines


def _crossing(across: list[Rule], down: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Groups of rules that are connected through their meetings."""
    parent = list(range(len(across) + len(down)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, a in enumerate(across):
        for j, d in enumerate(down):
            if a.start - TOUCH <= d.at <= a.end + TOUCH and d.start - TOUCH <= a.at <= d.end + TOUCH:
                parent[root(i)] = root(len(across) + j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, rule in enumerate([*across, *down]):
        groups.setdefault(root(i), ([], []))[0 if i < len(across) else 1].append(rule)
    return list(groups.values())


def _with_open_sides(groups: Sequence[tuple[list[Rule], list[Rule]]]) -> list[tuple[list[Rule], list[Rule]]]:
    """The groups, each with the upright rules beside it that cross none and are as long as it is high.

    They wall cells that run on over both ends of the page, such as the name of a project with a page of indicators.
    """
    alone = [rule for across, down in groups if not across for rule in down]
    whole = []
    for across, down in groups:
        if across and len(down) > 1:
            top, bottom = min(rule.start for rule in down), max(rule.end for rule in down)
            beside = [r for r in alone if abs(r.start - top) <= TOUCH and abs(r.end - bottom) <= TOUCH]
            whole.append((across, [*down, *beside]))
        else:
            whole.append((across, down))
    return whole


def _grid(across: list[Rule], down: list[Rule]) -> Grid | None:
    # One horizontal rule is enough where a page break cut the table's first or last row open.
    if len(across) + len(down) < 3 or not across or not down or (len(across) == 1 and len(down) < 3):
        return None
    # Tables may be open at their sides: the horizontal rules then say how far they reach.
    left, right = min(rule.start for rule in across), max(rule.end for rule in across)
    top, bottom = min(rule.start for rule in down), max(rule.end for rule in down)
    xs = _edges([rule.at for rule in down], left, right)
    ys = _edges([rule.at for rule in across], top, bottom)
    if len(xs) < 2 or len(ys) < 2 or (len(xs) == 2 and len(ys) == 2):
        return None
    return Grid(
        tuple(xs), tuple(ys), tuple(_areas(xs, ys, across, down)), _open(ys[0], xs, across), _open(ys[-1], xs, across)
    )


def _open(y: float, xs: list[float], across: list[Rule]) -> frozenset[int]:
    near = [rule for rule in across if abs(rule.at - y) <= NEAR]
    return frozenset(c for c in range(len(xs) - 1) if not _covers(near, xs[c], xs[c + 1]))


def _edges(at: list[float], low: float, high: float) -> list[float]:
    edges: list[float] = []
    for value in sorted(at):
        if not edges or value - edges[-1] > NEAR:
            edges.append(value)
    if edges and low < edges[0] - SHORTEST:
        edges.insert(0, low)
    if edges and high > edges[-1] + SHORTEST:
        edges.append(high)
    return edges


def _areas(xs: list[float], ys: list[float], across: list[Rule], down: list[Rule]) -> list[Area]:
    rows, columns = len(ys) - 1, len(xs) - 1
    parent = list(range(rows * columns))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for c in range(1, columns):
        wall = [rule for rule in down if abs(rule.at - xs[c]) <= NEAR]
        for r in range(rows):
            if not _covers(wall, ys[r], ys[r + 1]):
                parent[root(r * columns + c)] = root(r * columns + c - 1)
    for r in range(1, rows):
        floor = [rule for rule in across if abs(rule.at - ys[r]) <= NEAR]
        for c in range(columns):
            if not _covers(floor, xs[c], xs[c + 1]):
                parent[root(r * columns + c)] = root((r - 1) * columns + c)
    groups: dict[int, list[tuple[int, int]]] = {}
    for i in range(rows * columns):
        groups.setdefault(root(i), []).append(divmod(i, columns))
    return [area for group in groups.values() for area in _rectangles(group)]


def _covers(rules: list[Rule], start: float, end: float) -> bool:
    covered = sum(max(0.0, min(rule.end, end) - max(rule.start, start)) for rule in rules)
    return covered >= WALL * (end - start)


def _rectangles(atoms: list[tuple[int, int]]) -> list[Area]:
    """One cell, or, where walls are missing so that the shape is no rectangle, one cell per row of it."""
    top, bottom = min(r for r, _ in atoms), max(r for r, _ in atoms) + 1
    left, right = min(c for _, c in atoms), max(c for _, c in atoms) + 1
    if len(atoms) == (bottom - top) * (right - left):
        return [Area(top, bottom, left, right)]
    areas: list[Area] = []
    for row in range(top, bottom):
        columns = sorted(c for r, c in atoms if r == row)
        start = previous = columns[0]
        for column in [*columns[1:], -1]:
            if column != previous + 1:
                areas.append(Area(row, row + 1, start, previous + 1))
                start = column
            previous = column
    return areas


def _within(inner: Grid, outer: Grid) -> bool:
    return (
        outer.xs[0] - TOUCH <= inner.xs[0]
        and inner.xs[-1] <= outer.xs[-1] + TOUCH
        and outer.ys[0] - TOUCH <= inner.ys[0]
        and inner.ys[-1] <= outer.ys[-1] + TOUCH
    )
