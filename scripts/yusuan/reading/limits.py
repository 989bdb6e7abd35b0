"""What no document of a department has, whatever its format: endless lines, millions of cells, control characters.

Everything that reads on from here may rely on these limits.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from yusuan.document import Block, Cell, Document, Flag, Line
from yusuan.errors import CannotRead
from yusuan.unseen import as_text

_Text = TypeVar("_Text", Line, Cell)

# The longest printed lines have some hundred characters, paragraphs of Word some thousand; the longest of the
# disclosures known has 11,462 lines and cells.
MAX_CHARACTERS = 10_000
MAX_TEXTS = 500_000
MAX_ALL_CHARACTERS = 5_000_000
MAX_COLUMNS = 500
MAX_CELLS = 2_000_000
# A document with more lines than these that hold a control character is no document.
MAX_FLAGGED = 100

_RIGHT_FILE = "Is it the right file?"


def within_limits(document: Document, place: str) -> Document:
    """The document, its control characters replaced by U+FFFD and flagged.

    Raises CannotRead when a line or a cell is too long, or there are too many of them, or of control characters.
    """
    flags: list[Flag] = []
    texts = characters = 0

    def vetted(printed: _Text) -> _Text:
        nonlocal texts, characters
        texts += bool(printed.text)
        characters += len(printed.text)
        if len(printed.text) > MAX_CHARACTERS:
            raise too_long(place, printed.place, len(printed.text))
        if texts > MAX_TEXTS or characters > MAX_ALL_CHARACTERS:
            raise CannotRead(
                place,
                f"has more than {MAX_TEXTS:,} lines and cells or {MAX_ALL_CHARACTERS:,} characters.",
                _RIGHT_FILE,
            )
        if printed.text.isprintable():
            return printed
        text = as_text(printed.text)
        replaced = (at for at, (was, now) in enumerate(zip(printed.text, text, strict=True)) if now == "\ufffd" != was)
        if (at := next(replaced, None)) is not None:
            reason = f"Character {at + 1} is U+{ord(printed.text[at]):04X}, which is not text."
            flags.append(Flag(printed.place, text, reason))
            if len(flags) > MAX_FLAGGED:
                raise CannotRead(
                    place,
                    f"is not text: more than {MAX_FLAGGED} lines contain control characters, first {flags[0].place}.",
                    "Download it again, or save it anew.",
                )
        return replace(printed, text=text)

    blocks: list[Block] = [
        vetted(block)
        if isinstance(block, Line)
        else replace(block, rows=tuple(tuple(vetted(cell) for cell in row) for row in block.rows))
        for block in document.blocks
    ]
    known = [replace(flag, text=as_text(flag.text)[:MAX_CHARACTERS]) for flag in document.flags[:MAX_TEXTS]]
    return replace(document, blocks=tuple(blocks), flags=(*known, *flags))


def too_long(place: str, where: str, length: int) -> CannotRead:
    """The refusal of a line or cell that is too long."""
    return CannotRead(
        place,
        f"has {length:,} characters in {where}; a line or a cell may have {MAX_CHARACTERS:,}.",
        "Break the line where its paragraphs end, or give the document in its own format.",
    )
