"""What people have decided to publish although it is personal: rows of a package's `permissions`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

PERMISSIONS = "permissions"
"""The resource that holds them."""


@dataclass(frozen=True, slots=True)
class Permission:
    """One datum that may be published: its kind, and its characters as printed, white space left out."""

    kind: str
    printed: str

    @classmethod
    def of(cls, kind: str, printed: str) -> Permission:
        """The permission for what is printed so."""
        return cls(kind, "".join(printed.split()))


class Permissions:
    """The data that may be published; remembers which of them were found."""

    def __init__(self, rows: Iterable[Mapping[str, str]] = ()) -> None:
        self._given = [Permission.of(row.get("kind", ""), row.get("printed", "")) for row in rows]
        self._found: set[Permission] = set()

    def allows(self, kind: str, printed: str) -> bool:
        """Whether this datum may be published."""
        asked = Permission.of(kind, printed)
        if asked not in self._given:
            return False
        self._found.add(asked)
        return True

    @property
    def found(self) -> frozenset[Permission]:
        """Those that were found, to be counted where they were looked for in another process."""
        return frozenset(self._found)

    def count_as_found(self, found: Iterable[Permission]) -> None:
        """Say that these were found."""
        self._found.update(found)

    def unused(self) -> list[int]:
        """The rows (from 0) whose datum was not found."""
        return [number for number, given in enumerate(self._given) if given not in self._found]
