"""Finds what stands between two tables: the title, number and unit of the one below, and notes on the one above."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from yusuan.document import Block, Cell, Line, Table
from yusuan.forms import Form, TableForm, Vocabulary
from yusuan.recognise.broken_units import with_whole_units
from yusuan.recognise.findings import Printed
from yusuan.units import YUAN
from yusuan.words import key

NEAR = 8
"""How many lines above a table may name it."""
LONGEST_TITLE = 80
_UNIT_BESIDE = re.compile(rf"\s*[（(/、或]\s*({'|'.join(YUAN)})")
_YEAR = re.compile(r"[(（]?20\d\d年(?:度)?[)）]?")
_BRACKETS = re.compile(r"\([^()]*\)")
DEEPEST_CAPTION = 4
"""How many of a table's own first rows may be its caption."""


@dataclass
class Caption:
    """The lines between two tables: what names the one below, and what is said of the one above.

    `words` are all lines of it, `title` may be several of them. `units` are all that are printed of the table below:
    where they are more than one, none counts.
    """

    marker: Printed | None = None
    title: Printed | None = None
    form: TableForm | None = None
    issuer: Printed | None = None
    unit: Printed | None = None
    units: tuple[str, ...] = ()
    notes: tuple[Line, ...] = ()
    lines: tuple[Line, ...] = ()
    used: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Titled:
    """A table, what is said above it, and what is said below it up to the next table."""

    table: Table
    above: Caption
    below: Caption


def titled_tables(blocks: Sequence[Block], form: Form, vocabulary: Vocabulary) -> list[Titled]:
    """Every table of a part of a document, in order, with what is said above and below it."""
    tables: list[Table] = []
    captions: list[Caption] = []
    lines: list[Line] = []
    for block in blocks:
        if isinstance(block, Line):
            lines.append(block)
            continue
        caption = read_caption(lines, form, vocabulary)
        table, caption = _own_caption(block, caption, form, vocabulary)
        tables.append(table)
        captions.append(caption)
        lines = []
    captions.append(read_caption(lines, form, vocabulary))
    return [Titled(t, above, below) for t, above, below in zip(tables, captions, captions[1:], strict=False)]


def read_caption(lines: Sequence[Line], form: Form, vocabulary: Vocabulary) -> Caption:
    """What these lines say. The title nearest to the table counts; it may be broken over several lines."""
    printed, lines = lines, with_whole_units(lines, vocabulary.patterns["unit"])
    caption = Caption(lines=tuple(printed))
    taken: set[int] = set()
    near = len(lines) - NEAR
    for number in reversed(range(max(near, 0), len(lines))):
        count = _title_length(lines, number, form, vocabulary)
        if count:
            title = lines[number : number + count]
            caption.title = title[0].place, "".join(line.text.strip() for line in title)
            caption.form = form.table_titled(caption.title[1])
            taken.update(range(number, number + count))
            break
    notes: list[Line] = []
    # Above the title stands what belongs to the table before.
    below_title = max(taken, default=-1)
    units = _units(caption.title[1], vocabulary) if caption.title else []
    for number, line in enumerate(lines):
        text = line.text.strip()
        if number in taken:
            continue
        if not text:
            # Its only words were the rest of the unit above.
            taken.add(number)
            continue
        if vocabulary.patterns["table_marker"].fullmatch(text):
            caption.marker = line.place, line.text
        elif unit := vocabulary.patterns["unit"].search(text):
            if _is_unit_line(text, unit.start(), vocabulary):
                caption.unit = line.place, line.text
                units += _units(text, vocabulary) if number > below_title else []
            else:
                notes.append(line)
                continue
        elif vocabulary.patterns["issuer"].fullmatch(text):
            caption.issuer = line.place, line.text
        else:
            notes.append(line)
            continue
        taken.add(number)
    if caption.title and caption.unit is None and vocabulary.patterns["unit"].search(caption.title[1]):
        caption.unit = caption.title
    if caption.title is None and caption.unit:
        units = _units(caption.unit[1], vocabulary)
    caption.units = tuple(dict.fromkeys(units))
    caption.notes = tuple(notes)
    caption.used = frozenset(printed[number].place for number in taken)
    return caption


