"""The geometry of a flow: columns of nodes, ribbons between them. Pure arithmetic, in pixels; knows nothing of budgets.

Every node is as tall as the larger of what flows in and what flows out; ribbons lie on a node side by side, without
gaps or overlaps, so that each ribbon is exactly as thick as its amount at both ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from itertools import pairwise, permutations

MOST_TRIED = 5  # orders of one column are all tried up to 5! = 120


@dataclass(frozen=True)
class Node:
    """Something that money passes through: a key of its own, and which column it stands in (from 0)."""

    key: str
    column: int


@dataclass(frozen=True)
class Link:
    """An amount that flows from one node to a node of the next column. `series` distinguishes parallel links."""

    source: str
    target: str
    amount: Decimal
    series: str = ""


@dataclass(frozen=True)
class Box:
    """Where a node stands: from `top` down to `bottom`."""

    node: Node
    top: float
    bottom: float


@dataclass(frozen=True)
class Ribbon:
    """A link as drawn: its upper edge at the source and at the target, and how thick it is."""

    link: Link
    start: float
    end: float
    thick: float


@dataclass(frozen=True)
class Geometry:
    """Boxes and ribbons, in drawing order, and the height of it all."""

    boxes: tuple[Box, ...]
    ribbons: tuple[Ribbon, ...]
    height: float


def amount_of(node: str, links: Iterable[Link]) -> Decimal:
    """The larger of what flows into a node and what flows out of it."""
    links = tuple(links)
    into = sum((link.amount for link in links if link.target == node), Decimal(0))
    out = sum((link.amount for link in links if link.source == node), Decimal(0))
    return max(into, out)


def columns_of(nodes: Sequence[Node], links: Sequence[Link]) -> list[list[Node]]:
    """The nodes of each column, largest first; the outer columns in the order in which least money crosses."""
    count = max((node.column for node in nodes), default=-1) + 1
    columns = [
        sorted((node for node in nodes if node.column == n), key=lambda node: (-amount_of(node.key, links), node.key))
        for n in range(count)
    ]
    for outer, inner in ((0, 1), (count - 1, count - 2)):
        if count > 1 and len(columns[outer]) <= MOST_TRIED:
            fixed = {node.key: place for place, node in enumerate(columns[inner])}
            # The first of equals wins, and that is the order by amount.
            columns[outer] = list(min(permutations(columns[outer]), key=partial(_crossed, fixed=fixed, links=links)))
    return columns


def _crossed(order: Sequence[Node], fixed: dict[str, int], links: Sequence[Link]) -> float:
    """How much money crosses how much other money between a column in this order and its fixed neighbour."""
    place = {node.key: number for number, node in enumerate(order)}
    ends = []
    for link in links:
        for one, other in ((link.source, link.target), (link.target, link.source)):
            if one in place and other in fixed:
                ends.append((place[one], fixed[other], float(link.amount)))
    return sum(min(a, b) for i, (x, y, a) in enumerate(ends) for u, v, b in ends[i + 1 :] if (x - u) * (y - v) < 0)


def lay_out(
    nodes: Sequence[Node], links: Sequence[Link], *, flowing: float, gap: float, series: Sequence[str]
) -> Geometry:
    """Place nodes and ribbons.

    `flowing` is the height in pixels of all money in the column that carries most; `gap` is what stands above every
    node (room for its label); `series` is the order of parallel links. Amounts must not be negative: `ValueError`.
    """
    if any(link.amount < 0 for link in links):
        raise ValueError("a flow cannot carry a negative amount")
    columns = columns_of(nodes, links)
    amounts = {node.key: amount_of(node.key, links) for node in nodes}
    most = max((sum((amounts[n.key] for n in column), Decimal(0)) for column in columns), default=Decimal(0))
    scale = flowing / float(most) if most else 0.0
    heights = [sum(float(amounts[n.key]) * scale + gap for n in column) for column in columns]
    height = max(heights, default=0.0)
    boxes: dict[str, Box] = {}
    for column, tall in zip(columns, heights, strict=True):
        # What a column lacks in height goes between its nodes, so that all columns begin and end together. A node alone
        # begins with the others: in the middle, a ribbon that rises would lie on its label.
        spare = (height - tall) / (len(column) - 1) if len(column) > 1 else 0.0
        y = 0.0
        for node in column:
            top = y + gap + (0.0 if node is column[0] else spare)
            boxes[node.key] = Box(node, top, top + float(amounts[node.key]) * scale)
            y = boxes[node.key].bottom
    return Geometry(tuple(boxes.values()), tuple(_ribbons(links, boxes, scale, series)), height)


def _ribbons(links: Sequence[Link], boxes: dict[str, Box], scale: float, series: Sequence[str]) -> list[Ribbon]:
    rank = {name: number for number, name in enumerate(series)}

    def along(far: str, link: Link) -> tuple[float, int, str]:
        return boxes[far].top, rank.get(link.series, len(rank)), link.series

    starts = _stacked(sorted(links, key=lambda link: along(link.target, link)), "source", boxes, scale)
    ends = _stacked(sorted(links, key=lambda link: along(link.source, link)), "target", boxes, scale)
    return [Ribbon(link, starts[link], ends[link], float(link.amount) * scale) for link in links]


def _stacked(links: Sequence[Link], side: str, boxes: dict[str, Box], scale: float) -> dict[Link, float]:
    reached = {key: box.top for key, box in boxes.items()}
    found = {}
    for link in links:
        key = getattr(link, side)
        found[link] = reached[key]
        reached[key] += float(link.amount) * scale
    return found


def edge(start: float, end: float, steps: int = 8) -> list[tuple[float, float]]:
    """A smooth way from `start` to `end`: pairs of how far along (0 to 1), and where. Level for long at both ends,
    where labels stand. What draws it lays a smooth line through the points."""
    return [
        (t, start + (end - start) * t**3 * (10 - 15 * t + 6 * t * t)) for t in (n / steps for n in range(steps + 1))
    ]


def check(geometry: Geometry) -> None:
    """Raise `ValueError` where boxes of a column overlap or a ribbon leaves its boxes: what a layout must never do."""
    for column in sorted({box.node.column for box in geometry.boxes}):
        stack = sorted((box for box in geometry.boxes if box.node.column == column), key=lambda box: box.top)
        if any(upper.bottom > lower.top + 1e-6 for upper, lower in pairwise(stack)):
            raise ValueError(f"nodes of column {column} overlap")
    box_of = {box.node.key: box for box in geometry.boxes}
    for ribbon in geometry.ribbons:
        for key, top in ((ribbon.link.source, ribbon.start), (ribbon.link.target, ribbon.end)):
            if top < box_of[key].top - 1e-6 or top + ribbon.thick > box_of[key].bottom + 1e-6:
                raise ValueError(f"a ribbon leaves {key}")
