"""Measures the net: changes each printed figure of a disclosure, one change at a time, and counts what the checks notice.

`make mutation` runs it. Every mutant is a disclosure of its own in one warehouse, so that all are checked at once. A
mutant counts as noticed when a discrepancy stands in it that the untouched document does not have.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any

import pyarrow as pa

from yusuan.checks.engine import evaluate
from yusuan.package.layout import PackageId, Packages
from yusuan.package.schemas import load_schemas, resource_order
from yusuan.warehouse import derive, open_warehouse

sys.path.insert(0, str(Path(__file__).parent))

from mutants import Figure, Mutant, mutants

BATCH = 500
FACTS = """
    select
        facts.table_name, facts."row", facts.measure, regexp_extract(facts.printed, '-?\\d+(\\.\\d+)?'),
        following.field, beside.printed
    from derived.facts
    join main.measure as own on own.resource = facts.table_name and own.field = facts.measure
    left join main.measure as following on following.resource = own.resource and following.position = (
        select min(m.position) from main.measure as m where m.resource = own.resource and m.position > own.position)
    left join main.provenance as beside on beside.package = facts.package and beside.resource = facts.table_name
        and beside."row" = facts."row" and beside.field = following.field
    order by facts.table_number, facts."row", own.position
"""
PROSE = """
    select resource, "row", field, regexp_extract(printed, '-?\\d+(\\.\\d+)?')
    from derived.coverage where covered and resource in ('statements', 'key-figures', 'projects')
    order by resource, "row", field
"""


def figures(packages: Packages, package: PackageId) -> tuple[list[Figure], list[Figure], set[tuple[Any, ...]]]:
    """Table amounts, covered figures of prose and projects, and the discrepancies that the document has."""
    schemas = load_schemas(packages.schemas)
    connection = open_warehouse(packages, ids=[package])
    derive(connection, schemas, [partial(evaluate, schemas=schemas)])
    tables = [Figure(*row) for row in connection.execute(FACTS).fetchall()]
    prose = [Figure(*row) for row in connection.execute(PROSE).fetchall()]
    known = set(connection.execute(_FOUND).fetchall())
    connection.close()
    return tables, prose, {row[1:] for row in known}


_FOUND = "select package, rule, subject, published, expected from derived.checks where outcome = 'discrepancy'"


def noticed(
    packages: Packages, package: PackageId, changes: Sequence[Mutant], known: set[tuple[Any, ...]]
) -> list[bool]:
    """For each mutant, whether the checks raised a discrepancy that the document does not have."""
    answers: list[bool] = []
    for start in range(0, len(changes), BATCH):
        answers += _batch(packages, package, changes[start : start + BATCH], known)
    return answers


def _batch(
    packages: Packages, package: PackageId, changes: Sequence[Mutant], known: set[tuple[Any, ...]]
) -> list[bool]:
    schemas = load_schemas(packages.schemas)
    connection = open_warehouse(packages, ids=[package])
    rows = [
        {
            "package": _name(i),
            "kind": m.kind,
            "resource": m.figure.resource,
            "row": m.figure.row,
            "field": m.figure.field,
            "printed": m.printed,
            "following": m.figure.following,
            "beside": m.beside,
        }
        for i, m in enumerate(changes)
    ]
    names = ("package", "kind", "resource", "field", "printed", "following", "beside")
    kinds = pa.schema([("row", pa.int32()), *((name, pa.string()) for name in names)])
    connection.register("given", pa.Table.from_pylist(rows, schema=kinds))
    connection.execute("create table mutant as select * from given")
    for table in ("package", "resource_unit", *(name.replace("-", "_") for name in resource_order(schemas))):
        connection.execute(f'alter table "{table}" rename to original')
        connection.execute(
            f'create table "{table}" as select mutant.package, original.* exclude (package) from original cross join mutant'
        )
        connection.execute("drop table original")
    for resource in {m.figure.resource for m in changes}:
        _change(connection, resource, {m.figure.field for m in changes if m.figure.resource == resource})
    derive(connection, schemas, [partial(evaluate, schemas=schemas)])
    new = {row[0] for row in connection.execute(_FOUND).fetchall() if row[1:] not in known}
    connection.close()
    return [_name(i) in new for i in range(len(changes))]


def _name(number: int) -> str:
    return f"mutant-{number}/2023-budget"


def _change(connection: Any, resource: str, fields: set[str]) -> None:
    """Change cells, and what provenance says was printed there."""
    table = resource.replace("-", "_")
    for field in sorted(fields):
        for column, value, where in (
            (field, "printed", "kind <> 'row_deleted'"),
            (None, "beside", "kind = 'next_column'"),
        ):
            targets = [column] if column else [
                name for (name,) in connection.execute(
                    "select distinct following from mutant where resource = ? and field = ? and kind = 'next_column'",
                    [resource, field],
                ).fetchall()
            ]  # fmt: skip
            for target in targets:
                at = "field" if column else "following"
                chosen = f"mutant.resource = '{resource}' and mutant.{at} = '{target}' and mutant.field = '{field}' and {where}"
                connection.execute(
                    f'update "{table}" set "{target}" = try_cast({value} as decimal(20,6)) from mutant '
                    f'where {chosen} and "{table}".package = mutant.package and "{table}"."row" = mutant."row"'
                )
                connection.execute(
                    f"delete from provenance using mutant where {chosen} and provenance.package = mutant.package "
                    f"and provenance.resource = '{resource}' and provenance.\"row\" = mutant.\"row\" and provenance.field = '{target}'"
                )
                connection.execute(
                    f"insert into provenance by name select package, resource, \"row\", '{target}' as field, 'L1' as source, "
                    f"{value} as printed from mutant where {chosen} and {value} is not null"
                )
    connection.execute(
        f"delete from \"{table}\" using mutant where mutant.resource = '{resource}' and kind = 'row_deleted' "
        f'and "{table}".package = mutant.package and "{table}"."row" = mutant."row"'
    )


def report(changes: Sequence[Mutant], answers: Sequence[bool]) -> list[tuple[str, str, int, int]]:
    """Kind, resource, how many changes, how many noticed; then each kind over all resources (resource `all`)."""
    made: Counter[tuple[str, str]] = Counter()
    caught: Counter[tuple[str, str]] = Counter()
    for change, answer in zip(changes, answers, strict=True):
        for key in ((change.kind, change.figure.resource), (change.kind, "all")):
            made[key] += 1
            caught[key] += answer
    return [(*key, made[key], caught[key]) for key in sorted(made)]


def main() -> None:
    """Measure the first disclosure of a folder of packages, and print what was noticed, as CSV."""
    packages = Packages(Path(sys.argv[1] if len(sys.argv) > 1 else "datapackages"))
    package = PackageId.parse(sys.argv[2] if len(sys.argv) > 2 else "changji-sme/2023-budget")
    begun = perf_counter()
    tables, prose, known = figures(packages, package)
    changes = [m for figure in tables for m in mutants(figure)]
    changes += [m for figure in prose for m in mutants(figure, ("plus_1", "minus_1"))]
    answers = noticed(packages, package, changes, known)
    print("kind,resource,changes,noticed,share")
    for kind, resource, made, caught in report(changes, answers):
        print(f"{kind},{resource},{made},{caught},{100 * caught / made:.1f} %")
    for change, answer in zip(changes, answers, strict=True):
        if not answer:
            figure = change.figure
            print(
                f"missed: {change.kind} {figure.resource} {figure.row} {figure.field} {figure.printed} -> {change.printed}",
                file=sys.stderr,
            )
    print(f"{len(changes)} changes in {perf_counter() - begun:.0f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
