"""The patterns of the grammar, compiled once from `patterns.toml`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

Pattern = re.Pattern[str]


@dataclass(frozen=True)
class Patterns:
    """Every pattern by its name; each is matched against text without white space."""

    figure: Pattern
    quantities: dict[str, Pattern]
    no_figures: tuple[tuple[str, Pattern], ...]
    ranges: Pattern
    levels: tuple[Pattern, ...]
    inline: Pattern
    not_in_heading: Pattern
    sentence_end: Pattern
    run_in: Pattern
    title: Pattern
    full_line: int
    prior: Pattern
    year: Pattern
    base: Pattern
    base_kinds: dict[str, tuple[str, ...]]
    compared: Pattern
    trend: Pattern
    trends: dict[str, str]
    unchanged: Pattern
    to: Pattern
    both: Pattern
    verb: Pattern
    share: Pattern
    share_noun: Pattern
    completion: Pattern
    rate: Pattern
    openers: Pattern
    within: Pattern
    reason: Pattern
    directed_reason: Pattern
    restated: Pattern
    goes_on: Pattern
    listed: Pattern
    purpose: Pattern
    resumes: Pattern
    sides: Pattern
    sum: Pattern
    each: Pattern
    apportioned: Pattern
    lead_in: Pattern
    issuer: Pattern
    organ: Pattern
    lead_out: Pattern
    general: Pattern
    weak: Pattern
    dependent: Pattern
    counted: Pattern
    verbs: Pattern
    path: Pattern
    section: Pattern
    item: Pattern
    printed_code: Pattern


@cache
def load_patterns() -> Patterns:
    """The grammar's patterns."""
    data = tomllib.loads(files("yusuan.recognise.prose").joinpath("patterns.toml").read_text(encoding="utf-8"))
    figures, scope, subjects = data["figures"], data["scope"], data["subjects"]
    bases, trends, shares, lines = data["bases"], data["trends"], data["shares"], data["enumerators"]
    kinds = ("money", "area", "share", "times", "count")
    units = "|".join(unit for kind in kinds for unit in figures[kind])
    base = f"{bases['opener']}(?P<when>{bases['when']})(?P<of>{bases['of']}){bases['close']}{bases['tail']}"
    compared = "|".join(f"(?P<{trend}>{words})" for trend, words in bases["compared"].items())
    return Patterns(
        figure=re.compile(f"{figures['number']}(?P<unit>{units})"),
        quantities={kind: re.compile(_any(figures[kind])) for kind in kinds},
        no_figures=tuple(
            (entry["kind"], re.compile(entry["pattern"]))
            for entry in figures["no_figures"]
            if entry["kind"] != "ranges"
        ),
        ranges=re.compile(_any(e["pattern"] for e in figures["no_figures"] if e["kind"] == "ranges")),
        levels=tuple(re.compile(level) for level in lines["levels"]),
        inline=re.compile(lines["inline"]),
        not_in_heading=re.compile(lines["sentence"]),
        sentence_end=re.compile(lines["end"]),
        run_in=re.compile(lines["run_in"]),
        title=re.compile(lines["title"]),
        full_line=lines["full_line"],
        prior=re.compile(data["years"]["prior"]),
        year=re.compile(data["years"]["printed"]),
        base=re.compile(f"{bases['same_time']}|{base}"),
        base_kinds={kind: tuple(bases[kind]) for kind in ("adjusted", "budget", "executed", "final")},
        compared=re.compile(f"(?:{compared})(?P<base>(?:{bases['when']})(?P<of>{bases['of']}))$"),
        trend=re.compile(f"(?P<trend>{'|'.join(_words(trends))}){trends['after']}$"),
        trends={word: way for way in ("increase", "decrease") for word in _plain(trends[way])},
        unchanged=re.compile(_any(trends["unchanged"])),
        to=re.compile(trends["to"]),
        both=re.compile(trends["both"]),
        verb=re.compile(trends["verb"]),
        share=re.compile(shares["share"]),
        share_noun=re.compile(shares["noun"]),
        completion=re.compile(shares["completion"]),
        rate=re.compile(shares["rate"]),
        openers=re.compile(_any(scope["openers"])),
        within=re.compile(scope["within"]),
        reason=re.compile(scope["reason"]),
        directed_reason=re.compile(scope["directed_reason"]),
        listed=re.compile(scope["listed"]),
        restated=re.compile(scope["restated"]),
        goes_on=re.compile(scope["goes_on"]),
        purpose=re.compile(scope["purpose"]),
        resumes=re.compile(scope["resumes"]),
        sides=re.compile(scope["sides"]),
        sum=re.compile(scope["sum"]),
        each=re.compile(scope["each"]),
        apportioned=re.compile(scope["apportioned"]),
        lead_in=re.compile(
            _any(subjects["lead_in"]).replace("{issuer}", subjects["issuer"]).replace("{inline}", lines["inline"])
        ),
        issuer=re.compile(subjects["issuer"]),
        organ=re.compile(subjects["organ"]),
        lead_out=re.compile(f"(?:{_any(subjects['lead_out'])})$"),
        general=re.compile(f"(?:{subjects['general']})"),
        weak=re.compile(f"(?:{subjects['weak']})"),
        dependent=re.compile(subjects["dependent"]),
        verbs=re.compile(subjects["verbs"]),
        counted=re.compile(subjects["counted"]),
        path=re.compile(subjects["path"]),
        section=re.compile(subjects["section"]),
        item=re.compile(subjects["item"]),
        printed_code=re.compile(subjects["printed_code"]),
    )


def _any(patterns: Any) -> str:
    return "(?:" + "|".join(patterns) + ")"


def _words(trends: dict[str, Any]) -> list[str]:
    return _longest_first([*trends["increase"], *trends["decrease"]])


def _plain(words: list[str]) -> list[str]:
    """The words that a pattern such as 增加额? stands for."""
    return [form for word in words for form in ((word[:-2], word[:-1]) if word.endswith("?") else (word,))]


def _longest_first(words: Any) -> list[str]:
    return sorted(words, key=len, reverse=True)
