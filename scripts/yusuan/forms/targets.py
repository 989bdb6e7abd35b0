"""The words of performance-target tables, in the form in which they are compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from yusuan.model import load_model
from yusuan.words import key

LONGEST_TITLE = 80
TARGET_TABLES = load_model().group("targets")
_BRACKETS = re.compile(r"\([^()]*\)$")


@dataclass(frozen=True)
class TargetColumn:
    """A column of a table of targets: the field it fills, the headers it goes by, and what has to stand above them."""

    field: str
    headers: frozenset[str]
    under: frozenset[str] = frozenset()


@dataclass(frozen=True)
class TitleForm:
    """A title of target tables: whose targets they are (project, fund or agency), and the pattern of its words."""

    scope: str
    pattern: re.Pattern[str]


@dataclass(frozen=True)
class ProjectsForm:
    """How tables of performance targets are printed: labels with values, rows of projects, rows of indicators.

    `labels` gives the field of a label; `stacked` those of labels that depend on the label above them,
    `headed` those of headings with a value beside them in a row of their own, `beside` those of labels that depend on
    another in their table (by the label above them, if it counts). `listing` are the columns of a table with a project
    in each row, `columns` those of indicators, `tasks` those of the tasks, `execution` those of what became of the
    budget.
    """

    titles: tuple[TitleForm, ...]
    sentence: re.Pattern[str]
    beside_title: tuple[re.Pattern[str], ...]
    year: tuple[re.Pattern[str], ...]
    labels: dict[str, str]
    stacked: dict[tuple[str, str], str]
    headed: dict[str, str]
    beside: dict[tuple[str, str], tuple[frozenset[str], str]]
    unit: str
    units: re.Pattern[str]
    coded_name: re.Pattern[str]
    not_kept: frozenset[str]
    amounts: frozenset[str]
    numbers: frozenset[str]
    texts: frozenset[str]
    columns: tuple[TargetColumn, ...]
    merged: tuple[str, ...]
    first_levels: tuple[str, ...]
    second_levels: tuple[str, ...]
    listing: tuple[TargetColumn, ...]
    tasks: tuple[TargetColumn, ...]
    execution: tuple[TargetColumn, ...]
    totals: frozenset[str]
    fillers: re.Pattern[str]
    template: re.Pattern[str]

    def title(self, text: str) -> tuple[str, str | None] | None:
        """The scope that a printed title names and the project's name in it, or None where it is no such title."""
        printed = key(text)
        if len(printed) > LONGEST_TITLE or self.sentence.search(printed):
            return None
        for known in self.titles:
            if match := known.pattern.fullmatch(printed):
                return known.scope, match.groupdict().get("name")
        return None

    def year_of(self, text: str) -> int | None:
        """The year that a line above a table, or its title, gives."""
        found = (pattern.fullmatch(text.strip()) for pattern in self.year)
        return next((int(match["year"]) for match in found if match), None)

    def is_caption(self, text: str) -> bool:
        """Whether a line belongs to the head of such a table: its title, or its year."""
        return self.title(text) is not None or self.year_of(text) is not None

    def stands_beside_title(self, text: str) -> bool:
        """Whether a line is the number, the unit, the agency or the year that stand around a title."""
        return any(pattern.fullmatch(key(text)) for pattern in self.beside_title)

    def label(self, text: str) -> str | None:
        """The field that a printed label names, whatever colon or brackets close it."""
        printed = key(text).rstrip(":")
        bare = _BRACKETS.sub("", printed).rstrip(":")
        return self.labels.get(printed) or self.labels.get(bare)

    def cuts_heading(self, text: str, heads: str) -> bool:
        """Whether a text is the beginning or the end of a heading (a label of a field of this name) or of a level."""
        word = key(text)
        words = [known for known, field in self.labels.items() if field == heads] + [*self.first_levels]
        return any(word != known and (known.startswith(word) or known.endswith(word)) for known in words)

    def is_level(self, text: str) -> bool:
        """Whether a cell says which kind of indicator follows, with its points or without: 产出指标（50分）."""
        return {key(text), _bare(text)} & {*self.first_levels, *self.second_levels} != set()

    def is_template(self, text: str) -> bool:
        """Whether a text is what the form prints before it is filled in: 指标1：, or 目标1：目标2：……."""
        return self.template.fullmatch(key(text)) is not None

    def headed_value(self, heading: str) -> str | None:
        """The field of the one value beside a heading, such as 绩效目标 with its goal."""
        return self.headed.get(_BRACKETS.sub("", key(heading).rstrip(":")))

    def stacked_label(self, above: str, text: str) -> str | None:
        """The field that a label names below another."""
        return self.stacked.get((_bare(above), _bare(text)))

    def label_beside(self, above: str, text: str, words: frozenset[str]) -> str | None:
        """The field of a label, below another or anywhere (blank), that depends on which words the table prints."""
        others, field = self.beside.get((_bare(above), _bare(text)), (frozenset(), ""))
        return field if others & words else None


