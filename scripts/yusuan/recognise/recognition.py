"""Recognises a document: chooses the form that it is printed in, and reads all of it by that form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from yusuan.document import Document, Line
from yusuan.forms import Form, Vocabulary, load_forms, load_vocabulary
from yusuan.recognise.findings import Findings
from yusuan.recognise.identity import Identity, identify
from yusuan.recognise.key_figures import read_key_figures
from yusuan.recognise.narrative import keep_names, keep_paragraphs, read_glossary
from yusuan.recognise.official_tables import read_official_tables
from yusuan.recognise.outline import Outline, read_outline
from yusuan.recognise.paragraphs import Body, Paragraph, assemble
from yusuan.recognise.projects import read_projects
from yusuan.recognise.quantities import prose_grammar
from yusuan.words import key


@dataclass(frozen=True)
class Recognition:
    """What a document is, the form that it is printed in, and all that was read from it."""

    form: Form
    identity: Identity
    findings: Findings


def recognise(document: Document, numbers: Mapping[str, int], agency_names: Sequence[str] = ()) -> Recognition:
    """Read a document by the form that fits it best.

    `numbers` gives our number of each official table; `agency_names` are names the agency is known by.
    Nothing is guessed: what no form explains stands in the findings as not understood.
    """
    vocabulary = load_vocabulary()
    form = max(load_forms(), key=lambda candidate: _fit(document, candidate))
    outline = read_outline(document, form, vocabulary)
    identity = identify(document, outline.cover, form, vocabulary)
    findings = Findings()
    for flag in document.flags:
        findings.not_understood("line", flag.text, flag.place, flag.reason)
    for block in outline.stray:
        findings.not_understood("line", _words(block), block.place, "It stands before the first part of the document.")

    read_official_tables([part for part in outline.parts if part.name == "tables"], outline, form, vocabulary, findings, dict(numbers))
    names = tuple(dict.fromkeys((*identity.names, *agency_names)))
    bodies = _bodies(outline, form, vocabulary, names)
    read_projects([table for _, body in bodies for table in body.tables], form, vocabulary, findings)
    keep_paragraphs([p for part, body in bodies if part != "glossary" for p in body.paragraphs], findings)
    read_glossary([p for part, body in bodies if part == "glossary" for p in body.paragraphs], vocabulary, findings)
    _key_figures([p for part, body in bodies if part != "glossary" for p in body.paragraphs], form, vocabulary, names, findings)
    keep_names(document, form, identity.roles, findings)
    findings.open("statements")
    return Recognition(form, identity, findings)


def _fit(document: Document, form: Form) -> int:
    """How many of the form's table titles the document prints as lines."""
    lines = {key(block.text) for block in document.blocks if isinstance(block, Line)}
    return sum(any(line.endswith(title) for line in lines) for table in form.tables for title in table.titles)


def _bodies(outline: Outline, form: Form, vocabulary: Vocabulary, names: Sequence[str]) -> list[tuple[str, Body]]:
    """Every part but the official tables, assembled into paragraphs."""
    known = {key(known) for known in names}

    def is_caption(text: str) -> bool:
        return key(text) in form.projects.titles or form.projects.year.fullmatch(text.strip()) is not None

    def stands_alone(text: str) -> bool:
        return key(text) in known or vocabulary.patterns["date"].fullmatch(text.strip()) is not None

    return [(part.name, assemble(part, outline, vocabulary, is_caption, stands_alone)) for part in outline.parts if part.name != "tables"]


def _key_figures(paragraphs: Sequence[Paragraph], form: Form, vocabulary: Vocabulary, names: Sequence[str], findings: Findings) -> None:
    read_key_figures(paragraphs, form, prose_grammar(vocabulary), names, findings)


def _words(block: object) -> str:
    return block.text if isinstance(block, Line) else str(getattr(block, "place", ""))
