"""Walks through the words between two figures: what opens a list, begins a reason or a purpose, or names a base."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from yusuan.recognise.prose.patterns import Patterns
from yusuan.recognise.prose.scope import Group, Scope
from yusuan.recognise.prose.words import Words

LONGEST_HEAD = 40


@dataclass(frozen=True)
class Markers:
    """Applies the words of a passage to the scope of its figures."""

    patterns: Patterns
    words: Words
    numbers: Iterator[int]
    """The number of each list of parts."""

    def sentence(self, sentence: str, scope: Scope, ended: bool) -> str:
        """Go through a sentence, or what of it stands before a figure; returns the words of the last clause.

        One that `ended` before a figure came may name what the next are about: 2.公务接待费。2026年预算数…
        """
        clause = ""
        for number, part in enumerate(re.split("[；;]", sentence)):
            if number:
                self._semicolon(part, scope)
            enumerated = self.patterns.inline.match(part)
            told = part[enumerated.end() :] if enumerated else part
            if ended and enumerated and len(told) <= LONGEST_HEAD and not re.search("[，,]", told):
                scope.main = scope.subject = self.words.subject(told) or scope.main
                continue
            if enumerated and scope.role != "reason":
                self._enumerated_list(told, scope)
            *before, last = re.split("[，,]", told)
            for words in before:
                left = self._clause(words, scope)
                scope.base = self.words.base(left) or scope.base
                self._within(left, scope)
                if scope.role == "reason" and (moved := self.patterns.trend.search(left)):
                    # 项目支出增加，较上年增加 5 万元
                    scope.cause = self.words.subject(left[: moved.start()])
                if left.endswith("方面") and (topic := self.words.subject(left.removesuffix("方面"))):
                    scope.subject = topic
            clause = self._clause(last, scope)
            if not last and before:
                # 项目支出，40.01%: the comma stands between the thing and its figure.
                clause = left
        return clause

    def _enumerated_list(self, told: str, scope: Scope) -> None:
        """①人员经费：…；②公用经费：…: each begins a list of its own."""
        head = re.match(rf"[^，,：:\d]{{2,{LONGEST_HEAD}}}(?=[：:])", told)
        if head and not self.patterns.openers.search(head.group()) and (thing := self.words.subject(head.group())):
            del scope.groups[scope.resting :]
            scope.groups.append(Group(next(self.numbers), thing))

    def after_colon(self, scope: Scope) -> None:
        """政府采购预算总额 100 万元：货物…: a colon behind a figure divides it."""
        scope.groups.append(Group(next(self.numbers), scope.subject))

    def _semicolon(self, part: str, scope: Scope) -> None:
        if scope.role == "reason" and (
            self.patterns.goes_on.match(part)
            or (scope.listed_reason and self.patterns.listed.match(part))
            # A sentence that only gives reasons goes on to do so.
            or not (scope.stated or self.patterns.openers.match(part))
        ):
            return
        scope.role, scope.weak_reason = "statement", False
        while len(scope.groups) > scope.resting:
            group = scope.groups[-1]
            if group.members and not self.words.begins_anew(part) and (group.by_semicolons or len(group.members) == 1):
                group.by_semicolons = True
                return
            # Parts between commas end at a semicolon.
            scope.groups.pop()
            scope.subject = group.whole

    def _clause(self, words: str, scope: Scope) -> str:
        """Apply the markers of a clause; returns what stands after the last."""
        if scope.role == "purpose" and self.patterns.resumes.match(words):
            scope.role = "statement"
        while True:
            found = [
                (match.start(), kind, match)
                for kind in ("reason", "openers", "purpose")
                if (match := getattr(self.patterns, kind).search(words))
            ]
            if not found:
                return words
            _, kind, match = min(found, key=lambda entry: entry[:2])
            before, words = words[: match.start()], words[match.end() :]
            if kind == "reason":
                scope.role, scope.cause = "reason", ""
                scope.listed_reason = self.patterns.listed.match(words.lstrip("：:")) is not None
                scope.weak_reason = "因" not in match.group() and "由于" not in match.group()
            elif kind == "purpose" and scope.role != "reason" and (scope.stated or "用" in match.group()):
                scope.role = "purpose"
            elif kind == "openers":
                self._open(before, match.group(), scope)

    def _open(self, before: str, opener: str, scope: Scope) -> None:
        if scope.role == "purpose" or (scope.weak_reason and opener == "其中"):
            scope.role, scope.weak_reason = "statement", False
        if scope.role != "statement":
            return
        while len(scope.groups) > scope.resting and not scope.groups[-1].members:
            scope.groups.pop()
        latest = scope.subject if scope.stated else scope.latest
        # 支出包括：… divides what is general elsewhere.
        side = self.patterns.sides.search(before)
        whole = self.words.subject(before) or (side["side"] if side else "") or latest
        whole = whole or scope.subject or scope.main or scope.before
        scope.main = scope.main or whole
        scope.groups.append(Group(next(self.numbers), whole))

    def _within(self, words: str, scope: Scope) -> None:
        """财政拨款支出预算中，…: what follows divides it."""
        match = self.patterns.within.fullmatch(words)
        if match and scope.role == "statement" and (whole := self.words.subject(match["whole"])):
            scope.groups.append(Group(next(self.numbers), whole))
            scope.subject = whole
            scope.main = scope.main or whole
