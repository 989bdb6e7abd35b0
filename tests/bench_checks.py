"""How long all rules take over a thousand disclosures, copied from Changji's and varied: `python tests/bench_checks.py [N]`."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path
from time import perf_counter

from yusuan.checks.engine import evaluate
from yusuan.package.layout import Packages
from yusuan.package.schemas import load_schemas, resource_order
from yusuan.warehouse import derive, open_warehouse

PACKAGES = Path(__file__).parents[1] / "datapackages"


def main() -> None:
    """Copy every row under other names inside the warehouse, raise each copy's amounts, and time the rules."""
    copies = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    packages = Packages(PACKAGES)
    schemas = load_schemas(packages.schemas)
    with closing(open_warehouse(packages, ids=packages.disclosures()[:1])) as connection:
        connection.execute(
            f"create table copy as select 'bureau-' || n || '/2023-budget' as package, n from range({copies}) as t(n)"
        )
        for table in (
            "package",
            "resource_unit",
            "resource_columns",
            *(name.replace("-", "_") for name in resource_order(schemas)),
        ):
            connection.execute(f'alter table "{table}" rename to original')
            connection.execute(
                f'create table "{table}" as select copy.package, original.* exclude (package) from original cross join copy'
            )
            connection.execute("drop table original")
        # every copy differs, so that no answer can be had once for all
        connection.execute(
            "update expenditure set total = total + copy.n % 7 from copy where copy.package = expenditure.package"
        )
        derive(connection, schemas)
        begun = perf_counter()
        evaluate(connection, schemas)
        seconds = perf_counter() - begun
        checks, operands = (
            connection.execute(f"select count(*) from derived.{name}").fetchall()[0][0]
            for name in ("checks", "check_operands")
        )
    print(f"{copies:,} disclosures: {checks:,} checks with {operands:,} operands in {seconds:.1f} s")
    print(f"{checks / seconds:,.0f} checks a second, {operands / seconds:,.0f} operands a second")


if __name__ == "__main__":
    main()
