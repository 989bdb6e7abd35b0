"""Makes passages of printed lines: running text with the stack of headings and enumerators that it stands under."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from yusuan.document import Block, Line, Placed
from yusuan.recognise.prose.patterns import Patterns

LONGEST_HEADING = 60
SHORTEST_LOOSE, LONGEST_LOOSE = 4, 24
"""A heading without a number: a shorter line is the beginning of what a page break cut."""
LONGEST_PASSAGE = 20_000
# No enumerator: deeper than all that have one.
PLAIN = 90
_DATED = re.compile(r"[:：]20\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?:\d{1,2}:\d\d(?::\d\d)?)?$")


@dataclass(frozen=True)
class Step:
    """One step of the stack: a heading, or an enumerated passage; `title` is a heading's or run-in head's words."""

    level: float
    enumerator: str
    title: str
    heading: bool


@dataclass(frozen=True)
class Passage:
    """Running text without white space, below `steps`; its own enumerator is the last step, if `level` is not PLAIN."""

    steps: tuple[Step, ...]
    level: float
    text: Placed
    head: str = ""
    start: int = 0
    """Where the text after the run-in head begins."""

    @property
    def heading(self) -> str:
        """The headings above it, from the outermost; the part of the document only where nothing else stands above."""
        headings = [step for step in self.steps if step.heading]
        inner = [step for step in headings if step.level >= 1] or headings
        return " / ".join(step.enumerator + step.title for step in inner)

    @property
    def enumerators(self) -> str:
        """The enumerators above it and its own, without that of the part of the document."""
        return " / ".join(step.enumerator for step in self.steps if step.enumerator and step.level > 0)

    @property
    def section(self) -> str:
        """The outermost numbered heading."""
        return next((step.title for step in self.steps if step.heading and step.level > 0), "")


@dataclass
class _Builder:
    patterns: Patterns
    steps: list[Step] = field(default_factory=list)
    open: list[Placed] = field(default_factory=list)
    level: float = PLAIN

    def close(self) -> Iterator[Passage]:
        text, self.open = Placed.join(self.open), []
        if text.text:
            yield self._passage(text)

    def _passage(self, text: Placed) -> Passage:
        head = ""
        if (match := self.patterns.run_in.fullmatch(text.text)) and _is_head(match["head"], self.level, self.patterns):
            head = match["head"]
        if self.level != PLAIN:
            self.steps[-1] = replace(self.steps[-1], title=head)
        return Passage(tuple(self.steps), self.level, text, head, len(head))

    def heading(self, level: float, enumerator: str, title: str) -> None:
        if level == PLAIN:
            # A heading without a number (一般公共服务) stands between the one above it and all enumerated passages.
            level = next((step.level for step in reversed(self.steps) if step.heading and step.enumerator), 0) + 0.5
        self._pop(level)
        self.steps.append(Step(level, enumerator, title, heading=True))

    def begin(self, level: float, enumerator: str, text: Placed) -> None:
        self.level = level
        if level != PLAIN:
            self._pop(level)
            self.steps.append(Step(level, enumerator, "", heading=False))
        else:
            while self.steps and not self.steps[-1].heading:
                self.steps.pop()
        self.open = [text]

    def _pop(self, level: float) -> None:
        while self.steps and self.steps[-1].level >= level:
            self.steps.pop()


def _is_head(head: str, level: float, patterns: Patterns) -> bool:
    """Whether words before 。 or ： are a run-in head: they follow an enumerator, and hold no figure."""
    if patterns.figure.search(head) or patterns.openers.search(head[-6:]) or patterns.reason.search(head):
        return False
    return level != PLAIN


def passages_of(blocks: Iterable[Block], patterns: Patterns) -> Iterator[Passage]:
    """The passages of the lines, in order; a table ends a passage."""
    builder = _Builder(patterns)
    blocks = list(blocks)
    length = 0  # of the open lines together
    for number, block in enumerate(blocks):
        if not isinstance(block, Line):
            yield from builder.close()
            continue
        text = Placed.of(block).without_spaces()
        if not text.text:
            continue
        level, start = enumerator_of(text.text, patterns.levels)
        enumerator, rest = text.text[:start], text.part(start)
        if builder.open and level == PLAIN and _goes_on(builder.open, text.text, patterns):
            builder.open.append(text)
            length += len(text.text)
        elif _is_heading(rest.text, level, patterns) and not _is_cut(
            rest.text, level, blocks[number + 1 : number + 2], patterns
        ):
            yield from builder.close()
            builder.heading(level, enumerator, rest.text)
            continue
        else:
            yield from builder.close()
            builder.begin(level, enumerator, rest)
            length = sum(len(line.text) for line in builder.open)
        if patterns.sentence_end.search(rest.text) or length > LONGEST_PASSAGE:
            yield from builder.close()
    yield from builder.close()


def enumerator_of(text: str, levels: Sequence[object]) -> tuple[float, int]:
    """The level of the enumerator that the text begins with (PLAIN: none), and where the text after it starts."""
    for level, pattern in enumerate(levels):
        match = pattern.fullmatch(text)  # type: ignore[attr-defined]
        if match:
            return level, match.start("title")
    return PLAIN, 0


def _goes_on(lines: Sequence[Placed], following: str, patterns: Patterns) -> bool:
    """Whether an open line goes on in the next: it is full, or ends with a comma; or the next cannot begin."""
    last = lines[-1].text
    if len(last) < SHORTEST_LOOSE:
        return True
    if _DATED.search(last) or (last[-1].isdigit() and following[0].isdigit()):
        # What a web page says of itself (发布日期：2026-02-10), and figures that would become one.
        return False
    return (
        len(last) >= patterns.full_line
        or len(lines) > 1
        or last[-1] in "，,、（(—-"
        or following[0] in "，。；、）)元"
        or patterns.figure.match(following) is not None
    )


def _is_cut(text: str, level: float, following: Sequence[Block], patterns: Patterns) -> bool:
    """Whether a line that looks like a heading goes on in the next.

    The next ends a path (…（款）其他行 | 政事业单位医疗补助（项）), or begins with the figure of what is named here.
    """
    after = "".join(following[0].text.split()) if following and isinstance(following[0], Line) else ""
    if enumerator_of(after, patterns.levels)[0] != PLAIN:
        return False
    if level == PLAIN and patterns.figure.match(after):
        return True
    path = re.search(r"[（(][类款][）)][^（(]*$", text)
    return path is not None and re.match(r"[^，,。；;：:（(]{0,40}[（(][款项][）)]", after) is not None


def _is_heading(title: str, level: float, patterns: Patterns) -> bool:
    if patterns.not_in_heading.search(title.rstrip("：:")) or patterns.figure.search(title):
        return False
    if level == PLAIN:
        return (
            SHORTEST_LOOSE <= len(title) <= LONGEST_LOOSE
            and not patterns.sentence_end.search(title)
            and not patterns.unchanged.search(title)
        )
    return bool(title) and len(title) <= LONGEST_HEADING and not title.endswith(("：", ":"))
