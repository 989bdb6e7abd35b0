"""Large tables in parts, by region and year: Parquet in the folders that DuckDB, Spark and Trino read as one table.

`facts/region=652300/year=2023/part.parquet` holds the rows of that region's disclosures of that year, in the order of
the whole table. What the folders' names say, region and year, is no column inside the file.
"""

from __future__ import annotations

from collections.abc import Collection

import duckdb
import pyarrow as pa
from pyarrow import parquet

from yusuan.warehouse.dictionary import DerivedTable

KEYS = ("region", "year")
PARTED = ("facts", "checks", "check_operands", "statements")
"""The tables that are also written in parts: those that grow with every disclosure."""

_NOWHERE = "__HIVE_DEFAULT_PARTITION__"
"""How readers of such folders know a missing value: here, an agency whose region is not known."""


def columnar(rows: pa.Table) -> bytes:
    """Rows as the bytes of one Parquet file, the same for the same rows."""
    out = pa.BufferOutputStream()
    # One chunk: how the rows lay in memory must not show.
    parquet.write_table(rows.combine_chunks(), out, compression="zstd", version="2.6", row_group_size=1_000_000)
    return out.getvalue().to_pybytes()  # type: ignore[no-any-return]


def paths(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Package → where its part of a large table lies, below the table's folder."""
    rows = connection.execute("select package, region, year from derived.disclosures order by package").fetchall()
    return {
        package: f"region={_NOWHERE if region is None else region}/year={year}/part.parquet"
        for package, region, year in rows
    }


def read_part(connection: duckdb.DuckDBPyConnection, table: DerivedTable, packages: Collection[str]) -> bytes | None:
    """The rows of these packages as a part of a table; None where they have none."""
    columns = ", ".join(f'"{column.name}"' for column in table.columns if column.name not in KEYS)
    query = f'select {columns} from derived."{table.name}" where package in (select unnest(?)) order by package, rowid'
    rows = connection.sql(query, params=[sorted(packages)]).to_arrow_table()
    return columnar(rows) if rows.num_rows else None
