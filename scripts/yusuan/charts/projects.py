"""Projects: what each is budgeted, and whether fiscal appropriation or other money pays for it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from yusuan.charts.bars import Bars
from yusuan.charts.model import Bar, Nothing, Row, Story
from yusuan.presenting import words

FUNDING = (("fiscal_appropriation", "财政拨款"), ("other_funds", "其他资金"))
MOST = 30


def make_story(rows: Sequence[Row]) -> Story | Nothing:
    """Rows of `row, name, total, fiscal_appropriation, other_funds` (万元; None not printed)."""
    if not rows:
        return Nothing("没有读到项目支出绩效目标表")
    printed = sorted((row for row in rows if row["total"]), key=lambda row: (-row["total"], row["row"]))
    if not printed:
        return Nothing("没有读到各项目的年度预算金额")
    total = sum((row["total"] for row in printed), Decimal(0))
    decimals = words.places([row[key] for row in printed for key in ("total", *dict(FUNDING)) if row[key]])
    funding = [(key, title, sum((row[key] or Decimal(0) for row in printed), Decimal(0))) for key, title in FUNDING]
    parts = [(f"“{row['name']}”", Decimal(row["total"])) for row in printed]
    first = "" if len(printed) == 1 else f"，最大的一个{words.takes(printed[0]['total'], total)}"
    paid = "，".join(f"{title}{words.money(amount, decimals)}万元" for _, title, amount in funding if amount)
    shown = printed[:MOST]
    return Story(
        title=f"{len(printed)}个项目共{words.money(total, decimals)}万元{first}",
        alt=f"条形图：{len(printed)}个项目预算共{words.money(total, decimals)}万元"
        f"{f'（{paid}）' if paid else ''}，从多到少：{words.listing(parts, decimals, total)}。",
        columns=("项目名称", "年度预算总额（万元）", "其中：财政拨款（万元）", "其他资金（万元）"),
        rows=tuple(
            (row["name"], *(words.exact(row[key], decimals) for key in ("total", *dict(FUNDING)))) for row in printed
        ),
        picture=Bars(
            tuple(Bar(row["name"], _funded(row)) for row in shown),
            total,
            decimals,
            key=tuple(kind for kind in funding if kind[2]),
        ),
        note=words.notes(
            f"图中只画最大的{MOST}个，其余见数据表" if len(printed) > MOST else "", words.rounding_note(decimals)
        ),
    )


def _funded(row: Row) -> tuple[tuple[str, Decimal], ...]:
    """The project's money by funding; what is not said to be either stays of no kind (grey)."""
    parts = [(key, row[key] or Decimal(0)) for key, _ in FUNDING]
    rest = row["total"] - sum((amount for _, amount in parts), Decimal(0))
    return (("", row["total"]),) if rest < 0 else (*parts, ("", rest))
