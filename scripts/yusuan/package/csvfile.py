"""CSV as packages keep it: read strictly, written the same way every time.

UTF-8 without a byte order mark, comma, minimal quoting, LF (CRLF is accepted in reading). An empty cell is missing.
Cells that begin like a formula stay as they are: CSV is data, and only a spreadsheet would run them.
"""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from pathlib import Path

from yusuan.errors import InvalidPackage
from yusuan.package.plainfile import read_plain

MAX_BYTES = 64 * 1024 * 1024
MAX_CELL = 100_000  # characters; below the csv module's own limit, so that every later reader accepts the cell

MAX_ROWS = 100_000
"""The most rows that a file may have: the longest of the disclosures known has 18,114. Each takes a hundred bytes or
more, however short it is."""

Value = str | int | bool | Decimal | None
"""What a cell may be made from. None and "" are both an empty cell."""

_NEEDS_QUOTES = re.compile(r'[",\r\n]')
_TOO_LONG = "field larger than field limit"  # how the csv module says so
_MEND = "Mend the file by hand, or import the document again."


@dataclass(frozen=True)
class Table:
    """A CSV file as text: the header, the rows, and for each row the line of the file that it begins on (from 1)."""

    header: list[str]
    rows: list[list[str]]
    lines: list[int]


class RaggedRow(InvalidPackage):
    """A row has more or fewer cells than the header."""


def decode(data: bytes, place: str) -> str:
    """The file's text. Raises `InvalidPackage` for another encoding, a byte order mark, NUL, or too many bytes."""
    if len(data) > MAX_BYTES:
        raise InvalidPackage(place, f"is {len(data):,} bytes; at most {MAX_BYTES:,} are read.", _MEND)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InvalidPackage(place, "is UTF-16, not UTF-8.", "Save it as UTF-8 without a byte order mark.")
    if data.startswith(b"\xef\xbb\xbf"):
        raise InvalidPackage(place, "begins with a byte order mark.", "Save it as UTF-8 without a byte order mark.")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InvalidPackage(
            f"{place}:{line}",
            f"is not UTF-8 (byte {error.start + 1} is 0x{data[error.start]:02x}).",
            "Save it as UTF-8 without a byte order mark.",
        ) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise InvalidPackage(f"{place}:{line}", "contains a NUL character.", _MEND)
    return text


def parse(data: bytes, place: str) -> Table:
    """Read a whole file. Raises `InvalidPackage`, located by line, for anything that is not strict CSV:
    an unclosed quote, a blank line, a row with more or fewer cells than the header, a cell beyond `MAX_CELL`; and for
    more than `MAX_ROWS` rows.
    """
    text = decode(data, place)
    if (plain := _parse_plain(text)) is not None:
        return plain
    records: list[list[str]] = []
    lines: list[int] = []
    reader = csv.reader(io.StringIO(text, newline="\n"), strict=True)
    start = 1
    try:
        for cells in reader:
            if not cells:
                raise InvalidPackage(f"{place}:{start}", "is a blank line.", "Delete the line.")
            if max(map(len, cells)) > MAX_CELL:
                raise InvalidPackage(f"{place}:{start}", f"a cell is longer than {MAX_CELL:,} characters.", _MEND)
            if records and len(cells) != len(records[0]):
                raise RaggedRow(
                    f"{place}:{start}", f"has {len(cells)} cells where the header has {len(records[0])}.", _MEND
                )
            if len(records) > MAX_ROWS:
                raise too_many_rows(place, MAX_ROWS)
            records.append(cells)
            lines.append(start)
            start = reader.line_num + 1
    except csv.Error as error:
        why = f"a quote is not closed or goes on ({error})."
        if _TOO_LONG in str(error):
            why = f"a cell is longer than {MAX_CELL:,} characters, or a quote is not closed."
        raise InvalidPackage(f"{place}:{start}", why, _MEND) from None
    if not records:
        raise InvalidPackage(place, "is empty; it needs a header row.", _MEND)
    return Table(records[0], records[1:], lines[1:])


def _parse_plain(text: str) -> Table | None:
    """The table of a text that has a row on each line and no fault, as most have; None for any other."""
    reader = csv.reader(io.StringIO(text, newline="\n"), strict=True)
    try:
        # The header, and one row more than there may be.
        records = list(islice(reader, MAX_ROWS + 2))
    except csv.Error:
        return None
    if len(records) > MAX_ROWS + 1:
        return None
    if reader.line_num != len(records) or len(widths := set(map(len, records))) != 1 or 0 in widths:
        return None
    if len(text) > MAX_CELL and max(len(cell) for cells in records for cell in cells) > MAX_CELL:
        return None
    return Table(records[0], records[1:], list(range(2, len(records) + 1)))


def too_many_rows(place: str, most: int) -> InvalidPackage:
    """The refusal of a file of more than so many rows."""
    return InvalidPackage(place, f"has more than {most:,} rows.", "Is it a table of one disclosure?")


def read_bytes(path: Path) -> bytes:
    """The file's bytes. Raises `InvalidPackage` as `read_plain` does."""
    return read_plain(path, MAX_BYTES, _MEND)


def read_rows(path: Path) -> list[dict[str, str]]:
    """The data rows of a CSV file, in order, each a mapping of column to text; "" is missing.

    Raises `InvalidPackage` as `parse` does, and for a column that occurs twice.
    """
    table = parse(read_bytes(path), str(path))
    for column in table.header:
        if table.header.count(column) > 1:
            raise InvalidPackage(f"{path}:1", f'the column "{column}" occurs twice.', _MEND)
    return [dict(zip(table.header, row, strict=True)) for row in table.rows]


def to_cell(value: Value) -> str:
    """One value as a cell: `true`/`false`, plain digits (never an exponent), text as it is, "" for None."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value, "f")
    return str(value)


def to_csv_bytes(fields: Sequence[str], rows: Iterable[Mapping[str, Value]]) -> bytes:
    """The file's bytes: a header of `fields`, then the rows. A column that a row lacks is an empty cell.

    Raises `ValueError` when a row has a column that is not in `fields`: that is a fault of the program.
    """
    known = set(fields)
    out = [_line(fields)]
    for number, row in enumerate(rows, 1):
        if not known.issuperset(row):
            raise ValueError(f"row {number} has columns that its schema lacks: {sorted(set(row) - known)}")
        out.append(_line([to_cell(row.get(field)) for field in fields]))
    return "".join(out).encode("utf-8")


def write_rows(path: Path, fields: Sequence[str], rows: Iterable[Mapping[str, Value]]) -> bool:
    """Write the file whole or not at all. Returns False, touching nothing, when it already has these bytes."""
    return write_bytes(path, to_csv_bytes(fields, rows))


def write_bytes(path: Path, data: bytes) -> bool:
    """Write a file whole or not at all. Returns False, touching nothing, when it already has these bytes."""
    if path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.new")  # two processes may write the same file
    try:
        temporary.unlink(missing_ok=True)
        with temporary.open("xb") as file:  # never through a link that somebody laid there
            file.write(data)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    return True


def _line(cells: Sequence[str]) -> str:
    # Not csv.writer: it quotes a lone carriage return only from Python 3.13 on, and bytes must not depend on that.
    if len(cells) == 1 and not cells[0]:
        return '""\n'  # an unquoted empty cell alone would be a blank line
    return ",".join('"' + c.replace('"', '""') + '"' if _NEEDS_QUOTES.search(c) else c for c in cells) + "\n"
