"""What the words before a figure say: of what it is, against what it is measured, and which way it went."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from yusuan.recognise.prose.patterns import Patterns

QUOTES = (("“", "”"), ('"', '"'), ("《", "》"), ("（", "）"), ("(", ")"))
_WHOLES = ("支出", "收入", "总额")
CLAUSE_ENDS = "，,；;。！？!?"
_LONGEST_NAME = 400
"""No thing has a longer name; to take words off its beginning, one by one, takes time as the square of its length."""


@dataclass(frozen=True)
class Base:
    """Against what a change is measured.

    `kind` is budget, adjusted, executed, final or empty; `period` prior, current or a year.
    """

    kind: str = ""
    period: str = ""


@dataclass(frozen=True)
class Clause:
    """A clause taken apart. `own` is its subject, empty where it has none; `named` what stood before a colon."""

    own: str
    trend: str = ""
    quantity: str = ""
    whole: str = ""
    base: Base | None = None
    said_kind: str = ""
    said_period: str = ""
    unclear: bool = False


@dataclass(frozen=True)
class Words:
    """Takes clauses apart. `names` are those of the issuer, `year` is the document's."""

    patterns: Patterns
    names: Sequence[str]
    year: int | None
    known: dict[str, str] = field(default_factory=dict)
    """Subjects found before: documents repeat their words."""

    def clause(self, words: str, kind: str) -> Clause:
        """Take the words of a clause up to a figure of this kind apart."""
        patterns = self.patterns
        trend = quantity = whole = ""
        unclear = False
        base: Base | None = None
        rest = words
        if kind == "unchanged":
            quantity, trend = "change", "unchanged"
        elif match := patterns.to.search(rest):
            rest = rest[: match.start()]
        elif match := patterns.trend.search(rest):
            trend = self._trend(match["trend"])
            unclear = patterns.both.search(rest) is not None
            quantity, rest = ("change_rate" if kind == "times" or kind == "share" else "change"), rest[: match.start()]
            rest = re.sub(r"[（(/、或]$", "", rest)
        elif match := patterns.compared.search(rest):
            trend = "increase" if match["increase"] else "decrease"
            quantity, rest = "change_rate" if kind == "share" else "change", rest[: match.start()]
            base = self._base(match["base"], match["of"], match["base"])
        elif kind == "share":
            quantity, rest, whole, base = self._part(rest)
        rest, found = self._without_base(rest)
        base = base or found
        if not quantity and found and kind == "money" and not rest and words:
            # 比上年 1.43 万元: the word that says which way was left out.
            quantity = "change"
        if not trend and not quantity and (match := patterns.verb.match(rest)):
            trend, rest = self._trend(match["trend"]), match["thing"]
            quantity = "change_rate" if kind == "share" else "change"
        said_kind, said_period = self._said(rest)
        return Clause(self.subject(rest), trend, quantity, whole, base, said_kind, said_period, unclear)

    def _part(self, rest: str) -> tuple[str, str, str, Base | None]:
        """Of a percentage without a trend: what it is, what is left of the words, its whole, its base."""
        patterns = self.patterns
        if match := patterns.completion.search(rest):
            kind = next(
                (k for k, words in patterns.base_kinds.items() if any(w in (match["base"] or "") for w in words)),
                "budget",
            )
            return "completion", rest[: match.start()], "", Base(kind, "current")
        if match := patterns.rate.search(rest):
            return "completion", rest[: match.start()], "", Base("budget", "current")
        if match := patterns.share.search(rest):
            # 占全部支出的 4.4 %: so general a whole is still what was said, and not the total named before.
            general = match["whole"].removesuffix("的")
            whole = self.subject(general) or (general if general.endswith(_WHOLES) else "")
            return "share", rest[: match.start()], whole, None
        if match := patterns.share_noun.search(rest):
            return "share", rest[: match.start()], "", None
        return "share", rest, "", None

    def _trend(self, word: str) -> str:
        return next(way for known, way in self.patterns.trends.items() if word.startswith(known))

    def base(self, words: str) -> Base | None:
        """The last base that the words name, if any."""
        return self._without_base(words)[1]

    def _without_base(self, words: str) -> tuple[str, Base | None]:
        """The words without the last base that they name, and that base. What stands after it goes before the rest."""
        for match in reversed(list(self.patterns.base.finditer(words))):
            when, of = match["when"], match["of"]
            if when is None:
                return words[: match.start()] + words[match.end() :], Base("", "prior")
            if not when and not (match["kind"] and (of.endswith(("数", "额")) or match.end() == len(words))):
                continue
            before, after = words[: match.start()], words[match.end() :]
            return (after if self.subject(after) else before), self._base(when, of, match.group())
        return words, None

    def _base(self, when: str, of: str, words: str) -> Base:
        # 年初预算 is a budget; 预算执行数 is what was spent of it.
        kinds = self.patterns.base_kinds
        order = ("final", "executed", "adjusted", "budget")
        # 全年 of 全年预算数 may be taken for when it was.
        said = {"adjusted": when + of}
        kind = next((k for k in order if any(word in said.get(k, of) for word in kinds[k])), "")
        return Base(kind, self._period(when or words) or "current")

    def _period(self, words: str) -> str:
        if match := self.patterns.year.search(words):
            said = int(match["year"])
            if self.year is None:
                return match["year"]
            return {self.year: "current", self.year - 1: "prior"}.get(said, match["year"])
        return "prior" if self.patterns.prior.search(words) else ""

    def _said(self, words: str) -> tuple[str, str]:
        """Of which kind and period an amount says that it is: 年初预算为, 支出决算为, 2024年决算数."""
        ending = words[-10:]
        kinds = self.patterns.base_kinds
        kind = "final" if "决算" in ending else "executed" if "执行数" in ending or "实际" in ending else ""
        if not kind and any(word in ending for word in kinds["adjusted"]):
            kind = "adjusted"
        kind = kind or (
            "budget" if any(word in ending for word in ("预算数", "年初预算", "预算为", "预算安排")) else ""
        )
        period = self._period(words)
        if re.search(r"(?:上年|上年度|年初)(?:末|财政拨款)?结[转余]", words):
            period = ""
        return kind if kind in kinds else "", period

    def subject(self, words: str) -> str:
        """The thing that the words name: without issuer, year, verbs and what only introduces; empty for general words.

        预算数为 after a colon names nothing: the thing is what stands before it.
        """
        words = words[-_LONGEST_NAME:]
        if words not in self.known:
            self.known[words] = self._subject(words)
        return self.known[words]

    def _subject(self, words: str) -> str:
        parts = re.split(r"[：:]", words)
        named = [bare for part in reversed(parts) if (bare := self._bare(part))]
        special = [bare for bare in named if not self.patterns.general.fullmatch(bare)]
        return next((bare for bare in special if not self.is_weak(bare)), special[0] if special else "")

    def begins_anew(self, words: str) -> bool:
        """Whether words begin with a year or the issuer, as those of a statement of its own do."""
        words = self.patterns.inline.sub("", words, count=1) if self.patterns.inline.match(words) else words
        named = any(words.startswith(name) for name in self.names)
        return bool(named or self.patterns.year.match(words) or self.patterns.issuer.match(words))

    def is_weak(self, subject: str) -> bool:
        """Whether a subject is so general (支出) that one named before it is meant, if there is one."""
        return self.patterns.weak.fullmatch(subject) is not None

    def _bare(self, words: str) -> str:
        if match := list(self.patterns.path.finditer(words)):
            return match[-1].group().strip('“”"、')
        before = None
        while words != before:
            before = words
            words = _unquoted(words)
            if (match_out := self.patterns.lead_out.search(words)) and not (
                match_out.start() == 0 and self.patterns.general.fullmatch(words)
            ):
                words = words[: match_out.start()]
            if match_in := self.patterns.lead_in.match(words):
                words = words[match_in.end() :]
            words = next((words[len(name) :] for name in self.names if words.startswith(name)), words)
            if match_organ := self.patterns.organ.match(words):
                words = words[match_organ.end() :]
        return words

    def heading(self, words: str) -> str:
        """The thing that a heading is about: its words without the issuer and the year."""
        before = None
        while words != before:
            before = words
            words = next((words[len(name) :] for name in self.names if words.startswith(name)), _unquoted(words))
            for pattern in (self.patterns.issuer, self.patterns.organ, self.patterns.year):
                if match := pattern.match(words):
                    words = words[match.end() :]
        return "" if self.patterns.general.fullmatch(words) else words


def _unquoted(words: str) -> str:
    """Words without quotes or brackets around them or half of them at an end."""
    for opening, closing in QUOTES:
        inner = words[1:-1]
        if (
            len(words) > 1
            and words[0] == opening
            and words[-1] == closing
            and opening not in inner
            and closing not in inner
        ):
            return inner
        if words.startswith(opening) and closing not in words:
            return words[1:]
        if words.endswith(closing) and opening not in words[:-1]:
            return words[:-1]
    return words