def is_empty_note(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a statement says that a table is empty on purpose."""
    return any(words in key(text) for words in vocabulary.empty_statement)


def _units(text: str, vocabulary: Vocabulary) -> list[str]:
    """Every unit of amounts that a line states, such as both of 单位：元（万元）."""
    found: list[str] = []
    for match in vocabulary.patterns["unit"].finditer(text):
        found.append(match["unit"])
        if beside := _UNIT_BESIDE.match(text, match.end()):
            found.append(beside[1])
    return found


def _is_unit_line(text: str, start: int, vocabulary: Vocabulary) -> bool:
    return len(text) <= LONGEST_TITLE and not vocabulary.patterns["sentence_end"].search(text[:start].strip()[-1:])


def _title_length(lines: Sequence[Line], number: int, form: Form, vocabulary: Vocabulary) -> int:
    """How many lines, from this one on, make up the title of a table; 0 where no title begins."""
    text = ""
    for count, line in enumerate(lines[number : number + 3], start=1):
        words = line.text.strip()
        if len(words) > LONGEST_TITLE or (count > 1 and vocabulary.patterns["unit"].search(words)):
            return 0
        text += words
        if _is_title(text, form, vocabulary) and "(" not in _BRACKETS.sub("", key(text)):
            return count
        if count == 1 and not _may_go_on(words, vocabulary):
            return 0
    return 0


def _may_go_on(words: str, vocabulary: Vocabulary) -> bool:
    marker = vocabulary.patterns["table_marker"].fullmatch(words)
    return marker is None and not vocabulary.patterns["sentence_mark"].search(words)


def _is_title(text: str, form: Form, vocabulary: Vocabulary) -> bool:
    bare = vocabulary.patterns["unit"].split(text)[0] if vocabulary.patterns["unit"].search(text) else text
    return (
        not is_empty_note(text, vocabulary)
        and not vocabulary.patterns["title_sentence"].search(bare)
        and form.table_titled(text) is not None
    )


def _own_caption(table: Table, caption: Caption, form: Form, vocabulary: Vocabulary) -> tuple[Table, Caption]:
    """The table without those of its first rows that are its caption, and the caption with what they say."""
    depth = 0
    for number, cells in enumerate(table.rows[:DEEPEST_CAPTION], start=1):
        filled = [cell for cell in cells if cell.text.strip()]
        said = [cell for cell in filled if not _YEAR.fullmatch(key(cell.text))]
        # 部门：某局 | 2024年度 | 金额单位：万元
        if len(said) > 2 or (filled and not said) or not all(_is_caption(cell, form, vocabulary) for cell in said):
            break
        # A row without words may part the title from the unit.
        depth = number if filled else depth
    if not depth:
        return table, caption
    own = [cell for cells in table.rows[:depth] for cell in cells if cell.text.strip()]
    read = read_caption([Line(cell.text, cell.place) for cell in own], form, vocabulary)
    same = read.title is None or (caption.title is not None and read.form == caption.form)
    found = replace(
        caption,
        units=tuple(dict.fromkeys((*(caption.units if same else ()), *read.units))),
        marker=read.marker or caption.marker,
        title=read.title or caption.title,
        form=read.form or caption.form,
        issuer=read.issuer or caption.issuer,
        unit=read.unit or caption.unit,
        used=caption.used | {cell.place for cell in own},
    )
    return replace(table, rows=table.rows[depth:]), found


def _is_caption(cell: Cell, form: Form, vocabulary: Vocabulary) -> bool:
    text = cell.text.strip()
    return bool(
        _is_title(text, form, vocabulary)
        or vocabulary.patterns["unit"].search(text)
        or vocabulary.patterns["issuer"].fullmatch(text)
        or vocabulary.patterns["stated_issuer"].fullmatch(text)
        or vocabulary.patterns["table_marker"].fullmatch(text)
    )
