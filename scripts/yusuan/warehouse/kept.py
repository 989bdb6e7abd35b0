"""What each group of related packages yields, made once and kept by content: its rows of every table that has packages.

A group's file is one Arrow table with a row for each table of the warehouse: schema, name, number of rows, and the rows
as an Arrow stream. Its name is the digest of all that they are made from: the packages, the reference, and the code.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from pyarrow import compute as pc

from yusuan import store, workers
from yusuan.package.csvfile import write_bytes
from yusuan.package.layout import Packages
from yusuan.package.schemas import load_schemas
from yusuan.warehouse.derive import Maker, derive
from yusuan.warehouse.load import open_warehouse
from yusuan.warehouse.relations import Group

if TYPE_CHECKING:
    import duckdb

WORTH_A_WORKER = 24  # planning the queries takes a process as long as some ten packages
_AT_A_TIME = 96
"""At most so many packages are loaded together, but for a group that has more: memory stays flat."""

_CODE = (
    *("warehouse", "checks", "model", "package", "vetting", "personal", "decoding.py", "errors.py", "garbage.py"),
    *("inputs.py", "numbers.py", "place.py", "program.py", "store.py", "units.py", "unseen.py", "words.py"),
    "workers.py",
)
"""Every part of this program that loads packages and checks them."""
_LIBRARIES = ("duckdb", "pyarrow")

_ON_THE_WAY = ("amount", "line", "rounded")
"""Tables of the warehouse that other tables are made from, and nothing else."""

_SHAPE = pa.schema([("schema", pa.string()), ("table", pa.string()), ("rows", pa.int64()), ("content", pa.binary())])


@dataclass(frozen=True)
class Rows:
    """A table's rows, as an Arrow stream."""

    schema: str
    table: str
    count: int
    content: bytes

    def read(self) -> Any:
        """The rows as an Arrow table."""
        return pa.ipc.open_stream(self.content).read_all()


@dataclass(frozen=True)
class _Task:
    """Groups to be loaded together, each with its key; `common` is the key of what belongs to no package."""

    packages: Packages
    groups: tuple[tuple[Group, str], ...]
    makers: tuple[Maker, ...]
    common: str
    folder: Path


def makers_of(packages: Packages, makers: Sequence[Maker]) -> str:
    """The digest of all that a group's rows are made from besides its packages: code, schemas and reference."""
    digest = store.digest_of_makers(_CODE, _LIBRARIES, packages.schemas, packages.reference / "data")
    return store.key(digest, [f"{maker.__module__}.{maker.__qualname__}" for maker in makers])


def key_of(packages: Packages, group: Group, made_by: str) -> str:
    """The digest of everything that a group's rows are made from."""
    folders = [packages.folder(package) for package in group]
    contents = [store.digest_of_files(folder / "datapackage.json", folder / "data") for folder in folders]
    return store.key(made_by, [str(package) for package in group], contents)


def make(packages: Packages, wanted: Mapping[Group, str], makers: Sequence[Maker], common: str, to: Path) -> None:
    """Load and check the `wanted` groups, and keep what each yields under its key in the folder `to`.

    What belongs to no package is kept there under the key `common`.

    Raises `InvalidPackage` for a package that cannot be loaded.
    """
    missing = [(group, key) for group, key in wanted.items() if not (to / key).is_file()]
    batches = list(_batches(missing)) or ([] if (to / common).is_file() else [()])
    tasks = [_Task(packages, batch, tuple(makers), common, to) for batch in batches]
    number = workers.number(len(tasks), 2)
    if number < 2:
        for task in tasks:
            _make(task)
        return
    with workers.pool(number) as pool:
        for _ in pool.map(_make, tasks):
            pass


def read(folder: Path, key: str) -> list[Rows]:
    """What was kept under a key. Raises OSError or `pyarrow.ArrowInvalid` where that is not there or damaged."""
    with pa.OSFile(str(folder / key)) as file:
        found = pa.ipc.open_file(file).read_all().to_pylist()
    return [Rows(row["schema"], row["table"], row["rows"], row["content"]) for row in found]


def forget_damaged(folder: Path, keys: Collection[str]) -> None:
    """Delete what is kept under these keys and cannot be read."""
    for key in keys:
        try:
            read(folder, key)
        except (OSError, pa.ArrowInvalid):
            (folder / key).unlink(missing_ok=True)


def digest_of(rows: Sequence[Rows]) -> str:
    """A digest of what a group yields: pages are made again where it is another."""
    total = hashlib.sha256()
    for each in rows:
        total.update(f"{each.schema}.{each.table} {len(each.content)}\n".encode() + each.content)
    return total.hexdigest()


