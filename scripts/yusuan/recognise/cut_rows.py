"""Puts rows together that a page break cut, where the names that are known say that the two halves are one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from yusuan.document import Block, Cell, Document, Table
from yusuan.numbers import number
from yusuan.place import parse
from yusuan.words import key

Row = tuple[Cell, ...]
_HAN = re.compile("[\u4e00-\u9fff]")
# 八、教育支出 and 205教育支出 have a name after their number.
_NUMBER = re.compile(r"(?:其中:)?(?:\(?[一二三四五六七八九十百]+[)、.]+|\d+[)、.]?)")


def with_whole_rows(document: Document, names: Iterable[str]) -> Document:
    """The document, each row that a page break cut in one piece; what a reader doubted about it is settled.

    社会保障和就 at the foot of a page and 业支出 at the head of the next are one name: the whole is one of `names`, the
    first half is not; or the whole is printed elsewhere in the document, and neither half is one of `names`. A row that
    a reader doubts, with words alone in a table whose every other row has a figure, is the rest of the row above.
    Each figure keeps its place.
    """
    doubted = {flag.place for flag in document.flags}
    known = {_bare(name) for name in names}
    tables = [block for block in document.blocks if isinstance(block, Table)]
    printed = known | {_bare(cell.text) for table in tables for row in table.rows for cell in row}
    settled: set[str] = set()
    blocks: list[Block] = []
    for block in document.blocks:
        if not isinstance(block, Table):
            blocks.append(block)
            continue
        table, places = _mended(block, known, printed, doubted)
        blocks.append(table)
        settled |= places
    flags = tuple(flag for flag in document.flags if flag.place not in settled)
    return replace(document, blocks=tuple(blocks), flags=flags) if settled else document


def _bare(text: str) -> str:
    """A name without its number; a code by itself stays a code."""
    bare = key(text)
    return _NUMBER.sub("", bare, count=1) or bare


def _mended(table: Table, known: set[str], printed: set[str], doubted: set[str]) -> tuple[Table, set[str]]:
    """The table, and the places of the rows whose words became part of the row above."""
    rows: list[Row] = []
    gone: set[str] = set()
    page = 0
    for row in table.rows:
        whole = None
        # A text may be cut twice: what it took from the page before left a row without text there.
        at = next((n for n in range(len(rows) - 1, -1, -1) if any(cell.text for cell in rows[n])), -1)
        if (turned := _page(row)) > page > 0 and at >= 0:
            whole = _whole(rows[at], row, known, printed)
            if whole is None and doubted & {cell.place for cell in row} and _is_rest(rows[at], row, table):
                whole = tuple(_joined(first, rest) for first, rest in zip(rows[at], row, strict=True))
        page = max(page, turned)
        if whole is None:
            rows.append(row)
        else:
            # A row without text stays: a row that is missing at the head of a page is taken for a repeated header.
            rows[at] = whole
            rows.append(tuple(replace(cell, text="") for cell in row))
            gone |= {cell.place for cell in row}
    return replace(table, rows=tuple(rows)), gone


def _page(row: Row) -> int:
    # A cell that a page break cuts may have its text on the later page.
    return min(parse(cell.place).page for cell in row)


def _whole(above: Row, row: Row, known: set[str], printed: set[str]) -> Row | None:
    """Both rows as one; None where they may be two."""
    pairs = list(zip(above, row, strict=True))
    both = [(first.text, rest.text) for first, rest in pairs if first.text.strip() and rest.text.strip()]
    if not both or not all(_is_cut(first.strip(), rest.strip(), known, printed) for first, rest in both):
        return None
    return tuple(_joined(first, rest) for first, rest in pairs)


def _is_rest(above: Row, row: Row, table: Table) -> bool:
    """Whether a row only ends texts of the row above: it has no figure, and every other row of the table has one."""
    halves = [(first.text, rest.text) for first, rest in zip(above, row, strict=True) if rest.text.strip()]
    begins = next((n for n, cells in enumerate(table.rows) if _has_figure(cells)), len(table.rows))
    # At the head of another page may stand the rest of another row.
    heads = {n for n, pair in enumerate(pairwise(table.rows), start=1) if _page(pair[1]) > _page(pair[0])}
    printed = [cells for n, cells in enumerate(table.rows) if n >= begins and n not in heads]
    others = [cells for cells in printed if cells != row and any(cell.text.strip() for cell in cells)]
    return (
        bool(halves)
        and all(_HAN.search(first) and _HAN.search(rest) for first, rest in halves)
        and len(others) > 1
        and all(_has_figure(cells) for cells in others)
    )


def _has_figure(row: Row) -> bool:
    return any(number(cell.text) is not None for cell in row)


def _is_cut(first: str, rest: str, known: set[str], printed: set[str]) -> bool:
    """Whether only the two together are a name."""
    begun, whole = _bare(first), _bare(first + rest)
    return begun not in known and (whole in known or (whole in printed and _bare(rest) not in known))


def _joined(first: Cell, rest: Cell) -> Cell:
    if not first.text.strip():
        return rest
    return replace(first, text=first.text.strip() + rest.text.strip())
