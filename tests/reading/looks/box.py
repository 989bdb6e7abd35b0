"""A box of the matrix of looks: a document to be made, and what is to be read of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tests.reading.conftest import Pdf


class Box(NamedTuple):
    """How a document is made, the text that its cell is to have, and the words that are to be listed."""

    make: Callable[[Path, Pdf], Path]
    text: str = "36.58"
    listed: str | tuple[str, ...] | None = "7"
