"""The document as it was published, line by line and cell by cell, each figure leading to where it is used."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from yusuan.site.anchors import Key, anchor
from yusuan.site.figured import Found
from yusuan.unseen import as_text

_IN_CELL = re.compile(r"(?P<line>(?:P\d+)?T\d+R\d+|L\d+)C\d+")
_GRID = re.compile(r"(?P<group>(?:P\d+)?T\d+)R(?P<row>\d+)C(?P<column>\d+)")
_SHEET = re.compile(r"(?P<group>.+)!(?P<column>[A-Z]+)(?P<row>\d+)")
_LINE = re.compile(r"(?P<group>P\d+)?L(?P<row>\d+)(?:@(?P<column>\d+))?")
_PAGE = re.compile(r"P(?P<page>\d+)")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_HEAD = 4
"""Lines of a header: more would leave a small window no room for the table itself."""
_LONG = 16


@dataclass(frozen=True)
class Piece:
    """Some text of a line; where it is a figure of the package, `key` says which and `id` is its anchor, if its own."""

    text: str
    key: Key | None = None
    id: str = ""


@dataclass(frozen=True)
class Cell:
    """A cell, or the whole of a line that has none (then without an id)."""

    id: str
    pieces: tuple[Piece, ...]

    @property
    def words(self) -> bool:
        """Whether it says what something is, and is no figure and no code."""
        text = "".join(piece.text for piece in self.pieces)
        return len(_HAN.findall(text)) > 1 and not any(piece.key for piece in self.pieces)

    @property
    def long(self) -> bool:
        """Words that a column should not be made too narrow for."""
        return sum(len(piece.text) for piece in self.pieces) > 6 and not any(piece.key for piece in self.pieces)


@dataclass(frozen=True)
class Line:
    """A line or a table's row: its anchor, its number for a reader, its cells."""

    id: str
    number: str
    cells: tuple[Cell, ...]

    @property
    def blank(self) -> bool:
        """Nothing is printed on it."""
        return not any(piece.text.strip() for cell in self.cells for piece in cell.pieces)


@dataclass(frozen=True)
class Block:
    """Lines that stand together; `table` where they have cells; `page` is the title of their page or sheet."""

    table: bool
    lines: tuple[Line, ...]
    page: str = ""

    @property
    def named(self) -> int | None:
        """The column (from 0) that names the rows, which stays in sight: where most rows have their first words."""
        first = (next((i for i, cell in enumerate(line.cells) if cell.words), None) for line in self.lines)
        columns = Counter(column for column in first if column is not None)
        return min(columns, key=lambda column: (-columns[column], column), default=None)

    @property
    def head(self) -> int:
        """How many lines stand above the first figure: the header, if that is what they can be."""
        figured = (any(piece.key for cell in line.cells for piece in cell.pieces) for line in self.lines)
        above = next((place for place, found in enumerate(figured) if found), 0)
        return above if self.long and above <= _HEAD else 0

    @property
    def long(self) -> bool:
        """More rows than a window shows: its header is to stay in sight."""
        return self.table and len(self.lines) > _LONG


@dataclass(frozen=True)
class SourceDocument:
    """All blocks of a document. `whole` where its text is kept here, not only the places that were read."""

    blocks: tuple[Block, ...]
    whole: bool
    anchors: frozenset[str]

    def find(self, locator: str) -> str:
        """The id of a place, else of the cell or the line around it; nothing where the page has none of these."""
        start = locator.partition(":")[0]
        cell = start.partition("@")[0]
        line = _IN_CELL.fullmatch(cell)
        for candidate in (start, cell, line["line"] if line else ""):
            if candidate and anchor(candidate) in self.anchors:
                return anchor(candidate)
        return ""


def source_document(
    text: str | None, printed: Mapping[Key, tuple[str, str]], figures: Mapping[Key, Found]
) -> SourceDocument:
    """The document from its text, else from the places and words that `printed` (key → locator, words) has kept."""
    blocks = tuple(_from_text(text, figures) if text is not None else _from_places(printed, figures))
    ids = (
        found
        for block in blocks
        for line in block.lines
        for found in (line.id, *(i for cell in line.cells for i in (cell.id, *(piece.id for piece in cell.pieces))))
    )
    return SourceDocument(blocks, text is not None, frozenset(filter(None, ids)))


