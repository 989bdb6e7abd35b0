"""A locator: where in a document something is printed. Whatever reads or writes one asks this module.

In a text, `L40` is a line, `L128C5` a cell of it, `L366@17` a character. Word and web pages have `L40`, and of a table
`T2R3C5`. A PDF has the same behind its page: `P5L12`, `P5T2R3C5`. A spreadsheet has `收支总表!E8`. A range has a colon:
`L366:L368`, `P5T2R3C1:C3`, `收支总表!A3:C3`. In the second file of a disclosure each begins with `2#`.
Everything counts from 1.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from yusuan.errors import YusuanError


class NotAPlace(YusuanError):
    """A text is not a locator."""

    def __init__(self, text: str) -> None:
        super().__init__(text, "is not a locator.", "Write it like L128C5, P5T2R3C5, P5L12, T2R3C5 or 收支总表!E8.")


class Order(NamedTuple):
    """Sorts places as a document is read: what is around something stands before it."""

    file: int
    page: int
    sheet: tuple[tuple[int, str], ...]
    table: int
    row: int
    line: int
    column: int
    character: int


@dataclass(frozen=True, slots=True)
class Place:
    """A spot in a document, or the range from it to `end`. A part that does not apply is 0, or empty.

    `row` is that of a table or sheet, `column` the cell in a row or line, `character` that in a line or cell.
    """

    file: int = 1
    page: int = 0
    sheet: str = ""
    table: int = 0
    row: int = 0
    line: int = 0
    column: int = 0
    character: int = 0
    end: Place | None = None

    def __str__(self) -> str:
        text = self._spot + (f":{self._end}" if self.end else "")
        # A sheet may be called 2#… itself.
        return f"{self.file}#{text}" if self.file > 1 or _FILE.match(text) else text

    @property
    def _spot(self) -> str:
        parts = (("P", self.page), ("T", self.table), ("R", self.row), ("L", self.line), ("C", self.column))
        text = f"{self.sheet}!{self._corner}" if self.sheet else "".join(f"{part}{n}" for part, n in parts if n)
        return f"{text}@{self.character}" if self.character else text

    @property
    def _corner(self) -> str:
        return f"{letters(self.column)}{self.row or ''}"

    @property
    def _end(self) -> str:
        """The end of the range without what it shares with the start: `C3` of a row, and of a sheet its corner."""
        end = self.end or self
        same_row = end.column and end.row_around == self.row_around
        shared = f"{end.sheet}!" if end.sheet else end.row_around._spot if same_row else ""
        return end._spot.removeprefix(shared)

    @property
    def start(self) -> Place:
        """The spot where a range begins; a spot is its own."""
        return replace(self, end=None) if self.end else self

    @property
    def cell(self) -> Place:
        """The cell or line around a character; of a range the first."""
        if not (self.character or self.end):
            return self
        return Place(self.file, self.page, self.sheet, self.table, self.row, self.line, self.column)

    @property
    def row_around(self) -> Place:
        """The row or line around a cell."""
        whole = not (self.column or self.character or self.end)
        # There are thousands: `replace` would look at every field of the class each time.
        return self if whole else Place(self.file, self.page, self.sheet, self.table, self.row, self.line)

    @property
    def table_around(self) -> Place | None:
        """The table or sheet around a cell or row. None for a line, and in a text, which does not number its tables."""
        table = Place(self.file, self.page, self.sheet, self.table)
        return table if self.sheet or self.table else None

    @property
    def beginning_inside(self) -> str:
        """How the locator of every cell of this table or sheet begins; empty outside of tables. For use in SQL."""
        around = self.table_around
        return "" if around is None else str(around) if around.sheet else f"{around}R"

    @property
    def is_text(self) -> bool:
        """Whether it is a line of running text, a character of it, or several lines."""
        return self.line > 0 and self.column == 0

    def at(self, row: int, column: int = 0) -> Place:
        """A row of this table or sheet, or a cell of it."""
        return replace(self, row=row, column=column, character=0, end=None)

    def cell_at(self, column: int) -> Place:
        """A cell of this row or line."""
        return replace(self, column=column, character=0, end=None)

    def at_character(self, character: int) -> Place:
        """A character of this line or cell."""
        return replace(self, character=character, end=None)

    def to(self, end: Place) -> Place:
        """The range from here to `end`, of the same file and sheet; the spot itself where the two are one."""
        start, end = self.start, end.end or end
        return start if end == start else replace(start, end=end)

    @property
    def order(self) -> Order:
        """By this places are sorted; a range by its start.

        Lines of a page stand before its tables: a locator does not say what is between them. Sheets stand by name, with
        表2 before 表10.
        """
        sheet = tuple((int(part), "") if part.isdecimal() else (0, part) for part in _DIGITS.split(self.sheet) if part)
        return Order(self.file, self.page, sheet, self.table, self.row, self.line, self.column, self.character)

    def contains(self, other: Place) -> bool:
        """Whether all of `other` stands in this: a cell in its table, a character in its line, all of a page in it."""
        if other.end:
            return self.contains(other.start) and self.contains(other.end)
        if self.end:
            if (self.table_around, self.line > 0) != (other.table_around, other.line > 0):
                return False
            return self.order <= other.order and (other.order <= self.end.order or self.end.contains(other))
        if self.file != other.file:
            return False
        if self.sheet and self.sheet != other.sheet:
            return False
        return all(not mine or mine == its for mine, its in zip(self.order, other.order, strict=True))

    def in_words(self, language: str = "zh") -> str:
        """For a reader, in Chinese (`zh`) or English (`en`): 第 5 页第 2 张表第 3 行第 5 格."""
        words = _WORDS[language]
        said = self._said(words)
        if self.end:
            said = words["range"].format(said, self.end._said(words))
        return words["file"].format(self.file, said) if self.file > 1 else said

    def _said(self, words: dict[str, str]) -> str:
        if self.sheet:
            said = [words["sheet"].format(self.sheet) + (words["corner"].format(self._corner) if self.row else "")]
        else:
            said = [
                words[part].format(n)
                for part in ("page", "table", "row", "line", "column")
                if (n := getattr(self, part))
            ]
        said += [words["character"].format(self.character)] if self.character else []
        return words["and"].join(said)


_NUMBER = r"[1-9][0-9]*"
_DIGITS = re.compile(r"([0-9]+)")
_FILE = re.compile(rf"(?P<file>{_NUMBER})#")
_SHAPES = tuple(
    re.compile(shape.replace("#", _NUMBER), re.DOTALL)
    for shape in (
        r"(?:P(?P<page>#))?L(?P<line>#)(?:C(?P<column>#))?(?:@(?P<character>#))?",
        r"(?:P(?P<page>#))?T(?P<table>#)(?:R(?P<row>#)(?:C(?P<column>#)(?:@(?P<character>#))?)?)?",
        r"P(?P<page>#)",
        r"(?P<sheet>.+)!(?:(?P<letters>[A-Z]+)(?P<row>#)(?:@(?P<character>#))?)?",
    )
)
_CELL = re.compile(rf"C{_NUMBER}(?:@{_NUMBER})?")
_WORDS = {
    "zh": {
        "page": "第 {} 页", "table": "第 {} 张表", "row": "第 {} 行", "line": "第 {} 行", "column": "第 {} 格",
        "character": "第 {} 字", "sheet": "工作表“{}”", "corner": "{}", "and": "", "range": "{}至{}",
        "file": "第 {} 个文件{}",
    },
    "en": {
        "page": "page {}", "table": "table {}", "row": "row {}", "line": "line {}", "column": "cell {}",
        "character": "character {}", "sheet": "sheet “{}”", "corner": ", cell {}", "and": ", ", "range": "{} to {}",
        "file": "file {}, {}",
    },
}  # fmt: skip


def parse(text: str) -> Place:
    """The place that a locator names. Raises `NotAPlace`.

    >>> parse("P5T2R3C5"), str(parse("P5T2R3C5").table_around)
    (Place(file=1, page=5, sheet='', table=2, row=3, line=0, column=5, character=0, end=None), 'P5T2')
    """
    number, rest = _parted(text)
    spot = _spot(rest, number)
    if spot:
        return spot
    begun, colon, ended = rest.rpartition(":")
    start = _spot(begun, number) if colon else None
    end = _end(ended, start) if start else None
    if start is None or end is None:
        raise NotAPlace(text)
    return replace(start, end=end)


@lru_cache(maxsize=1 << 16)
def find(text: str | None) -> Place | None:
    """The place that a locator names; None for any other text. The pages of a disclosure ask for each many times."""
    try:
        return parse(text or "")
    except NotAPlace:
        return None


def file_of(text: str) -> int:
    """The number of the file that a locator is of, from 1; any other text is of the first.

    >>> file_of("P5L3@7"), file_of("2#P5L3@7")
    (1, 2)
    """
    return _parted(text)[0]


def in_file(text: str, number: int) -> str:
    """The same locator in the file `number`: how a place is written does not depend on the file but for its `2#`.

    >>> in_file("P5L3@7", 2), in_file("2#P5L3@7", 1)
    ('2#P5L3@7', 'P5L3@7')
    """
    inside = _parted(text)[1]
    return f"{number}#{inside}" if number > 1 or _FILE.match(inside) else inside


def _parted(text: str) -> tuple[int, str]:
    """The number of the file, and the place in it."""
    file = _FILE.match(text)
    return (int(file["file"]), text[file.end() :]) if file else (1, text)


@lru_cache(maxsize=1 << 16)
def in_words(text: str, language: str = "zh") -> str:
    """A locator for a reader, in Chinese (`zh`) or English (`en`); any other text is shown as it is.

    >>> in_words("L128C5"), in_words("L366:L368", "en")
    ('第 128 行第 5 格', 'line 366 to line 368')
    """
    found = find(text)
    return found.in_words(language) if found else text


def _spot(text: str, file: int) -> Place | None:
    match = next((match for shape in _SHAPES if (match := shape.fullmatch(text))), None)
    if match is None:
        return None
    parts = {part: value for part, value in match.groupdict().items() if value}
    sheet, column = parts.pop("sheet", ""), _column(parts.pop("letters", ""))
    numbers = {part: int(value) for part, value in parts.items()}
    return Place(file=file, sheet=sheet, **({"column": column} | numbers))  # type: ignore[arg-type]


def _end(text: str, start: Place) -> Place | None:
    shared = f"{start.sheet}!" if start.sheet else start.row_around._spot if _CELL.fullmatch(text) else ""
    return _spot(shared + text, start.file)


def letters(column: int) -> str:
    """A column of a spreadsheet as it is written: 5 is E, 28 is AB."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def _column(text: str) -> int:
    number = 0
    for letter in text:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
