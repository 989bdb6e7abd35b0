"""The three public expenses: travel abroad, official vehicles, official reception."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from yusuan.charts.bars import Bars
from yusuan.charts.model import Bar, Nothing, Row, Story
from yusuan.presenting import sums, words
from yusuan.presenting.titles import table_title

_TABLE = table_title(10)


def make_story(rows: Sequence[Row]) -> Story | Nothing:
    """Rows of `row, label, level, is_total, amount` (万元), in printed order: an "of which" follows what it is of.

    An `amount` of None is blank, or, where `printed` is true, a figure whose unit is not known.
    """
    unclear = [row for row in rows if row["amount"] is None and row["printed"]]
    if unclear:
        return Nothing(f"{_TABLE}印出了数字，但读不出是元还是万元")
    blank, rows = bool(rows), [row for row in rows if row["amount"] is not None]
    if not rows:
        beside = "，只读到作对照的数（如年初预算数）" if blank else ""
        return Nothing(f"{_TABLE}的金额是空白{beside}；空白不等于0")
    parts = [
        row
        for row, after in zip(rows, [*rows[1:], None], strict=False)
        if not row["is_total"] and row["level"] and not (after and (after["level"] or 0) > row["level"])
    ]
    shown = sorted((row for row in parts if row["amount"]), key=lambda row: (-row["amount"], row["row"]))
    grand = next((Decimal(row["amount"]) for row in rows if row["level"] == 0), None)
    if not shown:
        return Nothing(f"{_TABLE}只读到合计，没有读到分项" if grand else f"{_TABLE}印出的“三公”经费是0")
    if grand is None:
        return Nothing(f"没有读到{_TABLE}里“三公”经费的合计")
    total = grand
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
