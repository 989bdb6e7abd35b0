"""A document as a search sees it: its titles, its sentences, its contents page, and what nobody could read."""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from yusuan.document import Block, Cell, Document, Line, Placed, Table
from yusuan.forms import Vocabulary
from yusuan.place import find
from yusuan.recognise.outline import heading_of
from yusuan.words import key

LONGEST_TITLE = 80
LONGEST_HEADING = 40
LINES_OF_TITLE = 3
"""Lines that a title may be broken over."""
OWN_TITLE_ROWS = 4
"""First rows of a table that may hold its title."""
_TABLE = "表"
# 支出总表 部门：某局 单位：万元 in one line: the title ends where the caption begins.
_CAPTION = re.compile(r"(?:编制|填报)?(?:部门|单位|预算单位)(?:名称)?:|金额单位:|单位:")
# What no term is called, and headings of the narrative are.
_REPORT = re.compile(r"情况|说明$|安排$")
# Possessive: digits without end could be taken apart in as many ways as there are, and each would be tried.
_BEHIND = re.compile(r"(?:\([^()]*\)|续表?|[-—]?\d++[-—]?|[.。…·:])++$")
_LONGEST_BEHIND = 1_000
"""The signs of a text that may stand behind its title."""


@dataclass(frozen=True)
class Found:
    """Words that were found, as they are compared and as they are printed, and their place."""

    text: str
    place: str
    printed: str = ""


@dataclass(frozen=True)
class UnreadTable:
    """A table that was not read. `titles` may name it; none where nothing above it looks like a title."""

    place: str
    titles: tuple[str, ...]
    has_numbers: bool


@dataclass
class SearchedText:
    """Everything printed in a document, sorted by what it can be evidence of.

    `titles` are of tables (they end in 表), `headings` stand above text, `lines_without_table` are titles below which
    no table begins. `pictures` gives for each picture the titles on its page.
    """

    titles: list[Found] = field(default_factory=list)
    lines_without_table: list[Found] = field(default_factory=list)
    headings: list[Found] = field(default_factory=list)
    contents: list[Found] = field(default_factory=list)
    prose: list[Placed] = field(default_factory=list)
    explained: list[Placed] = field(default_factory=list)
    cells: list[Found] = field(default_factory=list)
    unread_tables: list[UnreadTable] = field(default_factory=list)
    pictures: list[UnreadTable] = field(default_factory=list)


def bare_title(text: str) -> str:
    """A title as it is compared, without issuer, unit, brackets and page number behind it.

    >>> bare_title("2019年 支出总表（续） 部门：某局 单位：万元")
    '2019年支出总表'
    """
    words = key(text)
    if match := _CAPTION.search(words):
        words = words[: match.start()]
    return words[:-_LONGEST_BEHIND] + _BEHIND.sub("", words[-_LONGEST_BEHIND:])


def searched_text(
    document: Document, contents: Collection[str], read: Collection[str], vocabulary: Vocabulary
) -> SearchedText:
    """Sort a document's words. `contents` are places of the contents page, `read` of the tables that were read."""
    return _Sorter(contents, read, vocabulary).sort(document)


