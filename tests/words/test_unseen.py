"""What nobody can see is shown as its number, so that no message shows other than it says."""

from __future__ import annotations

import pytest

from yusuan.unseen import as_text, escaped, escaped_lines


@pytest.mark.parametrize("character", ["\x1b", "\u202e", "\u2067", "\u200b", "\u200f", "\u2060", "\ufeff", "\u00ad"])
def test_an_unseen_character_is_shown_as_its_number(character: str) -> None:
    number = f"1\\u{ord(character):04x}2"
    assert escaped(f"1{character}2") == escaped_lines(f"1{character}2") == number


def test_lines_and_tabs_stay_where_a_message_has_lines() -> None:
    assert escaped("a\n\tb") == "a\\u000a\\u0009b"
    assert escaped_lines("a\n\tb") == "a\n\tb"


def test_as_text_keeps_every_character_at_its_place() -> None:
    assert as_text("\x0c1\u202e2\u30003\t4\n") == " 1\ufffd2\u30003\t4\n"
