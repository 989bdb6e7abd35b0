"""Tells what a document is, from its own words: department, year, kind, the date it was signed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from yusuan.document import Document, Line
from yusuan.forms import Form, Vocabulary
from yusuan.words import key, name


@dataclass(frozen=True)
class Identity:
    """What the document says it is. `issuer` is the name in the title; `names` has every name of the issuer."""

    issuer: str | None
    year: int | None
    kind: str | None
    title: str | None
    issued: str | None
    names: tuple[str, ...]
    roles: dict[str, str]


def identify(document: Document, cover: Sequence[Line], form: Form, vocabulary: Vocabulary) -> Identity:
    """Read the title (which a cover may break over lines), 编制单位 of tables, 预算单位 of projects, and the date."""
    lines = [block for block in document.blocks if isinstance(block, Line)]
    title, issuer, year, kind = _title(cover or lines[:12], vocabulary)
    stated = Counter(
        name(m["name"]) for line in lines if (m := vocabulary.patterns["issuer"].fullmatch(line.text.strip()))
    )
    if issuer is None and stated:
        issuer = stated.most_common(1)[0][0]
    units = [_budget_unit(document, form)] if issuer else []
    roles = {known: "issuer" for known in [issuer, *stated] if known}
    roles |= {unit: "budget_unit" for unit in units if unit and unit not in roles}
    dates = [m for line in lines if (m := vocabulary.patterns["date"].fullmatch(line.text.strip()))]
    issued = f"{int(dates[-1]['year']):04}-{int(dates[-1]['month']):02}-{int(dates[-1]['day']):02}" if dates else None
    return Identity(issuer, year, kind, title, issued, tuple(roles), roles)


def _title(lines: Sequence[Line], vocabulary: Vocabulary) -> tuple[str | None, str | None, int | None, str | None]:
    for start in range(len(lines)):
        for end in range(start + 1, min(start + 4, len(lines)) + 1):
            text = name("".join(line.text.strip() for line in lines[start:end]))
            if match := vocabulary.patterns["title"].fullmatch(text):
                return text, name(match["issuer"]), int(match["year"]), vocabulary.kinds[match["kind"]]
    return None, None, None, None


def _budget_unit(document: Document, form: Form) -> str | None:
    labels = {label for label, field in form.projects.labels.items() if field == "agency_name"}
    found: Counter[str] = Counter()
    for cells in _rows(document):
        texts = [cell for cell in cells if cell.strip()]
        if len(texts) == 2 and key(texts[0]) in labels:
            found[name(texts[1])] += 1
    return found.most_common(1)[0][0] if found else None


def _rows(document: Document) -> Iterable[list[str]]:
    for block in document.blocks:
        if not isinstance(block, Line):
            yield from ([cell.text for cell in row] for row in block.rows)
