"""The arithmetic in SQL is that of `yusuan.intervals`, on thousands of comparisons drawn near the edge."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from random import Random

import pyarrow as pa

import yusuan.checks
from yusuan.intervals import Printed, compare_at_most, compare_rate, compare_sum, growth_of, share_of
from yusuan.warehouse.connection import connect

SQL = Path(yusuan.checks.__file__).parent / "sql"
SCALE = 10**6
RELATIONS = ("sum", "at_most", "share", "growth")
CASES = 4000


def drawn(random: Random) -> tuple[str, list[tuple[str, int, Decimal, Decimal]]]:
    """A relation and its operands: side, sign, value, step. Most published figures are close to what they should be."""
    relation = random.choice(RELATIONS)
    step = Decimal(random.choice(["0.01", "0.1", "1"]))

    def amount(largest: int = 300) -> Decimal:
        return step * random.randrange(largest)

    near = random.choice([0, 0, 1, -1, 2, -2, 5, 50])
    if relation in ("sum", "at_most"):
        terms = [(random.choice([1, 1, -1]), amount()) for _ in range(random.randint(1, 5))]
        published = sum((sign * value for sign, value in terms), Decimal(0)) + near * step
        return relation, [("published", 1, published, step), *(("expected", s, v, step) for s, v in terms)]
    n, d = amount(), amount() + step * random.randrange(2)
    sign = random.choice([1, -1]) if relation == "growth" else 1
    base = d - sign * n if relation == "growth" else d
    rate = round(100 * n / base, 2) if base > 0 else Decimal(random.randrange(200))
    sides = ("change", "current") if relation == "growth" else ("part", "whole")
    tick = Decimal("0.01")
    return relation, [("published", 1, rate + near * tick, tick), (sides[0], sign, n, step), (sides[1], 1, d, step)]


def in_python(relation: str, operands: list[tuple[str, int, Decimal, Decimal]]) -> str:
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


def in_sql(cases: list[tuple[str, list[tuple[str, int, Decimal, Decimal]]]]) -> list[str]:
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
    for name, given in (
        ("given", rows),
        ("known", [{"name": r, "severity": "must", "relation": r} for r in RELATIONS]),
    ):
        connection.register(name, pa.Table.from_pylist(given))
    connection.execute("create table checking.rules as select * from known")
    connection.execute(
        "create table checking.sources (package varchar, resource varchar, row integer, field varchar, source varchar)"
    )
    connection.execute(
        """
        create table checking.valued as
        select * replace (q::hugeint as q, h::hugeint as h), null::varchar as called, null::integer as constant,
            null::varchar as note, null::varchar as doubt, false as has_unread, 2 as decimals, 1::hugeint as worth, '%' as unit, true as is_printed, true as is_there,
            '' as printed, '' as source, '' as place, 0 as position,
            case when side = 'published' then 'p' when side in ('whole', 'current') then 'b' else 'a' end as place_of,
            '' as said
        from given
        """
    )
    for name in ("comparisons", "tellings", "outcomes"):
        connection.execute(f"create table checking.{name} as {(SQL / f'{name}.sql').read_text('utf-8')}")
    found = connection.execute("select outcome from checking.outcomes order by subject").fetchall()
    connection.close()
    return [outcome for (outcome,) in found]


def test_every_outcome_is_the_same_in_sql_and_in_python() -> None:
    random = Random(20230131)
    cases = [drawn(random) for _ in range(CASES)]
    expected = [in_python(*case) for case in cases]
    assert {*expected} == {"pass", "rounding", "discrepancy", "not-checkable"}
    assert [
        (case, sql) for case, sql, python in zip(cases, in_sql(cases), expected, strict=True) if sql != python
    ] == []
