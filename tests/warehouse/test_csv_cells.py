"""What a cell of text holds comes back from the CSV files that are published."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from yusuan.warehouse.dictionary import Column, DerivedTable
from yusuan.warehouse.export import export

WORDS = st.text(st.sampled_from('a,"\n 项'), min_size=1, max_size=6)
TABLE = DerivedTable(
    "notes",
    "",
    "",
    "",
    "",
    ("note",),
    (Column("note", "varchar", "", "", "", ""), Column("count", "integer", "", "", "", "")),
)


@settings(max_examples=40)
@given(st.lists(st.tuples(st.none() | WORDS, st.none() | st.integers(0, 9)), max_size=4))
def test_text_with_quotes_commas_and_lines_is_read_back(rows: list[tuple[str | None, int | None]]) -> None:
    names = ("note", "count")
    with duckdb.connect() as connection, TemporaryDirectory() as folder:
        columns = [pa.array([row[0] for row in rows], pa.string()), pa.array([row[1] for row in rows], pa.int32())]
        connection.register("rows", pa.table(columns, names=names))
        connection.execute("create schema derived; create table derived.notes as select * from rows")
        export(connection, [TABLE], Path(folder))
        text = (Path(folder) / "notes.csv").read_bytes().decode("utf-8")
    read = list(csv.reader(io.StringIO(text, newline="")))
    assert read == [list(names), *([a or "", "" if b is None else str(b)] for a, b in rows)]
