"""Opens the parts of a DOCX or XLSX as Office finds them: by content type and relation, whatever their names and case.

Strict Open XML is given with the names of Transitional, which is the same but for its namespaces.
"""

from __future__ import annotations

import lzma
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

from lxml import etree

from yusuan.errors import CannotRead

_TYPES = "[content_types].xml"
_TYPE = "{http://schemas.openxmlformats.org/package/2006/content-types}"
# What the content type of a document's main part holds, with and without macros, as document or template.
MAIN = {"docx": "wordprocessingml", "xlsx": "spreadsheetml", "xlsb": "sheet.binary", "pptx": "presentationml"}
_MAIN_TYPE = re.compile(r"\.(?:main|macroEnabledTemplate\.main|sheet\.binary\.macroEnabled\.main)(?:\+xml)?$")
_USUAL = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx"}
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/([A-Za-z]+)((?:/[A-Za-z]+)*)")
_LONGEST_LIST = 2_000_000
"""Bytes of a list of parts or relations, which is read before anything is known of a file. The usual have some kB."""
CANNOT_UNPACK = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(OSError, RuntimeError, ValueError, EOFError, NotImplementedError),
)
"""What `zipfile` raises for an archive that is not whole, or is none at all."""
OPEN_AND_SAVE = "Open it in Word or Excel and save it again."
ANOTHER_PROGRAM = "A program other than Office wrote this: open it in Word or Excel and save it again."


class Relation(NamedTuple):
    """What a part refers to: `kind` is the last word of its type; `target` a part's name, None where it is missing."""

    id: str
    kind: str
    target: str | None


class Package:
    """The parts of one file, found by name whatever its case; raises CannotRead where it is damaged."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._archive = zipfile.ZipFile(path)
        except CANNOT_UNPACK as error:
            raise self.damaged("it cannot be unpacked") from error
        self._names = names_of(self._archive)
        self._types, self._defaults = self._content_types()

    def __enter__(self) -> Package:
        return self

    def __exit__(self, *_: object) -> None:
        self._archive.close()

    def damaged(self, what: str) -> CannotRead:
        """The refusal of a file that is not whole."""
        return CannotRead(str(self.path), f"is damaged: {what}.", "Download it again.")

    def foreign(self, what: str) -> CannotRead:
        """The refusal of a file that is whole, and not as an Office program writes it."""
        return CannotRead(str(self.path), f"{what}.", ANOTHER_PROGRAM)

    def data(self, name: str) -> bytes | None:
        """The bytes of a part, or None where there is none of that name."""
        stored = self._names.get(name.lower())
        if stored is None:
            return None
        try:
            return self._archive.read(stored)
        except CANNOT_UNPACK as error:
            raise self.damaged(f"its part {name} cannot be unpacked") from error

    def xml(self, name: str) -> bytes | None:
        """The bytes of an XML part, in UTF-8 and with Transitional names; None where there is none."""
        data = self.data(name)
        if data is None:
            return None
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            data = re.sub(r"^\s*<\?xml[^>]*\?>", "", data.decode("utf-16", "replace")).encode()
        data = data.lstrip(b" \t\r\n")
        if b"<!DOCTYPE" in data[:2000] or b"<!ENTITY" in data[:20_000]:
            raise self.foreign(f"declares entities in its part {name}")
        if b"purl.oclc.org/ooxml" in data:
            data = _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006\2", data)
        return data

    def root(self, name: str) -> Any:
        """The root element of an XML part, or None where there is no such part."""
        data = self.xml(name)
        if data is None:
            return None
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
        try:
            return etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise self.foreign(f"its part {name} cannot be read as XML") from error

    def _list(self, name: str) -> Any:
        stored = self._names.get(name.lower())
        if stored is not None and self._archive.getinfo(stored).file_size > _LONGEST_LIST:
            problem = f"has more than {_LONGEST_LIST:,} bytes in its list {name}."
            raise CannotRead(str(self.path), problem, "Is it the right file?")
        return self.root(name)

    def main(self) -> tuple[str, str]:
        """Kind (a key of `MAIN`) and name of the main part; kind and name are empty where there is none."""
        root = next((r for r in self.relations("") if r.kind == "officeDocument" and r.target), None)
        typed = [(self._kind(name), name) for name in self._types if self._kind(name)]
        if root is not None and root.target is not None:
            return self._kind(root.target) or _USUAL.get(root.target.lower(), "") or _by_folder(
                root.target
            ), root.target
        for kind, name in typed:
            if name.lower() in self._names:
                return kind, name
        return next(((kind, name) for name, kind in _USUAL.items() if name in self._names), ("", ""))

    def relations(self, name: str) -> list[Relation]:
        """What a part (the whole package for "") refers to inside the file."""
        folder, base = posixpath.split(name)
        root = self._list(posixpath.join(folder, "_rels", f"{base}.rels"))
        return [] if root is None else list(self._relations(root, folder))

    def related(self, name: str, kind: str) -> Any:
        """The root of the first part of a kind that a part refers to, or None."""
        target = next((r.target for r in self.relations(name) if r.kind == kind and r.target), None)
        return self.root(target) if target else None

    def content_type(self, name: str) -> str:
        """What the file says that a part is."""
        return self._types.get(name.lower()) or self._defaults.get(name.rpartition(".")[2].lower(), "")

    def _relations(self, root: Any, folder: str) -> Iterator[Relation]:
        for found in root.iter("{*}Relationship"):
            kind = (found.get("Type") or "").rpartition("/")[2]
            written = unquote((found.get("Target") or "").replace("\\", "/"))
            target = written.lstrip("/") if written.startswith("/") else posixpath.join(folder, written)
            target = posixpath.normpath(target)
            inside = (found.get("TargetMode") or "").lower() != "external" and target.lower() in self._names
            yield Relation(found.get("Id") or "", kind, target if inside else None)

    def _content_types(self) -> tuple[dict[str, str], dict[str, str]]:
        root = self._list(_TYPES)
        if root is None:
            return {}, {}
        parts = {
            e.get("PartName", "").lstrip("/").lower(): e.get("ContentType", "") for e in root.iter(_TYPE + "Override")
        }
        defaults = {e.get("Extension", "").lower(): e.get("ContentType", "") for e in root.iter(_TYPE + "Default")}
        return parts, defaults

    def _kind(self, name: str) -> str:
        kind = self.content_type(name)
        if not _MAIN_TYPE.search(kind):
            return ""
        # Workbooks and documents with macros have types of Microsoft's own.
        own = {"ms-word.": "docx", "sheet.binary": "xlsb", "ms-excel.": "xlsx", "ms-powerpoint.": "pptx"}
        return next((k for words, k in own.items() if words in kind), "") or next(
            (k for k, words in MAIN.items() if words in kind), ""
        )


def names_of(archive: zipfile.ZipFile) -> dict[str, str]:
    """The names of a file's parts as they are stored, by the same in small letters with slashes."""
    return {name.replace("\\", "/").lstrip("/").lower(): name for name in archive.namelist()}


def _by_folder(name: str) -> str:
    return {"word": "docx", "xl": "xlsx", "ppt": "pptx"}.get(name.lower().partition("/")[0], "")


def parsed(data: bytes, *tags: str) -> Iterator[tuple[str, Any]]:
    """Start and end of those elements of a long part, one after the other; raises XMLSyntaxError."""
    # Without `resolve_entities` nothing outside the part is looked for.
    return iter(etree.iterparse(BytesIO(data), events=("start", "end"), tag=tags, resolve_entities=False,
                                no_network=True, remove_comments=True))  # fmt: skip
