"""The document as it was published, line by line and cell by cell, each figure leading to where it is used."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby, zip_longest

from yusuan import place
from yusuan.place import Place
from yusuan.site.anchors import Key, anchor
from yusuan.site.figured import Found
from yusuan.unseen import as_text

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


_NO_CELL = Cell("", ())


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
    """Lines that stand together; `table` where they have cells; `page` is the title of their page or sheet.

    `original` is the address of that page in the file as its department published it, where that is known.
    """

    table: bool
    lines: tuple[Line, ...]
    page: str = ""
    original: str = ""

    @cached_property
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
    _found: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    def find(self, locator: str) -> str:
        """The id of a place, else of the cell or the line around it; nothing where the page has none of these."""
        if locator not in self._found:
            self._found[locator] = self._find(locator)
        return self._found[locator]

    def _find(self, locator: str) -> str:
        found = place.find(locator)
        around = (found.start, found.cell, found.row_around) if found else ()
        return next((id_ for at in around if (id_ := anchor(at)) in self.anchors), "")


def source_document(
    texts: Mapping[int, str],
    printed: Mapping[Key, tuple[str, str]],
    figures: Mapping[Key, Found],
    files: Sequence[str] = ("",),
    addresses: Sequence[str] = (),
) -> SourceDocument:
    """The document from the texts of its files by their number, else from the places and words that `printed`
    (key → locator, words) has kept. `files` are the names of its files, `addresses` where they were published."""
    blocks: list[Block] = []
    for number, (name, address) in enumerate(zip_longest(files, addresses[: len(files)], fillvalue=""), start=1):
        of_file = (
            _from_text(texts[number], figures, number)
            if number in texts
            else _from_places(printed, figures, number, address)
        )
        heading = f"第 {number} 个文件：{name}" if len(files) > 1 else ""
        blocks += (replace(block, page="，".join(filter(None, (heading, block.page)))) for block in of_file)
    ids = (
        found
        for block in blocks
        for line in block.lines
        for found in (line.id, *(i for cell in line.cells for i in (cell.id, *(piece.id for piece in cell.pieces))))
    )
    return SourceDocument(tuple(blocks), len(texts) == len(files), frozenset(filter(None, ids)))


def _from_text(text: str, figures: Mapping[Key, Found], file: int) -> Iterator[Block]:
    at: dict[Place, list[tuple[int, Key]]] = defaultdict(list)
    for key, figure in figures.items():
        if found := place.find(figure.source):
            at[found.cell].append((found.character, key))
    # What the reader took for no text (and replaced) is not shown raw either; each stays one character.
    shown = [as_text(line.rstrip("\r")) for line in text.split("\n")]
    numbered = enumerate(shown, start=1)
    for table, group in groupby(numbered, key=lambda entry: "\t" in entry[1]):
        lines = []
        for number, words in group:
            line = Place(file=file, line=number)
            cells = [
                Cell(anchor(spot) if table else "", _pieces(part, at.get(spot, []), figures))
                for n, part in enumerate(words.split("\t") if table else [words], start=1)
                for spot in (line.cell_at(n if table else 0),)
            ]
            lines.append(Line(anchor(line), str(number), tuple(cells)))
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


def _from_places(
    printed: Mapping[Key, tuple[str, str]], figures: Mapping[Key, Found], file: int, address: str
) -> Iterator[Block]:
    """One grid for each table or sheet, one list of lines for each page, from what is known of each place."""
    spots: dict[Place, dict[Place, list[tuple[Key, str]]]] = defaultdict(lambda: defaultdict(list))
    for key, (source, words) in {**printed, **{k: (f.source, f.printed) for k, f in figures.items()}}.items():
        found = place.find(source)
        if found and found.file == file and (found.is_text or found.column):
            around = found.table_around or Place(found.file, found.page)
            spots[around][found.start if found.is_text else found.cell].append((key, words))
    for around, at in sorted(spots.items(), key=lambda entry: entry[0].order):
        rows: dict[Place, list[Place]] = defaultdict(list)
        for spot in sorted(at, key=lambda spot: spot.order):
            rows[spot.row_around].append(spot)
        title = f"第 {around.page} 页" if around.page else around.sheet
        # Pages are of a PDF, and every reader of PDF in a browser opens this one at the page.
        original = f"{address}#page={around.page}" if address and around.page else ""
        lines = _rows(rows, at, figures) if around.table_around else _lines(rows, at, figures)
        yield Block(bool(around.table_around), tuple(lines), title, original)


Words = Mapping[Place, list[tuple[Key, str]]]
"""What was read at a place."""


def _lines(rows: Mapping[Place, list[Place]], at: Words, figures: Mapping[Key, Found]) -> Iterator[Line]:
    for line, spots in rows.items():
        pieces: list[Piece] = []
        for spot in spots:
            key, words = _best(at[spot], figures)
            pieces += [Piece(" … ")] if pieces else []
            pieces.append(Piece(words, key, anchor(spot) if spot.character else ""))
        yield Line(anchor(line), str(line.line), (Cell("", tuple(pieces)),))


def _rows(rows: Mapping[Place, list[Place]], at: Words, figures: Mapping[Key, Found]) -> Iterator[Line]:
    last = max(spot.column for spots in rows.values() for spot in spots)
    for row, spots in rows.items():
        cells = [_NO_CELL] * last
        for spot in spots:
            key, words = _best(at[spot], figures)
            cells[spot.column - 1] = Cell(anchor(spot), (Piece(words, key),))
        yield Line(anchor(row), str(row.row), tuple(cells))


def _best(found: list[tuple[Key, str]], figures: Mapping[Key, Found]) -> tuple[Key | None, str]:
    """The figure of a place, if there is one, and the longest words that were read there."""
    return next((key for key, _ in found if key in figures), None), max((words for _, words in found), key=len)
