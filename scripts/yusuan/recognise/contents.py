"""Reads a contents page: where it ends, and what it promises, whatever numbers, dots and page numbers stand there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yusuan.document import Block, Cell, Line, Table
from yusuan.forms import Vocabulary
from yusuan.words import key, name

LONGEST = 120
"""Lines of a contents page at most."""
BROKEN_OVER = 3
"""Lines that one entry may be broken over."""
FEWEST = 3
SHORTEST_HEAD = 4
YES = frozenset({"是", "空表"})
"""What says in a table of tables that one is empty."""


@dataclass(frozen=True)
class Entry:
    """One entry of the contents page: 五、一般公共预算支出情况表, in the part that it stands under.

    `empty` is where it says that the table is empty, or why, if it does.
    """

    part: str
    number: str
    title: str
    line: Line
    empty: Cell | None = None


def contents_lines(blocks: Sequence[Block], vocabulary: Vocabulary) -> list[Line]:
    """The lines of the contents page that begins with the first of these blocks; [] where there is no such page.

    It ends where its first entry is printed again, be it broken in two. Where that never happens it ends with the last
    numbered line before the first sentence or table.
    """
    lines: list[Line] = []
    last = numbered = 0
    for block in blocks[:LONGEST]:
        if not isinstance(block, Line):
            break
        if lines and _begins_again(block, lines[0], vocabulary):
            return lines
        if _is_numbered(block, vocabulary):
            last, numbered = len(lines) + 1, numbered + 1
        elif _is_sentence(block.text, vocabulary) or len(lines) - last >= BROKEN_OVER:
            break
        lines.append(block)
    return lines[:last] if numbered >= FEWEST else []


def read_entries(contents: Sequence[Line], vocabulary: Vocabulary) -> list[Entry]:
    """The numbered entries, each with the part that it stands under; one that is broken over lines is one."""
    entries: list[Entry] = []
    part = ""
    for line, text in _whole(contents, vocabulary):
        if match := vocabulary.patterns["part"].fullmatch(text):
            part = vocabulary.part_titled(match["title"]) or name(match["title"])
            continue
        for pattern in ("heading", "subheading", "list_item"):
            if match := vocabulary.patterns[pattern].fullmatch(text):
                entries.append(Entry(part, match["number"], name(match["title"]), line))
                break
    return entries


def tables_of_contents(blocks: Sequence[Block], vocabulary: Vocabulary) -> list[Table]:
    """The tables whose rows are the document's tables: 报表 | 报表名称 | 是否空表."""
    return [block for block in blocks if isinstance(block, Table) and _title_column(block, vocabulary) is not None]


def entries_of(table: Table, vocabulary: Vocabulary) -> list[Entry]:
    """What such a table promises: the number in its first column, the title in that of the titles."""
    column = _title_column(table, vocabulary) or 0
    rows = ((cells, cells[column]) for cells in table.rows[1:] if key(cells[column].text))
    empty = vocabulary.patterns["listed_empty"]
    says = next((n for n, cell in enumerate(table.rows[0]) if empty.search(key(cell.text))), None)
    return [
        Entry("", name(cells[0].text), name(title.text), Line(title.text, title.place), _empty(cells, says))
        for cells, title in rows
    ]


def _empty(cells: Sequence[Cell], column: int | None) -> Cell | None:
    """The reason that stands beside the word that a table is empty, or else that word."""
    if column is None or key(cells[column].text) not in YES:
        return None
    return next((cell for cell in cells[column + 1 :] if key(cell.text)), cells[column])


def _title_column(table: Table, vocabulary: Vocabulary) -> int | None:
    header = table.rows[0] if table.rows else ()
    titles = vocabulary.contents_titles
    if any(vocabulary.patterns["listed_empty"].search(key(cell.text)) for cell in header):
        # Beside 是否空表 a column 内容 can only hold titles.
        titles |= vocabulary.contents_words
    return next((n for n, cell in enumerate(header) if key(cell.text) in titles), None)


def _whole(contents: Sequence[Line], vocabulary: Vocabulary) -> Iterator[tuple[Line, str]]:
    """The entries without dots and page numbers, each with its first line."""
    first: Line | None = None
    text = ""
    for line in contents:
        if first is not None and not _is_numbered(line, vocabulary):
            text += _bare(line.text, vocabulary)
            continue
        if first is not None:
            yield first, text
        first, text = line, _bare(line.text, vocabulary)
    if first is not None:
        yield first, text


def _bare(text: str, vocabulary: Vocabulary) -> str:
    return vocabulary.patterns["leader"].sub("", text.strip()).strip().removesuffix("。")


def _is_numbered(line: Line, vocabulary: Vocabulary) -> bool:
    text = _bare(line.text, vocabulary)
    if vocabulary.patterns["part"].fullmatch(text):
        return True
    patterns = (vocabulary.patterns[name] for name in ("heading", "subheading", "list_item"))
    return not _is_sentence(text, vocabulary) and any(pattern.fullmatch(text) for pattern in patterns)


def _is_sentence(text: str, vocabulary: Vocabulary) -> bool:
    return vocabulary.patterns["sentence_mark"].search(text) is not None


def _begins_again(line: Line, first: Line, vocabulary: Vocabulary) -> bool:
    word, head = key(_bare(line.text, vocabulary)), key(_bare(first.text, vocabulary))
    return word == head or (len(word) >= SHORTEST_HEAD and head.startswith(word))
