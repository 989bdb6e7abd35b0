"""Brings tables that stand apart from the text back into the part of the document that they belong to.

A workbook has a sheet for each table and the text on another, before or after them; some documents annex their tables.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from yusuan.document import Block, Document, Line, Table
from yusuan.forms import Form, Vocabulary
from yusuan.place import parse
from yusuan.recognise.captions import NEAR, Titled, is_empty_note, titled_tables

TABLES, NARRATIVE = "tables", "narrative"


def with_annexes(document: Document, form: Form, vocabulary: Vocabulary) -> Document:
    """The document with its annexed tables in their parts; the document itself where its part of tables has any."""
    blocks = list(document.blocks)
    ends = _ends(blocks, form, vocabulary)
    if TABLES not in ends or _has_tables(blocks, ends[TABLES]):
        return document
    annexed: dict[str, list[int]] = {TABLES: [], NARRATIVE: []}
    for at, block in enumerate(blocks):
        if isinstance(block, Table) and (part := _part_of(blocks, at, form, vocabulary)):
            annexed[part].extend(_group(blocks, at, form, vocabulary))
    moved = {number for group in annexed.values() for number in group}
    following = {ends[part][1]: annexed[part] for part in (NARRATIVE, TABLES) if part in ends}
    order: list[int] = []
    for number in range(len(blocks) + 1):
        order += following.get(number, [])
        if number < len(blocks) and number not in moved:
            order.append(number)
    if len(order) != len(blocks):
        return document
    return dataclasses.replace(document, blocks=tuple(blocks[number] for number in order))


def _ends(blocks: Sequence[Block], form: Form, vocabulary: Vocabulary) -> dict[str, tuple[int, int]]:
    """Where each part begins and ends. Its title on the contents page is passed over for the one in the body."""
    heads = [
        (number, form.part_titled(match["title"]) or "")
        for number, block in enumerate(blocks)
        if isinstance(block, Line) and (match := vocabulary.patterns["part"].fullmatch(block.text.strip()))
    ]
    after = [number for number, _ in heads[1:]] + [len(blocks)]
    return {part: (number, end) for (number, part), end in zip(heads, after, strict=True)}


def _has_tables(blocks: Sequence[Block], span: tuple[int, int]) -> bool:
    return any(isinstance(block, Table) for block in blocks[slice(*span)])


def _above(blocks: Sequence[Block], at: int) -> range:
    """The lines right above a table, as many as may name it."""
    first = at
    while first > max(at - NEAR, 0) and isinstance(blocks[first - 1], Line):
        first -= 1
    return range(first, at)


def _titled(blocks: Sequence[Block], at: int, form: Form, vocabulary: Vocabulary) -> Titled:
    return titled_tables([blocks[number] for number in (*_above(blocks, at), at)], form, vocabulary)[0]


def _heads(blocks: Sequence[Block], at: int, form: Form) -> list[int]:
    """The lines above a table that are the head of one of performance targets."""
    return [
        n for n in _above(blocks, at) if isinstance(line := blocks[n], Line) and form.projects.is_caption(line.text)
    ]


def _part_of(blocks: Sequence[Block], at: int, form: Form, vocabulary: Vocabulary) -> str | None:
    """The part that a table belongs to by its title; None for one that no title names."""
    if _titled(blocks, at, form, vocabulary).above.form:
        return TABLES
    return NARRATIVE if _heads(blocks, at, form) else None


def _group(blocks: Sequence[Block], at: int, form: Form, vocabulary: Vocabulary) -> range:
    """A table with what is said right above and below it: its sheet, or its caption and that it is empty."""
    used = _titled(blocks, at, form, vocabulary).above.used
    above = _above(blocks, at)
    heads = [n for n in above if blocks[n].place in used or _on_sheet(blocks[n], blocks[at])]
    first = min([at, *heads, *_heads(blocks, at, form)])
    last = at + 1
    while (
        last < len(blocks)
        and isinstance(line := blocks[last], Line)
        and (_on_sheet(line, blocks[at]) or is_empty_note(line.text, vocabulary))
    ):
        last += 1
    return range(first, last)


def _on_sheet(block: Block, other: Block) -> bool:
    sheet = parse(other.place).sheet
    return bool(sheet) and parse(block.place).sheet == sheet
