"""Personal data in tables: a cell says by its header, its label and its neighbours what its digits and words are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from yusuan.numbers import number
from yusuan.personal.masking import Kind, Span, merged
from yusuan.personal.names import is_name, is_name_label
from yusuan.personal.numbers import is_mobile, numbers_of_kind
from yusuan.personal.text import find
from yusuan.personal.words import printed_words, words
from yusuan.words import key

Rows = Sequence[Sequence[str]]
Spot = tuple[int, int]
"""Row and cell, from 0."""

_PIECES = re.compile(r"[、,，/;；\s]+|(?<=[\u4e00-\u9fff])(?=[\d(（])|[()（）]")
_LONGEST_LABEL = 24


def find_in_table(rows: Rows) -> dict[Spot, list[Span]]:
    """The personal data of each cell that has any, in order.

    A number that a column or row of amounts, counts or codes holds is one of them, whatever it looks like.
    """
    found: dict[Spot, list[Span]] = {}
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text and (spans := [span for span in find(text) if not _is_other(rows, r, c, span)]):
                found[r, c] = spans
    for spot, span in stated(rows):
        found[spot] = merged([*found.get(spot, ()), span])
    return found


def stated(rows: Rows) -> Iterator[tuple[Spot, Span]]:
    """What labels beside cells, and headers above them, say to be personal."""
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            for kind in _kinds(text):
                beside = next((n for n in range(c + 1, len(row)) if row[n].strip()), None)
                if beside is not None:
                    yield from (((r, beside), span) for span in _of_kind(row[beside], kind, beside_label=True))
                for below in range(r + 1, len(rows)):
                    if c < len(rows[below]) and not _has_own_label(rows[below], c):
                        spans = _of_kind(rows[below][c], kind, beside_label=False)
                        yield from (((below, c), span) for span in spans)


def _has_own_label(row: Sequence[str], column: int) -> bool:
    """Whether the cell before says what this one is, so that what stands above does not."""
    before = next((row[n] for n in range(column - 1, -1, -1) if row[n].strip()), "")
    return before.rstrip().endswith((":", "："))


def _of_kind(text: str, kind: Kind, *, beside_label: bool) -> list[Span]:
    """The whole of a cell where all of it is data of this kind (names with or without telephones)."""
    bare = text.strip()
    if not bare:
        return []
    if key(bare).rstrip(":") in printed_words():
        return []
    start = len(text) - len(text.lstrip())
    if kind != "name":
        return [Span(start, start + len(bare), kind)] if numbers_of_kind(bare, kind) else []
    pieces = [bare] if is_name(bare, beside_label) else [piece for piece in _PIECES.split(bare) if piece]
    named = [piece for piece in pieces if is_name(piece, beside_label)]
    others = [piece for piece in pieces if piece not in named]
    whole = bool(pieces) and all(numbers_of_kind(piece, "telephone") for piece in others)
    return [Span(start, start + len(bare), kind if named else "telephone")] if whole else []


def _kinds(text: str) -> Iterator[Kind]:
    if len(text) > _LONGEST_LABEL or not text.strip():
        return
    label = key(text).rstrip(":")
    if is_name_label(label):
        yield "name"
    for kind, pattern in _label_cells():
        if pattern.fullmatch(label):
            yield kind


@cache
def _label_cells() -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    known = words()
    before = r"[\u4e00-\u9fff]{0,8}?"
    return (
        ("telephone", known.pattern(rf"{before}<telephone_label>")),
        ("identity-number", known.pattern(rf"{before}<identity_label>")),
        # Below 账户 stand amounts as well.
        ("account", known.pattern(rf"{before}(?=.*号)<account_label>")),
        ("e-mail", known.pattern(rf"{before}<email_label>")),
    )


def _is_other(rows: Rows, r: int, c: int, span: Span) -> bool:
    """Whether digits that look like a person's are an amount, a count or a code, by where they stand."""
    text = rows[r][c]
    if span.kind in ("name", "e-mail") or text.strip() != text[span.start : span.end].strip():
        return False
    around = [_words_before(rows[r][:c]), _words_before([row[c] for row in rows[:r] if c < len(row)])]
    if any(kind == span.kind for label in around for kind in _kinds(label)):
        return False
    if any(_code().search(label) for label in around):
        return True
    if number(text) is None:
        return False  # with separators, or the check digit X
    if any(_amount().search(label) for label in around):
        return True
    column = [row[c] for n, row in enumerate(rows) if n != r and c < len(row)]
    peers = [text for text in (*column, *rows[r][:c], *rows[r][c + 1 :]) if number(text) is not None]
    return any(len(peer.strip()) != len(text.strip()) and not is_mobile(peer) for peer in peers)


def _words_before(texts: Sequence[str]) -> str:
    """The nearest cell that is no number."""
    return next((text for text in reversed(texts) if text.strip() and number(text) is None), "")[:_LONGEST_LABEL]


@cache
def _code() -> re.Pattern[str]:
    return words().pattern("<code_label>")


@cache
def _amount() -> re.Pattern[str]:
    return words().pattern("<amount_words>")
