"""Takes the texts off a PDF page that cannot be seen, and says which they were.

They go before the page is read: a text drawn over another is otherwise taken for a second print of the same.
"""

from __future__ import annotations

import ctypes
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from yusuan.reading.pdf_ink import Ink
from yusuan.reading.pdf_seen import Looks, Seen, address_of, looks


class Hidden(NamedTuple):
    """How the other texts look, and the words of those that cannot be seen, or only in part."""

    looks: Looks
    unseen: str
    partly: str


def take_off(page: Any, layers: bool = True) -> Hidden:
    """Take off an open page what cannot be seen; its text is to be read after."""
    look = looks(page, layers)
    words: dict[int | None, str] = {}
    shown: dict[int | None, list[tuple[str, bool]]] = {}
    wanted = {address for address, seen in look.seen.items() if seen in (Seen.NO, Seen.TRY)}
    if not wanted:
        return Hidden(look, "", "")
    tried = [look.texts[address][0] for address, seen in look.seen.items() if seen is Seen.TRY]
    ink = Ink(page, tried) if tried else None
    textpage = page.get_textpage()
    text = textpage.raw
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    for i in range(pdfium.FPDFText_CountChars(text)):
        if pdfium.FPDFText_IsGenerated(text, i) == 1:
            continue
        address = address_of(pdfium.FPDFText_GetTextObject(text, i))
        if address not in wanted:
            continue
        character = chr(pdfium.FPDFText_GetUnicode(text, i) or 0x20)
        words[address] = words.get(address, "") + character
        if character.isspace() or ink is None or look.seen[address] is not Seen.TRY:
            continue
        pdfium.FPDFText_GetCharBox(text, i, left, right, bottom, top)
        if right.value > left.value and top.value > bottom.value:
            is_seen = ink.is_seen(left.value, bottom.value, right.value, top.value)
            shown.setdefault(address, []).append((character, is_seen))
    textpage.close()
    unseen: list[str] = []
    partly: list[str] = []
    for address in (address for address in look.texts if address in wanted):
        tries = _tries(shown.get(address, []))
        if look.seen[address] is Seen.NO or False in tries:
            (partly if look.seen[address] is Seen.TRY and True in tries else unseen).append(words.get(address, ""))
            _remove(page, *look.texts[address])
    return Hidden(look, _joined(unseen), _joined(partly))


def _tries(characters: list[tuple[str, bool]]) -> set[bool]:
    """Whether what counts of a text can be seen: each of its figures; where it has none, any of its letters."""
    figures = {is_seen for character, is_seen in characters if character.isdigit()}
    return figures or {any(is_seen for _, is_seen in characters)} if characters else {True}


def _remove(page: Any, thing: Any, form: Any) -> None:
    if form is None:
        removed = pdfium.FPDFPage_RemoveObject(page.raw, thing)
    else:
        removed = pdfium.FPDFFormObj_RemoveObject(form, thing)
    if removed:
        pdfium.FPDFPageObj_Destroy(thing)


def _joined(words: list[str]) -> str:
    return " ".join(" ".join(words).split())
