"""What may go wrong with one printed figure: every single change of it that a reading error could make."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

KINDS = ("plus_1", "minus_1", "plus_0.10", "minus_0.10", "digits_swapped", "sign", "next_column", "row_deleted")


@dataclass(frozen=True)
class Figure:
    """A printed amount: where it stands, and its digits as printed. `following` is the amount column after its own."""

    resource: str
    row: int
    field: str
    printed: str
    following: str | None = None
    beside: str | None = None


@dataclass(frozen=True)
class Mutant:
    """One change: the figure gets `printed` (None: nothing is printed any more), the column after it `beside`."""

    kind: str
    figure: Figure
    printed: str | None
    beside: str | None = None


def mutants(figure: Figure, kinds: tuple[str, ...] = KINDS) -> Iterator[Mutant]:
    """Every change of a figure that changes something; a row deleted is one change for each of its figures."""
    value = Decimal(figure.printed)
    decimals = max(2, len(figure.printed.partition(".")[2]))
    for kind, by in (("plus_1", "1.00"), ("minus_1", "-1.00"), ("plus_0.10", "0.10"), ("minus_0.10", "-0.10")):
        if kind in kinds:
            yield Mutant(kind, figure, f"{value + Decimal(by):.{decimals}f}")
    if "digits_swapped" in kinds:
        yield from _swapped(figure, value)
    if "sign" in kinds and value:
        yield Mutant("sign", figure, f"{-value}")
    if "next_column" in kinds and figure.following and figure.beside != figure.printed:
        yield Mutant("next_column", figure, figure.beside, figure.printed)
    if "row_deleted" in kinds:
        yield Mutant("row_deleted", figure, None)


def _swapped(figure: Figure, value: Decimal) -> Iterator[Mutant]:
    places = [index for index, character in enumerate(figure.printed) if character.isdigit()]
    for left, right in itertools.pairwise(places):
        digits = list(figure.printed)
        digits[left], digits[right] = digits[right], digits[left]
        if Decimal("".join(digits)) != value:
            yield Mutant("digits_swapped", figure, "".join(digits))
