"""Basic spending by economic class: wages, insurance, travel…, each coloured as personnel or operating cost."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from yusuan.charts import levels
from yusuan.charts.bars import Bars
from yusuan.charts.model import Bar, Nothing, Row, Story
from yusuan.presenting import sums, words
from yusuan.presenting.titles import amount_titles, code_and_name, table_title

KINDS = tuple((name, amount_titles(6)[name]) for name in ("personnel", "operating"))
MOST = 30
_TABLE = table_title(6)


def make_story(rows: Sequence[Row]) -> Story | Nothing:
    """Rows of `code, label, level, is_total, total, personnel, operating` (万元; None not printed)."""
    grand = levels.grand_total(rows)
    if grand is None or grand["total"] is None:
        return Nothing(_without_total(rows))
    total: Decimal = grand["total"]
    shown = levels.fitting(rows, total, MOST)
    if not shown:
        return Nothing(_without_parts(rows, total))
    shown.sort(key=lambda row: (-row["total"], row["code"] or ""))
    decimals = words.places([row[key] for row in [grand, *shown] for key in ("total", *dict(KINDS)) if row[key]])
    kinds = [(key, title, grand[key]) for key, title in KINDS if grand[key]]
    named = [(title, amount) for _, title, amount in sorted(kinds, key=lambda kind: -kind[2])]
    parts = [(str(row["label"]), Decimal(row["total"])) for row in shown]
    divided = f"其中{words.listing(named, decimals, total)}。" if named else ""
    return Story(
        title=f"一般公共预算基本支出{words.money(total, decimals)}万元，{_finding(named or parts, total)}",
        alt=f"条形图：一般公共预算基本支出{words.money(total, decimals)}万元。{divided}"
        f"按经济分类从多到少：{words.listing(parts, decimals, total)}。",
        columns=(*code_and_name(6), "合计（万元）", *(f"{title}（万元）" for _, title in KINDS)),
        rows=tuple(
            (row["code"] or "", row["label"], *(words.exact(row[key], decimals) for key in ("total", *dict(KINDS))))
            for row in [*shown, grand]
        ),
        picture=Bars(tuple(Bar(row["label"], _divided(row)) for row in shown), total, decimals, key=tuple(kinds)),
        note=words.notes(
            levels.note(shown), sums.off_by(total, [amount for _, amount in parts]), words.rounding_note(decimals)
        ),
        tables=(6,),
    )


def _without_total(rows: Sequence[Row]) -> str:
    several = list(dict.fromkeys(str(row["label"]) for row in rows if row["is_total"] and row["total"] is not None))
    if several:
        return f"{_TABLE}只读到{'、'.join(several)}，没有读到总的合计"
    return f"没有读到{_TABLE}的合计"


def _without_parts(rows: Sequence[Row], total: Decimal) -> str:
    if total == 0:
        return f"{_TABLE}印出的合计是0"
    if not any(row["code"] and row["total"] for row in rows if not row["is_total"]):
        return f"没有读到{_TABLE}按经济分类列出的支出"
    return f"{_TABLE}按经济分类印出的各项，没有哪一级相加等于合计，画出来会漏掉或重复一部分"


def _finding(parts: words.Parts, total: Decimal) -> str:
    first, amount = parts[0]
    return f"全部是{first}" if amount == total else f"{first}{words.takes(amount, total)}"


def _divided(row: Row) -> tuple[tuple[str, Decimal], ...]:
    """The row's parts; what the table does not say is personnel or operating stays of no kind (grey)."""
    parts = [(key, row[key] or Decimal(0)) for key, _ in KINDS]
    rest = row["total"] - sum((amount for _, amount in parts), Decimal(0))
    if rest < 0 or all(amount == 0 for _, amount in parts):
        return (("", row["total"]),)
    return (*parts, ("", rest))
