"""Withholds personal data: they stay in the source's text, and come into no table.

Identity numbers, telephones, accounts, addresses and names are masked before anything is read, character by character,
so that every other character keeps its place. A line that says nothing else is left out.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

from yusuan import personal
from yusuan.document import Block, Cell, Document, Flag, Line, Table
from yusuan.personal import Kind, Permissions, Span, labels_only, masked
from yusuan.place import parse


@dataclass(frozen=True)
class Withheld:
    """One datum that was masked: what it is, and where it is printed."""

    kind: Kind
    place: str


def without_personal_data(document: Document, permissions: Permissions) -> tuple[Document, tuple[Withheld, ...]]:
    """The document with all personal data masked but what may be published, and where they stand."""
    groups = _groups(document.blocks)
    findings = personal.find_all([_rows(group) for group in groups], permissions)
    withheld: list[Withheld] = []
    spans: dict[tuple[int, int, int], list[Span]] = {}
    for finding in findings:
        spans.setdefault((finding.block, finding.row, finding.cell), []).append(finding.span)
        withheld.append(Withheld(finding.kind, _place(groups[finding.block], finding)))
    blocks: list[Block] = []
    for number, group in enumerate(groups):
        if isinstance(first := group[0], Table):
            blocks.append(_masked_table(first, number, spans))
        else:
            lines = [block for block in group if isinstance(block, Line)]
            found = spans.get((number, 0, 0), [])
            blocks.extend(_masked_lines(lines, found) if found else lines)
    flags = tuple(_masked_flag(flag, permissions) for flag in document.flags)
    return dataclasses.replace(document, blocks=tuple(blocks), flags=flags), tuple(withheld)


def _groups(blocks: Sequence[Block]) -> list[list[Block]]:
    """Each table by itself, each line with those that go on from it: a number may be cut by the end of a line."""
    groups: list[list[Block]] = []
    for block in blocks:
        if isinstance(block, Line) and block.continues and groups and isinstance(groups[-1][-1], Line):
            groups[-1].append(block)
        else:
            groups.append([block])
    return groups


def _rows(group: Sequence[Block]) -> list[list[str]]:
    if isinstance(first := group[0], Table):
        return [[cell.text for cell in row] for row in first.rows]
    return [["".join(line.text for line in group if isinstance(line, Line))]]


def _place(group: Sequence[Block], finding: personal.Finding) -> str:
    if isinstance(first := group[0], Table):
        return first.rows[finding.row][finding.cell].place
    start = finding.span.start
    for line in group:
        if isinstance(line, Line):
            if start < len(line.text):
                return str(parse(line.place).at_character(start + 1))
            start -= len(line.text)
    raise AssertionError("a finding lies within its block")


def _masked_table(table: Table, number: int, spans: dict[tuple[int, int, int], list[Span]]) -> Table:
    if not any(block == number for block, _, _ in spans):
        return table
    rows = tuple(
        tuple(_masked_cell(cell, spans.get((number, r, c), [])) for c, cell in enumerate(row))
        for r, row in enumerate(table.rows)
    )
    return dataclasses.replace(table, rows=rows)


def _masked_cell(cell: Cell, spans: Sequence[Span]) -> Cell:
    return dataclasses.replace(cell, text=masked(cell.text, spans)) if spans else cell


def _masked_lines(lines: Sequence[Line], spans: Sequence[Span]) -> list[Line]:
    text = masked("".join(line.text for line in lines), spans)
    if labels_only(text):
        return []
    done, start = [], 0
    for line in lines:
        end = start + len(line.text)
        done.append(dataclasses.replace(line, text=text[start:end]))
        start = end
    return done


def _masked_flag(flag: Flag, permissions: Permissions) -> Flag:
    findings = personal.find_all([[[flag.text]]], permissions)
    return dataclasses.replace(flag, text=masked(flag.text, [f.span for f in findings])) if findings else flag
