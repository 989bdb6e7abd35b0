"""Assembles the lines of a part into paragraphs under their headings, rejoining what page breaks cut."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice

from yusuan.document import Block, Line, Placed, Table
from yusuan.forms import Vocabulary
from yusuan.recognise.outline import Outline, Part, heading_of, mended_heading

# Characters. Lines that go on beyond this without a sentence's end are no paragraph of a document.
LONGEST_PARAGRAPH = 20_000
MOST_CAPTION_LINES = 3


@dataclass(frozen=True)
class Paragraph:
    """One paragraph, with the headings it stands under. Its text is as printed, line ends taken out."""

    part: str
    heading: str
    subheading: str
    text: Placed


@dataclass
class Body:
    """What a part holds: paragraphs, its tables with the captions above them, and lines that stand alone."""

    paragraphs: list[Paragraph]
    tables: list[tuple[list[Line], Table]]
    alone: list[Line]


def _caption(blocks: Sequence[Block], is_caption: Callable[[str], bool], broken: bool) -> list[Line]:
    """The first of these lines if it is a caption, or those that only together, if `broken`, are that of a table."""
    lines: list[Line] = []
    for block in blocks:
        if isinstance(block, Table):
            return lines if is_caption("".join(line.text.strip() for line in lines)) else []
        if is_caption(block.text):
            return [] if lines else [block]
        if not broken:
            return []
        lines.append(block)
    return []


def assemble(
    part: Part,
    outline: Outline,
    vocabulary: Vocabulary,
    is_caption: Callable[[str], bool],
    stands_alone: Callable[[str], bool],
) -> Body:
    """Paragraphs, tables and lone lines of a part.

    A line continues the one before unless that one ended like a sentence, or either is a heading, a list
    item, a caption, or a line that stands alone (a signature, a date).
    """
    body = Body([], [], [])
    heading = subheading = ""
    open_lines: list[Placed] = []
    open_length = 0
    captions: list[Line] = []

    def close() -> None:
        if open_lines:
            body.paragraphs.append(Paragraph(part.title, heading, subheading, Placed.join(open_lines)))
            open_lines.clear()

    blocks = iter(enumerate(part.blocks))
    for index, block in blocks:
        if isinstance(block, Table):
            close()
            body.tables.append((captions, block))
            captions = []
            continue
        following = part.blocks[index + 1] if index + 1 < len(part.blocks) else None
        mended = mended_heading(block, following, outline.headings) if heading_of(block.text, vocabulary) else None
        text = mended or Placed.of(block)
        if mended:
            next(blocks)
        found = heading_of(text.text, vocabulary)
        if found:
            close()
            heading, subheading = (found.title, "") if found.level == 1 else (heading, found.title)
        elif caption := _caption(
            part.blocks[index : index + MOST_CAPTION_LINES + 1], is_caption, broken=not open_lines
        ):
            close()
            captions.extend(caption)
            list(islice(blocks, len(caption) - 1))
        elif stands_alone(text.text):
            close()
            body.alone.append(block)
        else:
            if vocabulary.patterns["list_item"].match(text.text):
                close()
            open_length = open_length + len(text.text) if open_lines else len(text.text)
            if open_length > LONGEST_PARAGRAPH:
                close()
                open_length = len(text.text)
            open_lines.append(text)
            if vocabulary.patterns["sentence_end"].search(text.text):
                close()
    close()
    body.alone.extend(captions)
    return body
