"""Units: 元, 万元 and 亿元 convert exactly, whatever the amount."""

from __future__ import annotations

from decimal import Decimal

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yusuan.warehouse import connect, money
from yusuan.warehouse.columns import typed

YUAN = {"元": 1, "万元": 10_000, "亿元": 100_000_000}
# the most decimals and digits that each unit can have and still be whole 分, and fit
LIMITS = {"元": (2, 10**14), "万元": (6, 10**14), "亿元": (6, 10**10)}


@st.composite
def amounts(draw: st.DrawFn) -> tuple[str, str]:
    """A unit, and an amount in it as a document may print it."""
    unit = draw(st.sampled_from(sorted(YUAN)))
    decimals, bound = LIMITS[unit]
    places = draw(st.integers(0, decimals))
    whole = draw(st.integers(-(bound * 10**places) + 1, bound * 10**places - 1))
    return unit, format(Decimal(whole).scaleb(-places), "f")


@pytest.fixture(scope="module")
def connection():
    with connect() as opened:
        money.load(opened, {})
        yield opened


@settings(deadline=None)  # a slow machine is no wrong conversion
@given(rows=st.lists(amounts(), min_size=1, max_size=20))
def test_an_amount_in_any_unit_is_the_same_money_to_the_last_fen(
    connection: duckdb.DuckDBPyConnection, rows: list[tuple[str, str]]
) -> None:
    table = pa.table(
        {
            "position": pa.array(range(len(rows)), pa.int32()),
            "unit": pa.array([unit for unit, _ in rows]),
            "amount": typed(pa.chunked_array([[text for _, text in rows]], pa.string()), {"type": "number"}),
        }
    )
    connection.register("given", table)
    found = connection.execute(
        """
        select (amount * in_10k_yuan)::decimal(20,6), (amount * in_yuan)::decimal(20,2)
        from given join money_unit using (unit) order by position
        """
    ).fetchall()
    connection.unregister("given")
    expected = [(Decimal(text) * YUAN[unit] / 10_000, Decimal(text) * YUAN[unit]) for unit, text in rows]
    assert found == expected
