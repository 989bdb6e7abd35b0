"""How DuckDB is opened: no file or network beyond its own database, and no setting that a query could change back."""

from __future__ import annotations

from pathlib import Path

import duckdb

_CLOSED: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    # A Python variable that happens to share a table's name must not stand in for it.
    "python_enable_replacements": "false",
}


def connect(database: str | Path = ":memory:", *, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """A closed connection; the caller closes it. Data goes in as registered Arrow tables, and comes out as Arrow."""
    connection = duckdb.connect(str(database), read_only=read_only, config=_CLOSED)
    connection.execute("set lock_configuration = true")
    return connection
