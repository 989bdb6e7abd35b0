"""What documents themselves say of a term: how many explain it, in which words, and how many print figures of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import duckdb

from yusuan.things.members import fetched

QUOTES = '“”"‘’「」'
QUOTED = 3
"""At most so many documents are quoted on a term."""

_WORD = f"translate({{}}, '{QUOTES}', '')"
_EXPLAINED = f"""
with explained as (
    select {_WORD.format("term")} as word, package, definition, coalesce(source, '') as source
    from derived.glossary_terms
    where coalesce(definition, '') <> ''
)
select key, package, definition, source, count(distinct package) over (partition by key)::integer as documents
from explained join wanted using (word)
-- different words first: many departments of one place print the same sentence
qualify row_number() over (partition by key, definition order by package) = 1
order by key, package
"""
_NAMED = f"""
select key, count(distinct package)::integer as documents
from (select distinct package, {_WORD.format("subject")} as subject from derived.statements) as statement
join wanted on contains(subject, word)
group by key
"""


@dataclass(frozen=True)
class Quotation:
    """What one document says of a term, and its place."""

    package: str
    text: str
    source: str


@dataclass(frozen=True)
class Said:
    """What documents say of a term: how many explain it, some of their words, and how many print figures of it."""

    explained: int = 0
    named: int = 0
    quotations: tuple[Quotation, ...] = ()


def read_terms(connection: duckdb.DuckDBPyConnection, terms: Mapping[str, Iterable[str]]) -> dict[str, Said]:
    """Term → what documents say of it; `terms` has the wordings of each, in which quotation marks do not count.

    A package that is kept without the document's text has no explanations, so none of its words are quoted.
    """
    wordings = [(key, _plain(word)) for key, words in terms.items() for word in words]
    connection.execute("create or replace temp table wanted (key varchar, word varchar)")
    if wordings:
        connection.executemany("insert into wanted values (?, ?)", wordings)
    found = dict.fromkeys(terms, Said())
    for row in fetched(connection, _NAMED):
        found[row["key"]] = Said(named=row["documents"])
    quoted: dict[str, list[Quotation]] = {}
    explained: dict[str, int] = {}
    for row in fetched(connection, _EXPLAINED):
        explained[row["key"]] = row["documents"]
        quoted.setdefault(row["key"], []).append(Quotation(row["package"], row["definition"], row["source"]))
    for key, those in quoted.items():
        found[key] = Said(explained[key], found[key].named, tuple(those[:QUOTED]))
    return found


def _plain(word: str) -> str:
    return "".join(character for character in word if character not in QUOTES)
