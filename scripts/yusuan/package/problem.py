"""One fault of a package in one line: where, what is wrong, what to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from yusuan.unseen import escaped

_LONGEST = 80


@dataclass(frozen=True)
class Problem:
    """A fault of a package.

    `package` is its id, or "reference" or "schemas"; `file` the path as it was reached from the working directory;
    `row` the data row from 1; `field` the column or property; `value` what stands there; `message` what is wrong and
    what to do; `line` the line of the file, from 1. What does not apply is None.
    """

    package: str
    file: str
    row: int | None
    field: str | None
    value: str | None
    message: str
    line: int | None = None

    @property
    def place(self) -> str:
        """The file, the line and the field, as far as they apply."""
        place = self.file + (f":{self.line}" if self.line else "") + (f" {self.field}" if self.field else "")
        return escaped(place)

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


Report = Callable[..., None]
"""Records a problem in one file: report(message, row=, field=, value=, line=)."""


def quoted(value: object) -> str:
    """A value as it may stand in a message: on one line, unprintable characters escaped, cut when long."""
    text = escaped(str(value))
    return '"' + (text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…") + '"'
