"""Every package in one typed database, and the tables derived from it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa

from yusuan import store
from yusuan.package.data_version import data_version
from yusuan.package.layout import Packages
from yusuan.package.schemas import load_schemas
from yusuan.warehouse import kept
from yusuan.warehouse.assembling import assemble
from yusuan.warehouse.connection import connect
from yusuan.warehouse.derive import Maker, derive, described
from yusuan.warehouse.export import export
from yusuan.warehouse.load import open_warehouse
from yusuan.warehouse.relations import groups

__all__ = ["DATABASE", "TABLES", "Maker", "build", "connect", "derive", "export", "open_warehouse"]

DATABASE = "yusuan.duckdb"
"""The database in the output folder. Later stages open it with `connect(out / DATABASE, read_only=True)`."""

TABLES = "tables"
"""The folder of derived tables in the output folder."""


def build(
    packages: Packages,
    out: Path,
    makers: Sequence[Maker] = (),
    *,
    finish: Sequence[Maker] = (),
    cache: Path | None = None,
    last: Path | None = None,
) -> None:
    """Write `out/yusuan.duckdb` and `out/tables/`; what stood there stays until each new file is whole.

    `makers` create derived tables that are no query of this stage (see `derive`), of related packages at a time; those
    of `finish` do so of all packages together, at the end. What packages yield is kept in `cache`, and only what has
    changed is loaded and checked; of a `last` build, in another folder, what is as it was is taken over.
    Raises `InvalidPackage` for a package that cannot be loaded.
    """
    out.mkdir(parents=True, exist_ok=True)
    temporary = out / f".{DATABASE}.new"
    folder = cache or Path(tempfile.mkdtemp(prefix=".kept-", dir=out))
    folder.mkdir(parents=True, exist_ok=True)
    try:
        temporary.unlink(missing_ok=True)
        common = kept.makers_of(packages, makers)
        wanted = {group: kept.key_of(packages, group, common) for group in groups(packages, packages.disclosures())}
        kept.make(packages, wanted, makers, common, folder)
        before = last / DATABASE if last else None
        try:
            found = assemble(temporary, before, wanted, common, folder)
        except (OSError, pa.ArrowInvalid):
            # A store that cannot be read is only slower.
            kept.forget_damaged(folder, {common, *wanted.values()})
            temporary.unlink(missing_ok=True)
            kept.make(packages, wanted, makers, common, folder)
            found = assemble(temporary, before, wanted, common, folder)
        try:
            for maker in finish:
                maker(found.connection)
            tables = described(found.connection, load_schemas(packages.schemas))
            export(
                found.connection, tables, out / TABLES, data_version(packages), last and last / TABLES, found.changed
            )
            # Closing would do this too, but says nothing where the disk is full: then what was made last is lost.
            found.connection.execute("checkpoint")
        finally:
            found.connection.close()
        temporary.replace(out / DATABASE)
        store.keep_only(folder, {common, *wanted.values()})
    finally:
        temporary.unlink(missing_ok=True)
        Path(f"{temporary}.wal").unlink(missing_ok=True)
        if not cache:
            shutil.rmtree(folder, ignore_errors=True)
