"""Takes the ends of printed lines out of running text: lines that go on from one another become one line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from yusuan.document.model import Block, Line
from yusuan.place import parse


@dataclass(frozen=True, slots=True)
class WrappedLine(Line):
    """Several printed lines that are one line of text, such as `P5L12:P5L14`; `parts` are those that were printed."""

    parts: tuple[Line, ...] = ()


def unwrapped(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks, each line with those that continue it as one."""
    done: list[Block] = []
    parts: list[Line] = []

    def close() -> None:
        if parts:
            done.append(_joined(parts))
            parts.clear()

    for block in blocks:
        if not isinstance(block, Line):
            close()
            done.append(block)
            continue
        if not block.continues:
            close()
        parts.append(block)
    close()
    return tuple(done)


def _joined(parts: Sequence[Line]) -> Line:
    if len(parts) == 1:
        return parts[0]
    text = "".join(part.text.strip() for part in parts)
    place = parse(parts[0].place).to(parse(parts[-1].place))
    return WrappedLine(text, str(place), parts[0].continues, tuple(parts))
