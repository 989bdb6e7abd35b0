"""Keeps the document's text: its paragraphs, its glossary, and the names that it uses."""

from __future__ import annotations

import re
from collections.abc import Sequence

from yusuan.document import Document, Line, Placed
from yusuan.forms import Form, Vocabulary
from yusuan.recognise.findings import Findings
from yusuan.recognise.paragraphs import Paragraph
from yusuan.words import key, prose

# No document speaks of more bodies than these.
MOST_NAMES = 1_000
_DEFINITION = re.compile(r"(?P<term>[^：:。]{1,80})[：:]\s*(?P<definition>.+)")


def keep_paragraphs(paragraphs: Sequence[Paragraph], findings: Findings) -> None:
    """One row per paragraph, in the document's order."""
    findings.open("paragraphs")
    for paragraph in paragraphs:
        findings.add(
            "paragraphs",
            {
                "part": paragraph.part,
                "heading": paragraph.heading or None,
                "subheading": paragraph.subheading or None,
                "text": prose(paragraph.text.text),
                "source": paragraph.text.place,
            },
            {},
        )


def read_glossary(paragraphs: Sequence[Paragraph], vocabulary: Vocabulary, findings: Findings) -> None:
    """One row per term; a paragraph of the glossary that explains no term is listed as not understood."""
    findings.open("glossary")
    for paragraph in paragraphs:
        text = prose(paragraph.text.text)
        numbered = vocabulary.patterns["heading"].fullmatch(text) or vocabulary.patterns["list_item"].fullmatch(text)
        match = _DEFINITION.fullmatch(numbered["title"] if numbered else text)
        if match is None:
            findings.not_understood(
                "line", text, paragraph.text.place, "This paragraph of the glossary explains no term."
            )
            continue
        findings.add("glossary", {**match.groupdict(), "source": paragraph.text.place}, {})


def keep_names(document: Document, form: Form, roles: dict[str, str], findings: Findings) -> None:
    """The names of bodies that the document uses, each with its role and its first place.

    `roles` has those already known (issuer, budget_unit); bodies that project goals speak of are `mentioned`.
    """
    findings.open("names")
    printed = _texts(document)
    roles = dict(roles)
    for text in printed:
        if len(roles) < MOST_NAMES and (match := form.mentioned.match(prose(text.text))):
            roles.setdefault(match["name"], "mentioned")
    bare = [text.without_spaces() for text in printed]
    for known, role in roles.items():
        wanted = key(known)
        places = [place for text in bare if wanted in text.text for place in _places(wanted, text)]
        if places:
            findings.add("names", {"name": known, "role": role, "occurrences": len(places), "source": places[0]}, {})


def _texts(document: Document) -> list[Placed]:
    texts = []
    for block in document.blocks:
        if isinstance(block, Line):
            texts.append(Placed.of(block))
        else:
            texts.extend(Placed.of(cell) for row in block.rows for cell in row if cell.text.strip())
    return texts


def _places(known: str, bare: Placed) -> list[str]:
    return [bare.at(match.start()) for match in re.finditer(re.escape(known), bare.text)]
