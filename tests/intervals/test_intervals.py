"""What printed figures may have been, and whether they can agree."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from yusuan.intervals import (
    Outcome,
    Printed,
    compare_at_most,
    compare_rate,
    compare_sum,
    growth_of,
    percent,
    printed_together,
    share_of,
    steps_of,
    witness_rate,
    witness_sum,
)


def amounts(*texts: str) -> list[tuple[int, Printed]]:
    return [(1, Printed(Decimal(text))) for text in texts]


def test_parts_that_add_up_exactly_pass() -> None:
    assert compare_sum(Printed(Decimal("411.74")), amounts("372.48", "21.08", "7.34", "10.84")) is Outcome.PASS


def test_parts_a_cent_off_are_rounding_and_a_witness_proves_it() -> None:
    published, parts = Printed(Decimal("21.08")), amounts("0.60", "13.66", "6.83")
    assert compare_sum(published, parts) is Outcome.ROUNDING
    whole, *found = witness_sum(published, parts) or ()
    assert whole == sum(found)
    assert published.interval.holds(whole)
    assert all(figure.interval.holds(amount) for (_, figure), amount in zip(parts, found, strict=True))


def test_parts_further_off_than_rounding_allows_are_a_discrepancy() -> None:
    assert compare_sum(Printed(Decimal("21.18")), amounts("0.60", "13.66", "6.83")) is Outcome.DISCREPANCY
    assert witness_sum(Printed(Decimal("21.18")), amounts("0.60", "13.66", "6.83")) is None


def test_a_sum_of_nothing_cannot_be_checked() -> None:
    assert compare_sum(Printed(Decimal("5.00")), []) is Outcome.NOT_CHECKABLE
    assert compare_at_most(Printed(Decimal("5.00")), []) is Outcome.NOT_CHECKABLE


def test_a_part_may_not_exceed_its_whole() -> None:
    assert compare_at_most(Printed(Decimal("5.00")), amounts("5.00")) is Outcome.PASS
    assert compare_at_most(Printed(Decimal("5.01")), amounts("5.00")) is Outcome.ROUNDING
    assert compare_at_most(Printed(Decimal("5.02")), amounts("5.00")) is Outcome.DISCREPANCY


@pytest.mark.parametrize(
    ("rate", "part", "whole", "outcome"),
    [
        ("4.99", "7.34", "147.16", Outcome.PASS),
        ("73.33", "107.9", "147.16", Outcome.ROUNDING),
        ("14.33", "21.08", "147.16", Outcome.ROUNDING),
        ("1.22", "5", "411.74", Outcome.ROUNDING),
        ("7.35", "10.84", "147.16", Outcome.DISCREPANCY),
        ("35.75", "147.16", "411.74", Outcome.DISCREPANCY),
        ("64.25", "264.58", "411.74", Outcome.DISCREPANCY),
        ("63.03", "259.58", "411.74", Outcome.DISCREPANCY),
    ],
)
def test_shares_of_a_real_budget(rate: str, part: str, whole: str, outcome: Outcome) -> None:
    quotient = share_of(Printed(Decimal(part)), Printed(Decimal(whole)))
    assert compare_rate(Printed(Decimal(rate)), quotient) is outcome
    assert (witness_rate(Printed(Decimal(rate)), quotient) is None) == (outcome is Outcome.DISCREPANCY)


@pytest.mark.parametrize(
    ("rate", "change", "current", "increase", "outcome"),
    [
        ("53.53", "169.5", "147.16", False, Outcome.PASS),
        ("16.19", "20.5", "147.16", True, Outcome.PASS),
        ("39.26", "74.58", "264.58", True, Outcome.ROUNDING),
        ("39.27", "74.58", "264.58", True, Outcome.DISCREPANCY),
        ("100", "190", "0", False, Outcome.PASS),
        ("100", "5", "5", True, Outcome.NOT_CHECKABLE),
        ("0", "0", "0", False, Outcome.NOT_CHECKABLE),
        ("0", "0", "0.6", True, Outcome.PASS),
        ("5", "0", "0", False, Outcome.NOT_CHECKABLE),
        ("50", "9", "5", True, Outcome.DISCREPANCY),
    ],
)
def test_growth_rates_of_a_real_budget(rate: str, change: str, current: str, increase: bool, outcome: Outcome) -> None:
    assert (
        compare_rate(Printed(Decimal(rate)), growth_of(Printed(Decimal(change)), Printed(Decimal(current)), increase))
        is outcome
    )


def test_the_step_is_that_of_the_most_decimals_even_where_zeros_were_dropped() -> None:
    assert steps_of(["107.9", "107.90", "5"]) == [Decimal("0.01")] * 3
    assert steps_of(["5", "-190"]) == [1, 1]


def test_a_spreadsheet_shortens_a_figure_to_ten_digits_and_drops_zeros_after_that() -> None:
    printed = ["18941962.57", "461602259.1", "-480544221", "480544221.62", "12345678901"]
    assert [str(step) for step in steps_of(printed)] == ["0.01", "0.1", "0.1", "0.01", "1"]


@given(st.lists(st.decimals(0, 10**12, places=2), min_size=1))
def test_amounts_shown_by_a_spreadsheet_stand_for_the_amounts_in_its_cells(amounts: list[Decimal]) -> None:
    def shown(amount: Decimal) -> str:
        places = max(0, 10 - len(str(int(amount))))
        text = f"{amount.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):f}"
        return text.rstrip("0").rstrip(".") if "." in text else text

    whole = Decimal("0.01")  # so that the table keeps two decimals somewhere
    figures = printed_together([shown(amount) for amount in [*amounts, whole]])
    assert all(figure.interval.holds(amount) for figure, amount in zip(figures, [*amounts, whole], strict=True))


def test_percentages_round_half_up() -> None:
    assert percent(Fraction(1, 8), Decimal("0.1")) == Fraction(25, 2)
    assert percent(Fraction(125, 10000), Decimal("0.1")) == Fraction(13, 10)


def test_below_zero_percentages_round_half_away_from_zero() -> None:
    assert percent(Fraction(-125, 10000), Decimal("0.1")) == Fraction(-13, 10)
    assert percent(Fraction(-1695000, 3166600), Decimal("0.01")) == Fraction(-5353, 100)


unrounded = st.fractions(min_value=0, max_value=1000, max_denominator=10**6)
cents = st.integers(0, 100_000).map(lambda n: Decimal(n).scaleb(-2))
signed = st.integers(-100_000, 100_000).map(lambda n: Decimal(n).scaleb(-2))


def printed(amount: Fraction) -> Printed:
    return Printed(percent(amount / 100, Decimal("0.01")))


@given(st.lists(st.tuples(st.sampled_from([1, -1]), unrounded), min_size=1, max_size=12))
def test_figures_rounded_from_amounts_that_add_up_never_make_a_discrepancy(terms: list[tuple[int, Fraction]]) -> None:
    whole = sum((sign * amount for sign, amount in terms), Fraction(0))
    assert compare_sum(printed(whole), [(s, printed(a)) for s, a in terms]) in (Outcome.PASS, Outcome.ROUNDING)


@given(unrounded, unrounded)
def test_a_share_of_unrounded_amounts_never_makes_a_discrepancy(part: Fraction, rest: Fraction) -> None:
    assume(printed(part + rest).value > 0)
    rate = Printed(percent(part / (part + rest), Decimal("0.01")))
    assert compare_rate(rate, share_of(printed(part), printed(part + rest))) in (Outcome.PASS, Outcome.ROUNDING)


@given(unrounded, unrounded)
def test_a_growth_rate_of_unrounded_amounts_never_makes_a_discrepancy(before: Fraction, now: Fraction) -> None:
    assume(before > 0)
    change, current = printed(abs(now - before)), printed(now)
    base = Fraction(current.value) - (1 if now >= before else -1) * Fraction(change.value)
    assume(base >= 0)
    rate = Printed(percent(abs(now - before) / before, Decimal("0.01")))
    assert compare_rate(rate, growth_of(change, current, now >= before)) is not Outcome.DISCREPANCY


@given(cents, st.lists(st.tuples(st.sampled_from([1, -1]), cents), min_size=1, max_size=8))
def test_rounding_of_a_sum_always_has_a_witness_and_a_discrepancy_never(
    value: Decimal, terms: list[tuple[int, Decimal]]
) -> None:
    published, parts = Printed(value), [(sign, Printed(amount)) for sign, amount in terms]
    found = witness_sum(published, parts)
    if compare_sum(published, parts) is Outcome.DISCREPANCY:
        assert found is None
        return
    assert found is not None
    whole, *rest = found
    assert whole == sum(sign * amount for (sign, _), amount in zip(parts, rest, strict=True))
    assert published.interval.holds(whole)
    assert all(figure.interval.holds(amount) for (_, figure), amount in zip(parts, rest, strict=True))


@given(unrounded, unrounded)
def test_a_share_below_zero_of_unrounded_amounts_never_makes_a_discrepancy(part: Fraction, whole: Fraction) -> None:
    assume(printed(whole).value > 0)
    rate = Printed(percent(-part / whole, Decimal("0.01")))
    assert compare_rate(rate, share_of(printed(-part), printed(whole))) in (Outcome.PASS, Outcome.ROUNDING)


@given(signed, cents, signed, st.booleans(), st.booleans())
def test_rounding_of_a_rate_always_has_a_witness(
    rate: Decimal, top: Decimal, bottom: Decimal, increase: bool, grows: bool
) -> None:
    a, b, asked = Printed(top), Printed(bottom), Printed(rate)
    quotient = growth_of(a, b, increase) if grows else share_of(a, b)
    outcome = compare_rate(asked, quotient)
    assert outcome is compare_rate(
        asked.opposite, growth_of(a.opposite, b, not increase) if grows else share_of(a.opposite, b)
    )
    assume(outcome in (Outcome.ROUNDING, Outcome.DISCREPANCY) and quotient.printed[1] > 0)
    found = witness_rate(asked, quotient)
    if outcome is Outcome.DISCREPANCY:
        assert found is None
        return
    assert found is not None
    numerator, denominator = found
    assert asked.interval.holds(100 * numerator / denominator)
    assert a.interval.holds(numerator)
    sign = 1 if increase else -1
    assert b.interval.holds(denominator + (sign * numerator if grows else 0))
