"""Gives each of several figures behind 分别 to what it is of.

Named right before (甲、乙分别为 5 万元、3 万元), or each with its amount: 甲 5 万元、乙 3 万元，分别占 62.5 %、37.5 %.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from yusuan.recognise.prose.claims import Claim
from yusuan.recognise.prose.figures import Figure
from yusuan.recognise.prose.passages import Passage
from yusuan.recognise.prose.patterns import Patterns

# What stands between the rates of such a list.
_BETWEEN = re.compile(r"[%％][、，,和及与]?(?:占|增长|下降|减少|增加|上升)?")
_RATES = frozenset({"share", "change_rate"})


_AND = re.compile("[、和及与]")
_LIST = re.compile("[、，,和及与]")
_CLAUSE = re.compile(r"[，,；;。！？：:（(\d%％]")


def named_in_order(text: str, figures: Sequence[Figure], patterns: Patterns) -> dict[int, tuple[str, bool]]:
    """For each figure of a list that 分别 opens, by where it begins, what it is of, and whether it is the first.

    The names stand right before 分别, or before the list of as many figures that was last; else it is no such list.
    """
    found: dict[int, tuple[str, bool]] = {}
    starts = {figure.start: number for number, figure in enumerate(figures)}
    last: list[str] = []
    for match in patterns.apportioned.finditer(text):
        number = starts.get(match.end())
        if number is None:
            continue
        run = [figures[number]]
        for figure in figures[number + 1 :]:
            if not _LIST.fullmatch(text[run[-1].end : figure.start]):
                break
            run.append(figure)
        before = _CLAUSE.split(text[: match.start()])[-1]
        names = _AND.split(patterns.base.sub("", before))
        names = names if len(names) == len(run) > 1 and all(names) else last
        if len(names) == len(run) > 1:
            found |= {figure.start: (name, figure is run[0]) for figure, name in zip(run, names, strict=True)}
            last = names
    return found


def apportioned(
    claims: Sequence[Claim], passage: Passage, offsets: Mapping[str, int], patterns: Patterns
) -> list[Claim]:
    """The claims of a passage, each rate of a list that 分别 opens told of the amount in the same place.

    It is left as it is where not as many amounts stand before it in the sentence as it has rates. `offsets` say where
    in the passage the figure of each claim begins, by its source.
    """
    done = list(claims)
    for match in patterns.apportioned.finditer(passage.text.text):
        after = [n for n, claim in enumerate(done) if offsets[claim.source] >= match.end() and claim.quantity in _RATES]
        rates = _side_by_side(after, done, passage, offsets) if after else []
        if len(rates) < 2 or offsets[done[rates[0]].source] != match.end():
            continue
        amounts = [
            claim
            for claim in done
            if claim.quantity == "amount"
            and claim.role == "statement"
            and offsets[claim.source] < match.start()
            and claim.sentence == done[rates[0]].sentence
        ]
        if len(amounts) < len(rates):
            continue
        for n, amount in zip(rates, amounts[-len(rates) :], strict=False):
            done[n] = replace(done[n], subject=amount.subject, group=amount.group, whole=done[n].whole or amount.whole)
    return done


def _side_by_side(
    rates: Sequence[int], claims: Sequence[Claim], passage: Passage, offsets: Mapping[str, int]
) -> list[int]:
    """The first of these claims, and those after it between which nothing stands but what parts a list."""
    found: list[int] = []
    for n in rates:
        if found:
            before = claims[found[-1]]
            between = passage.text.text[offsets[before.source] + len(before.printed) : offsets[claims[n].source]]
            if not _BETWEEN.fullmatch(between):
                break
        found.append(n)
    return found
