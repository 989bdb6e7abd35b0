"""Accounts for every number of the source: held by one resource, or recognised as no figure, or not understood."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from yusuan.document import Cell, Document, Line, Placed
from yusuan.recognise.findings import Findings
from yusuan.recognise.quantities import Grammar

_NUMBER = re.compile(r"(?:(?<![\d%％])[\-−－])?\d[\d,]*(?:\.\d+)?")
_AT = re.compile(r"(?P<place>.+)@(?P<character>\d+)")


def account(document: Document, contents: Iterable[Line], grammar: Grammar, findings: Findings) -> dict[str, int]:
    """How many numbers each resource holds, and how many are contents entries, dates, ordinals and the like.

    A number that nothing holds is added to the findings as not understood.
    """
    whole, single = _held(findings)
    listed = {line.place for line in contents}
    balance: Counter[str] = Counter()
    for block in document.blocks:
        texts: Iterable[Line | Cell] = (
            [block] if isinstance(block, Line) else [cell for row in block.rows for cell in row]
        )
        for text in texts:
            no_figures: dict[int, str] | None = None
            for match in _NUMBER.finditer(text.text):
                if no_figures is None:
                    no_figures = _no_figures(text, grammar)
                holder = (
                    single.get((text.place, match.start() + 1))
                    or ("contents entries" if text.place in listed else None)
                    or whole.get(text.place)
                    or no_figures.get(match.start() + 1)
                )
                if holder is None and (text.place, match.start() + 1) not in single:
                    findings.not_understood(
                        "number",
                        text.text.strip(),
                        f"{text.place}@{match.start() + 1}",
                        f"Nothing holds the number {match.group()}.",
                    )
                balance[holder or "not understood"] += 1
    return dict(balance)


def _held(findings: Findings) -> tuple[dict[str, str], dict[tuple[str, int], str]]:
    """Places held whole by a resource, and single numbers by place and character."""
    whole: dict[str, str] = dict(findings.held)
    single: dict[tuple[str, int], str] = {}
    for row in findings.provenance:
        source, resource = str(row["source"]), str(row["resource"])
        if match := _AT.fullmatch(source):
            single[match["place"], int(match["character"])] = resource
        else:
            whole.setdefault(source, resource)
    for row in findings.unread:
        if match := _AT.fullmatch(str(row["source"])):
            single[match["place"], int(match["character"])] = "not understood"
        else:
            whole.setdefault(str(row["source"]), "not understood")
    return whole, single


def _no_figures(text: Line | Cell, grammar: Grammar) -> dict[int, str]:
    """The characters (from 1) that are part of no figure, each with what it is part of: a date, an ordinal."""
    placed = Placed.of(text).without_spaces()
    found: dict[int, str] = {}
    for kind, pattern in grammar.not_figures:
        for match in pattern.finditer(placed.text):
            for _, character in placed.marks[match.start() : match.end()]:
                found.setdefault(character, kind)
    return found
