"""Puts the unit of a table together where it is broken over the end of a line: 单位：万, and 元 on the next."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

from yusuan.document import Line, WrappedLine
from yusuan.place import parse
from yusuan.units import YUAN

_STATED = ["".join(parts) for parts in product(("单位",), "：:", ("", "人民币"), YUAN)]
# 万 and 亿 begin one unit of money each: where the end of the line is cut off, what it was can still be read.
_BEGIN = tuple(unit[0] for unit in YUAN if len(unit) > 1)
_CUT_OFF = re.compile(rf"单位[：:](?:人民币)?[{''.join(_BEGIN)}]$")
LONGEST_UNIT = 40
"""How many characters, with the spaces between them, a unit is printed in."""
_HALVES: dict[str, list[tuple[str, str]]] = {}
"""The two parts of each, for each place where it may be broken, by the last character of the first part."""
for _stated in _STATED:
    for _cut in range(1, len(_stated)):
        _HALVES.setdefault(_stated[_cut - 1], []).append((_stated[:_cut], _stated[_cut:]))


def with_whole_units(lines: Sequence[Line], pattern: re.Pattern[str]) -> list[Line]:
    """The lines, as many as before; a unit broken over two of them stands whole on the first, at the place of both.

    The rest is the first or the last word of its line: 部门名称：某局 元. `pattern` finds a unit in a line.
    """
    done = [_within(line, pattern) for line in lines]
    for number in range(len(lines) - 1):
        above, below = done[number], done[number + 1]
        if pattern.search(above.text) or pattern.search(below.text):
            continue
        whole = next(_joined(above.text, below.text, pattern), None)
        if whole:
            place = parse(above.place).to(parse(below.place))
            done[number] = Line(whole[0], str(place))
            done[number + 1] = replace(below, text=whole[1])
    return [_with_end(line) for line in done]


def _with_end(line: Line) -> Line:
    """The line, with the end of a unit that is cut off."""
    text = line.text.rstrip()
    cut = text.endswith(_BEGIN) and _CUT_OFF.search("".join(text[-LONGEST_UNIT:].split()))
    return replace(line, text=f"{text}元") if cut else line


def _within(line: Line, pattern: re.Pattern[str]) -> Line:
    """The same line, with a unit that is broken between its own printed lines put together."""
    if not isinstance(line, WrappedLine) or pattern.search(line.text):
        return line
    parts = with_whole_units(line.parts, pattern)
    whole = any(pattern.search(part.text) for part in parts)
    return Line(" ".join(part.text.strip() for part in parts if part.text.strip()), line.place) if whole else line


def _joined(above: str, below: str, pattern: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """The two lines with the unit on the first, for each way in which it may be broken."""
    above = above.rstrip()
    halves = _HALVES.get(above[-1:])
    if not halves:
        return
    bare, words = re.sub(r"\s+", "", above), below.split()
    for begun, rest in halves:
        if not words or not bare.endswith(begun) or rest not in (words[0], words[-1]):
            continue
        text = above + rest
        if pattern.search(text):
            left = words[1:] if words[0] == rest else words[:-1]
            yield text, " ".join(left)
