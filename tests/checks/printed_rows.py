"""Rows of tables as other forms than Xinjiang's print them, made up by a test."""

from __future__ import annotations

from typing import Any

Row = dict[str, Any]


def coded(*rows: tuple[str, str | None], field: str = "total") -> list[Row]:
    """Rows of a coded table with one amount column; no code is the total row."""
    return [
        {"code": code or None, "name": code or "合计", "level": (len(code) - 1) // 2 if code else 0}
        | ({field: amount} if amount else {})
        for code, amount in rows
    ]


def spent(*rows: tuple[str, str | None, str], field: str = "expenditure_amount") -> list[Row]:
    """The expenditure side of a summary: code, amount and label. Without a code it is a total, or carried over."""
    return [
        {
            "expenditure_code": code or None,
            "expenditure_label": label,
            "expenditure_level": (len(code) - 1) // 2 if code else {"支出总计": 0, "结转下年": 1}.get(label),
            "expenditure_is_total": not code and label != "结转下年",
        }
        | ({field: amount} if amount else {})
        for code, amount, label in rows
    ]


def received(*rows: tuple[str, int | None, str | None], resource_total: str = "收入总计") -> list[Row]:
    """The income side of a summary: label, level (none for a sub-total), amount."""
    return [
        {"income_label": label, "income_level": level, "income_is_total": level in (0, None)}
        | ({"income_amount": amount} if amount else {})
        for label, level, amount in rows
    ]


def outcomes(found: dict[str, tuple[Any, ...]]) -> dict[str, str]:
    return {subject: outcome for subject, (outcome, *_) in found.items()}
