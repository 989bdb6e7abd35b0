"""However a text is made, it is read in time and memory that grow with its length."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from yusuan.document import Document, Line
from yusuan.package.schemas import TABLES
from yusuan.reading import read
from yusuan.reading.limits import MAX_CHARACTERS
from yusuan.recognise import Known, recognise
from yusuan.recognise.searching import Sought

PROJECT = Path(__file__).parents[2]
ONE = "一、关于收入预算情况说明"


def lines(unit: str, number: int) -> Callable[[float], str]:
    """Lines as long as reading lets through, each filled with the unit: as many as that, or a share of them."""
    line = unit * ((MAX_CHARACTERS - 100) // len(unit))
    return lambda share: "\n".join([line] * max(1, round(number * share)))


def times(text: str, number: int) -> Callable[[float], str]:
    """The text over and over: as often as that, or a share of it."""
    return lambda share: text * round(number * share)


NARRATIVES: dict[str, Callable[[float], str]] = {
    "words before a figure that can be taken off in many ways": lambda _: "收入" + "合计为" * 60 + "甲 5万元。",
    "words before a figure, repeated": lambda share: lines("共", 20)(share).replace("\n", "甲5万元。\n"),
    "figures without a stop": lines("1元", 15),
    "thresholds without an end": lines("50万元以", 40),
    "shares of nothing": lines("占5%", 20),
    "digits": lines("1", 100),
    "digits and points": lines("1.1", 15),
    "figures of a new thing each": lines("收1万元；", 20),
    "brackets": lambda share: lines("（款）", 40)(share).replace("\n", "5万元。\n"),
    "blanks": lines("a" + " " * 3_000, 100),
    "headings": times("一、收入\n", 100_000),
    "lines without a sentence": times("预算收入\n", 50_000),
    "numbers in lines": times("1.00\n", 50_000),
    "captions": times("收支总体情况表\n单位：万元\n", 40_000),
    "one table": times("收入\t1.00\t2.00\n", 20_000),
    "names": lambda share: "".join(f"编制单位：单位{number}\n" for number in range(round(20_000 * share))),
}

READ = "import sys; from tests.recognise.test_hostile_text import longest_cell; print(longest_cell(sys.argv[1]))"


def longest_cell(path: str | Path) -> int:
    """How many characters the longest cell has of all that is read from a document."""
    known = Known({name: number for number, name in enumerate(TABLES, 1)}, ("天山县图书馆",))
    found = recognise(read(Path(path)), known).findings
    rows = chain(found.unread, *found.resources.values())
    return max(len(str(value)) for row in rows for value in row.values())


def read_apart(path: Path, seconds: int) -> subprocess.CompletedProcess[bytes]:
    """Read a document in a process of its own, which may take so long."""
    return subprocess.run(
        [sys.executable, "-c", READ, str(path)], cwd=PROJECT, capture_output=True, timeout=seconds, check=False
    )


@pytest.mark.parametrize("narrative", NARRATIVES.values(), ids=NARRATIVES.keys())
def test_a_hostile_narrative_is_read_into_cells_that_a_package_can_hold(
    tmp_path: Path, tiny: Any, narrative: Callable[[float], str]
) -> None:
    path = tmp_path / "document.txt"
    path.write_text(tiny(headings=(ONE,), narrative=f"{ONE}\n\n{narrative(0.05)}").text(), encoding="utf-8")
    begun = time.process_time()
    assert longest_cell(path) <= 100_000
    assert time.process_time() - begun < 8


@pytest.mark.parametrize(
    "lines",
    [["的"] * 8_000, [f"第{n}号支出总表" for n in range(3_000)]],
    ids=["one-character", "titles"],
)
def test_the_time_grows_with_the_lines_and_no_faster(lines: list[str]) -> None:
    # A clause of all lines that is begun anew at each of them, or a copy of the rest for each, takes minutes.
    blocks = tuple(Line(text, f"L{number}") for number, text in enumerate(lines, start=1))
    sought = Sought("T1", "table", "income-expenditure-summary", "收支.*表$", "", "收支(?:预算)?(?:总|情况)")
    known = Known({name: number for number, name in enumerate(TABLES, 1)}, sought=[sought])
    begun = time.process_time()
    recognise(Document("text", "", blocks), known)
    assert time.process_time() - begun < 8


@pytest.mark.thorough
@pytest.mark.parametrize("narrative", NARRATIVES.values(), ids=NARRATIVES.keys())
def test_as_much_of_it_as_reading_lets_through_is_read_in_time(
    tmp_path: Path, tiny: Any, narrative: Callable[[float], str]
) -> None:
    path = tmp_path / "document.txt"
    path.write_text(tiny(headings=(ONE,), narrative=f"{ONE}\n\n{narrative(1)}").text(), encoding="utf-8")
    ended = read_apart(path, 300)
    assert ended.returncode == 0, ended.stderr.decode()[-1000:]
    assert int(ended.stdout) <= 100_000


@pytest.mark.thorough
def test_a_document_of_which_nothing_is_understood_is_refused(tmp_path: Path, tiny: Any) -> None:
    path = tmp_path / "document.txt"
    path.write_text(tiny(headings=(ONE,), narrative=f"{ONE}\n\n" + lines("1元", 25)(1)).text(), encoding="utf-8")
    ended = read_apart(path, 900)
    assert b"more than 100,000 things that were not understood" in ended.stderr
