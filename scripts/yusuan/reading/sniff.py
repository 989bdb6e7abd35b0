"""Says what kind of file a document is, by its bytes; a name that promises another kind is an error."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

from yusuan.errors import CannotRead
from yusuan.reading.office_package import CANNOT_UNPACK, Package, names_of

# The largest disclosures have some 30 MB; this much is not read.
MAX_BYTES = 200_000_000
MAX_UNPACKED = 1_000_000_000

KINDS = {
    "pdf": "a PDF",
    "docx": "a Word document (DOCX)",
    "xlsx": "an Excel workbook (XLSX)",
    "odt": "an OpenDocument text (ODT)",
    "html": "a web page (HTML)",
    "doc": "an old Word document (DOC)",
    "xls": "an old Excel workbook (XLS)",
    "rtf": "a rich text file (RTF)",
    "text": "a plain text",
}
_SUFFIXES = {
    ".pdf": "pdf",
    ".docx": "docx",
    ".xlsx": "xlsx",
    ".odt": "odt",
    ".html": "html",
    ".htm": "html",
    ".shtml": "html",
    ".doc": "doc",
    ".xls": "xls",
    ".rtf": "rtf",
    ".txt": "text",
    ".text": "text",
    ".tsv": "text",
    ".md": "text",
}
_SUFFIX = {"text": ".txt"} | {kind: f".{kind}" for kind in KINDS if kind != "text"}
_MANIFEST = "meta-inf/manifest.xml"
_LONGEST_LIST = 1_000_000
_PACKED = (".docx", ".xlsx", ".odt")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM")


def kind_of(path: Path) -> str:
    """Kind of the file at `path`: a key of `KINDS`.

    Raises CannotRead when it is missing, empty, too large, of a kind that cannot be read, or named as another kind.
    """
    place = str(path)
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise CannotRead(place, "is a folder.", "Name one file.")
        if not path.is_file():
            raise CannotRead(place, "is not a plain file.", "Save the document as a file.")
        if size > MAX_BYTES:
            raise CannotRead(place, f"has {size:,} bytes; at most {MAX_BYTES:,} are read.", "Is it the right file?")
        with path.open("rb") as file:
            head = file.read(65_536)
    except OSError as error:
        raise CannotRead(place, f"cannot be opened ({error.strerror}).", "Check the path.") from error
    if not head.strip(b"\0 \t\r\n"):
        raise CannotRead(place, "is empty.", "Download it again.")
    kind = _kind(path, head)
    named = _SUFFIXES.get(path.suffix.lower(), kind)
    if named == "html" and kind == "text":
        return "html"
    if named != kind:
        raise CannotRead(place, f"is named as {KINDS[named]} but is {KINDS[kind]}.", f"Name it *{_SUFFIX[kind]}.")
    return kind


def _kind(path: Path, head: bytes) -> str:
    place = str(path)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK") or (path.suffix.lower() in _PACKED and zipfile.is_zipfile(path)):
        return _packed(path)  # some servers put lines of their own before the file
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return _compound(path)
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if head.startswith(_PICTURES):
        raise CannotRead(place, "is a picture, not a document.", "Ask for the document, or type it as text.")
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:4096].lower()
    if start.startswith(b"mime-version:"):
        raise CannotRead(place, "is a web archive (MHTML).", "Open it and save it as an HTML page.")
    if b"mso-application" in start and b"excel.sheet" in start:
        raise CannotRead(place, "is an Excel 2003 XML table.", "Open it and save it as XLSX.")
    if (
        re.match(rb"<!doctype html|<html|<\?xml[^>]*>\s*<(!doctype )?html", start)
        or b"<table" in start
        or b"<body" in start
    ):
        return "html"
    return _named_damaged(path, head)


def _named_damaged(path: Path, head: bytes) -> str:
    """What is of no known kind is text, unless it is full of zero bytes or named as something packed."""
    named = _SUFFIXES.get(path.suffix.lower(), "text")
    if named in {"pdf", "docx", "xlsx", "odt", "doc", "xls"} and (b"\0" in head or not _is_text(head)):
        raise CannotRead(
            str(path), f"is damaged: its name says that it is {KINDS[named]}, but it is not.", "Download it again."
        )
    return "text"


def _is_text(head: bytes) -> bool:
    for encoding in ("utf-8", "gb18030"):
        try:
            # The last characters may be cut where the head ends.
            head[:-4].decode(encoding) if len(head) == 65_536 else head.decode(encoding)
        except UnicodeDecodeError:
            continue
        return True
    return False


def _packed(path: Path) -> str:
    place = str(path)
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
                raise CannotRead(place, f"unpacks to more than {MAX_UNPACKED:,} bytes.", "Is it the right file?")
            names = names_of(archive)
            # Bit 0 of a file's flags: it has a password. OpenDocument says it in its manifest instead.
            locked = any(entry.flag_bits & 1 for entry in entries)
            manifest = b""
            if not locked and _MANIFEST in names and archive.getinfo(names[_MANIFEST]).file_size < _LONGEST_LIST:
                manifest = archive.read(names[_MANIFEST])
                locked = b"encryption-data" in manifest
            if locked:
                raise CannotRead(place, "is encrypted.", "Save a copy without a password.")
            kind = _opendocument(archive, names, manifest)
    except CANNOT_UNPACK as error:
        raise CannotRead(place, "is damaged: it cannot be unpacked.", "Download it again.") from error
    with Package(path) as package:
        main = package.main()[0]
    if main in ("docx", "xlsx"):
        return main
    if main == "xlsb":
        raise CannotRead(place, "is a binary Excel workbook (XLSB).", "Save it as XLSX.")
    if main == "pptx":
        raise CannotRead(place, "is a presentation.", "Save it as PDF.")
    if b"opendocument.spreadsheet" in kind:
        raise CannotRead(place, "is an OpenDocument spreadsheet (ODS).", "Save it as XLSX.")
    if b"opendocument.text" in kind:
        return "odt"
    if "ofd.xml" in names:
        raise CannotRead(place, "is an OFD document.", "Save it as PDF.")
    raise CannotRead(place, "is an archive, not a document.", "Unpack it and name the document inside.")


def _opendocument(archive: zipfile.ZipFile, names: Mapping[str, str], manifest: bytes) -> bytes:
    """What an OpenDocument file says that it is: in the part made for it, in its list of parts, or by its contents."""
    if "mimetype" in names:
        with archive.open(names["mimetype"]) as entry:
            return entry.read(100)
    if listed := re.search(rb"application/vnd\.oasis\.opendocument\.[a-z]+", manifest):
        return listed[0]
    if "content.xml" in names:
        with archive.open(names["content.xml"]) as entry:
            for kind in (b"text", b"spreadsheet") if b"opendocument" in (head := entry.read(_LONGEST_LIST)) else ():
                if b"<office:" + kind in head:
                    return b"opendocument." + kind
    return b""


def _compound(path: Path) -> str:
    # The directory of a compound file names its streams in UTF-16.
    data = path.read_bytes()
    for stream, kind in (("WordDocument", "doc"), ("Workbook", "xls"), ("Book", "xls")):
        if stream.encode("utf-16-le") in data:
            return kind
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise CannotRead(str(path), "is encrypted.", "Save a copy without a password.")
    raise CannotRead(str(path), "is damaged or of an unknown kind.", "Save it as DOCX or XLSX.")
