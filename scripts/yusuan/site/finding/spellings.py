"""How the characters of names are typed besides: in Latin letters, and in their traditional forms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, cast

_FIRST, _LAST = 0x3400, 0x9FFF


def readings(names: Iterable[str]) -> dict[str, list[str]]:
    """Every reading that a character has in these names, by itself or by the word that it is part of, without tones.

    >>> readings(["重庆", "重点"])["重"]
    ['chong', 'zhong']
    """
    from pypinyin import Style, lazy_pinyin  # its dictionaries take a second to load

    found: dict[str, set[str]] = defaultdict(set)
    for name in dict.fromkeys(names):
        # One reading for each character: what has none is left as it is, a letter at a time.
        read = lazy_pinyin(name, style=Style.NORMAL, errors=cast(Any, list))
        for character, reading in zip(name, read, strict=True):
            if reading.isascii() and reading.isalpha() and not character.isascii():
                found[character].add(reading)
    return {character: sorted(found[character]) for character in sorted(found)}


def traditional(characters: Iterable[str]) -> dict[str, str]:
    """The traditional forms of these characters, as one string each; those that have no other form are left out.

    >>> traditional("养老")
    {'养': '養'}
    """
    simplified = _simplified()
    return {one: simplified[one] for one in sorted(set(characters)) if one in simplified}


@lru_cache(maxsize=1)
def _simplified() -> dict[str, str]:
    from opencc import OpenCC

    every = [chr(code) for code in range(_FIRST, _LAST + 1)]
    found: dict[str, str] = defaultdict(str)
    for character, simple in zip(every, OpenCC("t2s").convert("\n".join(every)).split("\n"), strict=True):
        if simple != character:
            found[simple] += character
    return dict(found)
