"""Says whether a PDF has layers that may be switched off: most have none, and need not be looked at for them."""

from __future__ import annotations

import re
import zlib

_NAME = b"/OCProperties"
_PACKED = re.compile(rb"/ObjStm\b.{0,400}?stream\r?\n", re.DOTALL)
# More of one stream of objects is not unpacked.
_MOST = 20_000_000


def has_layers(data: bytes) -> bool:
    """Whether the bytes of a PDF name layers; also where that cannot be told, since the file is encrypted."""
    if _NAME in data or b"/Encrypt" in data:
        return True
    for start in _PACKED.finditer(data):
        try:
            if _NAME in zlib.decompressobj().decompress(data[start.end() :], _MOST):
                return True
        except zlib.error:
            # Packed in another way, or not at all.
            return True
    return False
