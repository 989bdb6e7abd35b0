"""Reads an XLSX: each shown sheet's tables and the lines above and below them, values as the sheet displays them."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from yusuan.document import Block, Cell, Document, Flag, Line, Table
from yusuan.errors import CannotRead
from yusuan.place import Place
from yusuan.reading.looks import Dropped
from yusuan.reading.table_places import PICTURE, in_place_of_a_table, place_after
from yusuan.reading.xlsx_around import Laid, laid_over, units_above
from yusuan.reading.xlsx_book import Book, SheetPart, open_book
from yusuan.reading.xlsx_cells import raw, text_of
from yusuan.reading.xlsx_sheet import MAX_CELLS, take_sheet


def read_xlsx(path: Path) -> Document:
    """Read an XLSX file; raises CannotRead when it is damaged or no sheet that is shown holds anything."""
    book = open_book(path)
    blocks: list[Block] = []
    flags: list[Flag] = []
    pictures: list[str] = []
    for part in book.sheets:
        if not part.shown or part.data is None:
            missing = "the sheet is missing from the file" if part.shown else "the sheet is hidden"
            corner = Place(sheet=part.title, row=1, column=1)
            flags.append(Flag(str(corner), part.title, f"{missing}; it was not read"))
        else:
            reader = _Sheet(part, book)
            blocks += reader.blocks()
            flags += reader.flags
            pictures += reader.pictures
    if not blocks:
        if any(laid.is_picture for part in book.sheets for laid in laid_over(part.drawings)):
            raise CannotRead(str(path), "is a scan: its sheets contain pictures, no text.", "Ask for the original.")
        raise CannotRead(str(path), "has no content on any visible sheet.", "Is it the right file?")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return Document("xlsx", digest, tuple(blocks), tuple(flags), tuple(pictures))


class _Sheet:
    """The cells of one sheet as displayed, and which of them have borders."""

    def __init__(self, part: SheetPart, book: Book) -> None:
        self.title = part.title
        self.flags: list[Flag] = []
        self.pictures: list[str] = []
        self.spans: dict[tuple[int, int], tuple[int, int]] = {}
        sheet = take_sheet(part.data or b"", part.title)
        covered: set[tuple[int, int]] = set()
        for top, left, bottom, right in sheet.merged:
            self.spans[top, left] = (bottom - top + 1, right - left + 1)
            below, beside = min(bottom, sheet.last_row), min(right, sheet.last_column)
            if len(covered) + (below - top + 1) * (beside - left + 1) > MAX_CELLS:
                raise self._too_large()
            covered |= {(r, c) for r in range(top, below + 1) for c in range(left, beside + 1)}
            covered.discard((top, left))
        self.hidden_rows = sheet.hidden_rows
        self.hidden = {c for a, b in sheet.thin_columns for c in range(a, min(b, sheet.last_column) + 1)}
        self.texts: dict[tuple[int, int], str] = {}
        self.bordered: set[int] = set()
        for at, cell in sorted(sheet.cells.items()):
            dropped: Dropped = []
            if at[0] in self.hidden_rows or at[1] in self.hidden:
                if at not in covered and (held := raw(cell, book)):
                    self._flag(at, held, "the cell is hidden; it was not read")
                continue
            if cell.style is not None and book.styles.of(cell.style).ruled:
                self.bordered.add(at[0])
            if at not in covered and (text := text_of(at, cell, sheet, book, dropped)):
                self.texts[at] = text
            self.flags += [Flag(self.place(*at), words, reason) for words, reason in dropped]
        self.header = units_above(sheet.header, self.texts)
        self.laid = list(laid_over(part.drawings))
        cells = Counter(row for row, _ in self.texts)
        self.wide = sorted(row for row, number in cells.items() if number > 2)
        while not self.bordered and self.wide and self._heads(self.wide[0] - 1, self.wide[0]):
            self.wide.insert(0, self.wide[0] - 1)

    def _too_large(self) -> CannotRead:
        return CannotRead("", f"sheet {self.title} has more than {MAX_CELLS:,} cells.", "Remove what is not the table.")

    def _flag(self, at: tuple[int, int], value: object, reason: str) -> None:
        self.flags.append(Flag(self.place(*at), str(value), reason))

    def place(self, row: int, column: int) -> str:
        """Locator of a cell, such as `收支总表!E8`."""
        return str(Place(sheet=self.title, row=row, column=column))

    def blocks(self) -> list[Block]:
        """Lines and tables from top to bottom; what the printed page says above them comes first."""
        placed = list(self._placed())
        for laid in self.laid:
            self._list_laid(laid, placed)
        return [*(Line(text, self.place(1, 1)) for text in self.header), *(block for _, block in placed)]

    def _list_laid(self, laid: Laid, placed: list[tuple[int, Block]]) -> None:
        """List what is laid over the cells and was not read, or may cover what was."""
        at = laid.top, laid.left
        if laid.text:
            if re.search(r"\d", laid.text):
                self._flag(at, laid.text, "a box of text; it was not read")
            return
        below = [text for cell, text in sorted(self.texts.items()) if laid.holds(cell) and re.search(r"\d", text)]
        if below:
            reason = "a picture lies over these figures; whether they can be seen is not known"
            self._flag(at, " ".join(below[:20]), reason)
        above = [block for row, block in placed if row <= laid.top]
        self.flags += in_place_of_a_table(above, PICTURE)
        if laid.is_large:
            self.pictures.append(place_after(above) if above else self.place(1, 1))

    def _placed(self) -> Iterator[tuple[int, Block]]:
        """Each block with the row that it begins in."""
        run: list[int] = []
        for row in [*sorted({r for r, _ in self.texts}), None]:
            if run and (row is None or not self._in_table(row) or self._gap(run[-1], row)):
                yield run[0], self._table(run)
                run = []
            if row is not None and self._in_table(row):
                run.append(row)
            elif row is not None:
                yield row, self._line(row)

    def _in_table(self, row: int) -> bool:
        """With borders, tables are what has them; else the rows from the first to the last of several cells."""
        if self.bordered:
            return row in self.bordered
        return bool(self.wide) and self.wide[0] <= row <= self.wide[-1]

    def _heads(self, row: int, below: int) -> bool:
        """Whether a row of few cells is the first of a header: side by side, they reach over those below."""
        columns = sorted(c for r, c in self.texts if r == row)
        ends = [c + self.spans.get((row, c), (1, 1))[1] for c in columns]
        under = sorted(c for r, c in self.texts if r == below)
        merged = (
            any(end - c > 1 for c, end in zip(columns, ends, strict=True))
            and ends[:-1] == columns[1:]
            and (columns[0], ends[-1] - 1) == (under[0], under[-1])
        )
        # 收入 and 支出, each in the first of as many cells, which are not merged.
        each = len(under) // len(columns) if columns else 0
        return (
            len(columns) > 1
            and (merged or (each > 1 and len(under) % each == 0 and columns == under[::each]))
            and not any(mark in self.texts[row, c] for c in columns for mark in "：:")
        )

    def _gap(self, above: int, row: int) -> bool:
        """Whether rows without border lie between two rows of tables, so that these are two."""
        return bool(self.bordered) and any(
            r not in self.bordered and r not in self.hidden_rows for r in range(above + 1, row)
        )

    def _line(self, row: int) -> Line:
        cells = sorted((c, text) for (r, c), text in self.texts.items() if r == row)
        return Line(" ".join(text.replace("\n", " ") for _, text in cells), self.place(row, cells[0][0]))

    def _table(self, rows: list[int]) -> Table:
        span = range(rows[0], rows[-1] + 1)
        ends = {c: c + self.spans.get((r, c), (1, 1))[1] - 1 for r, c in self.texts if r in span}
        columns = [c for c in range(min(ends), max(ends.values()) + 1) if c not in self.hidden]
        if len(span) * len(columns) > MAX_CELLS:
            raise self._too_large()
        # A row in the middle without any text is a printed, empty row.
        return Table(
            tuple(tuple(self._cell(r, c) for c in columns) for r in span if r not in self.hidden_rows),
            self.place(rows[0], columns[0]),
        )

    def _cell(self, row: int, column: int) -> Cell:
        rows, columns = self.spans.get((row, column), (1, 1))
        # What is hidden takes no room.
        rows = sum(r not in self.hidden_rows for r in range(row, row + rows))
        columns = sum(c not in self.hidden for c in range(column, column + columns))
        return Cell(self.texts.get((row, column), ""), self.place(row, column), rows, columns)
