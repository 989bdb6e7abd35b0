"""What a check says: the templates of `messages.toml`, filled from the check and its operands, in Chinese or English.

A message is made of columns of `checks` and rows of `check_operands` alone (`sql/messages.sql`), so that it can be
written in either language wherever those tables are.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import duckdb
import pyarrow as pa

LANGUAGES = ("zh", "en")
_HERE = Path(__file__).parent

Sections = Mapping[str, Mapping[str, str]]
"""Section of `messages.toml` → name → words in one language."""


@cache
def load_messages(language: str) -> Sections:
    """The words of one language (`zh` or `en`). Raises `ValueError`, a fault of the program, where one is missing."""
    sections = tomllib.loads((_HERE / "messages.toml").read_text(encoding="utf-8"))
    for section, entries in sections.items():
        for name, entry in entries.items():
            if entry.keys() != set(LANGUAGES):
                raise ValueError(f"messages.toml: {section}.{name} has {sorted(entry)}, expected {sorted(LANGUAGES)}")
    return {section: {name: e[language] for name, e in entries.items()} for section, entries in sections.items()}


def write_messages(
    connection: duckdb.DuckDBPyConnection, into: str, language: str = "zh", checks: str = "derived.checks"
) -> None:
    """Make the table `into` (`package, rule, subject, message`): what each row of the table `checks` says.

    Needs `derived.check_operands`. A slot that nothing fills stays as it is in the template, such as `{figure}`.
    """
    said = load_messages(language)
    listed = [(section, name, words) for section, entries in said.items() for name, words in entries.items()]
    names = ("section", "name", "words")
    connection.register("message_words", pa.table(list(map(list, zip(*listed, strict=True))), names=names))
    try:
        sql = (_HERE / "sql" / "messages.sql").read_text(encoding="utf-8").replace("derived.checks", checks)
        values = {**said["phrases"], "language": language}
        connection.execute(f"create table {into} as {sql}", values)
    finally:
        connection.unregister("message_words")
