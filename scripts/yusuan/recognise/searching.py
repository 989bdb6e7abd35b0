"""Looks in all of a document for what a budget must disclose: only what was looked for can be missing.

The outcome is kept in the resource `searches`, because most packages keep no text that could be searched later.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from yusuan.document import Document, Placed
from yusuan.forms import Form, Vocabulary
from yusuan.model import load_model
from yusuan.recognise.findings import Findings, Value
from yusuan.recognise.searched_text import Found, SearchedText, UnreadTable, searched_text
from yusuan.words import key, name, plain

PRESENT, FILLED, EMPTY, ABSENT, NOT_READ = "present", "filled", "empty", "absent", "not-read"
UNREAD_TITLE = "No table was read below this title."
LONGEST_WORDS = 40
"""Characters of what was found that are kept."""
ANY_TABLE = re.compile(r"(?:部门|单位|年度?)(?:预算|决算)(?:公开)?(?:表格?|报表|附表)$|公开表$|^附[件表]")
"""Titles of all the tables of a budget together: what stands below one may be any of them."""
_NOTHING = "没有|无|未(?:安排|使用|发生)|不涉及|不存在|空表"
_CLAUSE_ENDS = "。;,"
_NOUGHT = r"(?<![\d.])0(?:\.0+)?(?:万|亿)?元|为零"


@dataclass(frozen=True)
class Sought:
    """What one rule of disclosure looks for.

    `named` finds the titles and headings that name it, `said` the sentences that state it, `traces` words of it
    anywhere; a pattern that is empty finds nothing. Of a table, `table_name` is the resource; `key_figure`, `projects`
    and `glossary` say which rows show that the item is there.
    """

    item: str
    evidence: str
    looked_for: str
    named: str
    said: str
    traces: str

    @property
    def table_name(self) -> str:
        """The resource that holds the table; blank where the item is no table."""
        return self.looked_for if self.evidence == "table" else ""


@dataclass(frozen=True)
class Outcome:
    """What came of a search: a state, in what the decisive words stand, the words and their place."""

    state: str
    found_in: str = ""
    text: str = ""
    place: str = ""


@dataclass(frozen=True)
class Printed:
    """What a search goes through: the words of the document, what was not understood in it, and the tables read."""

    text: SearchedText
    unread: Sequence[Mapping[str, Value]]
    form: Form
    beside: Mapping[str, str]
    tables: frozenset[str] = frozenset()

    def could_be(self, sought: Sought) -> Iterator[Outcome]:
        """What was not read and could be the thing: a title, a table, a picture, a word."""
        named, traces = sought.named, sought.traces
        for found in self._unclaimed(sought, self.text.titles):
            yield _outcome(NOT_READ, "title", found)
        # A table without a title may be any table; what is no table is known by the words in it.
        for table in self.text.unread_tables if sought.table_name else ():
            if _could_be(table, named, traces) and (table.titles or table.has_numbers):
                yield Outcome(NOT_READ, "table", _cut(" ".join(table.titles)), table.place)
        for picture in self.text.pictures:
            if _could_be(picture, named, traces):
                yield Outcome(NOT_READ, "picture", _cut(" ".join(picture.titles)), picture.place)
        for row in self.unread:
            if _found(traces, key(str(row["text"]))):
                yield Outcome(NOT_READ, "unread", _cut(key(str(row["text"]))), str(row["source"]))

    def in_contents(self, sought: Sought) -> Iterator[Outcome]:
        """Entries of the contents page that name it: a table by its title, all else by its traces."""
        named = self._unclaimed(sought, self.text.contents)
        for found in named if sought.table_name else _matching(sought.traces, self.text.contents):
            yield _outcome(NOT_READ, "contents", found)

    def _unclaimed(self, sought: Sought, titles: Iterable[Found]) -> Iterator[Found]:
        """Titles that name it, but not those under which another table was read, such as 项目支出预算情况表."""
        for found in _matching(sought.named, titles):
            known = _names(self.form, found.text) if sought.table_name else None
            if known == sought.table_name or known not in self.tables:
                yield found

    def nameless_rows(self) -> Outcome | None:
        """The first table with figures that has no title and was not read."""
        tables = (table for table in self.text.unread_tables if table.has_numbers and not table.titles)
        return next((Outcome(NOT_READ, "table", "", table.place) for table in tables), None)

    def in_prose(self, pattern: str, explained: bool = False) -> Iterator[Placed]:
        """The words of sentences that match; with `explained`, those of the glossary."""
        for text, words in (self._explained if explained else self._prose) if pattern else ():
            for match in re.finditer(pattern, words):
                yield text.part(*match.span())

    def clause_with(self, pattern: str) -> Placed | None:
        """The first clause of the running text in which the pattern is found."""
        for text, words in self._prose:
            if match := re.search(pattern, words):
                # Looked for from what was found: a pattern that began with a clause would try one at each character.
                start = max(words.rfind(mark, 0, match.start()) for mark in _CLAUSE_ENDS) + 1
                after = (words.find(mark, match.end()) for mark in _CLAUSE_ENDS)
                return text.part(start, min((at for at in after if at >= 0), default=len(words)))
        return None

    @cached_property
    def _prose(self) -> list[tuple[Placed, str]]:
        return [(text, plain(text.text)) for text in self.text.prose]

    @cached_property
    def _explained(self) -> list[tuple[Placed, str]]:
        # Without its white space a text keeps its length: the places stay those of the print.
        return [(text, plain(text.text)) for text in self.text.explained]


def search(
    document: Document,
    sought: Sequence[Sought],
    contents: Iterable[str],
    read: Iterable[str],
    form: Form,
    vocabulary: Vocabulary,
    findings: Findings,
    beside: Mapping[str, str],
) -> None:
    """Look for every item, keep what came of it in `searches`, and put the states of `tables` right.

    `contents` are the places of the contents page, `read` those of the tables that were read. A table that is not
    among `tables` as read is `absent` only where nothing could be it; else it is `not-read`. `beside` has the states of
    tables that another file of the disclosure prints: that file says more of them than their titles in this one.
    """
    text = searched_text(document, frozenset(contents), frozenset(read), vocabulary)
    findings.open("searches")
    findings.open("tables")
    read_tables = {str(t["table_name"]) for t in findings.resources["tables"] if t["state"] not in (ABSENT, NOT_READ)}
    printed = Printed(text, tuple(findings.unread), form, beside, frozenset(read_tables))
    _list_titles_alone(printed, findings)
    _find_further(printed, findings)
    for one in sought:
        outcome = _look_for_table(one, printed, findings) if one.table_name else _look_for(one, printed, findings)
        row: dict[str, Value] = {"item": one.item, "state": outcome.state, "found_in": outcome.found_in or None}
        row |= {"text": outcome.text or None, "source": outcome.place or None}
        findings.resources["searches"].append(row)


def _look_for_table(sought: Sought, printed: Printed, findings: Findings) -> Outcome:
    number, row = _table_row(sought.table_name, findings)
    if row is None:
        return Outcome(NOT_READ)
    if sought.table_name in printed.beside and row["state"] in (ABSENT, NOT_READ):
        row["state"] = ABSENT
        return _said_of_one_beside(sought, number, row, printed, findings)
    if row["state"] == EMPTY and (rows := printed.nameless_rows()):
        # Its rows may be those of a table that stands within it, or beside it without a title.
        row["state"] = NOT_READ
        return rows
    if row["state"] not in (ABSENT, NOT_READ):
        _find_statement(sought, number, row, printed, findings)
        state = PRESENT if row["state"] == FILLED else str(row["state"])
        title = _traced(findings, "tables", number, "printed_title")
        return Outcome(state, "table", _cut(key(title.text)), title.place)
    outcome = next(_could_be_table(sought, row, printed), None) or _not_there(sought, number, printed, findings)
    row["state"] = outcome.state
    # The figures may be there without a table of their own, in one that prints more.
    return _covered(sought, findings) or outcome


def _said_of_one_beside(
    sought: Sought, number: int, row: dict[str, Value], printed: Printed, findings: Findings
) -> Outcome:
    """Of a table that another file prints empty, the statement in this one that there is nothing of it."""
    if printed.beside[sought.table_name] == EMPTY and (said := _says_nothing(sought, printed)):
        row["note"] = name(said.text)
        findings.trace("tables", number, {"note": (said.at(0), said.text)})
        return Outcome(ABSENT, "text", _cut(said.text), said.at(0))
    return Outcome(ABSENT)


def _covered(sought: Sought, findings: Findings) -> Outcome | None:
    """The title of a table that was read and prints the figures of the one that is sought, in a column of its own."""
    for table in load_model().tables.values():
        if table.covers == sought.table_name:
            number, row = _table_row(table.name, findings)
            rows = findings.resources.get(table.name, ())
            if row and row["state"] == "filled" and any(each.get(table.covers_in) for each in rows):
                title = _traced(findings, "tables", number, "printed_title")
                return Outcome(PRESENT, "table", _cut(key(title.text)), title.place)
    return None


def _find_statement(sought: Sought, number: int, row: dict[str, Value], printed: Printed, findings: Findings) -> None:
    """Of a table that is empty, with no statement right below it, the statement that stands elsewhere in the text."""
    if row["state"] == EMPTY and (said := _says_nothing(sought, printed)):
        row |= {"state": "declared-empty", "note": name(said.text)}
        findings.trace("tables", number, {"note": (said.at(0), said.text)})


def _says_nothing(sought: Sought, printed: Printed) -> Placed | None:
    """The clause that says that there is nothing of it, or that it amounts to 0."""
    if not sought.traces:
        return None
    nothing = (
        f"(?:{_NOTHING})[^{_CLAUSE_ENDS}]{{0,12}}(?:{sought.traces})"
        f"|(?:{sought.traces})[^{_CLAUSE_ENDS}]{{0,15}}?(?:{_NOTHING}|{_NOUGHT})"
    )
    return printed.clause_with(nothing)


def _could_be_table(sought: Sought, row: Mapping[str, Value], printed: Printed) -> Iterator[Outcome]:
    yield from printed.could_be(sought)
    if not row.get("contents_title"):
        # An entry that is known to promise this table, and was looked for in vain, is a promise that was not kept.
        yield from printed.in_contents(sought)
    for said in printed.in_prose(sought.said):
        yield Outcome(NOT_READ, "text", _cut(said.text), said.at(0))


def _not_there(sought: Sought, number: int, printed: Printed, findings: Findings) -> Outcome:
    """That the table is absent, with what the document says of it: that there is nothing to print, or a promise."""
    if said := _says_nothing(sought, printed):
        return Outcome(ABSENT, "text", _cut(said.text), said.at(0))
    promise = _traced(findings, "tables", number, "contents_title")
    return Outcome(ABSENT, "contents", _cut(key(promise.text)), promise.place) if promise.place else Outcome(ABSENT)


def _look_for(sought: Sought, printed: Printed, findings: Findings) -> Outcome:
    if sought.evidence == "none":
        return Outcome(NOT_READ)
    return next(_traces_of(sought, printed, findings), Outcome(ABSENT))


def _traces_of(sought: Sought, printed: Printed, findings: Findings) -> Iterator[Outcome]:
    """What shows that the item is there, then what could be it, the strongest first."""
    yield from _read(sought, printed, findings)
    if sought.evidence != "projects":
        for found in _matching(sought.named, printed.text.headings):
            if not found.text.endswith("表"):
                yield _outcome(PRESENT, "heading", found)
    for said in printed.in_prose(sought.said):
        yield Outcome(PRESENT, "text", _cut(said.text), said.at(0))
    yield from printed.could_be(sought)
    for explained in (False, True):
        for said in printed.in_prose(sought.traces, explained):
            yield Outcome(NOT_READ, "text", _cut(said.text), said.at(0))
    for found in _matching(sought.traces, printed.text.cells):
        yield _outcome(NOT_READ, "table", found)
    yield from printed.in_contents(sought)


def _read(sought: Sought, printed: Printed, findings: Findings) -> Iterator[Outcome]:
    """What was read of the item: its first project, term or key figure."""
    rows = findings.resources
    if sought.evidence == "projects" and rows.get("projects"):
        title = _traced(findings, "projects", 1, "name")
        yield Outcome(PRESENT, "table", _cut(key(title.text)), title.place)
    if sought.evidence == "glossary":
        for row in rows.get("glossary", ()):
            yield Outcome(PRESENT, "text", _cut(str(row["term"])), str(row["source"]))
        for term in printed.text.explained:
            yield Outcome(PRESENT, "heading", _cut(term.text), term.at(0))
    if sought.evidence == "key_figure":
        for number, row in enumerate(rows.get("key-figures", ()), start=1):
            if row["item"] == sought.looked_for and row.get("value") is not None:
                value = _traced(findings, "key-figures", number, "value")
                yield Outcome(PRESENT, "text", _cut(str(row["label"])), value.place)


def _find_further(printed: Printed, findings: Findings) -> None:
    """The state of further tables that the contents page promises and nobody read."""
    for row in findings.resources["tables"]:
        beside = row["table_name"] in printed.beside
        if row["state"] == ABSENT and row.get("table_number") is None and not beside:
            named = {one.text for one in printed.text.titles if _names(printed.form, one.text) == row["table_name"]}
            unnamed = [t for t in (*printed.text.unread_tables, *printed.text.pictures) if not t.titles]
            row["state"] = NOT_READ if named or unnamed else ABSENT


def _list_titles_alone(printed: Printed, findings: Findings) -> None:
    """List titles of known tables with no table below them, such as titles of pictures; their tables were not read."""
    states = {row["table_name"]: row for row in findings.resources["tables"]}
    for found in printed.text.lines_without_table:
        known = _names(printed.form, found.text)
        row = states.get(known) if known else None
        read = known in printed.beside or (row is not None and row["state"] not in (ABSENT, NOT_READ))
        if known is None or read:
            continue
        findings.not_understood("table", name(found.printed), found.place, UNREAD_TITLE)
        if row is None:
            row = states[known] = {"table_name": known, "table_number": None}
            findings.resources["tables"].append(row)
        row["state"] = NOT_READ
        if not row.get("printed_title"):
            row["printed_title"] = name(found.printed)
            number = findings.resources["tables"].index(row) + 1
            findings.trace("tables", number, {"printed_title": (found.place, found.printed)})


def _names(form: Form, title: str) -> str | None:
    known = form.table_titled(title)
    return known.table_name if known else None


def _table_row(table_name: str, findings: Findings) -> tuple[int, dict[str, Value] | None]:
    """The row of `tables` for a table, with its number; the first row that was read, else the first."""
    rows = [(n, row) for n, row in enumerate(findings.resources["tables"], 1) if row["table_name"] == table_name]
    return min(rows, key=lambda pair: pair[1]["state"] in (ABSENT, NOT_READ), default=(0, None))


def _traced(findings: Findings, resource: str, number: int, name: str) -> Found:
    """Where a value is printed, and what; blank where its place is not known."""
    for row in findings.provenance:
        if (row["resource"], row["row"], row["field"]) == (resource, number, name):
            return Found(str(row["printed"]), str(row["source"]))
    return Found("", "")


def _could_be(table: UnreadTable, named: str, traces: str) -> bool:
    """Whether a table that was not read could be the one: a title names it, or no title says what it is."""
    return not table.titles or any(
        _found(named, title) or _found(traces, title) or ANY_TABLE.search(title) for title in table.titles
    )


def _matching(pattern: str, printed: Iterable[Found]) -> Iterator[Found]:
    return (found for found in printed if _found(pattern, found.text)) if pattern else iter(())


def _found(pattern: str, text: str) -> bool:
    return bool(pattern) and re.search(pattern, text) is not None


def _outcome(state: str, found_in: str, found: Found) -> Outcome:
    return Outcome(state, found_in, _cut(found.text), found.place)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_WORDS else text[: LONGEST_WORDS - 1] + "…"
