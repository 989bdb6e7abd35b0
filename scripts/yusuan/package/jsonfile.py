"""JSON as packages keep it: bounded and strict in reading, the same bytes every time in writing."""

from __future__ import annotations

import json
import math
import re
from pathlib import Path
from typing import Any

from yusuan.errors import InvalidPackage
from yusuan.package.plainfile import read_plain
from yusuan.unseen import HALF, escaped

MAX_BYTES = 4 * 1024 * 1024
MAX_DEPTH = 20  # a descriptor with its schemas is nine deep

# The closing quote is optional, so that a string left open is not tried again from each of its quotes.
_STRING = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"?', re.DOTALL)
_BRACKET = re.compile(r"[\[\]{}]")
# Text may be written so that it ends up with half a character, which no file and no terminal takes.
_ESCAPED_HALF = re.compile(r"\\u[dD][89a-fA-F]")


def to_json_bytes(value: object) -> bytes:
    """The value as JSON: two spaces, Chinese readable, keys in the order given, one newline at the end."""
    return (json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode("utf-8")


def to_one_line(value: object) -> bytes:
    """The value as JSON for programs alone: a third of the bytes of what is large are line breaks and indents."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return f"{text}\n".encode()


def read_json(path: Path) -> dict[str, Any]:
    """The object in a JSON file.

    Raises `InvalidPackage` when it is missing, not a plain file, larger than `MAX_BYTES`, nested deeper than
    `MAX_DEPTH`, not UTF-8, not JSON, not an object, names a key twice, or holds a number or text that no file can hold
    again: one beyond all numbers, or half a character.
    """
    return parse_json(read_plain(path, MAX_BYTES, "Import the document, or restore the file."), str(path))


def parse_json(data: bytes, place: str) -> dict[str, Any]:
    """The object in the bytes of a file that is called `place`. Raises as `read_json` does."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InvalidPackage(
            place, f"is not UTF-8 (byte {error.start + 1}).", "Save it as UTF-8 without a byte order mark."
        ) from None
    if _depth(text) > MAX_DEPTH:
        raise InvalidPackage(place, f"is nested deeper than {MAX_DEPTH} levels.", "Write it anew: import the document.")
    try:
        value = json.loads(text, object_pairs_hook=_object, parse_constant=_constant, parse_float=_float)
    except json.JSONDecodeError as error:
        raise InvalidPackage(
            f"{place}:{error.lineno}", f"is not JSON ({error.msg}).", "Mend the line, or import the document again."
        ) from None
    except ValueError as error:
        raise InvalidPackage(place, f"is not strict JSON: {error}.", "Mend it by hand.") from None
    if _ESCAPED_HALF.search(text) and (half := HALF.search(json.dumps(value, ensure_ascii=False))):
        raise InvalidPackage(
            place, f"holds {escaped(half[0])}, which is half a character.", "Mend it, or import the document again."
        )
    if not isinstance(value, dict):
        raise InvalidPackage(place, "is not a JSON object.", "Write it anew: import the document.")
    return value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        keys = [key for key, _ in pairs]
        raise ValueError(f'the key "{next(key for key in keys if keys.count(key) > 1)}" occurs twice')
    return found


def _constant(text: str) -> Any:
    raise ValueError(f"{text} is not a JSON number")


def _float(text: str) -> float:
    number = float(text)
    if math.isinf(number):
        raise ValueError(f"{text[:20]} is larger than any number")
    return number


def _depth(text: str) -> int:
    # Counted before parsing: the parser itself would overflow its stack on hostile nesting.
    depth = deepest = 0
    for bracket in _BRACKET.findall(_STRING.sub("", text)):
        depth += 1 if bracket in "[{" else -1
        deepest = max(deepest, depth)
    return deepest
