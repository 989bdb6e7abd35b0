"""Spending by function: what the money is for, by the highest level of the classification that is printed."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from yusuan.charts.bars import Bars
from yusuan.charts.model import Bar, Nothing, Row, Story
from yusuan.presenting import sums, words
from yusuan.presenting.titles import code_and_name, table_title


def make_story(rows: Sequence[Row]) -> Story | Nothing:
    """Rows of `table_number, code, label, is_total, amount` (万元), one level of the classification and the total."""
    printed = [row for row in rows if not row["is_total"] and row["amount"]]
    if not printed:
        return Nothing("没有读到任何一类的支出")
    printed.sort(key=lambda row: (-row["amount"], row["code"] or "", row["label"]))
    parts = [(str(row["label"]), Decimal(row["amount"])) for row in printed]
    total = next((Decimal(row["amount"]) for row in rows if row["is_total"]), None)
    if total is None:
        return Nothing(f"没有读到{table_title(3)}的合计")
    decimals = words.places([total, *(amount for _, amount in parts)])
    first, amount = parts[0]
    finding = "全部是" + first if len(parts) == 1 and amount == total else first + words.takes(amount, total)
    return Story(
        title=f"支出{words.money(total, decimals)}万元，{finding}",
        alt=f"条形图：支出总计{words.money(total, decimals)}万元，按功能分类从多到少："
        f"{words.listing(parts, decimals, total)}。",
        columns=(*code_and_name(3), "金额（万元）", "占支出总计"),
        rows=(
            *(
                (
                    row["code"] or "",
                    row["label"],
                    words.exact(row["amount"], decimals),
                    words.share(row["amount"], total),
                )
                for row in printed
            ),
            ("", "合计", words.exact(total, decimals), words.share(total, total)),
        ),
        picture=Bars(tuple(Bar(label, (("amount", amount),)) for label, amount in parts), total, decimals),
        note=words.notes(sums.off_by(total, [amount for _, amount in parts]), words.rounding_note(decimals)),
        tables=(int(printed[0]["table_number"]),),
    )
