"""CSV is read strictly, and written so that the same rows are the same bytes."""

from __future__ import annotations

import csv
import io
import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yusuan.errors import InvalidPackage
from yusuan.numbers import KEPT as NUMBER
from yusuan.package import csvfile
from yusuan.package.csvfile import parse, read_rows, to_cell, to_csv_bytes, write_rows

CELL = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
COLUMNS = st.lists(st.text("abcdef", min_size=1, max_size=3), min_size=1, max_size=4, unique=True)


@st.composite
def tables(draw):
    fields = draw(COLUMNS)
    return fields, draw(st.lists(st.fixed_dictionaries(dict.fromkeys(fields, CELL)), max_size=5))


@given(tables())
def test_what_is_written_is_read_back(table):
    fields, rows = table
    read = parse(to_csv_bytes(fields, rows), "x.csv")
    assert read.header == fields
    assert [dict(zip(fields, row, strict=True)) for row in read.rows] == rows


@given(tables())
def test_the_csv_module_reads_the_same(table):
    fields, rows = table
    data = to_csv_bytes(fields, rows)
    read = list(csv.reader(io.StringIO(data.decode("utf-8"), newline=""), strict=True))
    assert read == [fields, *([row[field] for field in fields] for row in rows)]


@given(tables())
def test_lines_are_those_of_the_file(table):
    fields, rows = table
    data = to_csv_bytes(fields, rows)
    lines = data.decode("utf-8").split("\n")
    for row, line in zip(rows, parse(data, "x.csv").lines, strict=True):
        first = row[fields[0]].split("\n")[0].replace('"', '""')
        assert lines[line - 1].lstrip('"').startswith(first.lstrip('"'))


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused_with_their_place(data):
    place, sound = "x.csv", True
    try:
        table = parse(data, "x.csv")
        sound = all(len(row) == len(table.header) for row in table.rows)
    except InvalidPackage as error:
        place = error.place
    assert sound
    assert place.startswith("x.csv")


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**14), max_value=10**14))
def test_every_decimal_is_written_as_plain_digits_with_its_own_zeros(value):
    cell = to_cell(value)
    assert NUMBER.fullmatch(cell)
    assert Decimal(cell) == value


@given(st.text(max_size=8))
def test_only_plain_ascii_digits_are_a_number(text):
    plain = re.fullmatch(r"-?[0123456789]+(\.[0123456789]+)?", text)
    assert bool(NUMBER.fullmatch(text)) == bool(plain)


@pytest.mark.parametrize(
    "cell", ["1,2", "1e3", "NaN", "Infinity", "١٢", "１", "1_000", ".5", "5.", "--1", "+1", "1 ", ""]
)
def test_what_python_takes_for_a_number_is_none(cell):
    assert not NUMBER.fullmatch(cell)


@pytest.mark.parametrize(
    ("value", "cell"),
    [(None, ""), ("", ""), (True, "true"), (False, "false"), (0, "0"), (Decimal("107.90"), "107.90"),
     (Decimal("1E+3"), "1000"), ("=1+1", "=1+1"), ("00501", "00501")],
)  # fmt: skip
def test_values_are_written_as_they_are(value, cell):
    assert to_cell(value) == cell


def test_quotes_stand_only_where_they_must():
    assert to_csv_bytes(["a", "b"], [{"a": "1,2", "b": "x"}, {"b": 'say "x"'}]) == b'a,b\n"1,2",x\n,"say ""x"""\n'


def test_windows_line_ends_are_accepted():
    assert parse(b"a,b\r\n1,2\r\n", "x.csv").rows == [["1", "2"]]


def test_a_row_that_is_too_short_is_told_with_its_line():
    with pytest.raises(InvalidPackage, match=r"x\.csv:4: has 1 cells where the header has 2"):
        parse(b'a,b\n"1\n",2\n3\n', "x.csv")


def test_a_file_that_is_missing_is_told(tmp_path):
    with pytest.raises(InvalidPackage, match=r"x\.csv: the file is missing"):
        read_rows(tmp_path / "x.csv")


def test_the_same_rows_touch_nothing(tmp_path):
    path = tmp_path / "x.csv"
    assert write_rows(path, ["a"], [{"a": "1"}])
    before = path.stat()
    assert not write_rows(path, ["a"], [{"a": "1"}])
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert path.stat().st_ino == before.st_ino
    assert [p.name for p in tmp_path.iterdir()] == ["x.csv"]


def test_a_column_without_a_schema_is_a_fault_of_the_program():
    with pytest.raises(ValueError, match="mood"):
        to_csv_bytes(["a"], [{"mood": "good"}])


def test_a_file_beyond_the_limit_is_refused_before_it_is_parsed(tmp_path, monkeypatch):
    monkeypatch.setattr(csvfile, "MAX_BYTES", 10)
    path = tmp_path / "a.csv"
    path.write_bytes(b"a,b\n1,2\n3,4\n")
    for read in (csvfile.read_rows, csvfile.read_bytes):
        with pytest.raises(InvalidPackage, match="is larger than 10 bytes"):
            read(path)
    with pytest.raises(InvalidPackage, match="at most 10 are read"):
        csvfile.parse(path.read_bytes(), "a.csv")


@pytest.mark.parametrize("cell", ["商" * 140_000, '"' + "商\n" * 140_000], ids=["long", "open"])
def test_a_cell_that_the_csv_module_does_not_take_may_be_an_open_quote(cell):
    # A library raises the limit of the module for the whole process.
    before = csv.field_size_limit(131_072)
    try:
        with pytest.raises(InvalidPackage, match=r"x\.csv:2: a cell .*, or a quote is not closed"):
            parse(f"a\n{cell}\n".encode(), "x.csv")
    finally:
        csv.field_size_limit(before)


@pytest.mark.parametrize("row", ["1\n", '"1"\n', '"\n"\n'])
def test_no_more_rows_are_read_than_there_may_be(row, monkeypatch):
    monkeypatch.setattr(csvfile, "MAX_ROWS", 1_000)
    assert len(parse(f"a\n{row * 1_000}".encode(), "x.csv").rows) == 1_000
    with pytest.raises(InvalidPackage, match=r"x\.csv: has more than 1,000 rows"):
        parse(f"a\n{row * 1_001}".encode(), "x.csv")
