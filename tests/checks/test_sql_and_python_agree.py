"""The arithmetic in SQL is that of `yusuan.intervals`, on thousands of comparisons drawn near the edge."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

import yusuan.checks
from yusuan.intervals import (
    Printed,
    compare_at_most,
    compare_rate,
    compare_sum,
    growth_of,
    percent,
    printed_together,
    share_of,
    total,
)
from yusuan.warehouse.connection import connect

SQL = Path(yusuan.checks.__file__).parent / "sql"
SCALE = 10**6
RELATIONS = ("sum", "at_most", "share", "growth")
CASES = 4000

Operands = list[tuple[str, int, Decimal, Decimal]]
"""Of each figure its side, sign, value and step; the published one first."""


def drawn(random: Random) -> tuple[str, Operands]:
    """A relation and its operands: side, sign, value, step. Most published figures are close to what they should be."""
    relation = random.choice(RELATIONS)
    step = Decimal(random.choice(["0.01", "0.1", "1"]))

    def amount(largest: int = 300) -> Decimal:
        return step * random.randrange(largest)

    def either_sign() -> Decimal:
        return amount() * random.choice([1, 1, -1])

    near = random.choice([0, 0, 1, -1, 2, -2, 5, 50])
    if relation in ("sum", "at_most"):
        terms = [(random.choice([1, 1, -1]), amount()) for _ in range(random.randint(1, 5))]
        published = sum((sign * value for sign, value in terms), Decimal(0)) + near * step
        return relation, [("published", 1, published, step), *(("expected", s, v, step) for s, v in terms)]
    n, d = either_sign(), either_sign() + step * random.randrange(2)
    sign = random.choice([1, -1]) if relation == "growth" else 1
    base = d - sign * n if relation == "growth" else d
    rate = round(100 * n / base, 2) if base > 0 else Decimal(random.randrange(200))
    sides = ("change", "current") if relation == "growth" else ("part", "whole")
    tick = Decimal("0.01")
    return relation, [("published", 1, rate + near * tick, tick), (sides[0], sign, n, step), (sides[1], 1, d, step)]


def in_python(relation: str, operands: Operands) -> tuple[str, Fraction | None]:
    """The outcome, and the figure that was expected; none where there is nothing to expect."""
    outcome = outcome_in_python(relation, operands)
    (_, _, _, step), *rest = operands
    if outcome == "not-checkable":
        return outcome, None
    if relation in ("sum", "at_most"):
        return outcome, total([(sign, Printed(v, s)) for _, sign, v, s in rest])
    (_, sign, n, _), (_, _, d, _) = rest
    base = d - sign * n if relation == "growth" else d
    return outcome, percent(Fraction(n) / Fraction(base), step) if base > 0 else None


def outcome_in_python(relation: str, operands: Operands) -> str:
    (_, _, value, step), *rest = operands
    published = Printed(value, step)
    if relation in ("sum", "at_most"):
        terms = [(sign, Printed(v, s)) for _, sign, v, s in rest]
        return str(compare_sum(published, terms) if relation == "sum" else compare_at_most(published, terms))
    (_, sign, n, n_step), (_, _, d, d_step) = rest
    top, bottom = Printed(n, n_step), Printed(d, d_step)
    return str(
        compare_rate(published, growth_of(top, bottom, sign > 0) if relation == "growth" else share_of(top, bottom))
    )


def in_sql(cases: list[tuple[str, Operands]]) -> list[tuple[str, Fraction | None]]:
    """The same as `in_python`, of many cases at once."""
    rows = [
        {
            "rule": relation,
            "package": "p",
            "subject": f"{number:05}",
            "side": side,
            "sign": sign,
            "relation": relation,
            "resource": "r",
            "row": position,
            "field": "f",
            "q": int(value * SCALE),
            "h": int(step * SCALE / 2),
        }
        for number, (relation, operands) in enumerate(cases)
        for position, (side, sign, value, step) in enumerate(operands)
    ]
    connection = connect()
    connection.execute("create schema checking")
    connection.execute((SQL / "macros.sql").read_text("utf-8"))
    connection.execute((SQL / "operands.sql").read_text("utf-8"))
    for name, listed in (
        ("given", rows),
        ("known", [{"name": r, "severity": "must", "relation": r} for r in RELATIONS]),
    ):
        connection.register(name, pa.Table.from_pylist(listed))
    connection.execute("create table checking.rules as select * from known")
    connection.execute(
        "create table checking.sources (package varchar, resource varchar, row integer, field varchar, source varchar)"
    )
    connection.execute(
        """
        create table checking.valued as
        select * replace (q::hugeint as q, h::hugeint as h), null::integer as constant,
            null::varchar as note, null::varchar as doubt, false as has_unread, 2 as decimals, 1::hugeint as worth, '%' as unit, true as is_printed, true as is_there,
            '' as printed, '' as source, '' as place, '' as place_en, 0 as position,
            case when side = 'published' then 'p' when side in ('whole', 'current') then 'b' else 'a' end as place_of
        from given
        """
    )
    for name in ("comparisons", "details", "outcomes"):
        connection.execute(f"create table checking.{name} as {(SQL / f'{name}.sql').read_text('utf-8')}")
    found = connection.execute("select outcome, expected from checking.outcomes order by subject").fetchall()
    connection.close()
    return [(outcome, Fraction(expected) if expected else None) for outcome, expected in found]


def test_every_outcome_is_the_same_in_sql_and_in_python() -> None:
    random = Random(20230131)
    cases = [drawn(random) for _ in range(CASES)]
    expected = [in_python(*case) for case in cases]
    assert {outcome for outcome, _ in expected} == {"pass", "rounding", "discrepancy", "not-checkable"}
    assert [
        (case, sql) for case, sql, python in zip(cases, in_sql(cases), expected, strict=True) if sql != python
    ] == []


amounts = st.integers(-3_000_000, 3_000_000).map(lambda n: Decimal(n).scaleb(-2))


@st.composite
def rates(draw: st.DrawFn) -> tuple[str, Operands]:
    """A published rate, next to what its amounts come to; each amount may be below zero."""
    relation, step = draw(st.sampled_from(["share", "growth"])), Decimal("0.01")
    tick = draw(st.sampled_from([Decimal("0.01"), Decimal("0.1"), Decimal(1)]))
    n, d = draw(amounts), draw(amounts)
    sign = draw(st.sampled_from([1, -1])) if relation == "growth" else 1
    base = d - sign * n if relation == "growth" else d
    right = percent(Fraction(n) / Fraction(base), tick) if base > 0 else Fraction(0)
    rate = Decimal(int(right / Fraction(tick))) * tick + draw(st.integers(-3, 3)) * tick
    sides = ("change", "current") if relation == "growth" else ("part", "whole")
    return relation, [("published", 1, rate, tick), (sides[0], sign, n, step), (sides[1], 1, d, step)]


@settings(max_examples=8)  # many rates in each: a query takes the same time for one as for a hundred
@given(st.lists(rates(), min_size=100, max_size=200))
def test_rates_below_zero_are_the_same_in_sql_and_in_python(cases: list[tuple[str, Operands]]) -> None:
    assert in_sql(cases) == [in_python(*case) for case in cases]


def test_an_increase_of_less_than_nothing_is_a_rate_rounded_away_from_zero() -> None:
    def said(rate: str) -> tuple[str, Operands]:
        cent = Decimal("0.01")
        return "growth", [
            ("published", 1, Decimal(rate), cent),
            ("change", 1, Decimal("-16950.00"), cent),
            ("current", 1, Decimal("14716.00"), cent),
        ]

    right = Fraction("-53.53")
    assert in_sql([said("-53.53"), said("-53.52")]) == [("pass", right), ("discrepancy", right)]


def test_the_step_of_each_figure_of_a_table_is_the_same_in_sql_and_in_python(judge: Any) -> None:
    random = Random(4805442216)

    def printed() -> str:
        whole = str(random.randrange(10 ** random.choice([3, 8, 9, 10, 11])))
        return whole + random.choice(["", f".{random.randrange(10)}", f".{random.randrange(100):02}"])

    tables = []
    for _ in range(300):
        parts = [printed() for _ in range(random.randint(1, 3))]
        off = random.choice([0, 1, 4, 5, 6, 10, 11, 50, 60, 100, 105])
        whole = str(sum(map(Decimal, parts)) + Decimal(off).scaleb(-2))
        tables.append((whole.removesuffix("0") if "." in whole and random.random() < 0.5 else whole, parts))
    disclosures = {
        f"bureau-{number}/2023-budget": {
            "expenditure": [
                {"level": 0, "name": "合计", "total": whole},
                *({"code": f"{201 + n}", "name": "类", "level": 1, "total": part} for n, part in enumerate(parts)),
            ]
        }
        for number, (whole, parts) in enumerate(tables)
    }
    found = judge("classes_sum_to_total", disclosures, with_package=True)
    for package, (whole, parts) in zip(disclosures, tables, strict=True):
        published, *terms = printed_together([whole, *parts])
        outcome = compare_sum(published, [(1, term) for term in terms])
        assert found[package, "expenditure 合计 total"][0] == outcome, (whole, parts)
