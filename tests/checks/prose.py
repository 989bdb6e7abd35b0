"""Claims of the prose, and what else its rules compare them with, as a test makes them up."""

from __future__ import annotations

from typing import Any

from yusuan.recognise.prose import concept_of

Row = dict[str, Any]

INCOME, EXPENDITURE = "二、收入预算情况说明", "三、支出预算情况说明"
GENERAL = "五、一般公共预算当年拨款情况说明 / （三）具体使用情况"


def claim(heading: str, subject: str, quantity: str, value: str, **more: Any) -> Row:
    unit = "%" if quantity in ("share", "change_rate") else "万元"
    known = {"heading": heading, "paragraph": 1, "subject": subject, "quantity": quantity, "value": value, "unit": unit}
    meant = {} if "code" in more else {"concept": concept_of(subject) or None}
    return known | meant | {"period": "current", "text": "…"} | more


def total(field: str, amount: str | None) -> list[Row]:
    return [{"name": "合计", "level": 0} | ({field: amount} if amount else {})]


def state(name: str, number: int, value: str) -> Row:
    return {"table_name": name, "table_number": number, "state": value, "note": "此表为空表。"}
