"""Rows that only number the columns: 栏次 1 2 3, or ** 1 2 3."""

from __future__ import annotations

from collections.abc import Sequence

from yusuan.document import Cell
from yusuan.words import key


def is_number_row(cells: Sequence[Cell]) -> bool:
    """Whether the row's numbers are 1, 2, 3… in order, and nothing but marks and 栏次 stands beside them.

    A row of marks alone (** in every column) numbers them, too.
    """
    words = [key(cell.text) for cell in cells]
    numbers = [word for word in words if word.isascii() and word.isdigit()]
    others = {word for word in words if word and word not in numbers}
    counted = [str(number) for number in range(1, len(numbers) + 1)]
    enough = len(numbers) > 1 or (bool(numbers) and bool(others & {"**", "栏次"})) or words.count("**") > 1
    return enough and numbers == counted and others <= {"栏次", "**", "*", "行次", "--"}
