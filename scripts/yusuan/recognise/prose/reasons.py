"""Finds the words before a reason that repeat which way something went: 增加的主要原因是…"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from yusuan.recognise.prose.claims import Claim
from yusuan.recognise.prose.passages import Passage
from yusuan.recognise.prose.words import CLAUSE_ENDS, Words


def with_directed_reasons(
    claims: Sequence[Claim], passage: Passage, offsets: Mapping[str, int], words: Words
) -> list[Claim]:
    """The claims of a passage, with one more for each such reason: a change without a value, told as a reason.

    It is of what changed last before it, unless the words name something else. `offsets` say where in the passage the
    figure of each claim begins, by its source.
    """
    text, every, starts = passage.text, list(claims), dict(offsets)
    for match in words.patterns.directed_reason.finditer(text.text):
        before = [c for c in claims if _is_change(c) and starts[c.source] < match.start()]
        named = words.subject(re.split(f"[{CLAUSE_ENDS}。]", text.text[: match.start()])[-1])
        if not before or (named and named != before[-1].subject):
            continue
        source = text.at(match.start())
        starts[source] = match.start()
        trend = words.patterns.trends[match["trend"]]
        every.append(
            replace(
                before[-1], value="", unit="", trend=trend, group=None, whole="", role="reason",
                text=match.group(), source=source, printed=match["trend"],
            )
        )  # fmt: skip
    return sorted(every, key=lambda claim: starts[claim.source])


def _is_change(claim: Claim) -> bool:
    return claim.quantity == "change" and claim.role == "statement"
