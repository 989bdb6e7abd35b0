"""Reads published documents: one reader for each format, all giving the same `Document`."""

from __future__ import annotations

import dataclasses
import hashlib
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from yusuan.document import Document
from yusuan.errors import CannotRead
from yusuan.reading.doc import TARGETS, convert
from yusuan.reading.limits import within_limits
from yusuan.reading.sandbox import read_apart, work_apart
from yusuan.reading.sniff import kind_of
from yusuan.reading.text import read_text

if TYPE_CHECKING:
    from yusuan.reading.pdf_view import PdfView


def read(path: Path) -> Document:
    """Read a document of any known format.

    Raises CannotRead, in one line with place, problem and remedy, for whatever cannot be read.
    """
    kind = kind_of(path)
    if kind == "text":
        return within_limits(read_text(path), str(path))
    if kind not in TARGETS:
        return read_apart(kind, path)
    with tempfile.TemporaryDirectory() as folder:
        made = convert(kind, path, Path(folder))
        try:
            document = read_apart(TARGETS[kind], made)
        except CannotRead as error:
            raise CannotRead(str(path), error.problem, error.remedy) from error
    # The document is what was published, not what it was turned into on the way.
    return dataclasses.replace(document, format=kind, sha256=hashlib.sha256(path.read_bytes()).hexdigest())


def view(path: Path) -> PdfView:
    """Draw a PDF and find where on its pages everything stands. Raises CannotRead as `read` does."""
    from yusuan.reading.pdf_view import unpack_view

    return unpack_view(work_apart("pdf-view", path))
