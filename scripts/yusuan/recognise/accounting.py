"""Accounts for every number of the source: held by one resource, or recognised as no figure, or not understood."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from yusuan import place
from yusuan.document import Cell, Document, Line, Placed, Table
from yusuan.numbers import IN_TEXT
from yusuan.recognise.findings import Findings
from yusuan.recognise.quantities import LONGEST_CLAUSE, Grammar

_AMOUNT = re.compile(r"\d[\d,]*\.\d\d(?![\d.])")
Mark = tuple[str, int]
"""A printed line or cell, and the character in it (from 1)."""


def account(document: Document, contents: Iterable[Line], grammar: Grammar, findings: Findings) -> dict[str, int]:
    """How many numbers each resource holds, and how many are contents entries, dates, ordinals and the like.

    A number that nothing holds is added to the findings as not understood. In running text a whole number without a
    unit is no figure (编号 77, 成立 77 周年): it counts as `narrative`. One with two decimals could be an amount.
    """
    whole, single = _held(findings)
    listed = {line.place for line in contents}
    balance: Counter[str] = Counter()
    for block in document.blocks:
        texts: Iterable[Line | Cell] = (
            [block] if isinstance(block, Line) else [cell for row in block.rows for cell in row]
        )
        for text in texts:
            placed = Placed.of(text)
            no_figures: dict[Mark, str] | None = None
            for match in IN_TEXT.finditer(placed.text):
                mark = placed.marks[match.start()]
                if no_figures is None:
                    no_figures = _no_figures(placed, grammar)
                holder = (
                    single.get(mark)
                    or ("contents entries" if text.place in listed else None)
                    or whole.get(text.place)
                    or no_figures.get(mark)
                    or (None if isinstance(block, Table) or _AMOUNT.match(placed.text, match.start()) else "narrative")
                )
                if holder is None and mark not in single:
                    reason = f"Nothing holds the number {match.group()}."
                    findings.not_understood("number", _around(placed.text, match), placed.at(match.start()), reason)
                balance[holder or "not understood"] += 1
    return dict(balance)


def _around(text: str, match: re.Match[str]) -> str:
    """The line or cell that a number stands in; of a very long one the words around it."""
    if len(text) <= LONGEST_CLAUSE:
        return text
    return text[max(0, match.start() - LONGEST_CLAUSE // 2) : match.end() + LONGEST_CLAUSE // 2]


def _held(findings: Findings) -> tuple[dict[str, str], dict[Mark, str]]:
    """Places held whole by a resource, and single numbers by place and character."""
    whole: dict[str, str] = dict(findings.accounted)
    single: dict[Mark, str] = {}
    read = [(str(row["source"]), str(row["resource"])) for row in findings.provenance]
    for source, holder in [*read, *((str(row["source"]), "not understood") for row in findings.unread)]:
        found = place.find(source)
        if found and found.character:
            single[str(found.cell), found.character] = holder
        else:
            whole.setdefault(source, holder)
    return whole, single


def _no_figures(text: Placed, grammar: Grammar) -> dict[Mark, str]:
    """The characters that are part of no figure, each with the kind of what it is part of: a date, an ordinal."""
    bare = text.without_spaces()
    found: dict[Mark, str] = {}
    for kind, pattern in grammar.not_figures:
        for match in pattern.finditer(bare.text):
            for mark in bare.marks[match.start() : match.end()]:
                found.setdefault(mark, kind)
    return found
