"""How DuckDB is opened: no file or network beyond its own database, and no setting that a query could change back."""

from __future__ import annotations

import sys
from importlib.abc import MetaPathFinder
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

_CLOSED: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    # A Python variable that happens to share a table's name must not stand in for it.
    "python_enable_replacements": "false",
}
_FEW: dict[str, str | bool | int | float | list[str]] = {
    "threads": 1,
    # Those that take most time and save none: what they leave out or do twice is a few rows.
    "disabled_optimizers": ",".join(
        [
            *("join_order", "statistics_propagation", "projection_pullup", "common_subplan", "join_filter_pushdown"),
            *("duplicate_groups", "common_subexpressions", "cte_filter_pusher", "common_aggregate"),
        ]
    ),
}
"""For few rows: planning some two hundred queries takes far longer than running them.

It saves a third of the checks of one package; `tests/bench_checks.py` measures it.
"""


def connect(
    database: str | Path = ":memory:", *, read_only: bool = False, few: bool = False
) -> duckdb.DuckDBPyConnection:
    """A closed connection; the caller closes it. Data goes in as registered Arrow tables, and comes out as Arrow.

    Where the rows are `few`, a few thousand, queries are planned with less care: the answers are the same.
    """
    connection = duckdb.connect(str(database), read_only=read_only, config=_CLOSED | (_FEW if few else {}))
    connection.execute("set lock_configuration = true")
    return connection


def create_table(connection: duckdb.DuckDBPyConnection, name: str, rows: Any) -> None:
    """Make the table `name`, or `schema.name`, of the rows of an Arrow table; quotes keep it a name, whatever it is."""
    connection.from_arrow(rows).create(name)


class _NoPandas(MetaPathFinder):
    """Finds that there is no pandas."""

    def find_spec(self, fullname: str, *_: object) -> None:
        """Raise where the name is that of pandas; of others it knows nothing."""
        if fullname == "pandas":
            raise ModuleNotFoundError(fullname)


def _keep_pandas_out() -> None:
    """Let pyarrow look for pandas once, in vain.

    It would load it, which takes half a second, only to see that a list is no column of it. Whoever imports pandas
    later, or asks pyarrow for a frame, gets it all the same.
    """
    finder = _NoPandas()
    sys.meta_path.insert(0, finder)
    try:
        pa.array([])
    finally:
        sys.meta_path.remove(finder)


_keep_pandas_out()
