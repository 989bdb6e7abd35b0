"""Terms explained where they occur: each page links the first occurrence of a term to its explanation."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup, escape

from yusuan.site.source import Row

_QUOTES = '“”"‘’「」'


INDEX = "terms/"
"""The address of the glossary of the site, below its root."""


@dataclass(frozen=True)
class Term:
    """A term, its explanation, the id of its entry on the glossary page, and whose words these are.

    `headline` and `item` (a code, an economic one after an e) are what counts it, where something does.
    """

    id: str
    term: str
    definition: str
    from_document: bool
    source: str = ""
    also: tuple[str, ...] = ()
    headline: str = ""
    item: str = ""

    @property
    def url(self) -> str:
        """The address of its page below the site's root; nothing for a document's own term, which has none."""
        return "" if self.from_document else f"{INDEX}{self.term}/"


def site_terms(path: Path) -> list[Term]:
    """The plain-language terms that the site itself explains, from `site_src/words/terms.toml`."""
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["term"]
    return [
        Term(
            f"plain-{number}",
            entry["term"],
            entry["plain"],
            False,
            also=tuple(entry.get("also", ())),
            headline=entry.get("headline", ""),
            item=entry.get("item", ""),
        )
        for number, entry in enumerate(entries, 1)
    ]


def document_terms(rows: Iterable[Row]) -> list[Term]:
    """The document's own glossary."""
    return [Term(f"term-{row['row']}", row["term"], row["definition"], True, row["source"] or "") for row in rows]


class Glossary:
    """A disclosure's terms: the document's own first, then those of the site that it does not explain."""

    def __init__(self, document: list[Term], site: list[Term]) -> None:
        self.document = document
        self.site = site
        self._by_key: dict[str, Term] = {}
        for term in (*document, *site):
            for word in (term.term, *term.also):
                self._by_key.setdefault(_key(word), term)
        words = sorted(self._by_key, key=lambda word: (-len(word), word))
        # The document prints “三公”经费 in one place and 三公经费 in another: quotes do not count.
        between = f"[{re.escape(_QUOTES)}]?"
        patterns = ["".join([between, between.join(map(re.escape, word))]) for word in words]
        self._pattern = re.compile("|".join(patterns)) if patterns else None

    def explainer(self, glossary_url: str, root: str) -> Explainer:
        """One page's explainer; each term is linked once. Both addresses are as seen from the page."""
        return Explainer(self, glossary_url, root)

    def split(self, text: str) -> Iterable[tuple[str, Term | None]]:
        """Cut `text` into pieces, each with the term that it is, if any."""
        position = 0
        for match in self._pattern.finditer(text) if self._pattern else ():
            yield text[position : match.start()], None
            yield match[0], self._by_key.get(_key(match[0]))
            position = match.end()
        yield text[position:], None


class Explainer:
    """Turns plain text into markup whose first occurrence of each term leads to its explanation.

    A document's own term leads to the document's glossary, another to its page. A script shows it in place.
    """

    def __init__(self, glossary: Glossary, url: str, root: str) -> None:
        self._glossary = glossary
        self._url = url
        self._root = root
        self._seen: set[str] = set()

    @property
    def used(self) -> bool:
        """Whether a term has been linked: then the page needs the script that shows terms."""
        return bool(self._seen)

    def __call__(self, text: str | None) -> Markup:
        """Escape `text` and link its terms."""
        pieces = []
        for piece, term in self._glossary.split(text or ""):
            if term is None or term.id in self._seen:
                pieces.append(escape(piece))
                continue
            self._seen.add(term.id)
            pieces.append(
                Markup('<a class="term" href="{}" data-definition="{}">{}</a>').format(
                    f"{self._root}{term.url}" if term.url else f"{self._url}#{term.id}", _short(term.definition), piece
                )
            )
        return Markup("").join(pieces)


def _key(word: str) -> str:
    return "".join(character for character in word if character not in _QUOTES)


def _short(definition: str, limit: int = 90) -> str:
    return definition if len(definition) <= limit else definition[: limit - 1] + "…"