@dataclass
class _Sorter:
    listed: Collection[str]
    read: Collection[str]
    vocabulary: Vocabulary
    found: SearchedText = field(default_factory=SearchedText)
    above: tuple[str, ...] = ()
    """What the nearest titles say that stand above."""
    explains: bool = False
    run: list[Line] = field(default_factory=list)
    position: dict[str, int] = field(default_factory=dict)
    """Which block of the document a line or cell is, or stands in."""

    def sort(self, document: Document) -> SearchedText:
        blocks = document.blocks
        for at, block in enumerate(blocks):
            self.position[block.place] = at
            if isinstance(block, Table):
                self.position |= {cell.place: at for row in block.rows for cell in row}
                self._close()
                self._table(block)
            elif block.place in self.listed or self._leads_to_page(block.text):
                self.found.contents.append(Found(bare_title(self._unled(block.text)), block.place))
            else:
                self._line(blocks, at, block)
        self._close()
        self._pictures(document)
        return self.found

    def _line(self, blocks: Sequence[Block], at: int, line: Line) -> None:
        text = line.text.strip()
        heading = self._is_heading(text)
        if heading:
            self._close()
            self.found.headings.append(Found(bare_title(text), line.place))
            self.explains = "名词" in key(text) or (self.explains and not self._ends_glossary(text))
        self.run.append(line)
        for count, title in self._titles(blocks, at):
            self.found.titles.append(title)
            self.above = (title.text,)
            after = blocks[at + count : at + count + 2 * LINES_OF_TITLE]
            if not any(isinstance(block, Table) for block in after):
                self.found.lines_without_table.append(title)
            return
        if heading:
            self.above = (bare_title(text),)

    def _titles(self, blocks: Sequence[Block], at: int) -> Iterator[tuple[int, Found]]:
        """The title of a table that begins with this line, with the number of its lines."""
        text = ""
        for count, block in enumerate(blocks[at : at + LINES_OF_TITLE], start=1):
            if not isinstance(block, Line) or block.place in self.listed:
                return
            if count > 1 and self.vocabulary.patterns["part"].fullmatch(block.text.strip()):
                # 第二部分 2026年部门预算表 goes on from no line above it.
                return
            text += block.text.strip()
            if len(text) > LONGEST_TITLE or self.vocabulary.patterns["title_sentence"].search(text):
                return
            if (title := bare_title(text)).endswith(_TABLE):
                yield count, Found(title, blocks[at].place, text)
                return

    def _ends_glossary(self, heading: str) -> bool:
        return self.vocabulary.patterns["part"].match(heading) is not None or _REPORT.search(key(heading)) is not None

    def _is_heading(self, text: str) -> bool:
        if len(text) > LONGEST_HEADING:
            return False
        patterns = self.vocabulary.patterns
        if (
            heading_of(text, self.vocabulary)
            or patterns["part"].fullmatch(text)
            or patterns["list_item"].fullmatch(text)
        ):
            return not patterns["sentence_end"].search(text)
        # A line without any mark may be a heading without a number.
        return not re.search(r"[，,。；;：:、]|\d{2}", text)

    def _table(self, table: Table) -> None:
        if table.place in self.listed:
            self.found.contents += [Found(bare_title(cell.text), cell.place) for cell in _filled(table.rows)]
            return
        own = [bare_title(cell.text) for cell in _filled(table.rows[:OWN_TITLE_ROWS])]
        own = [title for title in own if title.endswith(_TABLE) and len(title) <= LONGEST_TITLE]
        if own:
            self.above = tuple(own)
        for cell in _filled(table.rows):
            words = key(cell.text)
            self.found.cells.append(Found(words, cell.place))
            if len(words) <= LONGEST_TITLE and (title := bare_title(words)).endswith(_TABLE):
                self.found.titles.append(Found(title, cell.place))
        if table.place in self.read:
            # What stands above it named it, and not the next one.
            self.above = ()
        else:
            has_numbers = any(re.search(r"\d", cell.text) for cell in _filled(table.rows))
            self.found.unread_tables.append(UnreadTable(table.place, self.above, has_numbers))
            self.found.prose += [Placed.of(cell).without_spaces() for cell in _filled(table.rows)]

    def _pictures(self, document: Document) -> None:
        """Pictures, each with the title or heading that it stands under; a page that is a picture stands alone."""
        named = sorted((*self.found.titles, *self.found.headings), key=lambda found: self.position[found.place])
        for place in document.pictures:
            last = self._last_above(place, document.blocks)
            above = [found for found in named if self.position[found.place] <= last][-1:]
            # What stands above a table that was read named it, and not the picture behind.
            if any(self.position[above[0].place] <= self.position.get(read, -1) <= last for read in self.read if above):
                above = []
            sheet = bare_title(at.sheet) if (at := find(place)) else ""
            titles = {*(found.text for found in above), *([sheet] if sheet.endswith(_TABLE) else ())}
            self.found.pictures.append(UnreadTable(place, tuple(sorted(titles)), True))
        for flag in document.flags:
            if not flag.text:
                self.found.pictures.append(UnreadTable(flag.place, (), True))

    def _last_above(self, place: str, blocks: Sequence[Block]) -> int:
        """The block that a picture stands below: that of its place, or the last before its page; -1 if none."""
        if place in self.position:
            return self.position[place]
        at = find(place)
        if at is None or at.sheet:
            return -1
        return max((n for n, block in enumerate(blocks) if _order(block.place) <= _order(place)), default=-1)

    def _close(self) -> None:
        if self.run:
            text = Placed.join(Placed.of(line) for line in self.run).without_spaces()
            (self.found.explained if self.explains else self.found.prose).append(text)
            self.run = []

    def _leads_to_page(self, text: str) -> bool:
        return "…" in text or re.search(r"[.．·]{4,}\s*\d*\s*$", text) is not None

    def _unled(self, text: str) -> str:
        return self.vocabulary.patterns["leader"].sub("", text.strip())


def _filled(rows: Sequence[Sequence[Cell]]) -> list[Cell]:
    return [cell for cells in rows for cell in cells if cell.text.strip()]


def _order(place: str) -> tuple[int, int]:
    """The page and the line of a place, in order; a place in a table comes last of its page."""
    at = find(place)
    return (at.page, at.line or (sys.maxsize if at.table else 0)) if at else (0, 0)
