"""What may go wrong with one printed figure: every single change of it that a misprint or a reading error could make."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

_PLACE = re.compile(r"L(?P<line>\d+)(?:C(?P<cell>\d+))?(?:@(?P<character>\d+))?")


@dataclass(frozen=True)
class Figure:
    """A printed amount: the field that holds it, its place in the text document, and its digits as printed there."""

    resource: str
    row: int
    field: str
    source: str
    printed: str


@dataclass(frozen=True)
class Mutant:
    """One change of a document: the figure that was changed, and the text of the line it stands on.

    `line` counts from 1; `text` is the line's new text, or None where the line is taken out.
    """

    kind: str
    figure: Figure
    line: int
    text: str | None

    def of(self, document: str) -> str:
        """The document with this change."""
        lines = document.split("\n")
        lines[self.line - 1 : self.line] = [] if self.text is None else [self.text]
        return "\n".join(lines)


KINDS = ("plus_1", "minus_1", "plus_0.10", "minus_0.10", "digits_swapped", "sign", "next_column", "row_deleted")


def mutants(figure: Figure, document: str, kinds: tuple[str, ...] = KINDS) -> Iterator[Mutant]:
    """Every change of a figure that changes something; a row deleted is one change for each of its figures."""
    place = _PLACE.fullmatch(figure.source)
    assert place, f"{figure.source} is no place in a text"
    number, line = int(place["line"]), document.split("\n")[int(place["line"]) - 1]
    cells = line.split("\t")
    cell = int(place["cell"]) - 1 if place["cell"] else 0
    start = int(place["character"]) - 1 if place["character"] else cells[cell].index(figure.printed)
    assert cells[cell][start:].startswith(figure.printed), f"{figure.source} does not print {figure.printed}"

    def printing(digits: str) -> str:
        changed = cells[cell][:start] + digits + cells[cell][start + len(figure.printed) :]
        return "\t".join([*cells[:cell], changed, *cells[cell + 1 :]])

    for kind, digits in _other_digits(figure.printed):
        if kind in kinds:
            yield Mutant(kind, figure, number, printing(digits))
    if "next_column" in kinds and cell + 1 < len(cells) and not _same(cells[cell], cells[cell + 1]):
        moved = [*cells[:cell], cells[cell + 1], cells[cell], *cells[cell + 2 :]]
        yield Mutant("next_column", figure, number, "\t".join(moved))
    if "row_deleted" in kinds:
        yield Mutant("row_deleted", figure, number, None)


def _same(one: str, other: str) -> bool:
    try:
        return Decimal(one.strip()) == Decimal(other.strip())
    except InvalidOperation:
        return one.strip() == other.strip()


def _other_digits(printed: str) -> Iterator[tuple[str, str]]:
    value = Decimal(printed)
    decimals = max(2, len(printed.partition(".")[2]))
    for kind, by in (("plus_1", "1.00"), ("minus_1", "-1.00"), ("plus_0.10", "0.10"), ("minus_0.10", "-0.10")):
        yield kind, f"{value + Decimal(by):.{decimals}f}"
    places = [index for index, character in enumerate(printed) if character.isdigit()]
    for left, right in itertools.pairwise(places):
        digits = list(printed)
        digits[left], digits[right] = digits[right], digits[left]
        if Decimal("".join(digits)) != value:
            yield "digits_swapped", "".join(digits)
    if value:
        yield "sign", f"{-value}"
