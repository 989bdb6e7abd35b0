"""What the grammar of running text yields: a claim for each figure, or why it is none."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure of running text, or a statement without one such as 与上年持平.

    `quantity` is amount, share, change, change_rate, completion, count or area; `value` the printed digits without
    thousands separators, empty where the words state that nothing changed. `base_kind` (budget, adjusted, executed,
    final) and `base_period` (prior, current or a year) say against what a change, rate or completion is measured, and
    of an amount whose it is. `group` numbers the list of parts that the figure belongs to, `whole` names what the list
    (or the share) divides. `source` is the place of the first digit, `printed` the digits as printed.
    """

    heading: str
    enumerators: str
    sentence: int
    subject: str
    quantity: str
    value: str
    unit: str
    trend: str
    base_kind: str
    base_period: str
    whole: str
    group: int | None
    role: str
    period: str
    text: str
    source: str
    printed: str
    code: str = ""
    code_from: str = ""
    concept: str = ""
    step: str = ""


@dataclass(frozen=True, slots=True)
class Unread:
    """A figure for which the words name no subject, with its place and the clause around it."""

    printed: str
    unit: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All claims in the document's order, and the figures that are none."""

    claims: tuple[Claim, ...]
    unread: tuple[Unread, ...]
