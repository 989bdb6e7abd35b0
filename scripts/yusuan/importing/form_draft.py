"""Drafts a form for a new place: what a document prints that no form knows, with its place and what it is most like."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from yusuan.document import Block, Cell, Document, Line, Table
from yusuan.forms import Form, TableForm, load_forms, load_vocabulary
from yusuan.forms.known_words import HEADER, LABEL, TITLE, KnownWord, known_words
from yusuan.importing.apart import work_apart
from yusuan.numbers import number
from yusuan.reading import read
from yusuan.recognise import closest_form
from yusuan.recognise.columns import find_columns
from yusuan.recognise.item_columns import find_item, find_item_columns
from yusuan.words import key, name

# How alike two words are, from 0 to 1: from here on a match is worth a person's look, or worth being filled in.
WORTH_A_LOOK, FILLED_IN = 0.5, 0.8

DEEPEST_HEADER = 6
CAPTION = 8
_ADDED = re.compile(r"\([^()]*\)$")
_TITLE = re.compile(r".*表(?:[（(][^（）()]*[）)])?")


Scored = tuple[tuple[float, KnownWord], ...]


@dataclass(frozen=True)
class Unknown:
    """A word that no form knows: where it is printed, in which table, and the known words that are most like it.

    A title has no table yet; `below` holds the known headers that stand below it.
    """

    kind: str
    text: str
    place: str
    table: str
    like: Scored
    below: tuple[str, ...] = ()

    @property
    def match(self) -> KnownWord | None:
        """The one known word similar enough to fill in; None for a title, where one character decides."""
        return self.like[0][1] if self.table and self.like and self.like[0][0] >= FILLED_IN else None


def unknown_in(source: Path, folder: Path | None = None) -> tuple[str, list[Unknown]]:
    """The name of the form that fits the document best, and what it does not know, looked for in a child with limits.

    Raises `CannotRead`.
    """
    return work_apart(str(source), _unknown_in, read(source), folder, plain=(Unknown, KnownWord))


def _unknown_in(document: Document, folder: Path | None) -> tuple[str, list[Unknown]]:
    forms = load_forms(folder)
    # A form that is being written comes first in its folder; what it knows already is not listed again.
    form = forms[0] if folder else closest_form(document, forms)
    return form.name, find_unknown(document, form, folder)


def find_unknown(document: Document, form: Form, folder: Path | None = None) -> list[Unknown]:
    """Every title, header and item label in the document's tables that `form` does not know, in printed order.

    Each is compared with the words of every form, including those in `folder`.
    """
    known = known_words(folder)
    found: dict[tuple[str, str, str], Unknown] = {}
    for title, place, table in _titled(document.blocks):
        if form.projects.title(title):
            continue  # its words are those of projects, which are the same in every form
        named = form.table_titled(title)
        unknown = _of_table(table, named, known) if named else _of_title(title, place, table, known)
        for one in unknown:
            found.setdefault((one.kind, one.table, key(one.text)), one)
    return list(found.values())


def _titled(blocks: Sequence[Block]) -> Iterator[tuple[str, str, Table]]:
    """Each table with the title above it, or in its own first row."""
    above: list[Line] = []
    for block in blocks:
        if isinstance(block, Line):
            above.append(block)
            continue
        lines = [(line.text, line.place) for line in above[-CAPTION:]]
        first = [(cell.text, cell.place) for cell in block.rows[0] if cell.text.strip()] if block.rows else []
        marker = load_vocabulary().patterns["table_marker"]
        for text, place in (*(first if len(first) == 1 else ()), *reversed(lines)):
            if _TITLE.fullmatch(name(text)) and not marker.fullmatch(text.strip()):
                yield name(text), place, block
                break
        above = []


def _of_title(title: str, place: str, table: Table, known: frozenset[KnownWord]) -> Iterator[Unknown]:
    titles = [word for word in known if word.kind == TITLE]
    header = table.rows[: _depth(table)]
    # Known headers only: in a table that nobody has looked at, any other cell may hold a person's name.
    headers = {word.word for word in known if word.kind == HEADER}
    below = dict.fromkeys(name(cell.text) for row in header for cell in row if key(cell.text) in headers)
    like = _with_headers(_like(key(title), titles, suffix=True), header, known)
    yield Unknown(TITLE, title, place, "", like, tuple(below))


def _of_table(table: Table, form: TableForm, known: frozenset[KnownWord]) -> Iterator[Unknown]:
    of_table = [word for word in known if word.table == form.table_name]
    by_items = form.layout == "items"
    vocabulary = load_vocabulary()
    columns = find_item_columns(table, form, vocabulary) if by_items else find_columns(table, form.columns)
    headers = [word for word in of_table if word.kind == HEADER]
    for cell in columns.unknown:
        yield Unknown(HEADER, name(cell.text), cell.place, form.table_name, _like(key(cell.text), headers))
    labels = [word for word in of_table if word.kind == LABEL]
    for row in table.rows[columns.depth :] if by_items else ():
        text = next((cell for cell in row if key(cell.text) and not number(cell.text)), None)
        known_label = text is None or key(text.text) in vocabulary.total or find_item(text.text, form, vocabulary)
        if text is not None and not known_label:
            yield Unknown(LABEL, name(text.text), text.place, form.table_name, _like(key(text.text), labels))


def _with_headers(like: Scored, header: Sequence[Sequence[Cell]], known: Iterable[KnownWord]) -> Scored:
    """Titles differ by one character (收入预算总表, 支出预算总表): what stands below speaks for a table as well."""
    printed = {key(cell.text) for row in header for cell in row} - {""}
    scored = []
    for alike, word in like:
        headers = {one.word for one in known if one.kind == HEADER and one.table == word.table}
        scored.append(((alike + len(printed & headers) / max(len(printed), 1)) / 2, word))
    return tuple(sorted(scored, key=lambda entry: (-entry[0], entry[1].table)))


def _depth(table: Table) -> int:
    rows = table.rows[: DEEPEST_HEADER + 1]
    return next((depth for depth, row in enumerate(rows) if any(number(cell.text) for cell in row)), len(rows))


def _like(word: str, known: Iterable[KnownWord], *, suffix: bool = False) -> Scored:
    """The known words most similar to this one, at most three, the most similar first.

    A title is compared by its end, since the department's name and the year come first, and without its brackets.
    """
    word = _ADDED.sub("", word) if suffix else word
    scored: dict[tuple[str, str], tuple[float, KnownWord]] = {}
    for one in known:
        if not (one.table and (one.target or suffix)):
            continue
        printed = word[-len(one.word) - 2 :] if suffix else word
        alike = SequenceMatcher(None, printed, one.word, autojunk=False).ratio()
        stands_for = (one.table, one.target)
        if alike >= WORTH_A_LOOK and (stands_for not in scored or (alike, one.word) > _rank(scored[stands_for])):
            scored[stands_for] = (alike, one)
    return tuple(sorted(scored.values(), key=lambda entry: (-entry[0], entry[1].table, entry[1].target))[:3])


def _rank(entry: tuple[float, KnownWord]) -> tuple[float, str]:
    return entry[0], entry[1].word


def draft_form(unknown: Sequence[Unknown], source: str, base: str) -> str:
    """The text of a form file that inherits from `base`: likely matches filled in, the others as comments."""
    lines = [
        f"# A draft of a form, made from {_comment(source)}.",
        "# Each line below is a word that no form knows, with the place where the document prints it.",
        "# Where a known word is similar, the draft has filled in what it stands for: check that it is right.",
        "# Where no known word is similar, the line is a comment: fill it in, or leave it, and the word stays unread.",
        "# Titles are for you to place. Then draft again, with this file's folder as --forms: it lists the headers.",
        "",
        'name = "draft"',
        'title = ""  # how the place prints its budget, in a few words',
        'description = ""',
        'description_en = ""',
        f"inherits = {_string(base)}",
        '# The codes of the regions that print so (datapackages/reference/data/regions.csv), such as ["652300"].',
        "places = []",
    ]
    tables: dict[str, list[Unknown]] = defaultdict(list)
    for one in unknown:
        tables[one.table].append(one)
    for table, found in sorted(tables.items(), key=lambda item: item[0] == ""):
        lines += ["", *(_table(table, found) if table else _no_table(found))]
    return "\n".join(lines) + "\n"


def _table(table: str, found: Sequence[Unknown]) -> Iterator[str]:
    yield "[[tables]]"
    yield f"table_name = {_string(table)}"
    for kind, head in ((HEADER, "columns"), (LABEL, "items")):
        chosen = [one for one in found if one.kind == kind]
        if chosen:
            yield f"{head} = ["
            yield from (_entry(one) for one in chosen)
            yield "]"


def _entry(one: Unknown) -> str:
    said = f"  # {one.place}{_most_like(one)}"
    role, words = ("field", "headers") if one.kind == HEADER else ("item", "labels")
    target = _string(one.match.target if one.match else "?")
    return f"    {'' if one.match else '# '}{{ {role} = {target}, {words} = [{_string(one.text)}] }},{said}"


def _no_table(found: Sequence[Unknown]) -> Iterator[str]:
    yield "# Titles that no form knows. For each that is one of the tables:"
    yield "# [[tables]]"
    yield '# table_name = "…"'
    yield '# titles = ["…"]'
    for one in found:
        yield "#"
        yield f"# {_string(one.text)}  at {one.place}"
        if one.like:
            yield f"#   like {', '.join(word.table for _, word in one.like)}"
        if one.below:
            yield f"#   above {' | '.join(map(_comment, one.below))}"


def _most_like(one: Unknown) -> str:
    if not one.like:
        return ""
    return ", like " + " or ".join(f"{word.word} ({word.target})" for _, word in one.like[:2])


def _string(text: str) -> str:
    return json.dumps(_comment(text), ensure_ascii=False)


def _comment(text: str) -> str:
    # TOML allows no control character, and a person reads none.
    return "".join(character for character in text if character.isprintable())
