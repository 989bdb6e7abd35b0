"""The text of a plain text file's bytes."""

from __future__ import annotations

from yusuan.errors import CannotRead

# GB18030 accepts almost any bytes, so it is tried only after UTF-8 has failed.
ENCODINGS = ("utf-8-sig", "gb18030")


def decode(data: bytes, place: str) -> str:
    """Text of `data`, which is UTF-8 or, failing that, GB18030; raises CannotRead when it is neither."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise CannotRead(place, "is UTF-16 text.", "Save it as UTF-8.")
    if b"\0" in data:
        raise CannotRead(place, "is not a text file (it contains zero bytes).", "Give the document in its own format.")
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise CannotRead(place, "is neither UTF-8 nor GB18030 text.", "Save it as UTF-8.")
