"""How long a thousand disclosures take to load, derive and export: `python tests/bench_warehouse.py [COPIES]`.

The copies are of the Changji package, each with other amounts. Prints seconds and rows a second, and the most memory.
"""

from __future__ import annotations

import resource
import shutil
import sys
import tempfile
import time
from decimal import Decimal
from pathlib import Path

from yusuan.package import csvfile
from yusuan.package.descriptor import data_path
from yusuan.package.layout import PackageId, Packages
from yusuan.package.schemas import TABLES, load_schemas, measures
from yusuan.warehouse import DATABASE, connect, derive, export, open_warehouse

PROJECT = Path(__file__).parents[1]
ORIGINAL = PackageId("changji-sme", 2023)


def make_copies(root: Path, count: int) -> Packages:
    """A folder of packages: the schemas, the reference, and `count` copies with amounts of their own."""
    source, packages = Packages(PROJECT / "datapackages"), Packages(root)
    shutil.copytree(source.schemas, packages.schemas)
    shutil.copytree(source.reference, packages.reference)
    schemas = load_schemas(source.schemas)
    original = source.folder(ORIGINAL)
    tables = {
        name: (measures(schemas[name]), csvfile.read_rows(original / data_path(name)))
        for name in TABLES
        if (original / data_path(name)).is_file()
    }
    for number in range(count):
        folder = packages.folder(PackageId(f"copy-{number // 10}", 2015 + number % 10))
        shutil.copytree(original, folder)
        for name, (amounts, rows) in tables.items():
            varied = [
                {k: str(Decimal(v) + number) if k in amounts and v else v for k, v in row.items()} for row in rows
            ]
            fields = [field["name"] for field in schemas[name]["fields"]]
            csvfile.write_rows(folder / data_path(name), fields, varied)
    return packages


def main() -> None:
    """Time each step once, from cold."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        packages = make_copies(root / "datapackages", count)
        files = sum(1 for _ in packages.root.rglob("*.csv"))
        open_warehouse(packages, ids=[]).close()  # imports are no part of what is measured
        begun = time.perf_counter()
        connection = open_warehouse(packages, root / DATABASE)
        loaded = time.perf_counter()
        tables = derive(connection, load_schemas(packages.schemas))
        derived = time.perf_counter()
        export(connection, tables, root / "tables")
        exported = time.perf_counter()
        connection.close()
        with connect(root / DATABASE, read_only=True) as opened:
            sizes = opened.execute("select schema_name, sum(estimated_size) from duckdb_tables() group by 1").fetchall()
        rows = {schema: int(size) for schema, size in sizes}
        print(f"{count} disclosures, {files:,} CSV files")
        for name, seconds, size in (
            ("load", loaded - begun, rows["main"]),
            ("derive", derived - loaded, rows["derived"]),
            ("export", exported - derived, rows["derived"]),
        ):
            print(f"{name:<10}{seconds:>8.2f} s  {size:>10,} rows  {size / seconds:>10,.0f} rows/s")
        print(f"memory    {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:>8.0f} MB at most")


if __name__ == "__main__":
    main()
