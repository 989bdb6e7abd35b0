"""Puts a message into the language that is spoken, by the sentences of the catalogue."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from yusuan.language.choosing import current

_FIELD = re.compile(r"\{(\d+)\}")
_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?:]) (?=[A-Z])")
_BETWEEN_PARTS = re.compile(r"(, |; )")
_LONGEST, _DEEPEST = 4000, 4


@dataclass(frozen=True, slots=True)
class Sentence:
    """An English sentence with its fields, as a pattern; its literal parts; and what it is in Chinese."""

    pattern: re.Pattern[str]
    parts: tuple[str, ...]
    chinese: str

    def filled(self, fields: Sequence[str]) -> str:
        """The Chinese sentence with its fields."""
        return _FIELD.sub(lambda field: fields[int(field[1])], self.chinese)


def say(text: str) -> str:
    """The message in the language that is spoken; what the catalogue does not have stays as it is."""
    return text if current() == "en" or not text else _said(text, 0)


def say_paragraphs(text: str) -> str:
    """Running text, such as the help of a command, paragraph by paragraph."""
    if current() == "en":
        return text
    return "\n\n".join(say(" ".join(paragraph.split())) for paragraph in text.split("\n\n"))


def catalogue() -> dict[str, str]:
    """What each English sentence is in Chinese."""
    return dict(tomllib.loads((Path(__file__).parent / "catalogue.toml").read_text(encoding="utf-8"))["zh"])


def _said(text: str, depth: int) -> str:
    if (whole := _one(text, depth)) is not None:
        return whole
    if depth == _DEEPEST:
        return text
    sentences = _BETWEEN_SENTENCES.split(text)
    if len(sentences) > 1:
        said = [_said(sentence, depth + 1) for sentence in sentences]
        # Chinese has no space between its sentences.
        joined = said[0]
        for sentence in said[1:]:
            joined += sentence if joined[-1:] in "。：；！？" else f" {sentence}"
        return joined
    pieces = _BETWEEN_PARTS.split(text)
    if len(pieces) > 1 and len(pieces) < _LONGEST // 10:
        marks = {", ": "，", "; ": "；"}
        said = [marks[piece] if piece in marks else _said(piece, _DEEPEST) for piece in pieces]
        return "".join(said) if said[::2] != pieces[::2] else text
    return text


def _one(text: str, depth: int) -> str | None:
    """A sentence of the catalogue with its fields filled in; None where it is none."""
    plain, templates = _sentences()
    if (found := plain.get(text)) is not None:
        return found
    if len(text) > _LONGEST:
        return None
    for sentence in templates:
        if all(part in text for part in sentence.parts) and (match := sentence.pattern.fullmatch(text)):
            return sentence.filled([_said(f, depth + 1) if depth < _DEEPEST else f for f in match.groups()])
    return None


@cache
def _sentences() -> tuple[dict[str, str], tuple[Sentence, ...]]:
    """The sentences without fields, and those with fields, the one with most words of its own first."""
    stated = catalogue()
    plain = {english: chinese for english, chinese in stated.items() if not _FIELD.search(english)}
    templates = []
    for english in sorted(stated.keys() - plain.keys(), key=lambda each: (-len(_FIELD.sub("", each)), each)):
        pieces = _FIELD.split(english)
        pattern = "".join(re.escape(piece) if n % 2 == 0 else "(.*?)" for n, piece in enumerate(pieces))
        parts = tuple(piece for piece in pieces[::2] if piece)
        templates.append(Sentence(re.compile(pattern, re.DOTALL), parts, stated[english]))
    return plain, tuple(templates)
