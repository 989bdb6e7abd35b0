"""The three public expenses: travel abroad, official vehicles, official reception."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from yusuan.charts import sums, words
from yusuan.charts.bars import Bars
from yusuan.charts.model import Bar, Nothing, Row, Story


def tell(rows: Sequence[Row]) -> Story | Nothing:
    """Rows of `row, label, level, is_total, amount` (万元), in printed order: an "of which" follows what it is of."""
    parts = [
        row
        for row, after in zip(rows, [*rows[1:], None], strict=False)
        if not row["is_total"] and row["level"] and not (after and (after["level"] or 0) > row["level"])
    ]
    shown = sorted((row for row in parts if row["amount"]), key=lambda row: (-row["amount"], row["row"]))
    if not shown:
        return Nothing("财政拨款“三公”经费为0")
    summed = sum((row["amount"] for row in shown), Decimal(0))
    total = next((row["amount"] for row in rows if row["level"] == 0), summed)
    decimals = words.places([total, *(row["amount"] for row in parts)])
    named = [(_plain(row["label"]), Decimal(row["amount"])) for row in shown]
    first, amount = named[0]
    finding = f"全部是{first}" if amount == total else f"{first}{words.takes(amount, total)}"
    return Story(
        title=f"“三公”经费{words.money(total, decimals)}万元，{finding}",
        alt=f"条形图：财政拨款“三公”经费{words.money(total, decimals)}万元，从多到少："
        f"{words.listing(named, decimals, total)}。",
        columns=("项目", "金额（万元）", "占合计"),
        rows=(
            *((_plain(r["label"]), words.exact(r["amount"], decimals), words.share(r["amount"], total)) for r in parts),
            ("合计", words.exact(total, decimals), words.share(total, total)),
        ),
        picture=Bars(tuple(Bar(label, (("amount", amount),)) for label, amount in named), total, decimals),
        note=words.notes(sums.off_by(total, [row["amount"] for row in parts]), words.rounding_note(decimals)),
        tables=(10,),
    )


def _plain(label: str) -> str:
    return label.removeprefix("其中：").removeprefix("其中:").strip()
