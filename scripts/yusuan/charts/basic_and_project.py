"""Basic against project spending: what keeps the house running, and what is done for a purpose, by function."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from yusuan.charts import levels, sums, words
from yusuan.charts.bars import Bars
from yusuan.charts.model import Bar, Nothing, Row, Story

KINDS = (("basic_expenditure", "基本支出"), ("project_expenditure", "项目支出"))


def tell(rows: Sequence[Row]) -> Story | Nothing:
    """Rows of `code, label, level, is_total, total`, and the two kinds (万元; None where not printed)."""
    grand = levels.grand_total(rows)
    if grand is None or grand["total"] is None:
        return Nothing("《支出总体情况表》没有印出合计")
    total: Decimal = grand["total"]
    kinds = [(key, title, grand[key] or Decimal(0)) for key, title in KINDS]
    if not any(amount for _, _, amount in kinds):
        return Nothing("支出合计为0" if total == 0 else "《支出总体情况表》没有分基本支出与项目支出")
    shown = [row for row in levels.fitting(rows) if any(row[key] for key, _ in KINDS)] or [grand]
    shown.sort(key=lambda row: (-sum(row[key] or 0 for key, _ in KINDS), row["code"] or ""))
    decimals = words.places([row[key] for row in [grand, *shown] for key in ("total", *dict(KINDS)) if row[key]])
    present = sorted((kind for kind in kinds if kind[2]), key=lambda kind: -kind[2])
    if len(present) == 1 and present[0][2] == total:
        finding = f"全部是{present[0][1]}"
    else:
        finding = "，".join(f"{title}{words.takes(amount, total)}" for _, title, amount in present)
    named = [(title, amount) for _, title, amount in present]
    return Story(
        title=f"支出{words.money(total, decimals)}万元，{finding}",
        alt=f"分段条形图：支出合计{words.money(total, decimals)}万元，其中{words.listing(named, decimals, total)}。"
        f"{_by_row(shown, decimals)}",
        columns=("功能分类科目编码", "功能分类科目名称", "合计（万元）", "基本支出（万元）", "项目支出（万元）"),
        rows=tuple(
            (row["code"] or "", row["label"], *(words.exact(row[key], decimals) for key in ("total", *dict(KINDS))))
            for row in [*(row for row in shown if row is not grand), grand]
        ),
        picture=Bars(
            tuple(Bar(row["label"], tuple((key, row[key] or Decimal(0)) for key, _ in KINDS)) for row in shown),
            total,
            decimals,
            key=tuple(kind for kind in kinds if kind[2]),
        ),
        note=words.notes(sums.off_by(total, [amount for _, _, amount in kinds]), words.rounding_note(decimals)),
        tables=(3,),
    )


def _by_row(shown: Sequence[Row], decimals: int) -> str:
    said = []
    for row in shown[: words.LISTED]:
        parts = [f"{title}{words.money(row[key], decimals)}万元" for key, title in KINDS if row[key]]
        said.append(f"{row['label']}：{'、'.join(parts)}")
    more = len(shown) - len(said)
    return "；".join(said) + (f"；其余{more}项见数据表。" if more > 0 else "。")
