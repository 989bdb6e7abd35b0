"""The headlines: the figures of a disclosure that matter first, and the cells that may print each of them."""

from __future__ import annotations

import dataclasses
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from yusuan.errors import YusuanError

FILE = Path(__file__).parent / "headlines.toml"
PRIOR_YEAR = "prior_year_"
"""What the name of the same headline of the year before begins with."""


@dataclass(frozen=True)
class Cell:
    """A place that may print a headline: `fields` of `table`, added, on the row of its grand total.

    On another row where `label`, a regular expression over the whole printed label, or `item` names it. Not where
    another row or column whose name matches `alone` prints more than nothing, on this side or in the tables `alone_in`.
    `kind` is the kind of disclosure that it is so in, empty for all. A `spare` cell is taken only where no other is
    printed, and is no twin of the others; one that is `compared_only` is a twin, and never taken. With a `concept` it
    is a claim of the prose: the amount of that concept, a part of the `whole`.
    """

    table: str
    fields: tuple[str, ...]
    label: str = ""
    item: str = ""
    alone: str = ""
    alone_in: tuple[str, ...] = ()
    kind: str = ""
    spare: bool = False
    compared_only: bool = False
    concept: str = ""
    whole: str = ""


@dataclass(frozen=True)
class Headline:
    """A figure with its one definition in both languages; `cells` in the order of trust.

    `words` is a regular expression over prose that speaks of it.
    """

    name: str
    title: str
    title_en: str
    definition: str
    definition_en: str
    words: str
    cells: tuple[Cell, ...]


@cache
def load_headlines(path: Path = FILE) -> tuple[Headline, ...]:
    """Every headline, each followed by that of the year before where the file has cells for it.

    Raises `YusuanError` for a file that is no TOML, and for an entry with other keys than these.
    """
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8"))["headline"]
        return tuple(headline for entry in entries for headline in _read(entry))
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise YusuanError(f"model/{path.name}", f"cannot be read: {error}.", "Mend it by hand.") from error


def _read(entry: Mapping[str, Any]) -> tuple[Headline, ...]:
    said = {key: value for key, value in entry.items() if not key.endswith("cells")}
    own = Headline(**said, cells=tuple(map(_cell, entry["cells"])))
    if "prior_year_cells" not in entry:
        return (own,)
    before = dataclasses.replace(
        own,
        name=PRIOR_YEAR + own.name,
        title=f"上年：{own.title}",
        title_en=f"{own.title_en}, the year before",
        definition=f"同一份文件印出的上年数。{own.definition}",
        definition_en=f"What the same document prints of the year before. {own.definition_en}",
        cells=tuple(map(_cell, entry["prior_year_cells"])),
    )
    return own, before


def _cell(entry: Mapping[str, Any]) -> Cell:
    if "concept" in entry:
        return Cell("statements", ("value",), **entry)
    said = {key: value for key, value in entry.items() if key not in ("field", "fields", "alone_in")}
    return Cell(
        **said,
        alone_in=tuple(entry.get("alone_in", ())),
        fields=tuple(entry["fields"] if "fields" in entry else [entry["field"]]),
    )
