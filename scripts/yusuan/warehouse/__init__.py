"""Every package in one typed database, and the tables derived from it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from yusuan.package.data_version import data_version
from yusuan.package.layout import Packages
from yusuan.package.schemas import load_schemas
from yusuan.warehouse.connection import connect
from yusuan.warehouse.derive import Maker, derive
from yusuan.warehouse.export import export
from yusuan.warehouse.load import open_warehouse

__all__ = ["DATABASE", "TABLES", "Maker", "build", "connect", "derive", "export", "open_warehouse"]

DATABASE = "yusuan.duckdb"
"""The database in the output folder. Later stages open it with `connect(out / DATABASE, read_only=True)`."""

TABLES = "tables"
"""The folder of derived tables in the output folder."""


def build(packages: Packages, out: Path, makers: Sequence[Maker] = ()) -> None:
    """Write `out/yusuan.duckdb` and `out/tables/`; what stood there stays until each new file is whole.

    `makers` create derived tables that are no query of this stage (see `derive`). Raises `InvalidPackage` for a
    package that cannot be loaded.
    """
    out.mkdir(parents=True, exist_ok=True)
    temporary = out / f".{DATABASE}.new"
    try:
        temporary.unlink(missing_ok=True)
        connection = open_warehouse(packages, temporary)
        try:
            tables = derive(connection, load_schemas(packages.schemas), makers)
            export(connection, tables, out / TABLES, data_version(packages))
            # Closing would do this too, but says nothing where the disk is full: then what was made last is lost.
            connection.execute("checkpoint")
        finally:
            connection.close()
        temporary.replace(out / DATABASE)
    finally:
        temporary.unlink(missing_ok=True)
        Path(f"{temporary}.wal").unlink(missing_ok=True)
