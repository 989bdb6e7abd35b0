"""What a number is: which texts are one, what is kept of it, and how it is shown again."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yusuan.numbers import DECIMALS, FIGURE, KEPT, WHOLE_DIGITS, fits, number, separated, value
from yusuan.units import YUAN, in_10k_yuan, most_decimals

FULL_WIDTH = str.maketrans("0123456789.,-", "０１２３４５６７８９．，－")
SPACES = " \t\u3000\u00a0"

amounts = st.decimals(
    allow_nan=False, allow_infinity=False, places=6, min_value=-(10**13), max_value=10**13
) | st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**13), max_value=10**13)
texts = st.text(st.characters(codec="utf-8"), max_size=40)


def printed(amount: Decimal, separators: bool, full_width: bool) -> str:
    text = f"{amount:,f}" if separators else f"{amount:f}"
    return text.translate(FULL_WIDTH) if full_width else text


@given(amounts, st.booleans(), st.booleans(), st.text(SPACES, max_size=2))
def test_a_printed_amount_keeps_its_digits_however_it_is_printed(
    amount: Decimal, separators: bool, full_width: bool, around: str
) -> None:
    assert number(around + printed(amount, separators, full_width) + around) == f"{amount:f}"


@given(st.integers(0, 10**12), st.integers(0, 6))
def test_trailing_zeros_are_kept_as_printed(whole: int, zeros: int) -> None:
    text = f"{whole}.{'0' * zeros}" if zeros else str(whole)
    assert number(text) == text


@pytest.mark.parametrize(("text", "kept"), [
    ("147.16", "147.16"), ("1,234.50", "1234.50"), ("12,345,678", "12345678"), ("１２.５", "12.5"), ("−3.20", "-3.20"), ("0", "0"), (" 5.00 ", "5.00"), ("0.60¹", "0.60"),
])  # fmt: skip
def test_these_are_numbers(text: str, kept: str) -> None:
    assert number(text) == kept


@pytest.mark.parametrize("text", [
    "", " ", "—", "三", "1,23", "12,34.5", "1,2345", "1.2.3", "0.6O", "l47.16", "5万元", "1 234", ".5", "5.", "1e3", "nan", "2023年", "+5", "--5", "1,000,00", "٣", "५.५", "1²", "100.00①", "₁", "⒈", "🄀", "½",
])  # fmt: skip
def test_these_are_no_numbers(text: str) -> None:
    assert number(text) is None


@given(texts)
def test_what_is_a_number_can_be_told_again_from_what_is_kept(text: str) -> None:
    kept = number(text)
    if kept is not None:
        assert number(kept) == kept
        assert Decimal(kept).is_finite()


@given(amounts, st.booleans(), st.booleans())
def test_a_printed_amount_is_worth_what_it_says(amount: Decimal, separators: bool, full_width: bool) -> None:
    assert value(printed(amount, separators, full_width)) == amount


@given(amounts)
def test_what_is_kept_is_shown_again_without_loss(amount: Decimal) -> None:
    kept = f"{amount:f}"
    assert KEPT.fullmatch(kept)
    assert value(separated(kept)) == amount
    assert value(separated(kept, kept)) == amount
    assert number(separated(kept, kept)) == kept


@pytest.mark.parametrize(
    ("kept", "like", "shown"),
    [
        ("1234567.5000", "1.00", "1,234,567.50"),
        ("-1234", "", "-1,234"),
        ("0.10", "", "0.1"),
        ("12.3456", "1.00", "12.3456"),
        ("—", "", "—"),
    ],
)
def test_a_kept_number_is_shown_as_documents_print_it(kept: str, like: str, shown: str) -> None:
    assert separated(kept, like) == shown


@given(st.integers(0, 16), st.integers(0, 8))
def test_an_amount_fits_if_the_warehouse_can_hold_it(whole: int, decimals: int) -> None:
    kept = "9" * max(whole, 1) + ("." + "1" * decimals if decimals else "")
    assert fits(kept) == fits(f"-{kept}") == (max(whole, 1) <= WHOLE_DIGITS and decimals <= DECIMALS)


@given(amounts, st.booleans(), st.booleans())
def test_every_number_looks_like_an_amount(amount: Decimal, separators: bool, full_width: bool) -> None:
    assert FIGURE.fullmatch(printed(amount, separators, full_width))


def test_the_units_of_money_and_what_is_a_whole_fen_in_each() -> None:
    assert {unit: (str(worth), str(in_10k_yuan(unit)), most_decimals(unit)) for unit, worth in YUAN.items()} == {
        "万元": ("10000", "1", 6),
        "元": ("1", "0.0001", 2),
        "亿元": ("100000000", "10000", 10),
    }