def _bare(text: str) -> str:
    return _BRACKETS.sub("", key(text).rstrip(":")).rstrip(":")


def projects_form(data: dict[str, Any]) -> ProjectsForm:
    """The form of target tables from its section of a form file. Raises KeyError for a section that lacks words."""
    labels = [entry for entry in data["labels"] if "beside" not in entry and not entry.get("headed")]
    plain = [entry for entry in labels if "under" not in entry]
    return ProjectsForm(
        titles=tuple(TitleForm(entry["scope"], re.compile(entry["pattern"])) for entry in data["titles"]),
        sentence=re.compile(data["sentence"]),
        beside_title=tuple(re.compile(pattern) for pattern in data["beside_title"]),
        year=tuple(re.compile(pattern) for pattern in data["year"]),
        labels={key(word): entry["field"] for entry in reversed(plain) for word in entry["labels"]},
        stacked={
            (key(above), key(word)): entry["field"]
            for entry in reversed(labels)
            for above in entry.get("under", [])
            for word in entry["labels"]
        },
        headed={
            key(word): entry["field"] for entry in data["labels"] if entry.get("headed") for word in entry["labels"]
        },
        beside={
            (key(above), key(word)): (frozenset(map(key, entry["beside"])), entry["field"])
            for entry in data["labels"]
            if "beside" in entry
            for above in entry.get("under", [""])
            for word in entry["labels"]
        },
        unit=data["unit"],
        units=re.compile(data["units"]),
        coded_name=re.compile(data["coded_name"]),
        not_kept=frozenset(data["not_kept"]),
        amounts=frozenset(field.name for name in TARGET_TABLES for field in load_model().tables[name].amounts),
        numbers=frozenset(
            field.name
            for name in TARGET_TABLES
            for field in load_model().tables[name].fields
            if field.concept.type == "number" and not field.is_amount
        ),
        texts=frozenset(data["texts"]),
        columns=_columns(data["columns"]),
        merged=tuple(data["merged"]),
        first_levels=_longest_first(data["first_levels"]),
        second_levels=_longest_first(data["second_levels"]),
        listing=_columns(data["listing"]),
        tasks=_columns(data["tasks"]),
        execution=_columns(data["execution"]),
        totals=frozenset(key(word) for word in data["totals"]),
        fillers=re.compile(data["fillers"]),
        template=re.compile(data["template"]),
    )


def _columns(entries: list[dict[str, Any]]) -> tuple[TargetColumn, ...]:
    """The columns; those that need another header above them are tried first."""
    columns = [
        TargetColumn(e["field"], frozenset(map(key, e["headers"])), frozenset(map(key, e.get("under", []))))
        for e in entries
    ]
    return tuple(sorted(columns, key=lambda column: not column.under))


def _longest_first(words: list[str]) -> tuple[str, ...]:
    return tuple(sorted((key(word) for word in words), key=len, reverse=True))
