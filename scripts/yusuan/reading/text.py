"""Reads a plain text file: lines with tabs are table rows, all others are lines.

Locators count lines and tab-separated cells from 1: `L128`, `L128C5`.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from yusuan.decoding import decode
from yusuan.document import Block, Cell, Document, Line, Table
from yusuan.errors import CannotRead
from yusuan.place import Place, parse
from yusuan.reading.limits import MAX_CELLS, MAX_CHARACTERS, MAX_COLUMNS, MAX_TEXTS, too_long

# A budget document as text is some 40 kB; far more is not one.
MAX_BYTES = 20_000_000
# What Word makes the page number of a contents entry of, left behind where its text was copied.
_FIELD_CODE = re.compile(
    r"""\s*(?:PAGEREF\s+\S+|HYPERLINK\s+(?:\\?l\s+)?"[^"]*"|TOC\s+\\?o\s+"[^"]*")(?:\s*\\?[hzuo]\b)*\s*"""
)


def read_text(path: Path) -> Document:
    """Read a text file into lines and tables.

    Raises CannotRead when the file is missing, empty, too large or not text.
    """
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise CannotRead(str(path), f"has {size:,} bytes; a text may have {MAX_BYTES:,}.", "Is it the right file?")
        data = path.read_bytes()
    except OSError as error:
        raise CannotRead(str(path), f"cannot be opened ({error.strerror}).", "Check the path.") from error
    text = decode(data, str(path))
    _refuse_shapeless(text, str(path))
    blocks = _blocks(text)
    if not blocks:
        raise CannotRead(str(path), "contains no text.", "Save the document's text into it.")
    return Document("text", hashlib.sha256(data).hexdigest(), tuple(blocks))


def _refuse_shapeless(text: str, place: str) -> None:
    """Refuse what would only fill memory once it is laid out as lines and rectangles."""
    lines = text.count("\n") + 1
    if lines > MAX_TEXTS:
        raise CannotRead(place, f"has {lines:,} lines; a text may have {MAX_TEXTS:,}.", "Is it the right file?")
    width = rows = 0
    for number, line in enumerate(text.split("\n"), start=1):
        if "\t" not in line:
            if len(line) > MAX_CHARACTERS:
                raise too_long(place, str(Place(line=number)), len(line))
            continue
        width, rows = max(width, line.count("\t") + 1), rows + 1
        if width > MAX_COLUMNS or width * rows > MAX_CELLS:
            raise CannotRead(
                place,
                f"has a table of {width:,} columns and {rows:,} or more rows up to L{number}; "
                f"at most {MAX_COLUMNS} columns and {MAX_CELLS:,} cells are read.",
                "Is it the right file?",
            )


def _blocks(text: str) -> list[Block]:
    blocks: list[Block] = []
    rows: list[list[Cell]] = []

    def close_table() -> None:
        if rows:
            blocks.append(Table(_rectangle(rows), str(parse(rows[0][0].place).row_around)))
            rows.clear()

    for number, printed in enumerate(text.split("\n"), start=1):
        line, place = printed.rstrip("\r"), Place(line=number)
        if "\t" in line:
            rows.append([Cell(text, str(place.cell_at(c))) for c, text in enumerate(line.split("\t"), start=1)])
        elif (words := _FIELD_CODE.sub(" ", line)).strip():
            close_table()
            blocks.append(Line(words, str(place)))
        # A blank line alone does not end a table: page breaks leave them in the middle.
    close_table()
    return blocks


def _rectangle(rows: list[list[Cell]]) -> tuple[tuple[Cell, ...], ...]:
    width = max(len(row) for row in rows)
    return tuple(
        tuple(row) + tuple(Cell("", str(parse(row[0].place).cell_at(c))) for c in range(len(row) + 1, width + 1))
        for row in rows
    )
