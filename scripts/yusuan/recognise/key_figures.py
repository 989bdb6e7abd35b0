"""Reads key figures: functions, staff, operating costs, procurement, assets and performance.

They stand under headings that the form names; the words before a figure name its item.
"""

from __future__ import annotations

from collections.abc import Sequence

from yusuan.forms import Form
from yusuan.forms.model import TopicForm
from yusuan.recognise.findings import Findings
from yusuan.recognise.paragraphs import Paragraph
from yusuan.recognise.quantities import Claim, Grammar, read_claims
from yusuan.words import key


def topic_of(paragraph: Paragraph, form: Form, grammar: Grammar) -> TopicForm | None:
    """The topic whose heading the paragraph stands under, if any."""
    for heading in (paragraph.subheading, paragraph.heading):
        for pattern in ("subheading", "heading"):
            match = grammar.vocabulary.patterns[pattern].fullmatch(heading)
            title = key(match["title"] if match else heading)
            for topic in form.topics:
                if any(title.endswith(known) for known in topic.headings):
                    return topic
    return None


def read_key_figures(
    paragraphs: Sequence[Paragraph], form: Form, grammar: Grammar, agency_names: Sequence[str], findings: Findings
) -> None:
    """Read the key figures of every paragraph under one of the form's topics."""
    findings.open("key-figures")
    for paragraph in paragraphs:
        topic = topic_of(paragraph, form, grammar)
        if topic is None:
            continue
        _read_texts(paragraph, topic, findings)
        for claim in read_claims(paragraph.text, grammar, agency_names):
            _keep(claim, topic, findings)


def _read_texts(paragraph: Paragraph, topic: TopicForm, findings: Findings) -> None:
    text = paragraph.text.without_spaces()
    for item in topic.text_items:
        if match := item.pattern.search(text.text):
            group = "text" if "text" in match.groupdict() else 0
            found = text.part(*match.span(group))
            source = found.at(0)
            findings.add(
                "key-figures",
                {"topic": topic.topic, "item": item.item, "label": item.label, "quantity": "text", "text": found.text},
                {"text": (source, found.text)},
            )


def _keep(claim: Claim, topic: TopicForm, findings: Findings) -> None:
    label = key(claim.subject)
    item = next((i for i in topic.items if label in i.labels and i.sentence in claim.sentence), None)
    if item is None:
        findings.not_understood(
            "number",
            claim.text,
            claim.source,
            f"{claim.printed}{claim.unit}: {claim.subject or '(no subject)'} "
            f"is not an item of {topic.topic} in this form.",
        )
        return
    findings.add(
        "key-figures",
        {
            "topic": item.topic,
            "item": item.item,
            "label": claim.subject,
            "quantity": claim.quantity,
            "value": claim.value,
            "unit": claim.unit,
            "trend": claim.trend,
            "text": claim.text,
        },
        {"value": (claim.source, claim.printed)},
    )