def _from_text(text: str, figures: Mapping[Key, Found]) -> Iterator[Block]:
    at: dict[str, list[tuple[int, Key]]] = defaultdict(list)
    for key, figure in figures.items():
        place, _, character = figure.source.partition(":")[0].partition("@")
        at[place].append((int(character or 0), key))
    # What the reader took for no text (and replaced) is not shown raw either; each stays one character.
    shown = [as_text(line.rstrip("\r")) for line in text.split("\n")]
    numbered = enumerate(shown, start=1)
    for table, group in groupby(numbered, key=lambda entry: "\t" in entry[1]):
        lines = []
        for number, words in group:
            id_ = f"L{number}"
            cells = [
                Cell(f"{id_}C{n}" if table else "", _pieces(part, at.get(f"{id_}C{n}" if table else id_, []), figures))
                for n, part in enumerate(words.split("\t") if table else [words], start=1)
            ]
            lines.append(Line(id_, str(number), tuple(cells)))
        yield Block(table, tuple(lines))


def _pieces(words: str, found: list[tuple[int, Key]], figures: Mapping[Key, Found]) -> tuple[Piece, ...]:
    """`words` cut at its figures. A character of 0 means that the cell as a whole is the figure's place."""
    pieces: list[Piece] = []
    position = 0
    for character, key in sorted(found):
        printed = figures[key].printed
        start = character - 1 if character else max(0, words.find(printed))
        if start < position or start >= len(words):
            continue
        end = start + len(printed) if words.startswith(printed, start) else len(words)
        pieces.append(Piece(words[position:start]))
        pieces.append(Piece(words[start:end], key, anchor(figures[key].source) if character else ""))
        position = end
    pieces.append(Piece(words[position:]))
    return tuple(piece for piece in pieces if piece.text)


def _from_places(printed: Mapping[Key, tuple[str, str]], figures: Mapping[Key, Found]) -> Iterator[Block]:
    """One grid for each table or sheet, one list of lines for each page, from what is known of each place."""
    cells: dict[tuple[int, bool, str], dict[int, dict[int, list[tuple[Key, str]]]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(list))
    )
    for key, (source, words) in {**printed, **{k: (f.source, f.printed) for k, f in figures.items()}}.items():
        start = source.partition(":")[0]
        match = _GRID.fullmatch(start) or _SHEET.fullmatch(start) or _LINE.fullmatch(start)
        if not match:
            continue
        group, page = match["group"] or "", _PAGE.match(match["group"] or "")
        place = (int(page["page"]) if page else 0, match.re is not _LINE, group)
        cells[place][int(match["row"])][_column(match["column"])].append((key, words))
    for (page_number, table, group), rows in sorted(
        cells.items(), key=lambda entry: (entry[0][:2], _natural(entry[0][2]))
    ):
        title = f"第 {page_number} 页" if page_number else (group if table and not group.startswith("T") else "")
        yield Block(table, tuple(_rebuilt(table, group, rows, figures)), title)


def _rebuilt(
    table: bool, group: str, rows: Mapping[int, Mapping[int, list[tuple[Key, str]]]], figures: Mapping[Key, Found]
) -> Iterator[Line]:
    last = max(column for row in rows.values() for column in row)
    sheet = table and not re.search(r"T\d+$", group)
    for number in sorted(rows):
        row = rows[number]
        id_ = f"{group}R{number}" if table and not sheet else f"{group}-{number}" if sheet else f"{group}L{number}"
        if not table:
            pieces: list[Piece] = []
            for column in sorted(row):
                key, words = _best(row[column], figures)
                pieces += [Piece(" … ")] if pieces else []
                pieces.append(Piece(words, key, f"{id_}-{column}" if column else ""))
            yield Line(anchor(id_), str(number), (Cell("", tuple(pieces)),))
            continue
        found = []
        for column in range(1, last + 1):
            if column not in row:
                found.append(Cell("", ()))
                continue
            key, words = _best(row[column], figures)
            place = f"{group}!{_letters(column)}{number}" if sheet else f"{id_}C{column}"
            found.append(Cell(anchor(place), (Piece(words, key),)))
        yield Line(anchor(id_), str(number), tuple(found))


def _best(found: list[tuple[Key, str]], figures: Mapping[Key, Found]) -> tuple[Key | None, str]:
    """The figure of a place, if there is one, and the longest words that were read there."""
    return next((key for key, _ in found if key in figures), None), max((words for _, words in found), key=len)


def _column(text: str | None) -> int:
    if not text or text.isdigit():
        return int(text or 0)
    number = 0
    for letter in text:
        number = number * 26 + ord(letter) - 64
    return number


def _letters(column: int) -> str:
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def _natural(text: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.split(r"(\d+)", text)]
