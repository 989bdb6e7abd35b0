"""A document may hold anything: what is no text is listed where it stands, and what is written is valid."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest


def insert(source: Path, after: str, words: str) -> int:
    """Put words into the first line that has `after`; returns the line's number."""
    text = source.read_text("utf-8")
    at = text.index(after) + len(after)
    source.write_bytes((text[:at] + words + text[at:]).encode())
    return text.count("\n", 0, at) + 1


@pytest.mark.parametrize("character", ["\x07", "\x1b", "\u202e", "\uffff"])
def test_a_control_character_is_listed_with_its_place_and_the_package_is_valid(
    importing: Callable, yusuan: Callable, source: Path, character: str
) -> None:
    line = insert(source, "上年度没有安排预算", character)
    ended = importing(source)
    assert ended.code == 1
    assert f"is U+{ord(character):04X}, which is not text" in ended.out
    assert f"L{line} “" in ended.out
    assert character not in ended.out
    assert yusuan("validate").out == "1 package: valid\n"


def test_a_form_feed_of_a_printer_is_white_space(importing: Callable, yusuan: Callable, source: Path) -> None:
    insert(source, "上年度没有安排预算", "\x0c")
    assert importing(source).code == 0
    assert yusuan("validate").out == "1 package: valid\n"
