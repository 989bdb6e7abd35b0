"""Form files as Python objects, with their words in the form in which they are compared."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

from yusuan.errors import YusuanError
from yusuan.forms.files import merge, read_form_files
from yusuan.forms.targets import ProjectsForm, projects_form
from yusuan.forms.titles import KnownTitles, Named
from yusuan.model import words_of_targets
from yusuan.words import key

VOCABULARY = "vocabulary.toml"
TARGETS = "targets.toml"


@dataclass(frozen=True)
class ColumnForm:
    """A column of a table: the field it fills, the headers it goes by, and what may, or may not, stand above them."""

    field: str
    headers: frozenset[str]
    under: frozenset[str] = frozenset()
    not_under: frozenset[str] = frozenset()


@dataclass(frozen=True)
class ItemForm:
    """A row that is known by its label, with the value that stands for it in the package.

    An item that is no part of the total has no level.
    """

    item: str
    level: int | None
    labels: frozenset[str]


@dataclass(frozen=True)
class TableForm:
    """How one official table is printed. `layout` is coded, two-sided or items."""

    table_name: str
    titles: tuple[str, ...]
    layout: str
    columns: tuple[ColumnForm, ...]
    items: tuple[ItemForm, ...] = ()
    economic: bool = False
    """Whether the rows are classes of the economic classification."""


@dataclass(frozen=True)
class KeyItem:
    """A key figure: the words before it, and where it belongs."""

    item: str
    topic: str
    labels: frozenset[str]
    sentence: str


@dataclass(frozen=True)
class TextItem:
    """A key figure in words: the pattern that finds it; a group `text` narrows it."""

    item: str
    label: str
    pattern: re.Pattern[str]


@dataclass(frozen=True)
class TopicForm:
    """A heading of the document that holds key figures."""

    topic: str
    headings: frozenset[str]
    items: tuple[KeyItem, ...]
    text_items: tuple[TextItem, ...]


@dataclass(frozen=True)
class Form:
    """One way of printing a budget."""

    name: str
    title: str
    description: str
    description_en: str
    tables: tuple[TableForm, ...]
    projects: ProjectsForm
    mentioned: re.Pattern[str]
    topics: tuple[TopicForm, ...]
    places: tuple[str, ...] = ()
    known_by: frozenset[str] = frozenset()
    """Words that headings of the document's parts must have for it to be printed in this form."""
    units: tuple[ColumnForm, ...] = ()
    """The columns of lists of units."""

    @cached_property
    def _tables(self) -> dict[str, list[TableForm]]:
        """The tables by their titles."""
        found: dict[str, list[TableForm]] = {}
        for table in self.tables:
            for known in table.titles:
                found.setdefault(known, []).append(table)
        return found

    @cached_property
    def _titles(self) -> KnownTitles:
        return KnownTitles.of(self._tables)

    def table_titled(self, title: str) -> TableForm | None:
        """The table that a printed title names, be it with a number, a year or the agency's name before it.

        (按功能分类科目) or (按经济分类科目) behind it decides where a place prints both under one title.
        """
        return self._table_of(self._titles.named(title, load_vocabulary().is_part_of))

    def _table_of(self, named: Iterable[Named]) -> TableForm | None:
        tables = (
            table
            for known, economic in named
            for table in self._tables.get(known, ())
            if economic is None or table.economic == economic
        )
        return next(tables, None)


def tables_titled(titles: Iterable[str], forms: Sequence[Form]) -> list[set[str]]:
    """The names of the tables of each form, in the order of the forms, that are among these printed titles.

    Each title is looked up once, however many forms there are.
    """
    every = KnownTitles.of(known for form in forms for known in form._tables)
    different = {tuple(every.named(title, load_vocabulary().is_part_of)) for title in titles}
    return [{table.table_name for named in different if (table := form._table_of(named))} for form in forms]


@dataclass(frozen=True)
class ItemWords:
    """How the columns of the three public expenses tell years, budget and outturn apart.

    `periods` gives what stands before the name of a measure, such as `prior_year_`.
    """

    subtotal: frozenset[str]
    filler: frozenset[str]
    periods: dict[str, str]
    year: re.Pattern[str]
    executed: frozenset[str]
    budgeted: frozenset[str]
    adjusted: frozenset[str]


@dataclass(frozen=True)
class Vocabulary:
    """Words that mean the same wherever a budget is printed."""

    blank: frozenset[str]
    parts: dict[str, str]
    """The parts of a document by a word of their headings."""
    total: frozenset[str]
    grand_total: frozenset[str]
    subtotals: dict[str, frozenset[str]]
    empty_statement: tuple[str, ...]
    contents: frozenset[str]
    contents_titles: frozenset[str]
    contents_words: frozenset[str]
    issuer_labels: frozenset[str]
    patterns: dict[str, re.Pattern[str]]
    kinds: dict[str, str]
    levels: tuple[re.Pattern[str], ...]
    first_numbers: frozenset[str]
    of_which: re.Pattern[str]
    carried_over: re.Pattern[str]
    fund: re.Pattern[str]
    coded_label: re.Pattern[str]
    items: ItemWords
    operators: dict[str, str]
    prose: dict[str, Any]
    parts_of_tables: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = ()
    """Titles of tables, each with what before it makes it the title of another table."""

    def part_titled(self, title: str) -> str | None:
        """The part of the document that a heading such as 第二部分 2023 年预算公开表 opens."""
        printed = key(title)
        return next((part for known, part in self.parts.items() if known in printed), None)

    def is_part_of(self, title: str, before: str) -> bool:
        """Whether a table with such words before its title is another one: 基本 | 支出预算表 is no 支出预算表."""
        return any(known.match(title) and words.search(before) for known, words in self.parts_of_tables)


