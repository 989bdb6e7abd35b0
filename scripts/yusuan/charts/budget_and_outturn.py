"""Budget against outturn in final accounts, item by item: a bar for what was spent, a line for what was budgeted."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from yusuan.charts.bars import Bars
from yusuan.charts.model import Bar, Nothing, Row, Story
from yusuan.presenting import words
from yusuan.presenting.titles import code_and_name, official

MOST = 12
_BUDGETS = {"budget": "预算", "adjusted_budget": "调整预算"}


def make_story(rows: Sequence[Row]) -> Story | Nothing:
    """Rows of `table_name, table_number, code, label, level, compared_with, budget, outturn, completion` (万元, %)."""
    whole = next((row for row in rows if row["level"] == 0), None)
    parts = _parts(rows, whole)
    if not parts:
        return Nothing("没有读到可以与决算对照的预算数")
    parts.sort(key=lambda row: -max(row["outturn"], row["budget"]))
    shown = parts[:MOST]
    decimals = words.places([amount for row in (*parts, *([whole] if whole else [])) for amount in _amounts(row)])
    named = "、".join(dict.fromkeys(_BUDGETS[row["compared_with"]] for row in shown))
    more = f"只画最大的{MOST}项，另有{len(parts) - MOST}项见表" if len(parts) > MOST else ""
    said = (
        f"{row['label']}：{_BUDGETS[row['compared_with']]}{words.money(row['budget'], decimals)}万元，"
        f"决算{words.money(row['outturn'], decimals)}万元"
        for row in shown
    )
    coded = official(int(parts[0]["table_number"])).has("code")
    return Story(
        title=_title(whole, parts, decimals),
        alt=f"条形图：条是决算，线是{named}。{'；'.join(said)}。",
        columns=(
            *(code_and_name(int(parts[0]["table_number"])) if coded else ["项目"]),
            "预算（万元）",
            "决算（万元）",
            "完成率",
        ),
        rows=tuple(
            (
                *([row["code"] or ""] if coded else []),
                row["label"],
                words.exact(row["budget"], decimals),
                words.exact(row["outturn"], decimals),
                _rate(row),
            )
            for row in (*parts, *([whole] if whole else []))
        ),
        picture=Bars(
            tuple(Bar(str(row["label"]), (("amount", Decimal(row["outturn"])),)) for row in shown),
            None,
            decimals,
            targets=tuple(Decimal(row["budget"]) for row in shown),
            beside=tuple(_rate(row) for row in shown),
        ),
        note=words.notes(f"条是决算，线是{named}，右边是完成率", more, words.rounding_note(decimals)),
        tables=(int(parts[0]["table_number"]),),
    )


def _parts(rows: Sequence[Row], whole: Row | None) -> list[Row]:
    """The rows of the first table that are no part of another: those of the deepest level that has a budget."""
    table = whole["table_name"] if whole else next((row["table_name"] for row in rows), None)
    own = [row for row in rows if row["table_name"] == table and row is not whole]
    deepest = max((row["level"] or 0 for row in own), default=0)
    parts = [row for row in own if row["level"] in (None, deepest) or deepest <= 2]
    return [row for row in parts if row["budget"] or row["outturn"]]


def _amounts(row: Row) -> tuple[Decimal, Decimal]:
    return Decimal(row["budget"]), Decimal(row["outturn"])


def _rate(row: Row) -> str:
    return "" if row["completion"] is None else f"{row['completion']:,}%"


def _title(whole: Row | None, parts: Sequence[Row], decimals: int) -> str:
    if whole is None:
        over = sum(row["outturn"] > row["budget"] for row in parts)
        return (
            f"{len(parts)}项印出了预算，{over}项决算多于预算" if over else f"{len(parts)}项印出了预算，决算都没有超过"
        )
    done = f"，完成{_BUDGETS[whole['compared_with']]}的{_rate(whole)}" if _rate(whole) else ""
    return f"决算{words.money(whole['outturn'], decimals)}万元{done}"
