"""The whole model, as the TOML files of this folder state it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from yusuan.errors import YusuanError
from yusuan.model.parts import Concept, Table
from yusuan.model.reading import read_concept, read_table

FOLDER = Path(__file__).parent
CONCEPTS, FILES, TARGETS = "concepts.toml", ("tables.toml", "records.toml"), "targets.toml"
GROUPS = ("official", "further", "records", "targets", "account", "kept", "reference")


@dataclass(frozen=True)
class Model:
    """Every concept and every table, in the order of a package's descriptor, then those of the reference."""

    concepts: Mapping[str, Concept]
    tables: Mapping[str, Table]

    def group(self, *groups: str) -> tuple[str, ...]:
        """The names of the tables of these groups, in order."""
        return tuple(table.name for table in self.tables.values() if table.group in groups)

    @property
    def official(self) -> tuple[str, ...]:
        """The ten official tables, in their order."""
        return self.group("official")

    @property
    def further(self) -> tuple[str, ...]:
        """Tables that places print beside the ten."""
        return self.group("further")

    @property
    def with_amounts(self) -> tuple[Table, ...]:
        """Every table that has a column of money."""
        return tuple(table for table in self.tables.values() if table.amounts)


@cache
def load_model(folder: Path = FOLDER) -> Model:
    """The model that the TOML files of a folder state.

    Raises `YusuanError` when a file is not TOML, names a concept, a set, a group or a side that is not there, or has
    among the `parts` of a table what needs a column.
    """
    concepts = {name: read_concept(name, data) for name, data in _read(folder / CONCEPTS).items()}
    tables: dict[str, Table] = {}
    for file in FILES:
        data = _read(folder / file)
        for each in data["tables"]:
            place = f"model/{file}: table {each.get('name')!r}"
            try:
                table = read_table(each, data.get("sets", {}), concepts)
            except KeyError as error:
                raise YusuanError(place, f"names {error}, which is not known.", "Mend it by hand.") from None
            except ValueError as error:
                raise YusuanError(place, str(error), "Move it to `fields`.") from None
            if table.group not in GROUPS:
                raise YusuanError(place, f"belongs to the group {table.group!r}.", f"Groups are {', '.join(GROUPS)}.")
            if table.name in tables:
                raise YusuanError(place, "occurs twice.", "Remove one.")
            tables[table.name] = table
    return Model(concepts, tables)


@cache
def words_of_targets(folder: Path = FOLDER) -> Mapping[str, Any]:
    """The words of performance targets: `labels`, and the headers of `columns`, `listing` and `tasks`, by field."""
    return _read(folder / TARGETS)


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise YusuanError(f"model/{path.name}", f"cannot be read: {error}.", "Mend it by hand.") from error
