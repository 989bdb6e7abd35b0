"""Keeps every figure of the narrative as a claim: of what, how much, in which direction, and the words it stands in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from yusuan.recognise.codes import CodeBook
from yusuan.recognise.findings import Findings
from yusuan.recognise.paragraphs import Paragraph
from yusuan.recognise.quantities import Claim, Grammar, read_claims

QUANTITIES = frozenset({"amount", "share", "change", "change_rate", "count"})


def read_statements(
    paragraphs: Mapping[int, Paragraph],
    grammar: Grammar,
    agency_names: Sequence[str],
    codes: CodeBook,
    findings: Findings,
) -> None:
    """One row per figure. `paragraphs` gives the paragraphs to read by their row in the resource `paragraphs`."""
    findings.open("statements")
    path = re.compile(grammar.vocabulary.prose["path"])
    for row, paragraph in paragraphs.items():
        for claim in read_claims(paragraph.text, grammar, agency_names):
            if claim.quantity not in QUANTITIES or not claim.subject:
                findings.not_understood(
                    "number",
                    claim.text,
                    claim.source,
                    f"{claim.printed}{claim.unit} is said of nothing that the clause names.",
                )
                continue
            _keep(claim, row, paragraph, codes.of_path(path.search(claim.subject)), findings)


def _keep(claim: Claim, row: int, paragraph: Paragraph, code: str | None, findings: Findings) -> None:
    findings.add(
        "statements",
        {
            "heading": " / ".join(part for part in (paragraph.heading, paragraph.subheading) if part),
            "paragraph": row,
            "subject": claim.subject,
            "code": code,
            "quantity": claim.quantity,
            "value": claim.value,
            "unit": claim.unit,
            "trend": claim.trend,
            "period": "prior" if claim.prior else "current",
            "text": claim.text,
        },
        {"value": (claim.source, claim.printed)},
    )
