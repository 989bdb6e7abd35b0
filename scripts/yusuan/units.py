"""The units of money that documents print, and what each is worth in yuan."""

from __future__ import annotations

from decimal import Decimal

YUAN = {"万元": Decimal(10_000), "元": Decimal(1), "亿元": Decimal(100_000_000)}
"""Yuan in each unit, the most usual first. No other unit is read as one of money."""

FEN_DECIMALS = 2
"""分, the smallest amount of money, is the second decimal of a yuan: nothing is worth less."""


def most_decimals(unit: str) -> int:
    """How many decimals of this unit are still whole 分: 2 of 元, 6 of 万元, 10 of 亿元."""
    return FEN_DECIMALS + YUAN[unit].adjusted()


def in_10k_yuan(unit: str) -> Decimal:
    """What the unit is worth in 万元."""
    return YUAN[unit] / YUAN["万元"]
