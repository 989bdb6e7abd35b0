"""The arithmetic of printed figures: what a rounded number may have been, and whether several may agree.

A printed amount `x` whose unit step is `u` stands for every amount in `[x - u/2, x + u/2]`. Both ends belong to it: a
value exactly half-way is printed up by one program and down by the next. Everything is exact (`Fraction`); nothing here
reads files or knows of tables. The recogniser judges a reading with it; `checks/sql/outcomes.sql` says the same in SQL,
and a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

Number = Decimal | Fraction | int


class Outcome(StrEnum):
    """What comparing two published figures can come to; all but the last count as evaluated."""

    PASS = "pass"  # noqa: S105 - an outcome, not a password
    ROUNDING = "rounding"
    DISCREPANCY = "discrepancy"
    UNUSUAL = "unusual"
    NOT_CHECKABLE = "not-checkable"


@dataclass(frozen=True, slots=True)
class Interval:
    """Every amount from `low` to `high`, both included."""

    low: Fraction
    high: Fraction

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.low - other.high, self.high - other.low)

    def meets(self, other: Interval) -> bool:
        """Whether some amount lies in both."""
        return self.low <= other.high and other.low <= self.high

    def holds(self, amount: Number) -> bool:
        """Whether `amount` lies in it."""
        return self.low <= Fraction(amount) <= self.high


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed figure: its value, and the step of its last digit, as `steps_of` says (0: exact, as a count is)."""

    value: Number
    step: Number = Decimal("0.01")

    @property
    def interval(self) -> Interval:
        """The unrounded amounts that it stands for."""
        value, half = Fraction(self.value), Fraction(self.step) / 2
        return Interval(value - half, value + half)

    @property
    def opposite(self) -> Printed:
        """The same figure with the other sign."""
        return Printed(-self.value, self.step)


Term = tuple[int, Printed]
"""A figure in a sum, with its sign: 1 adds it, -1 takes it off."""


GENERAL_DIGITS = 10
"""A spreadsheet cell without a number format of its own shows eleven characters: with the point, ten digits."""


def steps_of(printed: Sequence[str]) -> list[Decimal]:
    """The step of each figure of one table, printed so (plain digits, an optional sign and point).

    A table has the precision of the figure with the most decimals: the others may have lost zeros at their end. But
    a spreadsheet shows no more than ten digits of a figure and rounds off the rest: 480544221.62 becomes 480544221.6.
    So no figure counts as more precise than its first ten digits, unless more are printed.

    >>> [str(step) for step in steps_of(["18941962.57", "107.9", "480544221.6", "480544221"])]
    ['0.01', '0.01', '0.1', '0.1']
    """
    split = [text.lstrip("-").partition(".") for text in printed]
    most = max((len(decimals) for _, _, decimals in split), default=0)
    kept = (min(most, max(len(decimals), GENERAL_DIGITS - len(whole))) for whole, _, decimals in split)
    return [Decimal(1).scaleb(-decimals) for decimals in kept]


def printed_together(printed: Sequence[str]) -> list[Printed]:
    """The figures of one table, printed so, each with its step."""
    return [Printed(Decimal(text), step) for text, step in zip(printed, steps_of(printed), strict=True)]


def total(terms: Sequence[Term]) -> Fraction:
    """The sum of the figures exactly as printed."""
    return sum((sign * Fraction(figure.value) for sign, figure in terms), Fraction(0))


def sum_interval(terms: Sequence[Term]) -> Interval:
    """Every amount that the sum of the unrounded figures can be. The figures are taken as independent of each other."""
    result = Interval(Fraction(0), Fraction(0))
    for sign, figure in terms:
        result = result + figure.interval if sign > 0 else result - figure.interval
    return result


def compare_sum(published: Printed, terms: Sequence[Term]) -> Outcome:
    """Does a published figure agree with the sum of others? No terms at all cannot be checked."""
    if not terms:
        return Outcome.NOT_CHECKABLE
    if Fraction(published.value) == total(terms):
        return Outcome.PASS
    return Outcome.ROUNDING if published.interval.meets(sum_interval(terms)) else Outcome.DISCREPANCY


def compare_at_most(published: Printed, terms: Sequence[Term]) -> Outcome:
    """Is a published figure no more than the sum of others (其中, within, reserved from)?"""
    if not terms:
        return Outcome.NOT_CHECKABLE
    if Fraction(published.value) <= total(terms):
        return Outcome.PASS
    return Outcome.ROUNDING if published.interval.low <= sum_interval(terms).high else Outcome.DISCREPANCY


