from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yusuan.presenting import sums, words


def test_a_share_is_rounded_to_one_decimal_and_half_goes_up() -> None:
    assert words.share(Decimal("147.16"), Decimal("411.74")) == "35.7%"
    assert words.share(Decimal("0.25"), Decimal("1000")) == "<0.1%"
    assert words.share(Decimal("1"), Decimal("2000")) == "0.1%"


def test_a_part_is_never_said_to_be_nothing_or_everything() -> None:
    assert words.share(Decimal("0.01"), Decimal("411.74")) == "<0.1%"
    assert words.share(Decimal("411.73"), Decimal("411.74")) == ">99.9%"
    assert words.takes(Decimal("0.01"), Decimal("411.74")) == "占不足0.1%"
    assert words.takes(Decimal("411.73"), Decimal("411.74")) == "占超过99.9%"
    assert words.share(Decimal("5"), Decimal("5")) == "100.0%"


def test_no_share_is_above_a_hundred_percent() -> None:
    assert words.share(Decimal("1238.58"), Decimal("184.65")) == ""
    assert words.takes(Decimal("1238.58"), Decimal("184.65")) == "多于合计"
    assert words.share(Decimal("411.75"), Decimal("411.74")) == "100.0%"  # by no more than rounding


def test_amounts_of_one_chart_show_the_same_decimals() -> None:
    decimals = words.places([Decimal("5.000000"), Decimal("36.580000"), Decimal("160.000000")])
    assert [words.money(Decimal(x), decimals) for x in ("5", "36.58", "1160")] == ["5.00", "36.58", "1,160.00"]
    assert words.places([Decimal("5.000000"), Decimal("160")]) == 0


def test_more_than_two_decimals_are_rounded_in_the_picture_and_kept_in_the_data() -> None:
    amount = Decimal("123.456789")
    assert words.money(amount, 6) == "123.46"
    assert words.exact(amount, 6) == "123.456789"
    assert words.money(Decimal("0.001"), 6) == "0.001"  # never nothing
    assert words.money(Decimal("0.000000"), 6) == "0.00"
    assert "四舍五入" in words.rounding_note(6)
    assert words.rounding_note(2) == ""


def test_a_list_sums_up_what_it_does_not_name() -> None:
    said = words.listing([(f"项{n}", Decimal(1)) for n in range(12)], 0, Decimal(12))
    assert said.endswith("其余4项合计4万元，占33.3%")


def test_parts_that_miss_their_total_are_said_to() -> None:
    assert sums.off_by(Decimal("21.09"), [Decimal("21.09")]) == ""
    # 0.60 + 13.66 + 6.83 = 21.09, printed 21.08: three rounded figures may well be 0.01 off
    parts = [Decimal("0.60"), Decimal("13.66"), Decimal("6.83")]
    assert sums.off_by(Decimal("21.08"), parts) == "印出的各项之和比合计多0.01万元，是四舍五入的尾差"
    assert sums.off_by(Decimal("22.09"), parts) == "印出的各项之和比合计少1.00万元"


@given(st.decimals(min_value=0, max_value=10**12, places=6), st.integers(0, 6))
def test_the_data_table_loses_no_digit(amount: Decimal, decimals: int) -> None:
    assert Decimal(words.exact(amount, decimals)) == amount


@pytest.mark.parametrize(
    ("yuan", "shown"),
    [
        ("4044152300", ("40.44", "亿元")),
        ("62109297.20", ("6,210.93", "万元")),
        ("1471600", ("147.16", "万元")),
        ("10000", ("1.00", "万元")),
        ("9999.99", ("9,999.99", "元")),
        ("100000000", ("1.00", "亿元")),
        ("-220000000", ("-2.20", "亿元")),
        ("0", ("0.00", "元")),
    ],
)
def test_an_amount_is_read_in_the_largest_unit_that_it_has_one_of(yuan: str, shown: tuple[str, str]) -> None:
    assert words.readable(Decimal(yuan)) == shown
