"""What the rules make of disclosures that tests make up: one evaluation answers what all tests of a file ask.

Most of an evaluation is the planning of queries, however few the rows. So each test is rehearsed until it asks what was
not answered yet, and these questions are answered together, each as an agency of its own. A test that then asks
something else is answered alone: the rehearsal changes how soon an answer is there, and never what it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import duckdb

from yusuan.checks.engine import compare
from yusuan.checks.rules import load_rules
from yusuan.model import load_relations
from yusuan.package.schemas import REFERENCE_ORDER, Schema

from .warehouse import PACKAGE, Row, fill

Disclosures = Mapping[str, Mapping[str, Sequence[Row]]]
Outcomes = list[tuple[Any, ...]]
"""Package, subject, outcome, published and expected of each comparison."""

RULES = {rule.name: rule for rule in load_rules()}


@dataclass(frozen=True)
class Question:
    """A rule, and the disclosures about which it is asked: package → resource → rows."""

    rule: str
    disclosures: Disclosures

    @property
    def key(self) -> str:
        return repr((self.rule, self.disclosures))

    @property
    def has_reference(self) -> bool:
        """Whether it brings a reference of its own, which all disclosures of an evaluation would share."""
        return any(resources.keys() & set(REFERENCE_ORDER) for resources in self.disclosures.values())


class Unanswered(BaseException):
    """A rehearsed test has asked what was not answered yet; no test catches this."""


@dataclass
class Judge:
    """Answers questions: from those that were answered before, or with an evaluation of its own."""

    connection: duckdb.DuckDBPyConnection
    schemas: dict[str, Schema]
    answers: dict[str, Outcomes] = field(default_factory=dict)
    open: dict[str, Question] | None = None
    """Where tests are rehearsed, the questions that nothing has answered."""

    def __call__(
        self, rule: str, disclosures: Disclosures | None = None, with_package: bool = False, **resources: Sequence[Row]
    ) -> dict[Any, tuple[Any, ...]]:
        """What a rule makes of a disclosure: `judge("rule", income=[...])` gives subject -> (outcome, published, expected).

        `with_package` asks for (package, subject) instead of the subject, where there are several disclosures.
        """
        question = Question(
            rule, disclosures or {PACKAGE: {name.replace("_", "-"): rows for name, rows in resources.items()}}
        )
        if question.key not in self.answers:
            if self.open is not None:
                self.open[question.key] = question
                raise Unanswered(question.key)
            self.answers[question.key] = self._outcomes([rule], question.disclosures)
        rows = self.answers[question.key]
        return {(package, subject) if with_package else subject: tuple(rest) for package, subject, *rest in rows}

    def rehearse(self, tests: Iterable[Callable[[], object]]) -> None:
        """Answer together what the tests ask. What else they do is of no account here: they are yet to be run."""
        waiting = list(tests)
        while waiting:
            self.open, asking = {}, []
            for test in waiting:
                try:
                    with suppress(Exception):
                        test()
                except Unanswered as question:
                    asking.append((test, str(question)))
            asked, self.open = self.open, None
            self._answer([question for question in asked.values() if not question.has_reference])
            # one that brings a reference of its own is answered when its test is run
            waiting = [test for test, key in asking if key in self.answers]

    def _answer(self, questions: Sequence[Question]) -> None:
        if not questions:
            return
        named = [
            {f"asked{number}-{package}": resources for package, resources in question.disclosures.items()}
            for number, question in enumerate(questions)
        ]
        together = {package: resources for each in named for package, resources in each.items()}
        rows = self._outcomes(sorted({question.rule for question in questions}), together, with_rule=True)
        for question, packages in zip(questions, named, strict=True):
            self.answers[question.key] = [
                tuple(re.sub(r"\basked\d+-", "", cell) if isinstance(cell, str) else cell for cell in rest)
                for rule, *rest in rows
                if rule == question.rule and rest[0] in packages
            ]

    def _outcomes(self, rules: Sequence[str], disclosures: Disclosures, with_rule: bool = False) -> Outcomes:
        self.connection.execute("begin")
        try:
            fill(self.connection, self.schemas, disclosures)
            compare(self.connection, load_relations(), [RULES[rule] for rule in rules])
            wanted = "rule, package" if with_rule else "package"
            return self.connection.execute(
                f"select {wanted}, subject, outcome, published, expected from checking.outcomes order by all"
            ).fetchall()
        finally:
            self.connection.execute("rollback")
