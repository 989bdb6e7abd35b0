"""What is masked, and how: each character but white space becomes one sign, so that every other keeps its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal["identity-number", "telephone", "account", "e-mail", "name"]
KINDS: tuple[Kind, ...] = get_args(Kind)

COVER = "＊"
"""What a masked character is shown as. No reader takes it for a digit or a word."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` to `end` (from 0, `end` not among them) of one printed text that are personal data."""

    start: int
    end: int
    kind: Kind


def masked(text: str, spans: Iterable[Span]) -> str:
    """The text with these spans covered, of the same length.

    >>> masked("联系人：张 三", [Span(4, 7, "name")])
    '联系人：＊ ＊'
    """
    characters = list(text)
    for span in spans:
        for index in range(span.start, span.end):
            if not characters[index].isspace():
                characters[index] = COVER
    return "".join(characters)


def merged(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, none over another: of two that overlap, the one that begins first grows."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if kept and span.start < kept[-1].end:
            kept[-1] = Span(kept[-1].start, max(kept[-1].end, span.end), kept[-1].kind)
        else:
            kept.append(span)
    return kept
