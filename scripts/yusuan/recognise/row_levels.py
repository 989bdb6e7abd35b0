"""Says how deep the rows of a table stand that are printed without a code: by their names, and by what adds up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from yusuan import intervals
from yusuan.intervals import Outcome
from yusuan.model import load_model
from yusuan.recognise.codes import CodeBook
from yusuan.recognise.findings import Findings, Value
from yusuan.words import key

BY_FUNCTION, BY_ECONOMIC_CLASS = (
    tuple(
        table.name
        for table in load_model().tables.values()
        if table.layout == "coded" and table.economic_title is economic
    )
    for economic in (False, True)
)
"""The tables whose rows are subjects of each classification. One that some places print by function and others by
economic class is among the latter."""
UNCERTAIN = 4
"""For how many rows of a table levels are tried out."""

Row = dict[str, Value]


def place_rows(findings: Findings, functional: CodeBook, economic: CodeBook) -> None:
    """Fill code and level of the rows that are printed with a name alone, and the level of those of units.

    A name is looked for below the class or section above it; a level that no code tells is kept only where with it
    every row is the sum of those below it. Anything else is left empty.
    """
    for resources, codes in ((BY_FUNCTION, functional), (BY_ECONOMIC_CLASS, economic)):
        for resource in resources:
            rows = findings.resources.get(resource, [])
            if any(row.get("level") is None and not row["is_total"] for row in rows):
                _find_codes(rows, codes)
                _find_whole(rows)
                _find_levels(rows)


def _find_codes(rows: Sequence[Row], codes: CodeBook) -> None:
    """Codes found so have no provenance: they are not printed."""
    above = ""
    for row in rows:
        if row["is_total"] or row.get("unit_name") or row.get("unit_code"):
            continue
        code = str(row["code"]) if row.get("code") else codes.next_named(above, key(str(row["name"])))
        if code and not row.get("code"):
            row |= {"code": code, "level": (len(code) - 1) // 2}
        above = code or above


def _find_whole(rows: Sequence[Row]) -> None:
    """Make the row of the one unit of a table the total, where none is printed and it is the sum of all the others.

    深圳市统计局（本级） stands above its classes as 合计 does elsewhere; alone in its table it is all of it.
    """
    unplaced = [number for number, row in enumerate(rows) if _level(row) is None]
    if len(unplaced) != 1 or any(_level(row) == 0 for row in rows):
        return
    whole = rows[unplaced[0]]
    if not whole.get("unit_name") or whole["is_total"] or whole.get("total") is None:
        return
    levels = [0 if row is whole else _level(row) for row in rows]
    if len(rows) == 1 or adds_up(levels, _amounts(rows)):
        whole |= {"level": 0, "is_total": True}


def _find_levels(rows: Sequence[Row]) -> None:
    amounts = _amounts(rows)
    for levels in _candidates(rows):
        if adds_up(levels, amounts):
            for row, level in zip(rows, levels, strict=True):
                row["level"] = level
            return


def _candidates(rows: Sequence[Row]) -> Iterator[list[int | None]]:
    """Levels that the rows may have, the simplest first. A total is 0; a sub-total has none."""
    known = [_level(row) for row in rows]
    unknown = [number for number, row in enumerate(rows) if known[number] is None and not row["is_total"]]
    if known.count(0) != 1 or not unknown:
        return
    ways: list[Sequence[int]] = []
    if all(known[number] is None or rows[number]["is_total"] for number in range(len(rows))):
        depths = sorted({len(str(rows[number].get("unit_code") or "")) for number in unknown})
        ways = [
            [1] * len(unknown),
            # 杭州市气象局 is printed as the whole department first, then its units one by one.
            [1, *[2] * (len(unknown) - 1)],
            [1 + depths.index(len(str(rows[number].get("unit_code") or ""))) for number in unknown],
        ]
    elif len(unknown) <= UNCERTAIN:
        ways = list(product((1, 2, 3), repeat=len(unknown)))
    for way in ways:
        if max(way) <= 3:
            levels = list(known)
            for number, level in zip(unknown, way, strict=True):
                levels[number] = level
            yield levels


def _level(row: Mapping[str, Value]) -> int | None:
    return None if row.get("level") is None else int(str(row["level"]))


def _amounts(rows: Sequence[Row]) -> list[intervals.Printed]:
    return intervals.printed_together([str(row.get("total") or 0) for row in rows])


def adds_up(levels: Sequence[int | None], amounts: Sequence[intervals.Printed]) -> bool:
    """Whether every row that has rows one deeper below it is their sum, as printed or but for rounding.

    The total, of level 0, may stand anywhere; every other row stands before its parts. A row without a level is no part
    of any.
    """
    parts: dict[int, list[int]] = {}
    if 0 not in levels:
        return False
    above = {0: levels.index(0)}
    for number, level in enumerate(levels):
        if not level:
            continue
        if level - 1 not in above:
            return False
        parts.setdefault(above[level - 1], []).append(number)
        above = {depth: row for depth, row in above.items() if depth < level} | {level: number}
    sums = (intervals.compare_sum(amounts[whole], [(1, amounts[n]) for n in below]) for whole, below in parts.items())
    return bool(parts) and all(outcome in (Outcome.PASS, Outcome.ROUNDING) for outcome in sums)
