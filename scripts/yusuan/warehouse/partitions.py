"""Large tables in parts, by region and year: Parquet in the folders that DuckDB, Spark and Trino read as one table.

`facts/region=652300/year=2023/part.parquet` holds the rows of that region's disclosures of that year, in the order of
the whole table. What the folders' names say, region and year, is no column inside the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa
from pyarrow import parquet

from yusuan.warehouse.dictionary import DerivedTable

KEYS = ("region", "year")
PARTED = ("facts", "checks", "statements")
"""The tables that are also written in parts: those that grow with every disclosure."""

_NOWHERE = "__HIVE_DEFAULT_PARTITION__"
"""How readers of such folders know a missing value: here, an agency whose region is not known."""


@dataclass(frozen=True)
class Part:
    """One file: its path below the folder of tables, and its bytes."""

    path: str
    content: bytes


def columnar(rows: pa.Table) -> bytes:
    """Rows as the bytes of one Parquet file, the same for the same rows."""
    out = pa.BufferOutputStream()
    parquet.write_table(rows, out, compression="zstd", version="2.6", row_group_size=1_000_000)
    return out.getvalue().to_pybytes()  # type: ignore[no-any-return]


def parts(connection: duckdb.DuckDBPyConnection, table: DerivedTable) -> list[Part]:
    """The parts of a table that has one row or more per `package`, by region and year, sorted by path."""
    columns = ", ".join(f'rows."{column.name}"' for column in table.columns if column.name not in KEYS)
    ordered = (
        f'from derived."{table.name}" rows join derived.disclosures of_package using (package) '
        "order by of_package.region nulls last, of_package.year, rows.rowid"
    )
    rows: Any = connection.sql(f"select {columns} {ordered}").to_arrow_table()
    counts = connection.execute(
        f'select of_package.region, of_package.year, count(*) from derived."{table.name}" rows '
        "join derived.disclosures of_package using (package) group by all "
        "order by of_package.region nulls last, of_package.year"
    ).fetchall()
    found, start = [], 0
    for region, year, count in counts:
        path = f"{table.name}/region={_NOWHERE if region is None else region}/year={year}/part.parquet"
        found.append(Part(path, columnar(rows.slice(start, count))))
        start += count
    return found
