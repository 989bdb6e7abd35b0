"""The document as it was published, line by line, each figure leading to where it is used."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from yusuan.site.anchors import Key, Uses

_IN_LINE = re.compile(r"L(?P<line>\d+)@(?P<character>\d+)")
_CELL = re.compile(r"L(?P<line>\d+)C(?P<cell>\d+)(?::C(?P<last>\d+))?")
_PAGE = re.compile(r"P(?P<page>\d+)")


@dataclass(frozen=True)
class Piece:
    """Some text of a line; `url` leads, below the disclosure, to where it is used; `mark` to a discrepancy."""

    text: str
    id: str = ""
    url: str = ""
    mark: str = ""
    cell: bool = False


@dataclass(frozen=True)
class SourceLine:
    """One line of the document, its number from 1, its pieces in order."""

    number: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class SourceGroup:
    """What was read from one page or sheet of a document whose text is not kept here."""

    title: str
    entries: tuple[tuple[str, str, str], ...]


def source_lines(
    text: str, printed: Mapping[Key, tuple[str, str]], uses: Uses, marks: Mapping[Key, str]
) -> list[SourceLine]:
    """The lines of a text that are not blank. A value that is on no page stands as plain text."""
    inline: dict[int, dict[int, tuple[Key, str]]] = defaultdict(dict)
    cells: dict[tuple[int, int], Key] = {}
    for key, (source, words) in printed.items():
        if match := _IN_LINE.fullmatch(source):
            inline[int(match["line"])].setdefault(int(match["character"]) - 1, (key, words))
        elif match := _CELL.fullmatch(source):
            # An amount before the code or name in the same cell: it is what a reader comes for.
            for cell in range(int(match["cell"]), int(match["last"] or match["cell"]) + 1):
                cells.setdefault((int(match["line"]), cell), key)
    found = []
    for number, line in enumerate(text.split("\n"), start=1):
        if "\t" in line:
            pieces = [
                _cell(number, column, words, cells.get((number, column)), uses, marks)
                for column, words in enumerate(line.split("\t"), start=1)
            ]
        else:
            pieces = list(_running(number, line, inline[number], uses, marks))
        if line.strip():
            found.append(SourceLine(number, tuple(pieces)))
    return found


def _cell(number: int, column: int, words: str, key: Key | None, uses: Uses, marks: Mapping[Key, str]) -> Piece:
    url = (uses.of(*key) or "") if key and words.strip() else ""
    return Piece(words, f"L{number}C{column}", url, marks.get(key, "") if key else "", True)


def _running(
    number: int, line: str, figures: Mapping[int, tuple[Key, str]], uses: Uses, marks: Mapping[Key, str]
) -> Iterable[Piece]:
    position = 0
    for start, (key, words) in sorted(figures.items()):
        url = uses.of(*key)
        if start < position or not url or not line.startswith(words, start):
            continue
        yield Piece(line[position:start])
        yield Piece(words, f"L{number}-{start + 1}", url, marks.get(key, ""))
        position = start + len(words)
    yield Piece(line[position:])


def source_groups(printed: Mapping[Key, tuple[str, str]], uses: Uses) -> list[SourceGroup]:
    """Where the text itself is not kept: every place that something was read from, page by page."""
    groups: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for key, (source, words) in printed.items():
        url = uses.of(*key)
        if source and url:
            page = _PAGE.match(source)
            title = f"第 {page['page']} 页" if page else source.partition("!")[0] if "!" in source else "全文"
            groups[title].append((source, words, url))
    return [SourceGroup(title, tuple(entries)) for title, entries in groups.items()]
