"""Reads published documents: one reader for each format, all giving the same `Document`."""

from __future__ import annotations

from pathlib import Path

from yusuan.document import Document
from yusuan.reading.text import read_text


def read(path: Path) -> Document:
    """Read a document of any known format."""
    return read_text(path)