@dataclass(frozen=True, slots=True)
class Quotient:
    """A quotient of two amounts: as printed, and the two corners between which the unrounded ones let it run.

    Each corner is (numerator, denominator). Along the straight line from one to the other the quotient grows
    steadily, so every rate between is reached by some unrounded amounts.

    A quotient below zero falls where one above zero grows. So `printed` and the corners are those of its opposite,
    which is above zero, and `sign` is -1.
    """

    printed: tuple[Fraction, Fraction]
    least: tuple[Fraction, Fraction]
    most: tuple[Fraction, Fraction]
    sign: int = 1

    def at(self, along: Fraction) -> tuple[Fraction, Fraction]:
        """Numerator and denominator at a place between the corners: 0 is the least, 1 the most."""
        (n0, d0), (n1, d1) = self.least, self.most
        return n0 + along * (n1 - n0), d0 + along * (d1 - d0)


def share_of(part: Printed, whole: Printed) -> Quotient:
    """A part of a whole. Both are printed, each rounded on its own, so the part may be high while the whole is low."""
    if part.value < 0:
        return replace(share_of(part.opposite, whole), sign=-1)
    n, d = part.interval, whole.interval
    return Quotient((Fraction(part.value), Fraction(whole.value)), (n.low, d.high), (n.high, d.low))


def growth_of(change: Printed, current: Printed, increase: bool) -> Quotient:
    """A change over the year before, which is not printed: `change / (current - change)`, or `+ change` for a decrease.

    The change stands above and below the line; the quotient still grows with the change and falls with the current
    amount, so its extremes lie at the corners. An increase of less than nothing is a decrease, at a rate below zero.
    """
    if change.value < 0:
        return replace(growth_of(change.opposite, current, not increase), sign=-1)
    sign = 1 if increase else -1

    def corner(c: Fraction, a: Fraction) -> tuple[Fraction, Fraction]:
        return c, a - sign * c

    c, a = change.interval, current.interval
    value = corner(Fraction(change.value), Fraction(current.value))
    return Quotient(value, corner(c.low, a.high), corner(c.high, a.low))


def percent(ratio: Fraction, step: Number) -> Fraction:
    """A ratio as a percentage rounded to a step, half away from zero, as such rates are printed."""
    steps = ratio * 100 / Fraction(step)
    sign = -1 if steps < 0 else 1
    return sign * Fraction(int(abs(steps) + Fraction(1, 2))) * Fraction(step)


def compare_rate(rate: Printed, quotient: Quotient) -> Outcome:
    """Does a published percentage agree with the quotient of published amounts?

    Anything over nothing is not a rate: `增长 100%` from an empty year is a way of speaking, so it cannot be checked. A
    base below zero contradicts itself.
    """
    if quotient.sign < 0:
        rate = rate.opposite
    n, d = quotient.printed
    if d <= 0:
        # The least quotient has the largest base.
        return Outcome.NOT_CHECKABLE if quotient.least[1] >= 0 else Outcome.DISCREPANCY
    if percent(n / d, rate.step) == Fraction(rate.value):
        return Outcome.PASS
    asked = rate.interval
    (n0, d0), (n1, d1) = quotient.least, quotient.most
    reaches_down = 100 * n0 <= asked.high * d0
    # A base that may be nothing makes the rate as large as one likes.
    reaches_up = d1 <= 0 or 100 * n1 >= asked.low * d1
    return Outcome.ROUNDING if reaches_down and reaches_up else Outcome.DISCREPANCY


def witness_sum(published: Printed, terms: Sequence[Term]) -> tuple[Fraction, ...] | None:
    """Unrounded amounts, the published one first, that add up and print every figure; None if there are none.

    The difference is shared out over all figures, so that each strays as little as possible from what is printed.
    """
    difference = Fraction(published.value) - total(terms)
    halves = [Fraction(published.step) / 2, *(Fraction(figure.step) / 2 for _, figure in terms)]
    slack = sum(halves, Fraction(0))
    if abs(difference) > slack:
        return None
    along = difference / slack if slack else Fraction(0)
    found = [Fraction(published.value) - along * halves[0]]
    found += [Fraction(f.value) + sign * along * half for (sign, f), half in zip(terms, halves[1:], strict=True)]
    return tuple(found)


def witness_rate(rate: Printed, quotient: Quotient) -> tuple[Fraction, Fraction] | None:
    """An unrounded numerator and denominator whose quotient prints the rate; None if there are none."""
    if quotient.sign < 0:
        found = witness_rate(rate.opposite, replace(quotient, sign=1))
        return None if found is None else (-found[0], found[1])
    (n0, d0), (n1, d1) = quotient.least, quotient.most
    if d0 <= 0:
        return None
    least = 100 * n0 / d0
    asked = rate.interval
    most = 100 * n1 / d1 if d1 > 0 else max(asked.high, least)
    low, high = max(asked.low, least), min(asked.high, most)
    if low > high:
        return None
    # On the line between the corners the quotient takes the wanted value exactly once.
    wanted = (low + high) / 200
    run = (n1 - n0) - wanted * (d1 - d0)
    return quotient.at((wanted * d0 - n0) / run if run else Fraction(0))
