"""Finds what a passage states: figures with a unit, words that stand for one (持平), and the brackets they stand in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from yusuan.numbers import number
from yusuan.recognise.prose.patterns import Patterns

OPEN, CLOSE = "（(", "）)"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure at `start` … `end` of its passage; without digits (持平) `printed` is empty."""

    start: int
    end: int
    printed: str
    unit: str
    kind: str
    ranged: bool = False

    @property
    def value(self) -> str:
        """The digits without thousands separators."""
        return number(self.printed.replace("，", ",").replace("．", ".")) or self.printed

    @property
    def wordless(self) -> bool:
        """Whether it is words such as 持平 instead of a figure."""
        return not self.printed


@dataclass(frozen=True, slots=True)
class Bracket:
    """A pair of brackets that holds figures; `start` is that of the opening one, `end` follows the closing one."""

    start: int
    end: int
    inside: tuple[Figure | Bracket, ...]


_NO_NUMBER = re.compile(r"[\d,，.．]{61,}")


def events_of(text: str, patterns: Patterns) -> tuple[Figure | Bracket, ...]:
    """The figures of a passage in order, those in brackets within their bracket."""
    figures = sorted([*_figures(text, patterns), *_unchanged(text, patterns)], key=lambda figure: figure.start)
    return _nested(figures, [pair for pair in _pairs(text) if _holds(pair, figures)])


def _figures(text: str, patterns: Patterns) -> list[Figure]:
    # No figure is that long, and patterns would try such a run from each of its digits. It stays to be listed.
    text = _NO_NUMBER.sub(lambda run: " " * len(run[0]), text)
    blocked = {at for _, pattern in patterns.no_figures for m in pattern.finditer(text) for at in range(*m.span())}
    ranged = {at for m in patterns.ranges.finditer(text) for at in range(*m.span())} - blocked
    return [
        Figure(
            match.start(), match.end(), match["number"], match["unit"], _kind(match["unit"], patterns),
            match.start() in ranged,
        )
        for match in patterns.figure.finditer(text)
        if match.start() not in blocked
    ]  # fmt: skip


def _unchanged(text: str, patterns: Patterns) -> list[Figure]:
    return [Figure(match.start(), match.end(), "", "", "unchanged") for match in patterns.unchanged.finditer(text)]


def _kind(unit: str, patterns: Patterns) -> str:
    return next(kind for kind, pattern in patterns.quantities.items() if pattern.fullmatch(unit))


def _pairs(text: str) -> list[tuple[int, int]]:
    """Where brackets open and close; one without its partner counts for nothing."""
    pairs, opened = [], []
    for at, character in enumerate(text):
        if character in OPEN:
            opened.append(at)
        elif character in CLOSE and opened:
            pairs.append((opened.pop(), at + 1))
    return sorted(pairs)


def _holds(pair: tuple[int, int], figures: Sequence[Figure]) -> bool:
    # 台（套） is a unit; a bracket is a scope only where a figure begins inside.
    inside = [figure for figure in figures if pair[0] < figure.start < pair[1]]
    return bool(inside) and not any(figure.start < pair[0] < figure.end for figure in figures)


def _nested(figures: Sequence[Figure], pairs: list[tuple[int, int]]) -> tuple[Figure | Bracket, ...]:
    events: list[Figure | Bracket] = []
    rest = list(figures)
    while rest:
        pair = next((pair for pair in pairs if pair[0] < rest[0].start < pair[1]), None)
        if pair is None:
            events.append(rest.pop(0))
            continue
        inside = [figure for figure in rest if figure.start < pair[1]]
        rest = rest[len(inside) :]
        events.append(Bracket(*pair, _nested(inside, [other for other in pairs if pair[0] < other[0] < pair[1]])))
    return tuple(events)
