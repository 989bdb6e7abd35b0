"""One file while it is imported: the document, what was recognised in it, and what it gives to the disclosure."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from yusuan.document import Cell, Document, Flag, Line, Table, WrappedLine
from yusuan.errors import CannotRead
from yusuan.forms import Form, load_forms
from yusuan.importing.apart import work_apart
from yusuan.importing.draft import quotable, rows_of
from yusuan.importing.files import Given
from yusuan.importing.part import Part, beside
from yusuan.personal import Permission, find, masked
from yusuan.recognise import Known, Recognition, recognise
from yusuan.recognise.findings import Findings
from yusuan.recognise.identity import Identity
from yusuan.recognise.persons import Withheld
from yusuan.vetting.descriptor import is_file_name


@dataclass
class ReadFile:
    """A file with its hash, as descriptors write it; `source` is what the package says of the one that it replaces."""

    given: Given
    sha256: str
    document: Document
    recognition: Recognition
    source: Mapping[str, object]
    part: Part = field(init=False)

    def read_beside(self, others: Sequence[Part], form: Form, known: Known, without_narrative: bool) -> None:
        """Recognise it again, by what the other files of the disclosure have."""
        known = dataclasses.replace(known, beside=beside(others, form))
        self.recognition = recognise_file(self.document, known, self.given.path)
        self.take_part(without_narrative)

    def take_part(self, without_narrative: bool) -> None:
        """Say in `part` what the file gives to the disclosure."""
        identity = self.recognition.identity
        resources, columns = rows_of(self.recognition, without_narrative)
        keeps_text = self.document.format == "text" and not without_narrative
        self.part = Part(
            self._said(),
            resources,
            columns,
            dict(self.recognition.findings.units),
            self.given.path.read_bytes() if keeps_text else None,
            identity.title,
            identity.issuer,
            identity.issued,
            frozenset(word for word in ("year", "kind") if getattr(identity, word) is None),
            identity.names,
            identity.other_issuer,
            self._first_text(without_narrative),
        )

    def _first_text(self, without_narrative: bool) -> tuple[str, str] | None:
        texts = (
            text for b in self.recognition.document.blocks for text in ([b] if isinstance(b, Line) else sum(b.rows, ()))
        )
        first = next((text for text in texts if text.text.strip()), None)
        if first is None:
            return None
        text = first.text.strip()
        return quotable(text, first.place) if without_narrative else text, first.place

    def _said(self) -> dict[str, object]:
        """What is said of a file. An address that was known stays until another is given, and the name of a file in
        which nothing changed."""
        before, name = self.source, self.given.path.name
        if before.get("hash") == self.sha256 and "file" in before:
            name = str(before["file"])
        said: dict[str, object] = {"hash": self.sha256}
        name = masked(name, find(name))
        if is_file_name(name) and name.isprintable():
            said["file"] = name
        address = self.given.url or str(before.get("url") or before.get("path") or "")
        retrieved = self.given.retrieved if self.given.url else str(before.get("retrieved") or "")
        if "://" in address:
            said |= {"path": address} | ({"retrieved": retrieved} if retrieved else {})
        return said


_PLAIN = (
    *(Document, Table, Line, WrappedLine, Cell, Flag),
    *(Identity, Findings, Withheld, Permission),
)
"""What a recognition is made of, besides its form."""


def recognise_file(document: Document, known: Known, source: Path) -> Recognition:
    """Recognise a document, in a child process with limits. Raises `CannotRead` with the path of its file."""
    forms = known.forms or load_forms()
    try:
        form, found, permitted = work_apart(str(source), _recognised, document, known, plain=_PLAIN)
    except CannotRead as error:
        if error.place == str(source):
            raise
        raise CannotRead(str(source), f"{error.place}: {error.problem}", error.remedy) from error
    known.permissions.count_as_found(permitted)
    beside = [known.beside.form] if known.beside.form else []
    return Recognition(next(one for one in (*forms, *beside) if one.name == form), **found)


def _recognised(document: Document, known: Known) -> tuple[str, dict[str, Any], frozenset[Permission]]:
    """The name of the form, everything else that was recognised, and the permissions that were used."""
    recognition = recognise(document, known)
    found = {field.name: getattr(recognition, field.name) for field in dataclasses.fields(recognition)}
    return found.pop("form").name, found, known.permissions.found
