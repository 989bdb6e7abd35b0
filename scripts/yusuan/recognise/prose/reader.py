"""Reads passages into claims: walks through the figures of each, keeping what the words before them have set."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count

from yusuan.document import Block
from yusuan.recognise.prose.apportioned import apportioned, named_in_order
from yusuan.recognise.prose.claims import Claim, Reading, Unread
from yusuan.recognise.prose.figures import Bracket, Figure, events_of
from yusuan.recognise.prose.lists import OpenLists
from yusuan.recognise.prose.markers import Markers
from yusuan.recognise.prose.passages import Passage, passages_of
from yusuan.recognise.prose.patterns import Patterns, load_patterns
from yusuan.recognise.prose.reasons import with_directed_reasons
from yusuan.recognise.prose.scope import Group, Scope
from yusuan.recognise.prose.words import CLAUSE_ENDS, Base, Clause, Words

# No clause of a document is as long; what goes on beyond is left out of the words that a figure stands in.
LONGEST_CLAUSE = 300
UNITS = {"万": "万元", "亿": "亿元"}
"""Units of money that leave out what they count."""
SIDES = {"收入": "支出", "支出": "收入"}
PARTS = ("amount", "count", "area")
_THOUSANDS = re.compile(r"(?<=\d)[,，](?=\d{3})")


def read_prose(blocks: Iterable[Block], names: Sequence[str], year: int | None = None) -> Reading:
    """Every figure with a unit in the lines of `blocks`, and every 持平, as claims.

    `names` are those that the issuer goes by, `year` is the document's. Tables only end a paragraph.
    """
    patterns = load_patterns()
    longest_first = sorted({re.sub(r"\s", "", name) for name in names if name}, key=len, reverse=True)
    reader = Reader(patterns, Words(patterns, longest_first, year))
    for passage in passages_of(blocks, patterns):
        reader.read(passage)
    return Reading(_renumbered(reader.claims), tuple(reader.unread))


def _renumbered(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Number the lists that have parts from 1."""
    numbers = {group: new for new, group in enumerate(dict.fromkeys(c.group for c in claims if c.group), start=1)}
    return tuple(replace(claim, group=numbers[claim.group]) if claim.group else claim for claim in claims)


@dataclass
class Reader:
    """Keeps what holds from one passage to the next: lists that are open, what was last spoken of under a heading."""

    patterns: Patterns
    words: Words
    claims: list[Claim] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    heading: str = ""
    total: str = ""
    total_is_part: bool = False
    spoken_of: str = ""
    sentence: int = 0
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        self.lists = OpenLists(self.numbers)

    def read(self, passage: Passage) -> None:
        """Read one passage."""
        if passage.heading != self.heading:
            self.heading, self.total, self.total_is_part, self.spoken_of = passage.heading, "", False, ""
        group = self.lists.enter(passage)
        head = self.words.subject(passage.head)
        scope = Scope(
            before=self.spoken_of, main=head, subject=head, groups=[group] if group else [], resting=1 if group else 0
        )
        scope.base = group.base if group else None
        self.sentence += 1
        reading = _Reading(self, passage, Markers(self.patterns, self.words, self.numbers), group)
        begun = len(self.claims)
        events = events_of(passage.text.text, self.patterns)
        reading.in_order = named_in_order(
            passage.text.text, [e for e in events if isinstance(e, Figure)], self.patterns
        )
        reading.span(passage.start, len(passage.text.text), events, scope)
        self.claims[begun:] = apportioned(self.claims[begun:], passage, reading.offsets, self.patterns)
        self.claims[begun:] = with_directed_reasons(self.claims[begun:], passage, reading.offsets, self.words)
        about = scope.main or scope.subject
        self.spoken_of = about or self.spoken_of
        if self.patterns.openers.search(passage.text.text[-8:]) and passage.text.text[-1:] in "：:":
            self.lists.open(passage, about or self.thing_of_heading(passage), reading.last_base)

    def thing_of_heading(self, passage: Passage) -> str:
        """What the innermost heading (or run-in head above) is about."""
        for step in reversed(passage.steps):
            match = self.patterns.title.match(step.title) if step.title else None
            if match and (thing := self.words.heading(match["thing"])):
                return thing
        return ""


