"""The words by which personal data are recognised, from `words.toml`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from yusuan.model import load_model, words_of_targets
from yusuan.words import key


@dataclass(frozen=True)
class Words:
    """Regular expressions as text, and the words that make or unmake a name."""

    patterns: dict[str, str]
    surnames: str
    compound_surnames: tuple[str, ...]
    not_in_a_name: str
    not_names: frozenset[str]

    def pattern(self, template: str) -> re.Pattern[str]:
        """A compiled pattern; `<title>` in the template stands for the words of that name."""
        return re.compile(re.sub(r"(?<!\?P)<(\w+)>", lambda m: self.patterns[m[1]], template))

    @property
    def surname(self) -> str:
        """A pattern for one surname."""
        return f"(?:{'|'.join(self.compound_surnames)}|[{self.surnames}])"


@cache
def printed_words() -> frozenset[str]:
    """The headers and labels of budget tables, as they are compared: none of them is the name of a person."""
    found = {key(word) for concept in load_model().concepts.values() for each in concept.words for word in each.headers}
    for entries in words_of_targets().values():
        for entry in entries if isinstance(entries, list) else ():
            if isinstance(entry, dict):
                found |= {key(word) for kind in ("labels", "headers") for word in entry.get(kind, ())}
    return frozenset(found)


@cache
def words() -> Words:
    """The words, read once."""
    stated = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
    listed = {"surnames", "compound_surnames", "not_in_a_name", "not_names"}
    return Words(
        {name: value for name, value in stated.items() if name not in listed},
        "".join(stated["surnames"].split()),
        tuple(stated["compound_surnames"]),
        stated["not_in_a_name"],
        frozenset(stated["not_names"].split()),
    )