def _batches(groups: Sequence[tuple[Group, str]]) -> Iterator[tuple[tuple[Group, str], ...]]:
    """The groups in batches of about one size, for all workers where there are many."""
    total = sum(len(group) for group, _ in groups)
    most = max(1, min(_AT_A_TIME, -(-total // workers.number(total, WORTH_A_WORKER))))
    batch: list[tuple[Group, str]] = []
    size = 0
    for each in groups:
        if batch and size + len(each[0]) > most:
            yield tuple(batch)
            batch, size = [], 0
        batch.append(each)
        size += len(each[0])
    if batch:
        yield tuple(batch)


def _make(task: _Task) -> None:
    ids = sorted(package for group, _ in task.groups for package in group)
    connection = open_warehouse(task.packages, ids=ids)
    try:
        known = derive(connection, load_schemas(task.packages.schemas), task.makers)
        elsewhere = {table.name for table in known if table.made_elsewhere}
        numbers = {str(package): i for i, (group, _) in enumerate(task.groups) for package in group}
        common: list[Rows] = []
        of_groups: list[list[Rows]] = [[] for _ in task.groups]
        for schema, table, has_packages in _tables(connection):
            if has_packages:
                whole, counts = _by_group(connection, schema, table, numbers)
                # Tables without rows are made of this.
                common.append(_rows(schema, table, whole.slice(0, 0)))
                start = 0
                for number, rows in enumerate(of_groups):
                    if count := counts.get(number, 0):
                        rows.append(_rows(schema, table, whole.slice(start, count)))
                        start += count
            elif schema == "main" or table not in elsewhere:
                # What a maker says of all packages together is not said by these.
                whole = _all(connection, f'select * from "{schema}"."{table}" order by rowid')
                common.append(_rows(schema, table, whole))
    finally:
        connection.close()
    for (_, key), rows in zip(task.groups, of_groups, strict=True):
        _keep(task.folder / key, rows)
    _keep(task.folder / task.common, common)


def _tables(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str, bool]]:
    """Schema and name of every table worth keeping, and whether its rows are of packages; sorted."""
    rows = connection.execute(
        """
        select schema_name, table_name, bool_or(column_name = 'package')
        from duckdb_columns()
        where schema_name in ('main', 'derived') and not internal
        group by all order by all
        """
    ).fetchall()
    return [(schema, table, own) for schema, table, own in rows if schema != "main" or table not in _ON_THE_WAY]


def _by_group(
    connection: duckdb.DuckDBPyConnection, schema: str, table: str, numbers: Mapping[str, int]
) -> tuple[Any, dict[int, int]]:
    """A table's rows, those of a group together and in the order of the table; and how many each group has.

    `numbers` are the groups of packages. DuckDB gives rows in the order in which they were put in.
    """
    rows = _all(connection, f'from "{schema}"."{table}"')
    known = pa.array(numbers, pa.string())
    places = pc.index_in(rows["package"].combine_chunks(), value_set=known)
    groups = pc.take(pa.array(numbers.values(), pa.int32()), places)
    if groups.null_count:  # of no package
        rows, groups = rows.filter(pc.is_valid(groups)), groups.drop_null()
    runs = pc.run_end_encode(groups)
    found = runs.values.to_pylist()
    if found != sorted(set(found)):
        order = pc.sort_indices(groups)  # rows of one group stay in their order
        rows, runs = rows.take(order), pc.run_end_encode(groups.take(order))
    ends = runs.run_ends.to_pylist()
    counts = [end - start for start, end in zip([0, *ends], ends, strict=False)]
    return rows, dict(zip(runs.values.to_pylist(), counts, strict=True))


def _all(connection: duckdb.DuckDBPyConnection, query: str) -> Any:
    return connection.sql(query).to_arrow_table()


def _rows(schema: str, table: str, rows: Any) -> Rows:
    out = pa.BufferOutputStream()
    # One chunk, and made anew: what lay in memory beside and below the rows must not show.
    one = rows.take(pa.array(range(rows.num_rows), pa.int64())).combine_chunks()
    with pa.ipc.new_stream(out, one.schema) as stream:
        stream.write_table(one)
    return Rows(schema, table, one.num_rows, out.getvalue().to_pybytes())


def _keep(path: Path, rows: Sequence[Rows]) -> None:
    columns = [[each.schema for each in rows], [each.table for each in rows]]
    table = pa.table([*columns, [each.count for each in rows], [each.content for each in rows]], schema=_SHAPE)
    out = pa.BufferOutputStream()
    with pa.ipc.new_file(out, _SHAPE, options=pa.ipc.IpcWriteOptions(compression="zstd")) as file:
        file.write_table(table)
    write_bytes(path, out.getvalue().to_pybytes())