@dataclass
class _Reading:
    """The reading of one passage."""

    reader: Reader
    passage: Passage
    markers: Markers
    part_of: Group | None
    contributed: str = ""
    last_base: Base | None = None
    offsets: dict[str, int] = field(default_factory=dict)
    """Where each claim's figure begins in the passage, by its source."""
    in_order: dict[int, tuple[str, bool]] = field(default_factory=dict)
    """What figures of a list behind 分别 are of, by where they begin, and whether each is the first of its list."""

    def span(
        self, start: int, end: int, events: Sequence[Figure | Bracket], scope: Scope, bracket: bool = False
    ) -> None:
        """Read the events between two characters, each with the words before it."""
        text = self.passage.text.text
        at, lead = start, ""
        for event in events:
            lead += text[at : event.start]
            at = event.end
            if isinstance(event, Bracket):
                inner = scope.inner()
                if named := self.reader.words.subject(re.split(f"[{CLAUSE_ENDS}]", lead)[-1]):
                    inner.subject = named
                if text[event.start + 1] != "含" and inner.subject and scope.role == "statement":
                    inner.groups.append(Group(next(self.reader.numbers), inner.subject))
                    inner.resting = len(inner.groups)
                self.span(event.start + 1, event.end - 1, event.inside, inner, bracket=True)
                continue
            if lead[:1] in ("：", ":") and scope.quantity in PARTS and scope.subject:
                self.markers.after_colon(scope)
            words = self._advance(lead, scope)
            thing = self._counted(event, words)
            self._figure(event, words, scope, bracket and event is events[0], thing)
            lead, at = "", at + len(thing)
        self._advance(lead + text[at:end], scope)

    def _advance(self, lead: str, scope: Scope) -> str:
        """Go through the words before a figure; returns those of its own clause."""
        sentences = re.split("[。！？!?]", lead)
        for number, sentence in enumerate(sentences):
            if number:
                scope.new_sentence()
                self.reader.sentence += 1
            words = self.markers.sentence(sentence, scope, ended=number + 1 < len(sentences))
        return words

    def _counted(self, figure: Figure, words: str) -> str:
        """What a count is of where that follows its unit, as in 下设 5 个科室."""
        if figure.kind != "count" or self.reader.patterns.trend.search(words):
            return ""
        match = self.reader.patterns.counted.match(self.passage.text.text, figure.end)
        return match["thing"] if match and match.start("thing") == figure.end else ""

    def _figure(self, figure: Figure, words: str, scope: Scope, in_bracket: bool, thing: str) -> None:
        clause = self.reader.words.clause(words, figure.kind)
        if figure.wordless:
            self._unchanged(figure, words, clause, scope)
            return
        if not clause.quantity and figure.kind == "money" and self._repeats_unchanged(figure):
            clause = replace(clause, quantity="change", trend="unchanged")
        if clause.quantity == "change" and not clause.trend and clause.base and self._goes_on_with_trend(figure):
            # 比 2025 年年初预算数 9819.98 万元减少 193.20 万元: what it is measured against, not by how much.
            scope.base = clause.base
            clause = replace(clause, quantity="", base=None, said_kind=clause.base.kind, said_period=clause.base.period)
        quantity = clause.quantity or {"money": "amount", "area": "area", "times": "change_rate"}.get(
            figure.kind, "count"
        )
        trend = clause.trend
        if in_bracket and quantity == "share" and not clause.own and scope.quantity == "change" and not words:
            quantity, trend = "change_rate", scope.trend
        restated = quantity == "amount" and self.reader.patterns.restated.fullmatch(words)
        role = "statement" if restated and scope.role == "reason" else scope.role
        if clause.unclear:
            # 增加（减少）: the words of the template; the change before it says which is meant.
            trend = scope.trend if scope.quantity == "change" else ""
            role = role if trend else "template-leftover"
        named, is_first = self.in_order.get(figure.start, ("", True))
        if not is_first and not clause.quantity and scope.quantity and figure.kind != "count":
            quantity, trend = scope.quantity, scope.trend
        thing = self.reader.words.heading(thing) or self.reader.words.subject(named)
        subject = thing or self._subject(words, clause, quantity, scope)
        if not subject or figure.ranged:
            self.reader.unread.append(Unread(figure.printed, figure.unit, self._clause(figure), self._place(figure)))
            return
        self._keep(figure, clause, quantity, trend, subject, role, scope)

    def _goes_on_with_trend(self, figure: Figure) -> bool:
        words = tuple(word for word in self.reader.patterns.trends if len(word) > 1)
        return self.passage.text.text.startswith(words, figure.end)

    def _repeats_unchanged(self, figure: Figure) -> bool:
        """与上年预算一致 0 万元: the figure says again that nothing changed."""
        before = self.passage.text.text[max(0, figure.start - 8) : figure.start]
        return any(match.end() == len(before) for match in self.reader.patterns.unchanged.finditer(before))

    def _subject(self, words: str, clause: Clause, quantity: str, scope: Scope) -> str:
        own, patterns = clause.own, self.reader.patterns
        if not own and scope.group and patterns.sum.fullmatch(words):
            return scope.group.whole
        if not own and SIDES.get(words[:2]) == scope.subject:
            # 收入决算 5 万元，支出决算 4 万元
            return words[:2]
        if quantity == "count" and patterns.verbs.fullmatch(own):
            own = ""
        if own and patterns.dependent.fullmatch(own):
            return self.above(scope, quantity) + own
        if own and self.reader.words.is_weak(own) and self.passage.head:
            # 支出决算 5 万元 behind 收入决算: one general word is no more special than the other.
            other_side = SIDES.get(own[:2]) == scope.main[:2]
            return own if other_side else (scope.main or own)
        cause = scope.cause if scope.role == "reason" else ""
        if not words and not scope.subject and quantity in PARTS:
            # No word at all says what it is of.
            return ""
        return own or cause or self.above(scope, quantity)

    def above(self, scope: Scope, quantity: str) -> str:
        """What was named before: in the sentence, the paragraph, its head, its heading."""
        if scope.subject:
            return scope.subject
        heading = self.reader.thing_of_heading(self.passage)
        return (heading or self.reader.spoken_of) if quantity in PARTS else (self.reader.spoken_of or heading)

    def _unchanged(self, figure: Figure, words: str, clause: Clause, scope: Scope) -> None:
        """持平 and its like state something only where the words name what it is measured against."""
        base = clause.base or (scope.base if not clause.own else None)
        if "口径" in words:
            return
        if scope.role != "statement" or base is None or (scope.quantity == "change" and not clause.base):
            return
        parts = (
            scope.group.members if scope.group and self.reader.patterns.each.search(words) and not clause.own else []
        )
        for subject in list(parts) or [clause.own or self.above(scope, "change")]:
            if subject:
                self._keep(figure, clause, "change", "unchanged", subject, "statement", scope)

    def _keep(
        self, figure: Figure, clause: Clause, quantity: str, trend: str, subject: str, role: str, scope: Scope
    ) -> None:
        reader = self.reader
        measured = quantity in ("change", "change_rate", "completion")
        # A reason is told of the change before it, be it in a sentence of its own.
        above = scope.base or (self.last_base if role == "reason" and not clause.base else None)
        base = (clause.base or above or Base()) if measured else Base(clause.said_kind, "")
        group = self._group(subject, quantity, role, scope)
        whole = clause.whole or (group.whole if group else "")
        if quantity == "share" and not whole:
            if reader.total == subject:
                # The first amount under the heading has a share itself: it is no total.
                reader.total_is_part = True
            whole = "" if reader.total_is_part else reader.total
        reader.claims.append(
            Claim(
                heading=self.passage.heading, enumerators=self.passage.enumerators, sentence=reader.sentence,
                subject=subject, quantity=quantity, value="" if figure.wordless else figure.value,
                unit=UNITS.get(figure.unit, figure.unit),
                trend=trend, base_kind=base.kind, base_period=base.period, whole=whole,
                group=group.number if group else None, role=role,
                period="prior" if not measured and self._is_prior(clause.said_period) else "current",
                text=self._clause(figure), source=self._place(figure),
                printed=figure.printed or self.passage.text.text[figure.start : figure.end],
            )
        )  # fmt: skip
        self.offsets[reader.claims[-1].source] = figure.start
        if role == "statement":
            self._note(clause, quantity, trend, subject, base, scope)

    def _note(self, clause: Clause, quantity: str, trend: str, subject: str, base: Base, scope: Scope) -> None:
        """Let a statement change what holds for the figures after it."""
        scope.stated = True
        dependent = clause.own and self.reader.patterns.dependent.fullmatch(clause.own)
        if not dependent:
            scope.subject = subject
        if len(scope.groups) == scope.resting and not dependent:
            scope.latest = subject
            if not scope.sentence_main:
                scope.main, scope.sentence_main = subject, True
        if quantity in ("change", "change_rate") and base != Base():
            scope.base = self.last_base = base
        scope.quantity, scope.trend = quantity, trend
        if quantity == "amount" and not self.reader.total:
            self.reader.total = subject

    def _group(self, subject: str, quantity: str, role: str, scope: Scope) -> Group | None:
        """The list that the figure is a part of; of a list over several paragraphs each gives one part."""
        group = scope.group
        if group is None or role != "statement":
            return None
        if quantity not in PARTS:
            if subject not in group.members:
                return None
            group.changed = group.changed or quantity in ("change", "change_rate")
            return group
        if group is self.part_of:
            if self.contributed not in ("", subject):
                return None
            self.contributed = subject
        if subject == group.whole:
            return None
        if subject not in group.members:
            group.members.append(subject)
        return group

    def _is_prior(self, period: str) -> bool:
        year = self.reader.words.year
        return period == "prior" or bool(year and period.isdigit() and int(period) < year)

    def _place(self, figure: Figure) -> str:
        return self.passage.text.at(figure.start)

    def _clause(self, figure: Figure) -> str:
        text = self.passage.text.text
        # The comma in 2,300.00 ends no clause.
        text = _THOUSANDS.sub(" ", text)
        first, last = max(0, figure.start - LONGEST_CLAUSE), min(len(text), figure.end + LONGEST_CLAUSE)
        before = max(text.rfind(mark, first, figure.start) for mark in CLAUSE_ENDS)
        ends = [at for mark in CLAUSE_ENDS if (at := text.find(mark, figure.end, last)) >= 0]
        return self.passage.text.text[max(before + 1, first) : min(ends, default=last)]
