"""What the other files of a disclosure have, known before one of them is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from yusuan.forms import Form


@dataclass(frozen=True)
class Beside:
    """Nothing for a document in one file.

    `names` are those of the issuer, `rows` the rows of each table by its name, `states` the state in which each table
    is printed there (`filled`, `declared-empty`, `empty`), `form` the one that they are printed in.
    """

    names: Sequence[str] = ()
    rows: Mapping[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)
    states: Mapping[str, str] = field(default_factory=dict)
    form: Form | None = None

    def rows_of(self, resources: Sequence[str]) -> list[Mapping[str, Any]]:
        """The rows of these tables."""
        return [row for resource in resources for row in self.rows.get(resource, ())]


NOTHING_BESIDE = Beside()
