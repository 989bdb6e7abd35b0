"""Reads the figures of running text as claims: what, how much, in which unit, and in which direction.

A clause names its subject before the figure (项目支出 264.58 万元), or leaves it to the figure before it
(占 64.25%，比上年预算增加 74.58 万元). The words that matter are data, in `forms/vocabulary.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from yusuan.document import Placed
from yusuan.forms import Vocabulary
from yusuan.numbers import number

# No clause of a document is as long; what goes on beyond is left out of the words that a figure stands in.
LONGEST_CLAUSE = 300
_SENTENCE = re.compile(r"[^。！？!?]*[。！？!?]?")


@dataclass(frozen=True)
class Claim:
    """A figure of running text. `source` is where its digits stand, `text` the clause it was read from."""

    subject: str
    quantity: str
    value: str
    unit: str
    trend: str | None
    source: str
    printed: str
    text: str
    sentence: str
    prior: bool


@dataclass(frozen=True)
class Grammar:
    """The patterns of the vocabulary's `prose`, ready for use."""

    vocabulary: Vocabulary
    figure: re.Pattern[str]
    range: re.Pattern[str]
    not_figures: tuple[tuple[str, re.Pattern[str]], ...]
    lead_in: re.Pattern[str]
    lead_out: re.Pattern[str]
    prior: re.Pattern[str]
    trend: re.Pattern[str]
    trends: dict[str, str]
    share: re.Pattern[str]
    reason: re.Pattern[str]
    dependent: re.Pattern[str]


def prose_grammar(vocabulary: Vocabulary) -> Grammar:
    """Compile the words of the vocabulary that mark figures and their subjects."""
    words = vocabulary.prose
    units = "|".join(sorted(words["units"], key=len, reverse=True))
    trends = {word: trend for trend in ("increase", "decrease", "unchanged") for word in words[trend]}
    return Grammar(
        vocabulary=vocabulary,
        figure=re.compile(words["number"].replace("{units}", units)),
        range=re.compile(words["range"].replace("{units}", units)),
        not_figures=tuple((entry["kind"], re.compile(entry["pattern"])) for entry in words["not_figures"]),
        lead_in=re.compile("(?:" + "|".join(words["lead_in"]) + ")+"),
        lead_out=re.compile("(?:" + "|".join(words["lead_out"]) + ")$"),
        prior=re.compile("|".join(words["prior"])),
        trend=re.compile("(?P<trend>" + "|".join(trends) + ")(?:了|为)?$"),
        trends=trends,
        share=re.compile("(?:" + "|".join(words["share"]) + ")[^，,；;]{0,12}$"),
        reason=re.compile("|".join(words["reason"])),
        dependent=re.compile("^(?:" + "|".join(words["dependent"]) + ")$"),
    )


def read_claims(paragraph: Placed, grammar: Grammar, agency_names: Iterable[str]) -> Iterator[Claim]:
    """Every figure of a paragraph, in order. A list item's ordinal, a date or a threshold in a name is no figure."""
    names = sorted(agency_names, key=len, reverse=True)
    text = paragraph.without_spaces()
    start = _ordinal_end(text.text, grammar.vocabulary)
    for match in _SENTENCE.finditer(text.text, start):
        if match.group():
            yield from _sentence(text.part(match.start(), match.end()), grammar, names)


def _ordinal_end(text: str, vocabulary: Vocabulary) -> int:
    for pattern in ("list_item", "subheading", "heading"):
        if match := vocabulary.patterns[pattern].match(text):
            return match.start("title")
    return 0


def _sentence(sentence: Placed, grammar: Grammar, names: list[str]) -> Iterator[Claim]:
    text = sentence.text
    no_figures = (*(pattern for _, pattern in grammar.not_figures), grammar.range)
    blocked = {at for pattern in no_figures for match in pattern.finditer(text) for at in range(*match.span())}
    subject, end, in_reason = "", 0, False
    for match in grammar.figure.finditer(text):
        if match.start("number") in blocked:
            continue
        lead = text[end : match.start()]
        claim = _claim(lead, match, sentence, grammar, names, subject)
        # A reason goes on up to the next semicolon; its figures are still about the sentence's subject.
        part = re.split("[；;]", lead)
        in_reason = grammar.reason.search(part[-1]) is not None or (in_reason and len(part) == 1)
        if in_reason:
            claim = replace(claim, subject=subject or claim.subject)
        yield claim
        if not in_reason and not grammar.dependent.match(_own_subject(lead, grammar, names)):
            subject = claim.subject
        end = match.end()


def _claim(lead: str, match: re.Match[str], sentence: Placed, grammar: Grammar, names: list[str], above: str) -> Claim:
    trend = grammar.trend.search(lead)
    share = grammar.share.search(lead) if match["unit"] in "%％" and not trend else None
    own = _own_subject(lead[: (trend or share).start()] if (trend or share) else lead, grammar, names)  # type: ignore[union-attr]
    if grammar.dependent.match(own):
        own = above + own
    money = match["unit"].endswith("元")
    if trend:
        quantity = "change_rate" if match["unit"] in "%％" else "change"
    elif share or match["unit"] in "%％":
        quantity = "share"
    else:
        quantity = "amount" if money else "area" if match["unit"] == "平方米" else "count"
    start, end = _clause(sentence.text, match)
    return Claim(
        subject=own or above,
        quantity=quantity,
        value=number(match["number"]) or match["number"],
        unit=match["unit"],
        trend=grammar.trends[trend["trend"]] if trend else None,
        source=sentence.at(match.start("number")),
        printed=match["number"],
        text=sentence.text[start:end],
        sentence=sentence.text,
        prior=not trend and grammar.prior.search(lead[max(lead.rfind("，"), lead.rfind("；")) + 1 :]) is not None,
    )


def _own_subject(lead: str, grammar: Grammar, names: list[str]) -> str:
    """What the words before a figure name, with the agency, the year and all that only introduces taken off."""
    clause = re.split(r"[，,；;。]", lead[-LONGEST_CLAUSE:])[-1]
    # 预算数为 after a colon names nothing: the subject is what stands before it.
    named = (_bare(words, grammar, names) for words in reversed(re.split(r"[：:]", clause)))
    return next((words for words in named if words), "")


def _bare(words: str, grammar: Grammar, names: list[str]) -> str:
    """The words without what introduces or ends them, even where that is repeated."""
    before = None
    while words != before:
        before = words
        words = grammar.lead_out.sub("", words)
        if match := grammar.lead_in.match(words):
            words = words[match.end() :]
        words = next((words[len(name) :] for name in names if words.startswith(name)), words)
    return words


def _clause(text: str, match: re.Match[str]) -> tuple[int, int]:
    first, last = max(0, match.start() - LONGEST_CLAUSE), min(len(text), match.end() + LONGEST_CLAUSE)
    before = max(text.rfind(mark, first, match.start()) for mark in "，,；;。")
    ends = [found for mark in "，,；;。" if (found := text.find(mark, match.end(), last)) >= 0]
    return max(before + 1, first), min(ends, default=last)
