"""One printed amount of a table."""

from __future__ import annotations

from yusuan.document import Cell
from yusuan.forms import Vocabulary
from yusuan.numbers import number
from yusuan.recognise.findings import Findings
from yusuan.words import key


def is_blank(cell: Cell, vocabulary: Vocabulary) -> bool:
    """Whether the cell holds no figure: nothing, or one of the marks for nothing."""
    return key(cell.text) in vocabulary.blank


def read_amount(field: str, cell: Cell, vocabulary: Vocabulary, findings: Findings) -> str | None:
    """The digits of the amount, or None where nothing is printed. What is no number is listed as not understood."""
    if is_blank(cell, vocabulary):
        return None
    # 增减率: -3.85%, in a column of rates.
    amount = number(cell.text.rstrip().rstrip("%％") if "rate" in field else cell.text)
    if amount is None:
        reason = f"Expected an amount in column {field}."
        findings.not_understood("number", cell.text, cell.place, reason)
    return amount
