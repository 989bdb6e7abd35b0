"""Turns the bytes of a web page into text, in the encoding that they are in."""

from __future__ import annotations

import codecs
import re

import charset_normalizer

_META = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decode(data: bytes) -> str:
    """Text of a page: by its byte order mark, by what it declares, else by what its bytes look like."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _without_declaration(data.decode(encoding, "replace"))
    names = ["utf-8"]
    if declared := _META.search(data[:4096]):
        # Pages say gb2312 and use characters that only its superset has.
        name = declared[1].decode("ascii", "replace").lower()
        names.insert(0, "gb18030" if name in {"gb2312", "gbk", "x-gbk"} else name)
    for name in names:
        try:
            return _without_declaration(data.decode(name))
        except (LookupError, UnicodeDecodeError):
            continue
    best = charset_normalizer.from_bytes(data).best()
    return _without_declaration(str(best) if best is not None else data.decode("gb18030", "replace"))


def _without_declaration(text: str) -> str:
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
