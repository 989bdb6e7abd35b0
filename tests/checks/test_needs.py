"""A rule that cannot compare anything is not run, and what the checks say is the same as if it were."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import product
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from yusuan.checks import emptiness, needs
from yusuan.checks.emptiness import FILE, Contents
from yusuan.checks.engine import evaluate
from yusuan.package.layout import PackageId, Packages
from yusuan.warehouse import connect, open_warehouse

PROJECT = Path(__file__).parents[2]
TABLES = ("checks", "check_operands", "completeness", "coverage", "check_rules")


def need(sql: str) -> Any:
    with closing(connect(few=True)) as connection:
        return needs.read_need(connection, sql, needs.aggregates_of(connection))


def test_what_queries_need_is_in_step_with_the_queries() -> None:
    assert needs.needs_bytes() == FILE.read_bytes(), "run: python -m yusuan.checks.needs"


@pytest.mark.parametrize(
    ("sql", "needed"),
    [
        ("select * from a.b", ["rows", "a.b", {}]),
        ("select x from b where x = 'y' and z in ('1', $two)", ["rows", "main.b", {"x": ["y"], "z": ["1", "$two"]}]),
        ("select * from a join b using (x)", ["all", ["rows", "main.a", {}], ["rows", "main.b", {}]]),
        ("select * from a left join b using (x)", ["rows", "main.a", {}]),
        ("select * from a anti join b using (x)", ["rows", "main.a", {}]),
        ("select * from a union all by name select * from b", ["any", ["rows", "main.a", {}], ["rows", "main.b", {}]]),
        ("with b as (select * from a) select y, count(*) from b group by y", ["rows", "main.a", {}]),
        ("with b as (select count(*) as n from a) select * from b", ["all"]),
        ("select * from a where exists (from b)", ["all", ["rows", "main.a", {}], ["rows", "main.b", {}]]),
        ("select * from a where not exists (from b)", ["rows", "main.a", {}]),
        ("select if(x, y, z) from a, (values (1)) as n (i)", ["rows", "main.a", {}]),
        ("values (1)", ["all"]),
    ],
)
def test_a_query_needs_the_tables_from_which_its_rows_come(sql: str, needed: Any) -> None:
    assert need(sql) == needed


def made_up_queries() -> Iterator[str]:
    """Queries of every shape that the rules have, of the tables `a` and `b`."""
    conditions = [
        "true",
        "one.x = 'p'",
        "one.x in ('p', 'r') and one.y = 'p'",
        "one.x = 'p' or one.y = 'q'",
        "one.x <> 'p' and (one.y = 'q' or one.x = 'q')",
        "one.x in (select x from b where y = 'p')",
        "exists (from b where b.x = one.x)",
        "not exists (from b where b.x = one.x)",
        "one.x not in (select x from b)",
    ]
    asked = [
        ("one.x, one.y", ""),
        ("one.x, count(*) as y", "group by one.x"),
        ("one.x, count(*) as y", "group by all"),
        ("count(*) as x, count(*) as y", "group by all"),
        ("count(*) as x, max(one.y) as y", ""),
        ("one.x, count(*) as y", "group by cube (one.x)"),
        ("one.x, count(*) over () as y", ""),
    ]
    kinds = ["join", "left join", "right join", "full join", "semi join", "anti join"]
    selects = [f"select {what} from a as one where {where} {group}" for where in conditions for what, group in asked]
    selects += [
        f"select one.x, one.y from a as one {kind} b as two on one.x = two.x and {on} where {where}"
        for kind in kinds
        for on in ("true", "two.y = 'p'", "one.y = 'p'")
        for where in conditions[:5]
    ]
    selects += [f"select two.x, two.y from a as one {kind} b as two using (x) where two.y = 'p'" for kind in kinds[:4]]
    yield from selects
    yield "select x, y from a, b as two (v, w) where x = 'p'"
    yield "select 'p' as z, x from c where z = 'p'"  # no column of the table
    yield "select x, (select max(x) from b) from a"
    for how in ("union", "union all", "union all by name", "intersect", "except"):
        yield f"select x, y from a where x = 'p' {how} select x, y from b"
    for inner in (
        "select x, y from a where x = 'p'",
        "select max(x) as x, max(y) as y from a",
        "from a left join b using (x, y)",
    ):
        yield f"with b as ({inner}) select x, y from b where y = 'p'"
        yield f"select one.x from ({inner}) as one join b using (x) where b.y = 'q'"


def test_a_query_without_what_it_needs_yields_no_row() -> None:
    with closing(connect(few=True)) as connection:
        aggregates = needs.aggregates_of(connection)
        queries = list(made_up_queries())
        kept = {emptiness.digest(sql): needs.read_need(connection, sql, aggregates) for sql in queries}
        wrong, idle = [], set()
        connection.execute("create table c as select 'p' as x")
        emptiness.named_columns.cache_clear()
        try:
            with patch.object(emptiness, "kept_needs", lambda: kept):
                for held in product([[], ["pp"], ["pq", "qp"]], repeat=2):
                    for name, rows in zip("ab", held, strict=True):
                        connection.execute(f"create or replace table {name} (x varchar, y varchar)")
                        for x, y in rows:
                            connection.execute(f"insert into {name} values (?, ?)", [x, y])
                    contents = Contents(connection, {})
                    said = [sql for sql in queries if not contents.may_yield(sql)]
                    wrong += [(sql, held) for sql in said if connection.execute(sql).fetchall()]
                    idle |= set(said)
        finally:
            emptiness.named_columns.cache_clear()
        assert wrong == []
        assert len(idle) > len(queries) // 2


def results(packages: Packages, ids: Sequence[PackageId]) -> list[list[tuple[Any, ...]]]:
    with closing(open_warehouse(packages, ids=ids)) as connection:
        evaluate(connection)
        return [connection.execute(f"from derived.{name}").fetchall() for name in TABLES]


def same_either_way(packages: Packages, ids: Sequence[PackageId]) -> bool:
    with patch.object(Contents, "may_yield", lambda *_: True):
        expected = results(packages, ids)
    return results(packages, ids) == expected


@pytest.mark.parametrize("kept", [("income", "tables"), ("statements", "key-figures", "performance-indicators")])
def test_of_a_few_tables_the_checks_say_the_same_whether_idle_rules_run_or_not(
    kept: Sequence[str], tmp_path: Path
) -> None:
    packages = Packages(tmp_path)
    package = PackageId("changji-sme", 2023)
    for part in ("schemas", "reference", "changji-sme/2023-budget"):
        shutil.copytree(PROJECT / "datapackages" / part, tmp_path / part)
    for path in (packages.folder(package) / "data").glob("*.csv"):
        if path.stem not in (*kept, "provenance"):
            path.write_text(path.read_text("utf-8").partition("\n")[0] + "\n", "utf-8")
    assert same_either_way(packages, [package])


@pytest.mark.thorough
def test_of_every_package_the_checks_say_the_same_whether_idle_rules_run_or_not() -> None:
    packages = Packages(PROJECT / "datapackages")
    assert [package for package in packages.disclosures() if not same_either_way(packages, [package])] == []
    assert same_either_way(packages, packages.disclosures())