def _columns(entries: list[dict[str, Any]]) -> tuple[ColumnForm, ...]:
    return tuple(
        ColumnForm(c["field"], _keys(c["headers"]), _keys(c.get("under", [])), _keys(c.get("not_under", [])))
        for c in entries
    )


def _keys(words: list[str]) -> frozenset[str]:
    return frozenset(key(word) for word in words)


def table_form(table: dict[str, Any]) -> TableForm:
    """One of a form's sections `tables`."""
    return TableForm(
        table["table_name"],
        tuple(key(title) for title in table["titles"]),
        table["layout"],
        _columns(table["columns"]),
        tuple(ItemForm(i["item"], i.get("level"), _keys(i["labels"])) for i in table.get("items", [])),
        table.get("economic", False),
    )


def _form(data: dict[str, Any]) -> Form:
    return Form(
        name=data["name"],
        title=data["title"],
        description=data["description"],
        description_en=data["description_en"],
        tables=tuple(table_form(table) for table in data["tables"]),
        projects=projects_form(merge(_targets(), data.get("projects", {}))),
        mentioned=re.compile(data["names"]["mentioned"]),
        topics=tuple(
            TopicForm(
                topic["topic"],
                _keys(topic["headings"]),
                tuple(
                    KeyItem(i["item"], i.get("topic", topic["topic"]), _keys(i["labels"]), i.get("sentence", ""))
                    for i in topic.get("items", [])
                ),
                tuple(TextItem(i["item"], i["label"], re.compile(i["pattern"])) for i in topic.get("text_items", [])),
            )
            for topic in data["key_figures"]["topics"]
        ),
        places=tuple(str(place) for place in data.get("places", [])),
        known_by=_keys(data.get("known_by", [])),
        units=_columns(data.get("units", {}).get("columns", [])),
    )


@cache
def _targets() -> dict[str, Any]:
    """The words of tables of performance targets, and how these are laid out, wherever they are printed."""
    layout = tomllib.loads(files("yusuan.forms").joinpath(TARGETS).read_text(encoding="utf-8"))
    return {**layout, **words_of_targets()}


def _vocabulary(data: dict[str, Any]) -> Vocabulary:
    sides, items = data["two_sided"], data["items"]
    return Vocabulary(
        blank=_keys(data["blank"]),
        parts={key(word): part for part, words in data["parts"].items() for word in words},
        total=_keys(data["total"]),
        grand_total=_keys(sides["grand_total"]),
        subtotals={side: _keys(words) for side, words in sides["subtotals"].items()},
        empty_statement=tuple(data["empty_statement"]),
        contents=_keys(data["contents"]),
        contents_titles=_keys(data["contents_titles"]),
        contents_words=_keys(data["contents_words"]),
        issuer_labels=_keys(data["issuer_labels"]),
        patterns={name: re.compile(pattern) for name, pattern in data["patterns"].items()},
        kinds=data["kinds"],
        levels=tuple(re.compile(level) for level in sides["levels"]),
        first_numbers=_keys(sides["first_numbers"]),
        of_which=re.compile(sides["of_which"]),
        carried_over=re.compile(sides["carried_over"]),
        fund=re.compile(sides["fund"]),
        coded_label=re.compile(sides["coded_label"]),
        items=ItemWords(
            subtotal=_keys(items["subtotal"]),
            filler=_keys(items["filler"]),
            periods={key(word): prefix for prefix, words in items["periods"].items() for word in words},
            year=re.compile(items["year"]),
            executed=_keys(items["executed"]),
            budgeted=_keys(items["budgeted"]),
            adjusted=_keys(items["adjusted"]),
        ),
        operators=data["target"]["operators"],
        prose=data["prose"],
        parts_of_tables=tuple(
            (re.compile(part["titles"]), re.compile(f"(?:{part['before']})$")) for part in data["parts_of_tables"]
        ),
    )


@cache
def load_vocabulary() -> Vocabulary:
    """The words that mean the same everywhere."""
    return _vocabulary(tomllib.loads(files("yusuan.forms").joinpath(VOCABULARY).read_text(encoding="utf-8")))


@cache
def load_forms(folder: Path | None = None) -> tuple[Form, ...]:
    """Every known form: those of `folder` first, then those that come with the program, each in the order of its name.

    Raises YusuanError for a form that is not sound, UsageError for a folder that is not there.
    """
    forms = []
    for name, data in read_form_files(folder).items():
        try:
            forms.append(_form(data))
        except (KeyError, TypeError, ValueError, AttributeError, re.error) as error:
            raise YusuanError(
                f"form {name}", f"is not a valid form ({error!r}).", "Compare its file with another form's."
            ) from error
    return tuple(forms)
