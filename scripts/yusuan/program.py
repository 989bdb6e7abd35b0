"""This program as an input: what a cache keeps is right only as long as the code that made it is the same."""

from __future__ import annotations

import hashlib
from pathlib import Path

_HERE = Path(__file__).parent


def digest_of(*parts: str) -> bytes:
    """A digest of parts of this program: `digest_of("charts", "presenting", "decoding.py")`, data files included.

    Raises FileNotFoundError for a part that is not there: a renamed one must not go unnoticed.
    """
    total = hashlib.sha256()
    for part in parts:
        place = _HERE / part
        if not place.exists():
            raise FileNotFoundError(place)
        paths = [place] if place.is_file() else sorted(path for path in place.rglob("*") if path.is_file())
        for path in paths:
            if "__pycache__" not in path.parts:
                content = path.read_bytes()
                total.update(f"{path.relative_to(_HERE).as_posix()} {len(content)}\n".encode() + content)
    return total.digest()
