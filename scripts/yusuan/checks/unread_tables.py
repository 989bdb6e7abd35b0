"""Prepares for SQL which printed tables hold something that was not understood."""

from __future__ import annotations

import duckdb
import pyarrow as pa

from yusuan import place
from yusuan.warehouse.connection import create_table


def load_unread_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Make `checking.unread_tables` (package, beginning): how the locators of all cells of such a table begin."""
    sources = connection.execute("select distinct package, source from main.unread order by all").fetchall()
    beginnings = {
        (package, found.beginning_inside) for package, source in sources if (found := place.find(source)) and found.row
    }
    rows = [{"package": package, "beginning": beginning} for package, beginning in sorted(beginnings)]
    shape = pa.schema([("package", pa.string()), ("beginning", pa.string())])
    create_table(connection, "checking.unread_tables", pa.Table.from_pylist(rows, schema=shape))
