"""Every title, header and label that any form knows, with what it stands for: to say what no form knows yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from yusuan.forms.files import read_form_files
from yusuan.words import key

TITLE, HEADER, LABEL = "title", "header", "label"
_LISTS = {"titles": TITLE, "headers": HEADER, "under": HEADER, "labels": LABEL}


@dataclass(frozen=True)
class KnownWord:
    """A word of a form: `table` is the resource that it belongs to, `target` the field or item that it stands for."""

    kind: str
    word: str
    table: str
    target: str


@cache
def known_words(folder: Path | None = None) -> frozenset[KnownWord]:
    """The words of every form, of those in `folder` too, in the form in which words are compared."""
    found: set[KnownWord] = set()
    for data in read_form_files(folder).values():
        found.update(_words(data, "", ""))
    return frozenset(found)


def _words(data: dict[str, Any], table: str, target: str) -> Iterator[KnownWord]:
    table = data.get("table_name", table)
    target = data.get("field", data.get("item", target))
    for name, value in data.items():
        if name in _LISTS and isinstance(value, list):
            means = "" if name == "under" else target
            yield from (KnownWord(_LISTS[name], key(word), table, means) for word in value if isinstance(word, str))
        elif isinstance(value, dict):
            yield from _words(value, table, target)
        elif isinstance(value, list) and name != "parts":
            for entry in value:
                if isinstance(entry, dict):
                    yield from _words(entry, table, target)
