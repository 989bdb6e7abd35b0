"""Withholds the names and telephones of persons: they stay in the source's text, and come into no table.

What follows 联系人： or stands beside 项目负责人 is covered before anything is read, letter by letter, so that
every other character keeps its place. A line that says nothing else is left out.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from typing import TypeVar

from yusuan.document import Cell, Document, Line, Table
from yusuan.forms import Vocabulary
from yusuan.words import key

_Printed = TypeVar("_Printed", Line, Cell)
COVER = "＊"
# A name, or several, with or without a telephone.
_NAME, _TELEPHONE = r"[\u4e00-\u9fff·]{2,4}", r"[\d\-—－]{7,13}"
_PERSON = re.compile(rf"{_NAME}(?:[、,，/\s]{_NAME})*(?:[、,，/\s(（]*{_TELEPHONE}[)）]?)?|{_TELEPHONE}")


def without_persons(document: Document, vocabulary: Vocabulary, is_label: Callable[[str], bool]) -> Document:
    """The document with every person's name covered; `is_label` knows the words that are no name beside a label."""
    label = vocabulary.patterns["person_label"].pattern
    end = rf"\s{{2,}}|\t|[；;。]|\s*(?:{label})\s*[:：]|\s*$"
    stated = re.compile(rf"(?:{label})\s*[:：]\s*(?P<person>\S.*?)(?={end})")

    def covered(text: str) -> str:
        return stated.sub(lambda m: text[m.start() : m.start("person")] + _cover(m["person"]), text)

    def row_of(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
        row = [_with(cell, covered(cell.text)) for cell in cells]
        for number, cell in enumerate(row):
            if vocabulary.patterns["person_label"].fullmatch(key(cell.text).rstrip(":")):
                beside = next((n for n in range(number + 1, len(row)) if row[n].text.strip()), None)
                if beside is not None and _is_person(row[beside].text, is_label):
                    row[beside] = _with(row[beside], _cover(row[beside].text))
        return tuple(row)

    blocks = tuple(
        dataclasses.replace(block, rows=tuple(map(row_of, block.rows)))
        if isinstance(block, Table)
        else _with(block, covered(block.text))
        for block in document.blocks
        if isinstance(block, Table) or not block.text.strip() or stated.sub("", block.text).strip()
    )
    return dataclasses.replace(document, blocks=blocks)


def _is_person(text: str, is_label: Callable[[str], bool]) -> bool:
    return _PERSON.fullmatch(text.strip()) is not None and not is_label(text)


def _cover(text: str) -> str:
    return "".join(character if character.isspace() else COVER for character in text)


def _with(printed: _Printed, text: str) -> _Printed:
    return printed if text == printed.text else dataclasses.replace(printed, text=text)
