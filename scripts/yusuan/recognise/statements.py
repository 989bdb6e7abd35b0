"""Keeps every figure of the narrative: as a key figure, as a claim, or as one for which no subject was found."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from yusuan.document import Block
from yusuan.recognise.codes import CodeBook
from yusuan.recognise.findings import Findings, Value
from yusuan.recognise.paragraphs import Paragraph
from yusuan.recognise.prose import Claim, KeyItems, read_prose, with_meaning

_AT = re.compile(r"(?P<place>.+)@(?P<character>\d+)")
Mark = tuple[str, int]


def read_statements(
    blocks: Iterable[Block],
    paragraphs: Mapping[int, Paragraph],
    names: Sequence[str],
    year: int | None,
    codes: CodeBook,
    findings: Findings,
) -> None:
    """One row per figure of the blocks that no key figure holds yet.

    `paragraphs` gives the paragraphs by their row in the resource `paragraphs`; `names` are those of the issuer.
    """
    findings.open("statements")
    findings.open("key-figures")
    rows = {mark: row for row, paragraph in paragraphs.items() for mark in paragraph.text.marks}
    held = _held(findings)
    reading = read_prose(blocks, names, year)
    items, seen = KeyItems(), set()
    for claim in with_meaning(reading.claims, codes):
        mark = _mark(claim.source)
        if mark in held:
            continue
        item = items.of(claim)
        # What is said again of a key figure is a claim about it.
        if item and (item, claim.quantity) not in seen:
            seen.add((item, claim.quantity))
            _keep_key_figure(claim, *item, findings)
        else:
            _keep(claim, rows.get(mark), findings)
    for unread in reading.unread:
        if _mark(unread.source) not in held:
            reason = f"No subject found for the number {unread.printed}."
            findings.not_understood("number", unread.text, unread.source, reason)


def _held(findings: Findings) -> Collection[Mark]:
    """The characters at which figures stand that something else holds."""
    sources = [row["source"] for row in (*findings.provenance, *findings.unread)]
    return {_mark(str(source)) for source in sources if _AT.fullmatch(str(source))}


def _mark(source: str) -> Mark:
    match = _AT.fullmatch(source)
    return (match["place"], int(match["character"])) if match else (source, 0)


def _keep_key_figure(claim: Claim, topic: str, item: str, findings: Findings) -> None:
    values: dict[str, Value] = {
        "topic": topic,
        "item": item,
        "label": claim.subject,
        "quantity": claim.quantity,
        "value": claim.value,
        "unit": claim.unit,
        "trend": claim.trend or None,
        "text": claim.text,
    }
    findings.add("key-figures", values, {"value": (claim.source, claim.printed)})


def _keep(claim: Claim, paragraph: int | None, findings: Findings) -> None:
    values: dict[str, Value] = {
        "heading": claim.heading or None,
        "enumerators": claim.enumerators or None,
        "paragraph": paragraph,
        "sentence": claim.sentence,
        "subject": claim.subject,
        "concept": claim.concept or None,
        "code": claim.code or None,
        "code_from": claim.code_from or None,
        "quantity": claim.quantity,
        "value": claim.value or None,
        "unit": claim.unit or None,
        "step": claim.step or None,
        "trend": claim.trend or None,
        "period": claim.period,
        "base_kind": claim.base_kind or None,
        "base_period": claim.base_period or None,
        "whole": claim.whole or None,
        "group": claim.group,
        "role": claim.role,
        "text": claim.text,
    }
    findings.add("statements", values, {"value" if claim.value else "trend": (claim.source, claim.printed)})
